/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NEED_ROWS_H
#define NEED_ROWS_H

#include "base/tally.h"
#include "need/calculation.h"

/**
 * @file
 * From rows of a table to what is written for a zone: which rows are about it, what they
 * hold, and what they are together.
 */

/** Reads a passage; NULL is none. */
mlg_status mlg_passage_open(mlg_arena *arena, const mlg_passage *of, mlg_passage_index *index);

/** Whether a commune that lost a part has kept its code: then it is a former one of itself. */
bool mlg_passage_keeps(const mlg_passage_index *passage, const char *former);

/** Whether a table that is joined with a passage covers most of the communes. */
mlg_status mlg_passage_measure(const mlg_calculation *c, mlg_joined *joined);

/** The first row about a code, an IRIS' own or its commune's, or MLG_NOT_FOUND. */
size_t mlg_passage_find(const mlg_passage_index *index, const char *code);

/** Tells which codes of a table are of former communes, and which years its codes fit. */
mlg_status mlg_tell_former_codes(const mlg_calculation *c, const mlg_joined *joined);

/** Lists the rows of each zone; `placed` gets which rows are some zone's. */
mlg_status mlg_link_rows(mlg_calculation *c, mlg_joined *joined, bool *placed);

/** One cell of a table; `tallies` gets what is wrong with it, unless NULL. */
mlg_written mlg_read_row(const mlg_joined *joined, size_t row, size_t column, mlg_tally *tallies);

/** Whether a row of a city, or of its arrondissement, is left out for what the table also has. */
bool mlg_is_counted_in_city(const mlg_calculation *c, const mlg_joined *joined, const char *code);

/** The part of its city's population that an arrondissement has; NaN when nobody says. */
double mlg_part_of_city(const mlg_calculation *c, const char *city, const char *code);

/** French: that a zone's rows are arrondissements, or a city's; NULL when they are not. Makes it
    unknown where an arrondissement is missing. */
const char *mlg_say_city(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                         mlg_written *all);

/** What a row's value is in a zone that it is about: its commune may be no more. */
mlg_estimate mlg_convert(const mlg_calculation *c, const mlg_joined *joined, const mlg_link *link,
                         size_t zone, mlg_estimate read);

/** Adds one more row to what is written for a zone. */
void mlg_written_add(const mlg_calculation *c, mlg_written *all, mlg_written one);

/** French: of which rows a zone's value is made, NULL when of its own alone. Makes it unknown
    where one of the communes joined into the zone has no row. */
const char *mlg_say_rows(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                         mlg_written *all);

/** What is written for a zone in a column of `joined`, all its rows together. */
mlg_written mlg_gather(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                       size_t column, mlg_tally *tallies);

/** A derived count in a zone. */
mlg_written mlg_derive(const mlg_calculation *c, const mlg_column *column, size_t zone,
                       mlg_tally *tallies);

#endif
