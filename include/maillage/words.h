/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_WORDS_H
#define MAILLAGE_WORDS_H

#include <stddef.h>

/**
 * @file
 * The field's standing lists: levels, families of need, causes. One word for
 * one thing everywhere: the words below name project keys, columns and files.
 */

/** From the finest to the widest. */
typedef enum {
  MLG_IRIS, /**< The finest zones: IRIS, and whole communes that have none (type Z). */
  MLG_QUARTIER,
  MLG_COMMUNE,
  MLG_EPCI,
  MLG_DEPARTEMENT,
  MLG_REGION,
  MLG_LEVEL_COUNT
} mlg_level;

/** PORTREA's five families of need. They are never summed. */
typedef enum {
  MLG_INFORMER,
  MLG_ACCEDER,
  MLG_DEPANNER,
  MLG_AIDER,
  MLG_APPRENDRE,
  MLG_FAMILY_COUNT
} mlg_family;

/** The four parts of a need, in the order in which they are shown. */
typedef enum {
  MLG_SERVED,       /**< couvert: find a place by themselves */
  MLG_ORIENTATION,  /**< orientation: would find one if everyone were well directed */
  MLG_SATURATED,    /**< sature: an offer in reach, no place left even then */
  MLG_OUT_OF_REACH, /**< hors_portee: no listed offer of the family in reach */
  MLG_PART_COUNT
} mlg_part;

/** How an offer's attraction falls with distance. */
typedef enum {
  MLG_STEP,
  MLG_LINEAR,
  MLG_GAUSSIAN,
  MLG_EXPONENTIAL,
  MLG_DREES, /**< 1 up to half the reach, 2/3 up to three quarters, 1/3 up to its end. */
  MLG_DECAY_COUNT
} mlg_decay;

/** A word as data and as a reader meets it. */
typedef struct {
  const char *code;        /**< ASCII: keys, columns, files. */
  const char *label;       /**< French, singular: "quartier", "être aidé". */
  const char *plural;      /**< French: "quartiers". */
  const char *description; /**< French, one sentence; may be "". */
} mlg_word;

extern const mlg_word MLG_LEVELS[MLG_LEVEL_COUNT];
extern const mlg_word MLG_FAMILIES[MLG_FAMILY_COUNT];
extern const mlg_word MLG_PARTS[MLG_PART_COUNT];
extern const mlg_word MLG_DECAYS[MLG_DECAY_COUNT];

/** The index of `code` in `words`, or `count` when it is not there. */
size_t mlg_word_find(const mlg_word *words, size_t count, const char *code);

#endif
