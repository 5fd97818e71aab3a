/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coverage.h>
#include <math.h>

/*
 * Towns where nobody has an offer of a family within reach. In a village that may be; in
 * a town, a directory most likely lacks one, and whoever reads the figures should know.
 */

static bool is_bare(const mlg_coverage *coverage, mlg_family family, size_t commune) {
  return coverage->nearest[MLG_COMMUNE][commune * MLG_FAMILY_COUNT + (size_t)family].within == 0;
}

/* "Lannion, Morlaix, Vannes": in the order of their codes. */
static const char *name_towns(mlg_arena *arena, const mlg_coverage *coverage,
                              const mlg_inhabitants *inhabitants, mlg_family family) {
  const mlg_territory *territory = coverage->access->territory;
  double town = coverage->access->reach->town_from;
  const char *names = NULL;
  for (size_t c = 0; c < territory->n_zones[MLG_COMMUNE]; c++) {
    if (!(inhabitants->commune[c] >= town) || !is_bare(coverage, family, c)) continue;
    const char *name = territory->zones[MLG_COMMUNE][c].name;
    names = names == NULL ? name : mlg_arena_printf(arena, "%s, %s", names, name);
    if (names == NULL) return NULL;
  }
  return names;
}

mlg_status mlg_tell_bare_towns(mlg_arena *arena, const mlg_coverage *coverage, const mlg_need *need,
                               size_t population, mlg_findings *findings) {
  mlg_inhabitants inhabitants;
  if (!(coverage->access->reach->town_from > 0)) return MLG_OK; /* no commune is said to be one */
  MLG_TRY(
      mlg_count_inhabitants(arena, coverage->access->territory, need, population, &inhabitants));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    if (!coverage->recorded[family]) continue;
    const char *names = name_towns(arena, coverage, &inhabitants, family);
    if (names != NULL)
      MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_TOWN_WITHOUT_OFFER,
                                                 .value = names,
                                                 .expected = MLG_FAMILIES[family].label}));
  }
  return MLG_OK;
}
