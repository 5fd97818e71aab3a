/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TERMS_H
#define STORE_TERMS_H

#include "store/cursor.h"

/*
 * What a site and an offer have in common, in words rather than numbers: on what terms help is
 * given, and when. Both ways stand here side by side.
 */

/** Seven columns: acces, modes, tarif, publics, structure, labels, reserve. */
#define MLG_TERMS_COLUMNS "acces, modes, tarif, publics, structure, labels, reserve"
void mlg_row_terms(mlg_row *row, const mlg_terms *terms);
mlg_terms mlg_next_terms(mlg_cursor *cursor);

/** NULL where the source does not say, else 0 or 1. */
void mlg_row_answer(mlg_row *row, mlg_answer answer);
mlg_answer mlg_next_answer(mlg_cursor *cursor);

/** Three columns: horaires_connus, sur_rendez_vous, horaires_partiels. The openings themselves
 *  are rows of `ouverture`. */
#define MLG_SCHEDULE_COLUMNS "horaires_connus, sur_rendez_vous, horaires_partiels"
void mlg_row_schedule(mlg_row *row, const mlg_schedule *schedule);
mlg_schedule mlg_next_schedule(mlg_cursor *cursor);

/** What a capacity rests on, in a word. */
void mlg_row_capacity_kind(mlg_row *row, mlg_capacity_kind kind);
mlg_capacity_kind mlg_next_capacity_kind(mlg_cursor *cursor);

#endif
