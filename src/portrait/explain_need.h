/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_EXPLAIN_NEED_H
#define PORTRAIT_EXPLAIN_NEED_H

#include "portrait/prose.h"

#include <maillage/portrait.h>

/** Signs of the labels: wide enough for "Autres complètes". */
enum { MLG_NEED_LABEL = 18 };

/** The finest zones where persons are left without help, the most first; nothing for one zone. */
void mlg_explain_zones(mlg_prose *prose, const mlg_need_figure *figure);

/** The offers within reach: what they can receive, whom they do, and which are full. */
void mlg_explain_offers(mlg_prose *prose, const mlg_need_figure *figure);

#endif
