/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_DEMAND_H
#define COVERAGE_DEMAND_H

#include <maillage/demand.h>

/**
 * @file
 * The pieces of a scenario's demand.
 */

/** Troubles of one table or one scenario: the first ones are told, one by one. */
typedef struct {
  mlg_findings *findings;
  size_t told;
  mlg_status worst;
} mlg_teller;

/** Reports a finding, unless a score of them has been told; `worst` follows in any case. */
void mlg_tell(mlg_teller *teller, mlg_finding finding);

/** The base of a scenario by finest zone; `base` is the project's own. */
void mlg_demand_base(const mlg_project *project, const mlg_territory *territory,
                     const mlg_need *need, size_t base, size_t scenario, mlg_estimate *by_zone);

/** The weight of a family in a finest zone; mlg_scenario_describes() holds. */
mlg_estimate mlg_demand_weight(const mlg_project *project, const mlg_territory *territory,
                               size_t scenario, mlg_family family, size_t leaf);

/** Turns the counts that weigh families into shares, see mlg_scenarios_prepare(). */
void mlg_settle_weights(double visits_per_person, size_t n_zones, mlg_scenario_weights *weights);

/** How many zones a table of counts has. */
static inline size_t mlg_count_zones(const mlg_count_table *counts,
                                     const mlg_territory *territory) {
  return counts->zone == NULL ? 1 : territory->n_zones[counts->level];
}

/** The figure of a table in the zone that holds a finest one. */
static inline mlg_estimate mlg_count_of(const mlg_count_table *counts,
                                        const mlg_territory *territory, size_t leaf,
                                        mlg_family family) {
  size_t zone = counts->zone == NULL ? 0 : mlg_territory_above(territory, leaf, counts->level);
  if (zone == MLG_NO_ZONE) return mlg_unknown(MLG_ABSENT);
  return counts->figures[zone * MLG_FAMILY_COUNT + (size_t)family];
}

#endif
