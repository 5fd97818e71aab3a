/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <maillage/text.h>

#include <math.h>

/* Where two files of one slot both know a commune, one by its IRIS, they should say the same. */

/* Communes where two files are compared, and the one where they are furthest apart. */
typedef struct {
  size_t n, n_apart, commune;
  double gap; /* of the larger figure */
  mlg_estimate fine, whole;
} comparison;

/* The sum of a commune's IRIS in the files by IRIS, while none of them is missing. */
static bool sum_fine(const mlg_calculation *c, size_t slot, size_t commune, mlg_estimate *sum) {
  size_t first = c->first_leaf[MLG_COMMUNE][commune], n = c->n_leaves_of[commune];
  *sum = mlg_between(0, 0, 0);
  for (size_t leaf = first; leaf < first + n; leaf++) {
    const mlg_cell *cell = &c->cells[leaf * c->n_slots + slot];
    bool fine = cell->dataset != MLG_NO_DATASET &&
                c->joined[cell->dataset].reading->level == MLG_IRIS;
    if (c->open[leaf] || !fine) return false;
    *sum = mlg_add(*sum, cell->read);
  }
  return true;
}

static bool is_apart(mlg_estimate a, mlg_estimate b) {
  enum { PARTS = 1000000 }; /* of a person: additions round */
  double slack = 1.0 / PARTS;
  return mlg_shown_low(a, 0) > mlg_shown_high(b, INFINITY) + slack ||
         mlg_shown_low(b, 0) > mlg_shown_high(a, INFINITY) + slack;
}

static void compare_in(const mlg_calculation *c, size_t slot, size_t column, size_t commune,
                       comparison *with) {
  mlg_estimate fine;
  mlg_cell whole = {.level = MLG_COMMUNE, .zone = commune, .indicator = c->slots[slot].indicator};
  if (!sum_fine(c, slot, commune, &fine)) return;
  mlg_read_at(c, &c->columns[column], commune, &whole);
  if (!mlg_knows(c, column, &whole)) return;
  with->n++;
  if (!is_apart(fine, whole.read)) return;
  double gap = fabs(fine.value - whole.read.value);
  if (with->n_apart++ > 0 && gap <= with->gap) return;
  with->gap = gap;
  with->commune = commune;
  with->fine = fine;
  with->whole = whole.read;
}

/* "3 communes sur 15, dont Rennes : 7 363 à l'IRIS (2021), 7 790 par commune (2023)" */
static mlg_status tell(const mlg_calculation *c, size_t slot, size_t column,
                       const comparison *with) {
  const mlg_column *first = &c->columns[c->slots[slot].sources[0]], *other = &c->columns[column];
  mlg_arena *arena = c->scratch;
  if (with->n_apart == 0) return MLG_OK;
  const char *value =
      mlg_arena_printf(arena, "%zu %s sur %zu, dont %s : %s à l'IRIS (%d), %s par commune (%d)",
                       with->n_apart, with->n_apart > 1 ? "communes" : "commune", with->n,
                       c->territory->zones[MLG_COMMUNE][with->commune].name,
                       mlg_french_count(arena, with->fine.value), c->vintages[first->dataset],
                       mlg_french_count(arena, with->whole.value), c->vintages[other->dataset]);
  MLG_HAVE(value);
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_SOURCES_DISAGREE,
                                               .file = c->joined[first->dataset].table->file,
                                               .column = first->name,
                                               .value = value,
                                               .expected = c->joined[other->dataset].table->file});
}

/* Whether an earlier slot compares the same two columns. */
static bool is_told(const mlg_calculation *c, size_t slot, size_t column) {
  for (size_t i = 0; i < slot; i++) {
    const mlg_slot *other = &c->slots[i];
    if (other->n_sources == 0 || other->sources[0] != c->slots[slot].sources[0]) continue;
    for (size_t k = 1; k < other->n_sources; k++)
      if (other->sources[k] == column) return true;
  }
  return false;
}

mlg_status mlg_compare_sources(const mlg_calculation *c, size_t slot) {
  const mlg_slot *of = &c->slots[slot];
  if (c->indicators[of->indicator].nature != MLG_NATURE_COUNT) return MLG_OK;
  for (size_t k = 1; k < of->n_sources; k++) {
    comparison with = {0};
    if (!mlg_is_by_commune(c, of->sources[k]) || is_told(c, slot, of->sources[k])) continue;
    for (size_t commune = 0; commune < c->territory->n_zones[MLG_COMMUNE]; commune++)
      compare_in(c, slot, of->sources[k], commune, &with);
    MLG_TRY(tell(c, slot, of->sources[k], &with));
  }
  return MLG_OK;
}
