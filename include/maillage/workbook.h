/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_WORKBOOK_H
#define MAILLAGE_WORKBOOK_H

#include <maillage/portrait.h>

/**
 * @file
 * The workbook. libxlsxwriter lives here.
 */

/**
 * Writes classeur.xlsx at `path`: Lisez-moi, Synthèse, EPCI classés (of a territory of several), a
 * sheet a level, Besoins non couverts, Quartiers comparés, Parcours, Scénarios, Lieux, Offres,
 * Socle commun, À vérifier, Doublons fusionnés, Dictionnaire, Sources, Constats. Its temporary
 * files are made in `scratch` (a folder on the same disk), and every part is read back, since
 * libxlsxwriter does not report a full disk. `maps` is the folder where mlg_draw_maps() wrote; NULL
 * for no map in Synthèse. Parcours and À vérifier are left out of a portrait that does not hold who
 * reaches what.
 */
mlg_status mlg_workbook_write(const mlg_portrait *portrait, const char *path, const char *scratch,
                              const char *maps, mlg_findings *findings);

#endif
