/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include <stdio.h>
#include <string.h>

/*
 * Which rows are about which zone. A code is a zone's; or an IRIS of a commune that
 * is a zone by itself; or it belongs to a commune that is no more, and its successors'.
 */

/* A zone's code as IRIS are written: nine signs. */
typedef struct {
  char text[10];
} whole_code;

static whole_code whole(const char *commune) {
  whole_code code;
  snprintf(code.text, sizeof code.text, "%.5s0000", commune);
  return code;
}

/* The zone that stands for the whole of a commune at the dataset's level; an IRIS is itself. */
static size_t zone_of_commune(const mlg_calculation *c, mlg_level level, const char *commune) {
  if (level == MLG_COMMUNE) return mlg_territory_find(c->territory, MLG_COMMUNE, commune);
  size_t iris = mlg_territory_find(c->territory, MLG_IRIS, commune);
  return iris != MLG_NO_ZONE ? iris
                             : mlg_territory_find(c->territory, MLG_IRIS, whole(commune).text);
}

/* The zone that a code is about as the territory stands today. A table that has a row for the
   whole commune has said all: its IRIS would count twice. */
static size_t zone_of(const mlg_calculation *c, const mlg_joined *joined, const char *code) {
  mlg_level level = joined->reading->level;
  size_t zone = mlg_territory_find(c->territory, level, code);
  if (zone != MLG_NO_ZONE || level == MLG_COMMUNE) return zone;
  if (mlg_index_find(&joined->row_of_code, whole(code).text) != MLG_NOT_FOUND) return MLG_NO_ZONE;
  return zone_of_commune(c, level, code);
}

/* Rows are taken from the last: each goes before those that are there. */
static mlg_status link_to(mlg_calculation *c, mlg_joined *joined, size_t zone, size_t row,
                          size_t n_successors) {
  if (!MLG_ROOM(c->scratch, joined->links, joined->n_links, joined->link_capacity))
    return MLG_FAILURE;
  joined->links[joined->n_links] = (mlg_link){row, joined->first_link[zone], n_successors};
  joined->first_link[zone] = joined->n_links++;
  return MLG_OK;
}

/* Whether a row is about a commune as it was before a part of it became one by itself: it kept
   its code, and a table of nearly every commune has none for that part. */
static bool is_undivided(const mlg_calculation *c, const mlg_joined *joined, const char *code) {
  const mlg_passage_index *passage = joined->passage;
  mlg_level level = joined->reading->level;
  if (passage->of == NULL || !joined->covers_most) return false;
  if (level == MLG_IRIS && strcmp(code + 5, "0000") != 0) return false;
  char former[6] = "";
  memcpy(former, code, 5);
  bool kept = false, left = false;
  size_t at = mlg_index_find(&passage->row_of_former, former);
  for (; at != MLG_NOT_FOUND; at = passage->next[at]) {
    const char *current = mlg_table_cell(passage->of->table, at, passage->of->current);
    if (current == NULL || strlen(current) != 5) continue;
    const whole_code as_iris = whole(current);
    const char *row_code = level == MLG_COMMUNE ? current : as_iris.text;
    if (strcmp(current, former) == 0)
      kept = true;
    else if (mlg_index_find(&joined->row_of_code, row_code) != MLG_NOT_FOUND)
      return false;
    else if (zone_of_commune(c, level, current) != MLG_NO_ZONE)
      left = true;
  }
  return kept && left;
}

/* A row of a city goes to those of its arrondissements that the territory has. */
static mlg_status divide(mlg_calculation *c, mlg_joined *joined, size_t row, bool *placed) {
  const char *city = mlg_table_cell(joined->table, row, joined->key);
  size_t n = joined->reading->level == MLG_COMMUNE ? mlg_arrondissements(city) : 0;
  for (size_t i = 0; i < n; i++) {
    const char *code = mlg_arrondissement(c->scratch, city, i);
    MLG_HAVE(code);
    size_t zone = mlg_territory_find(c->territory, MLG_COMMUNE, code);
    if (zone == MLG_NO_ZONE) continue;
    MLG_TRY(link_to(c, joined, zone, row, n));
    *placed = true;
  }
  return MLG_OK;
}

/* A row of a commune that is no more goes to each of its successors in the territory. */
static mlg_status follow(mlg_calculation *c, mlg_joined *joined, size_t row, bool *placed) {
  const mlg_passage_index *passage = joined->passage;
  if (passage->of == NULL) return MLG_OK;
  size_t n = 0;
  size_t first = mlg_passage_find(passage, mlg_table_cell(joined->table, row, joined->key));
  for (size_t at = first; at != MLG_NOT_FOUND; at = passage->next[at]) n++;
  for (size_t at = first; at != MLG_NOT_FOUND; at = passage->next[at]) {
    const char *current = mlg_table_cell(passage->of->table, at, passage->of->current);
    if (current == NULL) continue;
    size_t zone = zone_of_commune(c, joined->reading->level, current);
    if (zone == MLG_NO_ZONE) continue;
    MLG_TRY(link_to(c, joined, zone, row, n));
    *placed = true;
  }
  return MLG_OK;
}

mlg_status mlg_link_rows(mlg_calculation *c, mlg_joined *joined, bool *placed) {
  const mlg_table *table = joined->table;
  size_t n = c->territory->n_zones[joined->reading->level];
  joined->first_link = MLG_NEW(c->scratch, size_t, n);
  MLG_HAVE(joined->first_link);
  for (size_t zone = 0; zone < n; zone++) joined->first_link[zone] = MLG_NOT_FOUND;
  for (size_t row = table->n_rows; row-- > 0;) {
    const char *code = mlg_table_cell(table, row, joined->key);
    if (mlg_is_counted_in_city(c, joined, code)) {
      placed[row] = true;
      continue;
    }
    size_t zone = is_undivided(c, joined, code) ? MLG_NO_ZONE : zone_of(c, joined, code);
    placed[row] = zone != MLG_NO_ZONE;
    if (placed[row])
      MLG_TRY(link_to(c, joined, zone, row, 0));
    else
      MLG_TRY(follow(c, joined, row, &placed[row]));
    if (!placed[row]) MLG_TRY(divide(c, joined, row, &placed[row]));
  }
  return MLG_OK;
}
