/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/prose.h"

#include <maillage/portrait.h>

#include <string.h>

/* Which datasets are marked in `used`: of those that indicators name, all, or those that some
   figure of the territory was read in. */
typedef struct {
  const mlg_portrait *portrait;
  bool only_read;
  bool *used;
} marking;

/* What an indicator was read in, all over the territory; all, where that is not known. */
static uint64_t read_in(const marking *m, size_t indicator) {
  const mlg_need *need = m->portrait->need;
  mlg_level level = m->portrait->territory->level;
  if (!m->only_read || need->sources[level] == NULL) return UINT64_MAX;
  uint64_t datasets = need->sources[level][indicator]; /* of the only zone of that level */
  return datasets != 0 ? datasets : UINT64_MAX;
}

static void mark_dataset(const marking *m, size_t dataset, uint64_t among) {
  if (dataset < m->portrait->project->n_datasets && (among >> dataset & 1)) m->used[dataset] = true;
}

/* A count given as a share stands on its base too. */
static void mark_column(const marking *m, size_t dataset, const char *column, uint64_t among) {
  if (dataset >= m->portrait->project->n_datasets) return;
  const mlg_reading *reading = &m->portrait->project->datasets[dataset].reading;
  mark_dataset(m, dataset, among);
  for (size_t i = 0; i < reading->n_counts; i++)
    if (strcmp(reading->counts[i].name, column) == 0)
      mark_dataset(m, reading->counts[i].base, among);
}

/* Marks the datasets that an indicator reads, itself or through the indicators that it
   refers to: none refers to itself, which was checked when they were read. */
static void mark_inputs(const marking *m, size_t indicator) {
  const mlg_indicator *of = &m->portrait->project->indicators[indicator];
  uint64_t among = read_in(m, indicator);
  for (size_t i = 0; i < of->n_inputs; i++) {
    const mlg_input *input = &of->inputs[i];
    const mlg_reference *const references[] = {&input->indicator, &input->share, &input->bound};
    mark_column(m, input->dataset, input->column, among);
    for (size_t k = 0; k < input->n_others; k++)
      mark_column(m, input->others[k].dataset, input->others[k].column, among);
    if (input->fallback.dataset_name != NULL)
      mark_column(m, input->fallback.dataset, input->fallback.column, among);
    for (size_t k = 0; k < sizeof references / sizeof *references; k++)
      if (references[k]->id != NULL) mark_inputs(m, references[k]->index);
  }
}

/* What an indicator reads, and what its commune's figure goes down to IRIS by, if any commune has
   several. */
static void mark_with_key(const marking *m, size_t indicator) {
  const mlg_reference *key = &m->portrait->project->indicators[indicator].sharing.key;
  const size_t *n = m->portrait->territory->n_zones;
  mark_inputs(m, indicator);
  if (key->id != NULL && n[MLG_IRIS] > n[MLG_COMMUNE]) mark_inputs(m, key->index);
}

/* An indicator stands on its inputs and on those of its denominators. */
static void mark_indicator(const marking *m, size_t indicator) {
  const mlg_indicator *of = &m->portrait->project->indicators[indicator];
  mark_with_key(m, indicator);
  for (size_t k = 0; k < of->n_denominators; k++) mark_with_key(m, of->denominators[k]);
}

void mlg_portrait_datasets(const mlg_portrait *portrait, size_t indicator, bool *used) {
  mark_inputs(&(marking){portrait, false, used}, indicator);
}

void mlg_portrait_read_in(const mlg_portrait *portrait, size_t indicator, bool *used) {
  mark_inputs(&(marking){portrait, true, used}, indicator);
}

static void mark_used(const mlg_portrait *portrait, size_t indicator, bool *used) {
  const mlg_project *project = portrait->project;
  mark_indicator(&(marking){portrait, true, used},
                 indicator == MLG_NO_INDICATOR ? portrait->base : indicator);
  if (project->zones.dataset < project->n_datasets) used[project->zones.dataset] = true;
  if (indicator != MLG_NO_INDICATOR) return;
  for (size_t i = 0; i < project->n_sources; i++) used[project->sources[i].dataset] = true;
}

static bool same_origin(const mlg_dataset *a, const mlg_dataset *b) {
  return strcmp(a->producer, b->producer) == 0 && strcmp(a->licence, b->licence) == 0;
}

/* "Contours des IRIS, 2019"; most titles already carry their year. */
static char *title_and_year(mlg_arena *arena, const mlg_dataset *dataset) {
  char *year = mlg_arena_printf(arena, "%d", dataset->vintage);
  if (year == NULL || dataset->vintage == 0 || strstr(dataset->title, year) != NULL)
    return year == NULL ? NULL : mlg_arena_strdup(arena, dataset->title);
  return MLG_TEXT(arena, dataset->title, ", ", year);
}

/* The titles of one producer under one licence, which are then said once. */
static void add_origin(mlg_prose *prose, const mlg_project *project, size_t first, bool *used) {
  const mlg_dataset *origin = &project->datasets[first];
  MLG_SAY(prose, origin->producer);
  const char *before = ", ";
  for (size_t i = first; i < project->n_datasets; i++) {
    if (!used[i] || !same_origin(origin, &project->datasets[i])) continue;
    MLG_SAY(prose, before, title_and_year(prose->arena, &project->datasets[i]));
    before = MLG_SEMICOLON;
    used[i] = false;
  }
  if (*origin->licence != '\0') MLG_SAY(prose, " (", origin->licence, ")");
}

char *mlg_wording_sources(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator) {
  const mlg_project *project = portrait->project;
  bool *used = MLG_NEW(arena, bool, project->n_datasets + 1);
  if (used == NULL) return NULL;
  mark_used(portrait, indicator, used);
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, "Sources" MLG_COLON);
  const char *before = "";
  for (size_t i = 0; i < project->n_datasets; i++) {
    if (!used[i]) continue;
    MLG_SAY(&prose, before);
    add_origin(&prose, project, i, used);
    before = MLG_SEMICOLON;
  }
  MLG_SAY(&prose, ".");
  return mlg_prose_end(&prose);
}

char *mlg_wording_vintages(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator) {
  const mlg_project *project = portrait->project;
  char *text = mlg_arena_strdup(arena, "");
  bool *used = MLG_NEW(arena, bool, project->n_datasets + 1);
  if (used == NULL) return NULL;
  mlg_portrait_read_in(portrait, indicator, used);
  for (size_t i = 0; i < project->n_datasets && text != NULL; i++) {
    if (!used[i]) continue;
    const mlg_dataset *dataset = &project->datasets[i];
    char *one = mlg_arena_printf(arena, "%s, %d", dataset->producer, dataset->vintage);
    if (one != NULL && strstr(text, one) == NULL)
      text = mlg_arena_printf(arena, "%s%s%s", text, *text != '\0' ? " ; " : "", one);
  }
  return text;
}

static const char *name_datasets(const mlg_read_in *said, uint64_t datasets) {
  const mlg_dataset *all = said->project->datasets;
  const char *text = "";
  for (size_t i = 0; i < said->project->n_datasets && text != NULL; i++)
    if (datasets >> i & 1)
      text = mlg_arena_printf(said->arena, "%s%s%s %d", text, *text != '\0' ? " ; " : "", all[i].id,
                              all[i].vintage);
  return text;
}

const char *mlg_wording_read_in(mlg_read_in *said, uint64_t datasets) {
  for (size_t i = 0; i < said->n; i++)
    if (said->texts[i].datasets == datasets) return said->texts[i].text;
  const char *text = name_datasets(said, datasets);
  if (text == NULL || !MLG_ROOM(said->arena, said->texts, said->n, said->room)) return NULL;
  said->texts[said->n++] = (mlg_read_in_text){datasets, text};
  return text;
}

bool mlg_portrait_is_sampled(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator) {
  const mlg_project *project = portrait->project;
  bool *used = MLG_NEW(arena, bool, project->n_datasets + 1), sampled = false;
  if (used == NULL) return false;
  mark_used(portrait, indicator, used);
  for (size_t i = 0; i < project->n_datasets; i++)
    sampled |= used[i] && project->datasets[i].reading.sampling.fraction > 0;
  return sampled;
}
