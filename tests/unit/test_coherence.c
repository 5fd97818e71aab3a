/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold between columns: each kind, the likeliest cause, and the shipped files. */
#include "near.h"

#include "folder.h"
#include "tables.h"

#include <maillage/load.h>
#include <maillage/schema.h>
#include <maillage/text.h>

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

static mlg_status read_coherences(const char *list) {
  const char *json = mlg_arena_printf(&arena,
                                      "{\"fieldsMatch\": \"partial\", \"fields\": [{\"name\": "
                                      "\"a\"}], \"maillage:coherences\": %s}",
                                      list);
  const char *path = folder_write(&folder, "essai.json", json, strlen(json));
  return mlg_schema_read(&arena, path, "essai.json", &findings, &schema);
}

static void check(const char *csv) {
  mlg_table table = table_of(&arena, "essai.csv", csv);
  findings.count = 0;
  assert_int_equal(mlg_schema_check(&arena, &schema, 2019, &table, &findings), MLG_OK);
}

static void assert_kept(const char *csv) {
  check(csv);
  assert_int_equal(findings.count, 0);
}

/* The only finding is about that cell, and says that. */
static void assert_broken(const char *csv, size_t line, const char *column, const char *value,
                          const char *says) {
  check(csv);
  assert_int_equal(findings.count, 1);
  const mlg_finding *finding = &findings.items[0];
  assert_int_equal(finding->code, MLG_F_INCOHERENT);
  assert_string_equal(finding->file, "essai.csv");
  assert_int_equal(finding->line, line);
  assert_string_equal(finding->column, column);
  assert_string_equal(finding->value, value);
  assert_non_null(strstr(finding->expected, says));
}

/* ---- each kind ---- */

static void parts_make_their_total(void **state) {
  (void)state;
  assert_int_equal(
      read_coherences("[{\"sum\": [\"a\"], \"equals\": [\"b\", \"c\", 1], \"tolerance\": 0.01}]"),
      MLG_OK);
  assert_kept("a,b,c\n31,10,20\n31.009,10,20\n,10,20\ns,1,1\n");
  assert_broken("a,b,c\n31,10,20\n30,10,20\n", 3, "a", "30", "a = b + c : 30 contre 31");
}

static void a_part_is_no_more_than_its_whole(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"sum\": [\"a\", \"b\"], \"atMost\": [\"c\"]}]"), MLG_OK);
  assert_kept("a,b,c\n1,2,3\n1,1,3\n-5,1,3\n9,9,\n");
  assert_broken("a,b,c\n1,2,3\n3,1,3\n", 3, "a", "3", "a + b ≤ c : 4 contre 3");
}

static void the_column_that_breaks_most_is_named(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"sum\": [\"a\"], \"equals\": [\"b\", \"c\"]},"
                                   " {\"sum\": [\"c\"], \"equals\": [\"d\", \"e\"]},"
                                   " {\"sum\": [\"b\"], \"atMost\": [\"a\"]}]"),
                   MLG_OK);
  assert_kept("a,b,c,d,e\n5,2,3,1,2\n");
  assert_broken("a,b,c,d,e\n5,2,30,1,2\n", 2, "c", "30", "dix fois trop ?");
  assert_broken("a,b,c,d,e\n50,20,3,10,20\n", 2, "c", "3", "dix fois trop peu ?");
  assert_broken("a,b,c,d,e\n5,2,-3,1,2\n", 2, "c", "-3", "signe inversé ?");
  assert_broken("a,b,c,d,e\n5,2,30,1,2\n", 2, "c", "30", "(2 incohérences sur cette ligne)");
}

static void a_ratio_keeps_to_its_bounds(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"ratio\": [\"a\"], \"over\": [\"b\"], \"minimum\": 0.5, "
                                   "\"maximum\": 2, \"from\": 10}]"),
                   MLG_OK);
  assert_kept("a,b\n10,10\n5,10\n20,10\n90,9\n0,0\n");
  assert_broken("a,b\n10,10\n21,10\n", 3, "a", "21", "a / (b) vraisemblable : 2,100");
  assert_broken("a,b\n10,10\n0,10\n", 3, "a", "0", "vraisemblable");
}

/* Twenty rows from 100 to 119, then one. */
static const char *rows_and(const char *last) {
  const char *csv = "a,b\n";
  for (int i = 0; i < 20; i++) csv = mlg_arena_printf(&arena, "%s%d,x\n", csv, 100 + i);
  return mlg_arena_printf(&arena, "%s%s,x\n", csv, last);
}

static void a_row_is_like_the_others(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"ratio\": [\"a\"], \"spread\": 6}]"), MLG_OK);
  assert_kept(rows_and("150"));
  assert_kept(rows_and("0"));
  assert_broken(rows_and("1100"), 22, "a", "1100", "comme les autres lignes (110)");
  assert_broken(rows_and("11"), 22, "a", "11", "comme les autres lignes (109)");
  assert_int_equal(read_coherences("[{\"ratio\": [\"a\"], \"spread\": [100, 6]}]"), MLG_OK);
  assert_kept(rows_and("11"));
  assert_broken(rows_and("1100"), 22, "a", "1100", "comme les autres lignes (110)");
  /* Of few rows, nobody knows what is usual. */
  assert_kept("a,b\n1,x\n1,x\n1000,x\n");
}

static void one_name_for_one_code(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"one\": \"a\", \"for\": \"b\"}]"), MLG_OK);
  assert_kept("a,b\nNord,1\nNord,1\nNord,2\n,1\nSud,\n");
  assert_broken("a,b\nSud,1\nNord,1\nNord,1\n", 2, "a", "Sud",
                "a comme les autres lignes dont b est 1");
  check("a,b\nSud,1\nNord,1\n");
  assert_int_equal(findings.count, 2);
}

static void a_code_begins_with_the_one_above(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"begins\": \"a\", \"with\": \"b\"}]"), MLG_OK);
  assert_kept("a,b\n350240101,35024\n350240102,\n");
  assert_broken("a,b\n350240101,35024\n350470101,35024\n", 3, "a", "350470101",
                "a commence par b (35024)");
}

static void many_rows_make_one_finding(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"sum\": [\"a\"], \"equals\": [1]}]"), MLG_OK);
  const char *csv = "a,b\n";
  for (int i = 0; i < 20; i++) csv = mlg_arena_printf(&arena, "%s2,x\n", csv);
  check(csv);
  assert_int_equal(findings.count, 20);
  assert_broken(mlg_arena_printf(&arena, "%s2,x\n", csv), 2, "a", "2… (21)", "a = 1");
}

static void columns_that_are_not_there_are_not_asked(void **state) {
  (void)state;
  assert_int_equal(read_coherences("[{\"sum\": [\"a\"], \"equals\": [\"P{AA}_B\"]}]"), MLG_OK);
  assert_kept("a,b\n1,2\n");
  assert_broken("a,P19_B\n1,2\n", 2, "a", "1", "a = P19_B");
}

static void what_is_no_coherence_is_refused(void **state) {
  (void)state;
  static const char *const WRONG[] = {"[]",
                                      "[3]",
                                      "[{}]",
                                      "[{\"sum\": [\"a\"]}]",
                                      "[{\"sum\": [], \"equals\": [\"a\"]}]",
                                      "[{\"sum\": [1], \"equals\": [\"a\"]}]",
                                      "[{\"sum\": [\"a\"], \"equals\": [null]}]",
                                      "[{\"ratio\": [\"a\"], \"over\": [\"b\"]}]",
                                      "[{\"ratio\": [\"a\"], \"minimum\": \"x\"}]",
                                      "[{\"ratio\": [\"a\"], \"spread\": [1]}]"};
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    findings.count = 0;
    assert_int_equal(read_coherences(WRONG[i]), MLG_REJECTED);
    assert_int_equal(findings.items[0].code, MLG_F_SCHEMA_UNREADABLE);
    assert_string_equal(findings.items[0].value, "maillage:coherences");
  }
}

/* ---- the shipped files ---- */

typedef struct {
  const char *schema, *path;
  int vintage;
  const char
      *columns[8]; /* that make figures: a row is told of when one of them is ten times too much */
} shipped;

static const shipped SHIPPED[] = {
    {"population-iris",
     RENNES_DATA "base-ic-evol-struct-pop-2019.csv",
     2019,
     {"P19_POP", "P19_POP0014", "P19_POP65P", "P19_POP75P", "P19_POP80P", "P19_POP_ETR",
      "C19_POP15P"}},
    {"diplomes-iris",
     RENNES_DATA "base-ic-diplomes-formation-2019.csv",
     2019,
     {"P19_NSCOL15P", "P19_NSCOL15P_DIPLMIN"}},
    {"caf-iris", RENNES_DATA "caf-allocataires-iris-2021.csv", 2021, {"a", "appa"}},
    {"caf-iris", "geodata/bretagne/caf-allocataires-iris-2021.csv", 2021, {"a", "appa"}},
    {"demandeurs-emploi-commune",
     RENNES_DATA "demandeurs-emploi-communes-2019.csv",
     2019,
     {"A", "ABC", "ABCDE", "ABC_RSA"}},
    {"demandeurs-emploi-commune",
     "geodata/bretagne/demandeurs-emploi-communes-2019.csv",
     2019,
     {"A", "ABC", "ABCDE", "ABC_RSA"}},
    {"comparateur-commune",
     RENNES_DATA "comparateur-communes-rp2018.csv",
     2018,
     {"P18_POP", "P18_POP1564", "P18_ACT1564"}},
    {"comparateur-commune",
     "geodata/bretagne/comparateur-communes-rp2018.csv",
     2018,
     {"P18_POP", "P18_POP1564", "P18_ACT1564"}},
    {"filosofi-commune-large",
     RENNES_DATA "filosofi-communes-2021-large.csv",
     2021,
     {"MED_SL", "NUM_HH", "NUM_PER"}},
    {"filosofi-iris", RENNES_DATA "filosofi-iris-2019.csv", 2019, {"DISP_MED19", "DISP_D119"}},
    {"debits-commune", RENNES_DATA "arcep-debits-communes-2019.csv", 2019, {"nbr", "elig_thd1g"}},
    {"debits-commune",
     "geodata/bretagne/arcep-debits-communes-2019.csv",
     2019,
     {"nbr", "elig_thd1g"}},
    {"iris-quartiers", RENNES_DATA "rennes-iris-quartiers.csv", 2019, {NULL}},
    {"lieux-schema-national", RENNES_DATA "cartographie-nationale-2026-07-03.csv", 2026, {NULL}},
};

/* The likeliest cause is not always the cause. */
static bool blames(size_t line) {
  for (size_t i = 0; i < findings.count; i++)
    if (findings.items[i].code == MLG_F_INCOHERENT && findings.items[i].line == line) return true;
  return false;
}

/* Cells that hold a number other than 0, one in ten of them: enough, and quick. */
static void spoil_column(const shipped *file, const mlg_table *table, size_t column) {
  size_t tried = 0;
  for (size_t row = 0; row < table->n_rows; row++) {
    const char **cell = &table->cells[row * table->n_columns + column], *kept = *cell;
    double number;
    if (kept == NULL || !mlg_parse_number(kept, ".,", &number) || number == 0) continue;
    if (tried++ % (table->n_rows / 10 + 1) != 0) continue;
    *cell = mlg_arena_printf(&arena, "%.12g", 10 * number);
    findings.count = 0;
    assert_int_equal(mlg_schema_check(&arena, &schema, file->vintage, table, &findings), MLG_OK);
    if (!blames(table->lines[row]))
      fail_msg("%s, line %zu, %s: nothing said", file->path, table->lines[row],
               table->columns[column]);
    *cell = kept;
  }
  assert_true(tried > 0);
}

static void shipped_files_keep_to_theirs(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof SHIPPED / sizeof *SHIPPED; i++) {
    const shipped *file = &SHIPPED[i];
    mlg_table table;
    const char *path = mlg_arena_printf(&arena, "geodata/schemas/%s.json", file->schema);
    findings.count = 0;
    assert_int_equal(mlg_schema_read(&arena, path, path, &findings, &schema), MLG_OK);
    assert_true(schema.n_coherences > 0);
    assert_int_equal(mlg_load_table(&arena, file->path, file->path, NULL, &findings, &table),
                     MLG_OK);
    assert_int_equal(mlg_schema_check(&arena, &schema, file->vintage, &table, &findings), MLG_OK);
    for (size_t k = 0; k < findings.count; k++)
      assert_int_not_equal(findings.items[k].code, MLG_F_INCOHERENT);
    for (size_t k = 0; file->columns[k] != NULL; k++) {
      size_t column = mlg_table_column(&table, file->columns[k]);
      assert_int_not_equal(column, MLG_NO_COLUMN);
      spoil_column(file, &table, column);
    }
  }
}

static int begin(void **state) {
  (void)state;
  mlg_load_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  mlg_load_end();
  return 0;
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(parts_make_their_total),
      CASE(a_part_is_no_more_than_its_whole),
      CASE(the_column_that_breaks_most_is_named),
      CASE(a_ratio_keeps_to_its_bounds),
      CASE(a_row_is_like_the_others),
      CASE(one_name_for_one_code),
      CASE(a_code_begins_with_the_one_above),
      CASE(many_rows_make_one_finding),
      CASE(columns_that_are_not_there_are_not_asked),
      CASE(what_is_no_coherence_is_refused),
      CASE(shipped_files_keep_to_theirs),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
