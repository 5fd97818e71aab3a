/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include <maillage/text.h>

#include <string.h>

/*
 * Communes that are no more, and the years a table's codes fit: no later than the
 * last year of a code it has, later than that of one it lacks though it covers most
 * of the territory.
 */

mlg_status mlg_passage_open(mlg_arena *arena, const mlg_passage *of, mlg_passage_index *index) {
  *index = (mlg_passage_index){.of = of};
  if (of == NULL) return MLG_OK;
  size_t n = of->table->n_rows;
  index->next = MLG_NEW(arena, size_t, n);
  MLG_HAVE(index->next);
  MLG_TRY(mlg_index_init(&index->row_of_former, arena, n));
  for (size_t row = 0; row < n; row++) {
    size_t first;
    index->next[row] = MLG_NOT_FOUND;
    const char *former = mlg_table_cell(of->table, row, of->former);
    if (former == NULL) continue;
    MLG_TRY(mlg_index_add(&index->row_of_former, former, row, &first));
    if (first == row) continue;
    index->next[row] = index->next[first];
    index->next[first] = row;
  }
  return MLG_OK;
}

/* Communes by the first five signs of a table's codes. */
static mlg_status list_communes(const mlg_calculation *c, const mlg_joined *joined,
                                mlg_index *communes) {
  const mlg_table *table = joined->table;
  MLG_TRY(mlg_index_init(communes, c->scratch, table->n_rows));
  for (size_t row = 0; row < table->n_rows; row++) {
    char *commune = mlg_arena_strndup(c->scratch, mlg_table_cell(table, row, joined->key), 5);
    MLG_HAVE(commune);
    MLG_TRY(mlg_index_add(communes, commune, row, NULL));
  }
  return MLG_OK;
}

/* A table of a few communes lacks codes for other reasons than their end. */
static bool covers_most(const mlg_calculation *c, const mlg_index *communes) {
  size_t n = 0, all = c->territory->n_zones[MLG_COMMUNE];
  for (size_t i = 0; i < all; i++)
    n += mlg_index_find(communes, c->territory->zones[MLG_COMMUNE][i].code) != MLG_NOT_FOUND;
  return 2 * n > all;
}

mlg_status mlg_passage_measure(const mlg_calculation *c, mlg_joined *joined) {
  mlg_index communes;
  if (joined->passage->of == NULL) return MLG_OK;
  MLG_TRY(list_communes(c, joined, &communes));
  joined->covers_most = covers_most(c, &communes);
  return MLG_OK;
}

bool mlg_passage_keeps(const mlg_passage_index *passage, const char *former) {
  size_t at = mlg_index_find(&passage->row_of_former, former);
  for (; at != MLG_NOT_FOUND; at = passage->next[at]) {
    const char *current = mlg_table_cell(passage->of->table, at, passage->of->current);
    if (current != NULL && strcmp(current, former) == 0) return true;
  }
  return false;
}

size_t mlg_passage_find(const mlg_passage_index *index, const char *code) {
  char commune[6] = "";
  size_t row = mlg_index_find(&index->row_of_former, code);
  if (row != MLG_NOT_FOUND) return row;
  memcpy(commune, code, 5);
  return mlg_index_find(&index->row_of_former, commune);
}

/* The years that the codes of a table fit: 0 where nothing bounds them. */
typedef struct {
  int from, to;
  size_t n_former;
  const char *former; /* the codes that were followed, listed */
} years;

/* The last year of a former code, 0 when nobody says. */
static int last_year(const mlg_passage *passage, size_t row) {
  if (passage->last == MLG_NO_COLUMN) return 0;
  const char *text = mlg_table_cell(passage->table, row, passage->last);
  double year;
  bool said = text != NULL && mlg_parse_number(text, "", &year) && year > 0 && year < 9999;
  return said ? (int)year : 0;
}

static mlg_status note_followed(const mlg_calculation *c, const char *code, years *found) {
  enum { LISTED = 6 };
  if (found->n_former++ == LISTED) code = "…";
  if (found->n_former > LISTED + 1) return MLG_OK;
  found->former =
      found->former == NULL ? code : mlg_arena_printf(c->scratch, "%s, %s", found->former, code);
  MLG_HAVE(found->former);
  return MLG_OK;
}

static mlg_status find_years(const mlg_calculation *c, const mlg_joined *joined, years *found) {
  const mlg_passage *passage = joined->passage->of;
  mlg_index communes;
  MLG_TRY(list_communes(c, joined, &communes));
  for (size_t row = 0; row < passage->table->n_rows; row++) {
    const char *former = mlg_table_cell(passage->table, row, passage->former);
    const char *current = mlg_table_cell(passage->table, row, passage->current);
    int last = last_year(passage, row);
    if (former == NULL || current == NULL || strcmp(former, current) == 0) continue;
    /* Of one that keeps its code, a table of the time has no row for the part that left. */
    if (mlg_passage_keeps(joined->passage, former) &&
        (!joined->covers_most || mlg_index_find(&communes, current) != MLG_NOT_FOUND))
      continue;
    if (mlg_index_find(&communes, former) != MLG_NOT_FOUND) {
      if (mlg_territory_find(c->territory, MLG_COMMUNE, current) == MLG_NO_ZONE) continue;
      MLG_TRY(note_followed(c, former, found));
      if (last > 0 && (found->to == 0 || last < found->to)) found->to = last;
    } else if (joined->covers_most && last >= found->from && last > 0) {
      found->from = last + 1;
    }
  }
  return MLG_OK;
}

/* "2023", "2021-2023", "≤ 2023": the same in both languages. */
static const char *say_years(const mlg_calculation *c, const years *found) {
  if (found->to == 0) return "?";
  if (found->from == 0) return mlg_arena_printf(c->scratch, "≤" MLG_NBSP "%d", found->to);
  if (found->from == found->to) return mlg_arena_printf(c->scratch, "%d", found->to);
  return mlg_arena_printf(c->scratch, "%d-%d", found->from, found->to);
}

mlg_status mlg_tell_former_codes(const mlg_calculation *c, const mlg_joined *joined) {
  years found = {0};
  if (joined->passage->of == NULL) return MLG_OK;
  MLG_TRY(find_years(c, joined, &found));
  if (found.n_former == 0) return MLG_OK;
  bool mixed = found.to > 0 && found.from > found.to;
  const char *when = mixed ? mlg_arena_printf(c->scratch, "> %d, ≤ %d", found.from - 1, found.to)
                           : say_years(c, &found);
  MLG_HAVE(when);
  return mlg_report(c->findings,
                    (mlg_finding){.code = mixed ? MLG_F_CODES_MIXED : MLG_F_CODES_FORMER,
                                  .file = joined->table->file,
                                  .line = 1,
                                  .column = joined->table->columns[joined->key],
                                  .value = found.former,
                                  .expected = when});
}
