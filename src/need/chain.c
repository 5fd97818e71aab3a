/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "base/tally.h"

#include <maillage/text.h>

#include <math.h>

/*
 * One figure, several files: some know it by IRIS, others by commune. A zone takes the
 * finest that knows it. Where one IRIS of a commune is unknown, the commune's figure is the
 * commune's own file's, and what the known IRIS leave of it goes to the others, if something
 * shares it out. So the IRIS always add up to their commune, and no figure is half one file's
 * and half another's unseen: a commune that has less than its known IRIS is not believed, and
 * files that disagree where both know are told.
 */

/* What fills a slot: where its cells are, and what it was told. */
typedef struct {
  const mlg_calculation *c;
  size_t at;
  const mlg_slot *slot;
  mlg_tally less; /* communes that have less than their known IRIS */
} chain;

static mlg_cell *leaf_cell(const chain *of, size_t leaf) {
  return &of->c->cells[leaf * of->c->n_slots + of->at];
}

bool mlg_knows(const mlg_calculation *c, size_t column, const mlg_cell *cell) {
  size_t zone = cell->zone;
  if (!mlg_is_known(cell->read)) return false;
  if (mlg_is_by_commune(c, column)) {
    if (cell->level == MLG_IRIS) zone = mlg_territory_above(c->territory, zone, MLG_COMMUNE);
  } else if (cell->level == MLG_COMMUNE) {
    return true; /* a sum */
  }
  bool withheld = c->columns[column].written[zone].kind == MLG_CELL_WITHHELD;
  return !withheld || (cell->read.flags & MLG_EMPTY) != 0;
}

void mlg_note_later(const mlg_calculation *c, const mlg_slot *slot, size_t k, mlg_cell *cell) {
  if (k == 0) return;
  const mlg_column *first = &c->columns[slot->sources[0]], *column = &c->columns[slot->sources[k]];
  int vintage = c->vintages[first->dataset];
  cell->how = mlg_arena_printf(c->arena, "%s%sinconnu de %s (%d)",
                               cell->how != NULL ? cell->how : "", cell->how != NULL ? " ; " : "",
                               c->joined[first->dataset].table->file, vintage);
  if (c->vintages[column->dataset] == vintage) return;
  cell->read.flags = (cell->read.flags & ~(uint32_t)MLG_PUBLISHED) | MLG_IMPUTED;
}

/* Reads a source in a zone of `level`; false, and the cell as it was, where it knows nothing
   better than the cell does. `k` is among the slot's sources. */
static bool take(const chain *of, size_t k, size_t zone, mlg_cell *cell) {
  const mlg_calculation *c = of->c;
  size_t column = of->slot->sources[k];
  mlg_cell one = *cell;
  one.how = NULL;
  mlg_read_at(c, &c->columns[column], zone, &one);
  bool knows = mlg_knows(c, column, &one);
  if (!knows && (mlg_is_known(cell->read) || cell->line != 0)) return false;
  if (knows) mlg_note_later(c, of->slot, k, &one);
  *cell = one;
  return knows;
}

/* A finest zone's own row, or its commune's where that has no other zone. */
static void fill_leaf(const chain *of, size_t leaf) {
  const mlg_calculation *c = of->c;
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  c->open[leaf] = true;
  for (size_t k = 0; k < of->slot->n_sources && c->open[leaf]; k++) {
    bool by_commune = mlg_is_by_commune(c, of->slot->sources[k]);
    if (by_commune && mlg_is_split(c, commune)) continue;
    c->open[leaf] = !take(of, k, by_commune ? commune : leaf, leaf_cell(of, leaf));
  }
}

/* What is known in a commune's IRIS, and how many of them are not. */
static size_t sum_known(const chain *of, size_t commune, mlg_estimate *known) {
  const mlg_calculation *c = of->c;
  size_t first = c->first_leaf[MLG_COMMUNE][commune], n = c->n_leaves_of[commune], n_open = 0;
  *known = mlg_between(0, 0, 0);
  for (size_t leaf = first; leaf < first + n; leaf++)
    if (c->open[leaf])
      n_open++;
    else
      *known = mlg_add(*known, leaf_cell(of, leaf)->read);
  return n_open;
}

/* The first of the files by commune that knows the commune. */
static bool find_whole(const chain *of, size_t commune, mlg_cell *cell) {
  for (size_t k = 0; k < of->slot->n_sources; k++)
    if (mlg_is_by_commune(of->c, of->slot->sources[k]) && take(of, k, commune, cell)) return true;
  return false;
}

/* A commune has no fewer than its known IRIS, which its file may have rounded down. */
static mlg_estimate at_least(mlg_estimate whole, mlg_estimate known) {
  whole.value = fmax(whole.value, known.value);
  whole.low = fmax(whole.low, known.low);
  whole.high = fmax(whole.high, whole.value);
  return whole;
}

/* What the known IRIS leave of their commune: flagged as the commune's figure is. */
static mlg_estimate rest_of(mlg_estimate whole, mlg_estimate known) {
  mlg_estimate rest = mlg_subtract(whole, known);
  rest.value = fmax(0, rest.value);
  rest.low = fmax(0, rest.low);
  rest.flags = whole.flags;
  return rest;
}

/* What was hidden on purpose is somewhere in the rest, and no more than its own cell allows. */
static mlg_estimate bounded(mlg_estimate part, mlg_estimate rest, mlg_estimate own) {
  if (own.flags & MLG_SUPPRESSED) {
    part.low = 0;
    part.high = rest.high;
    part.flags |= MLG_SUPPRESSED | MLG_IMPUTED;
  }
  if (isfinite(own.high) && !mlg_is_known(own)) part.high = fmin(part.high, own.high);
  part.value = fmin(part.value, part.high);
  part.low = fmin(part.low, part.high);
  return part;
}

/* "reste de la commune : 1 235 − 1 100 dans ses IRIS connus ; part de la commune : …" */
static const char *say_rest(const chain *of, const mlg_cell *whole, mlg_estimate known,
                            const char *how) {
  mlg_arena *scratch = of->c->scratch;
  return mlg_arena_printf(
      of->c->arena, "%s%sreste de la commune : %s − %s dans ses IRIS connus ; %s",
      whole->how != NULL ? whole->how : "", whole->how != NULL ? " ; " : "",
      mlg_french_count(scratch, whole->read.value), mlg_french_count(scratch, known.value), how);
}

static void share_rest(const chain *of, size_t commune, const mlg_cell *whole, mlg_estimate known) {
  const mlg_calculation *c = of->c;
  size_t first = c->first_leaf[MLG_COMMUNE][commune], n = c->n_leaves_of[commune];
  mlg_sharing sharing = mlg_sharing_of(c, of->slot);
  mlg_estimate rest = rest_of(whole->read, known);
  for (size_t leaf = first; leaf < first + n; leaf++) {
    mlg_cell *cell = leaf_cell(of, leaf);
    const char *how = NULL;
    if (!c->open[leaf]) continue;
    if (sharing.key.id == NULL) {
      if (!mlg_is_known(cell->read)) cell->read.high = fmin(cell->read.high, rest.high);
      continue;
    }
    mlg_estimate part = mlg_apportion(c, rest, leaf, c->open, sharing, &how);
    if (!mlg_is_known(part) && mlg_is_known(cell->read)) continue;
    part = bounded(part, rest, cell->read);
    *cell = (mlg_cell){
        cell->level, cell->zone,    cell->indicator, cell->input, whole->dataset,
        whole->line, whole->column, whole->text,     part,        say_rest(of, whole, known, how)};
  }
}

/* A split commune: the sum of its IRIS, or its own figure where one of them is unknown. */
static void fill_commune(chain *of, size_t commune) {
  const mlg_calculation *c = of->c;
  mlg_cell *cell = &mlg_cells_of(c, MLG_COMMUNE, commune)[of->at], whole = *cell;
  bool counted = c->indicators[of->slot->indicator].nature == MLG_NATURE_COUNT;
  mlg_estimate known;
  size_t n_open = sum_known(of, commune, &known);
  bool found = (!counted || n_open > 0) && find_whole(of, commune, &whole);
  bool less = found && counted && known.low > mlg_shown_high(whole.read, INFINITY);
  if (less)
    mlg_tally_add(&of->less, c->territory->zones[MLG_COMMUNE][commune].name, whole.line, NAN);
  if (!found || less) {
    mlg_read_sum(c, commune, of->at, cell);
    if (!counted) cell->read = mlg_unknown(MLG_ABSENT);
    return;
  }
  if (counted && n_open < c->n_leaves_of[commune]) whole.read = at_least(whole.read, known);
  *cell = whole;
  if (counted) share_rest(of, commune, cell, known);
}

mlg_status mlg_fill_chain(const mlg_calculation *c, size_t slot) {
  chain of = {.c = c, .at = slot, .slot = &c->slots[slot]};
  const mlg_column *first = &c->columns[of.slot->sources[0]];
  of.less = (mlg_tally){.code = MLG_F_SOURCE_CONTRADICTED,
                        .file = c->joined[first->dataset].table->file,
                        .column = first->name};
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++) fill_leaf(&of, leaf);
  MLG_TRY(mlg_compare_sources(c, slot));
  for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
    if (mlg_is_split(c, commune)) fill_commune(&of, commune);
  return mlg_tally_report(&of.less, c->findings);
}
