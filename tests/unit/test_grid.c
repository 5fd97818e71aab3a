/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "workbook/grid.h"
#include "workbook_part.h"

/* What is too long for Excel, and what stands there. */

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  test_folder folder;
  mlg_project project;
  mlg_territory territory;
  mlg_portrait portrait;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->findings.arena = &fx->arena;
  fx->folder = folder_make();
  fx->project = (mlg_project){.title = "Essai", .author = "Essai", .date = "2026-11-22"};
  fx->portrait.project = &fx->project;
  fx->portrait.territory = &fx->territory;
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

static grid_cell row_number(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)grid;
  (void)column;
  return mlg_cell_number((double)row + 1);
}

/* One sheet of `n_rows`, with `n_folded` folded columns behind one that is not. */
static void write_sheet(fixture *fx, size_t n_rows, size_t n_folded) {
  wb_book book = {
      .portrait = &fx->portrait, .arena = &fx->arena, .findings = &fx->findings, .is_large = true};
  grid_columns columns = {.arena = &fx->arena};
  assert_int_equal(
      mlg_grid_add(&columns, (grid_column){"Rang", 8, FORMAT_COUNT, .get = row_number}), MLG_OK);
  for (size_t i = 0; i < n_folded; i++) {
    char *header = mlg_arena_printf(&fx->arena, "Replié %zu", i);
    grid_column column = {header, 8, FORMAT_COUNT, .get = row_number, .is_secondary = true};
    assert_int_equal(mlg_grid_add(&columns, column), MLG_OK);
  }
  mlg_book_open(&book, folder_path(&fx->folder, "classeur.xlsx"), fx->folder.path);
  wb_grid grid = {.sheet = "Zones",
                  .table = "zones",
                  .n_columns = columns.n,
                  .columns = columns.items,
                  .n_rows = n_rows,
                  .book = &book};
  assert_int_equal(mlg_grid_write(&grid), MLG_OK);
  mlg_book_close(&book);
  assert_false(book.failed);
}

static size_t told(const fixture *fx, mlg_finding_code code) {
  size_t n = 0;
  for (size_t i = 0; i < fx->findings.count; i++) n += fx->findings.items[i].code == code;
  return n;
}

static void rows_that_fit_are_all_there(void **state) {
  fixture *fx = *state;
  write_sheet(fx, MOST_ROWS, 0);
  assert_int_equal(fx->findings.count, 0);
  part_reader reader =
      part_open(folder_path(&fx->folder, "classeur.xlsx"), "xl/worksheets/sheet1.xml");
  assert_int_equal(part_count(&reader, "//m:row"), MOST_ROWS + 1 /* the header */);
  part_close(&reader);
}

/* The last row says that there are more, and the finding how many. */
static void further_rows_are_said(void **state) {
  fixture *fx = *state;
  write_sheet(fx, MOST_ROWS + 1, 0);
  assert_int_equal(told(fx, MLG_F_SHEET_ROWS_LEFT_OUT), 1);
  assert_string_equal(fx->findings.items[0].expected, "50001");
  part_reader reader =
      part_open(folder_path(&fx->folder, "classeur.xlsx"), "xl/worksheets/sheet1.xml");
  assert_cell(&reader, "A50001", "n:50000");
  char *last = part_text(&reader, "//m:c[@r='A50002']");
  assert_non_null(strstr(last, "Les 50\u202f000 premières lignes, sur 50\u202f001"));
  free(last);
  part_close(&reader);
}

/* Rows stay; the folded columns go, all of them, once for the sheet. */
static void folded_columns_go_first(void **state) {
  fixture *fx = *state;
  size_t folded = MOST_CELLS / MOST_ROWS;
  write_sheet(fx, MOST_ROWS, folded);
  assert_int_equal(told(fx, MLG_F_SHEET_COLUMNS_LEFT_OUT), 1);
  assert_int_equal(told(fx, MLG_F_SHEET_ROWS_LEFT_OUT), 0);
  part_reader reader =
      part_open(folder_path(&fx->folder, "classeur.xlsx"), "xl/worksheets/sheet1.xml");
  assert_int_equal(part_count(&reader, "//m:row[1]/m:c"), 1);
  assert_int_equal(part_count(&reader, "//m:row"), MOST_ROWS + 1);
  part_close(&reader);
}

/* What a sheet with a column about quarters shows of 43 communes and `n_quarters`. */
static int columns_of(fixture *fx, size_t n_quarters) {
  fx->territory.n_zones[MLG_COMMUNE] = 43;
  fx->territory.n_zones[MLG_QUARTIER] = n_quarters;
  wb_book book = {.portrait = &fx->portrait, .arena = &fx->arena, .findings = &fx->findings};
  const grid_column columns[] = {
      {"Rang", 8, FORMAT_COUNT, .get = row_number},
      {"Quartier", 8, FORMAT_COUNT, .get = row_number, .is_of_quarters = true}};
  const char *path = folder_path(&fx->folder, "quartiers.xlsx");
  mlg_book_open(&book, path, fx->folder.path);
  wb_grid grid = {.sheet = "Lieux",
                  .table = "lieux",
                  .n_columns = 2,
                  .columns = columns,
                  .n_rows = 1,
                  .book = &book};
  assert_int_equal(mlg_grid_write(&grid), MLG_OK);
  mlg_book_close(&book);
  assert_false(book.failed);
  part_reader reader = part_open(path, "xl/worksheets/sheet1.xml");
  int n = part_count(&reader, "//m:row[1]/m:c");
  part_close(&reader);
  return n;
}

static void quarters_that_are_communes_have_no_column(void **state) {
  fixture *fx = *state;
  assert_int_equal(columns_of(fx, 54), 2);
  assert_int_equal(columns_of(fx, 43), 1);
  assert_int_equal(fx->findings.count, 0);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(rows_that_fit_are_all_there),
      CASE(further_rows_are_said),
      CASE(folded_columns_go_first),
      CASE(quarters_that_are_communes_have_no_column),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
