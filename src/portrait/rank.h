/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_RANK_H
#define PORTRAIT_RANK_H

#include <stddef.h>

/** What a zone is ranked by; NaN when it has no figure. */
typedef double mlg_key(const void *context, size_t zone);

/**
 * Sorts zones by key, largest first, those without one last; equal keys keep
 * the order of codes, which is the order of the territory's zones.
 */
void mlg_rank_by(mlg_key *key, const void *context, size_t *zones, size_t n);

#endif
