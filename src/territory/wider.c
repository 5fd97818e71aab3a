/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "base/tally.h"

#include <math.h>
#include <string.h>

/*
 * The levels above communes: what the table of communes says of each, so that a
 * border between two of them never cuts a commune.
 */

const mlg_attachment MLG_NO_ATTACHMENT = {.code = MLG_NO_COLUMN,
                                          .name = MLG_NO_COLUMN,
                                          .zone = MLG_NO_COLUMN,
                                          .type = MLG_NO_COLUMN,
                                          .commune = MLG_NO_COLUMN,
                                          .above = {MLG_NO_COLUMN, MLG_NO_COLUMN, MLG_NO_COLUMN,
                                                    MLG_NO_COLUMN, MLG_NO_COLUMN, MLG_NO_COLUMN},
                                          .n_communes = MLG_NO_COLUMN};

/* The row that names a zone of a level, or MLG_NOT_FOUND. A territory has a few hundred. */
static size_t row_of(const mlg_attachment *named, const char *code) {
  for (size_t row = 0; named->table != NULL && row < named->table->n_rows; row++) {
    const char *found = mlg_attached(named, row, named->code);
    if (found != NULL && strcmp(found, code) == 0) return row;
  }
  return MLG_NOT_FOUND;
}

static const char *name_of(const mlg_attachment *named, const char *code) {
  size_t row = row_of(named, code);
  const char *name = row == MLG_NOT_FOUND ? NULL : mlg_attached(named, row, named->name);
  return name != NULL ? name : code;
}

/* Every zone of a level that a commune with a finest zone is in, each once. */
static mlg_status gather(const mlg_builder *builder, mlg_territory *territory, mlg_level level) {
  size_t n = 0;
  mlg_zone *zones = MLG_NEW(builder->scratch, mlg_zone, builder->n_leaves);
  MLG_HAVE(zones);
  mlg_index seen;
  MLG_TRY(mlg_index_init(&seen, builder->scratch, builder->n_leaves));
  for (size_t i = 0; i < builder->n_leaves; i++) {
    const char *code = mlg_above_of(builder->tables, builder->leaves[i].commune_row, level);
    size_t held;
    if (code == NULL) continue;
    MLG_TRY(mlg_index_add(&seen, code, n, &held));
    if (held == n)
      zones[n++] = (mlg_zone){.code = code, .name = name_of(&builder->tables->wider[level], code)};
  }
  return n == 0 ? MLG_OK : mlg_close_level(builder->arena, territory, level, zones, n);
}

/* Communes that no EPCI holds: islands, mostly. They count in what is wider. */
static mlg_status tell_alone(const mlg_builder *builder, const mlg_territory *territory) {
  const mlg_attachment *communes = &builder->tables->communes;
  mlg_tally alone = {.code = MLG_F_COMMUNE_WITHOUT_EPCI, .file = communes->table->file};
  for (size_t c = 0; c < territory->n_zones[MLG_COMMUNE]; c++) {
    const mlg_zone *commune = &territory->zones[MLG_COMMUNE][c];
    size_t row = mlg_index_find(&builder->members, commune->code);
    if (mlg_above_of(builder->tables, row, MLG_EPCI) == NULL)
      mlg_tally_add(&alone, commune->name, communes->table->lines[row], NAN);
  }
  return mlg_tally_report(&alone, builder->findings);
}

/* How many communes of the territory each EPCI has; NULL when memory is short. */
static size_t *count_inside(const mlg_builder *builder, const mlg_territory *territory) {
  size_t *counts = MLG_NEW(builder->scratch, size_t, territory->n_zones[MLG_EPCI]);
  for (size_t c = 0; counts != NULL && c < territory->n_zones[MLG_COMMUNE]; c++) {
    size_t row = mlg_index_find(&builder->members, territory->zones[MLG_COMMUNE][c].code);
    const char *code = mlg_above_of(builder->tables, row, MLG_EPCI);
    size_t epci = code == NULL ? MLG_NO_ZONE : mlg_territory_find(territory, MLG_EPCI, code);
    if (epci != MLG_NO_ZONE) counts[epci]++;
  }
  return counts;
}

/* An EPCI that has more communes than the territory: its figures are of a part of it. */
static mlg_status tell_cut(const mlg_builder *builder, const mlg_zone *epci, size_t n_inside) {
  const mlg_attachment *named = &builder->tables->wider[MLG_EPCI];
  size_t row = row_of(named, epci->code);
  const char *all = row == MLG_NOT_FOUND ? NULL : mlg_attached(named, row, named->n_communes);
  char *inside = mlg_arena_printf(builder->scratch, "%zu", n_inside);
  MLG_HAVE(inside);
  if (all == NULL || strcmp(all, inside) == 0) return MLG_OK;
  char *share = mlg_arena_printf(builder->scratch, "%s de ses %s communes", inside, all);
  MLG_HAVE(share);
  return mlg_attachment_report(
      builder, named, row, named->n_communes,
      (mlg_finding){.code = MLG_F_EPCI_CUT, .value = epci->name, .expected = share});
}

static mlg_status tell_all_cut(const mlg_builder *builder, const mlg_territory *territory) {
  const size_t *inside = count_inside(builder, territory);
  MLG_HAVE(inside);
  for (size_t i = 0; i < territory->n_zones[MLG_EPCI]; i++)
    MLG_TRY(tell_cut(builder, &territory->zones[MLG_EPCI][i], inside[i]));
  return MLG_OK;
}

mlg_status mlg_build_wider(const mlg_builder *builder, mlg_territory *territory) {
  for (mlg_level level = MLG_EPCI; level <= builder->tables->level; level++)
    MLG_TRY(gather(builder, territory, level));
  if (builder->tables->level <= MLG_EPCI) return MLG_OK;
  MLG_TRY(tell_alone(builder, territory));
  return tell_all_cut(builder, territory);
}
