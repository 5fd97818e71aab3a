/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SHAPE_H
#define STORE_SHAPE_H

#include "store/sql.h"

#include <spatialite/gaiageo.h>

/** The rings or lines of a geometry, in memory of our own. */
mlg_status mlg_shape_copy(mlg_arena *arena, const gaiaGeomColl *geometry, mlg_shape *shape);

/** The rings or lines of the SpatiaLite geometry in a column; no path for NULL. */
mlg_status mlg_column_shape(sqlite3_stmt *row, int column, mlg_arena *arena, mlg_shape *shape);

/** The geometry that a statement without argument gives; its last row's, where it gives several. */
mlg_status mlg_read_shape(mlg_store *store, const char *sql, mlg_arena *arena,
                          mlg_findings *findings, mlg_shape *shape);

/** The limits that mlg_store_neighbours() found and kept; no path when there are none. */
mlg_status mlg_read_neighbours(mlg_store *store, mlg_arena *arena, mlg_findings *findings,
                               mlg_shape *lines);

/** The layers that mlg_store_context() kept, in the order of the project's `n` contexts. */
mlg_status mlg_read_contexts(mlg_store *store, mlg_arena *arena, size_t n, mlg_findings *findings,
                             const mlg_shape **shapes);

#endif
