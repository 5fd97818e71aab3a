/* SPDX-License-Identifier: Apache-2.0 */
#include "store/schema.h"
#include "store/sql.h"

#include <errno.h>
#include <maillage/text.h>
#include <spatialite.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Frees what is held of a store; NULLs are allowed, in SQLite as in free(). */
static void release(mlg_store *store) {
  sqlite3_close(store->db);
  if (store->cache != NULL) spatialite_cleanup_ex(store->cache);
  free(store);
}

static mlg_status open_file(mlg_store *store, const char *path, int flags, mlg_findings *findings) {
  int code = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  return code == SQLITE_OK ? MLG_OK : mlg_sql_failed(store, code, findings);
}

/* A connection with SpatiaLite's functions; its cache belongs to it alone. */
static mlg_status open_connection(mlg_store *store, const char *path, int flags,
                                  mlg_findings *findings) {
  MLG_TRY(open_file(store, path, flags, findings));
  store->cache = spatialite_alloc_connection();
  MLG_HAVE(store->cache);
  spatialite_init_ex(store->db, store->cache, 0);
  spatialite_set_silent_mode(store->cache); /* else GEOS speaks to the terminal */
  return MLG_OK;
}

/* SpatiaLite answers 0 where it could not write, or even 1: it is no error to SQLite. */
static mlg_status take_answer(sqlite3_stmt *row, void *context) {
  *(bool *)context = sqlite3_column_int(row, 0) == 1;
  return MLG_OK;
}

static mlg_status ask(mlg_store *store, const char *sql, mlg_findings *findings) {
  bool done = false;
  MLG_TRY(mlg_sql_read(store, sql, NULL, 0, take_answer, &done, findings));
  if (done) return MLG_OK;
  return mlg_report(
      findings,
      (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE, .file = store->file, .value = "SpatiaLite"});
}

/*
 * The database is written beside the results and exchanged with them when it is whole. Pages of
 * 16 kB are filled a third faster than of 4. Of the thousands of reference systems, one is kept,
 * which takes 0.013 s instead of 10 s (measured, SpatiaLite 5.0.1).
 */
static mlg_status prepare(mlg_store *store, mlg_findings *findings) {
  MLG_TRY(mlg_sql_run(store, "PRAGMA page_size = 16384", findings));
  MLG_TRY(mlg_sql_keep_no_journal(store, findings));
  MLG_TRY(ask(store, "SELECT InitSpatialMetaData(1, 'NONE')", findings));
  MLG_TRY(ask(store, "SELECT InsertEpsgSrid(2154)", findings));
  MLG_TRY(ask(store,
              "SELECT count(*) FROM spatial_ref_sys JOIN spatial_ref_sys_aux USING (srid)"
              " WHERE srid = 2154",
              findings));
  MLG_TRY(mlg_sql_begin(store, findings));
  return mlg_sql_end(store, mlg_sql_run(store, MLG_SCHEMA, findings), findings);
}

static mlg_store *new_store(const char *path) {
  const char *name = mlg_path_name(path);
  mlg_store *store = calloc(1, sizeof *store + strlen(name) + 1);
  if (store != NULL) mlg_append(store->file, name);
  return store;
}

/* Hands the store over, or takes it back when something went wrong. */
static mlg_status deliver(mlg_store *made, mlg_status status, mlg_store **store) {
  if (status == MLG_OK)
    *store = made;
  else
    release(made);
  return status;
}

mlg_status mlg_sql_open(const char *path, mlg_findings *findings, mlg_store **store) {
  mlg_store *made = new_store(path);
  MLG_HAVE(made);
  return deliver(made, open_file(made, path, SQLITE_OPEN_READWRITE, findings), store);
}

/* PROJ takes for granted that SQLite has begun, and ends the program when it could not. */
mlg_status mlg_store_begin(void) {
  return sqlite3_initialize() == SQLITE_OK ? MLG_OK : MLG_FAILURE;
}

mlg_status mlg_store_create(const char *path, mlg_findings *findings, mlg_store **store) {
  if (unlink(path) != 0 && errno != ENOENT) return mlg_write_refused(mlg_path_name(path), findings);
  mlg_store *made = new_store(path);
  MLG_HAVE(made);
  mlg_status status =
      open_connection(made, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, findings);
  if (status == MLG_OK) status = prepare(made, findings);
  return deliver(made, status, store);
}

static mlg_status report_input(const char *path, mlg_finding_code code, const char *value,
                               mlg_findings *findings) {
  return mlg_report(findings,
                    (mlg_finding){.code = code, .file = mlg_path_name(path), .value = value});
}

/* Any SQLite file opens: only one that has our tables is a store. */
static mlg_status connect_existing(mlg_store *store, const char *path, mlg_findings *findings) {
  MLG_TRY(open_connection(store, path, SQLITE_OPEN_READONLY, findings));
  int code =
      sqlite3_exec(store->db, "SELECT 1 FROM zone, valeur, cellule LIMIT 0", NULL, NULL, NULL);
  if (code == SQLITE_OK) return MLG_OK;
  return report_input(path, MLG_F_RESULTS_UNREADABLE, sqlite3_errmsg(store->db), findings);
}

mlg_status mlg_store_open(const char *path, mlg_findings *findings, mlg_store **store) {
  if (access(path, F_OK) != 0)
    return report_input(path, MLG_F_FILE_MISSING, mlg_path_name(path), findings);
  if (access(path, R_OK) != 0)
    return report_input(path, MLG_F_FILE_UNREADABLE, strerror(errno), findings);
  mlg_store *made = new_store(path);
  MLG_HAVE(made);
  return deliver(made, connect_existing(made, path, findings), store);
}

mlg_status mlg_store_close(mlg_store *store, mlg_findings *findings) {
  if (store == NULL) return MLG_OK;
  /* In a transaction still, only if a step was cut short: what it wrote is not kept. */
  if (!sqlite3_get_autocommit(store->db)) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  int code = sqlite3_close(store->db);
  mlg_status status = code == SQLITE_OK ? MLG_OK : mlg_sql_failed(store, code, findings);
  if (code == SQLITE_OK) store->db = NULL;
  release(store);
  return status;
}
