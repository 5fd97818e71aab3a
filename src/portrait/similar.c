/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/similar.h>

#include <math.h>

enum { TRAITS = 2 }; /* density, age */

typedef struct {
  double is[TRAITS];
} traits;

/* A trait that no zone has parts nobody. */
static traits traits_of(const mlg_portrait *portrait, mlg_level level, size_t zone, size_t age) {
  double people = portrait->population == MLG_NO_INDICATOR
                      ? NAN
                      : mlg_need_value(portrait->need, level, zone, portrait->population).value;
  double area = portrait->territory->zones[level][zone].area_km2;
  double share = 0;
  if (age < portrait->project->n_indicators)
    share = mlg_need_rate(portrait->need, portrait->project->indicators, level, zone, age, 0).value;
  return (traits){{people > 0 && area > 0 ? log(people / area) : NAN, share}};
}

static bool is_known(traits t) { return !isnan(t.is[0]) && !isnan(t.is[1]); }

/* Puts one trait over its standard deviation; one that is the same everywhere stays so. */
static void standardise(traits *all, size_t n, int trait) {
  double sum = 0, squares = 0, known = 0;
  for (size_t i = 0; i < n; i++) {
    if (!is_known(all[i])) continue;
    sum += all[i].is[trait];
    known++;
  }
  for (size_t i = 0; i < n; i++)
    if (is_known(all[i])) squares += pow(all[i].is[trait] - sum / known, 2);
  double deviation = sqrt(squares / known);
  for (size_t i = 0; i < n && deviation > 0; i++) all[i].is[trait] /= deviation;
}

static double distance(traits a, traits b) { return hypot(a.is[0] - b.is[0], a.is[1] - b.is[1]); }

/* Zones come by code: of two as near, the first one stays first. */
static void insert(mlg_similar *similar, const traits *all, size_t of, size_t zone) {
  size_t at = similar->n;
  double far = distance(all[of], all[zone]);
  while (at > 0 && distance(all[of], all[similar->zones[at - 1]]) > far) at--;
  if (at == MLG_MOST_SIMILAR) return;
  if (similar->n < MLG_MOST_SIMILAR) similar->n++;
  for (size_t i = similar->n - 1; i > at; i--) similar->zones[i] = similar->zones[i - 1];
  similar->zones[at] = zone;
}

static mlg_status find_similar(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               size_t zone, mlg_similar *similar) {
  const mlg_project *project = portrait->project;
  size_t n = portrait->territory->n_zones[level];
  size_t age = mlg_indicator_find(project->indicators, project->n_indicators, "plus_65");
  traits *all = MLG_NEW(arena, traits, n + 1);
  MLG_HAVE(all);
  for (size_t i = 0; i < n; i++) all[i] = traits_of(portrait, level, i, age);
  for (int trait = 0; trait < TRAITS; trait++) standardise(all, n, trait);
  similar->n = 0;
  for (size_t i = 0; i < n && is_known(all[zone]); i++)
    if (i != zone && is_known(all[i])) insert(similar, all, zone, i);
  return MLG_OK;
}

mlg_status mlg_portrait_similar(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                mlg_similar *similar) {
  mlg_arena scratch = {0};
  mlg_status status = find_similar(&scratch, portrait, level, zone, similar);
  mlg_arena_free(&scratch);
  return status;
}
