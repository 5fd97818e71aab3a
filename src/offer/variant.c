/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of sites once more is known than their rows tell: where they are, how old. */
#include "offer/date.h"
#include "offer/site.h"

#include <maillage/offer.h>
#include <string.h>

void mlg_directory_leave_out(mlg_directory *directory, size_t index) {
  mlg_site *site = &directory->sites[index];
  site->status = MLG_OUTSIDE;
  for (size_t i = 0; i < site->n_entries; i++)
    directory->entries[site->entries[i]].status = MLG_OUTSIDE;
}

static bool is_stale(const char *updated, const mlg_offer_rules *rules, long today) {
  long days;
  return mlg_date_days(updated, &days) && (double)(today - days) > rules->stale_days;
}

mlg_status mlg_directory_date(const mlg_offer_rules *rules, const char *today,
                              mlg_findings *findings, mlg_directory *directory) {
  long day;
  if (!mlg_date_days(today, &day))
    return mlg_report(
        findings,
        (mlg_finding){.code = MLG_F_VALUE_KIND, .value = today, .expected = "AAAA-MM-JJ"});
  for (size_t s = 0; s < directory->n_sites; s++) {
    mlg_site *site = &directory->sites[s];
    site->undated = *site->updated == '\0';
    site->stale = is_stale(site->updated, rules, day);
  }
  return MLG_OK;
}

/* Age is the last thing a row is judged by: only those that age decides can change. */
static mlg_site_status judge(const mlg_entry *entry, const mlg_offer_rules *rules, long today) {
  mlg_site_status status = entry->status;
  if (status != MLG_COUNTED && status != MLG_STALE && status != MLG_UNDATED) return status;
  if (rules->leave_stale && is_stale(entry->updated, rules, today)) return MLG_STALE;
  return rules->leave_undated && *entry->updated == '\0' ? MLG_UNDATED : MLG_COUNTED;
}

/* A site anew, of the same rows in the same organisations, where it was. */
static mlg_status remake(mlg_arena *arena, const mlg_directory *variant, const mlg_site *old,
                         mlg_site *site) {
  size_t *members = MLG_NEW(arena, size_t, old->n_entries);
  MLG_HAVE(members);
  memcpy(members, old->entries, old->n_entries * sizeof *members);
  MLG_TRY(mlg_site_make(arena, variant->entries, members, old->n_entries, site));
  site->id = old->id;
  site->at = old->at;
  site->has_position = old->has_position;
  site->zone = old->zone;
  site->n_organisations = old->n_organisations;
  if (old->status == MLG_OUTSIDE) site->status = MLG_OUTSIDE;
  return MLG_OK;
}

/* Whether a row of the organisation says that it is a head office. */
static bool is_head_office(const mlg_directory *directory, const mlg_site *site,
                           size_t organisation) {
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *entry = &directory->entries[site->entries[i]];
    if (entry->organisation == organisation && entry->status == MLG_HEAD_OFFICE) return true;
  }
  return false;
}

mlg_status mlg_directory_head_offices(mlg_arena *arena, mlg_directory *directory) {
  for (size_t s = 0; s < directory->n_sites; s++) {
    mlg_site *site = &directory->sites[s], old = *site;
    bool changed = false;
    for (size_t i = 0; i < site->n_entries; i++) {
      mlg_entry *entry = &directory->entries[site->entries[i]];
      bool silent = *entry->typology == '\0' && *entry->hours == '\0' && !entry->schedule.known;
      if (entry->status != MLG_COUNTED || !silent) continue;
      if (!is_head_office(directory, site, entry->organisation)) continue;
      entry->status = MLG_HEAD_OFFICE;
      changed = true;
    }
    if (changed) MLG_TRY(remake(arena, directory, &old, site));
  }
  return MLG_OK;
}

mlg_status mlg_directory_variant(mlg_arena *arena, const mlg_directory *directory,
                                 const mlg_offer_rules *rules, const char *today,
                                 mlg_directory *variant) {
  long day;
  if (!mlg_date_days(today, &day)) return MLG_FAILURE;
  *variant = *directory;
  variant->entries = MLG_NEW(arena, mlg_entry, directory->n_entries);
  variant->sites = MLG_NEW(arena, mlg_site, directory->n_sites);
  MLG_HAVE(variant->entries);
  MLG_HAVE(variant->sites);
  variant->n_offers = 0;
  variant->offers = NULL;
  for (size_t i = 0; i < directory->n_entries; i++) {
    variant->entries[i] = directory->entries[i];
    variant->entries[i].status = judge(&directory->entries[i], rules, day);
  }
  for (size_t s = 0; s < directory->n_sites; s++)
    MLG_TRY(remake(arena, variant, &directory->sites[s], &variant->sites[s]));
  return MLG_OK;
}
