/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand.h"

#include <math.h>
#include <string.h>

/* Whether `item` is one of the values of `list`, which "|" joins. */
static bool holds(const char *list, const char *item) {
  size_t length = strlen(item);
  for (const char *at = list; at != NULL && *at != '\0';) {
    const char *end = strchr(at, '|');
    size_t n = end == NULL ? strlen(at) : (size_t)(end - at);
    if (n == length && strncmp(at, item, n) == 0) return true;
    at = end == NULL ? NULL : end + 1;
  }
  return false;
}

static bool has_typology(const mlg_scenario_places *places, const mlg_site *site) {
  for (size_t i = 0; i < places->n_typologies; i++)
    if (holds(site->typology, places->typologies[i])) return true;
  return false;
}

static bool is_in_zone(const mlg_territory *territory, const char *code, const mlg_site *site) {
  if (code == NULL) return true;
  if (site->zone == MLG_NO_ZONE) return false;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t zone = mlg_territory_above(territory, site->zone, (mlg_level)level);
    if (zone != MLG_NO_ZONE && strcmp(territory->zones[level][zone].code, code) == 0) return true;
  }
  return false;
}

/* Marks the sites that ids name. A site joined from several rows answers to each row's id. */
static mlg_status mark_listed(mlg_arena *arena, const mlg_project *project,
                              const mlg_scenario_places *places, const mlg_directory *directory,
                              mlg_findings *findings, bool *marked) {
  mlg_index entries;
  MLG_TRY(mlg_index_init(&entries, arena, directory->n_entries));
  for (size_t s = 0; s < directory->n_sites; s++)
    for (size_t e = 0; e < directory->sites[s].n_entries; e++) {
      size_t held;
      const char *id = directory->entries[directory->sites[s].entries[e]].id;
      MLG_TRY(mlg_index_add(&entries, id, s, &held));
    }
  const mlg_dataset *dataset = &project->datasets[places->sites];
  mlg_teller teller = {.findings = findings};
  for (size_t i = 0; i < places->n_ids; i++) {
    size_t site = mlg_index_find(&entries, places->ids[i]);
    if (site != MLG_NOT_FOUND)
      marked[site] = true;
    else
      mlg_tell(&teller, (mlg_finding){.code = MLG_F_PLACE_UNKNOWN,
                                      .file = dataset->file,
                                      .line = places->id_lines[i],
                                      .column = dataset->key,
                                      .value = places->ids[i]});
  }
  return teller.worst;
}

static mlg_status mark_sites(mlg_arena *arena, const mlg_project *project,
                             const mlg_territory *territory, const mlg_directory *directory,
                             const mlg_scenario_places *places, mlg_findings *findings,
                             bool *marked) {
  if (places->has_sites) MLG_TRY(mark_listed(arena, project, places, directory, findings, marked));
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    if (!places->present) marked[s] = true;
    if (places->n_typologies > 0) marked[s] = has_typology(places, site);
    marked[s] = marked[s] && is_in_zone(territory, places->zone, site);
  }
  return MLG_OK;
}

/* How many offers of the scenario each site has, and how many sites have one. */
typedef struct {
  size_t *of_site, sites;
} tally;

static tally count_taken(mlg_arena *arena, const mlg_directory *directory,
                         const mlg_scenario_offer *offers) {
  tally t = {.of_site = MLG_NEW(arena, size_t, directory->n_sites)};
  for (size_t i = 0; t.of_site != NULL && i < directory->n_offers; i++)
    if (offers[i].taken) t.sites += t.of_site[directory->offers[i].site]++ == 0;
  return t;
}

/* Sessions are held at places: those of one place are shared by its offers. */
static mlg_estimate capacity_of(const mlg_project *project, const mlg_scenario *scenario,
                                const mlg_offer *offer, const tally *taken) {
  const mlg_scenario_places *places = &scenario->places;
  if (places->sessions > 0) {
    mlg_range each = places->per_session;
    double shares = (double)taken->sites * (double)taken->of_site[offer->site];
    mlg_estimate capacity =
        mlg_scale(mlg_between(each.value, each.low, each.high), places->sessions / shares);
    capacity.flags |= MLG_IMPUTED;
    return capacity;
  }
  bool visits = scenario->unit == MLG_VISITS;
  return visits ? mlg_scale(offer->capacity, project->offer.visits_per_person) : offer->capacity;
}

mlg_status mlg_scenario_offers(mlg_arena *arena, const mlg_project *project,
                               const mlg_territory *territory, const mlg_directory *directory,
                               size_t scenario, mlg_family family, mlg_findings *findings,
                               mlg_scenario_offer *offers) {
  const mlg_scenario *of = &project->scenarios[scenario];
  bool *marked = MLG_NEW(arena, bool, directory->n_sites);
  MLG_HAVE(marked);
  MLG_TRY(mark_sites(arena, project, territory, directory, &of->places, findings, marked));
  for (size_t i = 0; i < directory->n_offers; i++)
    offers[i].taken = directory->offers[i].family == family && marked[directory->offers[i].site];
  tally taken = count_taken(arena, directory, offers);
  MLG_HAVE(taken.of_site);
  for (size_t i = 0; i < directory->n_offers; i++)
    offers[i].capacity = offers[i].taken ? capacity_of(project, of, &directory->offers[i], &taken)
                                         : mlg_unknown(MLG_ABSENT);
  if (taken.sites > 0 || !of->places.present || !mlg_scenario_describes(project, scenario, family))
    return MLG_OK;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_SCENARIO_WITHOUT_PLACE,
                                            .file = of->places.at.file,
                                            .line = of->places.at.line,
                                            .value = of->id});
}
