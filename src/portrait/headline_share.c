/* SPDX-License-Identifier: Apache-2.0 */
/* The messages of maps of shares: of one family, of need against offer, of all families. */
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>

static double share_of(const void *context, size_t zone) {
  const mlg_candidates *among = context;
  mlg_estimate rate;
  return mlg_portrait_uncovered_rate(among->portrait, among->level, zone, among->family, &rate) ==
                 MLG_SHOWN
             ? rate.value
             : NAN;
}

/* "personnes fragiles": whom the need is a share of. */
static const char *whom(const mlg_portrait *portrait) {
  const mlg_indicator *base = &portrait->project->indicators[portrait->base];
  return mlg_is_fragility(base) ? "personnes fragiles" : base->unit;
}

static char *names_tail(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  return MLG_TEXT(arena, MLG_SEMICOLON, mlg_headline_names(arena, among, n),
                  n > 1 ? " bien au-dessus" : " loin devant");
}

/* Those at least twice as far from help as the whole. */
static size_t count_far(const mlg_candidates *among) {
  size_t n = 0;
  while (n < among->n && n < MLG_HEADLINE_ZONES &&
         share_of(among, among->zones[n]) > 2 * among->whole)
    n++;
  return n;
}

char *mlg_headline_share(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                         size_t extent, mlg_family family) {
  mlg_candidates among = {.portrait = portrait, .extent_level = extent_level, .family = family};
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_uncovered_rate(portrait, extent_level, extent, family, &rate);
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  if (at == NULL || shown != MLG_SHOWN)
    return at == NULL ? NULL
                      : MLG_TEXT(arena, mlg_family_noun(family), MLG_COLON, mlg_shown_label(shown),
                                 " ", at);
  char *lead = MLG_TEXT(arena, mlg_wording_capital(arena, at), ", ",
                        mlg_french_percent(arena, rate.value), " des ", whom(portrait),
                        " ne trouveront pas seules ", mlg_family_object(family));
  if (lead == NULL || mlg_place_split(arena, portrait, extent_level, extent, &among.level,
                                      &among.zones, &among.n) != MLG_OK)
    return NULL;
  among.whole = rate.value;
  mlg_rank_by(share_of, &among, among.zones, among.n);
  return mlg_headline_fit(arena, &among, lead, count_far(&among), names_tail);
}

char *mlg_headline_crossed(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                           size_t extent, mlg_level level, size_t n) {
  const mlg_word *word = &MLG_LEVELS[level];
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  if (at == NULL) return NULL;
  at = mlg_wording_capital(arena, at);
  if (n == 0)
    return MLG_TEXT(arena, at,
                    ", le besoin non couvert n'est pas le plus fort là où les places "
                    "sont les plus rares");
  char *one = mlg_arena_printf(arena, "%s %s", level == MLG_COMMUNE ? "une" : "un", word->label);
  return MLG_TEXT(arena, at, ", ", mlg_counted(arena, n, one, word->plural),
                  n > 1 ? " cumulent" : " cumule",
                  " un fort besoin non couvert et peu de places à portée");
}

char *mlg_headline_families(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                            size_t extent) {
  mlg_family worst = MLG_FAMILY_COUNT;
  double most = -1;
  size_t unrecorded = 0;
  const char *silent = "";
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    mlg_estimate rate;
    mlg_shown shown = mlg_portrait_uncovered_rate(portrait, extent_level, extent, family, &rate);
    if (shown == MLG_UNRECORDED) silent = mlg_family_object(family);
    unrecorded += shown == MLG_UNRECORDED;
    if (shown != MLG_SHOWN || rate.value <= most) continue;
    most = rate.value;
    worst = family;
  }
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  if (at == NULL) return NULL;
  const char *tail = "";
  if (unrecorded == 1) tail = MLG_TEXT(arena, MLG_SEMICOLON "aucune source ne recense ", silent);
  if (unrecorded > 1)
    tail = MLG_TEXT(arena, MLG_SEMICOLON "aucune source pour ",
                    mlg_counted(arena, unrecorded, "une famille", "familles"));
  if (worst == MLG_FAMILY_COUNT)
    return MLG_TEXT(arena, mlg_wording_capital(arena, at),
                    ", aucune famille de besoin n'a de "
                    "part connue",
                    tail);
  const char *what = worst == MLG_DEPANNER ? "s'équiper ou se faire dépanner"
                                           : mlg_family_object(worst);
  return MLG_TEXT(arena, mlg_wording_capital(arena, at), ", c'est pour ", what, " que le plus de ",
                  whom(portrait), " restent sans solution (", mlg_french_percent(arena, most), ")",
                  tail);
}

char *mlg_headline_gap(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                       size_t extent, mlg_level level, size_t indicator, const size_t sides[2],
                       double gap) {
  const mlg_indicator *shown = &portrait->project->indicators[indicator];
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  if (at == NULL) return NULL;
  if (!(gap > 0))
    return MLG_TEXT(arena, shown->label, MLG_COLON, "aucune rupture entre voisins ", at);
  const char *names[2];
  for (size_t i = 0; i < 2; i++)
    names[i] = level == MLG_IRIS ? mlg_zone_title(arena, portrait->territory, level, sides[i])
                                 : mlg_place_name(arena, portrait, extent_level, level, sides[i]);
  return MLG_TEXT(arena, mlg_wording_capital(arena, at),
                  ", la plus forte rupture entre voisins sépare ", names[0], " et ", names[1], " (",
                  mlg_french_decimal(arena, 100 * gap, 0), MLG_NBSP "points)");
}
