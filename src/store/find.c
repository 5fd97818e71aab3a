/* SPDX-License-Identifier: Apache-2.0 */
#include "store/find.h"

#include <maillage/text.h>
#include <string.h>

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
  const char *folded; /* the name that is asked for; NULL: every row is the zone */
  mlg_found_zone zone;
  size_t n;          /* zones found at the zone's level */
  const char *codes; /* theirs, with their names */
} zone_search;

static mlg_status keep_zone(zone_search *search, sqlite3_stmt *row, mlg_level level) {
  mlg_found_zone found = {level, mlg_column_text(row, 2, search->arena),
                          mlg_column_text(row, 1, search->arena)};
  MLG_HAVE(found.code);
  search->codes = search->n == 0
                      ? found.code
                      : mlg_arena_printf(search->arena, "%s, %s", search->codes, found.code);
  MLG_HAVE(search->codes);
  if (search->n++ == 0) search->zone = found;
  return MLG_OK;
}

static mlg_status take_zone(sqlite3_stmt *row, void *context) {
  zone_search *search = context;
  mlg_level level = (mlg_level)mlg_word_find(MLG_LEVELS, MLG_LEVEL_COUNT,
                                             (const char *)sqlite3_column_text(row, 0));
  if (search->folded == NULL) return keep_zone(search, row, level);
  /* Rows come from the widest level to the finest. */
  if (search->n > 0 && level != search->zone.level) return MLG_OK;
  const char *name = (const char *)sqlite3_column_text(row, 1);
  const char *folded = name == NULL ? "" : mlg_fold(search->arena, name);
  MLG_HAVE(folded);
  return strcmp(folded, search->folded) == 0 ? keep_zone(search, row, level) : MLG_OK;
}

/* Zones are added from the finest level to the widest, hence ORDER BY rowid. */
static mlg_status search_zone(mlg_store *store, zone_search *search, mlg_level level,
                              const char *asked, mlg_findings *findings) {
  const char *texts[] = {level < MLG_LEVEL_COUNT ? MLG_LEVELS[level].code : "%", asked};
  MLG_TRY(mlg_sql_read(store,
                       "SELECT niveau, nom, code FROM zone WHERE niveau LIKE ?1 AND code = ?2"
                       " ORDER BY rowid LIMIT 1",
                       texts, 2, take_zone, search, findings));
  if (search->n > 0) return MLG_OK;
  search->folded = mlg_fold(search->arena, asked);
  MLG_HAVE(search->folded);
  return mlg_sql_read(store,
                      "SELECT niveau, nom, code FROM zone WHERE niveau LIKE ?1 ORDER BY rowid DESC",
                      texts, 1, take_zone, search, findings);
}

mlg_status mlg_find_zone(mlg_store *store, mlg_arena *arena, mlg_level level, const char *asked,
                         mlg_findings *findings, mlg_found_zone *zone) {
  zone_search search = {.arena = arena};
  MLG_TRY(search_zone(store, &search, level, asked, findings));
  *zone = search.zone;
  if (search.n == 1) return MLG_OK;
  if (search.n > 1)
    return mlg_report(
        findings,
        (mlg_finding){.code = MLG_F_NAME_SHARED, .value = asked, .expected = search.codes});
  return mlg_report_unknown(store, arena, asked,
                            "SELECT code, code || ' (' || nom || ')' FROM zone UNION ALL"
                            " SELECT nom, code || ' (' || nom || ')' FROM zone",
                            findings);
}
