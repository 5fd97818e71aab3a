/* SPDX-License-Identifier: Apache-2.0 */
#include "load/coherence.h"

#include <math.h>
#include <string.h>

/*
 * How a coherence is written:
 *
 *   {"sum": [columns], "equals": [columns and numbers], "tolerance": 0.01}
 *   {"sum": [columns], "atMost": [columns and numbers], "tolerance": 0.01}
 *   {"ratio": [columns], "over": [columns], "minimum": 0, "maximum": 1, "spread": [9, 6],
 *   "from": 200}
 *   {"one": column, "for": column}
 *   {"begins": column, "with": column}
 */

/* One column, or several; numbers, where they make sense, add up in `constant`. */
static mlg_status read_columns(mlg_arena *arena, const json_t *value, size_t *n,
                               const char ***columns, double *constant, bool *is_wrong) {
  size_t size = json_is_string(value) ? 1 : json_array_size(value);
  *columns = MLG_NEW(arena, const char *, size);
  MLG_HAVE(*columns);
  for (size_t i = 0; i < size; i++) {
    const json_t *item = json_is_string(value) ? value : json_array_get(value, i);
    if (json_is_number(item) && constant != NULL) {
      *constant += json_number_value(item);
    } else if (json_is_string(item)) {
      (*columns)[*n] = mlg_arena_strdup(arena, json_string_value(item));
      MLG_HAVE((*columns)[*n]);
      ++*n;
    } else {
      *is_wrong = true;
    }
  }
  *is_wrong |= size == 0;
  return MLG_OK;
}

static double read_number(const json_t *object, const char *key, double otherwise, bool *is_wrong) {
  const json_t *value = json_object_get(object, key);
  if (value == NULL) return otherwise;
  *is_wrong |= !json_is_number(value);
  return json_number_value(value);
}

/* One number for both sides, or one for each. */
static void read_spread(const json_t *value, mlg_coherence *c, bool *is_wrong) {
  bool is_pair = json_array_size(value) == 2;
  const json_t *below = is_pair ? json_array_get(value, 0) : value,
               *above = is_pair ? json_array_get(value, 1) : value;
  c->below = c->above = NAN;
  if (value == NULL) return;
  *is_wrong |= !json_is_number(below) || !json_is_number(above);
  c->below = json_number_value(below);
  c->above = json_number_value(above);
}

static void read_numbers(const json_t *object, mlg_coherence *c, bool *is_wrong) {
  c->tolerance = read_number(object, "tolerance", 0, is_wrong);
  c->minimum = read_number(object, "minimum", NAN, is_wrong);
  c->maximum = read_number(object, "maximum", NAN, is_wrong);
  read_spread(json_object_get(object, "spread"), c, is_wrong);
  c->from = read_number(object, "from", 0, is_wrong);
  bool bounded = !isnan(c->minimum) || !isnan(c->maximum) || !isnan(c->above);
  *is_wrong |= c->kind == MLG_RATIO && !bounded;
}

mlg_status mlg_coherence_read(mlg_arena *arena, const json_t *object, mlg_coherence *coherence,
                              const char **wrong) {
  static const struct {
    const char *left, *right;
    mlg_coherence_kind kind;
  } FORMS[] = {{"sum", "equals", MLG_EQUALS},
               {"sum", "atMost", MLG_AT_MOST},
               {"ratio", "over", MLG_RATIO},
               {"one", "for", MLG_ONE_FOR},
               {"begins", "with", MLG_BEGINS}};
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
    const json_t *left = json_object_get(object, FORMS[i].left),
                 *right = json_object_get(object, FORMS[i].right);
    bool is_ratio = FORMS[i].kind == MLG_RATIO, is_wrong = false;
    if (left == NULL || (right == NULL && !is_ratio)) continue;
    mlg_coherence read = {.kind = FORMS[i].kind};
    MLG_TRY(read_columns(arena, left, &read.n_left, &read.left, NULL, &is_wrong));
    if (right != NULL)
      MLG_TRY(read_columns(arena, right, &read.n_right, &read.right, &read.constant, &is_wrong));
    if (right == NULL) read.constant = 1;
    read_numbers(object, &read, &is_wrong);
    *wrong = is_wrong ? "maillage:coherences" : NULL;
    *coherence = read;
    return MLG_OK;
  }
  *wrong = "maillage:coherences";
  return MLG_OK;
}
