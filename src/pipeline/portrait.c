/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <maillage/beside.h>
#include <string.h>

/* What the project draws over the zones. */
static mlg_status read_contexts(mlg_work *work) {
  const mlg_project *project = &work->project;
  mlg_shape *shapes = MLG_NEW(work->arena, mlg_shape, project->n_contexts);
  MLG_HAVE(shapes);
  for (size_t i = 0; i < project->n_contexts; i++)
    MLG_TRY(mlg_store_context(work->store, work->arena, &work->tables[project->contexts[i].dataset],
                              work->findings, &shapes[i]));
  work->portrait.contexts = shapes;
  return MLG_OK;
}

static mlg_status read_shapes(mlg_work *work) {
  MLG_TRY(read_contexts(work));
  memcpy(work->portrait.shapes, work->shapes, sizeof work->shapes);
  const mlg_table *communes = &work->tables[work->project.communes.dataset];
  if (communes->shapes == NULL) return MLG_OK;
  return mlg_store_neighbours(work->store, work->arena, communes, work->findings,
                              &work->portrait.neighbours);
}

mlg_status mlg_build_portrait(mlg_work *work) {
  MLG_TRY(mlg_build_access(work));
  MLG_TRY(mlg_resolve_variants(work));
  work->portrait = (mlg_portrait){
      .project = &work->project,
      .territory = &work->territory,
      .need = &work->need,
      .directory = &work->directory,
      .coverage = &work->coverage,
      .findings = work->findings,
      .base = work->base,
      .population = work->population,
      .digests = work->digests,
      .n_files = work->n_files,
      .files = work->files,
  };
  MLG_TRY(read_shapes(work));
  mlg_forget_tables(work);
  MLG_TRY(mlg_coverage_compute(work->arena, &work->project, &work->access, &work->need, work->base,
                               &work->directory, work->findings, &work->coverage));
  MLG_TRY(mlg_tell_bare_towns(work->arena, &work->coverage, &work->need, work->population,
                              work->findings));
  MLG_TRY(mlg_report_choices(work));
  MLG_TRY(mlg_report_variants(work));
  return mlg_portrait_set_beside(work->arena, &work->portrait);
}
