/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_FIGURES_H
#define WORKBOOK_FIGURES_H

#include "workbook/grid.h"

/* Figures of the portrait and their labels, as several sheets show them. */

/* The family that is in view first: help with online procedures. */
#define SUMMARY_FAMILY MLG_AIDER

/* Whether sheets by zone show an indicator. Variants and supports are left to portrait.gpkg and
 * the dictionary, so that a sheet can be read; the base of the need is always shown. */
bool mlg_in_sheets(const mlg_portrait *portrait, size_t indicator);

/* Whether an indicator's interval is its value, or nothing, in every zone of a level. */
bool mlg_has_no_interval(const mlg_portrait *portrait, mlg_level level, size_t indicator);

/* The rate, or the mark that says why there is none. */
grid_cell mlg_rate_cell(const mlg_portrait *portrait, mlg_level level, size_t zone,
                        size_t indicator, size_t k);

mlg_estimate mlg_places_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                           mlg_family family);
mlg_estimate mlg_take_up_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                            mlg_family family);

/* The main cause of uncovered need in words, "–" when nothing is uncovered. */
const char *mlg_cause_words(const mlg_parts *parts);

/* The name of the zone where a site stands ("" outside the territory); of an IRIS, its code. */
const char *mlg_name_around(const mlg_portrait *portrait, const mlg_site *site, mlg_level level);

/* The commune of a site, also outside the territory: "Vitré (hors du territoire)". */
const char *mlg_commune_words(mlg_arena *arena, const mlg_portrait *portrait, const mlg_site *site);

/* What a site says it does, also when it does not count. */
char *mlg_families_words(mlg_arena *arena, const mlg_site *site);

/* The level that sheets about what is within reach speak of: quarters, where there are some. */
mlg_level mlg_pathways_level(const mlg_portrait *portrait);

/* French labels of an indicator's columns; NULL when memory is short. */
char *mlg_label_low(mlg_arena *arena, const char *label);
char *mlg_label_high(mlg_arena *arena, const char *label);
char *mlg_label_rate(mlg_arena *arena, const mlg_indicator *indicators, size_t indicator, size_t k);

#endif
