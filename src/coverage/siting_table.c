/* SPDX-License-Identifier: Apache-2.0 */
/* Candidate places from a table that a planner wrote. */
#include <maillage/siting.h>

#include <maillage/text.h>
#include <maillage/whatif.h>
#include <math.h>

typedef struct {
  mlg_arena *arena;
  const mlg_table *table;
  const mlg_territory *territory;
  const mlg_directory *directory;
  mlg_findings *findings;
  size_t site, zone, most; /* columns */
} reading;

static mlg_status reject(const reading *r, size_t row, size_t column, mlg_finding_code code,
                         const char *expected) {
  const char *value = mlg_table_cell(r->table, row, column);
  return mlg_report(r->findings, (mlg_finding){.code = code,
                                               .file = r->table->file,
                                               .line = r->table->lines[row],
                                               .column = r->table->columns[column],
                                               .value = value == NULL ? "" : value,
                                               .expected = expected});
}

static mlg_status read_site(const reading *r, size_t row, const char *id, mlg_candidate *to) {
  size_t site = mlg_site_find(r->directory, id);
  if (site == MLG_NO_SITE)
    return reject(r, row, r->site, MLG_F_PLACE_UNKNOWN,
                  mlg_site_nearest(r->arena, r->directory, id));
  const mlg_site *of = &r->directory->sites[site];
  if (!of->has_position)
    return reject(r, row, r->site, MLG_F_PLACE_NOT_COUNTED, mlg_site_status_reason(of->status));
  *to = (mlg_candidate){of->id, of->name, of->at, site, of->zone, MLG_HALF_DAYS_A_WEEK};
  return MLG_OK;
}

static mlg_status read_zone(const reading *r, size_t row, mlg_candidate *to) {
  const char *code = r->zone == MLG_NO_COLUMN ? NULL : mlg_table_cell(r->table, row, r->zone);
  for (int level = 0; code != NULL && level < MLG_LEVEL_COUNT; level++) {
    size_t zone = mlg_territory_find(r->territory, (mlg_level)level, code);
    if (zone == MLG_NO_ZONE) continue;
    const mlg_zone *of = &r->territory->zones[level][zone];
    *to = (mlg_candidate){of->code,    of->name,    of->centre,
                          MLG_NO_SITE, MLG_NO_ZONE, MLG_HALF_DAYS_A_WEEK};
    return MLG_OK;
  }
  return reject(r, row, r->zone != MLG_NO_COLUMN ? r->zone : r->site, MLG_F_PLACE_ZONE_UNKNOWN,
                NULL);
}

static mlg_status read_most(const reading *r, size_t row, mlg_candidate *to) {
  double most;
  const char *text = r->most == MLG_NO_COLUMN ? NULL : mlg_table_cell(r->table, row, r->most);
  if (text == NULL) return MLG_OK;
  if (!mlg_parse_number(text, "", &most) || most < 0 || most != floor(most) || most > 1000)
    return reject(r, row, r->most, MLG_F_VALUE_KIND, "un nombre entier de demi-journées");
  to->most = (size_t)most;
  return MLG_OK;
}

static mlg_status read_row(const reading *r, size_t row, mlg_candidate *to) {
  const char *id = r->site == MLG_NO_COLUMN ? NULL : mlg_table_cell(r->table, row, r->site);
  MLG_TRY(id != NULL ? read_site(r, row, id, to) : read_zone(r, row, to));
  return read_most(r, row, to);
}

mlg_status mlg_candidate_table(mlg_arena *arena, const mlg_table *table,
                               const mlg_territory *territory, const mlg_directory *directory,
                               mlg_findings *findings, mlg_candidates *candidates) {
  reading r = {arena,
               table,
               territory,
               directory,
               findings,
               mlg_table_column(table, "lieu"),
               mlg_table_column(table, "zone"),
               mlg_table_column(table, "demi_journees")};
  *candidates = (mlg_candidates){0, MLG_NEW(arena, mlg_candidate, table->n_rows)};
  MLG_HAVE(candidates->items);
  if (r.site == MLG_NO_COLUMN && r.zone == MLG_NO_COLUMN)
    return mlg_table_lacks(table, "lieu", findings);
  mlg_status worst = MLG_OK;
  for (size_t row = 0; row < table->n_rows; row++) {
    mlg_status status = read_row(&r, row, &candidates->items[candidates->n]);
    if (status == MLG_FAILURE) return status;
    if (status != MLG_OK) worst = status;
    candidates->n += status == MLG_OK;
  }
  return worst;
}
