/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_GROUP_H
#define OFFER_GROUP_H

#include "offer/match.h"

/**
 * @file
 * Groups of ranks that grow pair by pair, and refuse to grow too far.
 */
typedef struct {
  const mlg_comparison *comparison;
  size_t *group; /* by rank: one rank of its group */
  size_t *next;  /* by rank: the next member of its group, in a ring */
  size_t n_forbidden;
  mlg_pair *forbidden;
} mlg_groups;

/** Each rank alone. */
mlg_status mlg_groups_init(mlg_arena *arena, const mlg_comparison *comparison, mlg_groups *groups);

bool mlg_groups_forbid(const mlg_groups *groups, size_t a, size_t b);

/** Joins the groups of two ranks unless two of their members are forbidden to meet. */
bool mlg_groups_force(mlg_groups *groups, size_t a, size_t b);

/** Likewise, and unless two of their members could not bear each other. */
bool mlg_groups_join(mlg_groups *groups, size_t a, size_t b, bool one_roof);

/** The members of each group one after the other, as entries; `first` has one bound more than
 *  groups. Groups come in the order of their least ranks. */
mlg_status mlg_groups_list(mlg_arena *arena, const mlg_groups *groups, size_t **members,
                           size_t **first, size_t *n);

#endif
