/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

/* The cells that figures were made from: made empty first, handed over last. */

static void empty_cells(const mlg_calculation *c, mlg_level level, size_t zone) {
  mlg_cell *cells = mlg_cells_of(c, level, zone);
  for (size_t i = 0; i < c->n_slots; i++) {
    const mlg_slot *slot = &c->slots[i];
    cells[i] = (mlg_cell){.level = level,
                          .zone = zone,
                          .indicator = slot->indicator,
                          .input = slot->input,
                          .dataset = slot->asked->dataset,
                          .column = slot->asked->column,
                          .read = mlg_unknown(MLG_ABSENT)};
  }
}

/* How many communes are split; NULL ranks when memory is short. */
static size_t rank_split(mlg_calculation *c) {
  size_t n = 0, n_communes = c->territory->n_zones[MLG_COMMUNE];
  c->split_rank = MLG_NEW(c->scratch, size_t, n_communes);
  for (size_t i = 0; c->split_rank != NULL && i < n_communes; i++)
    if (mlg_is_split(c, i)) c->split_rank[i] = n++;
  return n;
}

/* One piece of memory for all cells, which is handed over in the end: there are millions. */
mlg_status mlg_prepare_inputs(mlg_calculation *c) {
  size_t n_split = rank_split(c);
  c->cells = MLG_NEW(c->arena, mlg_cell, (mlg_n_leaves(c) + n_split) * c->n_slots);
  c->open = MLG_NEW(c->scratch, bool, mlg_n_leaves(c));
  MLG_HAVE(c->split_rank);
  MLG_HAVE(c->cells);
  MLG_HAVE(c->open);
  c->commune_cells = c->cells + mlg_n_leaves(c) * c->n_slots;
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++) empty_cells(c, MLG_IRIS, leaf);
  for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
    if (mlg_is_split(c, commune)) empty_cells(c, MLG_COMMUNE, commune);
  return MLG_OK;
}

static void list_commune(const mlg_calculation *c, size_t commune, mlg_need *need) {
  const mlg_cell *cells = mlg_cells_of(c, MLG_COMMUNE, commune);
  for (size_t i = 0; i < c->n_slots; i++)
    if (c->carried[cells[i].indicator] != MLG_SUMMED) need->cells[need->n_cells++] = cells[i];
}

/* A commune's cells are part of the trace where its figure was made from them; they move up. */
void mlg_list_cells(const mlg_calculation *c, mlg_need *need) {
  need->cells = c->cells;
  need->n_cells = mlg_n_leaves(c) * c->n_slots;
  for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
    if (mlg_is_split(c, commune)) list_commune(c, commune, need);
}
