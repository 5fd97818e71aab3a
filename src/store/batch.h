/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/sql.h"

/** Rows on their way into a table, many in one statement: one by one they take twice as long. */
typedef struct {
  mlg_store *store;
  mlg_row row;        /**< To fill, then to add: its arguments follow those of the rows before. */
  size_t rows, most;  /**< In the statement so far; that it takes. */
  size_t n_arguments; /**< Of one row. */
} mlg_batch;

/** `sql` is "INSERT INTO … VALUES(…)", for one row; no more than `n` are expected at a time. */
mlg_status mlg_batch_begin(mlg_store *store, const char *sql, size_t n, mlg_findings *findings,
                           mlg_batch *batch);

/** Takes the row that was filled. When `rows` is 0 after it, all have gone, and with them the need
 *  for their texts. */
mlg_status mlg_batch_add(mlg_batch *batch, mlg_findings *findings);

/** Sends what is left, when `status` is MLG_OK; `status`, or why that failed. */
mlg_status mlg_batch_end(mlg_batch *batch, mlg_status status, mlg_findings *findings);

#endif
