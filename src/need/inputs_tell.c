/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "base/tally.h"

#include <math.h>
#include <string.h>

/* What is told of the cells that formulas were given: whose figure they are, and of what file. */

/* How many communes a finding names. */
enum { FEW = 20 };

/* One more name of a list that a reader still reads: of many communes, the first few. */
static const char *list_name(const mlg_calculation *c, const char *names, const char *name,
                             size_t n) {
  if (n > FEW) return names;
  if (n == FEW) name = "…";
  return names == NULL ? name : mlg_arena_printf(c->scratch, "%s, %s", names, name);
}

/* The communes where a slot was given `column`, flagged so; `flags` 0: in any way. */
static mlg_status tell_communes(const mlg_calculation *c, size_t slot, const mlg_column *column,
                                uint32_t flags, mlg_finding finding) {
  const char *names = NULL;
  size_t last = MLG_NO_ZONE, n = 0;
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++) {
    const mlg_cell *cell = &c->cells[leaf * c->n_slots + slot];
    size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
    if (cell->dataset != column->dataset || cell->column != column->name || commune == last)
      continue;
    if ((cell->read.flags & flags) != flags) continue;
    last = commune;
    names = list_name(c, names, c->territory->zones[MLG_COMMUNE][commune].name, n++);
    MLG_HAVE(names);
  }
  finding.value = n > FEW ? mlg_arena_printf(c->scratch, "%s (%zu communes)", names, n) : names;
  if (n == 0) return MLG_OK;
  MLG_HAVE(finding.value);
  return mlg_report(c->findings, finding);
}

/* What a commune's value is shared out by, or NULL. */
static const char *key_of(const mlg_calculation *c, const mlg_slot *slot) {
  return mlg_sharing_of(c, slot).key.id;
}

static bool same_sources(const mlg_slot *one, const mlg_slot *other) {
  return one->n_sources == other->n_sources && one->fallback == other->fallback &&
         (one->n_sources == 0 ||
          memcmp(one->sources, other->sources, one->n_sources * sizeof *one->sources) == 0);
}

/* Whether an earlier slot reads the same, and so has told what there was to tell. */
static bool is_told(const mlg_calculation *c, size_t slot) {
  const mlg_slot *one = &c->slots[slot];
  for (const mlg_slot *other = c->slots; other < one; other++)
    if (same_sources(other, one) && (key_of(c, other) != NULL) == (key_of(c, one) != NULL))
      return true;
  return false;
}

/* Where a file was read, and its figure shared out; after the first, that it was. */
static mlg_status tell_source(const mlg_calculation *c, size_t slot, size_t k) {
  const mlg_slot *from = &c->slots[slot];
  const mlg_column *column = &c->columns[from->sources[k]];
  const mlg_column *first = &c->columns[from->column];
  mlg_finding finding = {.code = MLG_F_VALUE_APPORTIONED,
                         .file = c->joined[column->dataset].table->file,
                         .column = column->name,
                         .expected = key_of(c, from)};
  MLG_TRY(tell_communes(c, slot, column, MLG_APPORTIONED, finding));
  finding.code = MLG_F_VALUE_FROM_OTHER_SOURCE;
  finding.file = c->joined[first->dataset].table->file;
  finding.column = first->name;
  finding.expected = c->joined[column->dataset].table->file;
  return k == 0 ? MLG_OK : tell_communes(c, slot, column, 0, finding);
}

static mlg_status tell(const mlg_calculation *c, size_t slot) {
  const mlg_slot *from = &c->slots[slot];
  if (from->column == MLG_NO_COLUMN || is_told(c, slot)) return MLG_OK;
  for (size_t k = 0; k < from->n_sources; k++) MLG_TRY(tell_source(c, slot, k));
  if (from->fallback == MLG_NO_COLUMN) return MLG_OK;
  const mlg_column *column = &c->columns[from->column], *other = &c->columns[from->fallback];
  return tell_communes(c, slot, other, MLG_IMPUTED,
                       (mlg_finding){.code = MLG_F_VALUE_FROM_FALLBACK,
                                     .file = c->joined[column->dataset].table->file,
                                     .column = column->name,
                                     .expected = other->name});
}

/* The zones where a level was asked of several rows. */
static mlg_status tell_levels(const mlg_calculation *c, size_t slot) {
  const mlg_slot *from = &c->slots[slot];
  if (from->column == MLG_NO_COLUMN) return MLG_OK;
  if (c->indicators[from->indicator].nature == MLG_NATURE_COUNT) return MLG_OK;
  const mlg_column *column = &c->columns[from->column];
  const mlg_joined *joined = &c->joined[column->dataset];
  mlg_level level = joined->reading->level;
  mlg_tally several = {
      .code = MLG_F_LEVEL_NOT_CONVERTED, .file = joined->table->file, .column = column->name};
  for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++)
    if (column->written[zone].n_rows > 1)
      mlg_tally_add(&several, c->territory->zones[level][zone].code, column->written[zone].line,
                    NAN);
  return mlg_tally_report(&several, c->findings);
}

mlg_status mlg_tell_inputs(const mlg_calculation *c, size_t slot) {
  MLG_TRY(tell(c, slot));
  return tell_levels(c, slot);
}
