/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand_case.h"

static bool reaches(const mlg_family_case *c, size_t origin) {
  return c->graph.first[origin + 1] > c->graph.first[origin];
}

mlg_status mlg_case_keep_to_reach(mlg_arena *arena, mlg_family_case *c) {
  const mlg_access *all = c->access;
  mlg_access *own = MLG_NEW(arena, mlg_access, 1);
  mlg_origin *origins =
      mlg_arena_grow(arena, all->origins, all->n_origins, all->n_origins, sizeof *origins);
  MLG_HAVE(own);
  MLG_HAVE(origins);
  for (size_t zone = 0; zone < all->n_zones; zone++) {
    double within = 0;
    for (size_t o = all->first[zone]; o < all->first[zone + 1]; o++)
      if (reaches(c, o)) within += origins[o].share;
    for (size_t o = all->first[zone]; within > 0 && o < all->first[zone + 1]; o++)
      origins[o].share *= reaches(c, o) ? 1 / within : 0;
  }
  *own = *all;
  own->origins = origins;
  c->access = own;
  return MLG_OK;
}
