/* SPDX-License-Identifier: Apache-2.0 */
/* The offers of the sites that count, each with its capacity. */
#include "offer/capacity.h"
#include "offer/site.h"

#include <maillage/offer.h>
#include <math.h>

static mlg_status open_basis(mlg_arena *arena, const mlg_offer_rules *rules,
                             const mlg_entry *entries, const mlg_site *part, mlg_basis *basis) {
  *basis = (mlg_basis){.arena = arena, .rules = rules, .part = part, .helpers = NAN};
  mlg_shares_of(entries, part, MLG_SAYS_PERSONS, basis->persons);
  mlg_shares_of(entries, part, MLG_SAYS_HOURS, basis->hours);
  mlg_shares_of(entries, part, MLG_SAYS_OPENING, basis->opening);
  for (size_t i = 0; i < part->n_entries && isnan(basis->helpers); i++)
    if (entries[part->entries[i]].declared.helpers > 0)
      basis->helpers = entries[part->entries[i]].declared.helpers;
  return MLG_OK;
}

/* The terms of the rows of an organisation that describe a family, as one site's would be. */
static mlg_status take_terms(mlg_arena *arena, const mlg_entry *entries, const mlg_site *part,
                             mlg_family family, mlg_offer *offer) {
  mlg_site described;
  size_t n = 0, *members = MLG_NEW(arena, size_t, part->n_entries);
  MLG_HAVE(members);
  for (size_t i = 0; i < part->n_entries; i++)
    if (entries[part->entries[i]].families[family]) members[n++] = part->entries[i];
  described = *part;
  if (n < part->n_entries) MLG_TRY(mlg_site_make(arena, entries, members, n, &described));
  offer->terms = described.terms;
  offer->schedule = described.schedule.known ? described.schedule : part->schedule;
  return MLG_OK;
}

/* "site/family", then "site/family-2" for the second organisation that offers it there. */
static const char *id_of(mlg_arena *arena, const mlg_site *site, mlg_family family, size_t before) {
  const char *code = MLG_FAMILIES[family].code;
  return before == 0 ? mlg_arena_printf(arena, "%s/%s", site->id, code)
                     : mlg_arena_printf(arena, "%s/%s-%zu", site->id, code, before + 1);
}

/* What each organisation of a site is there by itself. */
static mlg_status open_parts(mlg_arena *arena, const mlg_offer_rules *rules,
                             const mlg_entry *entries, const mlg_site *site, mlg_site *parts,
                             mlg_basis *bases) {
  MLG_HAVE(parts);
  MLG_HAVE(bases);
  for (size_t o = 0; o < site->n_organisations; o++) {
    MLG_TRY(mlg_site_part(arena, entries, site, o, &parts[o]));
    MLG_TRY(open_basis(arena, rules, entries, &parts[o], &bases[o]));
  }
  return MLG_OK;
}

/* The offers of one site, by family, then by organisation; appended to the directory's. */
static mlg_status make_site_offers(mlg_arena *arena, const mlg_offer_rules *rules, size_t index,
                                   mlg_directory *directory) {
  const mlg_site *site = &directory->sites[index];
  mlg_site *parts = MLG_NEW(arena, mlg_site, site->n_organisations);
  mlg_basis *bases = MLG_NEW(arena, mlg_basis, site->n_organisations);
  MLG_TRY(open_parts(arena, rules, directory->entries, site, parts, bases));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    for (size_t o = 0, before = 0; o < site->n_organisations; o++) {
      if (!parts[o].families[family]) continue;
      mlg_offer *offer = &directory->offers[directory->n_offers++];
      *offer = (mlg_offer){.site = index,
                           .organisation = o,
                           .family = family,
                           .id = id_of(arena, site, family, before++)};
      MLG_HAVE(offer->id);
      MLG_TRY(take_terms(arena, directory->entries, &parts[o], family, offer));
      MLG_TRY(mlg_basis_take(&bases[o], family, offer));
    }
  return MLG_OK;
}

static mlg_status report_families(const mlg_directory *directory, mlg_findings *findings) {
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    if (!directory->recorded[family])
      MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_FAMILY_UNRECORDED,
                                                 .value = MLG_FAMILIES[family].label}));
  return MLG_OK;
}

/* How many capacities are of a kind. */
static mlg_status report_kind(mlg_arena *arena, const mlg_directory *directory,
                              mlg_capacity_kind kind, mlg_finding_code code,
                              mlg_findings *findings) {
  size_t n = 0;
  for (size_t i = 0; i < directory->n_offers; i++) n += directory->offers[i].capacity_kind == kind;
  if (n == 0) return MLG_OK;
  char *count = mlg_arena_printf(arena, "%zu", n);
  MLG_HAVE(count);
  return mlg_report(findings, (mlg_finding){.code = code, .value = count});
}

mlg_status mlg_directory_capacities(mlg_arena *arena, const mlg_offer_rules *rules,
                                    const mlg_given_capacities *given, mlg_findings *findings,
                                    mlg_directory *directory) {
  size_t most = 0;
  MLG_TRY(mlg_declared_check(arena, findings, directory));
  for (size_t site = 0; site < directory->n_sites; site++)
    most += directory->sites[site].n_organisations * MLG_FAMILY_COUNT;
  directory->n_offers = 0;
  directory->offers = MLG_NEW(arena, mlg_offer, most);
  MLG_HAVE(directory->offers);
  for (size_t site = 0; site < directory->n_sites; site++)
    if (directory->sites[site].status == MLG_COUNTED)
      MLG_TRY(make_site_offers(arena, rules, site, directory));
  if (given != NULL) MLG_TRY(mlg_given_apply(arena, rules, given, findings, directory));
  MLG_TRY(report_kind(arena, directory, MLG_CAPACITY_DEFAULT, MLG_F_CAPACITY_ASSUMED, findings));
  MLG_TRY(report_kind(arena, directory, MLG_CAPACITY_UNKNOWN, MLG_F_CAPACITY_UNKNOWN, findings));
  return report_families(directory, findings);
}
