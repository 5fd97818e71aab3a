/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_ENTRY_H
#define OFFER_ENTRY_H

#include "offer/reader.h"

/**
 * @file
 * The parts of a row, one function each, from its cells to its entry.
 */

/** What reading the terms tells of a row besides its terms. */
typedef struct {
  bool any_service;  /**< A family is known. */
  bool out_of_field; /**< What it offers is known, and is none of ours. */
  bool nobody;       /**< It receives nobody. */
  bool itinerant;
} mlg_row_kind;

/** Families, terms, equipment, typology and labels. */
mlg_status mlg_entry_terms(mlg_reader *in, mlg_place place, mlg_entry *entry, mlg_row_kind *kind);

/** The text of hours, or the weekday columns. */
mlg_status mlg_entry_hours(mlg_reader *in, mlg_place place, mlg_entry *entry);

/** Contacts of the structure, and what a source declares of its capacity. */
mlg_status mlg_entry_contacts(mlg_reader *in, mlg_place place, mlg_entry *entry);
mlg_status mlg_entry_declared(mlg_reader *in, mlg_place place, mlg_entry *entry);

/** Longitude and latitude, each trouble told unless `quiet`. */
mlg_status mlg_entry_position(mlg_reader *in, mlg_place place, bool quiet, mlg_entry *entry);

/** Settles rows of one id: the most recent is kept. */
mlg_status mlg_entries_repeated(mlg_reader *in, mlg_entry *entries);

#endif
