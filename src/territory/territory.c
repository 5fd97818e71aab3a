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

mlg_status mlg_close_level(mlg_arena *arena, mlg_territory *territory, mlg_level level,
                           mlg_zone *zones, size_t n) {
  zones = mlg_arena_grow(arena, zones, n, n, sizeof *zones);
  MLG_HAVE(zones);
  qsort(zones, n, sizeof *zones, by_code);
  territory->zones[level] = zones;
  territory->n_zones[level] = n;
  MLG_TRY(mlg_index_init(&territory->index[level], arena, n));
  for (size_t i = 0; i < n; i++) {
    zones[i].code = mlg_arena_strdup(arena, zones[i].code);
    zones[i].name = mlg_arena_strdup(arena, zones[i].name);
    MLG_HAVE(zones[i].code);
    MLG_HAVE(zones[i].name);
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
  mlg_zone *zones = MLG_NEW(builder->scratch, mlg_zone, builder->n_leaves);
  MLG_HAVE(zones);
  mlg_index seen;
  MLG_TRY(mlg_index_init(&seen, builder->scratch, builder->n_leaves));
  size_t n = 0;
  for (size_t i = 0; i < builder->n_leaves; i++) {
    mlg_zone zone = zone_of(builder, &builder->leaves[i]);
    size_t held;
    MLG_TRY(mlg_index_add(&seen, zone.code, n, &held));
    if (held == n) zones[n++] = zone;
  }
  return mlg_close_level(builder->arena, territory, level, zones, n);
}

static mlg_zone leaf_zone(const mlg_builder *builder, const mlg_leaf *leaf) {
  (void)builder;
  return leaf->zone;
}

/* The zones that hold a finest one, by level. */
static void find_parents(const mlg_builder *builder, const mlg_territory *territory, size_t i,
                         size_t parent[MLG_LEVEL_COUNT]) {
  const mlg_leaf *leaf = &builder->leaves[i];
  parent[MLG_IRIS] = i;
  parent[MLG_QUARTIER] = mlg_territory_find(territory, MLG_QUARTIER,
                                            leaf->quarter != NULL ? leaf->quarter : leaf->commune);
  parent[MLG_COMMUNE] = mlg_territory_find(territory, MLG_COMMUNE, leaf->commune);
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++) {
    const char *code = mlg_above_of(builder->tables, leaf->commune_row, level);
    parent[level] = code == NULL ? MLG_NO_ZONE : mlg_territory_find(territory, level, code);
  }
}

/* What one more finest zone says of the zones above the one that holds it. An EPCI over two
   départements is in neither of them. */
static void link_one(mlg_zone *zone, bool first, mlg_level level,
                     const size_t parent[MLG_LEVEL_COUNT]) {
  for (mlg_level wider = level + 1; wider < MLG_LEVEL_COUNT; wider++)
    zone->parent[wider] = first || zone->parent[wider] == parent[wider] ? parent[wider]
                                                                        : MLG_NO_ZONE;
}

/* Tells every zone the zones above it, by their codes. */
static mlg_status link_levels(const mlg_builder *builder, mlg_territory *territory) {
  bool *linked[MLG_LEVEL_COUNT];
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    linked[level] = MLG_NEW(builder->scratch, bool, territory->n_zones[level]);
    MLG_HAVE(linked[level]);
  }
  for (size_t i = 0; i < builder->n_leaves; i++) {
    size_t parent[MLG_LEVEL_COUNT];
    find_parents(builder, territory, i, parent);
    for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
      if (parent[level] == MLG_NO_ZONE) continue;
      bool *known = &linked[level][parent[level]];
      link_one(&territory->zones[level][parent[level]], !*known, level, parent);
      *known = true;
    }
  }
  return MLG_OK;
}

/* The arrondissements of a city of the territory are the city's other names. */
static mlg_status name_arrondissements(mlg_builder *builder, mlg_territory *territory) {
  for (size_t i = 0; i < territory->n_zones[MLG_COMMUNE]; i++) {
    const char *city = territory->zones[MLG_COMMUNE][i].code;
    for (size_t k = 0; k < mlg_arrondissements(city); k++) {
      char *code = mlg_arrondissement(builder->arena, city, k);
      MLG_HAVE(code);
      MLG_TRY(mlg_index_add(&territory->index[MLG_COMMUNE], code, i, NULL));
      MLG_TRY(mlg_index_add(&builder->members, code, i, NULL));
    }
  }
  return MLG_OK;
}

/* Whether the table of communes has an arrondissement of a city beside the city itself: its zones
   are theirs, and the city has none left. */
static bool is_divided(const mlg_builder *builder, const char *code) {
  bool divided = false;
  for (size_t k = 0; k < mlg_arrondissements(code) && !divided; k++) {
    const char *part = mlg_arrondissement(builder->scratch, code, k);
    divided = part != NULL && mlg_index_find(&builder->communes, part) != MLG_NOT_FOUND;
  }
  return divided;
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
        mlg_territory_find(territory, MLG_COMMUNE, code) == MLG_NO_ZONE &&
        !is_divided(builder, code))
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
  MLG_TRY(mlg_build_wider(builder, territory));
  MLG_TRY(link_levels(builder, territory));
  MLG_TRY(name_arrondissements(builder, territory));
  return check_members(builder, territory);
}

mlg_status mlg_report_asked(const mlg_territory_tables *tables, mlg_findings *findings,
                            mlg_finding finding) {
  const mlg_position *at = &tables->code_at;
  finding.file = at->file;
  finding.line = at->line;
  finding.value = tables->code;
  if (at->file != NULL) finding.column = mlg_arena_printf(findings->arena, "%zu", at->column);
  return mlg_report(findings, finding);
}

/* What is asked for must be a commune or wider, by a code of its shape. */
static mlg_status check_asked(const mlg_territory_tables *tables, mlg_findings *findings) {
  static const char *const SHAPES[MLG_LEVEL_COUNT] = {[MLG_COMMUNE] = "5 signes",
                                                      [MLG_EPCI] = "9 signes",
                                                      [MLG_DEPARTEMENT] = "2 ou 3 signes",
                                                      [MLG_REGION] = "2 chiffres"};
  if (SHAPES[tables->level] == NULL)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_VALUE_KIND,
                                              .value = MLG_LEVELS[tables->level].code,
                                              .expected = "commune, epci, departement, region"});
  if (mlg_code_well_formed(tables->level, tables->code)) return MLG_OK;
  return mlg_report_asked(
      tables, findings,
      (mlg_finding){.code = MLG_F_CODE_MALFORMED, .expected = SHAPES[tables->level]});
}

mlg_status mlg_territory_build(mlg_arena *arena, const mlg_territory_tables *tables,
                               mlg_findings *findings, mlg_territory *territory) {
  MLG_TRY(check_asked(tables, findings));
  mlg_arena scratch = {0};
  mlg_builder builder = {
      .arena = arena, .scratch = &scratch, .findings = findings, .tables = tables};
  mlg_territory built = {.level = tables->level};
  mlg_status status = build(&builder, &built);
  if (scratch.refused && status == MLG_OK) status = MLG_FAILURE;
  mlg_arena_free(&scratch);
  MLG_TRY(status);
  built.members = builder.members;
  built.name = built.zones[built.level][0].name;
  *territory = built;
  return MLG_OK;
}

bool mlg_territory_has(const mlg_territory *territory, mlg_level level) {
  const size_t *n = territory->n_zones;
  return n[level] > 0 && !(level == MLG_QUARTIER && n[MLG_QUARTIER] == n[MLG_COMMUNE]);
}

bool mlg_territory_quarters_are_communes(const mlg_territory *territory) {
  size_t n = territory->n_zones[MLG_COMMUNE];
  if (territory->n_zones[MLG_QUARTIER] != n) return false;
  for (size_t i = 0; i < n; i++)
    if (strcmp(territory->zones[MLG_QUARTIER][i].code, territory->zones[MLG_COMMUNE][i].code) != 0)
      return false;
  return true;
}

size_t mlg_territory_find(const mlg_territory *territory, mlg_level level, const char *code) {
  if (territory->n_zones[level] == 0) return MLG_NO_ZONE;
  return mlg_index_find(&territory->index[level], code); /* MLG_NOT_FOUND is MLG_NO_ZONE */
}

size_t mlg_territory_above(const mlg_territory *territory, size_t leaf, mlg_level level) {
  return territory->zones[MLG_IRIS][leaf].parent[level];
}
