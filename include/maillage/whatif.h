/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_WHATIF_H
#define MAILLAGE_WHATIF_H

#include <maillage/offer.h>

/**
 * @file
 * What a planner would change in the offer, to see what it does: the section `variantes` of a
 * project. Documented for users in docs/site.md.
 */
typedef enum {
  MLG_MOVE,    /**< deplacer: a site goes elsewhere, with all it offers. */
  MLG_CLOSE,   /**< fermer */
  MLG_OPEN,    /**< ajouter: help at a new place, or more of it at a site. */
  MLG_HELPERS, /**< aidants: more of them at a site, for all it offers. */
} mlg_action_kind;

typedef struct {
  mlg_action_kind kind;
  const char *site; /**< Id, as that of any of its rows; NULL: a new place… */
  const char *name; /**< …with this name. */
  const char *zone; /**< Where to, the centre of a zone; NULL: at longitude and latitude. */
  double longitude, latitude;      /**< WGS84; NaN when not given. */
  bool families[MLG_FAMILY_COUNT]; /**< Of what is opened. */
  double half_days;                /**< A week, for each family; NaN: `persons` says. */
  double persons;                  /**< A year, for each family; NaN: `half_days` says. */
  double helpers;                  /**< More than now. */
  mlg_position position;           /**< In the project file. */
  mlg_point at;                    /**< EPSG:2154; of coordinates, set by the pipeline. */
  size_t index;                    /**< Of the site, or MLG_NO_SITE; by mlg_variants_resolve(). */
} mlg_action;

typedef struct {
  const char *id, *label;
  size_t n_actions;
  mlg_action *actions;
  mlg_position at;
} mlg_variant;

/** The site that an id names, its own or that of one of its rows; MLG_NO_SITE when none. */
size_t mlg_site_find(const mlg_directory *directory, const char *id);

/** "« near » ?" when an id is near, else NULL. */
const char *mlg_site_nearest(mlg_arena *arena, const mlg_directory *directory, const char *id);

/**
 * Finds what actions name. Rejects unknown sites and zones, with the nearest name, sites that do
 * not count, and a site that one variant changes in two ways that exclude each other.
 */
mlg_status mlg_variants_resolve(mlg_arena *arena, mlg_variant *variants, size_t n,
                                const mlg_territory *territory, const mlg_directory *directory,
                                mlg_findings *findings);

/** How many helpers a site has, as its rows declare or as the project assumes. */
double mlg_site_helpers(const mlg_directory *directory, size_t site, const mlg_offer_rules *rules);

#endif
