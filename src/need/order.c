/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/need.h>

#include <string.h>

/*
 * Indicators after those they refer to: a walk in depth, each written down once all
 * that it needs is. One met again while its own needs are being walked closes a circle.
 */
typedef enum { UNSEEN, BEING_WALKED, DONE } state;

typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const mlg_indicator *indicators;
  const mlg_reading *readings;
  state *states;
  size_t *order, n_ordered;
  size_t *path, depth; /* being walked, from the first */
} walk;

static mlg_status visit(walk *w, size_t indicator);

/* "a → b → a": the part of the path that is the circle. */
static mlg_status report_circle(const walk *w, size_t back_to, mlg_position at) {
  const char *id = w->indicators[back_to].id, *circle = id;
  size_t start = w->depth;
  while (w->path[start - 1] != back_to) start--;
  for (size_t i = start; i < w->depth && circle != NULL; i++)
    circle = mlg_arena_printf(w->arena, "%s → %s", circle, w->indicators[w->path[i]].id);
  circle = mlg_arena_printf(w->arena, "%s → %s", circle, id);
  MLG_HAVE(circle);
  return mlg_report(w->findings,
                    (mlg_finding){.code = MLG_F_REFERENCE_CIRCULAR,
                                  .file = at.file,
                                  .line = at.line,
                                  .column = mlg_arena_printf(w->arena, "%zu", at.column),
                                  .value = id,
                                  .expected = circle});
}

static mlg_status visit_index(walk *w, size_t indicator, mlg_position at) {
  return w->states[indicator] == BEING_WALKED ? report_circle(w, indicator, at)
                                              : visit(w, indicator);
}

static mlg_status visit_reference(walk *w, const mlg_reference *reference) {
  return reference->id == NULL ? MLG_OK : visit_index(w, reference->index, reference->at);
}

/* What the withheld rows of a dataset are imputed with. */
static mlg_status visit_dataset(walk *w, size_t dataset) {
  if (dataset == MLG_NO_DATASET) return MLG_OK;
  return visit_reference(w, &w->readings[dataset].secret.imputation);
}

static mlg_status visit_input(walk *w, const mlg_input *input) {
  MLG_TRY(visit_reference(w, &input->indicator));
  MLG_TRY(visit_reference(w, &input->share));
  MLG_TRY(visit_reference(w, &input->bound));
  for (size_t k = 0; k < input->n_others; k++) MLG_TRY(visit_dataset(w, input->others[k].dataset));
  if (input->fallback.dataset_name != NULL) MLG_TRY(visit_dataset(w, input->fallback.dataset));
  return input->indicator.id != NULL ? MLG_OK : visit_dataset(w, input->dataset);
}

static mlg_status visit(walk *w, size_t at) {
  const mlg_indicator *indicator = &w->indicators[at];
  if (w->states[at] == DONE) return MLG_OK;
  w->states[at] = BEING_WALKED;
  w->path[w->depth++] = at;
  for (size_t i = 0; i < indicator->n_inputs; i++) MLG_TRY(visit_input(w, &indicator->inputs[i]));
  MLG_TRY(visit_reference(w, &indicator->sharing.key));
  for (size_t k = 0; k < indicator->n_denominators; k++)
    MLG_TRY(visit_index(w, indicator->denominators[k], indicator->denominators_at));
  w->depth--;
  w->states[at] = DONE;
  w->order[w->n_ordered++] = at;
  return MLG_OK;
}

mlg_status mlg_need_order(mlg_arena *arena, const mlg_indicator *indicators, size_t n_indicators,
                          const mlg_reading *readings, mlg_findings *findings, size_t *order) {
  walk w = {.arena = arena,
            .findings = findings,
            .indicators = indicators,
            .readings = readings,
            .states = MLG_NEW(arena, state, n_indicators),
            .order = order,
            .path = MLG_NEW(arena, size_t, n_indicators)};
  MLG_HAVE(w.states);
  MLG_HAVE(w.path);
  /* Sampling and empty zones ask for the population everywhere: it comes first. */
  for (size_t i = 0; i < n_indicators; i++)
    if (strcmp(indicators[i].id, "population") == 0) MLG_TRY(visit(&w, i));
  for (size_t i = 0; i < n_indicators; i++) MLG_TRY(visit(&w, i));
  return MLG_OK;
}
