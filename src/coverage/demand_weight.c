/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand.h"

#include <math.h>

bool mlg_scenario_describes(const mlg_project *project, size_t scenario, mlg_family family) {
  const mlg_scenario_weights *weights = &project->scenarios[scenario].weights;
  return !weights->present || weights->described[family];
}

mlg_estimate mlg_demand_weight(const mlg_project *project, const mlg_territory *territory,
                               size_t scenario, mlg_family family, size_t leaf) {
  const mlg_scenario_weights *weights = &project->scenarios[scenario].weights;
  if (!weights->present) return mlg_exact(project->weights[family]);
  if (weights->table.present) return mlg_count_of(&weights->table, territory, leaf, family);
  mlg_range range = weights->of[family];
  return mlg_between(range.value, range.low, range.high);
}

/* One zone's counts as shares of their sum. False when they have none, or one is not known. */
static bool share_out(double visits_per_person, const double *counts, mlg_estimate *shares) {
  double all = 0;
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) all += counts[f];
  if (!(all > 0)) return false;
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
    double share = counts[f] / all;
    shares[f] = mlg_between(share, share, fmin(1, share * visits_per_person));
  }
  return true;
}

/* A family without a row in a zone whose others have one was asked for by nobody there. */
static void counts_of(const mlg_scenario_weights *weights, size_t zone, double *counts) {
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
    mlg_estimate figure = weights->table.figures[zone * MLG_FAMILY_COUNT + (size_t)f];
    counts[f] = (figure.flags & MLG_EMPTY) != 0 ? 0 : figure.value;
  }
}

void mlg_settle_weights(double visits_per_person, size_t n_zones, mlg_scenario_weights *weights) {
  double counts[MLG_FAMILY_COUNT], all[MLG_FAMILY_COUNT] = {0};
  mlg_estimate everywhere[MLG_FAMILY_COUNT];
  for (size_t zone = 0; zone < n_zones; zone++) {
    counts_of(weights, zone, counts);
    for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
      weights->described[f] |= !(counts[f] == 0); /* an unknown count describes its family */
      if (counts[f] > 0) all[f] += counts[f];
    }
  }
  if (!share_out(visits_per_person, all, everywhere)) return;
  for (size_t zone = 0; zone < n_zones; zone++) {
    mlg_estimate *shares = &weights->table.figures[zone * MLG_FAMILY_COUNT];
    counts_of(weights, zone, counts);
    if (share_out(visits_per_person, counts, shares)) continue;
    for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
      shares[f] = everywhere[f];
      shares[f].flags |= MLG_IMPUTED;
    }
  }
}
