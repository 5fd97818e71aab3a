/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_TERRITORY_H
#define MAILLAGE_TERRITORY_H

#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/index.h>
#include <maillage/table.h>
#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * The zones of a territory, level by level, and who belongs to whom.
 *
 * Levels are attached by tables, never by overlay. The finest zones (MLG_IRIS)
 * are IRIS, and whole communes (type Z) where a commune has none. Quarters tile
 * the territory: a commune without quarters stands for its own.
 */
typedef struct {
  const char *code; /**< Text: "352381106", "3523811", "35238", "243500139". */
  const char *name;
  char type;                      /**< H, A, D, Z for IRIS; '\0' elsewhere. */
  size_t parent[MLG_LEVEL_COUNT]; /**< The zone that holds it, by level: itself at its own, else
                                       MLG_NO_ZONE where the level is finer or absent. */
  mlg_point centre;               /**< A point inside; EPSG:2154, metres. Set by the pipeline. */
  double area_km2;                /**< Set by the pipeline. */
} mlg_zone;

#define MLG_NO_ZONE ((size_t)-1)

typedef struct {
  mlg_level level;                  /**< The widest level present: the territory's own. */
  const char *name;                 /**< Of the territory. */
  size_t n_zones[MLG_LEVEL_COUNT];  /**< 0 where the level is absent. */
  mlg_zone *zones[MLG_LEVEL_COUNT]; /**< In the order of their codes. */
  mlg_index index[MLG_LEVEL_COUNT]; /**< From code to zone. */
  mlg_index members;                /**< Codes of its communes, those without any zone included. */
} mlg_territory;

/** A table and the columns to read in it; a column that is not used is MLG_NO_COLUMN. */
typedef struct {
  const mlg_table *table;
  size_t code, name, zone, type, commune;
  size_t above[MLG_LEVEL_COUNT]; /**< Of communes: the code of the zone that holds each, by level
                                      from MLG_EPCI. */
  size_t n_communes;             /**< Of EPCI: how many communes each has, everywhere. */
} mlg_attachment;

/** Nothing attached: no table, no column. */
extern const mlg_attachment MLG_NO_ATTACHMENT;

/** What a territory is built from. `quarters`, `types` and the names of wider zones may have no
 *  table. */
typedef struct {
  mlg_level level;         /**< From MLG_COMMUNE to MLG_REGION. */
  const char *code;        /**< Of the territory. */
  mlg_position code_at;    /**< Where the project gives it; no file when it is unknown. */
  mlg_attachment zones;    /**< code, name, commune: one row a finest zone. The code's first five
                                signs are the commune; a `commune` that differs is a finding. */
  mlg_attachment types;    /**< code, type. Without a row, a code that ends in 0000 is a Z. */
  mlg_attachment quarters; /**< zone, code, name: code within its commune, or whole. */
  mlg_attachment communes; /**< code, name, above. */
  mlg_attachment wider[MLG_LEVEL_COUNT]; /**< Code and name of zones, by level from MLG_EPCI; a
                                              name may stand in many rows. */
} mlg_territory_tables;

/**
 * Builds the territory of `tables`. Rows of other territories are left out.
 * A zone whose code is a commune's stands for the whole of it, as "350010000".
 * A commune without a département's code is in that of its own code's first signs.
 * One without an EPCI's (INSEE writes "ZZZZZZZZZ") is in none, and is told. An EPCI
 * that has communes elsewhere is cut at the territory's limit, and is told: it has
 * no département above it when it spreads over several.
 * A quarter's code is its commune's followed by two digits ("3523805", INSEE's
 * "grand quartier"); a commune that stands for its quarter keeps its own code.
 * A commune that has quarters must have every one of its zones in them.
 * Rejects malformed codes (leading zero lost), two zones with one code, zones
 * attached to nothing, and a territory without zones. A zone is attached to
 * nothing when `communes` lacks its commune though it has others of the same
 * département. A commune of the territory without any zone is a finding.
 */
mlg_status mlg_territory_build(mlg_arena *arena, const mlg_territory_tables *tables,
                               mlg_findings *findings, mlg_territory *territory);

/** Whether every commune stands for its own quarter: then both levels have the same zones, in the
 *  same order, and the same figures. */
bool mlg_territory_quarters_are_communes(const mlg_territory *territory);

/** The zone of a level with that code, or MLG_NO_ZONE. */
size_t mlg_territory_find(const mlg_territory *territory, mlg_level level, const char *code);

/** Whether a level is there, and says more than the next one: where every commune stands for its
 * own quarter, a list of quarters would only repeat that of communes. */
bool mlg_territory_has(const mlg_territory *territory, mlg_level level);

/** The zone of `level` that holds finest zone `leaf` (itself at MLG_IRIS), or MLG_NO_ZONE. */
size_t mlg_territory_above(const mlg_territory *territory, size_t leaf, mlg_level level);

/** Whether text has the shape of a code of that level (IRIS: 9, commune: 5, EPCI: 9 signs;
 *  quartier: 7, or a commune's 5). False for NULL. */
bool mlg_code_well_formed(mlg_level level, const char *code);

/** How many signs the code of a département has at the start of a commune's or an IRIS' code:
 *  3 overseas (971), else 2. */
size_t mlg_departement_length(const char *code);

/**
 * Paris, Lyon and Marseille have municipal arrondissements, whose codes begin those of their IRIS:
 * "75056" for "75101" and "751010203"; NULL for the code of anything else. A table of communes
 * gives either; a commune-level code of either kind finds what the territory has of the other.
 */
const char *mlg_city_of(const char *code);

/** How many arrondissements a city has: 20 for "75056", 0 for any other code. */
size_t mlg_arrondissements(const char *city);

/** The code of the i-th of them, from 0. NULL: memory. */
char *mlg_arrondissement(mlg_arena *arena, const char *city, size_t i);

/** The code of a finest zone as a table writes it: a commune's own becomes that of the whole
 *  commune, "35001" "350010000". NULL: memory. */
char *mlg_zone_code(mlg_arena *arena, const char *code);

/**
 * A zone's name for people: "Ouest (Bruz)" for an IRIS, whose names repeat;
 * the name alone elsewhere. "Commune non irisée" is dropped. NULL: memory.
 */
char *mlg_zone_title(mlg_arena *arena, const mlg_territory *territory, mlg_level level,
                     size_t zone);

#endif
