/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_PHRASES_H
#define PORTRAIT_PHRASES_H

#include <maillage/portrait.h>
#include <stdbool.h>

/**
 * @file
 * The French that sentences share: set phrases, and numbers with their nouns.
 */

/** Said in place of a figure that is not known. */
#define MLG_NOT_KNOWN "n.d."

/** A share said with small numbers: "trois … sur dix". */
typedef struct {
  double share;
  const char *before, *after; /**< "trois", "sur dix". */
  const char *noun;           /**< "un tiers", "la moitié"; NULL when there is none. */
} mlg_fraction;

/** The fraction within a point of `share`, or NULL. */
const mlg_fraction *mlg_fraction_near(double share);

/** "un tiers", or "29 %" when no plain fraction is near. */
char *mlg_share_noun(mlg_arena *arena, double share);

/** "29 %" from 0.29, no decimal. */
char *mlg_whole_percent(mlg_arena *arena, double ratio);

/** "1 060 personnes", "1 personne": three significant digits, unit in the singular below 2. */
char *mlg_quantity(mlg_arena *arena, double value, const char *unit);

/** The unit agreeing with the value: below 2, the singular. */
char *mlg_unit_for(mlg_arena *arena, double value, const char *unit);

/** As few decimals as the value needs: "7,3", "5", "0,08". */
char *mlg_plain_number(mlg_arena *arena, double value);

/** "7,3 [5 ; 10]"; no brackets when the range is a point. */
char *mlg_range_text(mlg_arena *arena, double value, double low, double high);

/** "trois quartiers", in digits above ten; `one` carries its article: "un quartier". */
char *mlg_counted(mlg_arena *arena, size_t n, const char *one, const char *plural);

/** "1er", "2e". */
char *mlg_ordinal(mlg_arena *arena, size_t rank);

/** "des non-scolarisés": the denominator inside a sentence; « its label » when it has no phrase. */
char *mlg_of_denominator(mlg_arena *arena, const mlg_indicator *denominator);

/** The text with its first letter in lower case: for a label inside a sentence. */
char *mlg_uncapital(mlg_arena *arena, const char *text);

/** What people of a family look for: "une aide aux démarches". */
const char *mlg_family_object(mlg_family family);

/** The family as the head of a line: "Aide aux démarches". */
const char *mlg_family_noun(mlg_family family);

/** Why a part of the need is uncovered: "faute de place"; "" for the served part. */
const char *mlg_cause_phrase(mlg_part part);

/** ", surtout faute de place": the main cause; "" when nothing is uncovered. */
char *mlg_cause_clause(mlg_arena *arena, const mlg_parts *parts);

#endif
