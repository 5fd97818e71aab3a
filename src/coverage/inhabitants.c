/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coverage.h>
#include <math.h>

static double *count(mlg_arena *arena, const mlg_territory *territory, const mlg_need *need,
                     size_t population, mlg_level level) {
  double *persons = MLG_NEW(arena, double, territory->n_zones[level]);
  for (size_t i = 0; persons != NULL && i < territory->n_zones[level]; i++)
    persons[i] = population < need->n_indicators ? mlg_need_value(need, level, i, population).value
                                                 : NAN;
  return persons;
}

mlg_status mlg_count_inhabitants(mlg_arena *arena, const mlg_territory *territory,
                                 const mlg_need *need, size_t population,
                                 mlg_inhabitants *inhabitants) {
  inhabitants->commune = count(arena, territory, need, population, MLG_COMMUNE);
  inhabitants->leaf = count(arena, territory, need, population, MLG_IRIS);
  return inhabitants->commune == NULL || inhabitants->leaf == NULL ? MLG_FAILURE : MLG_OK;
}
