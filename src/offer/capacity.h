/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_CAPACITY_H
#define OFFER_CAPACITY_H

#include <maillage/offer.h>

/**
 * @file
 * Capacities in persons a year: who draws on which row's hours, and what a number of
 * persons rests on.
 */

/** The row that a family of an organisation draws on, and its share of what the row says. */
typedef struct {
  const mlg_entry *entry; /**< NULL: no row says it. */
  double share;           /**< 1 over the families that draw on the same row. */
} mlg_share;

/** What a row may say of its families. */
typedef enum {
  MLG_SAYS_PERSONS, /**< Persons a year, or a week. */
  MLG_SAYS_HOURS,   /**< Hours of help a week. */
  MLG_SAYS_OPENING, /**< Opening hours: a row's own stand for all that its organisation does. */
} mlg_said;

/**
 * For each family of an organisation (see mlg_site_part), the first of its rows to say so,
 * in the order of its members. Two rows that give the same opening hours are one.
 */
void mlg_shares_of(const mlg_entry *entries, const mlg_site *part, mlg_said said,
                   mlg_share shares[MLG_FAMILY_COUNT]);

/** All that a capacity can rest on. */
typedef struct {
  mlg_arena *arena;
  const mlg_offer_rules *rules;
  const mlg_site *part; /**< The organisation. */
  mlg_share persons[MLG_FAMILY_COUNT], hours[MLG_FAMILY_COUNT], opening[MLG_FAMILY_COUNT];
  double helpers; /**< At once; NaN when no row of the organisation says. */
} mlg_basis;

/** Sets the capacity of one family, its kind, its origin and its weekly hours. */
mlg_status mlg_basis_take(const mlg_basis *basis, mlg_family family, mlg_offer *offer);

/** The hypothesis of the kind of place, bounded by the hours when they are known. */
mlg_status mlg_kind_take(const mlg_basis *basis, mlg_family family, mlg_offer *offer);

/** Persons a year that `hours` a week of one helper receive, over `weeks`. */
mlg_estimate mlg_persons_of_hours(const mlg_offer_rules *rules, double hours, double weeks);

/** "1 professionnel", "2,5 heures"; a noun of several words takes its own plural. */
char *mlg_capacity_words(mlg_arena *arena, double value, const char *noun);

/** Blanks what no place can do, each with a finding that says where. */
mlg_status mlg_declared_check(mlg_arena *arena, mlg_findings *findings, mlg_directory *directory);

/** Puts what the analyst gave in the place of the capacities of the offers it is about. */
mlg_status mlg_given_apply(mlg_arena *arena, const mlg_offer_rules *rules,
                           const mlg_given_capacities *given, mlg_findings *findings,
                           mlg_directory *directory);

#endif
