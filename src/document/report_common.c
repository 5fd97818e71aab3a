/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <math.h>

xmlNodePtr mlg_report_section(mlg_report_page *page, xmlNodePtr parent, const char *id,
                              const char *title) {
  mlg_html *html = &page->html;
  xmlNodePtr section = mlg_html_add(html, parent, "section");
  char *heading = mlg_arena_printf(page->arena, "titre-%s", id);
  mlg_html_set(html, section, "id", id);
  mlg_html_set(html, section, "aria-labelledby", heading);
  mlg_html_set(html, mlg_html_text(html, section, "h2", title), "id", heading);
  return section;
}

bool mlg_document_is_explored(const mlg_territory *territory) {
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (territory->n_zones[level] > MLG_REPORT_ZONES) return false;
  return true;
}

bool mlg_report_shows(const mlg_portrait *portrait, size_t indicator) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  return indicator == portrait->base || (of->variant_of.id == NULL && !of->is_support);
}

bool mlg_report_has_rate(const mlg_portrait *portrait, size_t indicator) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  return of->n_denominators > 0 && of->nature == MLG_NATURE_COUNT;
}

const char *mlg_report_cause(const mlg_parts *parts) {
  mlg_part cause = mlg_main_cause(parts);
  return cause == MLG_SERVED ? "–" : MLG_PARTS[cause].label;
}

char *mlg_report_hours(mlg_arena *arena, const mlg_site *site) {
  char *read = mlg_schedule_french(arena, &site->schedule);
  if (read == NULL || *read != '\0') return read;
  return mlg_arena_strdup(arena, site->hours != NULL ? site->hours : "");
}

/* ---- tables ---- */

xmlNodePtr mlg_report_table(mlg_report_page *page, xmlNodePtr parent, const char *caption,
                            const char *const *columns, size_t n, const char *kinds) {
  mlg_html *html = &page->html;
  /* Focusable, so that a keyboard can scroll what is too wide. */
  xmlNodePtr frame = mlg_html_add(html, parent, "div");
  mlg_html_set(html, frame, "class", "cadre");
  mlg_html_set(html, frame, "role", "group");
  mlg_html_set(html, frame, "aria-label", caption);
  mlg_html_set(html, frame, "tabindex", "0");
  xmlNodePtr table = mlg_html_add(html, frame, "table");
  mlg_html_text(html, table, "caption", caption);
  xmlNodePtr row = mlg_html_add(html, mlg_html_add(html, table, "thead"), "tr");
  for (size_t i = 0; i < n; i++) {
    xmlNodePtr head = mlg_html_text(html, row, "th", columns[i]);
    mlg_html_set(html, head, "scope", "col");
    if (kinds[i] == 'n') mlg_html_set(html, head, "class", "nombre");
  }
  return mlg_html_add(html, table, "tbody");
}

void mlg_report_cell(mlg_report_page *page, xmlNodePtr row, const char *text) {
  mlg_html_text(&page->html, row, "td", text);
}

void mlg_report_number(mlg_report_page *page, xmlNodePtr row, const char *text, double value) {
  xmlNodePtr cell = mlg_html_text(&page->html, row, "td", text);
  mlg_html_set(&page->html, cell, "class", "nombre");
  if (isfinite(value))
    mlg_html_set(&page->html, cell, "data-valeur", mlg_arena_printf(page->arena, "%.9g", value));
}
