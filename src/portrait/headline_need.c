/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"

#include <math.h>

static mlg_part cause_of(const mlg_candidates *among, size_t i) {
  return mlg_main_cause(
      mlg_portrait_parts(among->portrait, among->level, among->zones[i], among->family));
}

/* The cause said before is the whole extent's: the zones named may have another. */
static char *names_tail(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  const char *names = mlg_headline_names(arena, among, n);
  if (cause_of(among, 0) == among->cause)
    return MLG_TEXT(arena, MLG_SEMICOLON "en tête" MLG_COLON, names);
  return MLG_TEXT(arena, MLG_SEMICOLON "en tête" MLG_COLON, names, " (",
                  MLG_PARTS[cause_of(among, 0)].label, ")");
}

/* How many candidates to name: those that leave someone without, for the first one's cause. */
static size_t count_named(const mlg_candidates *among) {
  size_t n = 0, most = among->n < MLG_HEADLINE_ZONES ? among->n : MLG_HEADLINE_ZONES;
  while (n < most && cause_of(among, n) == cause_of(among, 0) &&
         mlg_uncovered(
             mlg_portrait_parts(among->portrait, among->level, among->zones[n], among->family))
                 .value >= 0.5)
    n++;
  return n;
}

/* "À Rennes, environ 1 060 personnes ne trouveront pas seules une aide aux démarches" */
static char *need_lead(mlg_arena *arena, const char *at, const mlg_parts *parts,
                       mlg_family family) {
  double uncovered = mlg_uncovered(parts).value;
  bool one = round(uncovered) < 2;
  return MLG_TEXT(arena, mlg_wording_capital(arena, at), ", environ ",
                  mlg_quantity(arena, uncovered, "personnes"),
                  one ? " ne trouvera pas seule " : " ne trouveront pas seules ",
                  mlg_family_object(family), mlg_cause_clause(arena, parts));
}

/* What there is to say when nobody is left without. */
static char *without_figure(mlg_arena *arena, const mlg_portrait *portrait, const char *at,
                            mlg_family family, mlg_estimate uncovered) {
  const char *noun = mlg_family_noun(family);
  if (!portrait->coverage->recorded[family])
    return MLG_TEXT(arena, noun, MLG_COLON, "famille non recensée ", at, ", rien n'en est dit");
  if (!mlg_is_known(uncovered))
    return MLG_TEXT(arena, noun, MLG_COLON, "besoin non couvert ", at, MLG_COLON,
                    mlg_wording_partial(arena, uncovered, "personnes"));
  return MLG_TEXT(arena, noun, MLG_COLON, "aucun besoin non couvert ", at,
                  ", sous les hypothèses retenues");
}

/* Where zones wider than communes are shown, these are named; else the extent's own parts. */
static mlg_status find_candidates(mlg_arena *arena, mlg_candidates *among, size_t extent,
                                  mlg_level shown) {
  const mlg_portrait *portrait = among->portrait;
  if (shown <= MLG_COMMUNE || shown >= among->extent_level)
    return mlg_place_split(arena, portrait, among->extent_level, extent, &among->level,
                           &among->zones, &among->n);
  among->level = shown;
  return mlg_portrait_zones_in(arena, portrait, shown, among->extent_level, extent, &among->zones,
                               &among->n);
}

char *mlg_headline_need(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, mlg_level shown, mlg_family family) {
  const mlg_parts *parts = mlg_portrait_parts(portrait, extent_level, extent, family);
  mlg_candidates among = {.portrait = portrait,
                          .extent_level = extent_level,
                          .family = family,
                          .cause = mlg_main_cause(parts)};
  mlg_estimate uncovered = mlg_uncovered(parts);
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  if (at == NULL || !portrait->coverage->recorded[family] || !(round(uncovered.value) >= 1))
    return at == NULL ? NULL : without_figure(arena, portrait, at, family, uncovered);
  char *lead = need_lead(arena, at, parts, family);
  if (lead == NULL || find_candidates(arena, &among, extent, shown) != MLG_OK) return NULL;
  mlg_portrait_rank(portrait, among.level, family, among.zones, among.n);
  return mlg_headline_fit(arena, &among, lead, count_named(&among), names_tail);
}
