/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_COORDINATION_H
#define MAILLAGE_COORDINATION_H

#include <maillage/portrait.h>

/**
 * @file
 * Where pathways are not coordinated enough: for each zone, what its people find within
 * reach in each family, who gives it, how and when, and how many persons better direction
 * would serve. An answer that no source gives stays MLG_NOT_SAID: it is not a no.
 *
 * An offer counts for a zone when it is within reach of some of its people (any inhabited
 * finest zone, or a part of one), whether it stands in the zone or not.
 */

/** One family of one zone. Families are never summed. */
typedef struct {
  bool recorded;      /**< A source describes it; if not, nothing below is known. */
  size_t n_offers;    /**< Within reach; 0 with `recorded`: nothing is listed there. */
  size_t n_providers; /**< Different structures that sources name. */
  size_t n_unnamed;   /**< Offers whose provider no source names. */
  mlg_answer single;  /**< One provider only. */
  /** One offer at least is by appointment; is open after 18:00 on a weekday; on a Saturday.
   *  No: every offer says, and none is. Not said: none that says is, and some do not say. */
  mlg_answer appointment, evening, saturday;
  mlg_estimate orientation; /**< Persons it would serve, in the reference scenario. */
} mlg_coordinated_family;

typedef struct {
  size_t n_recorded, n_present; /**< Families described; those with an offer within reach. */
  mlg_coordinated_family families[MLG_FAMILY_COUNT];
} mlg_coordination;

/** One entry a zone of `level`, arena-owned. `portrait->coverage->access` is set. */
mlg_status mlg_coordination_build(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                  mlg_coordination **zones);

/** The families present, for people: "être aidé, apprendre (2 sur 4 recensées)". */
char *mlg_coordination_present(mlg_arena *arena, const mlg_coordination *zone);

#endif
