/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_ESTIMATE_H
#define MAILLAGE_ESTIMATE_H

#include <stdbool.h>
#include <stdint.h>

/**
 * @file
 * A value, how far it may be off, and why.
 *
 * `low` and `high` carry doubts that zones share (a parameter, a suppressed
 * cell): they add. `variance` carries sampling: variances add. A value that is
 * not known is NaN, never 0; its `low` and `high` then say what is known.
 * The arithmetic treats its operands as independent: an operand used twice
 * gives a wider interval than needed, never a narrower one.
 */
typedef enum {
  MLG_PUBLISHED = 1 << 0,   /**< publie: as the producer gives it */
  MLG_ROUNDED = 1 << 1,     /**< arrondi */
  MLG_SUPPRESSED = 1 << 2,  /**< secret */
  MLG_IMPUTED = 1 << 3,     /**< impute */
  MLG_APPORTIONED = 1 << 4, /**< reparti */
  MLG_FRAGILE = 1 << 5,     /**< fragile: fewer than 200 persons, or a wide interval */
  MLG_CONVERTED = 1 << 6,   /**< converti: carried to another geography */
  MLG_EMPTY = 1 << 7,       /**< vide: nobody lives there */
  MLG_ABSENT = 1 << 8,      /**< absent */
  MLG_FLAG_END = 1 << 9,
} mlg_flag;

typedef struct {
  double value, low, high;
  double variance;
  uint32_t flags; /**< of mlg_flag */
} mlg_estimate;

/** A published value without doubt. */
mlg_estimate mlg_exact(double value);

/** A value known to lie between two bounds. */
mlg_estimate mlg_between(double value, double low, double high);

/** Nothing known but that it is not negative: value NaN, low 0, high infinite. */
mlg_estimate mlg_unknown(uint32_t flags);

/** Whether the value itself is known. */
bool mlg_is_known(mlg_estimate estimate);

mlg_estimate mlg_add(mlg_estimate a, mlg_estimate b);
mlg_estimate mlg_subtract(mlg_estimate a, mlg_estimate b);
mlg_estimate mlg_multiply(mlg_estimate a, mlg_estimate b);

/** Unknown (NaN, unbounded) when b may be 0. First-order variance. */
mlg_estimate mlg_divide(mlg_estimate a, mlg_estimate b);
mlg_estimate mlg_minimum(mlg_estimate a, mlg_estimate b);
mlg_estimate mlg_maximum(mlg_estimate a, mlg_estimate b);

/** Times an exact number. */
mlg_estimate mlg_scale(mlg_estimate a, double factor);

/** What is shown: low - 1.96 sd and high + 1.96 sd, cut at [floor, ceiling]. */
double mlg_shown_low(mlg_estimate estimate, double floor);
double mlg_shown_high(mlg_estimate estimate, double ceiling);

/** The word of one flag ("publie", "secret"…). */
const char *mlg_flag_word(mlg_flag flag);

/** Room for the words of all flags together. */
enum { MLG_FLAGS_BYTES = 80 };

/** Appends the words of the flags that are set, as "reparti;fragile"; returns the new end. */
char *mlg_append_flags(char *end, uint32_t flags);

#endif
