/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include "store/schema.h"
#include "store/shape.h"

#include <maillage/version.h>
#include <string.h>

/* ---- rows ---- */

typedef struct {
  mlg_reading_back *back;
  mlg_restore_row *take;
} row_reader;

static mlg_status take_row(sqlite3_stmt *row, void *context) {
  const row_reader *reader = context;
  mlg_cursor cursor = {.row = row, .arena = reader->back->arena};
  return reader->take(reader->back, &cursor);
}

mlg_status mlg_restore_rows(mlg_reading_back *back, const char *sql, mlg_restore_row *take) {
  row_reader reader = {back, take};
  back->room = 0;
  return mlg_sql_read(back->store, sql, NULL, 0, take_row, &reader, back->findings);
}

bool mlg_restore_zone(mlg_reading_back *back, mlg_cursor *cursor, mlg_level *level, size_t *zone) {
  size_t found = mlg_next_word(cursor, MLG_LEVELS, MLG_LEVEL_COUNT);
  if (found == MLG_LEVEL_COUNT || back->territory.n_zones[found] == 0) return false;
  *level = (mlg_level)found;
  *zone = mlg_next_index(cursor, &back->territory.index[found]);
  return *zone != MLG_NOT_FOUND;
}

/* ---- which version wrote the database ---- */

typedef struct {
  mlg_arena *arena;
  const char *version, *schema;
} written_by;

static mlg_status take_version(sqlite3_stmt *row, void *context) {
  written_by *by = context;
  by->version = mlg_column_text(row, 0, by->arena);
  by->schema = mlg_column_text(row, 1, by->arena);
  return MLG_OK;
}

/* Tables change from a version to the next: guessing what a column meant would be worse than
 * asking for a new run, which takes seconds. */
static mlg_status check_version(mlg_reading_back *back) {
  written_by by = {.arena = back->arena};
  const char *mark = mlg_schema_mark(back->arena);
  MLG_HAVE(mark);
  MLG_TRY(mlg_sql_read(back->store,
                       "SELECT (SELECT valeur FROM projet WHERE cle = 'version'),"
                       " (SELECT valeur FROM projet WHERE cle = 'schema')",
                       NULL, 0, take_version, &by, back->findings));
  if (by.version != NULL && by.schema != NULL && strcmp(by.version, MLG_VERSION) == 0 &&
      strcmp(by.schema, mark) == 0)
    return MLG_OK;
  /* The tables of one version can still change while it is being made: both are told. */
  const char *wrote = by.version != NULL ? by.version : "< " MLG_VERSION,
             *tables = by.schema != NULL ? by.schema : "";
  return mlg_report(
      back->findings,
      (mlg_finding){.code = MLG_F_RESULTS_VERSION,
                    .file = back->store->file,
                    .value = mlg_arena_printf(back->arena, "%s (%.8s)", wrote, tables),
                    .expected = mlg_arena_printf(back->arena, MLG_VERSION " (%.8s)", mark)});
}

/* ---- the whole ---- */

static mlg_status restore_shapes(mlg_reading_back *back) {
  MLG_TRY(mlg_store_all_shapes(back->store, back->arena, &back->territory, back->findings,
                               back->portrait.shapes));
  MLG_TRY(mlg_read_contexts(back->store, back->arena, back->project.n_contexts, back->findings,
                            &back->portrait.contexts));
  return mlg_read_neighbours(back->store, back->arena, back->findings, &back->portrait.neighbours);
}

static mlg_status restore(mlg_reading_back *back) {
  MLG_TRY(check_version(back));
  MLG_TRY(mlg_restore_project(back));
  MLG_TRY(mlg_restore_territory(back));
  MLG_TRY(mlg_restore_scenarios(back));
  MLG_TRY(mlg_restore_need(back));
  MLG_TRY(mlg_restore_offer(back));
  MLG_TRY(restore_shapes(back));
  MLG_TRY(mlg_restore_access(back));
  return mlg_restore_coverage(back);
}

mlg_status mlg_store_portrait(mlg_store *store, mlg_arena *arena, mlg_findings *findings,
                              mlg_portrait *portrait) {
  mlg_reading_back *back = MLG_NEW(arena, mlg_reading_back, 1);
  MLG_HAVE(back);
  *back = (mlg_reading_back){
      .store = store, .arena = arena, .findings = findings, .kept = {.arena = arena}};
  MLG_TRY(restore(back));
  const mlg_project *project = &back->project;
  size_t n = project->n_indicators,
         population = mlg_indicator_find(project->indicators, n, "population");
  back->portrait.project = project;
  back->portrait.territory = &back->territory;
  back->portrait.need = &back->need;
  back->portrait.directory = &back->directory;
  back->portrait.coverage = &back->coverage;
  back->portrait.findings = &back->kept;
  back->portrait.base = mlg_indicator_find(project->indicators, n, project->base);
  back->portrait.population = population < n ? population : MLG_NO_INDICATOR;
  *portrait = back->portrait;
  return MLG_OK;
}
