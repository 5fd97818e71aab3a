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

const char *mlg_shown_label(mlg_shown shown) {
  static const char *const LABELS[MLG_SHOWN_COUNT] = {
      [MLG_SHOWN] = "",
      [MLG_NOBODY] = "aucun habitant",
      [MLG_TOO_FEW] = "moins de 200 personnes" MLG_NNBSP ": non interprétable",
      [MLG_HIDDEN] = "secret statistique",
      [MLG_UNKNOWN] = "donnée absente",
  };
  return LABELS[shown];
}

size_t mlg_portrait_exposure(const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  for (size_t i = 0; i < project->n_indicators; i++)
    if (strcmp(project->indicators[i].id, "exposition") == 0) return i;
  return MLG_NO_INDICATOR;
}
