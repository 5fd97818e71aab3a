/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "base/tally.h"

#include <math.h>
#include <string.h>

/*
 * Quarters, where a commune has some. They are optional: without a table, and in
 * communes the table does not name, the commune stands for its quarter.
 */

/* "5", "05" or "3523805" of commune 35238 -> "3523805"; NULL when it is none of them. */
static const char *quarter_code(mlg_arena *arena, const char *commune, const char *text) {
  size_t length = strlen(text);
  if (length == 7 && strncmp(text, commune, 5) == 0 && mlg_code_well_formed(MLG_QUARTIER, text))
    return text;
  bool short_one = length >= 1 && length <= 2 && strspn(text, "0123456789") == length;
  return short_one ? mlg_arena_printf(arena, "%s%s%s", commune, length == 1 ? "0" : "", text)
                   : NULL;
}

/* Puts the zone of one row in its quarter. */
static mlg_status attach(mlg_builder *builder, size_t row, mlg_tally *unmatched) {
  const mlg_attachment *quarters = &builder->tables->quarters;
  const char *zone = mlg_attached(quarters, row, quarters->zone);
  size_t at = mlg_index_find(&builder->leaf_of, zone);
  if (at == MLG_NOT_FOUND) {
    /* A zone of ours that the outlines lack is told; a stranger is not. */
    char commune[6] = "";
    strncpy(commune, zone, 5);
    if (mlg_index_find(&builder->members, commune) != MLG_NOT_FOUND)
      mlg_tally_add(unmatched, zone, quarters->table->lines[row], NAN);
    return MLG_OK;
  }
  mlg_leaf *leaf = &builder->leaves[at];
  const char *text = mlg_attached(quarters, row, quarters->code);
  if (text == NULL) return MLG_OK; /* told below: its commune has quarters, it has none */
  leaf->quarter = quarter_code(builder->scratch, leaf->commune, text);
  leaf->quarter_name = mlg_attached(quarters, row, quarters->name);
  if (leaf->quarter != NULL) return MLG_OK;
  return mlg_attachment_report(builder, quarters, row, quarters->code,
                               (mlg_finding){.code = MLG_F_CODE_MALFORMED,
                                             .value = text,
                                             .expected = "1 à 99, ou 7 signes"});
}

/* A commune has quarters everywhere or nowhere: they tile it. */
static mlg_status check_whole(mlg_builder *builder) {
  const mlg_table *quarters = builder->tables->quarters.table;
  mlg_tally orphans = {.code = MLG_F_ZONE_ORPHAN, .file = quarters->file, .expected = "quartier"};
  mlg_index divided;
  MLG_TRY(mlg_index_init(&divided, builder->scratch, 16));
  for (size_t i = 0; i < builder->n_leaves; i++)
    if (builder->leaves[i].quarter != NULL)
      MLG_TRY(mlg_index_add(&divided, builder->leaves[i].commune, i, NULL));
  for (size_t i = 0; i < builder->n_leaves; i++) {
    const mlg_leaf *leaf = &builder->leaves[i];
    if (leaf->quarter == NULL && mlg_index_find(&divided, leaf->commune) != MLG_NOT_FOUND)
      mlg_tally_add(&orphans, leaf->zone.code, 0, NAN);
  }
  return mlg_tally_report(&orphans, builder->findings);
}

mlg_status mlg_build_quarters(mlg_builder *builder) {
  const mlg_attachment *quarters = &builder->tables->quarters;
  if (quarters->table == NULL) return MLG_OK;
  mlg_index rows;
  MLG_TRY(mlg_attachment_index(builder, quarters, quarters->zone, MLG_IRIS, &rows));
  mlg_tally unmatched = {.code = MLG_F_CODE_UNMATCHED,
                         .file = quarters->table->file,
                         .column = quarters->table->columns[quarters->zone],
                         .with_persons = true};
  mlg_status status = MLG_OK;
  for (size_t row = 0; row < quarters->table->n_rows; row++) {
    mlg_status one = attach(builder, row, &unmatched);
    if (one != MLG_OK) status = one;
  }
  MLG_TRY(mlg_tally_report(&unmatched, builder->findings));
  return status != MLG_OK ? status : check_whole(builder);
}
