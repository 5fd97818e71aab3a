/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_DOCUMENT_H
#define MAILLAGE_DOCUMENT_H

#include <maillage/portrait.h>

/**
 * @file
 * Documents that people read: made from the portrait and from the maps already drawn.
 * libxml2 and libzip live here.
 */

/**
 * Writes rapport.html at `path`: one page in French that needs nothing else, no network and no
 * file beside it. Key figures, a map to explore, the maps of the folder `maps` (every .svg
 * there, by name; NULL: none), tables, method, sources, findings.
 *
 * `share` is the folder that holds `report/` (style and scripts) and `leaflet/`. What the page
 * shows is put in as text or as JSON, never as markup. The bytes depend on the inputs alone.
 */
mlg_status mlg_document_report(const mlg_portrait *portrait, const char *maps, const char *share,
                               const char *path, mlg_findings *findings);

/** Whether the report has a map to explore, which shows the cells behind figures: not of a whole
 *  country, whose place is QGIS. */
bool mlg_document_is_explored(const mlg_territory *territory);

/**
 * Writes diapositives.pptx at `path`: title, key figures, each map of the folder `maps` (NULL:
 * none) as a picture under its message, uncovered need by cause, the zones to act on first,
 * method and sources. Texts and tables can be edited; notes tell sources and method. Laid out
 * on the project's own template when it has one. The bytes depend on the inputs alone.
 */
mlg_status mlg_document_slides(const mlg_portrait *portrait, const char *maps, const char *path,
                               mlg_findings *findings);

/**
 * Writes fiches.pdf at `path`: an index, then one page of A4 a quarter (a commune where there
 * are none): who is concerned, where to direct people, what is missing. Above 600 zones it is not
 * made, and a finding says so; nor is it without outlines or `portrait->coverage->access`.
 */
mlg_status mlg_document_sheets(const mlg_portrait *portrait, const char *path,
                               mlg_findings *findings);

#endif
