/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_SITING_H
#define MAILLAGE_SITING_H

#include <maillage/coverage.h>

/**
 * @file
 * Where the next half-days should go. Documented for users in docs/site.md.
 *
 * A half-day a week at a place receives so many persons a year. The need that is left
 * without a place even when everyone is well directed (saturated + out of reach) is the need
 * less the maximum flow: half-days are given one by one to the place where it falls most.
 */

/** A place where half-days may go. */
typedef struct {
  const char *id, *name; /**< Of a site, or the code and name of a zone. */
  mlg_point at;
  size_t site; /**< In the directory; MLG_NO_SITE for a zone's centre. */
  size_t zone; /**< The finest zone that it lies in. */
  size_t most; /**< Half-days a week that it can be given. */
} mlg_candidate;

/** Five days of two half-days. */
enum { MLG_HALF_DAYS_A_WEEK = 10 };

typedef struct {
  size_t n;
  mlg_candidate *items;
} mlg_candidates;

/** The counted sites inside a zone, by id. */
mlg_status mlg_candidate_sites(mlg_arena *arena, const mlg_territory *territory,
                               const mlg_directory *directory, mlg_level extent_level,
                               size_t extent, mlg_candidates *candidates);

/** The centres of a level's zones inside a zone, by code. */
mlg_status mlg_candidate_zones(mlg_arena *arena, const mlg_territory *territory, mlg_level level,
                               mlg_level extent_level, size_t extent, mlg_candidates *candidates);

/**
 * Reads places from a table: columns `lieu` (a site's id, or that of any of its rows) or `zone`
 * (a code, at any level), or both, and `demi_journees` (how many half-days it has room for)
 * where it is given. Rejects what it cannot understand, with its line and the nearest name.
 */
mlg_status mlg_candidate_table(mlg_arena *arena, const mlg_table *table,
                               const mlg_territory *territory, const mlg_directory *directory,
                               mlg_findings *findings, mlg_candidates *candidates);

/** Persons that one half-day receives: those of the scenario's sessions, else of any
 *  scenario's, else the 13 of the Espaces Sociaux Communs of Rennes in 2023. */
mlg_range mlg_half_day_persons(const mlg_project *project, size_t scenario);

/** What one half-day a week receives in a year, in the scenario's unit: x weeks, and in persons
 *  / visits a person, as the project says. */
mlg_range mlg_half_day_capacity(const mlg_project *project, size_t scenario, mlg_range persons);

typedef struct {
  const mlg_project *project;
  const mlg_access *access;
  const mlg_need *need;
  size_t base;
  const mlg_directory *directory;
  mlg_family family;
  size_t scenario;
  size_t half_days;   /**< To be given. */
  mlg_range capacity; /**< Of each, a year. */
  const mlg_candidates *candidates;
} mlg_siting_request;

/** One half-day. */
typedef struct {
  size_t candidate;
  mlg_estimate gain; /**< Persons who get a place by it, at most its capacity. */
  double waiting;    /**< Persons within its reach who had no place just before. */
  size_t ties;       /**< Other candidates that would surely have won as many. */
} mlg_siting_step;

typedef struct {
  size_t n_steps; /**< Fewer than asked when no place wins anyone any more. */
  mlg_siting_step *steps;
  mlg_parts before, after; /**< Of the whole territory. */
} mlg_siting;

/**
 * Gives half-days one by one, each where it wins most persons (neighbours included); among
 * equals, where most persons within reach have no place yet, then in the candidates' order.
 * A gain's bounds are those of the same choices in the four joint runs of low and high needs
 * and capacities.
 *
 * What a set of half-days wins is submodular, so that this greedy choice wins at least
 * 1 - 1/e (63 %) of the best one (Nemhauser, Wolsey and Fisher 1978, Math. Programming
 * 14:265-294); and so that a gain of an earlier step bounds the later ones: few candidates
 * need be tried again (Minoux 1978, "Accelerated greedy algorithms").
 */
mlg_status mlg_siting_choose(mlg_arena *arena, const mlg_siting_request *request,
                             mlg_findings *findings, mlg_siting *siting);

#endif
