/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_CUT_H
#define MAILLAGE_CUT_H

#include <maillage/portrait.h>

/**
 * @file
 * A portrait of one zone, cut out of the portrait of a wider territory: figures are computed once,
 * so that help across the zone's limit counts, then shown zone by zone.
 */

/**
 * The portrait of `zone` of `level`, for the same outputs as the whole. Every row (need, coverage,
 * places, flows) is the whole's, to the last bit; nothing is computed anew. Levels wider than
 * `level` are left out. Sites are those in the zone and those that its people reach; whoever else
 * comes to these is a neighbour, as people outside the territory are in the whole.
 *
 * Maps are framed on the zone: the rate of the base, its count and the need that lacks help, a
 * small set so that a series stays quick. Classes are the whole's, the same in every zone: an
 * indicator without bounds of its own gets those of the whole's zones at its map's level.
 *
 * What is not about one zone (findings, files, scenarios) is borrowed from `whole`, which must
 * outlive `cut`.
 */
mlg_status mlg_portrait_cut(mlg_arena *arena, const mlg_portrait *whole, mlg_level level,
                            size_t zone, mlg_portrait *cut);

#endif
