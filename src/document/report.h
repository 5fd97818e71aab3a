/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_REPORT_H
#define DOCUMENT_REPORT_H

#include "document/html.h"

#include <maillage/document.h>

/**
 * @file
 * The parts of rapport.html, in the order in which they are read.
 */
typedef struct {
  mlg_arena *arena; /* of the page alone */
  const mlg_portrait *portrait;
  const char *maps, *share;
  mlg_findings *findings;
  mlg_html html;
  mlg_family family; /* the one that tables and key figures speak of */
} mlg_report_page;

/* A zone of some level. */
typedef struct {
  mlg_level level;
  size_t zone;
} mlg_report_place;

/* ---- what several parts say ---- */

/* A section of `main` with its heading, to be reached by the page's contents. */
xmlNodePtr mlg_report_section(mlg_report_page *page, xmlNodePtr parent, const char *id,
                              const char *title);

/* More zones than this and a browser could not well open them. */
enum { MLG_REPORT_ZONES = 5000 };

/* Whether zones show an indicator: not a variant or a support, unless the need rests on it. */
bool mlg_report_shows(const mlg_portrait *portrait, size_t indicator);

/* Whether an indicator is a share of something. */
bool mlg_report_has_rate(const mlg_portrait *portrait, size_t indicator);

/* The main cause in words; "–" when nothing is uncovered. */
const char *mlg_report_cause(const mlg_parts *parts);

/* When a site is open, in French when its hours were understood; "" when nothing is said. */
char *mlg_report_hours(mlg_arena *arena, const mlg_site *site);

/* A table whose columns can be sorted: `numbers` says which hold numbers, "n" or "t" a column.
 * Returns its body. */
xmlNodePtr mlg_report_table(mlg_report_page *page, xmlNodePtr parent, const char *caption,
                            const char *const *columns, size_t n, const char *kinds);

/* A cell; that of a number is sorted by `value`, and last when it is not known. */
void mlg_report_cell(mlg_report_page *page, xmlNodePtr row, const char *text);
void mlg_report_number(mlg_report_page *page, xmlNodePtr row, const char *text, double value);

/* ---- the parts ---- */

mlg_status mlg_report_key_figures(mlg_report_page *page, xmlNodePtr parent);
/* Whether the portrait has landmarks to be compared with. */
bool mlg_report_has_beside(const mlg_portrait *portrait);
void mlg_report_beside(mlg_report_page *page, xmlNodePtr parent);
void mlg_report_explorer(mlg_report_page *page, xmlNodePtr parent);
mlg_status mlg_report_maps(mlg_report_page *page, xmlNodePtr parent);
void mlg_report_levels(mlg_report_page *page, xmlNodePtr parent);
void mlg_report_sites(mlg_report_page *page, xmlNodePtr parent);
void mlg_report_method(mlg_report_page *page, xmlNodePtr parent);
void mlg_report_sources(mlg_report_page *page, xmlNodePtr parent);
mlg_status mlg_report_findings(mlg_report_page *page, xmlNodePtr parent);

/* What the map explores, as JSON without any "<"; arena-owned. */
mlg_status mlg_report_data(mlg_report_page *page, char **json);

#endif
