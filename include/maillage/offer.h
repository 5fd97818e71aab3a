/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_OFFER_H
#define MAILLAGE_OFFER_H

#include <maillage/estimate.h>
#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/mapping.h>
#include <maillage/schedule.h>
#include <maillage/table.h>
#include <maillage/territory.h>
#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * From directories of help to sites and offers.
 *
 * A directory row becomes an entry; entries that describe one organisation at one
 * place are one offer a family; organisations under one roof are one site.
 * No name, e-mail or telephone of a person is read.
 */

/** Value, low and high of a hypothesis of the project. */
typedef struct {
  double value, low, high;
} mlg_range;

/** What turns a site into capacities; each number's source stands in the project file. */
typedef struct {
  double same_site_m; /**< Without an address, one name within this distance is one place. */
  double stale_days;
  double weekly_default, weekly_social, weekly_france_services; /**< Persons a week for `aider`. */
  double weekly_other; /**< Persons a week, shared equally by a site's other families. */
  size_t n_social, n_france_services;
  const char **social, **france_services; /**< Typologies. */
  double weeks, visits_per_person;
  mlg_range professionals;         /**< At a site. */
  mlg_range minutes_per_visit;     /**< Turns declared hours into persons; NaN when not given. */
  bool leave_stale, leave_undated; /**< Rows that are old, or undated, do not count. */
  bool count_unplaced;             /**< Rows known by their commune alone count, at its centre. */
} mlg_offer_rules;

/** Why a site does not count. */
typedef enum {
  MLG_COUNTED,
  MLG_NO_POSITION,  /**< sans position */
  MLG_NO_PUBLIC,    /**< n'accueille pas de public */
  MLG_HEAD_OFFICE,  /**< siège */
  MLG_NO_SERVICE,   /**< sans service reconnu */
  MLG_ITINERANT,    /**< itinérant, arrêts inconnus: its depot is not where it helps */
  MLG_COMMUNE_ONLY, /**< placé à la commune, faute d'adresse précise */
  MLG_STALE,        /**< fiche ancienne, laissée de côté par le projet */
  MLG_UNDATED,      /**< fiche sans date, laissée de côté par le projet */
  MLG_OUTSIDE,      /**< hors du territoire, et hors de portée de ses habitants */
  MLG_OUT_OF_FIELD, /**< hors du champ: nothing it offers is digital or access to rights */
  MLG_REPEATED,     /**< même identifiant qu'une fiche précédente, contenu identique */
  MLG_SITE_STATUS_COUNT
} mlg_site_status;

/** An answer that a source gives, or does not. */
typedef enum { MLG_NOT_SAID, MLG_NO, MLG_YES } mlg_answer;

/** The "socle commun" of the Espaces Sociaux Communs de Rennes, see MLG_BASICS. */
typedef enum {
  MLG_WIFI,
  MLG_COMPUTERS,
  MLG_CAF_TERMINAL,
  MLG_HELP,
  MLG_WORKSHOPS,
  MLG_APPOINTMENTS,
  MLG_PRINTER, /**< Printer or scanner. */
  MLG_BASIC_COUNT
} mlg_basic;

/** "wifi", "ordinateurs", "borne_caf", "aide", "ateliers", "rendez_vous", "imprimante". */
extern const mlg_word MLG_BASICS[MLG_BASIC_COUNT];

typedef enum { MLG_PRICE_NOT_SAID, MLG_FREE, MLG_CONDITIONAL, MLG_PAID } mlg_price;

/** How one is received; bits of mlg_terms.access. */
enum {
  MLG_WALK_IN = 1,        /**< se présenter */
  MLG_BY_APPOINTMENT = 2, /**< sur rendez-vous */
  MLG_BY_PHONE = 4,
  MLG_BY_MAIL = 8,
  MLG_BY_REFERRAL = 16, /**< orienté par un professionnel */
};

/** How one is helped; bits of mlg_terms.modes. */
enum { MLG_ALONE = 1, MLG_INDIVIDUAL = 2, MLG_GROUP = 4, MLG_REMOTE = 8 };

/** On what terms help is given. 0 or "" where no source says. */
typedef struct {
  unsigned access, modes;
  mlg_price price;
  const char *publics;  /**< French values joined by "|". */
  const char *provider; /**< The structure that gives it; never a person. */
  const char *labels;   /**< Programmes: "Conseillers numériques|Aidants Connect". */
  const char *reserved; /**< Codes of the only zones whose people may come, by "|". */
} mlg_terms;

/** What a source declares of a capacity; NaN where it says nothing. */
typedef struct {
  double persons_year, persons_week; /**< Received. */
  double hours_week, weeks;          /**< Of help, and weeks a year. */
  double helpers;                    /**< At once. */
} mlg_declared;

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
  const char *siret; /**< 14 digits, else "". */
  const char *phone; /**< Of the structure, digits only; to recognise a place, never shown. */
  const char *mail, *website; /**< Of the structure. */
  const char *postcode;
  mlg_terms terms;
  mlg_answer basics[MLG_BASIC_COUNT];
  mlg_schedule schedule;
  mlg_hours_kind hours_kind;
  mlg_declared declared;
  bool by_commune; /**< Placed at the centre of its commune: it has no position of its own. */
  size_t site;     /**< Set by merging; MLG_NO_SITE for a row out of the field or repeated. */
  /** Among those of its site, from 0: entries of one organisation describe the same offers. */
  size_t organisation;
} mlg_entry;

#define MLG_NO_SITE ((size_t)-1)

/** How two entries were compared, and what came of it. */
typedef enum {
  MLG_MATCH_SCORE,     /**< One organisation at one place, by the score. */
  MLG_MATCH_FORCED,    /**< The same, the analyst says. */
  MLG_MATCH_FORBIDDEN, /**< Two places, the analyst says. */
  MLG_MATCH_CHAIN,     /**< Alike, but the group would have spread too far. */
  MLG_MATCH_NEAR,      /**< Not enough, by little: worth a look. */
  MLG_MATCH_ROOF,      /**< Two organisations at one address: one site, several offers. */
} mlg_match_kind;

typedef struct {
  size_t a, b; /**< Entries. */
  mlg_match_kind kind;
  double score;           /**< 0 to 1: the geometric mean of the next two. */
  double place, identity; /**< At one place; one organisation. */
  double metres;          /**< NaN when one has no position. */
  double name, address;   /**< Likeness, 0 to 1; NaN when one is blank. */
  mlg_answer same_siret, same_phone;
} mlg_match;

/** Two rows that the analyst says are one place, or two. */
typedef struct {
  size_t a, b; /**< Entries. */
  bool join;
  const char *file; /**< Where she says so, for findings. */
  size_t line;
} mlg_decision;

typedef struct {
  size_t n;
  mlg_decision *items;
} mlg_decisions;

/**
 * What became of the rows of one directory: rows = kept + merged + the rejected ones.
 * A row is rejected for its own reason, whatever site it was joined to; but one that only
 * lacks a position of its own is merged when a row that counts lends it one.
 */
typedef struct {
  size_t dataset, rows;
  size_t kept;   /**< Entries that name a site which counts. */
  size_t merged; /**< Entries joined to a site which counts and that another one names. */
  size_t rejected[MLG_SITE_STATUS_COUNT]; /**< By reason; [MLG_COUNTED] is 0. */
  size_t outside; /**< Among the rejected, those whose commune (by code, else by position) is not
                       of the territory; by the pipeline. */
} mlg_tally;

/** What of a site is told by one entry. */
typedef enum {
  MLG_FROM_NAME,
  MLG_FROM_POSITION,
  MLG_FROM_ADDRESS,
  MLG_FROM_POSTCODE,
  MLG_FROM_COMMUNE,
  MLG_FROM_INSEE,
  MLG_FROM_SIRET,
  MLG_FROM_HOURS,
  MLG_FROM_MAIL,
  MLG_FROM_WEBSITE,
  MLG_FROM_COUNT
} mlg_site_field;

#define MLG_NO_ENTRY ((size_t)-1)

/** A place. It counts when one of its entries does; texts are "" when unknown. */
typedef struct {
  const char *id;       /**< The smallest of its entries' ids; no two sites have the same. */
  const char *name;     /**< Of its most recent entry, counted ones first. */
  const char *typology; /**< Of all entries that count (of all, when none does), by "|". */
  const char *source;   /**< Likewise, by ", ". */
  const char *address, *insee, *hours; /**< Of the most recent entry that has one. */
  const char *updated;                 /**< The most recent date. */
  mlg_point at; /**< EPSG:2154, metres: the position most entries agree on, then the latest. */
  bool has_position;
  size_t zone; /**< Finest zone that holds it, or MLG_NO_ZONE; by the pipeline. */
  mlg_site_status status;
  bool families[MLG_FAMILY_COUNT]; /**< Of all entries that count (of all, when none does). */
  size_t n_entries;
  size_t *entries; /**< Indexes among the entries, the one that names the site first. */
  size_t n_organisations;
  size_t from[MLG_FROM_COUNT]; /**< The entry that each field comes from, or MLG_NO_ENTRY. */
  const char *siret, *postcode, *commune, *mail, *website;
  mlg_terms terms;
  mlg_answer basics[MLG_BASIC_COUNT];
  mlg_schedule schedule; /**< Of the most recent entry whose hours are known. */
  bool stale, undated;   /**< Its most recent row is, whether the project counts it or not. */
} mlg_site;

/** What a capacity rests on, by preference. */
typedef enum {
  MLG_CAPACITY_DECLARED_PERSONS,
  MLG_CAPACITY_DECLARED_HOURS,
  MLG_CAPACITY_OPENING_HOURS, /**< Opening hours x helpers x share. */
  MLG_CAPACITY_DEFAULT,       /**< By kind of place. */
  MLG_CAPACITY_SIDE_FILE,     /**< Given by the analyst, by id: comes before all others. */
  MLG_CAPACITY_UNKNOWN,       /**< Nothing is said, not even the kind of place: from 0 on. */
} mlg_capacity_kind;

typedef struct {
  const char *id; /**< "<site id>/<family>", then "<site id>/<family>-2"… */
  size_t site;
  size_t organisation; /**< Of the site's: each makes its own offer of a family. */
  mlg_family family;
  mlg_estimate capacity; /**< Persons a year; flag MLG_IMPUTED when assumed. */
  const char *origin;    /**< French: what the capacity rests on. */
  mlg_capacity_kind capacity_kind;
  double weekly_hours;   /**< Its share of its organisation's; NaN when unknown. */
  mlg_terms terms;       /**< Of the entries that describe this family. */
  mlg_schedule schedule; /**< Likewise; its organisation's when they have none. */
} mlg_offer;

typedef struct {
  size_t n_entries, n_sites, n_offers;
  mlg_entry *entries;
  mlg_site *sites;                 /**< Every site, by id; see `status` for those not counted. */
  mlg_offer *offers;               /**< Of counted sites only, by site then family. */
  bool recorded[MLG_FAMILY_COUNT]; /**< Whether a source describes the family. */
  size_t n_matches;
  mlg_match *matches; /**< Every pair that was joined, or nearly. */
  size_t n_tallies;
  mlg_tally *tallies; /**< One a directory. */
  size_t n_structures;
  mlg_tally *structures; /**< One a table of structures that rows are joined with: a structure is
                            kept when a row of the field goes with it, else out of the field. */
} mlg_directory;

/**
 * Reads every row of one directory and appends it to `directory->entries` with its status;
 * the first reason not to count is the one that is kept.
 *
 * Swapped coordinates are put back in order, those in Lambert-93 are turned into degrees;
 * 0, blank and foreign ones leave the entry without position; each with a finding. A column
 * that is missing is rejected, with its line in the mapping. `today` is ISO.
 * Values are compared after mlg_fold; one that the mapping does not know is told once, with
 * how many cells have it. Of rows with one id the most recent is kept, the others are
 * MLG_REPEATED; a finding says when their content differs.
 * A row is a head office when all its typologies are `head_typologies`, or when
 * its name is one of `head_names` and it gives no hours.
 * E-mails and mobile numbers of persons are recognised, told with their number, and not kept.
 */
mlg_status mlg_directory_read(mlg_arena *arena, const mlg_directory_source *source,
                              const mlg_offer_rules *rules, const char *today,
                              mlg_findings *findings, mlg_directory *directory);

/**
 * Reads what the analyst decided: columns fiche_a, fiche_b, decision ("fusionner" or
 * "separer") and motif. A row is named "<dataset>:<its id>", or by its id alone when no other
 * has it; `datasets` are the names, by dataset. What cannot be understood, and what
 * contradicts an earlier line, is reported with its line and column, and left out.
 */
mlg_status mlg_decisions_read(mlg_arena *arena, const mlg_table *table, const char *const *datasets,
                              const mlg_directory *directory, mlg_findings *findings,
                              mlg_decisions *decisions);

/**
 * Gathers entries (whose `at` is set) into organisations and sites, each join a finding.
 * Pairs are scored by place (position, address) and identity (name, SIRET, telephone), see
 * docs/rapprochement.md; the best are joined first, unless some two members of the groups
 * would be too far apart or too unlike. A missing position is near nothing. What the
 * analyst decided (`decisions`, may be NULL) comes before all scores. Sites come in the order
 * of their ids, the same whatever the order of rows; `zone` is MLG_NO_ZONE.
 * Sets `matches` and, by mlg_directory_tally(), `tallies`.
 */
mlg_status mlg_directory_merge(mlg_arena *arena, const mlg_offer_rules *rules,
                               const mlg_decisions *decisions, mlg_findings *findings,
                               mlg_directory *directory);

/** Puts aside a site that is outside and out of reach, with all its rows: MLG_OUTSIDE. */
void mlg_directory_leave_out(mlg_directory *directory, size_t site);

/**
 * What one row says of a head office holds for the rows of its organisation that say neither
 * what kind of place it is nor when it opens: they no longer count. After merging.
 */
mlg_status mlg_directory_head_offices(mlg_arena *arena, mlg_directory *directory);

/** Sets which sites are stale and undated on the day `today` (ISO). */
mlg_status mlg_directory_date(const mlg_offer_rules *rules, const char *today,
                              mlg_findings *findings, mlg_directory *directory);

/**
 * The directory as it would be if `rules` said otherwise which stale and undated rows count:
 * same rows, same sites in the same places. Its offers are still to be made.
 */
mlg_status mlg_directory_variant(mlg_arena *arena, const mlg_directory *directory,
                                 const mlg_offer_rules *rules, const char *today,
                                 mlg_directory *variant);

/** Counts what became of the rows, once more when a status has changed since merging. */
mlg_status mlg_directory_tally(mlg_arena *arena, mlg_directory *directory);

/**
 * Whether an entry speaks for its site: it counts, or lacks nothing but a position of its own
 * in a site that has one.
 */
bool mlg_entry_speaks(const mlg_entry *entry, const mlg_site *site);

/**
 * What the organisation `organisation` of a counted site is there by itself: `part` is a site
 * made of those of its entries that speak, and offers what they offer. `part->n_entries` is 0
 * when none does.
 */
mlg_status mlg_site_part(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site,
                         size_t organisation, mlg_site *part);

/** A capacity that the analyst gives. */
typedef struct {
  const char *site; /**< Id of the place, or NULL… */
  size_t entry;     /**< …and the row whose organisation it is about. */
  bool every_family;
  mlg_family family;  /**< Unless it is about every family. */
  mlg_declared says;  /**< One number of it. */
  double least, most; /**< Of the same number; NaN when not given. */
  const char *source; /**< "" when not given. */
  const char *file;   /**< For findings. */
  size_t line;
} mlg_given_capacity;

typedef struct {
  size_t n;
  mlg_given_capacity *items;
} mlg_given_capacities;

/**
 * Reads what the analyst gives: columns `lieu` (a site's id) or `fiche` (a row, named as in
 * decisions), `famille` (blank: all), and one of `personnes_an`, `personnes_semaine`,
 * `heures_semaine`, `aidants`; `min`, `max` and `source` where she likes. What cannot be
 * understood is reported with its line and column, and left out.
 */
mlg_status mlg_capacities_read(mlg_arena *arena, const mlg_table *table,
                               const char *const *datasets, const mlg_directory *directory,
                               mlg_findings *findings, mlg_given_capacities *given);

/**
 * Makes the offers of the counted sites, with their capacities in persons a year. The first
 * of these that is known, and `origin` says which:
 *
 *   given        what the analyst gives (`given`, may be NULL), for the row before the place,
 *                for the family before all; shared equally by the offers that it is about
 *   persons      declared a year; or a week x weeks / visits a person
 *   hours        of help declared x weeks x 60 / minutes a visit / visits a person
 *   opening      opening hours x helpers declared, likewise
 *   kind         professionals x persons a week x weeks / visits a person, where persons a
 *                week is the kind of place's own for `aider`, and an equal share of
 *                `weekly_other` for each other family; no more than the opening hours hold
 *   unknown      no row says the kind: the same, but from 0
 *
 * Hours and persons of a row are split equally between the families that draw on it, and so
 * are opening hours: over the families of an organisation, `weekly_hours` add up to its
 * hours. Declared numbers that no place can reach are reported and left out. Reports how
 * many capacities rest on the kind of place, how many are unknown, and the families that no
 * directory describes.
 */
mlg_status mlg_directory_capacities(mlg_arena *arena, const mlg_offer_rules *rules,
                                    const mlg_given_capacities *given, mlg_findings *findings,
                                    mlg_directory *directory);

/** French: why a site does not count; "" when it does. */
const char *mlg_site_status_reason(mlg_site_status status);

#endif
