/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_DATABASE_H
#define PUBLISH_DATABASE_H

#include "publish/tables.h"

/* One publication, inside its transaction. */
typedef struct {
  sink to;
  const mlg_database *asked;
  mlg_findings *findings;
  const char *schema;
  const char *reason; /* the first thing that the server refused; NULL: nothing */
} publication;

/* Runs a statement whose identifiers are those of `publication`: each %s of `arguments` is a
 * text. */
void mlg_base_run(publication *of, const char *statement, const char *const *arguments);

/* The first value that a query gives, as text; NULL when it gives none. */
const char *mlg_base_ask(publication *of, const char *query, const char *const *arguments);

/* `maillage.maillage_runs`, which lists what is published: makes it when it is not there. */
void mlg_runs_open(publication *of);

/* Makes room for the schema: reports what stands in the way. */
mlg_status mlg_runs_make_room(publication *of);

/* Lists the publication. */
void mlg_runs_add(publication *of, const sink_tables *tables);

/* Lets `maillage_lecture` read, and makes that role when the user may. */
mlg_status mlg_runs_share(publication *of);

/* What of a message of the server can be told: one line, and nothing of how one connects. */
const char *mlg_base_message(mlg_arena *arena, const char *connection, const char *message);

/* Whether a schema can be so named, without quotes and without being someone else's. */
bool mlg_base_is_name(const char *name);

#endif
