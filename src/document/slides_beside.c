/* SPDX-License-Identifier: Apache-2.0 */
#include "document/slides.h"

#include <maillage/beside.h>
#include <maillage/text.h>

/* The slide that sets the zone beside wider ones and those like it. */

enum { FIRST = 2, MOST_LINES = 7, MOST_COLUMNS = FIRST + MLG_MOST_LANDMARKS };

static char *landmark_words(mlg_arena *arena, const mlg_beside_line *line, size_t i) {
  const char *standing = mlg_wording_standing(arena, line->gaps[i]);
  const char *rate = mlg_is_known(line->rates[i]) ? mlg_french_percent(arena, line->rates[i].value)
                                                  : "n.d.";
  if (standing == NULL || rate == NULL) return NULL;
  return mlg_arena_printf(arena, "%s (%s)", rate, standing);
}

static size_t fill(mlg_arena *arena, const mlg_beside *beside, const char **cells) {
  size_t n = 0, width = FIRST + beside->n_landmarks;
  for (size_t i = 0; i < beside->n_lines && n < MOST_LINES; i++) {
    const mlg_beside_line *line = &beside->lines[i];
    if (!line->measure.is_main || !mlg_is_known(line->own)) continue;
    const char **row = &cells[width * n++];
    row[0] = mlg_arena_printf(arena, "%s, sur" MLG_NNBSP ": %s", line->measure.label,
                              line->measure.denominator);
    row[1] = mlg_wording_rate(arena, line->own);
    for (size_t k = 0; k < beside->n_landmarks; k++)
      row[FIRST + k] = landmark_words(arena, line, k);
  }
  return n;
}

static void set_columns(const mlg_beside *beside, pptx_column *columns) {
  columns[0] = (pptx_column){"Part", 0.34, PPTX_LEFT};
  columns[1] = (pptx_column){beside->name, 0.2, PPTX_RIGHT};
  for (size_t i = 0; i < beside->n_landmarks; i++)
    columns[FIRST + i] =
        (pptx_column){beside->landmarks[i].name, 0.46 / (double)beside->n_landmarks, PPTX_RIGHT};
}

mlg_status mlg_slides_beside(mlg_slides_work *work) {
  const mlg_beside *beside = work->portrait->beside;
  const char *cells[MOST_LINES * MOST_COLUMNS];
  pptx_column columns[MOST_COLUMNS];
  if (beside == NULL || beside->n_landmarks == 0) return MLG_OK;
  set_columns(beside, columns);
  size_t n = fill(work->arena, beside, cells);
  const char *similar = mlg_wording_similar(work->arena, beside);
  MLG_HAVE(similar);
  pptx_slide slide = mlg_slides_begin(
      work, mlg_arena_printf(work->arena, "%s par rapport à d'autres territoires", beside->name));
  pptx_box box = mlg_slides_foot(
      &slide,
      mlg_arena_printf(work->arena, "%s%sÉcart entre parenthèses, quand il est sûr. %s", similar,
                       *similar != '\0' ? " " : "",
                       mlg_wording_sources(work->arena, work->portrait, work->portrait->base)));
  mlg_slide_table(&slide, box,
                  &(pptx_table){.name = "Comparaison",
                                .described = "Parts du territoire et de ses repères",
                                .columns = columns,
                                .n_columns = FIRST + beside->n_landmarks,
                                .n_rows = n,
                                .cells = cells,
                                .font = 12});
  mlg_slide_end(&slide, mlg_slides_notes(work, work->portrait->base));
  return MLG_OK;
}
