/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include "store/sql.h"

/** What every part of saving needs. Each part runs within the one transaction. */
typedef struct {
  mlg_store *store;
  const mlg_portrait *portrait;
  mlg_findings *findings;
  mlg_arena *scratch; /**< Freed once all is saved. */
  mlg_read_in *said;
  mlg_level level; /**< The one being saved, where levels are saved one by one. */
} mlg_saving;

mlg_status mlg_save_project(mlg_saving *saving);
mlg_status mlg_save_need(mlg_saving *saving);

/** Part of mlg_save_need(). */
mlg_status mlg_save_cells(mlg_saving *saving);

mlg_status mlg_save_offer(mlg_saving *saving);

/** Part of mlg_save_offer(). */
mlg_status mlg_save_entries(mlg_saving *saving);

mlg_status mlg_save_coverage(mlg_saving *saving);

/** Part of mlg_save_coverage(). */
mlg_status mlg_save_access(mlg_saving *saving);

/** Inserts `n` rows, each filled from the mlg_saving. */
mlg_status mlg_save_rows(mlg_saving *saving, const char *sql, size_t n, mlg_fill *fill);

/** As mlg_save_rows for each level present: `per_zone` rows a zone. */
mlg_status mlg_save_levels(mlg_saving *saving, const char *sql, size_t per_zone, mlg_fill *fill);

/** The code of a zone of the level being saved. */
const char *mlg_saved_code(const mlg_saving *saving, size_t zone);

/** What a sentence says after the word that announces it: "Méthode : …". NULL gives NULL. */
const char *mlg_saved_sentence(const char *sentence, const char *word);

#endif
