/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <maillage/text.h>

#include <math.h>

/*
 * What each formula is given in each zone: a cell, as it was settled; a part of a
 * commune's; what stands in for it; another indicator's figure. Every one keeps where
 * it was read and what was done to it.
 */

static size_t commune_of(const mlg_calculation *c, size_t leaf) {
  return mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
}

/* The population of a zone, NaN when nobody says. */
static double persons_in(const mlg_calculation *c, mlg_level level, size_t zone) {
  return c->population < c->n_indicators ? mlg_so_far(c, level, zone, c->population).value : NAN;
}

void mlg_read_at(const mlg_calculation *c, const mlg_column *column, size_t zone, mlg_cell *cell) {
  const mlg_written *written = &column->written[zone];
  const mlg_reading *reading = c->joined[column->dataset].reading;
  bool elsewhere = column->derived != NULL && column->derived->share == NULL;
  cell->dataset = elsewhere ? column->derived->base : column->dataset;
  cell->column = column->name;
  cell->line = written->line;
  cell->text = written->text;
  cell->read = mlg_settle(c, column, zone, &cell->how);
  bool counted = c->indicators[cell->indicator].nature == MLG_NATURE_COUNT;
  if (!counted && written->n_rows > 1) {
    cell->read = mlg_unknown(MLG_ABSENT | MLG_CONVERTED);
    cell->how = "plusieurs lignes pour une zone : un niveau ne se convertit pas";
  }
  if (!counted || c->sampled[cell->indicator] != NULL) return;
  mlg_level level = reading->level;
  cell->read.variance = mlg_sampling_variance(c, &reading->sampling, level, zone, cell->read.value,
                                              persons_in(c, level, zone));
}

/* A cell of a commune, whose figure is shared out once it is made. */
static const char *say_part(const mlg_calculation *c, const char *how, const char *key) {
  return mlg_arena_printf(c->arena, "%s%svaleur de la commune, dont l'IRIS a une part (%s)",
                          how == NULL ? "" : how, how == NULL ? "" : " ; ", key);
}

/* A column of communes in one of a commune's IRIS: its part, when shares are known. */
static void read_part(const mlg_calculation *c, const mlg_column *column, size_t leaf,
                      const mlg_reference *share, mlg_cell *cell) {
  size_t commune = commune_of(c, leaf);
  const char *how = NULL;
  mlg_read_at(c, column, commune, cell);
  if (!mlg_is_split(c, commune)) return;
  if (mlg_is_part(c, cell->indicator, leaf)) {
    cell->how = say_part(c, cell->how, c->indicators[cell->indicator].sharing.key.id);
    cell->read.flags |= MLG_APPORTIONED;
    return;
  }
  if (share->id == NULL) {
    cell->read = mlg_unknown(MLG_ABSENT);
    cell->how = "valeur de la commune, non répartie";
    return;
  }
  cell->read = mlg_apportion(c, cell->read, leaf, NULL, (mlg_sharing){.key = *share}, &how);
  cell->how = cell->how == NULL ? how : mlg_arena_printf(c->arena, "%s ; %s", cell->how, how);
}

void mlg_read_sum(const mlg_calculation *c, size_t commune, size_t slot, mlg_cell *cell) {
  size_t first = c->first_leaf[MLG_COMMUNE][commune];
  cell->read = c->cells[first * c->n_slots + slot].read;
  for (size_t i = 1; i < c->n_leaves_of[commune]; i++)
    cell->read = mlg_add(cell->read, c->cells[(first + i) * c->n_slots + slot].read);
  cell->how = "somme des IRIS";
}

static void read_column(const mlg_calculation *c, size_t slot, size_t at, mlg_cell *cell) {
  const mlg_column *column = &c->columns[at];
  bool by_commune = c->joined[column->dataset].reading->level == MLG_COMMUNE;
  if (by_commune && cell->level == MLG_IRIS)
    read_part(c, column, cell->zone, &c->slots[slot].asked->share, cell);
  else if (by_commune || cell->level == MLG_IRIS)
    mlg_read_at(c, column, cell->zone, cell);
  else
    mlg_read_sum(c, cell->zone, slot, cell);
}

/* Reads the files of one level, which say the same thing, until one knows it. */
static void read_sources(const mlg_calculation *c, size_t slot, mlg_cell *cell) {
  const mlg_slot *from = &c->slots[slot];
  const mlg_cell blank = *cell;
  for (size_t k = 0; k < from->n_sources; k++) {
    mlg_cell one = blank;
    read_column(c, slot, from->sources[k], &one);
    bool knows = mlg_knows(c, from->sources[k], &one);
    if (k > 0 && (!knows || !mlg_is_known(one.read))) continue;
    mlg_note_later(c, from, k, &one);
    *cell = one;
    if (knows) return;
  }
}

/* Reads what stands in where the column has no value, unless that has none either. */
static void fall_back(const mlg_calculation *c, size_t slot, mlg_cell *cell) {
  mlg_cell other = *cell;
  if (mlg_is_known(cell->read) || c->slots[slot].fallback == MLG_NO_COLUMN) return;
  other.how = NULL;
  read_column(c, slot, c->slots[slot].fallback, &other);
  if (!mlg_is_known(other.read)) return;
  other.read.flags = (other.read.flags & ~(uint32_t)MLG_PUBLISHED) | MLG_IMPUTED;
  other.how = mlg_arena_printf(c->arena, "à défaut de %s%s%s", cell->column,
                               other.how == NULL ? "" : " ; ", other.how == NULL ? "" : other.how);
  *cell = other;
}

/* Another indicator's figure stands in no file. */
static void read_indicator(const mlg_calculation *c, const mlg_reference *indicator,
                           mlg_cell *cell) {
  cell->dataset = MLG_NO_DATASET;
  cell->column = indicator->id;
  cell->read = mlg_so_far(c, cell->level, cell->zone, indicator->index);
}

/* Where nothing is known, at least no more than the bound; nor where a row is withheld whole, of
 * which the highest rate around may say more than there are persons. */
static void bound(const mlg_calculation *c, const mlg_reference *by, mlg_cell *cell) {
  const uint32_t withheld = MLG_SUPPRESSED | MLG_IMPUTED;
  bool known = mlg_is_known(cell->read);
  if (by->id == NULL || (known && (cell->read.flags & withheld) != withheld)) return;
  double most = mlg_so_far(c, cell->level, cell->zone, by->index).high;
  cell->read.high = fmin(cell->read.high, known ? fmax(most, cell->read.value) : most);
  if (known) return;
  cell->read.flags |= MLG_ABSENT;
  cell->how = mlg_arena_printf(c->arena, "inconnu, au plus %s (%s)",
                               mlg_french_count(c->scratch, most), by->id);
}

static void fill(const mlg_calculation *c, size_t slot, mlg_cell *cell) {
  const mlg_slot *from = &c->slots[slot];
  const mlg_input *asked = from->asked;
  if (asked->indicator.id != NULL) {
    read_indicator(c, &asked->indicator, cell);
  } else if (from->column != MLG_NO_COLUMN) {
    if (!mlg_is_mixed(c, from)) read_sources(c, slot, cell);
    fall_back(c, slot, cell);
  }
  bound(c, &asked->bound, cell);
  /* About the zone, not about what is made of it. */
  cell->read.flags &= ~(uint32_t)MLG_EMPTY;
}

mlg_status mlg_fill_inputs(const mlg_calculation *c, size_t indicator) {
  size_t first = c->first_slot[indicator], n = c->indicators[indicator].n_inputs;
  for (size_t slot = first; slot < first + n; slot++) {
    if (mlg_is_mixed(c, &c->slots[slot])) MLG_TRY(mlg_fill_chain(c, slot));
    for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++)
      fill(c, slot, &c->cells[leaf * c->n_slots + slot]);
    for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
      if (c->carried[indicator] != MLG_SUMMED && mlg_is_split(c, commune))
        fill(c, slot, &mlg_cells_of(c, MLG_COMMUNE, commune)[slot]);
    MLG_TRY(mlg_tell_inputs(c, slot));
  }
  return MLG_OK;
}
