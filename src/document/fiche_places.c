/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* Where to direct people: for each need the numbers of its places, then the places. */

static const double LINE = 6, CARD_GAP = 14, COLUMN_GAP = 36;

static const mlg_site *site_of(const fiche_page *page, const fiche_site *site) {
  return &page->book->portrait->directory->sites[site->site];
}

/* ---- for each need ---- */

/* "1, 3": the numbers of the places shown for a family, those that are full or the others. */
static const char *numbers(const fiche_page *page, mlg_family family, bool full, size_t *n) {
  const char *text = "";
  *n = 0;
  for (size_t i = 0; i < page->zone->n_sites && text != NULL; i++) {
    const fiche_site *site = &page->zone->sites[i];
    if (site->number == 0 || !site->offers[family] || site->full[family] != full) continue;
    text = mlg_arena_printf(page->arena, "%s%s%zu", text, (*n)++ > 0 ? ", " : "", site->number);
  }
  return text;
}

/* "lieux 2, 4 ; places limitées : lieu 1 ; et 12 autres à portée" */
static const char *way_words(const fiche_page *page, mlg_family family) {
  size_t n_open, n_full;
  const char *open = numbers(page, family, false, &n_open),
             *full = numbers(page, family, true, &n_full), *text = "";
  size_t rest = page->zone->n_offers[family] - n_open - n_full;
  if (open == NULL || full == NULL) return NULL;
  if (n_open > 0) text = mlg_arena_printf(page->arena, "lieu%s %s", n_open > 1 ? "x" : "", open);
  if (n_full > 0 && text != NULL)
    text = mlg_arena_printf(page->arena, "%s%splaces limitées" MLG_NNBSP ": lieu%s %s", text,
                            n_open > 0 ? MLG_NNBSP "; " : "", n_full > 1 ? "x" : "", full);
  if (rest == 0 || text == NULL) return text;
  return mlg_arena_printf(page->arena, "%s%s%zu %s%s à portée", text,
                          *text != '\0' ? MLG_NNBSP "; et " : "", rest,
                          *text != '\0' ? "autre" : "lieu",
                          rest == 1       ? ""
                          : *text != '\0' ? "s"
                                          : "x");
}

void mlg_fiche_ways(fiche_page *page) {
  const mlg_page_format *format = mlg_page_format_of(page->scene->page);
  double x = format->side, width = format->width - 2 * format->side, indent = 340;
  mlg_fiche_heading(page, "Où orienter");
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    if (page->zone->n_offers[family] == 0) continue;
    double left = mlg_fiche_write(page,
                                  mlg_wording_capital(page->arena, MLG_FAMILIES[family].label),
                                  FICHE_BODY, MLG_SEMIBOLD, MLG_INK, x, page->y, indent - 12);
    double right = mlg_fiche_write(page, way_words(page, family), FICHE_BODY, MLG_REGULAR, MLG_INK,
                                   x + indent, page->y, width - indent);
    page->y = fmax(left, right) + LINE;
  }
  if (page->zone->n_sites == 0)
    page->y = mlg_fiche_write(page, "Aucun lieu recensé à portée.", FICHE_BODY, MLG_REGULAR,
                              MLG_INK, x, page->y, width) +
              LINE;
}

/* ---- the places ---- */

static const char *joined(mlg_arena *arena, const char *text, const char *more) {
  if (text == NULL || more == NULL) return NULL;
  if (*more == '\0') return text;
  return mlg_arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : " · ", more);
}

/* "8 min à pied" */
static const char *distance_words(const fiche_page *page, const fiche_site *site) {
  return mlg_arena_printf(page->arena, "environ %.0f" MLG_NBSP "min %s",
                          fmax(1, round(site->minutes)),
                          page->zone->travel == MLG_BY_CAR ? "en voiture" : "à pied");
}

/* "2 place du Marché, Bruz" */
static const char *address_words(const fiche_page *page, const mlg_site *site) {
  const mlg_territory *territory = page->book->portrait->territory;
  const char *commune = site->commune != NULL ? site->commune : "";
  size_t at = site->zone == MLG_NO_ZONE ? MLG_NO_ZONE
                                        : mlg_territory_above(territory, site->zone, MLG_COMMUNE);
  if (at != MLG_NO_ZONE) commune = territory->zones[MLG_COMMUNE][at].name;
  const char *address = site->address != NULL ? site->address : "";
  if (*address == '\0') return *commune == '\0' ? "adresse à demander" : commune;
  if (*commune == '\0') return address;
  return mlg_arena_printf(page->arena, "%s, %s", address, commune);
}

static const char *hours_words(const fiche_page *page, const mlg_site *site) {
  const char *hours = mlg_schedule_french(page->arena, &site->schedule);
  if (hours == NULL) return NULL;
  if (*hours != '\0') return hours;
  return site->schedule.by_appointment || (site->terms.access & MLG_BY_APPOINTMENT) != 0
             ? "sur rendez-vous, horaires à demander"
             : "horaires à demander";
}

static bool is_everybody(const char *publics) {
  return *publics == '\0' || strstr(publics, "tous") != NULL || strstr(publics, "Tous") != NULL ||
         strstr(publics, "Tout public") != NULL;
}

/* "public : personnes agees, jeunes et 4 autres" from "personnes-agees|jeunes…"; "" for
 * everybody. */
static const char *publics_words(const fiche_page *page, const char *publics) {
  enum { MOST = 3 };
  if (publics == NULL || is_everybody(publics)) return "";
  char *words = mlg_arena_printf(page->arena, "public" MLG_NNBSP ": ");
  size_t n = 0;
  for (const char *at = publics; words != NULL && *at != '\0'; n++) {
    size_t length = strcspn(at, "|");
    if (n < MOST)
      words = mlg_arena_printf(page->arena, "%s%s%.*s", words, n == 0 ? "" : ", ", (int)length, at);
    at += length + (at[length] == '|');
  }
  for (char *sign = words; sign != NULL && *sign != '\0'; sign++)
    if (*sign == '-') *sign = ' ';
  if (words == NULL || n <= MOST) return words;
  return mlg_arena_printf(page->arena, "%s et %zu autre%s", words, n - MOST,
                          n - MOST > 1 ? "s" : "");
}

static const char *terms_words(const fiche_page *page, const mlg_site *site) {
  static const char *const PRICES[] = {"", "gratuit", "gratuit sous condition", "payant"};
  static const struct {
    unsigned bit;
    const char *words;
  } WAYS[] = {{MLG_WALK_IN, "sans rendez-vous"},
              {MLG_BY_APPOINTMENT, "sur rendez-vous"},
              {MLG_BY_REFERRAL, "orienté par un professionnel"}};
  const char *text = "";
  for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
    if ((site->terms.access & WAYS[i].bit) != 0) text = joined(page->arena, text, WAYS[i].words);
  text = joined(page->arena, text, PRICES[site->terms.price]);
  return joined(page->arena, text, publics_words(page, site->terms.publics));
}

/* The structure's own site: its name alone, which is enough to find it; "" when long. */
static const char *website_words(const fiche_page *page, const mlg_site *site) {
  enum { LONGEST = 44 };
  const char *address = site->website != NULL ? site->website : "";
  const char *start = strstr(address, "://");
  start = start == NULL ? address : start + 3;
  if (strncmp(start, "www.", 4) == 0) start += 4;
  size_t length = strcspn(start, "/?#|, ");
  return length <= LONGEST ? mlg_arena_strndup(page->arena, start, length) : "";
}

static double put_card(fiche_page *page, const fiche_site *site, double x, double width) {
  const mlg_site *of = site_of(page, site);
  const double indent = 2 * FICHE_DISC + 10;
  double y = page->y;
  const char *lines[] = {address_words(page, of), distance_words(page, site), hours_words(page, of),
                         joined(page->arena, terms_words(page, of), website_words(page, of))};
  lines[0] = joined(page->arena, lines[0], lines[1]);
  mlg_fiche_disc(page, (mlg_point){x + FICHE_DISC, y + FICHE_DISC}, site->number);
  y = mlg_fiche_write(page, of->name, FICHE_BODY, MLG_SEMIBOLD, MLG_INK, x + indent, y,
                      width - indent);
  for (size_t i = 0; i < 4; i++)
    if (i != 1 && (lines[i] == NULL || *lines[i] != '\0'))
      y = mlg_fiche_write(page, lines[i], FICHE_SMALL, MLG_REGULAR, i == 2 ? MLG_INK : MLG_SOFT_INK,
                          x + indent, y, width - indent);
  return y;
}

/* Two columns, read row by row. */
void mlg_fiche_places(fiche_page *page) {
  const mlg_page_format *format = mlg_page_format_of(page->scene->page);
  double width = (format->width - 2 * format->side - COLUMN_GAP) / 2, lowest = page->y;
  size_t placed = 0;
  page->y += LINE;
  for (size_t i = 0; i < page->zone->n_sites; i++) {
    const fiche_site *site = &page->zone->sites[i];
    if (site->number == 0) continue;
    bool left = placed++ % 2 == 0;
    double x = format->side + (left ? 0 : width + COLUMN_GAP);
    double bottom = put_card(page, site, x, width) + CARD_GAP;
    lowest = left ? bottom : fmax(lowest, bottom);
    if (!left) page->y = lowest;
  }
  page->y = fmax(page->y, lowest);
}
