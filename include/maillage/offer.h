/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_OFFER_H
#define MAILLAGE_OFFER_H

#include <maillage/estimate.h>
#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/table.h>
#include <maillage/territory.h>
#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * From directories of help to sites and offers.
 *
 * A directory row becomes an entry; entries at one point, or with one name
 * within a given distance, become one site; a site has one offer a family.
 * No name, e-mail or telephone of a person is read.
 */

/** How a directory's columns and values are read: data, in mappings/. */
typedef struct {
  const char *id, *label;
  const char *file, *path; /**< The mapping file: its name, and where it is. */
  char separator;          /**< Between the values of one cell. */
  const char *c_id, *c_name, *c_address, *c_commune, *c_insee, *c_latitude, *c_longitude,
      *c_typology, *c_services, *c_access, *c_hours, *c_source, *c_updated; /**< Column names. */
  bool describes[MLG_FAMILY_COUNT];
  size_t n_services;
  const char **services; /**< Values of the services column… */
  mlg_family *families;  /**< …and the family of each. */
  size_t n_no_public;
  const char **no_public; /**< Access values of a place that receives nobody. */
  size_t n_head_typologies, n_head_names;
  const char **head_typologies, **head_names;
} mlg_mapping;

/** Value, low and high of a hypothesis of the project. */
typedef struct {
  double value, low, high;
} mlg_range;

/** What turns a site into capacities; each number's source stands in the project file. */
typedef struct {
  double same_site_m; /**< Same name within this distance: one site. */
  double stale_days;
  double weekly_default, weekly_social, weekly_france_services; /**< Persons a week for `aider`. */
  double weekly_other; /**< Persons a week, shared equally by a site's other families. */
  size_t n_social, n_france_services;
  const char **social, **france_services; /**< Typologies. */
  double weeks, visits_per_person;
  mlg_range professionals; /**< At a site. */
} mlg_offer_rules;

/** Why a site does not count. */
typedef enum {
  MLG_COUNTED,
  MLG_NO_POSITION, /**< sans position */
  MLG_NO_PUBLIC,   /**< n'accueille pas de public */
  MLG_HEAD_OFFICE, /**< siège */
  MLG_NO_SERVICE,  /**< sans service reconnu */
} mlg_site_status;

/** One row of a directory, as read. Texts are "" when blank. */
typedef struct {
  const char *id, *name, *address, *commune, *insee, *hours, *source;
  const char *typology; /**< Values joined by "|", whatever the directory's own separator. */
  const char *updated;  /**< ISO date; "" when blank or doubtful. */
  const char *file;     /**< As the project names it, for findings. */
  size_t dataset, line;
  bool has_position;
  double longitude, latitude; /**< WGS84, degrees. */
  mlg_point at;               /**< EPSG:2154, metres; set by the pipeline. */
  mlg_site_status status;
  bool families[MLG_FAMILY_COUNT];
} mlg_entry;

/** A place. It counts when one of its entries does; texts are "" when unknown. */
typedef struct {
  const char *id;       /**< The smallest of its entries' ids; no two sites have the same. */
  const char *name;     /**< Of its most recent entry, counted ones first. */
  const char *typology; /**< Of all entries that count (of all, when none does), by "|". */
  const char *source;   /**< Likewise, by ", ". */
  const char *address, *insee, *hours; /**< Of the most recent entry that has one. */
  const char *updated;                 /**< The most recent date. */
  mlg_point at;                        /**< EPSG:2154, metres. */
  bool has_position;
  size_t zone; /**< Finest zone that holds it, or MLG_NO_ZONE; by the pipeline. */
  mlg_site_status status;
  bool families[MLG_FAMILY_COUNT]; /**< Of all entries that count (of all, when none does). */
  size_t n_entries;
  size_t *entries; /**< Indexes among the entries, the one that names the site first. */
} mlg_site;

typedef struct {
  const char *id; /**< "<site id>/<family>". */
  size_t site;
  mlg_family family;
  mlg_estimate capacity; /**< Persons a year; flag MLG_IMPUTED when assumed. */
  const char *origin;    /**< French: what the capacity rests on. */
  double weekly_hours;   /**< NaN when unknown. */
} mlg_offer;

typedef struct {
  size_t n_entries, n_sites, n_offers;
  mlg_entry *entries;
  mlg_site *sites;                 /**< Every site, by id; see `status` for those not counted. */
  mlg_offer *offers;               /**< Of counted sites only, by site then family. */
  bool recorded[MLG_FAMILY_COUNT]; /**< Whether a source describes the family. */
} mlg_directory;

/**
 * Reads the rows of one directory and appends them to `directory->entries`.
 * Swapped coordinates are put back in order; 0, blank and foreign ones leave the entry
 * without position; each with a finding. Missing columns are rejected. `today` is ISO.
 * Listed values (services, typologies, names) are compared after mlg_fold.
 * A row is a head office when all its typologies are `head_typologies`, or when
 * its name is one of `head_names` and it gives no hours.
 */
mlg_status mlg_directory_read(mlg_arena *arena, const mlg_table *table, size_t dataset,
                              const mlg_mapping *mapping, const mlg_offer_rules *rules,
                              const char *today, mlg_findings *findings, mlg_directory *directory);

/**
 * Joins entries (whose `at` is set) into sites, each join a finding: those at one
 * point (less than half a metre apart) and those of one name (folded) within
 * `same_site_m`. An entry without position is a site of its own. Sites come in the
 * order of their ids, whatever the order of rows; `zone` is MLG_NO_ZONE.
 */
mlg_status mlg_directory_merge(mlg_arena *arena, const mlg_offer_rules *rules,
                               mlg_findings *findings, mlg_directory *directory);

/**
 * Makes the offers of the counted sites, with their capacities in persons a year:
 *
 *   professionals x persons a week x weeks / visits a person
 *
 * where persons a week is the site's typology's own for `aider`, and an equal
 * share of `weekly_other` for each other family of the site. The range is that of
 * the professionals. Reports how many capacities rest on these hypotheses, and
 * the families that no directory describes.
 */
mlg_status mlg_directory_capacities(mlg_arena *arena, const mlg_offer_rules *rules,
                                    mlg_findings *findings, mlg_directory *directory);

/** French: why a site does not count; "" when it does. */
const char *mlg_site_status_reason(mlg_site_status status);

#endif
