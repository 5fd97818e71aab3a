/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/summary.h"
#include <maillage/publish.h>
#include <maillage/text.h>

/* The zones to act on first: how many persons, why, and what to do about it. */

enum { ACTIONS = 5 };

static void put_header(wb_page *page, lxw_row_t row, mlg_level level, size_t of) {
  const char *const HEADERS[] = {
      [UNCOVERED] = "Non couvert",
      [LOW] = "min",
      [HIGH] = "max",
      [RANK] = mlg_arena_printf(page->book->arena, "Rang sur" MLG_NBSP "%zu", of),
      [NEED] = "Besoin",
      [PARTS] = "Places pour 100"};
  mlg_put_height(page, row, 27);
  mlg_put_text(page, row, NAME, mlg_wording_capital(page->book->arena, MLG_LEVELS[level].label),
               FORMAT_HEADER);
  for (lxw_col_t column = UNCOVERED; column <= LAST_ANSWER; column++)
    mlg_put_text(page, row, column, HEADERS[column], FORMAT_HEADER_NUMBER);
}

static mlg_status put_action(wb_page *page, lxw_row_t row, const wb_ranking *ranking, size_t i) {
  mlg_arena *arena = page->book->arena;
  const mlg_portrait *portrait = page->book->portrait;
  mlg_level level = ranking->level;
  size_t zone = ranking->zones[i];
  const mlg_parts *parts = mlg_portrait_parts(portrait, level, zone, SUMMARY_FAMILY);
  mlg_estimate uncovered = mlg_uncovered(parts);
  mlg_put_text(page, row, NAME, mlg_zone_title(arena, portrait->territory, level, zone),
               FORMAT_STRONG);
  mlg_put_value(page, row, UNCOVERED, uncovered, FORMAT_COUNT);
  mlg_put_estimate(page, row, LOW, mlg_publish_low(uncovered), uncovered.flags, FORMAT_BOUND);
  mlg_put_estimate(page, row, HIGH, mlg_publish_high(uncovered), uncovered.flags, FORMAT_BOUND);
  mlg_put_text(page, row, RANK, mlg_wording_rank(arena, ranking->ranges[i]), FORMAT_RIGHT);
  mlg_put_value(page, row, NEED, parts->need, FORMAT_COUNT);
  mlg_put_value(page, row, PARTS, mlg_places_of(portrait, level, zone, SUMMARY_FAMILY),
                FORMAT_DECIMAL);
  const char *text = mlg_wording_advice(arena, parts);
  MLG_HAVE(text);
  mlg_put_note(page, row + 1, text);
  return MLG_OK;
}

mlg_status mlg_put_actions(wb_page *page, lxw_row_t *row, wb_place of) {
  wb_ranking ranking;
  MLG_TRY(mlg_rank_parts(page->book, of, &ranking));
  mlg_put_text(page, (*row)++, NAME, "Où agir d'abord (personnes par an)", FORMAT_SECTION);
  put_header(page, (*row)++, ranking.level, ranking.n > 0 ? ranking.ranges[0].of : 0);
  for (size_t i = 0; i < ranking.n && i < ACTIONS; i++, *row += 2)
    MLG_TRY(put_action(page, *row, &ranking, i));
  return MLG_OK;
}
