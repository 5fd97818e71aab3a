/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/text.h>
#include <xlsxwriter.h>

/* A sheet of a workbook: on the first line the row of its header and a column's name, then a
 * row a line, its cells between tabs. What is read must be what was written. */
enum { ROWS = 30, COLUMNS = 12 };

typedef struct {
  const char *cells[ROWS][COLUMNS];
} sheet;

static char *cut(char **rest, char sign) {
  char *text = *rest, *end = text == NULL ? NULL : strchr(text, sign);
  if (end != NULL) *end++ = '\0';
  *rest = end;
  return text;
}

/* Only texts that come back as they were: no blanks around, nothing that a date becomes. */
static bool is_plain(const char *cell) {
  for (const char *sign = cell; *sign != '\0'; sign++)
    if (!(*sign > ' ' && *sign < 127) || strchr("/_", *sign) != NULL) return false;
  return *cell != '\0';
}

static void fill(sheet *written, char *rows) {
  for (size_t row = 0; row < ROWS && rows != NULL; row++) {
    char *line = cut(&rows, '\n');
    for (size_t column = 0; column < COLUMNS && line != NULL; column++) {
      const char *cell = cut(&line, '\t');
      written->cells[row][column] = is_plain(cell) ? cell : NULL;
    }
  }
}

static void write_sheet(const char *path, const sheet *written) {
  lxw_workbook *book = workbook_new(path);
  lxw_worksheet *page = workbook_add_worksheet(book, "essai");
  for (size_t row = 0; row < ROWS; row++)
    for (size_t column = 0; column < COLUMNS; column++)
      if (written->cells[row][column] != NULL)
        worksheet_write_string(page, (lxw_row_t)row, (lxw_col_t)column, written->cells[row][column],
                               NULL);
  FUZZ_HOLDS(workbook_close(book) == LXW_NO_ERROR);
}

/* Columns without a name are left out, and so are rows without a cell. */
static void compare(const sheet *written, size_t header, const mlg_table *table) {
  for (size_t row = 0; row < table->n_rows; row++) {
    size_t at = table->lines[row] - 1, next = 0;
    FUZZ_HOLDS(at >= header && at < ROWS);
    for (size_t column = 0; column < COLUMNS; column++) {
      if (written->cells[header - 1][column] == NULL) continue;
      const char *wrote = written->cells[at][column];
      const char *cell = mlg_table_cell(table, row, next++);
      FUZZ_HOLDS((wrote == NULL) == (cell == NULL));
      FUZZ_HOLDS(wrote == NULL || strcmp(wrote, cell) == 0);
    }
    FUZZ_HOLDS(next == table->n_columns);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  char *rest = fuzz_text(&arena, data, size), *first = cut(&rest, '\n');
  char *key = first, *number = cut(&key, ' ');
  mlg_load_options options = {.header = (size_t)strtoul(number, NULL, 10) % (ROWS + 2), .key = key};
  sheet written = {0};
  mlg_table table;
  fill(&written, rest);
  const char *path = fuzz_file(".xlsx", (const uint8_t *)"", 0);
  write_sheet(path, &written);
  bool read = fuzz_table_at(&arena, &findings, path, &options, &table);
  if (read) compare(&written, options.header == 0 ? 1 : options.header, &table);
  fuzz_close(&arena, &findings, read ? MLG_OK : MLG_REJECTED);
  return 0;
}
