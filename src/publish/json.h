/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_JSON_H
#define PUBLISH_JSON_H

#include <jansson.h>
#include <maillage/arena.h>
#include <maillage/estimate.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file
 * Values of ours as JSON. An unknown number is null, never 0.
 *
 * jansson keeps keys in the order they are set, and its "_new" setters take the
 * value over even when they fail: a lack of memory shows as a NULL result.
 */

json_t *mlg_json_text(const char *value);
json_t *mlg_json_number(double value);
json_t *mlg_json_count(size_t value);

/* {valeur, min, max} */
json_t *mlg_json_range(double value, double low, double high);

/* The same of an estimate, its bounds as they are shown: sampling doubt included, no count below 0
 * and nothing above `ceiling`. */
json_t *mlg_json_estimate(mlg_estimate estimate, double ceiling);

/* ["impute", "fragile"] */
json_t *mlg_json_flags(uint32_t flags);

/* The text of `value`, which is given back. NULL when memory is short. */
char *mlg_json_written(mlg_arena *arena, json_t *value);

#endif
