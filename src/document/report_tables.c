/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/text.h>
#include <math.h>

/* Tableaux: a table a level. Every map can be read here without a picture. */

static const char *name_of(const mlg_report_page *page, mlg_level level, size_t zone) {
  if (level >= MLG_LEVEL_COUNT || zone == MLG_NO_ZONE) return "";
  return page->portrait->territory->zones[level][zone].name;
}

/* The level that says best where a zone is: the quarter of an IRIS, the commune of a quarter…
 * One zone that holds them all would say nothing. */
static mlg_level level_around(const mlg_territory *territory, mlg_level level) {
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++)
    if (mlg_territory_has(territory, above) && territory->n_zones[above] > 1) return above;
  return MLG_LEVEL_COUNT;
}

/* The name is a button, which shows the zone on the map: the way of the keyboard. */
static void add_name(mlg_report_page *page, xmlNodePtr row, mlg_level level, size_t zone) {
  mlg_html *html = &page->html;
  const mlg_territory *territory = page->portrait->territory;
  xmlNodePtr head = mlg_html_add(html, row, "th");
  mlg_html_set(html, head, "scope", "row");
  const char *title = mlg_zone_title(page->arena, territory, level, zone);
  if (!mlg_document_is_explored(territory)) {
    mlg_html_text(html, head, "span", title);
    return;
  }
  xmlNodePtr button = mlg_html_text(html, head, "button", title);
  mlg_html_set(html, button, "type", "button");
  mlg_html_set(html, button, "class", "zone");
  mlg_html_set(html, button, "data-niveau", MLG_LEVELS[level].code);
  mlg_html_set(html, button, "data-code", territory->zones[level][zone].code);
}

static void add_count(mlg_report_page *page, xmlNodePtr row, mlg_level level, size_t zone,
                      size_t indicator) {
  mlg_estimate count = mlg_need_value(page->portrait->need, level, zone, indicator);
  mlg_report_number(page, row, mlg_wording_interval(page->arena, count, ""), count.value);
}

/* Why there is no rate, where there is none. */
static void add_rate(mlg_report_page *page, xmlNodePtr row, mlg_level level, size_t zone,
                     size_t indicator) {
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_rate(page->portrait, level, zone, indicator, 0, &rate);
  if (shown == MLG_SHOWN || shown == MLG_PARTIAL)
    mlg_report_number(page, row, mlg_wording_rate(page->arena, rate), rate.value);
  else
    mlg_report_number(page, row, mlg_shown_label(shown), NAN);
}

static void add_need(mlg_report_page *page, xmlNodePtr row, mlg_level level, size_t zone) {
  const mlg_parts *parts = mlg_portrait_parts(page->portrait, level, zone, page->family);
  mlg_estimate uncovered = mlg_uncovered(parts);
  mlg_report_number(page, row, mlg_french_about(page->arena, parts->need.value), parts->need.value);
  mlg_report_number(page, row, mlg_wording_interval(page->arena, uncovered, ""), uncovered.value);
  mlg_report_cell(page, row, mlg_report_cause(parts));
}

/* What the columns are, which depends on what the project has. */
typedef struct {
  enum { MOST = 10 } most;
  const char *labels[MOST];
  char kinds[MOST + 1];
  size_t n;
  mlg_level around;
  bool has_population, has_need;
  size_t exposure;
} level_columns;

static void add_column(level_columns *columns, const char *label, char kind) {
  columns->labels[columns->n] = label;
  columns->kinds[columns->n++] = kind;
}

static level_columns columns_of(mlg_report_page *page, mlg_level level) {
  const mlg_portrait *portrait = page->portrait;
  const mlg_indicator *all = portrait->project->indicators;
  level_columns columns = {.around = level_around(portrait->territory, level),
                           .has_population = portrait->population != MLG_NO_INDICATOR,
                           .has_need = portrait->coverage->recorded[page->family],
                           .exposure = mlg_portrait_exposure(portrait)};
  add_column(&columns, "Zone", 't');
  if (columns.around < MLG_LEVEL_COUNT)
    add_column(&columns, mlg_wording_capital(page->arena, MLG_LEVELS[columns.around].label), 't');
  if (columns.has_population) add_column(&columns, all[portrait->population].label, 'n');
  add_column(&columns, all[portrait->base].label, 'n');
  if (mlg_report_has_rate(portrait, portrait->base)) add_column(&columns, "… part", 'n');
  bool exposed = columns.exposure != MLG_NO_INDICATOR && columns.exposure != portrait->base &&
                 mlg_report_has_rate(portrait, columns.exposure);
  if (!exposed) columns.exposure = MLG_NO_INDICATOR;
  if (exposed)
    add_column(&columns, mlg_arena_printf(page->arena, "%s, part", all[columns.exposure].label),
               'n');
  if (!columns.has_need) return columns;
  add_column(&columns,
             mlg_arena_printf(page->arena, "Besoin «" MLG_NBSP "%s" MLG_NBSP "»",
                              MLG_FAMILIES[page->family].label),
             'n');
  add_column(&columns, "… non couvert", 'n');
  add_column(&columns, "Cause principale", 't');
  return columns;
}

static void add_row(mlg_report_page *page, xmlNodePtr body, const level_columns *columns,
                    mlg_level level, size_t zone) {
  const mlg_portrait *portrait = page->portrait;
  xmlNodePtr row = mlg_html_add(&page->html, body, "tr");
  add_name(page, row, level, zone);
  if (columns->around < MLG_LEVEL_COUNT) {
    size_t parent = portrait->territory->zones[level][zone].parent[columns->around];
    mlg_report_cell(page, row, name_of(page, columns->around, parent));
  }
  if (columns->has_population) add_count(page, row, level, zone, portrait->population);
  add_count(page, row, level, zone, portrait->base);
  if (mlg_report_has_rate(portrait, portrait->base))
    add_rate(page, row, level, zone, portrait->base);
  if (columns->exposure != MLG_NO_INDICATOR) add_rate(page, row, level, zone, columns->exposure);
  if (columns->has_need) add_need(page, row, level, zone);
}

static void add_level(mlg_report_page *page, xmlNodePtr section, mlg_level level) {
  const mlg_territory *territory = page->portrait->territory;
  char *title = mlg_wording_capital(page->arena, MLG_LEVELS[level].plural);
  mlg_html_text(&page->html, section, "h3", title);
  if (territory->n_zones[level] > MLG_REPORT_ZONES) {
    mlg_html_text(&page->html, section, "p",
                  mlg_arena_printf(
                      page->arena,
                      "%s zones" MLG_NBSP ": trop pour cette page. Elles sont dans portrait.gpkg.",
                      mlg_french_count(page->arena, (double)territory->n_zones[level])));
    return;
  }
  level_columns columns = columns_of(page, level);
  char *caption =
      mlg_arena_printf(page->arena, "%s" MLG_NBSP ": %zu", title, territory->n_zones[level]);
  xmlNodePtr body =
      mlg_report_table(page, section, caption, columns.labels, columns.n, columns.kinds);
  for (size_t zone = 0; zone < territory->n_zones[level]; zone++)
    add_row(page, body, &columns, level, zone);
}

/* From the widest level to the finest; one zone alone is in the key figures already. */
void mlg_report_levels(mlg_report_page *page, xmlNodePtr parent) {
  const mlg_territory *territory = page->portrait->territory;
  xmlNodePtr section = mlg_report_section(page, parent, "tableaux", "Tableaux");
  mlg_html_text(&page->html, section, "p",
                "Personnes, trois chiffres significatifs, intervalle entre crochets. Le nom d'une "
                "zone la montre sur la carte à explorer. Tous les indicateurs sont dans "
                "classeur.xlsx.");
  for (int level = MLG_LEVEL_COUNT - 1; level >= 0; level--)
    if (mlg_territory_has(territory, (mlg_level)level) && territory->n_zones[level] > 1)
      add_level(page, section, (mlg_level)level);
}
