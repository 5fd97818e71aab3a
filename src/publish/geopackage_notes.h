/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_GEOPACKAGE_NOTES_H
#define PUBLISH_GEOPACKAGE_NOTES_H

#include "publish/tables.h"

/* What a GeoPackage says of its tables: titles of columns, metadata, styles for QGIS. */
mlg_status mlg_geopackage_notes(sink *to, const sink_tables *tables);

#endif
