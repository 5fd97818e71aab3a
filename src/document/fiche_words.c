/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* Who is concerned, and what is missing: the two ends of a sheet. */

static const double LINE = 6; /* between lines, px */

/* ---- who is concerned here ---- */

typedef struct {
  fiche_page *page;
  double x, width;
} column;

/* What it is, then how many: in bold, below. */
static void put_figure(const column *c, const char *label, const char *value) {
  fiche_page *page = c->page;
  page->y =
      mlg_fiche_write(page, label, FICHE_SMALL, MLG_REGULAR, MLG_SOFT_INK, c->x, page->y, c->width);
  page->y =
      mlg_fiche_write(page, value, FICHE_BODY, MLG_SEMIBOLD, MLG_INK, c->x, page->y, c->width) +
      LINE;
}

/* "6 080 personnes [5 900 ; 6 300], soit 41,0 %" */
static void put_indicator(const column *c, size_t indicator) {
  const fiches *book = c->page->book;
  const mlg_portrait *portrait = book->portrait;
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  mlg_estimate count = mlg_need_value(portrait->need, book->level, c->page->zone->zone, indicator);
  mlg_estimate rate;
  char *value = mlg_wording_interval(c->page->arena, count, of->unit);
  if (of->n_denominators > 0 && value != NULL && mlg_is_known(count) &&
      mlg_portrait_rate(portrait, book->level, c->page->zone->zone, indicator, 0, &rate) ==
          MLG_SHOWN)
    value = mlg_arena_printf(c->page->arena, "%s, soit %s", value,
                             mlg_french_percent(c->page->arena, rate.value));
  put_figure(c, of->label, value);
}

/* What the base counts, in the indicator's own words. */
static void put_definition(const column *c) {
  const mlg_portrait *portrait = c->page->book->portrait;
  const char *words = portrait->project->indicators[portrait->base].definition;
  if (words == NULL || *words == '\0') return;
  c->page->y = mlg_fiche_write(c->page, words, FICHE_SMALL, MLG_REGULAR, MLG_SOFT_INK, c->x,
                               c->page->y, c->width);
}

static size_t find_indicator(const mlg_portrait *portrait, const char *id) {
  size_t n = portrait->project->n_indicators,
         at = mlg_indicator_find(portrait->project->indicators, n, id);
  return at < n ? at : MLG_NO_INDICATOR;
}

static bool is_empty(const fiche_page *page) {
  const mlg_portrait *portrait = page->book->portrait;
  if (portrait->population == MLG_NO_INDICATOR) return false;
  return mlg_need_value(portrait->need, page->book->level, page->zone->zone, portrait->population)
             .value == 0;
}

void mlg_fiche_figures(fiche_page *page, double x, double width) {
  const mlg_portrait *portrait = page->book->portrait;
  const column c = {page, x, width};
  page->y = mlg_fiche_write(page, "Qui est concerné ici", FICHE_HEADING, MLG_BOLD, MLG_INK, x,
                            page->y, width) +
            LINE;
  if (is_empty(page)) {
    put_figure(&c, "Population", "Aucun habitant recensé.");
    return;
  }
  enum { BASE = 1 }; /* shown once, even when it is one of the others */
  const size_t shown[] = {portrait->population, portrait->base, find_indicator(portrait, "plus_65"),
                          find_indicator(portrait, "sans_diplome"),
                          mlg_portrait_exposure(portrait)};
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    if (shown[i] != MLG_NO_INDICATOR && (i == BASE || shown[i] != portrait->base))
      put_indicator(&c, shown[i]);
  put_definition(&c);
}

/* ---- what is missing ---- */

/* "le plus proche est à environ 35 min en voiture" */
static const char *nearest(const fiche_page *page, mlg_family family) {
  const mlg_nearest_offer *all = page->book->portrait->coverage->nearest[page->book->level];
  if (all == NULL) return "";
  double minutes = all[page->zone->zone * MLG_FAMILY_COUNT + (size_t)family].minutes;
  if (!isfinite(minutes)) return "";
  return mlg_arena_printf(
      page->arena, MLG_NNBSP "; le plus proche est à environ %.0f" MLG_NBSP "min %s",
      fmax(1, round(minutes)), page->zone->travel == MLG_BY_CAR ? "en voiture" : "à pied");
}

/* "environ 36 personnes par an n'ont pas de lieu assez proche", and so on; NULL: nothing. */
static const char *part_words(const fiche_page *page, mlg_part part, double persons) {
  static const char *const ONE[MLG_PART_COUNT] = {
      [MLG_ORIENTATION] = "trouverait une place si elle était mieux orientée",
      [MLG_SATURATED] = "a un lieu à portée, mais plus de place",
      [MLG_OUT_OF_REACH] = "n'a aucun lieu recensé à portée"};
  static const char *const MANY[MLG_PART_COUNT] = {
      [MLG_ORIENTATION] = "trouveraient une place si elles étaient mieux orientées",
      [MLG_SATURATED] = "ont un lieu à portée, mais plus de place",
      [MLG_OUT_OF_REACH] = "n'ont aucun lieu recensé à portée"};
  bool one = round(persons) < 2;
  return mlg_arena_printf(page->arena, "environ %s %s %s", mlg_french_about(page->arena, persons),
                          one ? "personne" : "personnes", one ? ONE[part] : MANY[part]);
}

static const char *family_words(const fiche_page *page, mlg_family family) {
  const mlg_portrait *portrait = page->book->portrait;
  const mlg_parts *parts =
      mlg_portrait_parts(portrait, page->book->level, page->zone->zone, family);
  if (!portrait->coverage->recorded[family])
    return "aucune source ne dit qui le propose (ce qui ne veut pas dire personne)";
  if (page->zone->n_offers[family] == 0)
    return mlg_arena_printf(page->arena, "aucun lieu recensé à portée%s", nearest(page, family));
  const char *text = "";
  for (int part = MLG_OUT_OF_REACH; part > MLG_SERVED && text != NULL; part--) {
    double persons = parts->part[part].value;
    if (!(persons >= 0.5)) continue;
    text = mlg_arena_printf(page->arena, "%s%s%s", text, *text == '\0' ? "" : MLG_NNBSP "; ",
                            part_words(page, (mlg_part)part, persons));
  }
  return text;
}

static void put_line(fiche_page *page, const char *label, const char *text) {
  const mlg_page_format *format = mlg_page_format_of(page->scene->page);
  double x = format->side, width = format->width - 2 * format->side, indent = 300;
  if (label == NULL || text == NULL || *text == '\0') return;
  double left = mlg_fiche_write(page, mlg_wording_capital(page->arena, label), FICHE_SMALL,
                                MLG_SEMIBOLD, MLG_INK, x, page->y, indent - 12);
  double right = mlg_fiche_write(page, mlg_wording_capital(page->arena, text), FICHE_SMALL,
                                 MLG_REGULAR, MLG_INK, x + indent, page->y, width - indent);
  page->y = fmax(left, right) + LINE;
}

/* Items of the socle commun with one answer, joined; "" when there are none. */
static const char *basics(const fiche_page *page, mlg_answer answer) {
  const mlg_socle *socle = &page->book->socles[page->zone->zone];
  const char *text = "";
  for (int i = 0; i < MLG_BASIC_COUNT && text != NULL; i++)
    if (socle->basics[i] == answer)
      text = mlg_arena_printf(page->arena, "%s%s%s", text, *text == '\0' ? "" : ", ",
                              MLG_BASICS[i].label);
  return text;
}

static void put_basics(fiche_page *page) {
  const mlg_socle *socle = &page->book->socles[page->zone->zone];
  if (socle->n_sites == 0) {
    put_line(page, "Dans les lieux d'ici", "aucun lieu recensé dans ce périmètre");
    return;
  }
  put_line(page, "Absent des lieux d'ici", basics(page, MLG_NO));
  put_line(page, "À demander aux lieux d'ici", basics(page, MLG_NOT_SAID));
}

void mlg_fiche_missing(fiche_page *page) {
  mlg_fiche_heading(page, "Ce qui manque");
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (!is_empty(page) || page->zone->n_offers[family] == 0)
      put_line(page, MLG_FAMILIES[family].label, family_words(page, family));
  put_basics(page);
}
