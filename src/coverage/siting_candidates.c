/* SPDX-License-Identifier: Apache-2.0 */
/* Where half-days may go, and what one of them is worth. */
#include <maillage/siting.h>

/* bilan des Espaces Sociaux Communs de Rennes, 2023: 5 712 received / 439 sessions. */
static const double PERSONS_A_SESSION = 13;

static bool is_inside(const mlg_territory *territory, size_t leaf, mlg_level level, size_t zone) {
  return leaf != MLG_NO_ZONE && mlg_territory_above(territory, leaf, level) == zone;
}

mlg_status mlg_candidate_sites(mlg_arena *arena, const mlg_territory *territory,
                               const mlg_directory *directory, mlg_level extent_level,
                               size_t extent, mlg_candidates *candidates) {
  *candidates = (mlg_candidates){0, MLG_NEW(arena, mlg_candidate, directory->n_sites)};
  MLG_HAVE(candidates->items);
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    if (site->status != MLG_COUNTED || !site->has_position) continue;
    if (!is_inside(territory, site->zone, extent_level, extent)) continue;
    candidates->items[candidates->n++] =
        (mlg_candidate){site->id, site->name, site->at, s, site->zone, MLG_HALF_DAYS_A_WEEK};
  }
  return MLG_OK;
}

mlg_status mlg_candidate_zones(mlg_arena *arena, const mlg_territory *territory, mlg_level level,
                               mlg_level extent_level, size_t extent, mlg_candidates *candidates) {
  size_t n = territory->n_zones[level];
  *candidates = (mlg_candidates){0, MLG_NEW(arena, mlg_candidate, n)};
  bool *listed = MLG_NEW(arena, bool, n);
  MLG_HAVE(candidates->items);
  MLG_HAVE(listed);
  for (size_t leaf = 0; n > 0 && leaf < territory->n_zones[MLG_IRIS]; leaf++) {
    size_t zone = mlg_territory_above(territory, leaf, level);
    if (zone == MLG_NO_ZONE || listed[zone]) continue;
    if (!is_inside(territory, leaf, extent_level, extent)) continue;
    const mlg_zone *of = &territory->zones[level][zone];
    listed[zone] = true;
    candidates->items[candidates->n++] =
        (mlg_candidate){of->code, of->name, of->centre, MLG_NO_SITE, leaf, MLG_HALF_DAYS_A_WEEK};
  }
  return MLG_OK;
}

mlg_range mlg_half_day_persons(const mlg_project *project, size_t scenario) {
  const mlg_range *own = &project->scenarios[scenario].places.per_session;
  if (own->value > 0) return *own;
  for (size_t s = 0; s < project->n_scenarios; s++)
    if (project->scenarios[s].places.per_session.value > 0)
      return project->scenarios[s].places.per_session;
  return (mlg_range){PERSONS_A_SESSION, PERSONS_A_SESSION, PERSONS_A_SESSION};
}

mlg_range mlg_half_day_capacity(const mlg_project *project, size_t scenario, mlg_range persons) {
  const mlg_offer_rules *rules = &project->offer;
  bool visits = project->scenarios[scenario].unit == MLG_VISITS;
  double factor = rules->weeks / (visits ? 1 : rules->visits_per_person);
  return (mlg_range){persons.value * factor, persons.low * factor, persons.high * factor};
}
