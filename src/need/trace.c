/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

/* The cells that figures were made from: made empty first, handed over last. */

static void empty_cells(const mlg_calculation *c, mlg_level level, mlg_cell *cells) {
  for (size_t i = 0; i < c->territory->n_zones[level] * c->n_slots; i++) {
    const mlg_slot *slot = &c->slots[i % c->n_slots];
    cells[i] = (mlg_cell){.level = level,
                          .zone = i / c->n_slots,
                          .indicator = slot->indicator,
                          .input = slot->input,
                          .dataset = slot->asked->dataset,
                          .column = slot->asked->column,
                          .read = mlg_unknown(MLG_ABSENT)};
  }
}

/* One piece of memory for all cells, which is handed over in the end: there are millions. */
mlg_status mlg_prepare_inputs(mlg_calculation *c) {
  size_t n = mlg_n_leaves(c) * c->n_slots;
  size_t n_communes = c->territory->n_zones[MLG_COMMUNE] * c->n_slots;
  c->cells = MLG_NEW(c->arena, mlg_cell, n + n_communes);
  c->open = MLG_NEW(c->arena, bool, mlg_n_leaves(c));
  MLG_HAVE(c->cells);
  MLG_HAVE(c->open);
  c->commune_cells = c->cells + n;
  empty_cells(c, MLG_IRIS, c->cells);
  empty_cells(c, MLG_COMMUNE, c->commune_cells);
  return MLG_OK;
}

/* A commune's cells are part of the trace where its figure was made from them; they move up. */
void mlg_list_cells(const mlg_calculation *c, mlg_need *need) {
  size_t n_communes = c->territory->n_zones[MLG_COMMUNE];
  need->cells = c->cells;
  need->n_cells = mlg_n_leaves(c) * c->n_slots;
  for (size_t i = 0; i < n_communes * c->n_slots; i++) {
    const mlg_cell *cell = &c->commune_cells[i];
    if (c->carried[cell->indicator] != MLG_SUMMED && mlg_is_split(c, cell->zone))
      need->cells[need->n_cells++] = *cell;
  }
}
