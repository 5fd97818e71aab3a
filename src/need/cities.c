/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include <math.h>
#include <string.h>

/*
 * Paris, Lyon and Marseille: a table by commune gives the city, its arrondissements, or all of
 * them; the territory has the one or the others. What it has is read; else arrondissements add
 * up to their city, when none is missing, and a city is shared out as its population is.
 */

static bool has_row(const mlg_joined *joined, const char *code) {
  return mlg_index_find(&joined->row_of_code, code) != MLG_NOT_FOUND;
}

/* How many arrondissements of a city a table has. */
static size_t count_rows(const mlg_calculation *c, const mlg_joined *joined, const char *city) {
  size_t n = 0;
  for (size_t i = 0; i < mlg_arrondissements(city); i++) {
    const char *code = mlg_arrondissement(c->scratch, city, i);
    n += code != NULL && has_row(joined, code);
  }
  return n;
}

/* Whether the territory has a code as a commune of its own, not as another's other name. */
static bool is_commune(const mlg_calculation *c, const char *code) {
  size_t zone = mlg_territory_find(c->territory, MLG_COMMUNE, code);
  return zone != MLG_NO_ZONE && strcmp(c->territory->zones[MLG_COMMUNE][zone].code, code) == 0;
}

bool mlg_is_counted_in_city(const mlg_calculation *c, const mlg_joined *joined, const char *code) {
  const char *city = mlg_city_of(code);
  if (joined->reading->level != MLG_COMMUNE || is_commune(c, code)) return false;
  if (city != NULL) return is_commune(c, city) && has_row(joined, city);
  return count_rows(c, joined, code) > 0;
}

double mlg_part_of_city(const mlg_calculation *c, const char *city, const char *code) {
  double all = 0;
  for (size_t i = 0; i < mlg_arrondissements(city); i++) {
    const char *part = mlg_arrondissement(c->scratch, city, i);
    all += part == NULL ? NAN : mlg_population_of_code(c, part);
  }
  return mlg_population_of_code(c, code) / all;
}

const char *mlg_say_city(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                         mlg_written *all) {
  size_t link = joined->first_link[zone];
  if (joined->reading->level != MLG_COMMUNE || link == MLG_NOT_FOUND) return NULL;
  const char *code = c->territory->zones[MLG_COMMUNE][zone].code;
  const char *row = mlg_table_cell(joined->table, joined->links[link].row, joined->key);
  if (mlg_arrondissements(row) > 0 && strcmp(row, code) != 0)
    return "part de la ville, selon la population";
  size_t n = mlg_arrondissements(code);
  if (n == 0 || strcmp(row, code) == 0) return NULL;
  if (all->n_rows == n) return mlg_arena_printf(c->arena, "somme de %zu arrondissements", n);
  all->read = mlg_add(all->read, mlg_unknown(MLG_ABSENT));
  all->kind = MLG_CELL_ABSENT;
  return "un arrondissement manque au fichier";
}
