/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_POSITION_H
#define OFFER_POSITION_H

#include <maillage/table.h>
#include <stdbool.h>

/**
 * @file
 * What can be made of the two coordinates of a row.
 */
typedef enum {
  MLG_POSITION_GOOD,
  MLG_POSITION_SWAPPED, /**< Good once put back in order. */
  MLG_POSITION_METRES,  /**< Lambert-93 where degrees were expected. */
  MLG_POSITION_MISSING, /**< Blank, unreadable or 0. */
  MLG_POSITION_ABROAD,  /**< Outside metropolitan France, either way round. */
} mlg_position_kind;

/** Reads and judges; the numbers are set, in order and in degrees, unless MISSING or ABROAD. */
mlg_position_kind mlg_position_read(const char *latitude_text, const char *longitude_text,
                                    double *latitude, double *longitude);

/** "48.1, -1.6": the two texts, in `latitude` and `longitude` of 32 bytes; false when not two. */
bool mlg_position_split(const char *text, char latitude[32], char longitude[32]);

/** The point of a WKB shape in EPSG:2154, in degrees; false when it is no point. */
bool mlg_position_of_shape(mlg_blob shape, double *latitude, double *longitude);

#endif
