/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_ATLAS_KEY_H
#define DRAW_ATLAS_KEY_H

#include <maillage/beside.h>

#include "draw/key.h"

/**
 * @file
 * All that one asks about the zone of a sheet: its figures, the parts of its need, the nearest
 * places, its landmarks.
 */

/** `beside` NULL: no landmarks. */
void mlg_sheet_key(mlg_key *key, const mlg_beside *beside);

#endif
