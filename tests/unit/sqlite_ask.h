/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SQLITE_ASK_H
#define TESTS_SQLITE_ASK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <maillage/arena.h>
#include <sqlite3.h>

/* The one value of a query as text, read through a connection of its own. */
static inline const char *sqlite_ask(mlg_arena *arena, const char *path, const char *sql) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  const char *text = mlg_arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return text;
}

#endif
