/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_TABLES_H
#define PUBLISH_TABLES_H

#include "publish/sink.h"

/* Every layer and table of the results, in the order in which QGIS lists them. */

typedef struct {
  mlg_arena *arena;
  size_t n, capacity;
  sink_table *items;
} sink_tables;

mlg_status mlg_tables(mlg_arena *arena, const mlg_portrait *portrait, sink_tables *tables);

mlg_status mlg_tables_add(sink_tables *tables, sink_table table);

/* Each adds its own. */
mlg_status mlg_tables_levels(const mlg_portrait *portrait, sink_tables *tables);
mlg_status mlg_tables_sites(sink_tables *tables);
mlg_status mlg_tables_figures(sink_tables *tables);
mlg_status mlg_tables_coverage(sink_tables *tables);
mlg_status mlg_tables_settings(sink_tables *tables);

#define SINK_FIELDS(list) .n_fields = sizeof(list) / sizeof *(list), .fields = (list)

#endif
