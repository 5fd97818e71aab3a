/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/grid.h"
#include <maillage/publish.h>
#include <maillage/text.h>

#include <math.h>

/* How columns become a sheet. What a sheet holds is said by its columns alone. */

grid_cell mlg_cell_text(const char *text) { return (grid_cell){.text = text != NULL ? text : ""}; }

grid_cell mlg_cell_mark(const char *mark) { return (grid_cell){.text = mark, .is_mark = true}; }

/* A figure of its own: an end of an interval has no interval. */
static grid_cell figure(double number, uint32_t flags) {
  mlg_estimate estimate = isfinite(number) ? mlg_exact(number) : mlg_unknown(flags);
  estimate.flags = flags;
  return mlg_cell_value(estimate);
}

grid_cell mlg_cell_number(double number) { return figure(number, 0); }

grid_cell mlg_cell_value(mlg_estimate estimate) { return (grid_cell){.estimate = estimate}; }

grid_cell mlg_cell_low(mlg_estimate estimate) {
  return figure(mlg_publish_low(estimate), estimate.flags);
}

grid_cell mlg_cell_high(mlg_estimate estimate) {
  return figure(mlg_publish_high(estimate), estimate.flags);
}

mlg_status mlg_grid_add(grid_columns *columns, grid_column column) {
  MLG_HAVE(column.header);
  if (!MLG_ROOM(columns->arena, columns->items, columns->n, columns->capacity)) return MLG_FAILURE;
  columns->items[columns->n++] = column;
  return MLG_OK;
}

static void add_rule(const wb_grid *grid, wb_page *page, lxw_col_t column) {
  lxw_conditional_format rule = {
      .type = LXW_CONDITIONAL_2_COLOR_SCALE, .min_color = 0xFFFFFF, .max_color = COLD_COLOUR};
  grid_rule kind = grid->columns[column].rule;
  if (kind == RULE_NONE || grid->n_rows == 0 || page->book->failed) return;
  if (kind == RULE_WARM) rule.max_color = WARM_COLOUR;
  if (kind == RULE_BARS)
    rule = (lxw_conditional_format){.type = LXW_CONDITIONAL_DATA_BAR,
                                    .data_bar_2010 = LXW_TRUE,
                                    .bar_solid = LXW_TRUE,
                                    .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                    .min_value = 0,
                                    .bar_color = BAR_COLOUR};
  lxw_row_t last = (lxw_row_t)(grid->n_ruled > 0 ? grid->n_ruled : grid->n_rows);
  page->book->failed |= worksheet_conditional_format_range(page->sheet, 1, column, last, column,
                                                           &rule) != LXW_NO_ERROR;
}

static bool is_text(const grid_column *column) {
  return column->format == FORMAT_TEXT || column->format == FORMAT_WRAP;
}

/* Text stands on the left of its column and figures on the right: a text that follows a figure
 * keeps off it. */
static bool is_indented(const wb_grid *grid, size_t i) {
  return i > 0 && is_text(&grid->columns[i]) && !is_text(&grid->columns[i - 1]);
}

static book_format header_format(const wb_grid *grid, size_t i) {
  if (is_indented(grid, i)) return FORMAT_HEADER_INDENT;
  return is_text(&grid->columns[i]) ? FORMAT_HEADER : FORMAT_HEADER_NUMBER;
}

static book_format cell_format(const wb_grid *grid, size_t i) {
  book_format format = grid->columns[i].format;
  if (!is_indented(grid, i)) return format;
  return format == FORMAT_TEXT ? FORMAT_INDENT : FORMAT_WRAP_INDENT;
}

/* Secondary columns are one level down, and the column after them has the button. */
static void set_column(const wb_grid *grid, wb_page *page, size_t i) {
  bool is_after = i > 0 && grid->columns[i - 1].is_secondary;
  bool is_folded = grid->columns[i].is_secondary;
  lxw_row_col_options options = {
      .hidden = is_folded, .level = is_folded, .collapsed = is_after && !is_folded};
  page->book->failed |= worksheet_set_column_opt(page->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                                 grid->columns[i].width, NULL,
                                                 &options) != LXW_NO_ERROR;
}

static void write_header(const wb_grid *grid, wb_page *page) {
  size_t lines = 1;
  for (size_t i = 0; i < grid->n_columns; i++) {
    /* Bold is wide, and the button of the filter takes its place. */
    size_t needed = mlg_wrapped_lines(grid->columns[i].header, grid->columns[i].width - 3);
    if (needed > lines) lines = needed;
  }
  mlg_put_height(page, 0, mlg_height_of(lines));
  for (size_t i = 0; i < grid->n_columns; i++) {
    const grid_column *column = &grid->columns[i];
    set_column(grid, page, i);
    mlg_put_text(page, 0, (lxw_col_t)i, column->header, header_format(grid, i));
  }
}

/* An Excel table repeats its headers, letter for letter, in a part of its own. */
static mlg_status add_table(const wb_grid *grid, wb_page *page) {
  mlg_arena *arena = grid->book->arena;
  lxw_table_column *columns = MLG_NEW(arena, lxw_table_column, grid->n_columns);
  lxw_table_column **list = MLG_NEW(arena, lxw_table_column *, grid->n_columns + 1);
  MLG_HAVE(columns);
  MLG_HAVE(list);
  for (size_t i = 0; i < grid->n_columns; i++) {
    columns[i].header = mlg_arena_strdup(arena, grid->columns[i].header);
    columns[i].header_format = grid->book->formats[header_format(grid, i)];
    list[i] = &columns[i];
    MLG_HAVE(columns[i].header);
  }
  lxw_table_options options = {.name = mlg_arena_strdup(arena, grid->table),
                               .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                               .style_type_number = 1,
                               .columns = list};
  grid->book->failed |= worksheet_add_table(page->sheet, 0, 0, (lxw_row_t)grid->n_rows,
                                            (lxw_col_t)(grid->n_columns - 1),
                                            &options) != LXW_NO_ERROR;
  return MLG_OK;
}

/* The range goes by the name that the table would have: formulas hold in both. */
static mlg_status add_range(const wb_grid *grid, wb_page *page) {
  char last[LXW_MAX_COL_NAME_LENGTH];
  lxw_col_t column = (lxw_col_t)(grid->n_columns - 1);
  lxw_col_to_name(last, column, LXW_TRUE);
  const char *range =
      mlg_arena_printf(grid->book->arena, "='%s'!$A$1:%s$%zu", grid->sheet, last, grid->n_rows + 1);
  MLG_HAVE(range);
  grid->book->failed |= workbook_define_name(grid->book->file, grid->table, range) != LXW_NO_ERROR;
  worksheet_autofilter(page->sheet, 0, 0, (lxw_row_t)grid->n_rows, column);
  return MLG_OK;
}

/* Excel tables need their cells in memory: about 475 MB at 49,000 rows of 80 columns. */
static mlg_status add_filter(const wb_grid *grid, wb_page *page) {
  if (grid->n_rows == 0 || grid->book->failed) return MLG_OK; /* a table needs a row */
  return grid->book->is_large ? add_range(grid, page) : add_table(grid, page);
}

/* Wrapped texts need their height said before the row is written. */
static void set_row_height(const wb_grid *grid, wb_page *page, size_t row) {
  size_t lines = 1;
  for (size_t i = 0; i < grid->n_columns; i++) {
    const grid_column *column = &grid->columns[i];
    const char *text = column->format == FORMAT_WRAP ? column->get(grid, row, column).text : NULL;
    size_t needed = text != NULL ? mlg_wrapped_lines(text, column->width) : 1;
    if (needed > lines) lines = needed;
  }
  if (lines > 1) mlg_put_height(page, (lxw_row_t)row + 1, mlg_height_of(lines));
}

static void write_row(const wb_grid *grid, wb_page *page, size_t row) {
  for (size_t i = 0; i < grid->n_columns; i++) {
    const grid_column *column = &grid->columns[i];
    grid_cell cell = column->get(grid, row, column);
    lxw_row_t at = (lxw_row_t)row + 1;
    if (cell.link != NULL)
      mlg_put_link(page, at, (lxw_col_t)i, cell.text, cell.link);
    else if (cell.text != NULL)
      mlg_put_text(page, at, (lxw_col_t)i, cell.text,
                   cell.is_mark ? FORMAT_MARK : cell_format(grid, i));
    else
      mlg_put_value(page, at, (lxw_col_t)i, cell.estimate, column->format);
  }
}

/* Sheets of paper side by side, each with the frozen columns again. A4 lying holds 150 signs
 * at full size; at two thirds they can still be read. */
static uint16_t pages_across(const wb_grid *grid) {
  const double most = 220;
  double repeated = 0, rest = 0;
  for (size_t i = 0; i < grid->n_columns; i++) {
    const grid_column *column = &grid->columns[i];
    if (i < grid->frozen)
      repeated += column->width;
    else if (!column->is_secondary)
      rest += column->width;
  }
  double pages = repeated < most / 2 ? ceil(rest / (most - repeated)) : 1;
  return (uint16_t)fmin(fmax(pages, 1), 20);
}

/* ---- what is too long for Excel ---- */

static mlg_status tell(const wb_grid *grid, mlg_finding_code code, size_t n) {
  const char *of = mlg_arena_printf(grid->book->arena, "%zu", n);
  MLG_HAVE(of);
  return mlg_report(
      grid->book->findings,
      (mlg_finding){.code = code, .file = "classeur.xlsx", .value = grid->sheet, .expected = of});
}

typedef bool column_test(const grid_column *column);

static bool is_folded(const grid_column *column) { return column->is_secondary; }

static bool is_of_quarters(const grid_column *column) { return column->is_of_quarters; }

static mlg_status leave_out(wb_grid *grid, column_test *goes) {
  grid_columns kept = {.arena = grid->book->arena};
  for (size_t i = 0; i < grid->n_columns; i++)
    if (!goes(&grid->columns[i])) MLG_TRY(mlg_grid_add(&kept, grid->columns[i]));
  grid->columns = kept.items;
  grid->n_columns = kept.n;
  return MLG_OK;
}

/* Folded columns go before any row does: they are in the GeoPackage too. */
static mlg_status leave_folded_out(wb_grid *grid) {
  size_t before = grid->n_columns;
  MLG_TRY(leave_out(grid, is_folded));
  size_t gone = before - grid->n_columns;
  return gone == 0 ? MLG_OK : tell(grid, MLG_F_SHEET_COLUMNS_LEFT_OUT, gone);
}

static mlg_status fit(wb_grid *grid) {
  size_t n = grid->n_rows;
  if (!mlg_territory_has(grid->book->portrait->territory, MLG_QUARTIER))
    MLG_TRY(leave_out(grid, is_of_quarters));
  if (n > MOST_ROWS) {
    grid->n_rows = MOST_ROWS;
    MLG_TRY(tell(grid, MLG_F_SHEET_ROWS_LEFT_OUT, n));
  }
  return grid->n_rows * grid->n_columns > MOST_CELLS ? leave_folded_out(grid) : MLG_OK;
}

/* Under the last row, where someone who scrolls down looks for what comes next. */
static void write_rest(const wb_grid *grid, wb_page *page, size_t n_rows) {
  if (n_rows <= grid->n_rows) return;
  mlg_arena *arena = grid->book->arena;
  mlg_put_text(page, (lxw_row_t)grid->n_rows + 1, 0,
               mlg_arena_printf(arena,
                                "Les %s premières lignes, sur %s : la suite est dans "
                                "portrait.gpkg et calcul.sqlite.",
                                mlg_french_count(arena, (double)grid->n_rows),
                                mlg_french_count(arena, (double)n_rows)),
               FORMAT_STRONG);
}

/* Millions of cells: the texts of a row go before the next. */
static void write_rows(const wb_grid *grid, wb_page *page) {
  mlg_arena *of_sheet = grid->book->arena, of_row = {0};
  grid->book->arena = &of_row;
  for (size_t row = 0; row < grid->n_rows && !page->book->failed; row++) {
    set_row_height(grid, page, row);
    write_row(grid, page, row);
    mlg_arena_clear(&of_row);
  }
  grid->book->arena = of_sheet;
  of_sheet->refused |= of_row.refused;
  mlg_arena_free(&of_row);
}

/* The header is frozen, repeated on paper, and filtered; the first columns stay in view. */
static mlg_status write_grid(const wb_grid *grid, size_t n_rows) {
  wb_page page = mlg_book_page(grid->book, grid->sheet);
  if (page.book->failed) return MLG_OK;
  write_header(grid, &page);
  MLG_TRY(add_filter(grid, &page));
  write_rows(grid, &page);
  write_rest(grid, &page, n_rows);
  for (size_t i = 0; i < grid->n_columns; i++) add_rule(grid, &page, (lxw_col_t)i);
  worksheet_freeze_panes(page.sheet, 1, (lxw_col_t)grid->frozen);
  worksheet_repeat_rows(page.sheet, 0, 0);
  if (grid->frozen > 0) worksheet_repeat_columns(page.sheet, 0, (lxw_col_t)(grid->frozen - 1));
  mlg_page_print_setup(&page, grid->note != NULL ? grid->note : "");
  worksheet_fit_to_pages(page.sheet, pages_across(grid), 0);
  return MLG_OK;
}

mlg_status mlg_grid_write(const wb_grid *grid) {
  wb_grid fitting = *grid;
  MLG_TRY(fit(&fitting));
  return write_grid(&fitting, grid->n_rows);
}
