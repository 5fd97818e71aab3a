/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "store/sql.h"

/*
 * What a user names, looked up: a zone by its code, and the nearest name when there is none.
 */

/** The finest zones that the zone of level ?1 and code ?2 is made of. */
#define MLG_INSIDE                                                                                 \
  " (SELECT code FROM zone WHERE niveau = 'iris' AND ?2 = CASE ?1"                                 \
  "  WHEN 'iris' THEN code WHEN 'quartier' THEN code_quartier"                                     \
  "  WHEN 'commune' THEN code_commune WHEN 'epci' THEN code_epci"                                  \
  "  WHEN 'departement' THEN code_departement ELSE code_region END) "

/** A zone that was found; arena-owned texts. */
typedef struct {
  mlg_level level;
  const char *code, *name;
} mlg_found_zone;

/**
 * The zone that `asked` names: by its code, of `level` or, with MLG_LEVEL_COUNT, of the finest
 * level that has one; else by its name, whatever its capitals and accents, of the widest level.
 * Reports FIGURE_UNKNOWN when there is none, NAME_SHARED when several of one level have it.
 */
mlg_status mlg_find_zone(mlg_store *store, mlg_arena *arena, mlg_level level, const char *asked,
                         mlg_findings *findings, mlg_found_zone *zone);

/** Whether the query `sql` gives a row for the text `value` as ?1. */
mlg_status mlg_find_any(mlg_store *store, const char *sql, const char *value,
                        mlg_findings *findings, bool *found);

/**
 * Reports FIGURE_UNKNOWN with what is nearest to `value`. `sql` gives the names to compare and
 * what is then proposed.
 */
mlg_status mlg_report_unknown(mlg_store *store, mlg_arena *arena, const char *value,
                              const char *sql, mlg_findings *findings);

#endif
