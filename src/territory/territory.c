/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "base/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_code(const void *a, const void *b) {
  return strcmp(((const mlg_zone *)a)->code, ((const mlg_zone *)b)->code);
}

/*
 * The levels above the finest zones, and the links between all of them. A level
 * is what the finest zones say of themselves, so that no zone is ever without parts.
 */

/* Orders a level's zones by code, and indexes them. */
static mlg_status close_level(mlg_arena *arena, mlg_territory *territory, mlg_level level,
                              mlg_zone *zones, size_t n) {
  qsort(zones, n, sizeof *zones, by_code);
  territory->zones[level] = zones;
  territory->n_zones[level] = n;
  MLG_TRY(mlg_index_init(&territory->index[level], arena, n));
  for (size_t i = 0; i < n; i++) {
    for (int wider = 0; wider < MLG_LEVEL_COUNT; wider++) zones[i].parent[wider] = MLG_NO_ZONE;
    zones[i].parent[level] = i;
    MLG_TRY(mlg_index_add(&territory->index[level], zones[i].code, i, NULL));
  }
  return MLG_OK;
}

/* A wider zone as one of its finest zones describes it; "no name" is its code. */
static mlg_zone commune_of(const mlg_builder *builder, const mlg_leaf *leaf) {
  const mlg_attachment *communes = &builder->tables->communes;
  const char *name = mlg_attached(communes, leaf->commune_row, communes->name);
  return (mlg_zone){.code = leaf->commune, .name = name != NULL ? name : leaf->commune};
}

static mlg_zone quarter_of(const mlg_builder *builder, const mlg_leaf *leaf) {
  if (leaf->quarter == NULL) return commune_of(builder, leaf);
  const char *name = leaf->quarter_name != NULL ? leaf->quarter_name : leaf->quarter;
  return (mlg_zone){.code = leaf->quarter, .name = name};
}

/* The level whose zones are what `zone_of` makes of the finest, each once. */
static mlg_status gather(const mlg_builder *builder, mlg_territory *territory, mlg_level level,
                         mlg_zone (*zone_of)(const mlg_builder *, const mlg_leaf *)) {
  mlg_zone *zones = MLG_NEW(builder->arena, mlg_zone, builder->n_leaves);
  MLG_HAVE(zones);
  mlg_index seen;
  MLG_TRY(mlg_index_init(&seen, builder->arena, builder->n_leaves));
  size_t n = 0;
  for (size_t i = 0; i < builder->n_leaves; i++) {
    mlg_zone zone = zone_of(builder, &builder->leaves[i]);
    size_t held;
    MLG_TRY(mlg_index_add(&seen, zone.code, n, &held));
    if (held == n) zones[n++] = zone;
  }
  return close_level(builder->arena, territory, level, zones, n);
}

static mlg_zone leaf_zone(const mlg_builder *builder, const mlg_leaf *leaf) {
  (void)builder;
  return leaf->zone;
}

/* The EPCI itself, one zone. */
static mlg_status gather_epci(const mlg_builder *builder, mlg_territory *territory) {
  const mlg_attachment *epcis = &builder->tables->epcis;
  mlg_zone *zone = MLG_NEW(builder->arena, mlg_zone, 1);
  MLG_HAVE(zone);
  *zone = (mlg_zone){.code = builder->tables->code, .name = builder->tables->code};
  for (size_t row = 0; epcis->table != NULL && row < epcis->table->n_rows; row++) {
    const char *code = mlg_attached(epcis, row, epcis->code);
    const char *name = mlg_attached(epcis, row, epcis->name);
    if (code != NULL && name != NULL && strcmp(code, zone->code) == 0) zone->name = name;
  }
  return close_level(builder->arena, territory, MLG_EPCI, zone, 1);
}

/* Tells every zone the zones above it, by their codes. */
static void link_levels(const mlg_builder *builder, mlg_territory *territory) {
  for (size_t i = 0; i < builder->n_leaves; i++) {
    const mlg_leaf *leaf = &builder->leaves[i];
    size_t parent[MLG_LEVEL_COUNT];
    for (int level = 0; level < MLG_LEVEL_COUNT; level++) parent[level] = MLG_NO_ZONE;
    parent[MLG_IRIS] = i;
    parent[MLG_QUARTIER] = mlg_territory_find(
        territory, MLG_QUARTIER, leaf->quarter != NULL ? leaf->quarter : leaf->commune);
    parent[MLG_COMMUNE] = mlg_territory_find(territory, MLG_COMMUNE, leaf->commune);
    if (territory->n_zones[MLG_EPCI] > 0) parent[MLG_EPCI] = 0;
    for (int level = MLG_IRIS; level <= MLG_EPCI; level++)
      for (int wider = level; wider <= MLG_EPCI && parent[level] != MLG_NO_ZONE; wider++)
        territory->zones[level][parent[level]].parent[wider] = parent[wider];
  }
}

/* Communes of the territory that the table of zones left out. */
static mlg_status check_members(const mlg_builder *builder, const mlg_territory *territory) {
  const mlg_attachment *communes = &builder->tables->communes;
  const mlg_table *zones = builder->tables->zones.table;
  mlg_tally missing = {.code = MLG_F_COMMUNE_WITHOUT_ZONE,
                       .file = zones->file,
                       .column = zones->columns[builder->tables->zones.code]};
  for (size_t row = 0; row < communes->table->n_rows; row++) {
    const char *code = mlg_attached(communes, row, communes->code);
    if (mlg_index_find(&builder->members, code) != MLG_NOT_FOUND &&
        mlg_territory_find(territory, MLG_COMMUNE, code) == MLG_NO_ZONE)
      mlg_tally_add(&missing, code, 0, NAN);
  }
  return mlg_tally_report(&missing, builder->findings);
}

/* The steps, each on what the one before it made sure of. */
static mlg_status build(mlg_builder *builder, mlg_territory *territory) {
  MLG_TRY(mlg_build_communes(builder));
  MLG_TRY(mlg_build_leaves(builder));
  MLG_TRY(mlg_build_quarters(builder));
  MLG_TRY(gather(builder, territory, MLG_IRIS, leaf_zone));
  MLG_TRY(gather(builder, territory, MLG_QUARTIER, quarter_of));
  MLG_TRY(gather(builder, territory, MLG_COMMUNE, commune_of));
  if (builder->tables->level == MLG_EPCI) MLG_TRY(gather_epci(builder, territory));
  link_levels(builder, territory);
  return check_members(builder, territory);
}

/* What is asked for must be an EPCI or a commune, by a code of its shape. */
static mlg_status check_asked(const mlg_territory_tables *tables, mlg_findings *findings) {
  if (tables->level != MLG_EPCI && tables->level != MLG_COMMUNE)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_VALUE_KIND,
                                              .value = MLG_LEVELS[tables->level].code,
                                              .expected = "commune, epci"});
  if (mlg_code_well_formed(tables->level, tables->code)) return MLG_OK;
  return mlg_report(findings,
                    (mlg_finding){.code = MLG_F_CODE_MALFORMED,
                                  .value = tables->code,
                                  .expected = tables->level == MLG_EPCI ? "9 signes" : "5 signes"});
}

mlg_status mlg_territory_build(mlg_arena *arena, const mlg_territory_tables *tables,
                               mlg_findings *findings, mlg_territory *territory) {
  MLG_TRY(check_asked(tables, findings));
  mlg_builder builder = {.arena = arena, .findings = findings, .tables = tables};
  mlg_territory built = {.level = tables->level};
  MLG_TRY(build(&builder, &built));
  built.members = builder.members;
  built.name = built.zones[built.level][0].name;
  *territory = built;
  return MLG_OK;
}

size_t mlg_territory_find(const mlg_territory *territory, mlg_level level, const char *code) {
  if (territory->n_zones[level] == 0) return MLG_NO_ZONE;
  return mlg_index_find(&territory->index[level], code); /* MLG_NOT_FOUND is MLG_NO_ZONE */
}

size_t mlg_territory_above(const mlg_territory *territory, size_t leaf, mlg_level level) {
  return territory->zones[MLG_IRIS][leaf].parent[level];
}
