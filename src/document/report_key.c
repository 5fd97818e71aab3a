/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report.h"

#include <maillage/text.h>

/* L'essentiel: the summary's three lines, then the figures that matter. */

enum { MOST_PLACES = 2 };

/* A figure as it is said in one place. */
typedef char *say_figure(mlg_report_page *page, mlg_report_place at, size_t indicator);

typedef struct {
  const char *label, *note;
  say_figure *say;
  size_t indicator;
} key_figure;

static char *say_count(mlg_report_page *page, mlg_report_place at, size_t indicator) {
  return mlg_wording_interval(page->arena,
                              mlg_need_value(page->portrait->need, at.level, at.zone, indicator),
                              page->portrait->project->indicators[indicator].unit);
}

static char *say_rate(mlg_report_page *page, mlg_report_place at, size_t indicator) {
  mlg_estimate rate;
  mlg_portrait_rate(page->portrait, at.level, at.zone, indicator, 0, &rate);
  return mlg_wording_rate(page->arena, rate);
}

static char *say_need(mlg_report_page *page, mlg_report_place at, size_t indicator) {
  (void)indicator;
  const mlg_parts *parts = mlg_portrait_parts(page->portrait, at.level, at.zone, page->family);
  return mlg_wording_interval(page->arena, parts->need, "personnes");
}

static char *say_uncovered(mlg_report_page *page, mlg_report_place at, size_t indicator) {
  (void)indicator;
  const mlg_parts *parts = mlg_portrait_parts(page->portrait, at.level, at.zone, page->family);
  return mlg_wording_interval(page->arena, mlg_uncovered(parts), "personnes");
}

/* The first extent, then the whole territory. */
static size_t places_of(const mlg_portrait *portrait, mlg_report_place places[MOST_PLACES]) {
  const mlg_report_place whole = {portrait->territory->level, 0};
  mlg_report_place first = whole;
  if (portrait->project->n_extents > 0)
    mlg_portrait_find(portrait, portrait->project->extents[0], &first.level, &first.zone);
  places[0] = first;
  places[1] = whole;
  return first.level == whole.level ? 1 : 2;
}

static size_t add_score(mlg_report_page *page, key_figure *figures, size_t indicator) {
  const mlg_indicator *all = page->portrait->project->indicators, *of = &all[indicator];
  char *source = mlg_wording_vintages(page->arena, page->portrait, indicator);
  figures[0] = (key_figure){of->label, source, say_count, indicator};
  if (of->n_denominators == 0) return 1;
  figures[1] = (key_figure){mlg_arena_printf(page->arena, "%s, part", of->label),
                            mlg_arena_printf(page->arena, "sur" MLG_NBSP ": %s · %s",
                                             all[of->denominators[0]].label, source),
                            say_rate, indicator};
  return 2;
}

/* The take-up is the hypothesis that moves the need the most: it stands beside it. */
static size_t add_need(mlg_report_page *page, key_figure *figures) {
  const mlg_project *project = page->portrait->project;
  const mlg_scenario *scenario = &project->scenarios[project->reference];
  if (!page->portrait->coverage->recorded[page->family]) return 0;
  figures[0] = (key_figure){
      mlg_arena_printf(page->arena, "Besoin «" MLG_NBSP "%s" MLG_NBSP "»",
                       MLG_FAMILIES[page->family].label),
      mlg_arena_printf(page->arena, "par an · %s (%s)", scenario->label, scenario->source),
      say_need, 0};
  figures[1] = (key_figure){"… dont non couvert",
                            "orientation + saturé + hors de portée, lieux recensés seulement",
                            say_uncovered, 0};
  return 2;
}

static void add_card(mlg_report_page *page, xmlNodePtr list, const key_figure *figure,
                     const mlg_report_place *places, size_t n) {
  mlg_html *html = &page->html;
  xmlNodePtr card = mlg_html_add(html, list, "li");
  mlg_html_text(html, card, "h3", mlg_french_spaces(page->arena, figure->label));
  for (size_t i = 0; i < n; i++) {
    xmlNodePtr line = mlg_html_add(html, card, "p");
    mlg_html_set(html, line, "class", i == 0 ? "chiffre" : "ensemble");
    mlg_html_text(html, line, "strong", figure->say(page, places[i], figure->indicator));
    mlg_html_say(html, line, " ");
    mlg_html_text(html, line, "span",
                  mlg_wording_at(page->arena, page->portrait, places[i].level, places[i].zone));
  }
  mlg_html_set(html, mlg_html_text(html, card, "p", mlg_french_spaces(page->arena, figure->note)),
               "class", "note");
}

static void add_cards(mlg_report_page *page, xmlNodePtr section) {
  const mlg_portrait *portrait = page->portrait;
  enum { MOST = 6 };
  key_figure figures[MOST];
  mlg_report_place places[MOST_PLACES];
  size_t n_places = places_of(portrait, places), n = 0;
  size_t exposure = mlg_portrait_exposure(portrait);
  n += add_score(page, &figures[n], portrait->base);
  if (exposure != MLG_NO_INDICATOR && exposure != portrait->base)
    n += add_score(page, &figures[n], exposure);
  n += add_need(page, &figures[n]);
  xmlNodePtr list = mlg_html_add(&page->html, section, "ul");
  mlg_html_set(&page->html, list, "class", "cles");
  for (size_t i = 0; i < n; i++) add_card(page, list, &figures[i], places, n_places);
}

mlg_status mlg_report_key_figures(mlg_report_page *page, xmlNodePtr parent) {
  mlg_html *html = &page->html;
  const char *lines[3];
  MLG_TRY(mlg_wording_summary(page->arena, page->portrait, lines));
  xmlNodePtr section = mlg_report_section(page, parent, "essentiel", "L'essentiel");
  xmlNodePtr list = mlg_html_add(html, section, "ol");
  mlg_html_set(html, list, "class", "resume");
  for (size_t i = 0; i < 3; i++) mlg_html_text(html, list, "li", lines[i]);
  add_cards(page, section);
  mlg_html_set(html,
               mlg_html_text(html, section, "p",
                             "Entre crochets, l'intervalle dans lequel se tient le chiffre" MLG_NBSP
                             ": hypothèses, secret statistique, aléa de sondage. «" MLG_NBSP
                             "n.d." MLG_NBSP "» veut dire non disponible, jamais zéro."),
               "class", "note");
  return MLG_OK;
}
