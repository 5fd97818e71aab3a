/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_SIGNS_H
#define DRAW_SIGNS_H

#include <maillage/portrait.h>

#include "draw/scene.h"

/** The sign of a zone without a figure: never to be taken for a low figure. */
mlg_paint mlg_sign(mlg_shown shown);

/** A zone as a light ground for what stands on it; its sign where it has no figure. */
mlg_paint mlg_ground_paint(mlg_shown shown);

/** The circle of a main cause: colour, and a sign that does without colour. */
mlg_paint mlg_cause_paint(mlg_part part);

#endif
