/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/group.h"

mlg_status mlg_groups_init(mlg_arena *arena, const mlg_comparison *comparison, mlg_groups *groups) {
  *groups = (mlg_groups){.comparison = comparison,
                         .group = MLG_NEW(arena, size_t, comparison->n),
                         .next = MLG_NEW(arena, size_t, comparison->n)};
  MLG_HAVE(groups->group);
  MLG_HAVE(groups->next);
  for (size_t i = 0; i < comparison->n; i++) groups->group[i] = groups->next[i] = i;
  return MLG_OK;
}

bool mlg_groups_forbid(const mlg_groups *groups, size_t a, size_t b) {
  for (size_t i = 0; i < groups->n_forbidden; i++) {
    mlg_pair pair = groups->forbidden[i];
    if ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a)) return true;
  }
  return false;
}

/* Two rings become one when two of their members exchange what follows them. */
static void link_rings(mlg_groups *groups, size_t a, size_t b) {
  size_t member = b;
  do {
    groups->group[member] = groups->group[a];
    member = groups->next[member];
  } while (member != b);
  size_t after = groups->next[a];
  groups->next[a] = groups->next[b];
  groups->next[b] = after;
}

static bool may_meet(const mlg_groups *groups, size_t a, size_t b, bool forced, bool one_roof) {
  if (mlg_groups_forbid(groups, a, b)) return false;
  return forced || mlg_match_bearable(groups->comparison, a, b, one_roof);
}

/* Every member of one against every member of the other: a chain is only as good as its ends. */
static bool join(mlg_groups *groups, size_t a, size_t b, bool forced, bool one_roof) {
  if (groups->group[a] == groups->group[b]) return true;
  size_t left = a, right = b;
  do {
    do {
      if (!may_meet(groups, left, right, forced, one_roof)) return false;
      right = groups->next[right];
    } while (right != b);
    left = groups->next[left];
  } while (left != a);
  link_rings(groups, a, b);
  return true;
}

bool mlg_groups_force(mlg_groups *groups, size_t a, size_t b) {
  return join(groups, a, b, true, false);
}

bool mlg_groups_join(mlg_groups *groups, size_t a, size_t b, bool one_roof) {
  return join(groups, a, b, false, one_roof);
}

mlg_status mlg_groups_list(mlg_arena *arena, const mlg_groups *groups, size_t **members,
                           size_t **first, size_t *n) {
  size_t n_ranks = groups->comparison->n, filled = 0;
  bool *listed = MLG_NEW(arena, bool, n_ranks);
  *members = MLG_NEW(arena, size_t, n_ranks);
  *first = MLG_NEW(arena, size_t, n_ranks + 1);
  MLG_HAVE(listed);
  MLG_HAVE(*members);
  MLG_HAVE(*first);
  *n = 0;
  for (size_t i = 0; i < n_ranks; i++) {
    if (listed[i]) continue;
    (*first)[(*n)++] = filled;
    for (size_t member = i; !listed[member]; member = groups->next[member]) {
      listed[member] = true;
      (*members)[filled++] = groups->comparison->features[member].entry;
    }
  }
  (*first)[*n] = filled;
  return MLG_OK;
}
