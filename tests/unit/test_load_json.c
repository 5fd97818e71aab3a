/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

#define SAMPLES "tests/data/offers/"

static mlg_status load_file(const char *path, const char *records) {
  mlg_load_options options = {.records = records};
  return mlg_load_table(&arena, path, "essai.json", &options, &findings, &table);
}

static mlg_status load_bytes(const char *bytes, size_t size, const char *records) {
  return load_file(folder_write(&folder, "essai.json", bytes, size), records);
}

static mlg_status load(const char *text, const char *records) {
  return load_bytes(text, strlen(text), records);
}

static void test_the_root_array(void **state) {
  (void)state;
  assert_int_equal(load("[\n{\"code\": \"01001\", \"nom\": \"Été\"},\n\n{\"nom\": \" \"}]", "."),
                   MLG_OK);
  assert_int_equal(table.n_rows, 2);
  assert_cell(0, "code", "01001");
  assert_cell(0, "nom", "Été");
  assert_cell(1, "code", NULL);
  assert_cell(1, "nom", NULL);
  assert_int_equal(table.lines[0], 2);
  assert_int_equal(table.lines[1], 4);
  assert_int_equal(findings.count, 0);
}

static void test_numbers_are_as_written(void **state) {
  (void)state;
  assert_int_equal(load("[{\"a\": 48.088617, \"b\": 0.1, \"c\": 9007199254740993, \"d\": -1.7,"
                        "\"e\": 1.0000000002, \"f\": true, \"g\": null, \"h\": 12.50}]",
                        "."),
                   MLG_OK);
  assert_cell(0, "a", "48.088617");
  assert_cell(0, "b", "0.1");
  assert_cell(0, "c", "9007199254740993"); /* no double holds it */
  assert_cell(0, "d", "-1.7");
  assert_cell(0, "e", "1.0000000002");
  assert_cell(0, "f", "true");
  assert_cell(0, "g", NULL);
  assert_cell(0, "h", "12.5");
}

static void test_arrays_become_one_cell(void **state) {
  (void)state;
  assert_int_equal(load("{\"data\": [{\"tags\": [\"wifi\", \"pc\", null], \"at\": [-1.7, 48.1],"
                        "\"labels\": [{\"label\": \"A\", \"n\": 1}, {\"label\": \"B\"}],"
                        "\"ring\": [[1, 2], [3, 4]], \"none\": [], \"four\": [1, 2, 3, 4]}]}",
                        "data"),
                   MLG_OK);
  assert_cell(0, "tags", "wifi|pc");
  assert_true(mlg_table_column(&table, "tags.0") == MLG_NO_COLUMN);
  assert_cell(0, "at", "-1.7|48.1");
  assert_cell(0, "at.0", "-1.7");
  assert_cell(0, "at.1", "48.1");
  assert_cell(0, "labels.label", "A|B");
  assert_cell(0, "labels.n", "1");
  assert_cell(0, "four", "1|2|3|4");
  assert_true(mlg_table_column(&table, "four.0") == MLG_NO_COLUMN);
  assert_true(mlg_table_column(&table, "ring") == MLG_NO_COLUMN);
}

/* What comes after the records in the file is around them all the same. */
static void test_what_is_around_a_record(void **state) {
  (void)state;
  const char *text = "{\"titre\": \"T\", \"layers\": [\n"
                     " {\"features\": [{\"nom\": \"a\"}, {\"nom\": \"b\", \"titre\": \"t\"}],\n"
                     "  \"o\": {\"name\": \"L1\"}, \"nom\": \"x\"},\n"
                     " {\"features\": [\n{\"nom\": \"c\"}], \"o\": {\"name\": \"L2\"}}]}";
  assert_int_equal(load(text, "layers.features"), MLG_OK);
  assert_int_equal(table.n_rows, 3);
  assert_cell(1, "layers.o.name", "L1");
  assert_cell(2, "layers.o.name", "L2");
  assert_cell(0, "layers.nom", "x");
  assert_cell(2, "layers.nom", NULL);
  /* One record has a title of its own: in no record does `titre` mean the map's. */
  assert_cell(0, "titre", NULL);
  assert_cell(1, "titre", "t");
  assert_cell(2, "parent.titre", "T");
  const size_t expected[3] = {2, 2, 5};
  for (size_t i = 0; i < 3; i++) assert_int_equal(table.lines[i], expected[i]);
}

static void test_every_key_of_an_object(void **state) {
  (void)state;
  const char *text = "[{\"id\": 1, \"services\": {\"a\": [{\"n\": \"x\"}], \"b\": []}},\n"
                     " {\"id\": 2, \"services\": {\"a\": [{\"n\": \"y\"}],\n"
                     "  \"c\": [{\"n\": \"z\"}, {\"n\": \"{\\\"]\"}]}}]";
  assert_int_equal(load(text, "services.*"), MLG_OK);
  assert_int_equal(table.n_rows, 4);
  assert_cell(0, "services.cle", "a");
  assert_cell(0, "id", "1");
  assert_cell(2, "services.cle", "c");
  assert_cell(2, "id", "2");
  assert_cell(3, "n", "{\"]");
  const size_t expected[4] = {1, 2, 3, 3};
  for (size_t i = 0; i < 4; i++) assert_int_equal(table.lines[i], expected[i]);
}

static void test_the_portrea_platform(void **state) {
  (void)state;
  assert_int_equal(load_file(SAMPLES "portrea.json", "services.*"), MLG_OK);
  assert_int_equal(table.n_rows, 17);
  assert_cell(0, "nom", "Bibliothèque Triangle");
  assert_cell(0, "services.cle", "etre_informe_oriente");
  assert_cell(0, "location.x", "-1.659385");
  assert_cell(0, "id", "5001");
  assert_cell(0, "parent.id", "1201");
  assert_cell(0, "siret", "21350238800019");
  assert_cell(2, "types_personne.type_personne", "Seniors|Demandeurs d'emploi");
  assert_cell(2, "jeudi_horaire_ouverture", "10:00");
  assert_cell(2, "labels.label", "Bibliothèque numérique de référence");
}

static void test_a_gogocarto_map(void **state) {
  (void)state;
  assert_int_equal(load_file(SAMPLES "gogocarto-elements.json", "data"), MLG_OK);
  assert_int_equal(table.n_rows, 8);
  assert_cell(0, "geo.latitude", "48.126597");
  assert_cell(0, "address.streetAddress", "32 Rue de la Marbaudais");
  assert_cell(0, "categories", "Accès à un ordinateur|Wifi");
  assert_cell(7, "ontology", "gogofull");
}

static void test_a_umap_keeps_its_layers(void **state) {
  (void)state;
  assert_int_equal(load_file(SAMPLES "carte.umap", "layers.features"), MLG_OK);
  assert_int_equal(table.n_rows, 9);
  assert_cell(0, "layers._umap_options.name", "Accès libre à un ordinateur");
  assert_cell(8, "layers._umap_options.name", "Réparation");
  assert_cell(8, "properties.name", "Atelier des Trois Lucarnes");
  assert_cell(8, "geometry.coordinates.0", "-1.6789");
  assert_cell(8, "geometry.coordinates.1", "48.1203");
}

static void test_geojson_as_records(void **state) {
  (void)state;
  assert_int_equal(load_file(SAMPLES "carte-umap.geojson", "features"), MLG_OK);
  assert_int_equal(table.n_rows, 9);
  assert_cell(0, "properties.name", "Bibliothèque Triangle");
  assert_cell(0, "geometry.coordinates.1", "48.088617");
  assert_null(table.shapes);
}

static void test_json_cut_in_the_middle(void **state) {
  (void)state;
  assert_int_equal(load("[\n{\"nom\": \"a\"},\n{\"nom\": \"b", "."), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_JSON_CUT);
  assert_int_equal(finding->line, 3);
  assert_string_equal(finding->column, "10");
}

static void test_faults_say_where(void **state) {
  (void)state;
  assert_int_equal(load("[{\"nom\": \"a\"},\n {\"nom\" \"b\"}]", "."), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_JSON_SYNTAX)->line, 2);
  assert_string_equal(findings.items[0].value, "'\"b\"'");
}

static void test_invalid_utf8_says_where(void **state) {
  (void)state;
  assert_int_equal(load("[{\"nom\": \"a\"},\n{\"nom\": \"caf\xE9\"}]", "."), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_JSON_SYNTAX)->line, 2);
}

static void test_nul_bytes_are_refused(void **state) {
  (void)state;
  assert_int_equal(load_bytes("[{\"n\": \"a\0\"}]", 13, "."), MLG_REJECTED);
  only_finding(MLG_F_JSON_SYNTAX);
}

static void test_a_key_given_twice(void **state) {
  (void)state;
  assert_int_equal(load("[{\"nom\": \"a\",\n\"nom\": \"b\"}]", "."), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_KEY_DUPLICATE)->line, 2);
}

static void test_records_that_are_not_there(void **state) {
  (void)state;
  assert_int_equal(load("{\"data\": [{\"a\": 1}], \"m\": {\"items\": [{\"b\": 1}]}}", "donnees"),
                   MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_RECORDS_MISSING);
  assert_string_equal(finding->value, "donnees");
  assert_string_equal(finding->expected, "data, m.items");
}

static void test_no_record_is_an_empty_file(void **state) {
  (void)state;
  assert_int_equal(load("{\"data\": []}", "data"), MLG_REJECTED);
  only_finding(MLG_F_FILE_EMPTY);
}

static void test_a_root_array_without_records(void **state) {
  (void)state;
  assert_int_equal(load("[{\"a\": 1}]", NULL), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_RECORDS_MISSING)->expected, ".");
}

/* GDAL reads GeoJSON; of any other JSON, one has to say where its records are. */
static void test_json_without_records(void **state) {
  (void)state;
  assert_int_equal(load("{\"data\": [{\"a\": 1}]}", NULL), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_RECORDS_MISSING)->expected, "data");
}

static void test_a_name_too_long(void **state) {
  (void)state;
  char text[1024];
  snprintf(text, sizeof text, "[{\"%0600d\": 1}]", 7);
  assert_int_equal(load(text, "."), MLG_REJECTED);
  only_finding(MLG_F_LIMIT_EXCEEDED);
}

/* [[[[… : jansson stops at 2,048 levels. */
static void test_a_deep_nest(void **state) {
  (void)state;
  char text[8192];
  memset(text, '[', sizeof text);
  assert_int_equal(load_bytes(text, sizeof text, "."), MLG_REJECTED);
  only_finding(MLG_F_JSON_SYNTAX);
}

static void test_a_dense_text(void **state) {
  (void)state;
  size_t size = 12000000;
  char *text = malloc(size);
  assert_non_null(text);
  for (size_t i = 0; i < size; i++) text[i] = "{},"[i % 3];
  text[0] = '[';
  mlg_status status = load_bytes(text, size, ".");
  assert_int_equal(status, MLG_REJECTED);
  only_finding(MLG_F_JSON_SYNTAX); /* few enough objects: jansson reads it, and stops at "}" */
  findings.count = 0;
  for (size_t i = 0; i < size; i++) text[i] = "{[,"[i % 3];
  status = load_bytes(text, size, ".");
  free(text);
  assert_int_equal(status, MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_LIMIT_EXCEEDED)->value, "8000000 objets et tableaux");
}

static void test_a_cell_of_10_megabytes(void **state) {
  (void)state;
  size_t size = 10 << 20;
  char *text = malloc(size);
  assert_non_null(text);
  memset(text, 'x', size);
  memcpy(text, "[\n{\"nom\": \"", 11);
  memcpy(text + size - 3, "\"}]", 3);
  mlg_status status = load_bytes(text, size, ".");
  free(text);
  assert_int_equal(status, MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_LIMIT_EXCEEDED);
  assert_int_equal(finding->line, 2);
  assert_string_equal(finding->column, "nom");
  assert_string_equal(finding->value, "10 Mo");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_the_root_array),
      TEST(test_numbers_are_as_written),
      TEST(test_arrays_become_one_cell),
      TEST(test_what_is_around_a_record),
      TEST(test_every_key_of_an_object),
      TEST(test_the_portrea_platform),
      TEST(test_a_gogocarto_map),
      TEST(test_a_umap_keeps_its_layers),
      TEST(test_geojson_as_records),
      TEST(test_json_cut_in_the_middle),
      TEST(test_faults_say_where),
      TEST(test_invalid_utf8_says_where),
      TEST(test_nul_bytes_are_refused),
      TEST(test_a_key_given_twice),
      TEST(test_records_that_are_not_there),
      TEST(test_no_record_is_an_empty_file),
      TEST(test_a_root_array_without_records),
      TEST(test_json_without_records),
      TEST(test_a_name_too_long),
      TEST(test_a_deep_nest),
      TEST(test_a_dense_text),
      TEST(test_a_cell_of_10_megabytes),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
