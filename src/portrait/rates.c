/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/portrait.h>
#include <maillage/text.h>

#include <string.h>

static bool nobody_lives(const mlg_portrait *portrait, mlg_level level, size_t zone) {
  if (portrait->population == MLG_NO_INDICATOR) return false;
  /* The flag MLG_EMPTY does not say it: a sum keeps the flags of its parts. */
  return mlg_need_value(portrait->need, level, zone, portrait->population).value == 0;
}

/* Why a rate of `count` over `denominator` cannot be shown. An unknown figure says
   whether its producer hid it: that is not the same as nobody having counted. */
static mlg_shown reason(mlg_estimate count, mlg_estimate denominator) {
  if (denominator.value == 0) return MLG_NOBODY;
  if (!mlg_is_known(count) && count.low > 0) return MLG_PARTIAL;
  if (!mlg_is_known(count) || !mlg_is_known(denominator))
    return (count.flags | denominator.flags) & MLG_SUPPRESSED ? MLG_HIDDEN : MLG_UNKNOWN;
  return denominator.value < MLG_FRAGILE_BELOW ? MLG_TOO_FEW : MLG_SHOWN;
}

mlg_shown mlg_portrait_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                            size_t indicator, size_t k, mlg_estimate *rate) {
  const mlg_indicator *indicators = portrait->project->indicators;
  *rate = mlg_unknown(MLG_ABSENT);
  if (k >= indicators[indicator].n_denominators) return MLG_UNKNOWN;
  *rate = mlg_need_rate(portrait->need, indicators, level, zone, indicator, k);
  if (nobody_lives(portrait, level, zone)) return MLG_NOBODY;
  size_t denominator = indicators[indicator].denominators[k];
  mlg_shown shown = reason(mlg_need_value(portrait->need, level, zone, indicator),
                           mlg_need_value(portrait->need, level, zone, denominator));
  return shown == MLG_SHOWN && !mlg_is_known(*rate) ? MLG_UNKNOWN : shown;
}

/* What a family's share is of; why there is none, if so. Where the base's own rate rests on
   too few persons, so does the share. */
static mlg_shown base_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                         mlg_family family, mlg_estimate *base) {
  mlg_estimate rate;
  *base = mlg_need_value(portrait->need, level, zone, portrait->base);
  if (!portrait->coverage->recorded[family]) return MLG_UNRECORDED;
  mlg_shown shown = mlg_portrait_rate(portrait, level, zone, portrait->base, 0, &rate);
  return shown == MLG_SHOWN && base->value <= 0 ? MLG_NOBODY : shown;
}

mlg_shown mlg_portrait_uncovered_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                      mlg_family family, mlg_estimate *rate) {
  mlg_estimate base;
  mlg_shown shown = base_of(portrait, level, zone, family, &base);
  const mlg_parts *parts = mlg_portrait_parts(portrait, level, zone, family);
  /* The base is in both: only its value divides, so that its doubt counts once. */
  *rate = base.value > 0 ? mlg_scale(mlg_uncovered(parts), 1 / base.value) : mlg_unknown(0);
  return shown == MLG_SHOWN && !mlg_is_known(*rate) ? MLG_UNKNOWN : shown;
}

mlg_shown mlg_portrait_places_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                   mlg_family family, mlg_estimate *rate) {
  mlg_estimate base;
  mlg_shown shown = base_of(portrait, level, zone, family, &base);
  *rate = mlg_scale(portrait->coverage->places[level][zone * MLG_FAMILY_COUNT + family], 0.01);
  return shown == MLG_SHOWN && !mlg_is_known(*rate) ? MLG_UNKNOWN : shown;
}

const char *mlg_shown_label(mlg_shown shown) {
  static const char *const LABELS[MLG_SHOWN_COUNT] = {
      [MLG_SHOWN] = "",
      [MLG_NOBODY] = "aucun habitant",
      [MLG_TOO_FEW] = "moins de 200 personnes" MLG_NNBSP ": non interprétable",
      [MLG_HIDDEN] = "secret statistique",
      [MLG_UNKNOWN] = "donnée absente",
      [MLG_PARTIAL] = "donnée incomplète" MLG_NNBSP ": un plancher seulement",
      [MLG_UNRECORDED] = "famille non recensée",
  };
  return LABELS[shown];
}

size_t mlg_portrait_exposure(const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  for (size_t i = 0; i < project->n_indicators; i++)
    if (strcmp(project->indicators[i].id, "exposition") == 0) return i;
  return MLG_NO_INDICATOR;
}
