/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <maillage/estimate.h>
#include <maillage/store.h>
#include <sqlite3.h>
#include <stdbool.h>

/*
 * The few ways in which this room speaks SQL. A statement is prepared, run over many rows and
 * finalised by one function; what differs from row to row is a callback.
 */

struct mlg_store {
  sqlite3 *db;
  void *cache; /**< SpatiaLite's, of this connection; NULL without it. */
  char file[]; /**< The base name, for findings. */
};

/** Opens a file that another library made, to write in it, without SpatiaLite. */
mlg_status mlg_sql_open(const char *path, mlg_findings *findings, mlg_store **store);

/** Reports why SQLite failed: OUTPUT_UNWRITABLE for disk and rights, else LIBRARY_FAILED. */
mlg_status mlg_sql_failed(const mlg_store *store, int code, mlg_findings *findings);

/** Runs statements that take no argument and whose rows do not matter. */
mlg_status mlg_sql_run(mlg_store *store, const char *sql, mlg_findings *findings);

/** For a file that is no result before it is whole: a journal would only slow it down. */
mlg_status mlg_sql_keep_no_journal(mlg_store *store, mlg_findings *findings);

mlg_status mlg_sql_prepare(mlg_store *store, const char *sql, mlg_findings *findings,
                           sqlite3_stmt **statement);

/* ---- writing ---- */

/** The row being written: each call fills the next of its arguments. */
typedef struct {
  sqlite3_stmt *statement;
  int n;
  int code; /**< Of the first argument that SQLite did not take. */
} mlg_row;

/** NULL gives NULL. Texts must live until all rows are written. */
void mlg_row_text(mlg_row *row, const char *text);

/** A text that may not live that long. */
void mlg_row_copy(mlg_row *row, const char *text);
void mlg_row_null(mlg_row *row);
void mlg_row_whole(mlg_row *row, int64_t value);
void mlg_row_count(mlg_row *row, size_t count);

/** What is not finite (unknown, unbounded) gives NULL. */
void mlg_row_real(mlg_row *row, double value);
void mlg_row_blob(mlg_row *row, mlg_blob blob);

/** Value, low, high. */
void mlg_row_range(mlg_row *row, mlg_estimate estimate);

/** Value, low, high, variance, flags. */
void mlg_row_estimate(mlg_row *row, mlg_estimate estimate);

/** The flags' words joined by ";". */
void mlg_row_flags(mlg_row *row, uint32_t flags);

/** Fills `row` with item `i`; false, said before anything is filled, leaves the item out. */
typedef bool mlg_fill(mlg_row *row, size_t i, const void *context);

/** Runs `sql` for each of `n` items. */
mlg_status mlg_sql_insert(mlg_store *store, const char *sql, size_t n, mlg_fill *fill,
                          const void *context, mlg_findings *findings);

/* ---- reading ---- */

/** Takes one row that was read. */
typedef mlg_status mlg_take(sqlite3_stmt *row, void *context);

/**
 * Runs `sql` with the given texts as its arguments ?1, ?2… and hands over each row. It may leave
 * the last ones out.
 */
mlg_status mlg_sql_read(mlg_store *store, const char *sql, const char *const *texts, size_t n_texts,
                        mlg_take *take, void *context, mlg_findings *findings);

/** A copy of a column's text; NULL for NULL. */
const char *mlg_column_text(sqlite3_stmt *row, int column, mlg_arena *arena);

/** NULL is `missing`. */
double mlg_column_real(sqlite3_stmt *row, int column, double missing);

/** The three columns that mlg_row_range() wrote, from `column` on; no variance, no flag. */
mlg_estimate mlg_column_range(sqlite3_stmt *row, int column);

/** What mlg_row_flags() wrote. */
uint32_t mlg_column_flags(sqlite3_stmt *row, int column);

/** The five columns that mlg_row_estimate() wrote, from `column` on. */
mlg_estimate mlg_column_estimate(sqlite3_stmt *row, int column);

/* ---- one transaction a step ---- */

mlg_status mlg_sql_begin(mlg_store *store, mlg_findings *findings);

/** Commits when `status` is MLG_OK, else gives up the step and returns `status`. */
mlg_status mlg_sql_end(mlg_store *store, mlg_status status, mlg_findings *findings);

#endif
