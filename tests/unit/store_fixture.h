/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "folder.h"
#include <maillage/store.h>
#include <math.h>
#include <string.h>

/* A commune of two zones and one indicator, saved and read back. One cell is suppressed, and the
 * only site is out of the second zone's reach. */

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_store *store;

static mlg_zone leaves[2] = {{.code = "010010101", .name = "Ouest", .parent = {0, 0, 0}},
                             {.code = "010010102", .name = "Est", .parent = {1, 0, 0}}};
static mlg_zone quarter = {.code = "01001", .name = "L'Abergement"};
static mlg_zone commune = {.code = "01001", .name = "L'Abergement"};
static mlg_territory territory = {.level = MLG_COMMUNE, .name = "L'Abergement"};

static mlg_dataset dataset = {.id = "population",
                              .file = "pop.csv",
                              .title = "Recensement",
                              .producer = "INSEE",
                              .licence = ""};
static mlg_input input = {.name = "plus65", .dataset_name = "population", .column = "P19_POP65P"};
static const char *denominator_ids[] = {"population"};
static size_t denominators[] = {0};
static mlg_indicator indicators[2] = {{.id = "population",
                                       .label = "Population",
                                       .unit = "habitants",
                                       .inputs = &input,
                                       .n_inputs = 1,
                                       .formula_text = "population",
                                       .definition = "",
                                       .source = "INSEE",
                                       .reference = "",
                                       .limits = "",
                                       .file = "population.yaml",
                                       .palette = ""},
                                      {.id = "fragilite",
                                       .label = "Fragilité",
                                       .unit = "personnes",
                                       .inputs = &input,
                                       .n_inputs = 1,
                                       .formula_text = "plus65 * theta",
                                       .definition = "Définition.",
                                       .source = "INSEE",
                                       .reference = "",
                                       .limits = "Limites.",
                                       .file = "fragilite.yaml",
                                       .palette = "",
                                       .n_denominators = 1,
                                       .denominator_ids = denominator_ids,
                                       .denominators = denominators}};
static mlg_parameter parameters[] = {{"theta", 7.3, 5, 10}, {"the", 1, 1, 1}};
static mlg_scenario scenario = {.id = "reference", .label = "17 %", .take_up = 0.17, .source = ""};
static mlg_project project = {.id = "essai",
                              .title = "Essai",
                              .author = "",
                              .date = "2026-11-22",
                              .level = MLG_COMMUNE,
                              .code = "01001",
                              .n_datasets = 1,
                              .datasets = &dataset,
                              .base = "fragilite",
                              .n_parameters = 2,
                              .parameters = parameters,
                              .weights = {[MLG_AIDER] = 1},
                              .reach = {.modes = {{10, 4, 1, MLG_STEP}}, .tries = 1},
                              .n_scenarios = 1,
                              .scenarios = &scenario,
                              .n_indicators = 2,
                              .indicators = indicators};

static mlg_site site = {.id = "s",
                        .name = "Mairie",
                        .zone = 0,
                        .has_position = true,
                        .at = {500, 500},
                        .families = {[MLG_AIDER] = true}};
static mlg_offer offer = {.id = "s/aider",
                          .family = MLG_AIDER,
                          .capacity = {40, 20, 80, 0, MLG_IMPUTED},
                          .origin = "hypothèse"};
static mlg_directory directory = {.n_sites = 1,
                                  .sites = &site,
                                  .n_offers = 1,
                                  .offers = &offer,
                                  .recorded = {[MLG_AIDER] = true}};
static mlg_flow flow = {.served = 12, .orientation = 3};

static mlg_need need;
static mlg_coverage coverage;
static mlg_cell cells[2];

static void index_level(mlg_level level, mlg_zone *zones, size_t n) {
  size_t held;
  territory.zones[level] = zones;
  territory.n_zones[level] = n;
  mlg_index_init(&territory.index[level], &arena, n);
  for (size_t i = 0; i < n; i++) mlg_index_add(&territory.index[level], zones[i].code, i, &held);
}

static mlg_blob square(double west) {
  const mlg_point points[] = {
      {west, 0}, {west + 1000, 0}, {west + 1000, 1000}, {west, 1000}, {west, 0}};
  unsigned char *bytes = mlg_arena_alloc(&arena, 93, 1);
  memcpy(bytes, "\1\3\0\0\0\1\0\0\0\5\0\0\0", 13);
  memcpy(bytes + 13, points, sizeof points);
  return (mlg_blob){bytes, 93};
}

static void add_zones(void) {
  const char *columns[] = {"code"}, *codes[] = {"010010101", "010010102"};
  size_t lines[] = {2, 3};
  mlg_blob shapes[] = {square(0), square(1000)};
  mlg_table table = {.file = "contours.shp",
                     .n_columns = 1,
                     .n_rows = 2,
                     .columns = columns,
                     .cells = codes,
                     .lines = lines,
                     .shapes = shapes};
  assert_int_equal(mlg_store_add_zones(store, &territory, &table, 0, &findings), MLG_OK);
}

/* The need for help of the first zone, sampled; the second has no base, hence no need. */
static void cover(mlg_level level, size_t zone, bool whole) {
  mlg_parts *parts = &coverage.parts[level][zone * MLG_FAMILY_COUNT + MLG_AIDER];
  const mlg_estimate unknown = {NAN, 0, INFINITY, 0, MLG_ABSENT};
  *parts = (mlg_parts){{51, 42.5, 68, 4, 0},
                       {{12, 10, 14, 0.25, MLG_IMPUTED},
                        {3, 0, 5, 0, MLG_IMPUTED},
                        {36, 30, 40, 0, MLG_IMPUTED},
                        {0, 0, 0, 0, 0}}};
  if (!whole) *parts = (mlg_parts){unknown, {unknown, unknown, unknown, unknown}};
  size_t row = zone * MLG_FAMILY_COUNT + MLG_AIDER;
  coverage.places[level][row] = mlg_between(13, 6, 26);
  coverage.take_up[level][row] = mlg_between(0.13, 0.06, 0.26);
}

static void compute(void) {
  need = (mlg_need){.n_indicators = 2, .n_cells = 2, .cells = cells};
  static mlg_access access;
  mlg_access_build(&arena, &project.reach, &territory, NULL, NULL, NULL, 0, &access);
  coverage = (mlg_coverage){.access = &access, .n_scenarios = 1, .n_flows = 1, .flows = &flow};
  coverage.recorded[MLG_AIDER] = true;
  for (mlg_level level = MLG_IRIS; level <= MLG_COMMUNE; level++) {
    size_t n = territory.n_zones[level], by_family = n * MLG_FAMILY_COUNT;
    need.values[level] = MLG_NEW(&arena, mlg_estimate, 2 * n);
    need.covered[level] = MLG_NEW(&arena, double, 2 * n);
    coverage.parts[level] = MLG_NEW(&arena, mlg_parts, by_family);
    coverage.places[level] = MLG_NEW(&arena, mlg_estimate, by_family);
    coverage.take_up[level] = MLG_NEW(&arena, mlg_estimate, by_family);
    for (size_t i = 0; i < 2 * n; i++) {
      need.values[level][i] = i % 2 ? mlg_between(300, 250, 400) : mlg_exact(1000);
      need.covered[level][i] = 1;
    }
  }
  for (mlg_level level = MLG_IRIS; level <= MLG_COMMUNE; level++)
    for (size_t zone = 0; zone < territory.n_zones[level]; zone++)
      cover(level, zone, level == MLG_IRIS && zone == 0);
  need.values[MLG_IRIS][3] = mlg_unknown(MLG_SUPPRESSED | MLG_ABSENT);
  cells[0] = (mlg_cell){.indicator = 1,
                        .line = 12,
                        .column = "P19_POP65P",
                        .text = "300.5",
                        .read = mlg_exact(300.5)};
  cells[1] = (mlg_cell){.zone = 1,
                        .indicator = 1,
                        .line = 13,
                        .column = "P19_POP65P",
                        .read = mlg_unknown(MLG_SUPPRESSED)};
}

static int setup(void **state) {
  (void)state;
  folder = folder_make();
  findings = (mlg_findings){.arena = &arena};
  index_level(MLG_IRIS, leaves, 2);
  index_level(MLG_QUARTIER, &quarter, 1);
  index_level(MLG_COMMUNE, &commune, 1);
  const char *path = folder_path(&folder, "calcul.sqlite");
  assert_int_equal(mlg_store_create(path, &findings, &store), MLG_OK);
  add_zones();
  compute();
  mlg_portrait portrait = {.project = &project,
                           .territory = &territory,
                           .need = &need,
                           .directory = &directory,
                           .coverage = &coverage,
                           .findings = &findings,
                           .base = 1};
  assert_int_equal(mlg_store_save(store, &portrait, &findings), MLG_OK);
  assert_int_equal(mlg_store_close(store, &findings), MLG_OK);
  assert_int_equal(mlg_store_open(path, &findings, &store), MLG_OK);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  assert_int_equal(mlg_store_close(store, &findings), MLG_OK);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

#endif
