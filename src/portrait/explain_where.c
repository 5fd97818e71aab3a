/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/explain.h"
#include "portrait/explain_need.h"
#include "portrait/layout.h"
#include "portrait/phrases.h"

#include <math.h>
#include <string.h>

/* Rows listed one by one; of more, the rest is summed up. */
enum { MOST_ROWS = 12 };

/* ---- zones ---- */

enum { CODE, NAME, OFFERS, NEED, FIRST_PART, ZONE_COLUMNS = FIRST_PART + MLG_PART_COUNT };

static const mlg_layout_column OF_ZONES[ZONE_COLUMNS] = {
    [CODE] = {"zone", 9, false},
    [NAME] = {"nom", 0, false},
    [OFFERS] = {"offres", 6, true},
    [NEED] = {"besoin", 9, true},
    [FIRST_PART + MLG_SERVED] = {"couvert", 9, true},
    [FIRST_PART + MLG_ORIENTATION] = {"orientation", 11, true},
    [FIRST_PART + MLG_SATURATED] = {"saturé", 9, true},
    [FIRST_PART + MLG_OUT_OF_REACH] = {"hors portée", 11, true},
};

static double uncovered_of(const mlg_need_zone *zone) {
  return zone->part[MLG_ORIENTATION] + zone->part[MLG_SATURATED] + zone->part[MLG_OUT_OF_REACH];
}

static void fill_zone(mlg_arena *arena, const mlg_need_zone *zone, const char **row) {
  row[CODE] = zone->code;
  row[NAME] = zone->name;
  row[OFFERS] = mlg_french_count(arena, (double)zone->n_offers);
  row[NEED] = mlg_explain_number(arena, zone->need);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    row[FIRST_PART + part] = mlg_explain_number(arena, zone->part[part]);
}

/* "  … et 80 autres zones : 512,3 personnes non couvertes." */
static void add_other_zones(mlg_prose *prose, const mlg_need_figure *figure, size_t listed) {
  double left = 0;
  for (size_t i = listed; i < figure->n_zones; i++)
    if (isfinite(uncovered_of(&figure->zones[i]))) left += uncovered_of(&figure->zones[i]);
  size_t others = figure->n_zones - listed;
  if (others == 0) return;
  MLG_SAY(prose, "  … et ", mlg_explain_tally(prose->arena, others, "autres zones"), MLG_COLON,
          mlg_explain_number(prose->arena, left), MLG_NBSP,
          mlg_unit_for(prose->arena, left, "personnes non couvertes"), ".\n");
}

void mlg_explain_zones(mlg_prose *prose, const mlg_need_figure *figure) {
  size_t listed = figure->n_zones < MOST_ROWS ? figure->n_zones : MOST_ROWS;
  if (figure->n_zones < 2) return;
  const char **texts = MLG_NEW(prose->arena, const char *, listed *ZONE_COLUMNS);
  if (texts == NULL) {
    prose->lost = true;
    return;
  }
  for (size_t i = 0; i < listed; i++)
    fill_zone(prose->arena, &figure->zones[i], &texts[i * ZONE_COLUMNS]);
  MLG_SAY(prose, "\nOù sont les personnes non couvertes (référence)\n");
  mlg_layout_table(prose, OF_ZONES, ZONE_COLUMNS, texts, listed);
  add_other_zones(prose, figure, listed);
}

/* ---- offers ---- */

enum { SITE, DISTANCE, CAPACITY, SERVED, ORIENTED, ALL, FULL, OFFER_COLUMNS };

static const mlg_layout_column OF_OFFERS[OFFER_COLUMNS] = {
    [SITE] = {"lieu", 0, false},         [DISTANCE] = {"distance", 8, true},
    [CAPACITY] = {"capacité", 19, true}, [SERVED] = {"couverts", 8, true},
    [ORIENTED] = {"orientés", 8, true},  [ALL] = {"en tout", 15, true},
    [FULL] = {"complet", 7, false},
};

bool mlg_offer_is_full(mlg_estimate capacity, double received) {
  /* Less than what a figure with one decimal shows. */
  static const double NO_PLACE = 0.05;
  return capacity.value - received < NO_PLACE;
}

static bool is_full(const mlg_need_offer *offer) {
  return mlg_offer_is_full(offer->capacity, offer->all_served);
}

static bool is_full_then(const mlg_need_offer *offer) {
  return mlg_offer_is_full(offer->capacity, offer->all_served + offer->all_orientation);
}

/* A flow that cancels out may leave -0,0. */
static char *signless_zero(mlg_arena *arena, double value) {
  return mlg_explain_number(arena, fabs(value) < 0.05 ? 0 : value);
}

/* "381 [191 ; 762]": a hypothesis needs no decimal. */
static char *capacity_text(mlg_arena *arena, mlg_estimate capacity) {
  return MLG_TEXT(arena, mlg_french_count(arena, capacity.value), MLG_NBSP "[",
                  mlg_french_count(arena, mlg_shown_low(capacity, 0)), MLG_SEMICOLON,
                  mlg_french_count(arena, mlg_shown_high(capacity, INFINITY)), "]");
}

static void fill_offer(mlg_arena *arena, const mlg_need_offer *offer, const char **row) {
  bool fewer = offer->all_orientation <= -0.05;
  row[SITE] = offer->name;
  row[DISTANCE] = MLG_TEXT(arena, mlg_french_count(arena, offer->metres), MLG_NBSP "m");
  row[CAPACITY] = capacity_text(arena, offer->capacity);
  row[SERVED] = signless_zero(arena, offer->served);
  row[ORIENTED] = signless_zero(arena, offer->orientation);
  row[ALL] = MLG_TEXT(arena, signless_zero(arena, offer->all_served), fewer ? " − " : " + ",
                      signless_zero(arena, fabs(offer->all_orientation)));
  row[FULL] = is_full(offer) ? "oui" : is_full_then(offer) ? "ensuite" : "non";
}

/* "Offres à portée : 12, dont 5 complètes, et 4 autres le seraient si chacun…" */
static void add_tally(mlg_prose *prose, const mlg_need_figure *figure) {
  mlg_arena *arena = prose->arena;
  size_t full = 0, then = 0;
  for (size_t i = 0; i < figure->n_offers; i++) {
    full += is_full(&figure->offers[i]);
    then += !is_full(&figure->offers[i]) && is_full_then(&figure->offers[i]);
  }
  MLG_SAY(prose, "\nOffres à portée (référence)" MLG_COLON,
          mlg_french_count(arena, (double)figure->n_offers), ", dont ",
          mlg_explain_tally(arena, full, "complètes"));
  if (then > 0)
    MLG_SAY(prose, ", et ", mlg_explain_tally(arena, then, "autres"), " si chacun était orienté");
  MLG_SAY(prose, "\n");
}

static bool same_origin(const mlg_need_offer *a, const mlg_need_offer *b) {
  return a->capacity.value == b->capacity.value && a->origin != NULL && b->origin != NULL &&
         strcmp(a->origin, b->origin) == 0;
}

/* What capacities rest on, once for all the offers that share it. */
static void add_origins(mlg_prose *prose, const mlg_need_figure *figure) {
  const char *label = "Capacités";
  for (size_t i = 0; i < figure->n_offers; i++) {
    const mlg_need_offer *offer = &figure->offers[i];
    size_t sharing = 0;
    bool said = offer->origin == NULL;
    for (size_t k = 0; k < figure->n_offers; k++) {
      if (!same_origin(offer, &figure->offers[k])) continue;
      said |= k < i;
      sharing++;
    }
    if (said) continue;
    mlg_layout_labelled(
        prose, label, MLG_NEED_LABEL,
        MLG_TEXT(prose->arena, mlg_french_count(prose->arena, offer->capacity.value), " (",
                 mlg_explain_tally(prose->arena, sharing, "offres"), "), ", offer->origin));
    label = "";
  }
}

/* A full offer is where people were turned away: it is named even when it is not in the list. */
static void add_full_beyond(mlg_prose *prose, const mlg_need_figure *figure, size_t listed) {
  const char **names = MLG_NEW(prose->arena, const char *, figure->n_offers);
  size_t n = 0;
  if (names == NULL) {
    prose->lost = true;
    return;
  }
  for (size_t i = listed; i < figure->n_offers; i++)
    if (is_full(&figure->offers[i])) names[n++] = figure->offers[i].name;
  if (n > 0)
    mlg_layout_labelled(prose, "Autres complètes", MLG_NEED_LABEL,
                        mlg_wording_list(prose->arena, names, n));
}

static void add_list(mlg_prose *prose, const mlg_need_figure *figure) {
  size_t listed = figure->n_offers < MOST_ROWS ? figure->n_offers : MOST_ROWS;
  const char **texts = MLG_NEW(prose->arena, const char *, listed *OFFER_COLUMNS);
  if (texts == NULL) {
    prose->lost = true;
    return;
  }
  for (size_t i = 0; i < listed; i++)
    fill_offer(prose->arena, &figure->offers[i], &texts[i * OFFER_COLUMNS]);
  mlg_layout_table(prose, OF_OFFERS, OFFER_COLUMNS, texts, listed);
  if (listed < figure->n_offers)
    MLG_SAY(prose, "  … et ",
            mlg_explain_tally(prose->arena, figure->n_offers - listed, "autres offres"), ".\n");
  add_full_beyond(prose, figure, listed);
}

void mlg_explain_offers(mlg_prose *prose, const mlg_need_figure *figure) {
  if (figure->n_offers == 0) {
    MLG_SAY(prose, "\nOffres à portée" MLG_COLON "aucune.\n");
    return;
  }
  add_tally(prose, figure);
  add_list(prose, figure);
  mlg_layout_labelled(
      prose, "Lecture", MLG_NEED_LABEL,
      "distance à vol d'oiseau du centre de l'IRIS le plus proche" MLG_SEMICOLON
      "couverts, orientés" MLG_COLON "personnes de la zone qui y trouvent une place "
      "par leurs moyens, puis en plus ou en moins si chacun était orienté au "
      "mieux" MLG_SEMICOLON "en tout" MLG_COLON "de même, toutes zones "
      "ensemble" MLG_SEMICOLON "complet" MLG_COLON "oui, ou ensuite, une fois chacun "
      "orienté.");
  add_origins(prose, figure);
}
