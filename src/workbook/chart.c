/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/summary.h"

/* The four parts, in the colours that every picture of Maillage gives them. */
static const lxw_color_t PART_COLOURS[MLG_PART_COUNT] = {[MLG_SERVED] = 0x0072B2,
                                                         [MLG_ORIENTATION] = 0x56B4E9,
                                                         [MLG_SATURATED] = 0xE69F00,
                                                         [MLG_OUT_OF_REACH] = 0x4D4D4D};

/* The chart reads the cells of the ranking: it follows when a figure is changed or sorted. */
static void add_part(lxw_chart *chart, wb_book *book, int part, lxw_row_t first, lxw_row_t last) {
  lxw_col_t column = (lxw_col_t)(PARTS + part);
  lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
  lxw_chart_fill fill = {.color = PART_COLOURS[part]};
  const char *name = mlg_wording_capital(book->arena, MLG_PARTS[part].label);
  book->failed |= series == NULL || name == NULL;
  if (series == NULL || name == NULL) return;
  chart_series_set_categories(series, SUMMARY_SHEET, first, NAME, last, NAME);
  chart_series_set_values(series, SUMMARY_SHEET, first, column, last, column);
  chart_series_set_name(series, name);
  chart_series_set_fill(series, &fill);
}

/* The first zone on top, as in the table; no grid but thin lines. */
static void set_axes(lxw_chart *chart) {
  lxw_chart_font small = {.size = 7}, names = {.size = 6}; /* one line each, or some are left out */
  lxw_chart_line thin = {.color = 0xE3EAEF, .width = 0.5};
  lxw_chart_line none = {.none = LXW_TRUE};
  /* Of bars, the vertical axis is the one of categories. */
  lxw_chart_axis *zones = chart->y_axis, *persons = chart->x_axis;
  chart_axis_set_reverse(zones);
  chart_axis_set_interval_unit(zones, 1);
  chart_axis_set_num_font(zones, &names);
  chart_axis_set_line(zones, &none);
  chart_axis_major_gridlines_set_visible(zones, LXW_FALSE);
  chart_axis_set_num_font(persons, &small);
  chart_axis_set_num_format(persons, "#,##0");
  chart_axis_major_gridlines_set_visible(persons, LXW_TRUE);
  chart_axis_major_gridlines_set_line(persons, &thin);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font(chart, &small);
}

void mlg_put_chart(wb_page *page, lxw_row_t at, double pixels, lxw_row_t first, lxw_row_t last) {
  enum { MOST_BARS = 20 };
  wb_book *book = page->book;
  if (book->failed) return;
  if (last - first >= MOST_BARS) last = first + MOST_BARS - 1;
  lxw_chart *chart = workbook_add_chart(book->file, LXW_CHART_BAR_STACKED);
  book->failed |= chart == NULL;
  if (chart == NULL) return;
  for (int part = 0; part < MLG_PART_COUNT; part++) add_part(chart, book, part, first, last);
  lxw_chart_font title = {.size = 9, .bold = LXW_TRUE};
  chart_title_set_name(chart, "Besoin d'aide aux démarches, par cause (personnes par an)");
  chart_title_set_name_font(chart, &title);
  chart_set_series_gap(chart, 40);
  set_axes(chart);
  /* Of its own size, whatever the default one of a chart. */
  lxw_chart_options size = {.x_scale = PICTURE_PIXELS / 480.0,
                            .y_scale = pixels / 288.0,
                            .x_offset = 8,
                            .y_offset = 12,
                            .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                            .description = "Barres empilées des quatre parts du besoin, par zone : "
                                           "les chiffres sont dans le tableau plus bas."};
  book->failed |= worksheet_insert_chart_opt(page->sheet, at, PICTURES, chart, &size) !=
                  LXW_NO_ERROR;
}
