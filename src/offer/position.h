/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_POSITION_H
#define OFFER_POSITION_H

/**
 * @file
 * What can be made of the two coordinates of a row.
 */
typedef enum {
  MLG_POSITION_GOOD,
  MLG_POSITION_SWAPPED, /**< Good once put back in order. */
  MLG_POSITION_MISSING, /**< Blank, unreadable or 0. */
  MLG_POSITION_ABROAD,  /**< Outside metropolitan France, either way round. */
} mlg_position_kind;

/** Reads and judges; the numbers are set, in order, when GOOD or SWAPPED. */
mlg_position_kind mlg_position_read(const char *latitude_text, const char *longitude_text,
                                    double *latitude, double *longitude);

#endif
