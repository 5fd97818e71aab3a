/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_WORKBOOK_H
#define MAILLAGE_WORKBOOK_H

#include <maillage/portrait.h>

/**
 * @file
 * The workbook. libxlsxwriter lives here.
 */

/**
 * Writes classeur.xlsx at `path`: Lisez-moi, Synthèse, a sheet a level, Quartiers comparés,
 * Besoins non couverts, Lieux, Dictionnaire, Sources, Constats. Its temporary files are
 * made in `scratch` (a folder on the same disk), and every part is read back,
 * since libxlsxwriter does not report a full disk.
 */
mlg_status mlg_workbook_write(const mlg_portrait *portrait, const char *path, const char *scratch,
                              mlg_findings *findings);

#endif
