/* SPDX-License-Identifier: Apache-2.0 */
/* What is published, and who may read it. */
#include "publish/database.h"

#include <maillage/version.h>
#include <string.h>

/* Two publications at once wait for one another. The table is made by the first one, and belongs
 * to whoever that was. */
void mlg_runs_open(publication *of) {
  mlg_base_run(of, "SELECT pg_advisory_xact_lock(hashtext('maillage'))", NULL);
  if (mlg_base_ask(of, "SELECT to_regclass('maillage.maillage_runs')::text", NULL) != NULL) return;
  static const char *const STATEMENTS[] = {
      "CREATE SCHEMA IF NOT EXISTS maillage",
      "COMMENT ON SCHEMA maillage IS 'Maillage : la liste des calculs publiés.'",
      "CREATE TABLE maillage.maillage_runs (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
      "schema text NOT NULL UNIQUE, projet text NOT NULL, titre text, date date, "
      "version text NOT NULL, projet_sha256 text, tables text NOT NULL, "
      "publie_le timestamptz NOT NULL DEFAULT now())",
      "COMMENT ON TABLE maillage.maillage_runs IS 'Un calcul publié par ligne.'",
      "COMMENT ON COLUMN maillage.maillage_runs.schema IS 'Schéma qui contient les couches.'",
      "COMMENT ON COLUMN maillage.maillage_runs.projet IS 'Identifiant du projet.'",
      "COMMENT ON COLUMN maillage.maillage_runs.titre IS 'Titre du projet.'",
      "COMMENT ON COLUMN maillage.maillage_runs.date IS 'Date du projet.'",
      "COMMENT ON COLUMN maillage.maillage_runs.version IS 'Version de maillage.'",
      "COMMENT ON COLUMN maillage.maillage_runs.projet_sha256 IS 'SHA-256 du fichier projet.'",
      "COMMENT ON COLUMN maillage.maillage_runs.tables IS 'Tables du schéma.'",
      "COMMENT ON COLUMN maillage.maillage_runs.publie_le IS 'Moment de la publication.'",
  };
  for (size_t i = 0; i < sizeof STATEMENTS / sizeof *STATEMENTS; i++)
    mlg_base_run(of, STATEMENTS[i], NULL);
}

static mlg_status refuse(publication *of, mlg_finding_code code) {
  return mlg_report(of->findings, (mlg_finding){.code = code, .value = of->schema});
}

/* Tables that we made, one by one and nothing with them: a view that someone made of them, or a
 * table put beside them, stops it all. */
mlg_status mlg_runs_make_room(publication *of) {
  mlg_arena *arena = of->to.arena;
  const char *const name[] = {of->schema};
  if (mlg_base_ask(of, "SELECT 1 FROM pg_namespace WHERE nspname = %s", name) == NULL)
    return MLG_OK;
  const char *tables =
      mlg_base_ask(of, "SELECT tables FROM maillage.maillage_runs WHERE schema = %s", name);
  if (of->to.failed) return MLG_OK;
  if (tables == NULL) return refuse(of, MLG_F_DATABASE_SCHEMA_FOREIGN);
  if (!of->asked->replace) return refuse(of, MLG_F_DATABASE_SCHEMA_EXISTS);
  char *drop_tables = mlg_arena_printf(arena, "DROP TABLE %s RESTRICT", tables);
  char *drop_schema = mlg_arena_printf(arena, "DROP SCHEMA %s RESTRICT", of->schema);
  MLG_HAVE(drop_tables);
  MLG_HAVE(drop_schema);
  mlg_base_run(of, drop_tables, NULL);
  mlg_base_run(of, drop_schema, NULL);
  mlg_base_run(of, "DELETE FROM maillage.maillage_runs WHERE schema = %s", name);
  return MLG_OK;
}

static const char *project_digest(const mlg_portrait *portrait) {
  for (size_t i = 0; i < portrait->n_files; i++)
    if (strcmp(portrait->files[i].role, "projet") == 0) return portrait->files[i].digest;
  return NULL;
}

void mlg_runs_add(publication *of, const sink_tables *tables) {
  const mlg_project *project = of->to.portrait->project;
  const char *list = "";
  for (size_t i = 0; i < tables->n && list != NULL; i++)
    list = mlg_arena_printf(of->to.arena, "%s%s%s.\"%s\"", list, i > 0 ? ", " : "", of->schema,
                            tables->items[i].name);
  of->to.failed |= list == NULL;
  const char *const values[] = {of->schema,
                                project->id,
                                project->title,
                                mlg_arena_printf(of->to.arena, "%.10s", project->date),
                                MLG_VERSION,
                                project_digest(of->to.portrait),
                                list};
  mlg_base_run(of,
               "INSERT INTO maillage.maillage_runs (schema, projet, titre, date, version, "
               "projet_sha256, tables) VALUES (%s, %s, %s, %s, %s, %s, %s)",
               values);
}

/* ---- who may read ---- */

/* The list itself can be opened to readers by its owner alone. */
static void grant(publication *of) {
  mlg_arena *arena = of->to.arena;
  const char *const statements[] = {
      mlg_arena_printf(arena, "GRANT USAGE ON SCHEMA %s TO maillage_lecture", of->schema),
      mlg_arena_printf(arena, "GRANT SELECT ON ALL TABLES IN SCHEMA %s TO maillage_lecture",
                       of->schema),
      "GRANT USAGE ON SCHEMA maillage TO maillage_lecture",
      "GRANT SELECT ON maillage.maillage_runs TO maillage_lecture",
  };
  bool owns = mlg_base_ask(of,
                           "SELECT 1 FROM pg_namespace WHERE nspname = 'maillage' AND "
                           "pg_has_role(nspowner, 'MEMBER')",
                           NULL) != NULL;
  of->to.failed |= statements[0] == NULL || statements[1] == NULL;
  for (size_t i = 0; i < (owns ? 4 : 2); i++) mlg_base_run(of, statements[i], NULL);
}

mlg_status mlg_runs_share(publication *of) {
  bool there =
      mlg_base_ask(of, "SELECT 1 FROM pg_roles WHERE rolname = 'maillage_lecture'", NULL) != NULL;
  bool may = mlg_base_ask(of,
                          "SELECT 1 FROM pg_roles WHERE rolname = current_user AND "
                          "(rolsuper OR rolcreaterole)",
                          NULL) != NULL;
  if (of->to.failed) return MLG_OK;
  if (!there && !may)
    return mlg_report(of->findings, (mlg_finding){.code = MLG_F_DATABASE_ROLE_MISSING});
  if (!there) mlg_base_run(of, "CREATE ROLE maillage_lecture NOLOGIN", NULL);
  grant(of);
  return MLG_OK;
}
