/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/json.h"

#include <math.h>
#include <stdlib.h>

json_t *mlg_json_text(const char *value) {
  return value != NULL ? json_string(value) : json_null();
}

json_t *mlg_json_number(double value) { return isfinite(value) ? json_real(value) : json_null(); }

json_t *mlg_json_count(size_t value) { return json_integer((json_int_t)value); }

json_t *mlg_json_range(double value, double low, double high) {
  json_t *object = json_object();
  json_object_set_new(object, "valeur", mlg_json_number(value));
  json_object_set_new(object, "min", mlg_json_number(low));
  json_object_set_new(object, "max", mlg_json_number(high));
  return object;
}

json_t *mlg_json_estimate(mlg_estimate estimate, double ceiling) {
  return mlg_json_range(estimate.value, mlg_shown_low(estimate, 0),
                        mlg_shown_high(estimate, ceiling));
}

json_t *mlg_json_flags(uint32_t flags) {
  json_t *array = json_array();
  for (unsigned flag = 1; flag < MLG_FLAG_END; flag <<= 1)
    if (flags & flag) json_array_append_new(array, mlg_json_text(mlg_flag_word((mlg_flag)flag)));
  return array;
}

/* 15 digits say 1.3 as it was written, and not 1.3000000000000000444. */
char *mlg_json_written(mlg_arena *arena, json_t *value) {
  char *json = json_dumps(value, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
  char *copy = mlg_arena_strdup(arena, json);
  free(json);
  json_decref(value);
  return copy;
}
