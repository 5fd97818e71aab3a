/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <string.h>

/* Which datasets each figure was read in: as a set, a bit each. */

static uint64_t *set_of(const mlg_need *need, mlg_level level, size_t zone, size_t indicator) {
  return &need->sources[level][zone * need->n_indicators + indicator];
}

/* A share stands on its base too. */
static uint64_t of_dataset(const mlg_calculation *c, const mlg_cell *cell) {
  const mlg_reading *reading = &c->tables[cell->dataset].reading;
  uint64_t bits = UINT64_C(1) << cell->dataset;
  for (size_t i = 0; i < reading->n_counts; i++)
    if (strcmp(reading->counts[i].name, cell->column) == 0)
      bits |= UINT64_C(1) << reading->counts[i].base;
  return bits;
}

static uint64_t of_cell(const mlg_calculation *c, size_t slot, const mlg_cell *cell) {
  const mlg_reference *other = &c->slots[slot].asked->indicator;
  if (!mlg_is_known(cell->read)) return 0;
  if (other->id != NULL) return *set_of(c->need, cell->level, cell->zone, other->index);
  if (cell->dataset == MLG_NO_DATASET) return 0;
  bool is_sum = cell->level == MLG_COMMUNE && c->tables[cell->dataset].reading.level == MLG_IRIS;
  if (!is_sum) return of_dataset(c, cell);
  size_t first = c->first_leaf[MLG_COMMUNE][cell->zone];
  uint64_t bits = 0;
  for (size_t leaf = first; leaf < first + c->n_leaves_of[cell->zone]; leaf++)
    bits |= of_cell(c, slot, &c->cells[leaf * c->n_slots + slot]);
  return bits;
}

static uint64_t of_zone(const mlg_calculation *c, mlg_level level, size_t zone, size_t indicator) {
  uint64_t bits = 0;
  for (size_t i = 0; i < c->indicators[indicator].n_inputs; i++) {
    size_t slot = c->first_slot[indicator] + i;
    bits |= of_cell(c, slot, &mlg_cells_of(c, level, zone)[slot]);
  }
  return bits;
}

/* A sum's are those of its parts; where a commune carries its own figure, that one's. */
static void sum_up(const mlg_calculation *c, size_t indicator, size_t leaf, mlg_need *need) {
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  for (mlg_level level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++) {
    size_t zone = c->territory->n_zones[level] == 0
                      ? MLG_NO_ZONE
                      : mlg_territory_above(c->territory, leaf, level);
    if (zone == MLG_NO_ZONE) continue;
    bool carried = mlg_is_carried(c, indicator, level, leaf);
    *set_of(need, level, zone, indicator) |=
        *set_of(need, carried ? MLG_COMMUNE : MLG_IRIS, carried ? commune : leaf, indicator);
  }
}

void mlg_note_sources(const mlg_calculation *c, size_t indicator, mlg_need *need) {
  for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
    if (c->carried[indicator] != MLG_SUMMED && mlg_is_split(c, commune))
      *set_of(need, MLG_COMMUNE, commune, indicator) = of_zone(c, MLG_COMMUNE, commune, indicator);
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++) {
    size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
    *set_of(need, MLG_IRIS, leaf, indicator) = mlg_is_part(c, indicator, leaf)
                                                   ? *set_of(need, MLG_COMMUNE, commune, indicator)
                                                   : of_zone(c, MLG_IRIS, leaf, indicator);
    sum_up(c, indicator, leaf, need);
  }
}
