/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PORTRAIT_WORDS_H
#define TESTS_PORTRAIT_WORDS_H

/* The hand-made portrait under names that French has to bend to. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "portrait_fixture.h"

#include <maillage/text.h>

/* Spaces that do not break, short enough to read in an expected sentence. */
#define N MLG_NNBSP
#define B MLG_NBSP

enum { TOWN, VILLAGE };                           /* communes 01001 and 01002 */
enum { LONG_NAME, WITH_ARTICLE, VILLAGE_ITSELF }; /* their quarters */

static inline mlg_portrait *words_portrait(mlg_arena *arena) {
  mlg_portrait *portrait = fx_portrait(arena);
  mlg_zone *const *zones = portrait->territory->zones;
  zones[MLG_EPCI][0].name = "Rennes Métropole";
  zones[MLG_COMMUNE][TOWN].name = "Rennes";
  zones[MLG_COMMUNE][VILLAGE].name = zones[MLG_QUARTIER][VILLAGE_ITSELF].name = "Le Rheu";
  zones[MLG_QUARTIER][LONG_NAME].name = "Villejean - Beauregard";
  zones[MLG_QUARTIER][WITH_ARTICLE].name = "Le Blosne";
  return portrait;
}

static inline void words_set(const mlg_portrait *portrait, mlg_level level, size_t zone,
                             size_t indicator, mlg_estimate estimate) {
  portrait->need->values[level][zone * FX_INDICATORS + indicator] = estimate;
}

/* The parts of a zone's need for one family in the reference scenario. */
static inline mlg_parts *words_parts(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                     mlg_family family) {
  return &portrait->coverage->parts[level][(zone * MLG_FAMILY_COUNT + family) * FX_SCENARIOS];
}

static inline void words_uncover(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                 double orientation, double saturated, double out_of_reach) {
  mlg_parts *parts = words_parts(portrait, level, zone, MLG_AIDER);
  parts->part[MLG_ORIENTATION] = mlg_exact(orientation);
  parts->part[MLG_SATURATED] = mlg_exact(saturated);
  parts->part[MLG_OUT_OF_REACH] = mlg_exact(out_of_reach);
}

#endif
