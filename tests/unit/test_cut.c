/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <maillage/cut.h>
#include <string.h>

#include "portrait_fixture.h"

enum { TOWN, VILLAGE };

static mlg_portrait cut_of(mlg_arena *arena, const mlg_portrait *whole, size_t commune) {
  mlg_portrait cut;
  assert_int_equal(mlg_portrait_cut(arena, whole, MLG_COMMUNE, commune, &cut), MLG_OK);
  return cut;
}

/* Every zone of the cut against the zone of the whole that has its code. */
static void assert_same_rows(const mlg_portrait *whole, const mlg_portrait *cut, mlg_level level) {
  for (size_t zone = 0; zone < cut->territory->n_zones[level]; zone++) {
    const char *code = cut->territory->zones[level][zone].code;
    size_t there = mlg_territory_find(whole->territory, level, code);
    assert_true(there != MLG_NO_ZONE);
    assert_int_equal(mlg_territory_find(cut->territory, level, code), zone);
    for (size_t i = 0; i < FX_INDICATORS; i++)
      assert_memory_equal(&cut->need->values[level][zone * FX_INDICATORS + i],
                          &whole->need->values[level][there * FX_INDICATORS + i],
                          sizeof(mlg_estimate));
    for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
      assert_memory_equal(mlg_portrait_parts(cut, level, zone, family),
                          mlg_portrait_parts(whole, level, there, family), sizeof(mlg_parts));
  }
}

static void keeps_the_figures_to_the_last_bit(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_portrait *whole = fx_portrait(&arena);
  for (size_t commune = TOWN; commune <= VILLAGE; commune++) {
    mlg_portrait cut = cut_of(&arena, whole, commune);
    for (mlg_level level = MLG_IRIS; level <= MLG_COMMUNE; level++)
      assert_same_rows(whole, &cut, level);
  }
  mlg_arena_free(&arena);
}

static void leaves_out_what_is_elsewhere_and_what_is_wider(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_portrait *whole = fx_portrait(&arena);
  mlg_portrait cut = cut_of(&arena, whole, VILLAGE);
  assert_int_equal(cut.territory->level, MLG_COMMUNE);
  assert_string_equal(cut.territory->name, "Bourg");
  assert_int_equal(cut.territory->n_zones[MLG_IRIS], 1);
  assert_int_equal(cut.territory->n_zones[MLG_COMMUNE], 1);
  assert_int_equal(cut.territory->n_zones[MLG_EPCI], 0);
  assert_int_equal(cut.territory->zones[MLG_IRIS][0].parent[MLG_COMMUNE], 0);
  assert_true(cut.territory->zones[MLG_IRIS][0].parent[MLG_EPCI] == MLG_NO_ZONE);
  assert_null(cut.shapes[MLG_EPCI]);
  mlg_arena_free(&arena);
}

/* lieu-2 stands in the village; lieu-3 stands nowhere and says that it is of the village. */
static void keeps_the_sites_of_the_zone(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_portrait *whole = fx_portrait(&arena);
  mlg_portrait cut = cut_of(&arena, whole, VILLAGE);
  const mlg_directory *directory = cut.directory;
  assert_int_equal(directory->n_sites, 2);
  assert_string_equal(directory->sites[0].id, "lieu-2");
  assert_int_equal(directory->sites[0].zone, 0);
  assert_int_equal(directory->sites[0].entries[0], 0);
  assert_string_equal(directory->sites[1].id, "lieu-3");
  assert_int_equal(directory->n_offers, 1);
  assert_string_equal(directory->offers[0].id, "lieu-2/aider");
  assert_int_equal(directory->offers[0].site, 0);
  /* The whole is as it was. */
  assert_int_equal(whole->directory->sites[1].zone, 3);
  assert_int_equal(whole->directory->offers[2].site, 1);
  mlg_arena_free(&arena);
}

/* Minutes of the kept leaves to the kept sites: the village leaves lieu-1 out, and the town keeps
 * lieu-2, where some of its people go. */
static void keeps_the_minutes_between_what_it_keeps(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_portrait *whole = fx_portrait(&arena);
  mlg_access access;
  assert_int_equal(mlg_access_build(&arena, &whole->project->reach, whole->territory, NULL, NULL,
                                    NULL, 0, &access),
                   MLG_OK);
  size_t first[] = {0, 2, 2, 3, 6};
  uint32_t site[] = {0, 1, 1, 0, 1, 2};
  float minutes[] = {5, 30, 25, 35, 4, 8};
  access.times = (mlg_times){.first = first, .site = site, .minutes = minutes};
  ((mlg_coverage *)whole->coverage)->access = &access;

  const mlg_portrait village = cut_of(&arena, whole, VILLAGE), town = cut_of(&arena, whole, TOWN);
  assert_string_equal(village.directory->sites[0].id, "lieu-2");
  assert_string_equal(village.directory->sites[1].id, "lieu-3");
  const mlg_times *kept = &village.coverage->access->times;
  static const size_t VILLAGE_FIRST[] = {0, 2}, TOWN_FIRST[] = {0, 2, 2, 3};
  assert_memory_equal(kept->first, VILLAGE_FIRST, sizeof VILLAGE_FIRST);
  assert_memory_equal(kept->site, ((uint32_t[]){0, 1}), 2 * sizeof(uint32_t));
  assert_memory_equal(kept->minutes, minutes + 4, 2 * sizeof(float));

  assert_string_equal(town.directory->sites[1].id, "lieu-2");
  kept = &town.coverage->access->times;
  assert_memory_equal(kept->first, TOWN_FIRST, sizeof TOWN_FIRST);
  assert_memory_equal(kept->site, site, 3 * sizeof(uint32_t));
  assert_memory_equal(kept->minutes, minutes, 3 * sizeof(float));
  mlg_arena_free(&arena);
}

static void frames_its_maps_and_shares_classes(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_portrait *whole = fx_portrait(&arena);
  mlg_portrait town = cut_of(&arena, whole, TOWN), village = cut_of(&arena, whole, VILLAGE);
  assert_string_equal(town.project->extents[0], "01001");
  assert_string_equal(village.project->code, "01002");
  assert_int_equal(village.project->n_extents, 1);
  for (size_t i = 0; i < FX_INDICATORS; i++) {
    const mlg_indicator *a = &town.project->indicators[i], *b = &village.project->indicators[i];
    assert_int_equal(a->has_map, i == FX_FRAGILITE);
    assert_int_equal(a->n_bounds, b->n_bounds);
    if (a->n_bounds > 0) assert_memory_equal(a->bounds, b->bounds, a->n_bounds * sizeof(double));
  }
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_the_figures_to_the_last_bit),
      cmocka_unit_test(leaves_out_what_is_elsewhere_and_what_is_wider),
      cmocka_unit_test(keeps_the_sites_of_the_zone),
      cmocka_unit_test(keeps_the_minutes_between_what_it_keeps),
      cmocka_unit_test(frames_its_maps_and_shares_classes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
