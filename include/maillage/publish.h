/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PUBLISH_H
#define MAILLAGE_PUBLISH_H

#include <maillage/compare.h>
#include <maillage/portrait.h>
#include <maillage/siting.h>

/**
 * @file
 * Results that other tools read. Shapes of files: docs/resultats.md.
 */

/**
 * portrait.gpkg: layers by level, sites, tables of offers, indicators and coverage, and what they
 * rest on; with French titles of columns, metadata, and styles that QGIS applies by itself.
 */
mlg_status mlg_publish_geopackage(const mlg_portrait *portrait, const char *path,
                                  mlg_findings *findings);

/**
 * portrait.qgs: a project of QGIS with the layers of `geopackage` (its name: it stands in the same
 * folder), grouped, ordered and in the classes and colours of the maps.
 */
mlg_status mlg_publish_qgis(const mlg_portrait *portrait, const char *geopackage, const char *path,
                            mlg_findings *findings);

/** Where results are published: a schema of a PostgreSQL database with PostGIS. */
typedef struct {
  const char *connection; /**< "PG:service=maillage", "PG:host=… dbname=… user=…". */
  const char *schema;     /**< NULL: the project's id and date, "rennes_metropole_2026_11_22". */
  bool replace;           /**< Replace what an earlier publication left in that schema. */
} mlg_database;

/**
 * Publishes every layer and table in a schema of its own: spatial and code indexes, French
 * comments; lists it in maillage.maillage_runs, and lets the role maillage_lecture read it. One
 * transaction: whatever goes wrong leaves the database as it was. `schema` gets its name.
 * Reports DATABASE_… findings, in which nothing of how one connects is told.
 */
mlg_status mlg_publish_database(mlg_arena *arena, const mlg_portrait *portrait,
                                const mlg_database *database, mlg_findings *findings,
                                const char **schema);

/** The column of an indicator's rate over its k-th denominator: "fragilite_taux_nscol". */
char *mlg_publish_rate_column(mlg_arena *arena, const mlg_indicator *indicator, size_t k);

/** The bounds of an estimate as they are shown; NaN where nothing at all is known. */
double mlg_publish_low(mlg_estimate estimate);
double mlg_publish_high(mlg_estimate estimate);

/** The columns of constats.csv. */
enum {
  MLG_COLUMN_SEVERITY,
  MLG_COLUMN_CODE,
  MLG_COLUMN_FILE,
  MLG_COLUMN_LINE,
  MLG_COLUMN_COLUMN,
  MLG_COLUMN_VALUE,
  MLG_COLUMN_EXPECTED,
  MLG_COLUMN_ACTION,
  MLG_COLUMN_MESSAGE,
  MLG_FINDING_COLUMNS
};
extern const char *const MLG_FINDING_COLUMN_NAMES[MLG_FINDING_COLUMNS];

/** One finding as French text, by column; "" where there is nothing to say. */
typedef struct {
  const char *cells[MLG_FINDING_COLUMNS];
} mlg_finding_row;

/** Every finding, errors first, then by file and line; `rows` has `all->count` items. */
mlg_status mlg_publish_finding_rows(mlg_arena *arena, const mlg_findings *all,
                                    mlg_finding_row **rows);

/** constats.csv: UTF-8 with BOM, ";", always French. */
mlg_status mlg_publish_findings(const mlg_findings *all, const char *path, mlg_findings *findings);

/**
 * The merged directory in the national schema of places of digital help, 1.0.2, its 32 columns,
 * comma, UTF-8: one row an organisation of a site that counts; `n` gets how many.
 *
 * What is unknown stays empty, but for what the schema requires: fourteen zeros for a SIRET,
 * the first day of its file's vintage for a row without a date, the commune's only postcode.
 * No telephone is written, and no contact of a person. FILE_EXISTS unless `overwrite`.
 */
mlg_status mlg_publish_directory(const mlg_portrait *portrait, const char *path, bool overwrite,
                                 size_t *n, mlg_findings *findings);

/** What a run was, for the manifest. */
typedef struct {
  const char *command; /**< What was asked, without paths. */
  size_t n_steps;
  const char *const *steps; /**< French names… */
  const double *seconds;    /**< …and durations. */
} mlg_run_facts;

/** manifeste.json: version, command, project, inputs with SHA-256, counts, durations. */
mlg_status mlg_publish_manifest(const mlg_portrait *portrait, const mlg_run_facts *facts,
                                const char *path, mlg_findings *findings);

/** How one figure was made, as one JSON object. NULL when memory is short. */
char *mlg_publish_figure(mlg_arena *arena, const mlg_figure *figure);

/** How the need of a zone was covered, as one JSON object. NULL when memory is short. */
char *mlg_publish_need_figure(mlg_arena *arena, const mlg_need_figure *figure);

/** Where half-days go, as one JSON object. NULL when memory is short. */
char *mlg_publish_siting(mlg_arena *arena, const mlg_siting_request *request,
                         const mlg_siting *siting);

/** Two runs side by side, as one JSON object. NULL when memory is short. */
char *mlg_publish_comparison(mlg_arena *arena, const mlg_comparison_request *request,
                             const mlg_comparison *comparison);

/** The same as two tables: UTF-8 with BOM, ";". The folder exists. */
mlg_status mlg_publish_comparison_tables(const mlg_comparison_request *request,
                                         const mlg_comparison *comparison, const char *zones,
                                         const char *sites, mlg_findings *findings);

#endif
