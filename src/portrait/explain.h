/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_EXPLAIN_H
#define PORTRAIT_EXPLAIN_H

#include "portrait/prose.h"

#include <maillage/portrait.h>

/** Zones whose cells are listed one by one; of more, only the sums are. */
enum { MLG_EXPLAIN_ZONES = 12 };

/** "1 234,6": an explanation shows what was computed, before it is rounded for a page. */
char *mlg_explain_number(mlg_arena *arena, double value);

/** "1 234,6 personnes [1 200,0 ; 1 300,0]"; no brackets around a sure figure. */
char *mlg_explain_interval(mlg_arena *arena, mlg_estimate estimate, const char *unit);

/** "276 cellules": digits, where a sentence would have words. */
char *mlg_explain_tally(mlg_arena *arena, size_t n, const char *plural);

/** What each flag means, a line each; "aucun" when there are none. */
void mlg_explain_flags(mlg_prose *prose, uint32_t flags);

/** The files read, then the table of the cells read, with their sums over several zones. */
void mlg_explain_cells(mlg_prose *prose, const mlg_figure *figure);

#endif
