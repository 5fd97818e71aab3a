/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_STORE_H
#define MAILLAGE_STORE_H

#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/portrait.h>
#include <maillage/table.h>
#include <maillage/territory.h>

/**
 * @file
 * The run's database, calcul.sqlite: every row read with its file and line, the
 * zones with their geometry, every figure with the cells it was made from.
 * SQLite and SpatiaLite live here; topology is asked of SpatiaLite.
 * Its tables are described in docs/calcul.md.
 */
typedef struct mlg_store mlg_store;

/** Begins SQLite, before what asks it for reference systems. Call once. MLG_FAILURE: memory. */
mlg_status mlg_store_begin(void);

/** Creates `path` anew, with spatial metadata for EPSG:2154 only. */
mlg_status mlg_store_create(const char *path, mlg_findings *findings, mlg_store **store);

/** Opens an existing store for reading. */
mlg_status mlg_store_open(const char *path, mlg_findings *findings, mlg_store **store);

/** Closes; NULL is allowed. What each function saved is already committed. */
mlg_status mlg_store_close(mlg_store *store, mlg_findings *findings);

/**
 * Keeps a table's rows, with their lines, as `entree_<dataset>`. Columns that tell how to
 * reach people (telephone, courriel, mail, contact, mobile) are left out.
 */
mlg_status mlg_store_add_table(mlg_store *store, const char *dataset, const mlg_table *table,
                               mlg_findings *findings);

/**
 * Keeps the zones of every level. `shapes` is the table that holds the finest
 * zones' outlines, `code` its column of codes. Wider levels are dissolved from
 * the finest, so that limits coincide. Sets each zone's centre (its centroid, or
 * a point inside when the centroid lies outside) and area. Rejects an invalid
 * or missing outline.
 */
mlg_status mlg_store_add_zones(mlg_store *store, mlg_territory *territory, const mlg_table *shapes,
                               size_t code, mlg_findings *findings);

/** The outlines of a level's zones, in the territory's order. */
mlg_status mlg_store_shapes(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                            mlg_level level, mlg_findings *findings, mlg_shape **shapes);

/** The outlines of every level that the territory has, in `shapes` by level. A zone made of one
 *  finest zone, as most communes are, has the points of that one. */
mlg_status mlg_store_all_shapes(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                                mlg_findings *findings, const mlg_shape **shapes);

/**
 * Limits of the neighbours, as lines, from a table of communes with shapes: only
 * those outside the territory and more than 200 m from its limit, where a
 * coarser outline would run beside ours. Within 30 km.
 */
mlg_status mlg_store_neighbours(mlg_store *store, mlg_arena *arena, const mlg_table *communes,
                                mlg_findings *findings, mlg_shape *lines);

/** Every outline of a table with shapes, as one; none without shapes. */
mlg_status mlg_store_context(mlg_store *store, mlg_arena *arena, const mlg_table *table,
                             mlg_findings *findings, mlg_shape *shape);

/**
 * The finest zone that holds each point, or MLG_NO_ZONE; on a limit, that of one side. Where
 * outlines overlap, that of the smaller code; where there is an `expected` (NULL: none), any other
 * zone before the point's own.
 */
mlg_status mlg_store_locate(mlg_store *store, const mlg_territory *territory,
                            const mlg_point *points, size_t n, const size_t *expected,
                            mlg_findings *findings, size_t *zones);

/** Keeps the finished result: figures, the cells behind them, sites, offers, coverage, flows. */
mlg_status mlg_store_save(mlg_store *store, const mlg_portrait *portrait, mlg_findings *findings);

/** Keeps the cells behind the figures by themselves, for a caller who gives them up before the rest
 *  is saved. */
mlg_status mlg_store_save_cells(mlg_store *store, const mlg_project *project,
                                const mlg_territory *territory, const mlg_need *need,
                                mlg_findings *findings);

/**
 * Reads back the whole portrait, all that outputs are made from, without any of the files that it
 * was computed from: settings, territory, figures, offer, coverage, outlines, findings. The cells
 * behind the figures are not among them (mlg_store_figure reads those it is asked for), nor are
 * the pairs of entries that were compared. `portrait` and all it points to belong to `arena`.
 * Rejects results of another version (RESULTS_VERSION).
 */
mlg_status mlg_store_portrait(mlg_store *store, mlg_arena *arena, mlg_findings *findings,
                              mlg_portrait *portrait);

/**
 * Reads back how one figure was made. `level` is a level, or MLG_LEVEL_COUNT for the
 * finest level that has a zone of that code. Reports FIGURE_UNKNOWN, with the nearest
 * name, when there is no such zone or indicator.
 */
mlg_status mlg_store_figure(mlg_store *store, mlg_arena *arena, mlg_level level, const char *code,
                            const char *indicator, mlg_findings *findings, mlg_figure *figure);

/**
 * What `name` asks about: `family` gets MLG_FAMILY_COUNT for an indicator, else the family that
 * is named, by itself ("aider") or by one of its columns ("besoin_aider", "sature_aider").
 * Reports FIGURE_UNKNOWN, with the nearest name, when it is neither.
 */
mlg_status mlg_store_subject(mlg_store *store, mlg_arena *arena, const char *name,
                             mlg_findings *findings, mlg_family *family);

/** As mlg_store_figure, for how the need for a family was covered. */
mlg_status mlg_store_need_figure(mlg_store *store, mlg_arena *arena, mlg_level level,
                                 const char *code, mlg_family family, mlg_findings *findings,
                                 mlg_need_figure *figure);

#endif
