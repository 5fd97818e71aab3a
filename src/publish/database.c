/* SPDX-License-Identifier: Apache-2.0 */
/* Results in a schema of PostgreSQL/PostGIS: one transaction, all or nothing. */
#include "publish/database.h"

#include <cpl_error.h>
#include <maillage/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- statements ---- */

/* The first error tells why; those after it only say that the transaction is lost. */
static void CPL_STDCALL keep_first(CPLErr severity, CPLErrorNum number, const char *message) {
  (void)number;
  publication *of = CPLGetErrorHandlerUserData();
  if (severity < CE_Failure || of->reason != NULL) return;
  of->reason = mlg_base_message(of->to.arena, of->asked->connection, message);
}

void mlg_base_run(publication *of, const char *statement, const char *const *arguments) {
  mlg_sink_sql(&of->to, statement, arguments);
}

const char *mlg_base_ask(publication *of, const char *query, const char *const *arguments) {
  return mlg_sink_ask(&of->to, query, arguments);
}

/* ---- tables ---- */

/* Rows that were sent and are not there would be a loss without an error. */
static void check_rows(publication *of, const sink_table *table) {
  char wanted[24];
  snprintf(wanted, sizeof wanted, "%zu", of->to.n_rows);
  const char *query =
      mlg_arena_printf(of->to.arena, "SELECT count(*) FROM %s.\"%s\"", of->schema, table->name);
  const char *count = query == NULL ? NULL : mlg_base_ask(of, query, NULL);
  of->to.failed |= count == NULL || strcmp(count, wanted) != 0;
}

static void run_on(publication *of, char *statement, const char *text) {
  of->to.failed |= statement == NULL;
  mlg_base_run(of, statement, &text);
}

static void describe(publication *of, const sink_table *table) {
  mlg_arena *arena = of->to.arena;
  const char *words = *table->description != '\0' ? table->description : table->title;
  run_on(of, mlg_arena_printf(arena, "COMMENT ON TABLE %s.\"%s\" IS %%s", of->schema, table->name),
         words);
  for (size_t i = 0; i < table->n_fields && !of->to.failed; i++) {
    const sink_field *field = &table->fields[i];
    run_on(of,
           mlg_arena_printf(arena, "COMMENT ON COLUMN %s.\"%s\".\"%s\" IS %%s", of->schema,
                            table->name, field->name),
           mlg_arena_printf(arena, "%s. %s", field->title, field->description));
  }
  if (table->index != NULL)
    run_on(of,
           mlg_arena_printf(arena, "CREATE INDEX ON %s.\"%s\" (%s)", of->schema, table->name,
                            table->index),
           NULL);
}

static mlg_status write_tables(publication *of, const sink_tables *tables) {
  for (size_t i = 0; i < tables->n && !of->to.failed; i++) {
    MLG_TRY(mlg_sink_write(&of->to, &tables->items[i]));
    if (!of->to.failed) check_rows(of, &tables->items[i]);
    if (!of->to.failed) describe(of, &tables->items[i]);
  }
  return MLG_OK;
}

static mlg_status write_schema(publication *of) {
  sink_tables tables;
  mlg_arena *arena = of->to.arena;
  MLG_TRY(mlg_tables(arena, of->to.portrait, &tables));
  mlg_runs_open(of);
  if (!of->to.failed) MLG_TRY(mlg_runs_make_room(of));
  run_on(of, mlg_arena_printf(arena, "CREATE SCHEMA %s", of->schema), NULL);
  run_on(of, mlg_arena_printf(arena, "COMMENT ON SCHEMA %s IS %%s", of->schema),
         of->to.portrait->project->title);
  MLG_TRY(write_tables(of, &tables));
  mlg_runs_add(of, &tables);
  return of->to.failed ? MLG_OK : mlg_runs_share(of);
}

/* ---- the transaction ---- */

/* A transaction that the server has given up is committed without an error: only reading the
 * publication back proves it. */
static void commit(publication *of) {
  of->to.failed |= GDALDatasetCommitTransaction(of->to.dataset) != OGRERR_NONE;
  const char *there = mlg_base_ask(of, "SELECT 1 FROM maillage.maillage_runs WHERE schema = %s",
                                   (const char *const[]){of->schema});
  of->to.failed |= there == NULL;
}

static mlg_status publish(publication *of) {
  if (mlg_base_ask(of, "SELECT 1 FROM pg_extension WHERE extname = 'postgis'", NULL) == NULL &&
      !of->to.failed)
    return mlg_report(of->findings, (mlg_finding){.code = MLG_F_DATABASE_WITHOUT_POSTGIS});
  of->to.failed |= GDALDatasetStartTransaction(of->to.dataset, false) != OGRERR_NONE;
  mlg_status status = write_schema(of);
  if (status == MLG_OK && !of->to.failed)
    commit(of);
  else
    GDALDatasetRollbackTransaction(of->to.dataset);
  if (status != MLG_OK || !of->to.failed) return status;
  return mlg_report(of->findings, (mlg_finding){.code = MLG_F_DATABASE_UNWRITTEN,
                                                .value = of->reason != NULL ? of->reason : "?"});
}

static mlg_status connect_and_publish(publication *of) {
  GDALAllRegister();
  of->to.dataset =
      GDALOpenEx(of->asked->connection, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
  if (of->to.dataset == NULL)
    return mlg_report(of->findings, (mlg_finding){.code = MLG_F_DATABASE_REFUSED,
                                                  .value = of->reason != NULL ? of->reason : "?"});
  mlg_status status = mlg_sink_begin(&of->to) ? publish(of) : MLG_FAILURE;
  mlg_sink_end(&of->to);
  GDALClose(of->to.dataset);
  return status;
}

/* "rennes_metropole_2026_11_22" */
static const char *schema_of(mlg_arena *arena, const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  char *name = mlg_arena_printf(arena, "%s_%.10s", project->id, project->date);
  for (char *at = name; at != NULL && *at != '\0'; at++) {
    if (*at >= 'A' && *at <= 'Z') *at = (char)(*at - 'A' + 'a');
    if ((*at < 'a' || *at > 'z') && (*at < '0' || *at > '9')) *at = '_';
  }
  return name;
}

mlg_status mlg_publish_database(mlg_arena *arena, const mlg_portrait *portrait,
                                const mlg_database *database, mlg_findings *findings,
                                const char **schema) {
  publication of = {.asked = database, .findings = findings};
  of.schema = database->schema != NULL ? database->schema : schema_of(arena, portrait);
  MLG_HAVE(of.schema);
  if (strncmp(database->connection, "PG:", 3) != 0)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_DATABASE_TARGET});
  if (!mlg_base_is_name(of.schema))
    return mlg_report(findings,
                      (mlg_finding){.code = MLG_F_DATABASE_SCHEMA_NAME, .value = of.schema});
  of.to = (sink){.portrait = portrait, .arena = arena, .schema = of.schema};
  CPLPushErrorHandlerEx(keep_first, &of);
  mlg_status status = connect_and_publish(&of);
  CPLPopErrorHandler();
  if (status == MLG_OK) *schema = of.schema;
  return status;
}
