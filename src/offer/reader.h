/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_READER_H
#define OFFER_READER_H

#include "offer/census.h"
#include "offer/contacts.h"
#include "offer/values.h"

#include <maillage/index.h>
#include <maillage/offer.h>

/**
 * @file
 * One directory being read: the columns that its mapping names, found in its
 * tables, and what was met so far.
 */

/** A column of one of the two tables; MLG_NO_COLUMN when the vintage lacks it. */
typedef struct {
  bool of_structure;
  size_t column;
} mlg_bound;

typedef struct {
  size_t n;
  mlg_bound *items;
  const char *names; /**< For findings: "nom", "Libelle1 + Libelle2"; NULL for none. */
} mlg_bound_role;

/** The cells that speak of one weekday. */
enum {
  MLG_DAY_TEXT,
  MLG_DAY_FREQUENCY,
  MLG_DAY_OPENING,
  MLG_DAY_CLOSING,
  MLG_DAY_LUNCH,
  MLG_DAY_PARTS
};

typedef struct {
  mlg_arena *arena;
  const mlg_directory_source *source;
  const mlg_mapping *mapping;
  const mlg_offer_rules *rules;
  long today;
  bool describes; /**< The source describes a family: a row without any is worth telling. */
  mlg_findings *findings;
  mlg_bound_role roles[MLG_AS_COUNT];
  mlg_bound *conditions; /**< One a condition of the mapping. */
  mlg_bound days[7][MLG_DAY_PARTS];
  mlg_bound link, key;  /**< Of a row to its structure. */
  mlg_index structures; /**< From the key of a structure to its row. */
  bool *used;           /**< One a structure: an entry of the field speaks for it. */
  mlg_census seen[MLG_AS_COUNT];
  mlg_values head_typologies, head_names; /**< Folded. */
  mlg_contact_tally dropped;
} mlg_reader;

/** A row, and the structure that it goes with or MLG_NOT_FOUND. */
typedef struct {
  size_t row, structure;
} mlg_place;

/** Finds every column that the mapping names; each that is missing is told. */
mlg_status mlg_reader_bind(mlg_reader *in);

/** The row and its structure. */
mlg_place mlg_reader_place(const mlg_reader *in, size_t row);

/** One cell without the spaces around it; "" when blank or when there is no such column. */
const char *mlg_reader_cell(const mlg_reader *in, mlg_place place, mlg_bound bound);

/** The text of a role: the columns of one table joined by a space; those of the other table
 *  are looked at when the first ones are blank. "" when all are. NULL when memory is short. */
const char *mlg_reader_text(const mlg_reader *in, mlg_place place, mlg_column_role role);

/** Every value of the columns of a role. */
mlg_status mlg_reader_values(const mlg_reader *in, mlg_place place, mlg_column_role role,
                             mlg_values *values);

/** What a value means, counting it; NULL when the mapping does not know it. */
mlg_status mlg_reader_meaning(mlg_reader *in, mlg_place place, mlg_column_role role,
                              const char *value, const mlg_meaning **meaning);

/** Counts a value that was read otherwise than by a dictionary. */
mlg_status mlg_reader_count(mlg_reader *in, mlg_place place, mlg_column_role role,
                            const char *value, bool understood);

/** Reports a finding about the role of a row. */
mlg_status mlg_reader_note(const mlg_reader *in, mlg_place place, mlg_column_role role,
                           mlg_finding_code code, const char *value);

/** Opens a source and binds it; reads all its rows into `entries`, of which there is room for. */
mlg_status mlg_reader_open(mlg_reader *in, mlg_arena *arena, const mlg_directory_source *source,
                           const mlg_offer_rules *rules, const char *today, mlg_findings *findings);
mlg_status mlg_reader_rows(mlg_reader *in, mlg_entry *entries);

#endif
