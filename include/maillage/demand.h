/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_DEMAND_H
#define MAILLAGE_DEMAND_H

#include <maillage/coverage.h>

/**
 * @file
 * What a scenario of the project asks of the offer: how many persons (or visits) of each
 * finest zone seek each kind of help in a year, and the places that it sets against them.
 * Documented for users in docs/scenarios.md.
 */

/**
 * Reads the tables that scenarios name, one a dataset in `tables`, into `project`: once,
 * before any of the calls below. Rejects a missing column, codes that are no zone, families
 * that are none, unreadable and negative numbers, and a table without a row of the territory.
 * Rows of communes outside the territory are left out in silence; blank cells leave their
 * zone unknown. Counts that weigh families become each one's share of its zone's count (of
 * all zones', where a zone has none). A share of visits is one of persons only if visits
 * spread alike: in persons, its high is share x visits a person, at most 1.
 */
mlg_status mlg_scenarios_prepare(mlg_arena *arena, mlg_project *project,
                                 const mlg_territory *territory, const mlg_table *tables,
                                 mlg_findings *findings);

/** Whether a scenario describes a family: it says no weights, or one of that family. */
bool mlg_scenario_describes(const mlg_project *project, size_t scenario, mlg_family family);

/**
 * How many seek help of a family in a year, by finest zone, in the scenario's unit:
 *
 *   base x take-up x weight (x visits a person, when it counts visits), or
 *   a table's count x weight, shared among the finest zones of its zone as the base is.
 *
 * Base: `base`, or the scenario's own indicator, or the union of two, which is a + b - ab/P
 * (independent in the population P, a hypothesis), from max(a, b) to a + b, at most P.
 * Low and high hold those of the base, the take-up and the weight: to be varied for all
 * zones at once, jointly with capacities. The variance is the base's, scaled.
 *
 * Unknown, flagged MLG_ABSENT: a family that the scenario does not describe, a zone that its
 * table lacks. Rejects more persons than a zone's population (those of "population", if
 * there is one), and a count in a zone where the base has nobody.
 *
 * `within` says which share of each finest zone's persons has one of the scenario's places in
 * reach: a count of those who came (`a_portee`) is shared among them alone. NULL: not known, it is
 * shared among everyone.
 */
mlg_status mlg_demand(mlg_arena *arena, const mlg_project *project, const mlg_territory *territory,
                      const mlg_need *need, size_t base, size_t scenario, mlg_family family,
                      const double *within, mlg_findings *findings, mlg_estimate *by_zone);

/** An offer of the directory in a scenario. */
typedef struct {
  bool taken;            /**< It is of the family, and among the scenario's places. */
  mlg_estimate capacity; /**< A year, in the scenario's unit. */
} mlg_scenario_offer;

/**
 * The offers of a family that a scenario counts, one entry an offer of `directory`; an offer
 * that is not taken is not there at all, which is not the same as being full. Where the
 * scenario says how many sessions are held, they are shared equally among its sites, and a
 * site's among its offers (MLG_IMPUTED); else capacities are the directory's, times visits a person
 * in visits. Rejects a listed id that is no entry's, and a scenario without any place.
 */
mlg_status mlg_scenario_offers(mlg_arena *arena, const mlg_project *project,
                               const mlg_territory *territory, const mlg_directory *directory,
                               size_t scenario, mlg_family family, mlg_findings *findings,
                               mlg_scenario_offer *offers);

#endif
