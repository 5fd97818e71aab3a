/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERRITORY_BUILD_H
#define TERRITORY_BUILD_H

#include <maillage/territory.h>

/**
 * @file
 * What the steps of mlg_territory_build() hand to each other. Each step reads
 * one table, reports all that is wrong in it, and fails at its end.
 */

/** A finest zone while it is being attached. */
typedef struct {
  mlg_zone zone;
  size_t row;          /**< In the table of zones. */
  const char *commune; /**< Code. */
  size_t commune_row;  /**< In the table of communes. */
  const char *quarter; /**< Code; NULL where the commune stands for it. */
  const char *quarter_name;
} mlg_leaf;

typedef struct {
  mlg_arena *arena, *scratch; /**< For what stays, and for what is only read. */
  mlg_findings *findings;
  const mlg_territory_tables *tables;
  mlg_index communes;     /**< Row of every commune in its table. */
  mlg_index departements; /**< Those the table of communes has any commune of. */
  mlg_index members;      /**< Communes of the territory -> row. */
  size_t n_leaves, leaf_capacity;
  mlg_leaf *leaves; /**< In the order of their codes once read. */
  mlg_index leaf_of;
} mlg_builder;

/** The code of the zone of `level` that holds the commune of a row; NULL when it has none. */
const char *mlg_above_of(const mlg_territory_tables *tables, size_t row, mlg_level level);

/** A cell of an attachment's table; NULL when blank or when there is no such column. */
const char *mlg_attached(const mlg_attachment *attachment, size_t row, size_t column);

/** The finding of one row of an attachment, or of its header (MLG_NOT_FOUND). */
mlg_status mlg_attachment_report(const mlg_builder *builder, const mlg_attachment *attachment,
                                 size_t row, size_t column, mlg_finding finding);

/**
 * Indexes the rows of an attachment by `column`, where codes of `level` stand;
 * rejects malformed codes and codes written twice.
 */
mlg_status mlg_attachment_index(const mlg_builder *builder, const mlg_attachment *attachment,
                                size_t column, mlg_level level, mlg_index *index);

/** The finding of the code that the project asks for, where the project gives it. */
mlg_status mlg_report_asked(const mlg_territory_tables *tables, mlg_findings *findings,
                            mlg_finding finding);

/** Fills communes, departements and members. */
mlg_status mlg_build_communes(mlg_builder *builder);

/** Fills leaves, with their type and commune, and leaf_of. */
mlg_status mlg_build_leaves(mlg_builder *builder);

/** Gives the leaves their quarters. */
mlg_status mlg_build_quarters(mlg_builder *builder);

/** The levels from MLG_EPCI to the territory's own, and what is odd about them. */
mlg_status mlg_build_wider(const mlg_builder *builder, mlg_territory *territory);

/** Copies a level's zones, which outlive the tables they come from, orders them by code and indexes
 *  them. They have no zone above them yet. */
mlg_status mlg_close_level(mlg_arena *arena, mlg_territory *territory, mlg_level level,
                           mlg_zone *zones, size_t n);

#endif
