/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

/* The cells that figures were made from: made empty first, handed over last. */

static mlg_cell *new_cells(const mlg_calculation *c, mlg_level level) {
  size_t n = c->territory->n_zones[level];
  mlg_cell *cells = MLG_NEW(c->arena, mlg_cell, n * c->n_slots);
  for (size_t i = 0; cells != NULL && i < n * c->n_slots; i++) {
    const mlg_slot *slot = &c->slots[i % c->n_slots];
    cells[i] = (mlg_cell){.level = level,
                          .zone = i / c->n_slots,
                          .indicator = slot->indicator,
                          .input = slot->input,
                          .dataset = slot->asked->dataset,
                          .column = slot->asked->column,
                          .read = mlg_unknown(MLG_ABSENT)};
  }
  return cells;
}

mlg_status mlg_prepare_inputs(mlg_calculation *c) {
  c->cells = new_cells(c, MLG_IRIS);
  c->commune_cells = new_cells(c, MLG_COMMUNE);
  MLG_HAVE(c->cells);
  MLG_HAVE(c->commune_cells);
  c->open = MLG_NEW(c->arena, bool, mlg_n_leaves(c));
  MLG_HAVE(c->open);
  return MLG_OK;
}

/* A commune's cells are part of the trace where its figure was made from them. */
mlg_status mlg_list_cells(const mlg_calculation *c, mlg_need *need) {
  size_t n_communes = c->territory->n_zones[MLG_COMMUNE], n = mlg_n_leaves(c) * c->n_slots;
  need->cells =
      mlg_arena_grow(c->arena, c->cells, n, n + n_communes * c->n_slots, sizeof *c->cells);
  MLG_HAVE(need->cells);
  need->n_cells = n;
  for (size_t i = 0; i < n_communes * c->n_slots; i++) {
    const mlg_cell *cell = &c->commune_cells[i];
    if (c->carried[cell->indicator] != MLG_SUMMED && mlg_is_split(c, cell->zone))
      need->cells[need->n_cells++] = *cell;
  }
  return MLG_OK;
}
