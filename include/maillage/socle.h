/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_SOCLE_H
#define MAILLAGE_SOCLE_H

#include <maillage/portrait.h>

/**
 * @file
 * The "socle commun" of the Espaces Sociaux Communs, as a check: what every zone should
 * find in one of its sites, and whom to telephone where nobody says.
 */

/** What the sites of one zone say of MLG_BASICS. Sites that do not count are not asked. */
typedef struct {
  size_t n_sites;
  size_t tally[MLG_BASIC_COUNT][MLG_YES + 1]; /**< Sites, by answer. */
  /** Yes: a site has it. No: every site says, and none has. Not said: else, and also where no
   *  site is listed, which is not the same as there being none. */
  mlg_answer basics[MLG_BASIC_COUNT];
  size_t n_calls;
  size_t *calls; /**< Sites that leave something unsaid, those that leave the most first. */
} mlg_socle;

/** One entry a zone of `level`, arena-owned. */
mlg_status mlg_socle_build(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                           mlg_socle **zones);

/** "présent", "absent", "à demander". */
const char *mlg_socle_answer(mlg_answer answer);

/** What a site leaves unsaid: "wifi public, borne CAF"; "" when it says all. */
char *mlg_socle_unsaid(mlg_arena *arena, const mlg_site *site);

#endif
