/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_SIMILAR_H
#define MAILLAGE_SIMILAR_H

#include <maillage/portrait.h>

/**
 * @file
 * Zones that a zone may fairly be set beside.
 */
enum { MLG_MOST_SIMILAR = 5 };

/** Zones of one level, the most alike first. */
typedef struct {
  size_t n;
  size_t zones[MLG_MOST_SIMILAR];
} mlg_similar;

/**
 * The zones of `level` nearest to `zone` by density and age: the distance between two is that of
 * their (log of inhabitants a km2, share of persons 65+), each over its standard deviation among
 * the level's zones. Without the indicator "plus_65", density alone. A zone whose density or share
 * is unknown is like no other. Ties go to the first code.
 */
mlg_status mlg_portrait_similar(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                mlg_similar *similar);

#endif
