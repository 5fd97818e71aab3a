/* SPDX-License-Identifier: Apache-2.0 */
#include "store/find.h"

#include <maillage/text.h>

/* ---- what is near a name that is unknown ---- */

typedef struct {
  mlg_arena *arena;
  const char **names, **shown; /* what is compared, and what is then proposed */
  size_t n, room, room_shown;
} proposals;

static mlg_status take_proposal(sqlite3_stmt *row, void *context) {
  proposals *p = context;
  size_t n = p->n;
  if (!MLG_ROOM(p->arena, p->names, n, p->room)) return MLG_FAILURE;
  if (!MLG_ROOM(p->arena, p->shown, n, p->room_shown)) return MLG_FAILURE;
  p->names[n] = mlg_column_text(row, 0, p->arena);
  p->shown[n] = mlg_column_text(row, 1, p->arena);
  MLG_HAVE(p->names[n]);
  MLG_HAVE(p->shown[n]);
  p->n++;
  return MLG_OK;
}

mlg_status mlg_report_unknown(mlg_store *store, mlg_arena *arena, const char *value,
                              const char *sql, mlg_findings *findings) {
  proposals p = {.arena = arena};
  MLG_TRY(mlg_sql_read(store, sql, NULL, 0, take_proposal, &p, findings));
  size_t near = mlg_nearest(value, p.names, p.n);
  return mlg_report(findings, (mlg_finding){.code = MLG_F_FIGURE_UNKNOWN,
                                            .value = value,
                                            .expected = near < p.n ? p.shown[near] : NULL});
}

/* ---- what is there ---- */

static mlg_status take_any(sqlite3_stmt *row, void *context) {
  (void)row;
  *(bool *)context = true;
  return MLG_OK;
}

mlg_status mlg_find_any(mlg_store *store, const char *sql, const char *value,
                        mlg_findings *findings, bool *found) {
  *found = false;
  return mlg_sql_read(store, sql, &value, 1, take_any, found, findings);
}

typedef struct {
  mlg_arena *arena;
  bool found;
  mlg_level level;
  const char *name;
} zone_search;

static mlg_status take_zone(sqlite3_stmt *row, void *context) {
  zone_search *search = context;
  const char *level = (const char *)sqlite3_column_text(row, 0);
  search->found = true;
  search->level = (mlg_level)mlg_word_find(MLG_LEVELS, MLG_LEVEL_COUNT, level);
  search->name = mlg_column_text(row, 1, search->arena);
  return MLG_OK;
}

/* Zones are added from the finest level to the widest, hence ORDER BY rowid. */
mlg_status mlg_find_zone(mlg_store *store, mlg_arena *arena, mlg_level level, const char *code,
                         mlg_findings *findings, mlg_level *found, const char **name) {
  zone_search search = {.arena = arena};
  const char *texts[] = {code, level < MLG_LEVEL_COUNT ? MLG_LEVELS[level].code : "%"};
  MLG_TRY(mlg_sql_read(store,
                       "SELECT niveau, nom FROM zone WHERE code = ?1 AND niveau LIKE ?2"
                       " ORDER BY rowid LIMIT 1",
                       texts, 2, take_zone, &search, findings));
  if (!search.found)
    return mlg_report_unknown(store, arena, code,
                              "SELECT code, code || ' (' || nom || ')' FROM zone UNION ALL"
                              " SELECT nom, code || ' (' || nom || ')' FROM zone",
                              findings);
  *found = search.level;
  *name = search.name;
  return MLG_OK;
}
