/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PUBLISH_H
#define MAILLAGE_PUBLISH_H

#include <maillage/portrait.h>

/**
 * @file
 * Results that other tools read. Shapes of files: docs/resultats.md.
 */

/** portrait.gpkg: layers by level, sites, tables of offers, indicators and coverage. */
mlg_status mlg_publish_geopackage(const mlg_portrait *portrait, const char *path,
                                  mlg_findings *findings);

/** constats.csv: UTF-8 with BOM, ";", always French. */
mlg_status mlg_publish_findings(const mlg_findings *all, const char *path, mlg_findings *findings);

/** What a run was, for the manifest. */
typedef struct {
  const char *command; /**< As typed, less the paths of the machine. */
  size_t n_steps;
  const char *const *steps; /**< French names… */
  const double *seconds;    /**< …and durations. */
} mlg_run_facts;

/** manifeste.json: version, command, project, inputs with SHA-256, counts, durations. */
mlg_status mlg_publish_manifest(const mlg_portrait *portrait, const mlg_run_facts *facts,
                                const char *path, mlg_findings *findings);

#endif
