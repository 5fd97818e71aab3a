/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_HEADLINE_H
#define PORTRAIT_HEADLINE_H

#include <maillage/portrait.h>

/** What fits on two lines of a slide's title (42 px on 1 800 px), in signs. */
enum { MLG_HEADLINE_SIGNS = 155 };

/** How many zones a headline names at most. */
enum { MLG_HEADLINE_ZONES = 3 };

/** Zones of an extent that a headline may name, best first. */
typedef struct {
  const mlg_portrait *portrait;
  mlg_level extent_level, level;
  size_t n;
  size_t *zones;
  size_t indicator;
  mlg_family family;
  mlg_part cause; /**< The main one in the extent. */
  double whole;   /**< The figure of the extent… */
  double bound;   /**< …and the rate that the named zones exceed, if any. */
} mlg_candidates;

/** What a headline says of its first `n` candidates; "" for nothing. */
typedef char *mlg_tail(mlg_arena *arena, const mlg_candidates *among, size_t n);

/** `lead` with the tail that names as many candidates as fit; `lead` alone when none does. */
char *mlg_headline_fit(mlg_arena *arena, const mlg_candidates *among, const char *lead, size_t most,
                       mlg_tail *tail);

/** The names of the first `n` candidates: "Le Blosne et Bréquigny". */
char *mlg_headline_names(mlg_arena *arena, const mlg_candidates *among, size_t n);

/** The rate of a zone among the candidates (a mlg_candidates); NaN when it cannot be shown. */
double mlg_candidate_rate(const void *among, size_t zone);

/** Whether the indicator is PORTREA's fragility, which has its own sentences. */
bool mlg_is_fragility(const mlg_indicator *indicator);

#endif
