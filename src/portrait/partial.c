/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"

#include <math.h>
#include <string.h>

/* Words for figures that are known in part: never less than what is known. */

/* `value` to three significant digits, towards `whole`: a floor is rounded down, or it
   would promise more than is known. */
static double three_digits(double value, double (*whole)(double)) {
  static const double NOISE = 1e-9; /* of a sum's last digits */
  double step = value >= 1000 ? pow(10, floor(log10(value)) - 2) : 1;
  double steps = value / step, nearest = round(steps);
  return step * (fabs(steps - nearest) <= NOISE * fabs(steps) ? nearest : whole(steps));
}

bool mlg_ceiling_says(mlg_estimate estimate) {
  static const double MOST_TIMES = 10;
  double low = mlg_shown_low(estimate, 0), high = mlg_shown_high(estimate, INFINITY);
  return isfinite(high) && (low < 1 || high <= MOST_TIMES * low);
}

/* "au moins 12 300, au plus 95 000 personnes" */
char *mlg_wording_partial(mlg_arena *arena, mlg_estimate estimate, const char *unit) {
  double low = three_digits(mlg_shown_low(estimate, 0), floor);
  double high = mlg_shown_high(estimate, INFINITY);
  if (!(low >= 1) && !isfinite(high)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  char *most = isfinite(high) ? MLG_TEXT(arena, "au plus ",
                                         mlg_quantity(arena, three_digits(high, ceil), unit))
                              : mlg_arena_strdup(arena, "");
  if (!(low >= 1)) return most;
  if (!mlg_ceiling_says(estimate))
    return MLG_TEXT(arena, "au moins ", mlg_quantity(arena, low, unit));
  return MLG_TEXT(arena, "au moins ", mlg_french_about(arena, low), ", ", most);
}

char *mlg_wording_least(mlg_arena *arena, mlg_estimate estimate) {
  double low = three_digits(mlg_shown_low(estimate, 0), floor);
  if (mlg_is_known(estimate) || !(low >= 1)) return mlg_arena_strdup(arena, "");
  return mlg_french_about(arena, low);
}

char *mlg_wording_least_rate(mlg_arena *arena, mlg_estimate rate) {
  double tenths = floor(1000 * mlg_shown_low(rate, 0) + 1e-9);
  if (mlg_is_known(rate) || !(tenths >= 1)) return mlg_arena_strdup(arena, "");
  return mlg_french_percent(arena, tenths / 1000);
}

/* A whole that lacks somebody is no 100 %, a part that has somebody is no 0 %. */
char *mlg_wording_covered(mlg_arena *arena, double share) {
  double percent = share >= 1 ? 100 : floor(100 * share + 1e-9);
  const char *lead = percent < 1 && share > 0 ? "moins de " : "";
  return MLG_TEXT(arena, lead, mlg_whole_percent(arena, *lead ? 0.01 : percent / 100),
                  " de la population couverte");
}

/* Communes, or what splits a commune. */
static mlg_status parts_of(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                           size_t zone, mlg_level *parts_level, size_t **zones, size_t *n) {
  *parts_level = MLG_COMMUNE;
  if (level <= MLG_COMMUNE || portrait->territory->n_zones[MLG_COMMUNE] == 0)
    return mlg_place_split(arena, portrait, level, zone, parts_level, zones, n);
  return mlg_portrait_zones_in(arena, portrait, MLG_COMMUNE, level, zone, zones, n);
}

/* Keeps the zones whose figure is not known, in the order of their codes. */
static size_t keep_unknown(const mlg_portrait *portrait, mlg_level level, size_t indicator,
                           size_t *zones, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (!mlg_is_known(mlg_need_value(portrait->need, level, zones[i], indicator)))
      zones[kept++] = zones[i];
  return kept;
}

/* "Acigné, Bécherel, Betton, Bourgbarré, Brécé, Bruz et 22 autres" */
static char *some_names(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                        const size_t *zones, size_t n) {
  enum { MOST_NAMES = 6 };
  const char *names[MOST_NAMES + 1];
  /* One name more takes no more room than "et 1 autre". */
  size_t named = n > MOST_NAMES + 1 ? MOST_NAMES : n;
  for (size_t i = 0; i < named; i++) names[i] = mlg_wording_place(arena, portrait, level, zones[i]);
  if (named == n) return mlg_wording_list(arena, names, n);
  mlg_prose prose = {.arena = arena};
  for (size_t i = 0; i < named; i++) MLG_SAY(&prose, i > 0 ? ", " : "", names[i]);
  MLG_SAY(&prose, mlg_arena_printf(arena, " et %zu autres", n - named));
  return mlg_prose_end(&prose);
}

char *mlg_wording_missing(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                          size_t zone, size_t indicator) {
  const mlg_need *need = portrait->need;
  if (mlg_is_known(mlg_need_value(need, level, zone, indicator)))
    return mlg_arena_strdup(arena, "");
  mlg_level parts;
  size_t *zones, n;
  if (parts_of(arena, portrait, level, zone, &parts, &zones, &n) != MLG_OK) return NULL;
  n = keep_unknown(portrait, parts, indicator, zones, n);
  const mlg_word *word = &MLG_LEVELS[parts];
  const char *one = parts == MLG_COMMUNE ? "une commune" : MLG_TEXT(arena, "un ", word->label);
  double covered = need->covered[level][zone * need->n_indicators + indicator];
  if (n == 0) return MLG_TEXT(arena, "données incomplètes");
  return MLG_TEXT(arena, "données incomplètes pour ", mlg_counted(arena, n, one, word->plural),
                  " (", some_names(arena, portrait, parts, zones, n), ")" MLG_SEMICOLON,
                  mlg_wording_covered(arena, covered));
}

/* The finding says how many of its communes are there. */
char *mlg_wording_cut(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                      size_t zone) {
  const mlg_findings *findings = portrait->findings;
  for (size_t i = 0; findings != NULL && level == MLG_EPCI && i < findings->count; i++) {
    const mlg_finding *one = &findings->items[i];
    if (one->code == MLG_F_EPCI_CUT &&
        strcmp(one->value, portrait->territory->zones[level][zone].name) == 0)
      return MLG_TEXT(arena, one->expected, " seulement", MLG_SEMICOLON,
                      "les autres sont hors du territoire étudié");
  }
  return mlg_arena_strdup(arena, "");
}

char *mlg_wording_territory(mlg_arena *arena, const mlg_portrait *portrait) {
  const mlg_territory *territory = portrait->territory;
  const char *cut = mlg_wording_cut(arena, portrait, territory->level, 0);
  if (cut == NULL || *cut == '\0') return cut ? mlg_arena_strdup(arena, territory->name) : NULL;
  return MLG_TEXT(arena, territory->name, " (", cut, ")");
}
