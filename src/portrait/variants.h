/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_VARIANTS_H
#define PORTRAIT_VARIANTS_H

#include "portrait/prose.h"

#include <maillage/portrait.h>

/** What the figure is a variant of, and how far from it; nothing when it is none. */
void mlg_explain_original(mlg_prose *prose, const mlg_figure *figure);

/** Each variant of the figure in its zone, how far from it, and why it is not used. */
void mlg_explain_variants(mlg_prose *prose, const mlg_figure *figure);

#endif
