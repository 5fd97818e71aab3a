/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"
#include "territory/keys.h"

#include <maillage/text.h>
#include <string.h>

/*
 * Which communes make the territory. The table of communes may cover all of
 * France or one département: what it does not speak about is simply elsewhere.
 */

const char *mlg_above_of(const mlg_territory_tables *tables, size_t row, mlg_level level) {
  const mlg_attachment *communes = &tables->communes;
  size_t column = level == MLG_COMMUNE ? communes->code : communes->above[level];
  const char *code = mlg_attached(communes, row, column);
  return mlg_code_well_formed(level, code) ? code : NULL;
}

/* Whether a row of the table of communes belongs to the territory. */
static bool belongs(const mlg_territory_tables *tables, size_t row) {
  const char *code = mlg_above_of(tables, row, tables->level);
  return code != NULL && strcmp(code, tables->code) == 0;
}

/* A commune says two things: that its département is covered, and whether it is ours. */
static mlg_status add(mlg_builder *builder, const char *code, size_t row) {
  const char *departement = mlg_arena_strndup(builder->scratch, code, mlg_departement_length(code));
  MLG_HAVE(departement);
  MLG_TRY(mlg_index_add(&builder->departements, departement, row, NULL));
  if (!belongs(builder->tables, row)) return MLG_OK;
  const char *member = mlg_arena_strdup(builder->arena, code); /* members outlive their table */
  MLG_HAVE(member);
  return mlg_index_add(&builder->members, member, row, NULL);
}

/* Nothing is ours: the code asked for is in no row of the column that decides. */
static mlg_status report_unknown(const mlg_builder *builder) {
  const mlg_territory_tables *tables = builder->tables;
  const mlg_table *table = tables->communes.table;
  size_t column = tables->level == MLG_COMMUNE ? tables->communes.code
                                               : tables->communes.above[tables->level];
  const char **codes = MLG_NEW(builder->scratch, const char *, table->n_rows + 1);
  MLG_HAVE(codes);
  size_t n = 0;
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_above_of(tables, row, tables->level);
    if (code != NULL) codes[n++] = code;
  }
  size_t near = mlg_nearest(tables->code, codes, n);
  const char *expected = mlg_arena_printf(builder->scratch, "un code de %s%s%s%s%s", table->file,
                                          column == MLG_NO_COLUMN ? "" : ", colonne ",
                                          column == MLG_NO_COLUMN ? "" : table->columns[column],
                                          near < n ? " ; le plus proche : " : "",
                                          near < n ? codes[near] : "");
  MLG_HAVE(expected);
  return mlg_report_asked(tables, builder->findings,
                          (mlg_finding){.code = MLG_F_TERRITORY_UNKNOWN, .expected = expected});
}

mlg_status mlg_build_communes(mlg_builder *builder) {
  const mlg_attachment *communes = &builder->tables->communes;
  MLG_TRY(mlg_attachment_index(builder, communes, communes->code, MLG_COMMUNE, &builder->communes));
  for (mlg_level level = MLG_DEPARTEMENT; level < MLG_LEVEL_COUNT; level++)
    MLG_TRY(mlg_keys_restore_zeros(builder->arena, communes->table, communes->above[level], level,
                                   builder->findings));
  MLG_TRY(mlg_index_init(&builder->departements, builder->scratch, 100));
  MLG_TRY(mlg_index_init(&builder->members, builder->arena, 100));
  for (size_t row = 0; row < communes->table->n_rows; row++)
    MLG_TRY(add(builder, mlg_attached(communes, row, communes->code), row));
  if (builder->members.n_keys > 0) return MLG_OK;
  return report_unknown(builder);
}
