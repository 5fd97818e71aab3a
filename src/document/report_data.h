/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_REPORT_DATA_H
#define DOCUMENT_REPORT_DATA_H

#include "document/report.h"

#include <jansson.h>
#include <maillage/index.h>

/**
 * @file
 * What the map explores, as JSON: levels and zones with their outlines and figures, indicators,
 * families, scenarios, sites. Figures come in arrays, whose order is said where they are made,
 * since a region has thousands of zones. An unknown number is null, never 0. A figure is
 * [value, low, high], then the number of a text that says more of it; an exact one of which there
 * is no more to say is one number. A text that many zones share stands once, in a list.
 *
 * jansson's "_new" setters take the value over even when they fail: a lack of memory shows as a
 * NULL result.
 */

/* Texts that zones share, in the order in which they were first said. */
typedef struct {
  mlg_index index;
  json_t *list;
} mlg_report_texts;

typedef struct {
  mlg_report_page *page;
  const mlg_portrait *portrait;
  mlg_point corner; /* South-west of the territory, EPSG:2154: positions are metres from it. */
  mlg_report_texts *texts;
} mlg_report_source;

json_t *mlg_report_json_text(const char *value);
json_t *mlg_report_json_number(double value);
void mlg_report_append(json_t *array, double value);

/* `value` between `low` and `high`; `more` may be NULL or "". */
json_t *mlg_report_json_figure(const mlg_report_source *source, double value, double low,
                               double high, const char *more);

/* The number of a text that zones share. */
json_t *mlg_report_json_shared(const mlg_report_source *source, const char *text);

/* Whole metres from the corner. */
void mlg_report_append_point(json_t *array, const mlg_report_source *source, mlg_point at);

/* A colour as "#1B2733". */
json_t *mlg_report_json_colour(mlg_report_page *page, unsigned colour);

/* Indicators, families, scenarios, parts: what the arrays of figures are about. */
json_t *mlg_report_json_indicators(const mlg_report_source *source);
json_t *mlg_report_json_families(const mlg_report_source *source);
json_t *mlg_report_json_scenarios(const mlg_report_source *source);
json_t *mlg_report_json_parts(const mlg_report_source *source);
json_t *mlg_report_json_parameters(const mlg_report_source *source);

/* One level: its zones, and the classes of its rates. */
mlg_status mlg_report_json_level(const mlg_report_source *source, mlg_level level, json_t **made);

/* The outlines of a level's zones, simplified alike on both sides of a limit. */
mlg_status mlg_report_json_outlines(const mlg_report_source *source, mlg_level level,
                                    json_t *zones);

/* Sites with their offers; and, set in the finest zones, which sites are within reach. */
json_t *mlg_report_json_sites(const mlg_report_source *source);
mlg_status mlg_report_json_reach(const mlg_report_source *source, json_t *zones);

/* The cells that the figures of zones were made from, set in the zones of `level`. */
void mlg_report_json_cells(const mlg_report_source *source, mlg_level level, json_t *zones);

#endif
