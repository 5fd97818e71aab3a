/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <math.h>

/*
 * The doubt of a census that asks some dwellings only. An indicator whose columns
 * all come from one survey counts persons of it: the variance is that of its own
 * count, whatever the formula, since its inputs were asked of the same persons.
 * Elsewhere each column brings its own.
 */

/* The commune's size decides whether a survey was made of it. */
static bool is_surveyed(const mlg_calculation *c, const mlg_sampling *sampling, mlg_level level,
                        size_t zone) {
  if (sampling->fraction <= 0 || c->population == c->n_indicators) return false;
  size_t commune = level == MLG_IRIS ? mlg_territory_above(c->territory, zone, MLG_COMMUNE) : zone;
  return mlg_so_far(c, MLG_COMMUNE, commune, c->population).value >= sampling->threshold;
}

double mlg_sampling_variance(const mlg_calculation *c, const mlg_sampling *sampling,
                             mlg_level level, size_t zone, double n, double of) {
  if (!is_surveyed(c, sampling, level, zone)) return 0;
  double f = sampling->fraction;
  double variance = sampling->effect * (1 - f) / f * n * (1 - n / of);
  /* Also where n or N is unknown, and where more are counted than there are. */
  return variance > 0 && isfinite(variance) ? variance : 0;
}

/* The survey that every column of an indicator comes from, or NULL. */
static const mlg_sampling *survey_of(const mlg_calculation *c, size_t indicator) {
  const mlg_indicator *asked = &c->indicators[indicator];
  const mlg_slot *slots = &c->slots[c->first_slot[indicator]];
  const mlg_sampling *survey = NULL;
  if (asked->nature == MLG_NATURE_LEVEL || indicator == c->population) return NULL;
  for (size_t i = 0; i < asked->n_inputs; i++) {
    if (slots[i].n_sources != 1 || slots[i].fallback != MLG_NO_COLUMN) return NULL;
    const mlg_joined *joined = &c->joined[c->columns[slots[i].column].dataset];
    survey = &joined->reading->sampling;
    if (survey->fraction <= 0) return NULL;
  }
  return survey;
}

mlg_status mlg_find_sampled(mlg_calculation *c) {
  c->sampled = MLG_NEW(c->scratch, const mlg_sampling *, c->n_indicators);
  MLG_HAVE(c->sampled);
  for (size_t i = 0; i < c->n_indicators; i++) c->sampled[i] = survey_of(c, i);
  return MLG_OK;
}

void mlg_add_sampling(const mlg_calculation *c, size_t indicator, mlg_level level, size_t zone,
                      mlg_estimate *figure) {
  const mlg_indicator *asked = &c->indicators[indicator];
  const mlg_sampling *survey = c->sampled[indicator];
  size_t of = asked->n_denominators > 0 ? asked->denominators[0] : c->population;
  if (survey == NULL || of == c->n_indicators) return;
  figure->variance = mlg_sampling_variance(c, survey, level, zone, figure->value,
                                           mlg_so_far(c, level, zone, of).value);
}
