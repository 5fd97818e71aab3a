/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/cut.h"

/* Zones and their figures: rows of the whole, as they stand. */

/* A zone of a level wider than the cut's has no place in it. */
static mlg_status keep_zones(mlg_cutting *c, mlg_level level) {
  const mlg_territory *from = c->whole->territory;
  size_t n = from->n_zones[level];
  bool *inside = MLG_NEW(c->arena, bool, n + 1);
  MLG_HAVE(inside);
  for (size_t i = 0; i < n && level <= c->level; i++)
    inside[i] = level == c->level ? i == c->zone
                                  : from->zones[level][i].parent[c->level] == c->zone;
  return mlg_keep(c->arena, inside, n, &c->zones[level]);
}

static void renumber_parents(const mlg_cutting *c, mlg_zone *zone) {
  for (mlg_level above = 0; above < MLG_LEVEL_COUNT; above++)
    zone->parent[above] = zone->parent[above] >= c->whole->territory->n_zones[above]
                              ? MLG_NO_ZONE
                              : c->zones[above].now[zone->parent[above]];
}

static mlg_status cut_level(mlg_cutting *c, mlg_level level) {
  const mlg_kept *kept = &c->zones[level];
  mlg_territory *to = c->territory;
  to->n_zones[level] = kept->n;
  if (kept->n == 0) return MLG_OK;
  to->zones[level] =
      mlg_keep_rows(c->arena, kept, c->whole->territory->zones[level], 1, sizeof(mlg_zone));
  MLG_HAVE(to->zones[level]);
  MLG_TRY(mlg_index_init(&to->index[level], c->arena, kept->n));
  for (size_t i = 0; i < kept->n; i++) {
    renumber_parents(c, &to->zones[level][i]);
    MLG_TRY(mlg_index_add(&to->index[level], to->zones[level][i].code, i, NULL));
  }
  return MLG_OK;
}

mlg_status mlg_cut_territory(mlg_cutting *c) {
  c->territory = MLG_NEW(c->arena, mlg_territory, 1);
  MLG_HAVE(c->territory);
  c->territory->level = c->level;
  c->territory->name = c->whole->territory->zones[c->level][c->zone].name;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) MLG_TRY(keep_zones(c, level));
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) MLG_TRY(cut_level(c, level));
  const mlg_kept *communes = &c->zones[MLG_COMMUNE];
  MLG_TRY(mlg_index_init(&c->territory->members, c->arena, communes->n));
  for (size_t i = 0; i < communes->n; i++)
    MLG_TRY(
        mlg_index_add(&c->territory->members, c->territory->zones[MLG_COMMUNE][i].code, i, NULL));
  return MLG_OK;
}

static mlg_status cut_cells(mlg_cutting *c, mlg_need *need) {
  const mlg_need *from = c->whole->need;
  need->n_cells = 0;
  need->cells = MLG_NEW(c->arena, mlg_cell, from->n_cells + 1);
  MLG_HAVE(need->cells);
  for (size_t i = 0; i < from->n_cells; i++) {
    mlg_cell cell = from->cells[i];
    cell.zone = c->zones[cell.level].now[cell.zone];
    if (cell.zone != MLG_LEFT_OUT) need->cells[need->n_cells++] = cell;
  }
  return MLG_OK;
}

mlg_status mlg_cut_need(mlg_cutting *c, mlg_need **need) {
  const mlg_need *from = c->whole->need;
  mlg_need *to = MLG_NEW(c->arena, mlg_need, 1);
  MLG_HAVE(to);
  to->n_indicators = from->n_indicators;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    if (c->zones[level].n == 0) continue;
    to->values[level] = mlg_keep_rows(c->arena, &c->zones[level], from->values[level],
                                      from->n_indicators, sizeof(mlg_estimate));
    to->covered[level] = mlg_keep_rows(c->arena, &c->zones[level], from->covered[level],
                                       from->n_indicators, sizeof(double));
    MLG_HAVE(to->values[level]);
    MLG_HAVE(to->covered[level]);
    if (from->sources[level] == NULL) continue;
    to->sources[level] = mlg_keep_rows(c->arena, &c->zones[level], from->sources[level],
                                       from->n_indicators, sizeof(uint64_t));
    MLG_HAVE(to->sources[level]);
  }
  *need = to;
  return cut_cells(c, to);
}

/* One table of the coverage; there is none where it was not computed, or not kept. */
static mlg_status cut_rows(const mlg_cutting *c, mlg_level level, const void *from, size_t width,
                           size_t size, void **to) {
  *to = NULL;
  if (from == NULL || c->zones[level].n == 0) return MLG_OK;
  *to = mlg_keep_rows(c->arena, &c->zones[level], from, width, size);
  return *to == NULL ? MLG_FAILURE : MLG_OK;
}

static mlg_status cut_coverage_level(mlg_cutting *c, mlg_level level) {
  const mlg_coverage *from = c->whole->coverage;
  mlg_coverage *to = c->coverage;
  size_t n = MLG_FAMILY_COUNT;
  void *rows;
  MLG_TRY(cut_rows(c, level, from->parts[level], n * from->n_scenarios, sizeof(mlg_parts), &rows));
  to->parts[level] = rows;
  MLG_TRY(cut_rows(c, level, from->places[level], n, sizeof(mlg_estimate), &rows));
  to->places[level] = rows;
  MLG_TRY(cut_rows(c, level, from->take_up[level], n, sizeof(mlg_estimate), &rows));
  to->take_up[level] = rows;
  MLG_TRY(cut_rows(c, level, from->nearest[level], n, sizeof(mlg_nearest_offer), &rows));
  to->nearest[level] = rows;
  for (mlg_catchment kind = 0; kind < MLG_CATCHMENT_COUNT; kind++) {
    MLG_TRY(cut_rows(c, level, from->catchments[kind][level], n, sizeof(mlg_estimate), &rows));
    to->catchments[kind][level] = rows;
  }
  return MLG_OK;
}

mlg_status mlg_cut_coverage(mlg_cutting *c) {
  c->coverage = MLG_NEW(c->arena, mlg_coverage, 1);
  MLG_HAVE(c->coverage);
  *c->coverage = *c->whole->coverage;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) MLG_TRY(cut_coverage_level(c, level));
  return MLG_OK;
}
