/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/summary.h"
#include <maillage/publish.h>
#include <maillage/text.h>

/* The level that a zone is read at: quarters of a commune, communes of an EPCI, else the
 * finest level that has several zones there. */
static mlg_level parts_level(const mlg_portrait *portrait, mlg_level level) {
  const mlg_territory *territory = portrait->territory;
  if (level == MLG_COMMUNE)
    return mlg_territory_has(territory, MLG_QUARTIER) ? MLG_QUARTIER : MLG_IRIS;
  if (level == MLG_EPCI) return MLG_COMMUNE;
  return level > MLG_EPCI && mlg_territory_has(territory, MLG_EPCI) ? MLG_EPCI : MLG_IRIS;
}

static void put_header(wb_page *page, lxw_row_t row, mlg_level level, size_t n) {
  const char *const HEADERS[] = {
      [UNCOVERED] = "Non couvert",
      [LOW] = "min",
      [HIGH] = "max",
      [RANK] = n > 0 ? mlg_arena_printf(page->book->arena, "Rang sur" MLG_NBSP "%zu", n) : "Rang",
      [NEED] = "Besoin",
      [PARTS + MLG_SERVED] = "Couvert",
      [PARTS + MLG_ORIENTATION] = "Orien- tation",
      [PARTS + MLG_SATURATED] = "Saturé",
      [PARTS + MLG_OUT_OF_REACH] = "Hors de portée",
      [CAUSE] = "Cause principale",
      [PLACES] = "Places pour 100",
      [TAKE_UP] = "Recours d'épui- sement"};
  mlg_put_height(page, row, 39);
  mlg_put_text(page, row, NAME, mlg_wording_capital(page->book->arena, MLG_LEVELS[level].label),
               FORMAT_HEADER);
  for (lxw_col_t column = UNCOVERED; column <= LAST_COLUMN; column++)
    mlg_put_text(page, row, column, HEADERS[column],
                 column == CAUSE ? FORMAT_HEADER_INDENT : FORMAT_HEADER_NUMBER);
}

/* Formats of a row: of a zone, or of the total. */
typedef struct {
  book_format text, word, rank, count, bound, decimal, percent;
} row_formats;

static const row_formats OF_ZONE = {FORMAT_TEXT,  FORMAT_INDENT,  FORMAT_RIGHT,  FORMAT_COUNT,
                                    FORMAT_BOUND, FORMAT_DECIMAL, FORMAT_PERCENT};
static const row_formats OF_TOTAL = {FORMAT_TOTAL,        FORMAT_TOTAL_INDENT, FORMAT_TOTAL,
                                     FORMAT_TOTAL_COUNT,  FORMAT_TOTAL_COUNT,  FORMAT_TOTAL_DECIMAL,
                                     FORMAT_TOTAL_PERCENT};

/* Figures are written unrounded and shown rounded: what is summed in Excel stays right. */
static void put_zone(wb_page *page, lxw_row_t row, wb_place at, const char *name, const char *rank,
                     const row_formats *formats) {
  const mlg_portrait *portrait = page->book->portrait;
  const mlg_parts *parts = mlg_portrait_parts(portrait, at.level, at.zone, SUMMARY_FAMILY);
  mlg_estimate uncovered = mlg_uncovered(parts);
  mlg_estimate places = mlg_places_of(portrait, at.level, at.zone, SUMMARY_FAMILY);
  mlg_estimate take_up = mlg_take_up_of(portrait, at.level, at.zone, SUMMARY_FAMILY);
  mlg_put_text(page, row, NAME, name, formats->text);
  mlg_put_value(page, row, UNCOVERED, uncovered, formats->count);
  mlg_put_estimate(page, row, LOW, mlg_publish_low(uncovered), uncovered.flags, formats->bound);
  mlg_put_estimate(page, row, HIGH, mlg_publish_high(uncovered), uncovered.flags, formats->bound);
  mlg_put_text(page, row, RANK, rank, formats->rank);
  mlg_put_value(page, row, NEED, parts->need, formats->count);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    mlg_put_value(page, row, (lxw_col_t)(PARTS + part), parts->part[part], formats->count);
  mlg_put_text(page, row, CAUSE, mlg_cause_words(parts), formats->word);
  mlg_put_value(page, row, PLACES, places, formats->decimal);
  mlg_put_value(page, row, TAKE_UP, take_up, formats->percent);
}

/* Bars start at 0, or a small difference would look like a large one. */
static void add_bars(wb_page *page, lxw_row_t first, lxw_row_t last) {
  lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                 .data_bar_2010 = LXW_TRUE,
                                 .bar_solid = LXW_TRUE,
                                 .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                 .min_value = 0,
                                 .bar_color = BAR_COLOUR};
  if (page->book->failed) return;
  page->book->failed |= worksheet_conditional_format_range(page->sheet, first, UNCOVERED, last,
                                                           UNCOVERED, &bars) != LXW_NO_ERROR;
}

static mlg_status put_zones(wb_page *page, lxw_row_t row, mlg_level level, const size_t *zones,
                            size_t n, const mlg_rank_range *ranges) {
  wb_book *book = page->book;
  for (size_t i = 0; i < n; i++) {
    const char *name = mlg_zone_title(book->arena, book->portrait->territory, level, zones[i]);
    const char *rank = mlg_wording_rank(book->arena, ranges[i]);
    MLG_HAVE(name);
    MLG_HAVE(rank);
    put_zone(page, row++, (wb_place){level, zones[i]}, name, rank, &OF_ZONE);
  }
  return MLG_OK;
}

mlg_status mlg_rank_parts(wb_book *book, wb_place of, wb_ranking *ranking) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_compared by = {.kind = MLG_BY_UNCOVERED, .family = SUMMARY_FAMILY};
  ranking->level = parts_level(portrait, of.level);
  MLG_TRY(mlg_portrait_zones_in(book->arena, portrait, ranking->level, of.level, of.zone,
                                &ranking->zones, &ranking->n));
  mlg_portrait_rank(portrait, ranking->level, SUMMARY_FAMILY, ranking->zones, ranking->n);
  ranking->ranges = MLG_NEW(book->arena, mlg_rank_range, ranking->n + 1);
  MLG_HAVE(ranking->ranges);
  return mlg_portrait_rank_range(book->arena, portrait, by, ranking->level, ranking->zones,
                                 ranking->n, ranking->ranges);
}

mlg_status mlg_put_ranking(wb_page *page, lxw_row_t *row, wb_place of, lxw_row_t *first,
                           lxw_row_t *last) {
  wb_book *book = page->book;
  wb_ranking ranking;
  MLG_TRY(mlg_rank_parts(book, of, &ranking));
  char *name = mlg_wording_place(book->arena, book->portrait, of.level, of.zone);
  mlg_put_text(page, (*row)++, NAME,
               mlg_arena_printf(book->arena,
                                "%s" MLG_NBSP
                                ": %s, du plus au moins d'aide aux démarches non couverte "
                                "(personnes par an)",
                                name, MLG_LEVELS[ranking.level].plural),
               FORMAT_SECTION);
  put_header(page, (*row)++, ranking.level, ranking.n > 0 ? ranking.ranges[0].of : 0);
  *first = *row;
  MLG_TRY(put_zones(page, *row, ranking.level, ranking.zones, ranking.n, ranking.ranges));
  *row += (lxw_row_t)ranking.n;
  *last = *row > *first ? *row - 1 : *first;
  add_bars(page, *first, *last);
  put_zone(page, (*row)++, of, mlg_arena_printf(book->arena, "Ensemble" MLG_NBSP ": %s", name), "",
           &OF_TOTAL);
  return MLG_OK;
}
