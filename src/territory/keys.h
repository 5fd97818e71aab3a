/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERRITORY_KEYS_H
#define TERRITORY_KEYS_H

#include <maillage/finding.h>
#include <maillage/index.h>
#include <maillage/table.h>
#include <maillage/words.h>

/**
 * Puts back the leading zero of the codes of `level` that a workbook holds as numbers: 1001 for
 * 01001. Tells how many. Does nothing to a table that is no sheet, where a missing sign may be
 * any; MLG_NO_COLUMN is no column.
 */
mlg_status mlg_keys_restore_zeros(mlg_arena *arena, const mlg_table *table, size_t column,
                                  mlg_level level, mlg_findings *findings);

/**
 * Indexes the rows of a table by the codes of `level` in `column`. Rejects
 * malformed codes, with what a code that lost its leading zero was, and codes
 * written twice. Used by need too.
 */
mlg_status mlg_keys_index(mlg_arena *arena, const mlg_table *table, size_t column, mlg_level level,
                          mlg_findings *findings, mlg_index *index);

/** Likewise for the codes of finest zones: of IRIS, or of whole communes. */
mlg_status mlg_keys_index_zones(mlg_arena *arena, const mlg_table *table, size_t column,
                                mlg_findings *findings, mlg_index *index);

#endif
