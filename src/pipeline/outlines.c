/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines against the sites: two sources that know where communes are. */
#include "pipeline/work.h"

/* One site may be misplaced, or two of one directory; more than half of several are not. */
enum { FEWEST_SITES = 3, MOST_TOLD = 20 };

/* Sites with a position, by the commune that their rows name. */
typedef struct {
  size_t *named, *elsewhere;
} census;

static bool lies_in(const mlg_work *work, const mlg_site *site, size_t commune) {
  return site->zone != MLG_NO_ZONE &&
         mlg_territory_above(&work->territory, site->zone, MLG_COMMUNE) == commune;
}

static void count_sites(const mlg_work *work, census *sites) {
  for (size_t i = 0; i < work->directory.n_sites; i++) {
    const mlg_site *site = &work->directory.sites[i];
    const mlg_entry *entry = &work->directory.entries[site->entries[0]];
    size_t commune = mlg_territory_find(&work->territory, MLG_COMMUNE, site->insee);
    /* One placed at the centre of its commune lies there, and proves nothing. */
    if (commune == MLG_NO_ZONE || !site->has_position || entry->by_commune) continue;
    sites->named[commune]++;
    sites->elsewhere[commune] += !lies_in(work, site, commune);
  }
}

static bool is_doubtful(const census *sites, size_t commune) {
  return sites->named[commune] >= FEWEST_SITES &&
         2 * sites->elsewhere[commune] > sites->named[commune];
}

static mlg_status tell(const mlg_work *work, const census *sites, size_t commune, size_t n) {
  const char *value = work->territory.zones[MLG_COMMUNE][commune].code;
  if (n > 1) value = mlg_arena_printf(work->arena, "%s… (%zu)", value, n);
  const char *expected = mlg_arena_printf(work->arena, "%zu lieux sur %zu hors de son contour",
                                          sites->elsewhere[commune], sites->named[commune]);
  MLG_HAVE(value);
  MLG_HAVE(expected);
  return mlg_report(work->findings,
                    (mlg_finding){.code = MLG_F_OUTLINES_DOUBTFUL,
                                  .file = work->tables[work->project.zones.dataset].file,
                                  .column = work->project.zones.code,
                                  .value = value,
                                  .expected = expected});
}

mlg_status mlg_check_outlines(mlg_work *work) {
  size_t n_communes = work->territory.n_zones[MLG_COMMUNE], n = 0;
  census sites = {MLG_NEW(work->arena, size_t, n_communes),
                  MLG_NEW(work->arena, size_t, n_communes)};
  MLG_HAVE(sites.named);
  MLG_HAVE(sites.elsewhere);
  count_sites(work, &sites);
  for (size_t c = 0; c < n_communes; c++) n += is_doubtful(&sites, c);
  for (size_t c = 0; c < n_communes; c++) {
    if (!is_doubtful(&sites, c)) continue;
    if (n > MOST_TOLD) return tell(work, &sites, c, n);
    MLG_TRY(tell(work, &sites, c, 1));
  }
  return MLG_OK;
}
