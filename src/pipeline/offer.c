/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <string.h>

mlg_directory_source mlg_source_of(const mlg_work *work, const mlg_source *source) {
  return (mlg_directory_source){
      .table = &work->tables[source->dataset],
      .dataset = source->dataset,
      .structures = source->has_structures ? &work->tables[source->structures] : NULL,
      .structures_dataset = source->structures,
      .mapping = &source->mapping};
}

static mlg_status read_directories(mlg_work *work) {
  const mlg_project *project = &work->project;
  for (size_t i = 0; i < project->n_sources; i++) {
    const mlg_directory_source read = mlg_source_of(work, &project->sources[i]);
    MLG_TRY(mlg_directory_read(work->arena, &read, &project->offer, project->date, work->findings,
                               &work->directory));
  }
  return MLG_OK;
}

/* Longitudes and latitudes to metres. */
static mlg_status place_entries(mlg_work *work) {
  mlg_directory *directory = &work->directory;
  mlg_point *points = MLG_NEW(work->arena, mlg_point, directory->n_entries);
  MLG_HAVE(points);
  size_t n = 0;
  for (size_t i = 0; i < directory->n_entries; i++)
    if (directory->entries[i].has_position)
      points[n++] = (mlg_point){directory->entries[i].longitude, directory->entries[i].latitude};
  MLG_TRY(mlg_load_project_points(points, n, work->findings));
  n = 0;
  for (size_t i = 0; i < directory->n_entries; i++)
    if (directory->entries[i].has_position) directory->entries[i].at = points[n++];
  return MLG_OK;
}

/* A site known by its commune alone stands at the centre of it, after merging: a place that is
 * not its own brings it near nobody. Of a commune elsewhere the centre is unknown. */
static void place_by_commune(mlg_work *work) {
  for (size_t i = 0; i < work->directory.n_sites; i++) {
    mlg_site *site = &work->directory.sites[i];
    if (site->has_position || !work->directory.entries[site->entries[0]].by_commune) continue;
    size_t commune = mlg_territory_find(&work->territory, MLG_COMMUNE, site->insee);
    site->has_position = commune != MLG_NO_ZONE;
    if (site->has_position)
      site->at = work->territory.zones[MLG_COMMUNE][commune].centre;
    else if (site->status == MLG_COUNTED)
      site->status = MLG_COMMUNE_ONLY;
  }
}

static mlg_status locate_sites(mlg_work *work) {
  mlg_directory *directory = &work->directory;
  mlg_point *points = MLG_NEW(work->arena, mlg_point, directory->n_sites);
  size_t *zones = MLG_NEW(work->arena, size_t, directory->n_sites);
  MLG_HAVE(points);
  MLG_HAVE(zones);
  for (size_t i = 0; i < directory->n_sites; i++) points[i] = directory->sites[i].at;
  MLG_TRY(mlg_store_locate(work->store, &work->territory, points, directory->n_sites, NULL,
                           work->findings, zones));
  for (size_t i = 0; i < directory->n_sites; i++)
    directory->sites[i].zone = directory->sites[i].has_position ? zones[i] : MLG_NO_ZONE;
  return MLG_OK;
}

/* What a site's place says against what its row says. */
static mlg_status check_site(mlg_work *work, const mlg_site *site) {
  const mlg_entry *entry = &work->directory.entries[site->entries[0]];
  mlg_finding finding = {.file = work->tables[entry->dataset].file, .line = entry->line};
  if (site->zone == MLG_NO_ZONE) {
    finding.code = MLG_F_SITE_OUTSIDE;
    finding.value = site->name;
    bool told = site->has_position && site->status == MLG_COUNTED;
    return told ? mlg_report(work->findings, finding) : MLG_OK;
  }
  size_t commune = mlg_territory_above(&work->territory, site->zone, MLG_COMMUNE);
  const char *found = work->territory.zones[MLG_COMMUNE][commune].code;
  if (*site->insee == '\0' || strcmp(site->insee, found) == 0) return MLG_OK;
  finding.code = MLG_F_SITE_COMMUNE_DIFFERS;
  finding.value = found;
  finding.expected = site->insee;
  return mlg_report(work->findings, finding);
}

/* Names the communes without a listed site: unlisted is not absent. */
static mlg_status name_bare_communes(mlg_work *work) {
  const mlg_territory *territory = &work->territory;
  bool *listed = MLG_NEW(work->arena, bool, territory->n_zones[MLG_COMMUNE]);
  MLG_HAVE(listed);
  for (size_t i = 0; i < work->directory.n_sites; i++) {
    size_t zone = work->directory.sites[i].zone;
    if (zone != MLG_NO_ZONE) listed[mlg_territory_above(territory, zone, MLG_COMMUNE)] = true;
  }
  for (size_t c = 0; c < territory->n_zones[MLG_COMMUNE]; c++)
    if (!listed[c])
      MLG_TRY(mlg_report(work->findings,
                         (mlg_finding){.code = MLG_F_COMMUNE_WITHOUT_SITE,
                                       .value = territory->zones[MLG_COMMUNE][c].name}));
  return MLG_OK;
}

/* What the analyst decided on pairs of rows, if the project says so. */
static mlg_status read_decisions(mlg_work *work, mlg_decisions *decisions) {
  const mlg_project *project = &work->project;
  *decisions = (mlg_decisions){0};
  if (!project->has_decisions) return MLG_OK;
  const char **ids = mlg_dataset_ids(work);
  MLG_HAVE(ids);
  return mlg_decisions_read(work->arena, &work->tables[project->decisions], ids, &work->directory,
                            work->findings, decisions);
}

mlg_status mlg_build_offer(mlg_work *work) {
  MLG_TRY(read_directories(work));
  MLG_TRY(place_entries(work));
  mlg_decisions decisions;
  MLG_TRY(read_decisions(work, &decisions));
  MLG_TRY(mlg_directory_merge(work->arena, &work->project.offer, &decisions, work->findings,
                              &work->directory));
  place_by_commune(work);
  MLG_TRY(locate_sites(work));
  for (size_t i = 0; i < work->directory.n_sites; i++)
    MLG_TRY(check_site(work, &work->directory.sites[i]));
  MLG_TRY(mlg_check_outlines(work));
  return name_bare_communes(work);
}
