/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_EXPLAIN_H
#define PORTRAIT_EXPLAIN_H

#include "portrait/prose.h"

#include <maillage/portrait.h>

/** Zones whose cells are listed one by one; of more, only the sums are. */
enum { MLG_EXPLAIN_ZONES = 12 };

/** The files read, then the table of the cells read, with their sums over several zones. */
void mlg_explain_cells(mlg_prose *prose, const mlg_figure *figure);

#endif
