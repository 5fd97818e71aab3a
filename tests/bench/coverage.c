/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long the coverage of a whole country takes, and how much memory: 49,000 zones and
 * 20,000 offers a family, five families one after another; for each the reach, the likely
 * allocation, the fairest flow and the sums by zone. Made-up places that gather in towns as
 * real ones do: some thousands of towns, a few of them large.
 *
 *   coverage car     20 minutes by car from everywhere, about 14.7 M arcs a family
 *   coverage mixed   20 minutes on foot in the large towns, by car elsewhere: below 1 M
 */
#define _DEFAULT_SOURCE
#include "coverage/fold.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ZONES = 49000, OFFERS = 20000, TOWNS = 3000, FAMILIES = 5 };

static const double SIDE = 740e3; /* m: the area of metropolitan France, as a square */

static double draw(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (double)(*state >> 11) / 9007199254740992.0;
}

/* Sum of uniforms: near enough to a bell. */
static double bell(uint64_t *state) {
  double sum = 0;
  for (int i = 0; i < 12; i++) sum += draw(state);
  return sum - 6;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct {
  mlg_point centre;
  double share, spread; /* cumulated; m */
} town;

/* Sizes fall as the inverse of the rank, to some power; larger towns spread wider. */
static void make_towns(uint64_t *seed, town *towns) {
  double all = 0;
  for (int i = 0; i < TOWNS; i++) {
    double size = pow(i + 1, -1);
    all += size;
    towns[i] = (town){{SIDE * draw(seed), SIDE * draw(seed)}, all, 1000 + 1000 * sqrt(size)};
  }
  for (int i = 0; i < TOWNS; i++) towns[i].share /= all;
}

/* A place of some town, or anywhere for one in `rural`; says which town, or -1. */
static mlg_point settle(uint64_t *seed, const town *towns, double rural, int *which) {
  *which = -1;
  if (draw(seed) < rural) return (mlg_point){SIDE * draw(seed), SIDE * draw(seed)};
  double u = draw(seed);
  int i = 0;
  while (i < TOWNS - 1 && towns[i].share < u) i++;
  *which = i;
  return (mlg_point){towns[i].centre.x + towns[i].spread * bell(seed),
                     towns[i].centre.y + towns[i].spread * bell(seed)};
}

/* What a family is made of: finest zones under one region, and offers. */
typedef struct {
  mlg_arena arena;
  mlg_territory territory;
  mlg_reach reach;
  mlg_access access;
  double *of_communes;
  mlg_inhabitants inhabitants;
  mlg_estimate *base, *need;
  uint64_t seed;
  town towns[TOWNS];
} country;

/* One commune a town of at least 10,000, one for all the rest: enough to say who walks. */
static void make_zones(country *c, double rural, double take_up) {
  c->territory.n_zones[MLG_IRIS] = ZONES;
  c->territory.n_zones[MLG_COMMUNE] = 2;
  c->territory.n_zones[MLG_REGION] = 1;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    c->territory.zones[level] = MLG_NEW(&c->arena, mlg_zone, c->territory.n_zones[level]);
  c->of_communes = MLG_NEW(&c->arena, double, 2);
  c->of_communes[0] = 100000;
  c->of_communes[1] = 1000;
  c->inhabitants = (mlg_inhabitants){.commune = c->of_communes};
  c->base = MLG_NEW(&c->arena, mlg_estimate, ZONES);
  c->need = MLG_NEW(&c->arena, mlg_estimate, ZONES);
  for (size_t z = 0; z < ZONES; z++) {
    int which;
    mlg_zone *zone = &c->territory.zones[MLG_IRIS][z];
    zone->centre = settle(&c->seed, c->towns, rural, &which);
    for (int level = 0; level < MLG_LEVEL_COUNT; level++) zone->parent[level] = MLG_NO_ZONE;
    zone->parent[MLG_IRIS] = z;
    /* A third of the French live in the communes of 10,000 inhabitants or more's walks. */
    zone->parent[MLG_COMMUNE] = which >= 0 && which < 900 ? 0 : 1;
    zone->parent[MLG_REGION] = 0;
    double persons = 340 * exp(0.8 * bell(&c->seed)) / exp(0.32);
    c->base[z] = mlg_exact(persons);
    c->need[z] = mlg_exact(take_up * persons);
  }
}

static void make_country(country *c, bool mixed, double rural, double take_up) {
  c->seed = 1;
  make_towns(&c->seed, c->towns);
  make_zones(c, rural, take_up);
  c->reach = (mlg_reach){.modes = {{20, 4, 1.3, MLG_GAUSSIAN}, {20, 40, 1.3, MLG_GAUSSIAN}},
                         .town_from = mixed ? 10000 : 1e9,
                         .tries = 1};
  mlg_access_build(&c->arena, &c->reach, &c->territory, &c->inhabitants, NULL, NULL, 0, &c->access);
}

static mlg_status run_family(country *c, int family, double rural, mlg_coverage *coverage) {
  mlg_arena arena = {0}, scratch = {0};
  mlg_destination *to = MLG_NEW(&arena, mlg_destination, OFFERS);
  mlg_estimate *capacity = MLG_NEW(&arena, mlg_estimate, OFFERS);
  mlg_zone_parts *parts = MLG_NEW(&arena, mlg_zone_parts, ZONES);
  mlg_family_case f = {.family = (mlg_family)family,
                       .weight = 1,
                       .access = &c->access,
                       .base = c->base,
                       .capacity = capacity,
                       .destinations = to};
  for (size_t i = 0; i < OFFERS; i++) {
    int which;
    to[i] = (mlg_destination){settle(&c->seed, c->towns, rural, &which), i, NULL};
    capacity[i] = mlg_exact(360 / 1.7 * (0.3 + 1.4 * draw(&c->seed)));
  }
  double start = now();
  MLG_TRY(mlg_graph_build(&arena, &c->access, to, OFFERS, &f.graph));
  double built = now();
  mlg_allocation allocation;
  MLG_TRY(mlg_run_parts(&scratch, &f, c->need, MLG_REFERENCE_RUN, parts, &allocation));
  double allocated = now();
  MLG_TRY(mlg_fold_parts(&scratch, &c->territory, &f, 0, MLG_REFERENCE_RUN, parts, coverage));
  const mlg_parts *all = mlg_coverage_parts(coverage, MLG_REGION, 0, (mlg_family)family, 0);
  printf("family %d: %.1f M arcs; graph %.2f s, allocations %.2f s, sums %.2f s; need %.0f ="
         " %.0f + %.0f + %.0f + %.0f\n",
         family, (double)f.graph.n_arcs / 1e6, built - start, allocated - built, now() - allocated,
         all->need.value, all->part[0].value, all->part[1].value, all->part[2].value,
         all->part[3].value);
  mlg_arena_free(&scratch);
  mlg_arena_free(&arena);
  return MLG_OK;
}

int main(int argc, char **argv) {
  static country c;
  const bool mixed = argc > 1 && strcmp(argv[1], "mixed") == 0;
  const double take_up = argc > 2 ? strtod(argv[2], NULL) : 0.17;
  const double rural = 0.18;
  make_country(&c, mixed, rural, take_up);
  mlg_coverage coverage = {.n_scenarios = 1};
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    coverage.parts[level] =
        MLG_NEW(&c.arena, mlg_parts, c.territory.n_zones[level] * MLG_FAMILY_COUNT);
  double start = now();
  for (int family = 0; family < FAMILIES; family++)
    if (run_family(&c, family, rural, &coverage) != MLG_OK) return 1;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%s: %.1f s for five families (%.1f s of processor), %ld MB at most\n",
         mixed ? "on foot and by car" : "by car", now() - start,
         (double)usage.ru_utime.tv_sec + 1e-6 * (double)usage.ru_utime.tv_usec,
         usage.ru_maxrss / 1024);
  mlg_arena_free(&c.arena);
  return 0;
}
