/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PIPELINE_SERIES_H
#define PIPELINE_SERIES_H

#include "pipeline/staging.h"
#include "pipeline/work.h"

#include <sys/types.h>

/**
 * @file
 * A portrait a zone, cut out of the whole's: each in its own folder, written by its own process,
 * so that one that goes wrong takes none of the others with it.
 */
typedef enum { MLG_ONE_TO_DO, MLG_ONE_WRITTEN, MLG_ONE_KEPT, MLG_ONE_FAILED } mlg_one_state;

/* One zone of a series. */
typedef struct {
  const char *folder; /* its name in the series' folder */
  mlg_one_state state;
  const char *reason; /* why it failed; "" otherwise */
  mlg_staging staging;
  pid_t process; /* that writes it; 0: none */
  int pipe;      /* where its process says what went wrong */
} mlg_one;

typedef struct {
  mlg_work *work;
  const char *output; /* folder of the series */
  mlg_level level;
  bool resume;
  const char *inputs; /* what the series is made from, as text */
  size_t n, n_done;
  mlg_one *ones; /* one a zone of the level */
} mlg_series;

/* series_inputs.c: the text, and whether a folder holds results made from it. */
char *mlg_series_inputs(const mlg_work *work);
mlg_status mlg_series_write_inputs(mlg_arena *arena, const mlg_staging *staging, const char *text,
                                   mlg_findings *findings);
bool mlg_series_is_complete(mlg_arena *arena, const char *folder, const char *text);

/* series_one.c: writes the results of one zone; in a process of its own. */
mlg_status mlg_series_write_one(mlg_arena *arena, const mlg_series *series, size_t zone,
                                mlg_findings *findings);

/* series_pool.c: writes every zone that is to do, as many at once as there are processors. */
mlg_status mlg_series_write_all(mlg_series *series);

/* series_compare.c: comparaison.csv, of a zone of the whole beside its landmarks. */
mlg_status mlg_series_compare(mlg_arena *arena, const mlg_portrait *whole, const mlg_beside *beside,
                              const char *path, mlg_findings *findings);

/* series_table.c: series.csv. */
mlg_status mlg_series_table(mlg_arena *arena, const mlg_series *series, mlg_findings *findings);

#endif
