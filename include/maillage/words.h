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

/**
 * The kinds of map. A rate is shaded, persons are circles: the kind says which, and there is
 * no way to shade a number of persons.
 */
typedef enum {
  MLG_MAP_RATE,          /**< Zones shaded by a rate. */
  MLG_MAP_COUNT,         /**< Circles: persons of an indicator. */
  MLG_MAP_COUNT_RATE,    /**< Circles sized by persons, coloured by their rate. */
  MLG_MAP_NEED,          /**< Circles: persons left without, by main cause; sites on top. */
  MLG_MAP_NEED_OFFER,    /**< Zones shaded by the uncovered share; sites by capacity. */
  MLG_MAP_CROSSED,       /**< Zones by uncovered share and by places in reach, 3 x 3. */
  MLG_MAP_FAMILIES,      /**< The uncovered share of each family: five maps in one. */
  MLG_MAP_DIFFERENCE,    /**< Zones shaded by a difference of rates that the caller gives. */
  MLG_MAP_DISCONTINUITY, /**< Lines as wide as the gap between two neighbours' rates. */
  MLG_MAP_KIND_COUNT
} mlg_map_kind;

/** How bounds of classes are chosen. */
typedef enum {
  MLG_CLASS_OWN,       /**< The indicator's bounds, else quantiles. */
  MLG_CLASS_QUANTILES, /**< As many zones in each. */
  MLG_CLASS_EQUAL,     /**< Equal widths. */
  MLG_CLASS_DEVIATION, /**< One standard deviation wide, the middle one around the mean. */
  MLG_CLASS_NATURAL,   /**< Least variance within classes (Fisher 1958; ckmeans). */
  MLG_CLASS_Q6_WIDE,   /**< Quantiles 5, 27.5, 50, 72.5, 95 %. */
  MLG_CLASS_Q6,        /**< Quantiles 5, 25, 50, 75, 95 %. */
  MLG_CLASS_HEAD_TAIL, /**< Mean, then mean of what exceeds it, and so on (Jiang 2013). */
  MLG_CLASS_GEOMETRIC, /**< Widths in geometric progression. */
  MLG_CLASS_GIVEN,     /**< Bounds that someone chose. */
  MLG_CLASS_METHOD_COUNT
} mlg_class_method;

/** The pages that pictures are laid out on. */
typedef enum {
  MLG_PAGE_SLIDE, /**< 16:9. */
  MLG_PAGE_A4_LANDSCAPE,
  MLG_PAGE_A4_PORTRAIT,
  MLG_PAGE_COUNT
} mlg_page;

/** The kinds of chart. */
typedef enum {
  MLG_CHART_RANKS,    /**< Zones in the order of a rate, each with its interval. */
  MLG_CHART_PARTS,    /**< The four parts of the need of a family, a bar a zone. */
  MLG_CHART_CAPACITY, /**< Need, places and what is left, a bar a family. */
  MLG_CHART_AGES,     /**< Shares of age groups: a zone beside what holds it. */
  MLG_CHART_COUNT
} mlg_chart_kind;

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
extern const mlg_word MLG_MAP_KINDS[MLG_MAP_KIND_COUNT];
extern const mlg_word MLG_CLASS_METHODS[MLG_CLASS_METHOD_COUNT];
extern const mlg_word MLG_PAGES[MLG_PAGE_COUNT];
extern const mlg_word MLG_CHARTS[MLG_CHART_COUNT];

/** The index of `code` in `words`, or `count` when it is not there. */
size_t mlg_word_find(const mlg_word *words, size_t count, const char *code);

#endif
