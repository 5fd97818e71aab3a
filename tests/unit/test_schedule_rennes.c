/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/load.h>
#include <maillage/schedule.h>

/* The share that docs/horaires.md gives for the national directory of Rennes Métropole. */
static void the_shipped_directory_parses_as_the_page_says(void **state) {
  (void)state;
  static const char FILE_NAME[] = "cartographie-nationale-2026-07-03.csv";
  mlg_arena arena = {0};
  mlg_load_begin();
  mlg_findings findings = {.arena = &arena};
  mlg_table table;
  assert_int_equal(mlg_load_table(&arena,
                                  "geodata/rennes-metropole/cartographie-nationale-"
                                  "2026-07-03.csv",
                                  FILE_NAME, NULL, &findings, &table),
                   MLG_OK);
  size_t column = mlg_table_column(&table, "horaires");
  assert_true(column != MLG_NO_COLUMN);
  size_t filled = 0, known = 0, saturdays = 0;
  double minutes = 0;
  for (size_t row = 0; row < table.n_rows; row++) {
    mlg_hours_kind kind;
    mlg_schedule s;
    const char *text = mlg_table_cell(&table, row, column);
    assert_int_equal(mlg_schedule_read(&arena, text == NULL ? "" : text, &kind, &s), MLG_OK);
    filled += kind != MLG_HOURS_BLANK;
    known += s.known;
    saturdays += mlg_schedule_saturday(&s);
    if (s.known) minutes += mlg_schedule_minutes(&s);
  }
  assert_int_equal(filled, 18);
  assert_int_equal(known, 17);
  assert_int_equal(saturdays, 7);
  assert_near(minutes, 22350, 1e-9); /* minutes a week, of all places */
  mlg_arena_free(&arena);
  mlg_load_end();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_shipped_directory_parses_as_the_page_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
