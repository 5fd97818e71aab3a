/* SPDX-License-Identifier: Apache-2.0 */
/* Values that their producer hides or rounds: bounds, imputation, and never a 0. */
#include "need_small.h"

static const char *const WITHHELD_MARKS[] = {"2", "3", "4"};

/* CAF by IRIS: a blank is 1 to 4; a row marked 2, 3 or 4, or without its total, is withheld. */
static mlg_reading caf_reading(void) {
  return (mlg_reading){.secret = {.present = true,
                                  .column = "note",
                                  .n_values = 3,
                                  .values = (const char **)WITHHELD_MARKS,
                                  .total = "a",
                                  .low = 1,
                                  .high = 4,
                                  .imputation = refer("population", 0)}};
}

static size_t add_caf(small *s, const char *ville) {
  const char *text = mlg_arena_printf(&s->arena, "IRIS,note,a,rsa\n%s010030000,0,80,8\n", ville);
  return add_column(s, "rsa", add_table(s, "caf.csv", text, caf_reading()), "rsa");
}

enum { SECRET = MLG_SUPPRESSED | MLG_IMPUTED };

static void test_blank_cell_is_a_small_count(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,90,\n010010203,0,5,7\n"
                          "010010204,0,60,20\n010020000,0,90,9\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 2.5, 1, 4, SECRET);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 79.5, 78, 81, SECRET);
  assert_estimate(value(s, MLG_EPCI, "200000001", rsa), 96.5, 95, 98, SECRET);
  assert_near(s->need.covered[MLG_EPCI][rsa], 1, 0);
  const mlg_finding *hidden = finding_of(&s->findings, MLG_F_VALUE_HIDDEN, 0);
  assert_string_equal(hidden->value, "010010102");
  assert_int_equal(hidden->line, 3);
  assert_string_equal(hidden->column, "rsa");
}

/* 62 of 1,600 published persons, times 400; at most the 50 in 1,000 of the first IRIS. */
static void test_withheld_row_is_imputed(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,90,12\n010010203,3,,\n"
                          "010010204,2,,\n010020000,0,90,9\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010204", rsa), 15.5, 0, 20, SECRET);
  /* Nobody lives there: a 0 that is known. */
  assert_estimate(value(s, MLG_IRIS, "010010203", rsa), 0, 0, 0, MLG_EMPTY);
  assert_estimate(value(s, MLG_QUARTIER, "0100102", rsa), 15.5, 0, 20, SECRET);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 77.5, 62, 82, SECRET);
  const mlg_finding *withheld = finding_of(&s->findings, MLG_F_VALUE_WITHHELD, 0);
  assert_string_equal(withheld->value, "010010203… (2)");
  assert_int_equal(told(s, MLG_F_VALUE_WITHHELD), 1);
}

/* The same, where an IRIS has more households than inhabitants, as a new one may. */
static void test_withheld_row_is_within_its_bound(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,900,720\n010010203,3,,\n"
                          "010010204,2,,\n010020000,0,90,9\n");
  s->indicators[rsa].inputs[0].bound = refer("population", 0);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 720, 720, 720, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_IRIS, "010010204", rsa), 192.5, 0, 400, SECRET);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 962.5, 770, 1170, SECRET);
}

/* The first IRIS withheld: imputed at the rate of the others, itself above their highest. */
static void test_bound_is_no_less_than_the_value(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,4,,\n010010102,0,90,12\n010010203,0,5,0\n"
                          "010010204,0,60,8\n010020000,0,90,9\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), 20, 0, 20, SECRET);
}

/* Marked as published, but without even its total: not a count of 1 to 4. */
static void test_row_without_its_total_is_withheld(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,,\n010010203,0,5,0\n"
                          "010010204,0,60,20\n010020000,0,90,9\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 30, 0, 30, SECRET);
}

static void test_nothing_published_around(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,3,,\n010010102,3,,\n010010203,3,,\n010010204,3,,\n"
                          "010020000,3,,\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), NAN, 0, INFINITY, MLG_SUPPRESSED);
  assert_estimate(value(s, MLG_EPCI, "200000001", rsa), NAN, 8, INFINITY, MLG_SUPPRESSED);
  assert_near(s->need.covered[MLG_EPCI][rsa], 400.0 / 3250, 1e-12);
}

/* Without a row, nothing says that the value is secret. */
static void test_missing_row_is_absent(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,90,12\n010010203,0,5,7\n"
                          "010010204,0,60,20\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", rsa), NAN, 0, INFINITY, MLG_ABSENT);
  assert_estimate(value(s, MLG_EPCI, "200000001", rsa), NAN, 97, INFINITY, MLG_ABSENT);
}

/* Marks stay what they are in a dataset with secrets; "<5" says how large it may be. */
static void test_marks_beside_secrets(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,s\n010010102,0,90,nd\n010010203,0,5,<5\n"
                          "010010204,0,60,*\n010020000,0,90,ns\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), NAN, 0, INFINITY, MLG_SUPPRESSED);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), NAN, 0, INFINITY, MLG_ABSENT);
  assert_estimate(value(s, MLG_IRIS, "010010203", rsa), NAN, 0, 5, MLG_SUPPRESSED | MLG_EMPTY);
  assert_estimate(value(s, MLG_EPCI, "200000001", rsa), NAN, 8, INFINITY,
                  MLG_SUPPRESSED | MLG_ABSENT);
}

static void test_rounded_down(void **state) {
  small *s = *state;
  size_t dataset = add_table(s, "pa.csv",
                             "IRIS,pa\n010010101,10\n010010102,0\n010010203,0\n"
                             "010010204,25\n010020000,5\n010030000,5\n",
                             (mlg_reading){.rounding = 5});
  size_t pa = add_column(s, "pa", dataset, "pa");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", pa), 10, 10, 14, MLG_ROUNDED);
  assert_estimate(value(s, MLG_COMMUNE, "01001", pa), 35, 35, 51, MLG_ROUNDED);
}

static void test_column_of_marks_is_required(void **state) {
  small *s = *state;
  mlg_reading reading = caf_reading();
  reading.secret.column = "notes";
  add_column(s, "rsa", add_table(s, "caf.csv", "IRIS,note,a,rsa\n010010101,0,1,1\n", reading),
             "rsa");
  assert_int_equal(compute(s), MLG_REJECTED);
  const mlg_finding *missing = finding_of(&s->findings, MLG_F_COLUMN_MISSING, 0);
  assert_string_equal(missing->file, "caf.csv");
  assert_string_equal(missing->column, "notes");
  assert_string_equal(missing->value, "note");
}

/* What was done to a cell goes with it. */
static void test_trace_of_a_withheld_cell(void **state) {
  small *s = *state;
  size_t rsa = add_caf(s, "010010101,0,300,50\n010010102,0,90,12\n010010203,3,,\n"
                          "010010204,2,,\n010020000,0,90,9\n");
  assert_int_equal(compute(s), MLG_OK);
  const mlg_cell *cell = &s->need.cells[3 * 2 + rsa]; /* one input an indicator */
  assert_int_equal(cell->line, 5);
  assert_null(cell->text);
  assert_near(cell->read.value, 15.5, 1e-9);
  assert_non_null(strstr(cell->how, "(note 2)"));
  assert_non_null(strstr(cell->how, "3,9"));
  assert_null(s->need.cells[rsa].how);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      CASE(test_blank_cell_is_a_small_count),
      CASE(test_withheld_row_is_imputed),
      CASE(test_withheld_row_is_within_its_bound),
      CASE(test_bound_is_no_less_than_the_value),
      CASE(test_row_without_its_total_is_withheld),
      CASE(test_nothing_published_around),
      CASE(test_missing_row_is_absent),
      CASE(test_marks_beside_secrets),
      CASE(test_rounded_down),
      CASE(test_column_of_marks_is_required),
      CASE(test_trace_of_a_withheld_cell),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
