/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

#include <string.h>

mlg_status mlg_save_rows(mlg_saving *saving, const char *sql, size_t n, mlg_fill *fill) {
  return mlg_sql_insert(saving->store, sql, n, fill, saving, saving->findings);
}

mlg_status mlg_save_levels(mlg_saving *saving, const char *sql, size_t per_zone, mlg_fill *fill) {
  const mlg_territory *territory = saving->portrait->territory;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    saving->level = level;
    MLG_TRY(mlg_save_rows(saving, sql, territory->n_zones[level] * per_zone, fill));
  }
  return MLG_OK;
}

const char *mlg_saved_code(const mlg_saving *saving, size_t zone) {
  return saving->portrait->territory->zones[saving->level][zone].code;
}

/* A slide announces its sentences; what is kept stands beside a label that does. */
const char *mlg_saved_sentence(const char *sentence, const char *word) {
  if (sentence == NULL || strncmp(sentence, word, strlen(word)) != 0) return sentence;
  const char *colon = strstr(sentence, ": ");
  return colon != NULL ? colon + 2 : sentence;
}

static mlg_status save_all(mlg_saving *saving) {
  MLG_TRY(mlg_save_project(saving));
  MLG_TRY(mlg_save_need(saving));
  MLG_TRY(mlg_save_offer(saving));
  return mlg_save_coverage(saving);
}

mlg_status mlg_store_save_cells(mlg_store *store, const mlg_project *project,
                                const mlg_territory *territory, const mlg_need *need,
                                mlg_findings *findings) {
  const mlg_portrait portrait = {.project = project, .territory = territory, .need = need};
  mlg_saving saving = {.store = store, .portrait = &portrait, .findings = findings};
  MLG_TRY(mlg_sql_begin(store, findings));
  return mlg_sql_end(store, mlg_save_cells(&saving), findings);
}

mlg_status mlg_store_save(mlg_store *store, const mlg_portrait *portrait, mlg_findings *findings) {
  mlg_arena scratch = {0};
  mlg_read_in said = {.arena = &scratch, .project = portrait->project};
  mlg_saving saving = {store, portrait, findings, &scratch, &said, MLG_IRIS};
  mlg_status status = mlg_sql_begin(store, findings);
  if (status == MLG_OK) status = mlg_sql_end(store, save_all(&saving), findings);
  mlg_arena_free(&scratch);
  return status;
}
