/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "need_figure.h"

#include <jansson.h>
#include <maillage/publish.h>

/* How a need was covered, as JSON. */

static json_t *parsed(const mlg_need_figure *figure) {
  mlg_arena arena = {0};
  json_t *object = json_loads(mlg_publish_need_figure(&arena, figure), 0, NULL);
  mlg_arena_free(&arena);
  assert_non_null(object);
  return object;
}

static double number(const json_t *object, const char *key, const char *inner) {
  const json_t *value = json_object_get(object, key);
  if (inner != NULL) value = json_object_get(value, inner);
  assert_true(json_is_number(value));
  return json_number_value(value);
}

static void gives_parts_offers_and_zones(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  json_t *object = parsed(&figure);
  const json_t *scenario = json_array_get(json_object_get(object, "scenarios"), 0);
  assert_true(json_is_true(json_object_get(object, "recense")));
  assert_true(json_is_true(json_object_get(scenario, "reference")));
  assert_near(number(scenario, "besoin", "min"), 90, 0 /* persons */);
  assert_near(number(scenario, "non_couvert", "valeur"), 60, 1e-9 /* persons */);
  assert_string_equal(json_string_value(json_object_get(scenario, "cause")), "sature");
  const json_t *offers = json_object_get(object, "offres"), *second = json_array_get(offers, 1);
  assert_int_equal(json_array_size(offers), 3);
  assert_near(number(second, "orientation", NULL), 25, 0 /* persons */);
  assert_near(number(second, "capacite", "max"), 80, 0 /* persons */);
  assert_true(json_is_false(json_object_get(second, "complet")));
  assert_true(json_is_true(json_object_get(second, "complet_si_oriente")));
  const json_t *zone = json_array_get(json_object_get(object, "zones"), 1);
  assert_near(number(zone, "hors_portee", NULL), 15, 0 /* persons */);
  json_decref(object);
}

static void what_is_not_recorded_is_null_not_zero(void **state) {
  (void)state;
  mlg_need_figure figure = nf_unrecorded();
  json_t *object = parsed(&figure);
  const json_t *places = json_object_get(object, "places_100");
  assert_true(json_is_false(json_object_get(object, "recense")));
  assert_true(json_is_null(json_object_get(places, "valeur")));
  assert_true(json_is_null(json_object_get(places, "min")));
  assert_int_equal(json_array_size(json_object_get(object, "offres")), 0);
  json_decref(object);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_parts_offers_and_zones),
      cmocka_unit_test(what_is_not_recorded_is_null_not_zero),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
