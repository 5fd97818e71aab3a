/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SMALL_WORLD_H
#define TESTS_SMALL_WORLD_H

#include "near.h"

#include "graphs.h"

#include <maillage/siting.h>
#include <stdlib.h>
#include <string.h>

/* Zones and places, from which one walks 1026 m; one offer for `aider` a site. */
enum { MOST = 12 };

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_project project;
  mlg_scenario scenarios[2]; /* the second is the variant's */
  mlg_territory territory;
  mlg_need need;
  mlg_directory directory;
  mlg_access access;
  mlg_candidate items[MOST];
  mlg_candidates candidates;
  mlg_siting_request request;
  mlg_siting siting;
  mlg_variant variant;
  mlg_action actions[MOST];
  mlg_coverage coverage;
} world;

static inline int set_up(void **state) {
  world *w = calloc(1, sizeof *w);
  w->findings.arena = &w->arena;
  w->scenarios[0] = (mlg_scenario){.id = "tous", .take_up = 1};
  w->scenarios[1] = (mlg_scenario){.id = "variante", .take_up = 1, .variant = &w->variant};
  w->variant = (mlg_variant){.id = "variante", .actions = w->actions};
  w->project =
      (mlg_project){.n_scenarios = 1,
                    .scenarios = w->scenarios,
                    .weights = {1, 1, 1, 1, 1},
                    .offer = {.weeks = 36, .visits_per_person = 1.8, .professionals = {1, 0.5, 2}},
                    .reach = {.modes = {{20, 4, 1.3, MLG_STEP}}, .tries = 1}};
  w->need.n_indicators = 1;
  w->directory.recorded[MLG_AIDER] = true;
  w->candidates.items = w->items;
  *state = w;
  return 0;
}

static inline int tear_down(void **state) {
  world *w = *state;
  mlg_arena_free(&w->arena);
  free(w);
  return 0;
}

static inline void settle(world *w, const mlg_point *at, const double *persons, size_t n) {
  w->territory.n_zones[MLG_IRIS] = n;
  w->territory.zones[MLG_IRIS] = MLG_NEW(&w->arena, mlg_zone, n);
  w->need.values[MLG_IRIS] = MLG_NEW(&w->arena, mlg_estimate, n);
  mlg_index_init(&w->territory.index[MLG_IRIS], &w->arena, n);
  for (size_t i = 0; i < n; i++) {
    mlg_zone zone = {.code = mlg_arena_printf(&w->arena, "35238%04zu", i), .centre = at[i]};
    for (int level = 0; level < MLG_LEVEL_COUNT; level++) zone.parent[level] = MLG_NO_ZONE;
    zone.parent[MLG_IRIS] = i;
    w->territory.zones[MLG_IRIS][i] = zone;
    mlg_index_add(&w->territory.index[MLG_IRIS], zone.code, i, NULL);
    w->need.values[MLG_IRIS][i] = mlg_between(persons[i], 0.8 * persons[i], 1.2 * persons[i]);
  }
}

static inline void open_offers(world *w, const mlg_point *at, const double *capacity, size_t n) {
  w->directory.sites = MLG_NEW(&w->arena, mlg_site, n);
  w->directory.offers = MLG_NEW(&w->arena, mlg_offer, n);
  w->directory.n_sites = w->directory.n_offers = n;
  for (size_t i = 0; i < n; i++) {
    w->directory.sites[i] = (mlg_site){
        .id = mlg_arena_printf(&w->arena, "lieu-%zu", i), .at = at[i], .has_position = true};
    w->directory.offers[i] =
        (mlg_offer){.site = i,
                    .family = MLG_AIDER,
                    .capacity = mlg_between(capacity[i], 0.5 * capacity[i], 2 * capacity[i])};
  }
}

static inline mlg_point draw_point(uint64_t *seed) {
  double x = 4000 * draw(seed);
  return (mlg_point){x, 4000 * draw(seed)};
}

#endif
