/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_MAPPING_H
#define MAILLAGE_MAPPING_H

#include <maillage/finding.h>
#include <maillage/table.h>
#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * How a directory's columns and values are read: data, in mappings/ and in the
 * `correspondances/` of a project. Written by analysts: docs/annuaires.md.
 */

/** What a column, or several together, says of a place. The word is the key of `colonnes`. */
typedef enum {
  MLG_AS_ID,
  MLG_AS_NAME,
  MLG_AS_ADDRESS,
  MLG_AS_POSTCODE,
  MLG_AS_COMMUNE,
  MLG_AS_INSEE,
  MLG_AS_LATITUDE,
  MLG_AS_LONGITUDE,
  MLG_AS_X, /**< Lambert-93, metres. */
  MLG_AS_Y,
  MLG_AS_POSITION, /**< "lat, lon" in one cell. */
  MLG_AS_TYPOLOGY,
  MLG_AS_SERVICES,
  MLG_AS_PRICE,
  MLG_AS_ACCESS,
  MLG_AS_MODES,
  MLG_AS_LABELS,
  MLG_AS_EQUIPMENT,
  MLG_AS_ITINERANT,
  MLG_AS_PUBLICS,
  MLG_AS_RESERVED,
  MLG_AS_PROVIDER,
  MLG_AS_HOURS,
  MLG_AS_SOURCE,
  MLG_AS_UPDATED,
  MLG_AS_SIRET,
  MLG_AS_PHONE,
  MLG_AS_MAIL,
  MLG_AS_WEBSITE,
  MLG_AS_BOOKING, /**< Address of a page where an appointment is taken. */
  MLG_AS_PERSONS_YEAR,
  MLG_AS_PERSONS_WEEK,
  MLG_AS_PERSONS, /**< Over `personnes_periode`; no capacity when the mapping does not say. */
  MLG_AS_HOURS_WEEK,
  MLG_AS_WEEKS,
  MLG_AS_HELPERS,
  MLG_AS_PERSON_NAME, /**< Names of persons: never read. */
  MLG_AS_COUNT
} mlg_column_role;

extern const mlg_word MLG_COLUMN_ROLES[MLG_AS_COUNT];

/** A column that the mapping names. */
typedef struct {
  const char *name;
  bool of_structure; /**< Of the joined table: written "structure:nom". */
  bool optional;     /**< Some vintages lack it. */
  mlg_position at;
} mlg_mapped_column;

/** The columns of one role: texts are joined by a space, values put together. */
typedef struct {
  size_t n;
  mlg_mapped_column *items;
} mlg_mapped_columns;

/** What a value of a cell means. */
typedef struct {
  const char *folded; /**< By mlg_fold, less the star. */
  bool prefix;        /**< Written with a star at its end: any value that starts so. */
  bool ignored;       /**< Known, and says nothing here. */
  unsigned bits;      /**< By the index of the words it stands for; see MLG_BIT_ABSENT. */
  const char *text;   /**< For labels and typologies: what it is called here. */
} mlg_meaning;

/** Empty: the values are kept as they are, or say nothing. */
typedef struct {
  size_t n;
  mlg_meaning *items;
} mlg_dictionary;

/** "sans wifi": the bit of an equipment that is not there. */
#define MLG_BIT_ABSENT(basic) (1u << (16 + (basic)))

/** Bit of an access that says the place receives nobody ("sans_accueil"). */
enum { MLG_RECEIVES_NOBODY = 32 };

/** What is so of every row, or of those that meet a condition. */
typedef struct {
  unsigned families, prices, access, modes, equipment; /**< Bits, as in a meaning. */
  const char *typologies, *labels, *publics;           /**< Joined by "|"; "" for none. */
  const char *source, *provider, *updated;             /**< "" for none. */
  bool out_of_field;                                   /**< "hors_champ". */
} mlg_given;

typedef struct {
  mlg_mapped_column column;
  mlg_dictionary values; /**< Any of them; empty when the condition is on a number. */
  double above, at_most; /**< NaN for none. */
  mlg_given then;
} mlg_condition;

/** One column a weekday; NULL patterns are not there. "{jour}" stands for the day's name. */
typedef struct {
  const char *names[7];                              /**< Monday first. */
  const char *text;                                  /**< A day's hours in one cell… */
  const char *frequency, *opening, *closing, *lunch; /**< …or in several. */
  const char *lunch_hours; /**< Taken off when the `lunch` cell says closed: "12:00-14:00". */
  bool optional;           /**< Some files lack all of them. */
  mlg_position at;
} mlg_weekdays;

/** Values of one cell: none, one sign between them, or a list such as "['a', 'b']". */
enum { MLG_ONE_VALUE = '\0', MLG_LISTED = '[' };

typedef struct {
  const char *id, *label;
  const char *file, *path; /**< The mapping file: its name, and where it is. */
  const char *text;        /**< All that it says. */
  const char *records;     /**< Path of the records of a JSON file; NULL: its own. */
  char separator;          /**< Between the values of one cell. */
  bool describes[MLG_FAMILY_COUNT];
  mlg_mapped_columns columns[MLG_AS_COUNT];
  mlg_dictionary values[MLG_AS_COUNT];
  mlg_given always;
  size_t n_conditions;
  mlg_condition *conditions;
  bool has_weekdays;
  mlg_weekdays weekdays;
  double persons_a_year; /**< Of MLG_AS_PERSONS: 52 when they are a week's; NaN unknown. */
  bool joins;            /**< A table of structures goes with the rows. */
  mlg_mapped_column structure_key;  /**< Of the joined table. */
  mlg_mapped_column structure_link; /**< Of the rows. */
  size_t n_head_typologies, n_head_names;
  const char **head_typologies, **head_names;
} mlg_mapping;

/** A directory: its rows, how to read them, and the structures they go with (or NULL). */
typedef struct {
  const mlg_table *table, *structures;
  size_t dataset, structures_dataset;
  const mlg_mapping *mapping;
} mlg_directory_source;

typedef enum { MLG_VALUE_READ, MLG_VALUE_IGNORED, MLG_VALUE_UNKNOWN } mlg_value_fate;

/** A distinct value and how many cells have it. */
typedef struct {
  const char *value;
  size_t count, line; /**< `line`: of the first. */
  mlg_value_fate fate;
} mlg_audit_value;

/** `values` only where a value has to be understood: dictionaries, hours, dates. */
typedef struct {
  mlg_column_role role;
  size_t filled; /**< Rows that say something. */
  size_t n_values;
  mlg_audit_value *values; /**< The most frequent first. */
} mlg_audit_role;

/** A column that no role reads. */
typedef struct {
  const char *file, *column;
  size_t filled;
} mlg_audit_column;

typedef struct {
  size_t rows;
  size_t n_roles;
  mlg_audit_role *roles; /**< Those that the mapping gives columns. */
  size_t n_unread;
  mlg_audit_column *unread;
} mlg_audit;

/**
 * Reads a directory for the sake of its mapping: what is read, what is left. `today` is ISO.
 * Findings are those of the reading.
 */
mlg_status mlg_mapping_audit(mlg_arena *arena, const mlg_directory_source *source,
                             const char *today, mlg_findings *findings, mlg_audit *audit);

#endif
