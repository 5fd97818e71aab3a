/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "base/tally.h"
#include "territory/keys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The finest zones: rows of the territory, with their type and commune, by code.
 * A national file of outlines is read row by row and mostly left out.
 */

/* The commune is read in the code, which INSEE builds on it; the column only confirms. */
static mlg_status check_commune(const mlg_builder *builder, size_t row, const char *commune,
                                mlg_tally *malformed) {
  const mlg_attachment *zones = &builder->tables->zones;
  const char *said = mlg_attached(zones, row, zones->commune);
  const char *city = said == NULL ? NULL : mlg_city_of(said);
  const char *own = mlg_city_of(mlg_attached(zones, row, zones->code));
  if (said == NULL || strcmp(said, commune) == 0) return MLG_OK;
  if (city != NULL && strcmp(city, commune) == 0) return MLG_OK;
  if (own != NULL && strcmp(own, said) == 0) return MLG_OK;
  if (!mlg_code_well_formed(MLG_COMMUNE, said)) {
    mlg_tally_add(malformed, said, zones->table->lines[row], NAN);
    return MLG_OK;
  }
  return mlg_attachment_report(builder, zones, row, zones->commune,
                               (mlg_finding){.code = MLG_F_ZONE_COMMUNE_DIFFERS,
                                             .value = mlg_attached(zones, row, zones->code),
                                             .expected = said});
}

/* Some producers mark where a label may be cut: "Emmanuel\Mounier". */
static char *clean_name(mlg_arena *arena, const char *name) {
  char *clean = mlg_arena_strdup(arena, name);
  for (char *mark = clean; mark != NULL && (mark = strchr(mark, '\\')) != NULL;) *mark = ' ';
  return clean;
}

static mlg_status add_leaf(mlg_builder *builder, size_t row, const char *commune, size_t member) {
  const mlg_attachment *zones = &builder->tables->zones;
  if (!MLG_ROOM(builder->scratch, builder->leaves, builder->n_leaves, builder->leaf_capacity))
    return MLG_FAILURE;
  const char *code = mlg_attached(zones, row, zones->code);
  const char *name = mlg_attached(zones, row, zones->name);
  mlg_leaf *leaf = &builder->leaves[builder->n_leaves++];
  *leaf = (mlg_leaf){
      .zone = {.code = mlg_zone_code(builder->scratch, code),
               .name = clean_name(builder->scratch, name != NULL ? name : code)},
      .row = row,
      .commune = commune,
      .commune_row = member,
  };
  MLG_HAVE(leaf->zone.code);
  return MLG_OK;
}

/* The commune of a finest zone, by its code: of a city whose arrondissements the table of communes
   has not, the city. Points `member` at its row, if it is ours. */
static char *commune_of(const mlg_builder *builder, const char *code, size_t *member) {
  char *commune = mlg_arena_strndup(builder->scratch, code, 5);
  const char *city = mlg_city_of(code);
  if (commune == NULL) return NULL;
  if (city != NULL && mlg_index_find(&builder->communes, commune) == MLG_NOT_FOUND &&
      mlg_index_find(&builder->communes, city) != MLG_NOT_FOUND)
    commune = mlg_arena_strdup(builder->scratch, city);
  *member = commune == NULL ? MLG_NOT_FOUND : mlg_index_find(&builder->members, commune);
  return commune;
}

/* One row of the zones: ours, of another territory, or attached to nothing. */
static mlg_status read_zone(mlg_builder *builder, size_t row, mlg_tally *malformed,
                            mlg_tally *orphans) {
  const mlg_attachment *zones = &builder->tables->zones;
  const char *code = mlg_attached(zones, row, zones->code);
  size_t member;
  char *commune = commune_of(builder, code, &member);
  MLG_HAVE(commune);
  if (member != MLG_NOT_FOUND) {
    MLG_TRY(check_commune(builder, row, commune, malformed));
    return add_leaf(builder, row, commune, member);
  }
  /* A commune that its département's table lacks has merged, or is misspelt. A
     département the table says nothing about is simply elsewhere. */
  if (mlg_index_find(&builder->communes, commune) == MLG_NOT_FOUND) {
    commune[mlg_departement_length(commune)] = '\0';
    if (mlg_index_find(&builder->departements, commune) != MLG_NOT_FOUND)
      mlg_tally_add(orphans, code, zones->table->lines[row], NAN);
  }
  return MLG_OK;
}

/* All rows are read before failing, so that all that is wrong is told at once. */
static mlg_status read_zones(mlg_builder *builder) {
  const mlg_attachment *zones = &builder->tables->zones;
  const mlg_table *table = zones->table;
  mlg_tally orphans = {.code = MLG_F_ZONE_ORPHAN,
                       .file = table->file,
                       .column = table->columns[zones->code],
                       .expected = "commune"};
  mlg_tally malformed = {.code = MLG_F_CODE_MALFORMED, .file = table->file, .expected = "5 signes"};
  if (zones->commune != MLG_NO_COLUMN) malformed.column = table->columns[zones->commune];
  for (size_t row = 0; row < table->n_rows; row++)
    MLG_TRY(read_zone(builder, row, &malformed, &orphans));
  mlg_status status = mlg_tally_report(&malformed, builder->findings);
  mlg_status second = mlg_tally_report(&orphans, builder->findings);
  return status != MLG_OK ? status : second;
}

static int by_code(const void *a, const void *b) {
  return strcmp(((const mlg_leaf *)a)->zone.code, ((const mlg_leaf *)b)->zone.code);
}

/* By code, so that results do not depend on the order of the rows. */
static mlg_status sort_leaves(mlg_builder *builder) {
  const mlg_attachment *zones = &builder->tables->zones;
  if (builder->n_leaves == 0)
    return mlg_attachment_report(
        builder, zones, MLG_NOT_FOUND, zones->code,
        (mlg_finding){.code = MLG_F_NO_ZONE_MATCHED, .value = builder->tables->code});
  qsort(builder->leaves, builder->n_leaves, sizeof *builder->leaves, by_code);
  MLG_TRY(mlg_index_init(&builder->leaf_of, builder->scratch, builder->n_leaves));
  for (size_t i = 0; i < builder->n_leaves; i++)
    MLG_TRY(mlg_index_add(&builder->leaf_of, builder->leaves[i].zone.code, i, NULL));
  return MLG_OK;
}

/* A, D and H come from the census only; Z can be seen in the code. An unknown type
   is no reason to refuse a zone. */
static mlg_status read_types(mlg_builder *builder) {
  const mlg_attachment *types = &builder->tables->types;
  mlg_index rows = {0};
  if (types->table != NULL)
    MLG_TRY(mlg_attachment_index(builder, types, types->code, MLG_IRIS, &rows));
  for (size_t i = 0; i < builder->n_leaves; i++) {
    mlg_zone *zone = &builder->leaves[i].zone;
    size_t row = rows.slots == NULL ? MLG_NOT_FOUND : mlg_index_find(&rows, zone->code);
    const char *type = row == MLG_NOT_FOUND ? NULL : mlg_attached(types, row, types->type);
    bool known = type != NULL && strlen(type) == 1 && strchr("HADZ", *type) != NULL;
    zone->type = known ? *type : strcmp(zone->code + 5, "0000") == 0 ? 'Z' : '\0';
  }
  return MLG_OK;
}

mlg_status mlg_build_leaves(mlg_builder *builder) {
  const mlg_attachment *zones = &builder->tables->zones;
  mlg_index rows; /* wanted for its checks alone */
  MLG_TRY(mlg_keys_restore_zeros(builder->arena, zones->table, zones->code, MLG_IRIS,
                                 builder->findings));
  MLG_TRY(
      mlg_keys_index_zones(builder->scratch, zones->table, zones->code, builder->findings, &rows));
  MLG_TRY(read_zones(builder));
  MLG_TRY(sort_leaves(builder));
  return read_types(builder);
}
