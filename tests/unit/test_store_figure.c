/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include <maillage/store.h>
#include <string.h>

/* A commune of two zones and one indicator, saved and read back. One cell is suppressed. */

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_store *store;

static mlg_zone leaves[2] = {{.code = "010010101", .name = "Ouest", .parent = {0, 0, 0}},
                             {.code = "010010102", .name = "Est", .parent = {1, 0, 0}}};
static mlg_zone quarter = {.code = "01001", .name = "L'Abergement"};
static mlg_zone commune = {.code = "01001", .name = "L'Abergement"};
static mlg_territory territory = {.level = MLG_COMMUNE, .name = "L'Abergement"};

static mlg_dataset dataset = {.id = "population", .file = "pop.csv", .title = "Recensement"};
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
static mlg_offer offer = {.id = "s/aider", .family = MLG_AIDER, .origin = "hypothèse"};
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

static void compute(void) {
  need = (mlg_need){.n_indicators = 2, .n_cells = 2, .cells = cells};
  coverage = (mlg_coverage){.n_scenarios = 1, .n_flows = 1, .flows = &flow};
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

static mlg_figure figure;

static mlg_status read_figure(mlg_level level, const char *code, const char *indicator) {
  return mlg_store_figure(store, &arena, level, code, indicator, &findings, &figure);
}

static void test_a_zone_with_its_cells(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010101", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_IRIS);
  assert_string_equal(figure.name, "Ouest");
  assert_string_equal(figure.label, "Fragilité");
  assert_near(figure.estimate.value, 300, 0 /* persons */);
  assert_near(figure.estimate.high, 400, 0 /* persons */);
  assert_int_equal(figure.n_cells, 1);
  assert_string_equal(figure.cells[0].file, "pop.csv");
  assert_int_equal(figure.cells[0].line, 12);
  assert_string_equal(figure.cells[0].column, "P19_POP65P");
  assert_string_equal(figure.cells[0].text, "300.5");
  assert_string_equal(figure.cells[0].title, "Recensement");
}

static void test_only_the_parameters_that_the_formula_names(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010101", "fragilite"), MLG_OK);
  assert_int_equal(figure.n_parameters, 1);
  assert_string_equal(figure.parameters[0].name, "theta");
  assert_near(figure.parameters[0].high, 10, 0);
}

static void test_a_suppressed_value_is_unknown_and_unbounded(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_IRIS, "010010102", "fragilite"), MLG_OK);
  assert_true(isnan(figure.estimate.value));
  assert_near(figure.estimate.low, 0, 0 /* persons */);
  assert_true(isinf(figure.estimate.high));
  assert_int_equal(figure.estimate.flags, MLG_SUPPRESSED | MLG_ABSENT);
  assert_null(figure.cells[0].text);
}

static void test_the_finest_level_of_a_code_and_the_one_asked_for(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_QUARTIER);
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_COMMUNE);
  assert_int_equal(figure.n_zones, 2);
  assert_int_equal(figure.n_cells, 2);
}

static void test_rates(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.n_rates, 1);
  assert_string_equal(figure.rates[0].denominator, "population");
  assert_string_equal(figure.rates[0].label, "Population");
  assert_near(figure.rates[0].denominator_value, 1000, 0 /* persons */);
  assert_near(figure.rates[0].rate.value, 0.3, 1e-12);
}

static void assert_unknown(const char *value, const char *near) {
  const mlg_finding *last = &findings.items[findings.count - 1];
  assert_int_equal(last->code, MLG_F_FIGURE_UNKNOWN);
  assert_string_equal(last->value, value);
  assert_string_equal(last->expected, near);
}

static void test_the_nearest_name_is_proposed(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010103", "fragilite"), MLG_USAGE);
  assert_unknown("010010103", "010010101 (Ouest)");
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "Labergement", "fragilite"), MLG_USAGE);
  assert_unknown("Labergement", "01001 (L'Abergement)");
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilité"), MLG_USAGE);
  assert_unknown("fragilité", "fragilite");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_a_zone_with_its_cells),
      TEST(test_only_the_parameters_that_the_formula_names),
      TEST(test_a_suppressed_value_is_unknown_and_unbounded),
      TEST(test_the_finest_level_of_a_code_and_the_one_asked_for),
      TEST(test_rates),
      TEST(test_the_nearest_name_is_proposed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
