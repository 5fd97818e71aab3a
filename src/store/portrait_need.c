/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include <math.h>
#include <string.h>

static mlg_status make_room(mlg_reading_back *back) {
  mlg_need *need = &back->need;
  need->n_indicators = back->project.n_indicators;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t n = back->territory.n_zones[level] * need->n_indicators;
    if (n == 0) continue;
    need->values[level] = MLG_NEW(back->arena, mlg_estimate, n);
    need->covered[level] = MLG_NEW(back->arena, double, n);
    need->sources[level] = MLG_NEW(back->arena, uint64_t, n);
    MLG_HAVE(need->values[level]);
    MLG_HAVE(need->covered[level]);
    MLG_HAVE(need->sources[level]);
    for (size_t i = 0; i < n; i++) need->values[level][i] = mlg_unknown(MLG_ABSENT);
  }
  return MLG_OK;
}

/* "caf 2021 ; caf_communes 2023": names of datasets have no blank. */
static uint64_t datasets_in(const mlg_project *project, const char *text) {
  uint64_t datasets = 0;
  while (text != NULL && *text != '\0') {
    size_t length = strcspn(text, " ");
    for (size_t i = 0; i < project->n_datasets; i++)
      if (strlen(project->datasets[i].id) == length &&
          strncmp(project->datasets[i].id, text, length) == 0)
        datasets |= UINT64_C(1) << i;
    text = strchr(text, ';');
    if (text != NULL) text += strspn(text, "; ");
  }
  return datasets;
}

static mlg_status take_value(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_level level;
  size_t zone;
  if (!mlg_restore_zone(back, cursor, &level, &zone)) return MLG_OK;
  size_t indicator = mlg_next_index(cursor, &back->indicators);
  if (indicator == MLG_NOT_FOUND) return MLG_OK;
  size_t at = zone * back->need.n_indicators + indicator;
  back->need.values[level][at] = mlg_next_estimate(cursor);
  back->need.covered[level][at] = mlg_next_real(cursor);
  back->need.sources[level][at] = datasets_in(&back->project, mlg_next_text(cursor));
  return MLG_OK;
}

/* The cells behind the figures stay where they are: mlg_store_figure() reads those it is asked. */
mlg_status mlg_restore_need(mlg_reading_back *back) {
  const mlg_project *project = &back->project;
  MLG_TRY(make_room(back));
  MLG_TRY(mlg_index_init(&back->indicators, back->arena, project->n_indicators));
  for (size_t i = 0; i < project->n_indicators; i++)
    MLG_TRY(mlg_index_add(&back->indicators, project->indicators[i].id, i, NULL));
  return mlg_restore_rows(back,
                          "SELECT niveau, code, indicateur, valeur, min, max, variance, drapeaux,"
                          " couverture, jeux FROM valeur",
                          take_value);
}
