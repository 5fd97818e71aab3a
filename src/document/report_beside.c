/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/beside.h>
#include <maillage/text.h>

/* Comparaison: the zone beside wider ones and those like it. */

bool mlg_report_has_beside(const mlg_portrait *portrait) {
  return portrait->beside != NULL && portrait->beside->n_landmarks > 0;
}

/* "32,4 % (−3,7 points)" */
static char *landmark_words(mlg_report_page *page, const mlg_beside_line *line, size_t i) {
  const char *standing = mlg_wording_standing(page->arena, line->gaps[i]);
  const char *rate =
      mlg_is_known(line->rates[i]) ? mlg_french_percent(page->arena, line->rates[i].value) : "n.d.";
  if (standing == NULL || rate == NULL) return NULL;
  return mlg_arena_printf(page->arena, "%s (%s)", rate, standing);
}

static void add_line(mlg_report_page *page, xmlNodePtr body, const mlg_beside *beside,
                     const mlg_beside_line *line) {
  mlg_html *html = &page->html;
  xmlNodePtr row = mlg_html_add(html, body, "tr");
  xmlNodePtr head =
      mlg_html_text(html, row, "th", mlg_french_spaces(page->arena, line->measure.label));
  mlg_html_set(html, head, "scope", "row");
  mlg_report_cell(page, row, mlg_french_spaces(page->arena, line->measure.denominator));
  mlg_report_number(page, row, mlg_wording_rate(page->arena, line->own), line->own.value);
  for (size_t i = 0; i < beside->n_landmarks; i++)
    mlg_report_number(page, row, landmark_words(page, line, i), line->rates[i].value);
}

static void add_note(mlg_report_page *page, xmlNodePtr section, const char *text) {
  xmlNodePtr note = mlg_html_text(&page->html, section, "p", mlg_french_spaces(page->arena, text));
  mlg_html_set(&page->html, note, "class", "note");
}

void mlg_report_beside(mlg_report_page *page, xmlNodePtr parent) {
  enum { FIRST = 3 };
  const mlg_beside *beside = page->portrait->beside;
  const char *columns[FIRST + MLG_MOST_LANDMARKS] = {"Part", "Sur"};
  char kinds[FIRST + MLG_MOST_LANDMARKS + 1] = "tt";
  if (!mlg_report_has_beside(page->portrait)) return;
  columns[2] = beside->name;
  kinds[2] = 'n';
  for (size_t i = 0; i < beside->n_landmarks; i++) {
    columns[FIRST + i] = beside->landmarks[i].name;
    kinds[FIRST + i] = 'n';
  }
  xmlNodePtr section = mlg_report_section(page, parent, "comparaison", "Comparaison");
  xmlNodePtr body = mlg_report_table(
      page, section,
      mlg_arena_printf(page->arena, "%s par rapport à d'autres territoires", beside->name), columns,
      FIRST + beside->n_landmarks, kinds);
  for (size_t i = 0; i < beside->n_lines; i++)
    if (beside->lines[i].measure.is_main && mlg_is_known(beside->lines[i].own))
      add_line(page, body, beside, &beside->lines[i]);
  const char *similar = mlg_wording_similar(page->arena, beside);
  if (similar == NULL || *similar != '\0') add_note(page, section, similar);
  add_note(page, section, MLG_GAP_NOTE);
}
