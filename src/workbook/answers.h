/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_ANSWERS_H
#define WORKBOOK_ANSWERS_H

#include <maillage/offer.h>

/* What sources say of an offer, in words for people. What none says is "non renseigné", which is
 * not a no. Lists are arena-owned, NULL when memory is short. */

const char *mlg_answer_words(mlg_answer answer); /* "oui", "non", "non renseigné" */
const char *mlg_price_words(mlg_price price);
char *mlg_access_words(mlg_arena *arena, unsigned access);
char *mlg_modes_words(mlg_arena *arena, unsigned modes);

/* "A|B" as "A, B"; NULL as "". */
char *mlg_joined_words(mlg_arena *arena, const char *values);

/* Whether an opening week shows it; a week that is not known says neither yes nor no. */
mlg_answer mlg_opens_in_evening(const mlg_schedule *schedule);
mlg_answer mlg_opens_on_saturday(const mlg_schedule *schedule);

#endif
