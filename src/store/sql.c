/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

/* A database that this run has just made is malformed only where a write was cut short. */
static bool is_ours(const mlg_store *store) {
  return store->db != NULL && sqlite3_db_readonly(store->db, "main") == 0;
}

mlg_status mlg_sql_failed(const mlg_store *store, int code, mlg_findings *findings) {
  mlg_finding_code finding;
  switch (code & 0xFF) {
  case SQLITE_CORRUPT:
    finding = is_ours(store) ? MLG_F_OUTPUT_UNWRITABLE : MLG_F_LIBRARY_FAILED;
    break;
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    finding = MLG_F_OUTPUT_UNWRITABLE;
    break;
  case SQLITE_NOMEM:
    finding = MLG_F_OUT_OF_MEMORY;
    break;
  default:
    finding = MLG_F_LIBRARY_FAILED;
  }
  const char *why = store->db != NULL ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
  return mlg_report(findings, (mlg_finding){.code = finding, .file = store->file, .value = why});
}

mlg_status mlg_sql_run(mlg_store *store, const char *sql, mlg_findings *findings) {
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? MLG_OK : mlg_sql_failed(store, code, findings);
}

mlg_status mlg_sql_keep_no_journal(mlg_store *store, mlg_findings *findings) {
  return mlg_sql_run(store, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", findings);
}

mlg_status mlg_sql_prepare(mlg_store *store, const char *sql, mlg_findings *findings,
                           sqlite3_stmt **statement) {
  int code = sqlite3_prepare_v2(store->db, sql, -1, statement, NULL);
  return code == SQLITE_OK ? MLG_OK : mlg_sql_failed(store, code, findings);
}

mlg_status mlg_sql_begin(mlg_store *store, mlg_findings *findings) {
  return mlg_sql_run(store, "BEGIN", findings);
}

mlg_status mlg_sql_end(mlg_store *store, mlg_status status, mlg_findings *findings) {
  if (status == MLG_OK) return mlg_sql_run(store, "COMMIT", findings);
  /* The failure is already reported; a full disk may have ended the transaction by itself. */
  sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

static mlg_status take_rows(mlg_store *store, sqlite3_stmt *statement, mlg_take *take,
                            void *context, mlg_findings *findings) {
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) MLG_TRY(take(statement, context));
  return code == SQLITE_DONE ? MLG_OK : mlg_sql_failed(store, code, findings);
}

mlg_status mlg_sql_read(mlg_store *store, const char *sql, const char *const *texts, size_t n_texts,
                        mlg_take *take, void *context, mlg_findings *findings) {
  sqlite3_stmt *statement;
  MLG_TRY(mlg_sql_prepare(store, sql, findings, &statement));
  mlg_row arguments = {.statement = statement};
  size_t most = (size_t)sqlite3_bind_parameter_count(statement);
  for (size_t i = 0; i < n_texts && i < most; i++) mlg_row_text(&arguments, texts[i]);
  mlg_status status = arguments.code == SQLITE_OK
                          ? take_rows(store, statement, take, context, findings)
                          : mlg_sql_failed(store, arguments.code, findings);
  sqlite3_finalize(statement);
  return status;
}
