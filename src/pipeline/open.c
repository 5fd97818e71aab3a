/* SPDX-License-Identifier: Apache-2.0 */
/* Which sites count, once who can reach them is known; and what they offer. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <string.h>

/* Marks the sites that lie in a zone, or within reach of one. */
static mlg_status mark_near(mlg_work *work, bool *near) {
  const mlg_directory *directory = &work->directory;
  mlg_destination *destinations = MLG_NEW(work->arena, mlg_destination, directory->n_sites);
  size_t *site_of = MLG_NEW(work->arena, size_t, directory->n_sites);
  MLG_HAVE(destinations);
  MLG_HAVE(site_of);
  size_t n = 0, n_pairs;
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    near[s] = site->zone != MLG_NO_ZONE || !site->has_position;
    if (near[s]) continue;
    destinations[n] = (mlg_destination){.at = site->at, .site = s};
    site_of[n++] = s;
  }
  mlg_pair *pairs;
  MLG_TRY(mlg_pairs_build(work->arena, &work->access, destinations, n, &pairs, &n_pairs));
  for (size_t i = 0; i < n_pairs; i++) near[site_of[pairs[i].destination]] = true;
  return MLG_OK;
}

/* Whether a row is of another territory: by its commune's code, else by where it lies. */
static bool is_elsewhere(const mlg_work *work, const mlg_entry *entry) {
  if (*entry->insee != '\0')
    return mlg_index_find(&work->territory.members, entry->insee) == MLG_NOT_FOUND;
  if (entry->site == MLG_NO_SITE) return false;
  const mlg_site *site = &work->directory.sites[entry->site];
  return site->has_position && site->zone == MLG_NO_ZONE;
}

static bool is_rejected(const mlg_directory *directory, const mlg_entry *entry) {
  if (entry->site == MLG_NO_SITE) return true;
  const mlg_site *site = &directory->sites[entry->site];
  return site->status != MLG_COUNTED || !mlg_entry_speaks(entry, site);
}

/* Tallies say how many rows fall out because their commune is not of the territory. */
static mlg_status tally(mlg_work *work) {
  mlg_directory *directory = &work->directory;
  MLG_TRY(mlg_directory_tally(work->arena, directory));
  for (size_t t = 0; t < directory->n_tallies; t++) directory->tallies[t].outside = 0;
  for (size_t i = 0; i < directory->n_entries; i++) {
    const mlg_entry *entry = &directory->entries[i];
    if (!is_rejected(directory, entry) || !is_elsewhere(work, entry)) continue;
    for (size_t t = 0; t < directory->n_tallies; t++)
      directory->tallies[t].outside += directory->tallies[t].dataset == entry->dataset;
  }
  return MLG_OK;
}

static mlg_status report_beyond(mlg_work *work) {
  for (size_t t = 0; t < work->directory.n_tallies; t++) {
    const mlg_tally *one = &work->directory.tallies[t];
    if (one->rejected[MLG_OUTSIDE] == 0 && one->outside == 0) continue;
    char *beyond = mlg_arena_printf(work->arena, "%zu", one->rejected[MLG_OUTSIDE]);
    char *elsewhere = mlg_arena_printf(work->arena, "%zu", one->outside);
    MLG_HAVE(beyond);
    MLG_HAVE(elsewhere);
    MLG_TRY(mlg_report(work->findings, (mlg_finding){.code = MLG_F_ROWS_BEYOND,
                                                     .file = work->tables[one->dataset].file,
                                                     .value = beyond,
                                                     .expected = elsewhere}));
  }
  return MLG_OK;
}

/* Datasets by their names, as analysts' files write them. */
const char **mlg_dataset_ids(const mlg_work *work) {
  const mlg_project *project = &work->project;
  const char **ids = MLG_NEW(work->arena, const char *, project->n_datasets);
  for (size_t i = 0; ids != NULL && i < project->n_datasets; i++) ids[i] = project->datasets[i].id;
  return ids;
}

static mlg_status read_given(mlg_work *work) {
  const mlg_project *project = &work->project;
  if (!project->has_capacities) return MLG_OK;
  const char **ids = mlg_dataset_ids(work);
  MLG_HAVE(ids);
  return mlg_capacities_read(work->arena, &work->tables[project->capacities], ids, &work->directory,
                             work->findings, &work->given);
}

mlg_status mlg_open_offers(mlg_work *work) {
  mlg_directory *directory = &work->directory;
  bool *near = MLG_NEW(work->arena, bool, directory->n_sites);
  MLG_HAVE(near);
  MLG_TRY(mlg_directory_head_offices(work->arena, directory));
  MLG_TRY(mark_near(work, near));
  for (size_t s = 0; s < directory->n_sites; s++)
    if (!near[s]) mlg_directory_leave_out(directory, s);
  MLG_TRY(mlg_directory_date(&work->project.offer, work->project.date, work->findings, directory));
  MLG_TRY(tally(work));
  MLG_TRY(report_beyond(work));
  MLG_TRY(read_given(work));
  return mlg_directory_capacities(work->arena, &work->project.offer, &work->given, work->findings,
                                  directory);
}
