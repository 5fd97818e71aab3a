/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_QGIS_H
#define PUBLISH_QGIS_H

#include "publish/style.h"
#include "publish/tables.h"
#include "publish/xml.h"

/* What QGIS reads: styles (QML), metadata (QMD), a project (QGS). Written for QGIS 3.22, the one
 * of Debian 12, and later ones. */

#define QGIS_VERSION "3.22.16"

/* Zones by class; those without a class are not drawn. */
void mlg_qgis_graduated(xml_file *file, mlg_arena *arena, const zone_style *style);

/* Zones as a ground: signs of "no figure" where no class covers them. */
void mlg_qgis_ground(xml_file *file);

/* Sites: those that count as the maps draw them; the others in grey, once asked for. */
void mlg_qgis_sites(xml_file *file);

/* The French titles of the columns. */
void mlg_qgis_aliases(xml_file *file, const sink_table *table);

/* What a layer is: title, abstract, licences, date, area covered. */
void mlg_qgis_metadata(xml_file *file, mlg_arena *arena, const mlg_portrait *portrait,
                       const sink_table *table);

/* The coordinate system, as `element`s hold it. */
void mlg_qgis_lambert93(xml_file *file);

/* The default style of a table: classes of zones (`style`; NULL for others), aliases. NULL when
 * memory is short. */
char *mlg_qgis_style(mlg_arena *arena, const sink_table *table, const zone_style *style,
                     bool is_default);

/* A layer's metadata by themselves. */
char *mlg_qgis_metadata_file(mlg_arena *arena, const mlg_portrait *portrait,
                             const sink_table *table);

#endif
