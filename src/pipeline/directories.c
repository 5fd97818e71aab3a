/* SPDX-License-Identifier: Apache-2.0 */
/* The directories of a project by themselves: checked, or merged into one file. */
#include "pipeline/work.h"

#include <maillage/publish.h>
#include <string.h>

mlg_status mlg_merge(mlg_arena *arena, const mlg_run_options *options, const char *path, size_t *n,
                     mlg_findings *findings) {
  mlg_work work = {.arena = arena, .options = options, .findings = findings};
  MLG_TRY(mlg_prepare(&work));
  mlg_status status = mlg_compute(&work, ":memory:");
  mlg_step(&work, NULL, 1);
  if (status == MLG_OK)
    status = mlg_publish_directory(&work.portrait, path, options->overwrite, n, findings);
  mlg_status closed = mlg_close(&work);
  return status == MLG_OK ? closed : status;
}

static mlg_status check_source(mlg_work *work, const mlg_source *source,
                               mlg_checked_source *checked) {
  const mlg_dataset *dataset = &work->project.datasets[source->dataset];
  const mlg_directory *directory = &work->directory;
  *checked = (mlg_checked_source){
      .dataset = dataset->id, .title = dataset->title, .mapping = source->mapping.label};
  for (size_t t = 0; t < directory->n_tallies; t++)
    if (directory->tallies[t].dataset == source->dataset) checked->tally = directory->tallies[t];
  for (size_t i = 0; i < directory->n_entries; i++) {
    const mlg_entry *entry = &directory->entries[i];
    if (entry->dataset != source->dataset) continue;
    checked->n_hours += entry->hours_kind != MLG_HOURS_BLANK;
    checked->n_unread_hours += entry->hours_kind == MLG_HOURS_UNREAD;
  }
  const mlg_directory_source read = mlg_source_of(work, source);
  /* Its findings are those of the run, told already. */
  mlg_findings told = {.arena = work->arena};
  return mlg_mapping_audit(work->arena, &read, work->project.date, &told, &checked->audit);
}

static mlg_status check_all(mlg_work *work, const char *dataset, mlg_checked_sources *checked) {
  const mlg_project *project = &work->project;
  *checked = (mlg_checked_sources){
      .sources = MLG_NEW(work->arena, mlg_checked_source, project->n_sources)};
  MLG_HAVE(checked->sources);
  for (size_t i = 0; i < project->n_sources; i++) {
    const mlg_source *source = &project->sources[i];
    if (dataset != NULL && strcmp(dataset, project->datasets[source->dataset].id) != 0) continue;
    MLG_TRY(check_source(work, source, &checked->sources[checked->n++]));
  }
  return MLG_OK;
}

/* Before anything is read: a name that is none is told at once, with those that there are. */
static mlg_status find_source(const mlg_work *work, const char *dataset) {
  const mlg_project *project = &work->project;
  char *names = mlg_arena_strdup(work->arena, "");
  for (size_t i = 0; names != NULL && i < project->n_sources; i++) {
    const char *id = project->datasets[project->sources[i].dataset].id;
    if (dataset == NULL || strcmp(dataset, id) == 0) return MLG_OK;
    names = mlg_arena_printf(work->arena, "%s%s%s", names, i == 0 ? "" : ", ", id);
  }
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_SOURCE_UNKNOWN,
                                                  .file = project->file,
                                                  .value = dataset,
                                                  .expected = names});
}

mlg_status mlg_check_sources(mlg_arena *arena, const mlg_run_options *options, const char *dataset,
                             mlg_findings *findings, mlg_checked_sources *checked) {
  mlg_work work = {.arena = arena, .options = options, .findings = findings, .keeps_tables = true};
  MLG_TRY(mlg_prepare(&work));
  MLG_TRY(find_source(&work, dataset));
  mlg_status status = mlg_compute(&work, ":memory:");
  mlg_step(&work, NULL, 1);
  if (status == MLG_OK) status = check_all(&work, dataset, checked);
  mlg_status closed = mlg_close(&work);
  return status == MLG_OK ? closed : status;
}
