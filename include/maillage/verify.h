/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_VERIFY_H
#define MAILLAGE_VERIFY_H

#include <maillage/portrait.h>

/**
 * @file
 * What an analyst should ask by telephone, the places that matter most first.
 */

/** Why a site is worth a call; bits. */
enum {
  MLG_VERIFY_HOURS = 1,      /**< Its hours are unknown, or were not understood. */
  MLG_VERIFY_CAPACITY = 2,   /**< The capacity of one of its offers is unknown. */
  MLG_VERIFY_STALE = 4,      /**< Its most recent row is old. */
  MLG_VERIFY_UNDATED = 8,    /**< No row has a date. */
  MLG_VERIFY_POSITION = 16,  /**< It has no position of its own. */
  MLG_VERIFY_TWIN = 32,      /**< Another site may be the same. */
  MLG_VERIFY_BASICS = 64,    /**< It leaves something of the socle commun unsaid. */
  MLG_VERIFY_SERVICES = 128, /**< What it does is unknown. */
  MLG_VERIFY_STOPS = 256,    /**< Where it stops is unknown. */
};

typedef struct {
  size_t site;
  unsigned reasons;
  bool counted; /**< The project counts it. */
  size_t twin;  /**< The site that is the most like it, or (size_t)-1. */
  /** Persons around it who look for help with procedures and find none by themselves: the
   *  uncovered need of each finest zone within reach, weighted by attraction (1 at the door,
   *  less with distance), in the reference scenario. 0 when it is not known where it stands. */
  double uncovered;
} mlg_to_verify;

/**
 * The sites of the territory, or within its reach, that are worth a call, by uncovered need
 * around them, then by id. Those that receive nobody are left out. `portrait->coverage->access`
 * is set.
 */
mlg_status mlg_verify_build(mlg_arena *arena, const mlg_portrait *portrait,
                            mlg_to_verify **to_verify, size_t *n);

/** French: "horaires inconnus ; même lieu que « CCAS » ?". NULL when memory is short. */
char *mlg_verify_words(mlg_arena *arena, const mlg_portrait *portrait, const mlg_to_verify *one);

#endif
