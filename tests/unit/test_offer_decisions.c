/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

static const char *const DATASETS[] = {"lieux", "biblio"};

/* Ids 7 and 8 in both directories, 9 in one. */
static mlg_entry ENTRIES[] = {
    {.id = "7"}, {.id = "8"}, {.id = "9"}, {.id = "7", .dataset = 1}, {.id = "8", .dataset = 1},
    {.id = ""}};

static mlg_decisions read_text(offers_world *w, const char *rows) {
  mlg_decisions decisions;
  char *text = mlg_arena_printf(&w->arena, "fiche_a,fiche_b,decision,motif\n%s", rows);
  mlg_table table = table_of(&w->arena, "rapprochements.csv", text);
  w->directory = (mlg_directory){.n_entries = 6, .entries = ENTRIES};
  assert_int_equal(
      mlg_decisions_read(&w->arena, &table, DATASETS, &w->directory, &w->findings, &decisions),
      MLG_OK);
  return decisions;
}

static void test_rows_are_named_by_dataset_or_alone(void **state) {
  offers_world *w = *state;
  mlg_decisions decisions = read_text(w, "9,biblio:7,fusionner,vu sur place\n"
                                         "lieux:8,biblio:8,séparer,\n");
  assert_int_equal(w->findings.count, 0);
  assert_int_equal(decisions.n, 2);
  assert_int_equal(decisions.items[0].a, 2);
  assert_int_equal(decisions.items[0].b, 3);
  assert_true(decisions.items[0].join);
  assert_int_equal(decisions.items[1].a, 1);
  assert_int_equal(decisions.items[1].b, 4);
  assert_false(decisions.items[1].join);
  assert_int_equal(decisions.items[1].line, 3);
}

static void assert_complaint(const offers_world *w, mlg_finding_code code, size_t line,
                             const char *column, const char *value) {
  const mlg_finding *finding = finding_of(&w->findings, code, 0);
  assert_non_null(finding);
  assert_int_equal(finding->line, line);
  assert_string_equal(finding->column, column);
  assert_string_equal(finding->value, value);
  assert_string_equal(finding->file, "rapprochements.csv");
}

static void test_what_cannot_be_understood_is_left_out(void **state) {
  offers_world *w = *state;
  mlg_decisions decisions = read_text(w, "9,absent,fusionner,\n"
                                         "8,9,fusionner,\n"
                                         "9,lieux:7,joindre,\n"
                                         ",9,fusionner,\n");
  assert_int_equal(decisions.n, 0);
  assert_complaint(w, MLG_F_DECISION_ROW_UNKNOWN, 2, "fiche_b", "absent");
  assert_complaint(w, MLG_F_DECISION_ROW_AMBIGUOUS, 3, "fiche_a", "8");
  assert_complaint(w, MLG_F_DECISION_UNKNOWN, 4, "decision", "joindre");
  assert_int_equal(finding_of(&w->findings, MLG_F_DECISION_ROW_UNKNOWN, 1)->line, 5);
  assert_int_equal(w->findings.count, 4);
}

static void test_contradictions(void **state) {
  offers_world *w = *state;
  mlg_decisions decisions = read_text(w, "9,lieux:7,fusionner,\n"
                                         "lieux:7,9,fusionner,une seconde fois\n"
                                         "lieux:7,9,separer,\n"
                                         "9,lieux:9,separer,\n");
  assert_int_equal(decisions.n, 1);
  assert_complaint(w, MLG_F_DECISION_CONTRADICTED, 4, "decision", "separer");
  assert_int_equal(finding_of(&w->findings, MLG_F_DECISION_CONTRADICTED, 1)->line, 5);
  assert_int_equal(w->findings.count, 2);
}

static void test_a_column_that_lacks(void **state) {
  offers_world *w = *state;
  mlg_decisions decisions;
  mlg_table table = table_of(&w->arena, "rapprochements.csv", "fiche_a,fiche_b\n1,2\n");
  assert_int_equal(
      mlg_decisions_read(&w->arena, &table, DATASETS, &w->directory, &w->findings, &decisions),
      MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w->findings, MLG_F_COLUMN_MISSING, 0);
  assert_non_null(finding);
  assert_string_equal(finding->file, "rapprochements.csv");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_rows_are_named_by_dataset_or_alone),
      OFFERS_CASE(test_what_cannot_be_understood_is_left_out),
      OFFERS_CASE(test_contradictions),
      OFFERS_CASE(test_a_column_that_lacks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
