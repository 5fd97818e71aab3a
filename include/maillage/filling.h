/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_FILLING_H
#define MAILLAGE_FILLING_H

#include <maillage/finding.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * @file
 * Rows for the plain tables of a GeoPackage. GDAL makes these tables, but it inserts their rows one
 * by one, which takes three times as long as here; outlines and their index are left to it.
 *
 * After a failure nothing more is written, but calls go on doing no harm: the failure is reported
 * once, at the end.
 */
typedef struct mlg_filling mlg_filling;

/** Opens the file, in which no one else writes any longer. */
mlg_status mlg_filling_open(const char *path, mlg_findings *findings, mlg_filling **filling);

/** The table that the rows to come are for, and its columns less the first, which numbers rows. */
void mlg_filling_table(mlg_filling *filling, const char *table, size_t n_columns);

/** The next cell of the row. NULL, and what is not finite, give NULL. */
void mlg_filling_text(mlg_filling *filling, const char *text);
void mlg_filling_real(mlg_filling *filling, double value);
void mlg_filling_whole(mlg_filling *filling, int64_t value);
void mlg_filling_null(mlg_filling *filling);

/** Ends the row. False: its texts, and those of the rows before, are still needed. */
bool mlg_filling_row(mlg_filling *filling);

/** Ends the table: says in the file how many rows it has. */
void mlg_filling_end(mlg_filling *filling);

/** Closes the file, and says whether all of it was written. */
mlg_status mlg_filling_close(mlg_filling *filling);

#endif
