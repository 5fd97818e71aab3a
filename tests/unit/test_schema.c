/* SPDX-License-Identifier: Apache-2.0 */
/* Schemas: each rule names its line and column, what cannot be read is said, patterns. */
#include "near.h"

#include "folder.h"
#include "tables.h"

#include "load/pattern.h"

#include <maillage/load.h>
#include <maillage/schema.h>

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_schema schema;

static int set_up(void **state) {
  (void)state;
  findings = (mlg_findings){.arena = &arena};
  schema = (mlg_schema){0};
  folder = folder_make();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

static mlg_status read_text(const char *json) {
  const char *path = folder_write(&folder, "essai.json", json, strlen(json));
  return mlg_schema_read(&arena, path, "essai.json", &findings, &schema);
}

/* A schema of one field, "v", with `rest` after its name. */
static void read_field(const char *rest) {
  const char *json = mlg_arena_printf(
      &arena, "{\"missingValues\": [\"\", \"s\"], \"fields\": [{\"name\": \"v\"%s}]}", rest);
  assert_int_equal(read_text(json), MLG_OK);
}

static mlg_status check(const char *csv, int vintage) {
  mlg_table table = table_of(&arena, "essai.csv", csv);
  return mlg_schema_check(&arena, &schema, vintage, &table, &findings);
}

/* The only finding is about `value`, on that line of column "v". */
static void assert_broken(const char *csv, size_t line, const char *value, const char *expected) {
  findings.count = 0;
  assert_int_equal(check(csv, 2019), MLG_OK);
  assert_int_equal(findings.count, 1);
  const mlg_finding *finding = &findings.items[0];
  assert_int_equal(finding->code, MLG_F_SCHEMA_VALUE);
  assert_string_equal(finding->file, "essai.csv");
  assert_int_equal(finding->line, line);
  assert_string_equal(finding->column, "v");
  assert_string_equal(finding->value, value);
  assert_string_equal(finding->expected, expected);
}

static void assert_kept(const char *csv) {
  findings.count = 0;
  assert_int_equal(check(csv, 2019), MLG_OK);
  assert_int_equal(findings.count, 0);
}

/* ---- each rule ---- */

static void numbers(void **state) {
  (void)state;
  read_field(", \"type\": \"number\"");
  assert_kept("v,w\n1,x\n-2.5e3,\ns,\n,\n");
  assert_broken("v,w\n1,x\n12x,\n", 3, "12x", "un nombre, comme 123.45");
}

static void integers(void **state) {
  (void)state;
  read_field(", \"type\": \"integer\"");
  assert_kept("v,w\n12,\n-3,\n0,\n");
  assert_broken("v,w\n12,\n3.5,\n", 3, "3.5", "un nombre entier");
  assert_broken("v,w\n1e3,\n", 2, "1e3", "un nombre entier");
}

static void dates(void **state) {
  (void)state;
  read_field(", \"type\": \"date\", \"constraints\": {\"minimum\": \"2020-01-01\"}");
  assert_kept("v,w\n2020-02-29,\n2026-11-22,\n");
  assert_broken("v,w\n31/03/2026,\n", 2, "31/03/2026", "une date, comme 2026-11-22");
  assert_broken("v,w\n2023-02-29,\n", 2, "2023-02-29", "une date, comme 2026-11-22");
  assert_broken("v,w\n2019-12-31,\n", 2, "2019-12-31", "2020-01-01 ou plus");
}

static void bounds(void **state) {
  (void)state;
  read_field(", \"type\": \"number\", \"constraints\": {\"minimum\": 0, \"maximum\": 99.5}");
  assert_kept("v,w\n0,\n99.5,\n");
  assert_broken("v,w\n1,\n1,\n-3,\n", 4, "-3", "0 ou plus");
  assert_broken("v,w\n100,\n", 2, "100", "99.5 ou moins");
}

static void required_cells(void **state) {
  (void)state;
  read_field(", \"type\": \"string\", \"constraints\": {\"required\": true}");
  assert_broken("v,w\na,\n,x\n", 3, "", "une valeur");
  assert_broken("v,w\na,\ns,x\n", 3, "s", "une valeur");
}

static void unique_cells(void **state) {
  (void)state;
  read_field(", \"constraints\": {\"unique\": true}");
  assert_kept("v,w\na,\nb,\n,\n,\n");
  assert_broken("v,w\na,\nb,\na,\n", 4, "a", "des valeurs toutes différentes");
}

static void a_key_is_unique_and_required(void **state) {
  (void)state;
  assert_int_equal(read_text("{\"primaryKey\": [\"v\"], \"fields\": [{\"name\": \"v\"}]}"), MLG_OK);
  assert_broken("v,w\na,\n,x\n", 3, "", "une valeur");
  assert_broken("v,w\na,\na,x\n", 3, "a", "des valeurs toutes différentes");
}

static void enumerated_cells(void **state) {
  (void)state;
  read_field(", \"constraints\": {\"enum\": [\"H\", \"A\", \"Z\"]}");
  assert_kept("v,w\nH,\nZ,\n");
  assert_broken("v,w\nX,\n", 2, "X", "H, A ou Z");
  read_field(", \"type\": \"number\", \"constraints\": {\"enum\": [1, 2.5]}");
  assert_kept("v,w\n1.0,\n2.50,\n");
  assert_broken("v,w\n3,\n", 2, "3", "1 ou 2.5");
}

static void patterns_hold_the_whole_cell(void **state) {
  (void)state;
  read_field(", \"constraints\": {\"pattern\": \"(\\\\d{2}|2[AB])\\\\d{7}\"}");
  assert_kept("v,w\n352380101,\n2A0040101,\n");
  assert_broken("v,w\n35238010,\n", 2, "35238010", "(\\d{2}|2[AB])\\d{7}");
  assert_broken("v,w\n3523801011,\n", 2, "3523801011", "(\\d{2}|2[AB])\\d{7}");
}

static void a_long_pattern_is_told_by_the_description(void **state) {
  (void)state;
  read_field(", \"description\": \"Un long mot.\", \"constraints\": {\"pattern\": "
             "\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg\"}");
  assert_broken("v,w\na,\n", 2, "a", "Un long mot.");
}

static void positions(void **state) {
  (void)state;
  read_field(", \"type\": \"geopoint\"");
  mlg_table table = table_of(&arena, "essai.csv", "v,w\nx,\nx,\nx,\n");
  table.cells[0] = "-1.68, 48.11"; /* commas would cut the fields of the text above */
  table.cells[2] = "-1.68, 98.11";
  table.cells[4] = "48.11";
  assert_int_equal(mlg_schema_check(&arena, &schema, 2019, &table, &findings), MLG_OK);
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].line, 3);
  assert_int_equal(findings.items[1].line, 4);
}

static void a_decimal_comma_where_the_schema_says_so(void **state) {
  (void)state;
  read_field(", \"type\": \"number\", \"decimalChar\": \",\"");
  mlg_table table = table_of(&arena, "essai.csv", "v,w\nx,\n12.5,\n");
  table.cells[0] = "12,5";
  assert_int_equal(mlg_schema_check(&arena, &schema, 2019, &table, &findings), MLG_OK);
  assert_int_equal(findings.count, 1);
  assert_string_equal(findings.items[0].value, "12.5");
  assert_string_equal(findings.items[0].expected, "un nombre, comme 123,45");
}

static void many_make_one(void **state) {
  (void)state;
  read_field(", \"type\": \"integer\"");
  const char *csv = "v,w\n7,\n";
  for (int i = 0; i < 21; i++) csv = mlg_arena_printf(&arena, "%sx%d,\n", csv, i);
  assert_broken(csv, 3, "x0… (21)", "un nombre entier");
}

/* ---- columns ---- */

static void a_column_that_is_not_there(void **state) {
  (void)state;
  read_field("");
  assert_int_equal(check("code,ve\n1,2\n", 2019), MLG_REJECTED);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_COLUMN_MISSING);
  assert_int_equal(findings.items[0].line, 1);
  assert_string_equal(findings.items[0].expected, "v");
  findings.count = 0;
  assert_int_equal(
      read_text(
          "{\"fieldsMatch\": \"partial\", \"fields\": [{\"name\": \"a\"}, {\"name\": \"w\"}]}"),
      MLG_OK);
  assert_kept("code,w\n1,2\n");
}

static void the_vintage_is_in_the_name(void **state) {
  (void)state;
  static const char DATED[] = "{\"fields\": [{\"name\": \"P{AA}_POP\", \"type\": \"number\"},"
                              " {\"name\": \"P{AA}_POP65P\"}]}";
  assert_int_equal(read_text(DATED), MLG_OK);
  static const char CSV[] = "P19_POP,P19_POP65P\n12x,3\n";
  assert_int_equal(check(CSV, 2019), MLG_OK);
  assert_string_equal(findings.items[0].column, "P19_POP");
  findings.count = 0;
  assert_int_equal(check(CSV, 2021), MLG_REJECTED);
  assert_int_equal(findings.count, 1); /* of two columns: one vintage */
  assert_int_equal(findings.items[0].code, MLG_F_VINTAGE_MISMATCH);
  assert_string_equal(findings.items[0].value, "2019");
  assert_string_equal(findings.items[0].expected, "2021");
}

/* ---- the schema itself ---- */

static void assert_unreadable(const char *json, size_t line, const char *column) {
  findings.count = 0;
  assert_int_equal(read_text(json), MLG_REJECTED);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_SCHEMA_UNREADABLE);
  assert_string_equal(findings.items[0].file, "essai.json");
  assert_int_equal(findings.items[0].line, line);
  if (column == NULL)
    assert_null(findings.items[0].column);
  else
    assert_string_equal(findings.items[0].column, column);
}

static void json_that_is_none(void **state) {
  (void)state;
  assert_unreadable("{\n  \"fields\": [\n    {\"name\" \"v\"}\n  ]\n}\n", 3, "15");
  assert_unreadable("", 1, "0");
  assert_unreadable("{\"fields\": [], \"fields\": []}", 1, "23");
}

static void json_that_is_no_schema(void **state) {
  (void)state;
  assert_unreadable("[1]", 0, NULL);
  assert_unreadable("{\"fields\": []}", 0, NULL);
  assert_unreadable("{\"fields\": [{\"title\": \"v\"}]}", 0, NULL);
  assert_unreadable("{\"primaryKey\": \"x\", \"fields\": [{\"name\": \"v\"}]}", 0, NULL);
  assert_unreadable("{\"missingValues\": [null], \"fields\": [{\"name\": \"v\"}]}", 0, NULL);
#define CONSTRAINT(text) "{\"fields\": [{\"name\": \"v\", \"constraints\": " text "}]}"
  assert_unreadable(CONSTRAINT("3"), 0, "v");
  assert_unreadable(CONSTRAINT("{\"required\": \"oui\"}"), 0, "v");
  assert_unreadable(CONSTRAINT("{\"minimum\": []}"), 0, "v");
  assert_unreadable(CONSTRAINT("{\"pattern\": 3}"), 0, "v");
  assert_unreadable(CONSTRAINT("{\"enum\": \"H\"}"), 0, "v");
}

static void a_schema_that_is_not_there(void **state) {
  (void)state;
  const char *path = folder_path(&folder, "rien.json");
  assert_int_equal(mlg_schema_read(&arena, path, "rien.json", &findings, &schema), MLG_REJECTED);
  assert_int_equal(findings.items[0].code, MLG_F_FILE_MISSING);
}

/* What is not checked is said once, and everything else is still checked. */
static void assert_unchecked(const char *rest, const char *value) {
  findings.count = 0;
  read_field(rest);
  size_t n = findings.count;
  assert_int_equal(check("v,w\nabc,\n", 2019), MLG_OK);
  assert_int_equal(findings.count, 1);
  assert_true(n <= 1);
  assert_int_equal(findings.items[0].code, MLG_F_SCHEMA_UNCHECKED);
  assert_string_equal(findings.items[0].column, "v");
  assert_string_equal(findings.items[0].value, value);
}

static void what_is_not_checked_is_said(void **state) {
  (void)state;
  assert_unchecked(", \"type\": \"boolean\"", "type: boolean");
  assert_unchecked(", \"type\": \"date\", \"format\": \"%d/%m/%Y\"", "format: %d/%m/%Y");
  assert_unchecked(", \"constraints\": {\"minLength\": 5}", "minLength");
  assert_unchecked(", \"constraints\": {\"pattern\": \"a(?=b)\"}", "a(?=b)");
  assert_unchecked(", \"constraints\": {\"pattern\": \"a(\"}", "a(");
}

/* ---- patterns ---- */

static bool matches(const char *pattern, const char *text) {
  regex_t regex;
  assert_true(mlg_pattern_open(&arena, pattern, &regex));
  bool found = mlg_pattern_matches(&regex, text);
  regfree(&regex);
  return found;
}

static void patterns_of_other_kinds_are_rewritten(void **state) {
  (void)state;
  assert_true(matches("\\w+(\\|\\w+)*", "CCAS|RFS"));
  assert_false(matches("\\w+(\\|\\w+)*", "CCAS|"));
  assert_true(matches("^[\\w.\\-\\]]+$", "a.b-c]"));
  assert_false(matches("^[\\w.\\-\\]]+$", "a b"));
  assert_true(matches("(?:a|b)c", "bc"));
  assert_false(matches("a|b", "ab"));
  assert_true(matches("\\D\\s\\S", "a b"));
  assert_true(matches("[[]\\.\\-", "[.-"));
  assert_true(matches("Itinérant \\(été\\)", "Itinérant (été)"));
  assert_true(matches("\\<a\\>", "<a>")); /* not the word boundaries of GNU */
}

static void patterns_that_posix_has_not_are_refused(void **state) {
  (void)state;
  static const char *const REFUSED[] = {"(?=a)", "(?<y>a)", "\\bword", "(a)\\1", "a+?",
                                        "a*+",   "\\p{L}",  "[\\D]",   "a\\",    "[a"};
  regex_t regex;
  for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++)
    assert_false(mlg_pattern_open(&arena, REFUSED[i], &regex));
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(numbers),
      CASE(integers),
      CASE(dates),
      CASE(bounds),
      CASE(required_cells),
      CASE(unique_cells),
      CASE(a_key_is_unique_and_required),
      CASE(enumerated_cells),
      CASE(patterns_hold_the_whole_cell),
      CASE(a_long_pattern_is_told_by_the_description),
      CASE(positions),
      CASE(a_decimal_comma_where_the_schema_says_so),
      CASE(many_make_one),
      CASE(a_column_that_is_not_there),
      CASE(the_vintage_is_in_the_name),
      CASE(json_that_is_none),
      CASE(json_that_is_no_schema),
      CASE(a_schema_that_is_not_there),
      CASE(what_is_not_checked_is_said),
      CASE(patterns_of_other_kinds_are_rewritten),
      CASE(patterns_that_posix_has_not_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
