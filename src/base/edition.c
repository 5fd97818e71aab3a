/* SPDX-License-Identifier: Apache-2.0 */
/* A column under the names that editions of a file give it. */
#include <maillage/table.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Names of one column, from one edition or producer to the next: IGN's outlines changed theirs
   in 2014 and 2024. The surest first: "iris" may be the last four signs of a code that stands
   whole beside it. */
static const char *const SYNONYMS[][4] = {
    {"code_iris", "iris_code", "dcomiris", "iris"},
    {"code_insee", "insee_com", "depcom"},
    {"type_iris", "typ_iris"},
    {"nom_commune", "nom_com"},
    {"nom_iris", "lib_iris"},
};

enum {
  N_SYNONYMS = sizeof SYNONYMS / sizeof *SYNONYMS,
  MOST = sizeof *SYNONYMS / sizeof **SYNONYMS
};

static bool is_same(const char *name, const char *column, int vintage) {
  (void)vintage;
  return strcasecmp(name, column) == 0;
}

/* "ARSAS21", "ARSAS_21", "ARSAS2021", "ARSAS_2021" for "arsas" of 2021. */
static bool is_edition(const char *name, const char *column, int vintage) {
  size_t length = strlen(name);
  char whole[16], end[16];
  snprintf(whole, sizeof whole, "%d", vintage);
  snprintf(end, sizeof end, "%02d", (vintage % 100 + 100) % 100);
  if (strncasecmp(name, column, length) != 0) return false;
  const char *suffix = column + length + (column[length] == '_');
  return strcmp(suffix, whole) == 0 || strcmp(suffix, end) == 0;
}

static bool is_among(const char *const names[], const char *name) {
  for (size_t i = 0; i < MOST && names[i] != NULL; i++)
    if (strcasecmp(names[i], name) == 0) return true;
  return false;
}

/* The only column that fits; none when two do. */
static size_t only(const mlg_table *table, const char *name, int vintage,
                   bool fits(const char *, const char *, int)) {
  size_t found = MLG_NO_COLUMN;
  for (size_t i = 0; i < table->n_columns; i++) {
    if (!fits(name, table->columns[i], vintage)) continue;
    if (found != MLG_NO_COLUMN) return MLG_NO_COLUMN;
    found = i;
  }
  return found;
}

/* The column of the surest other name. */
static size_t synonym(const mlg_table *table, const char *name, int vintage) {
  for (size_t i = 0; i < N_SYNONYMS; i++) {
    if (!is_among(SYNONYMS[i], name)) continue;
    for (size_t k = 0; k < MOST && SYNONYMS[i][k] != NULL; k++) {
      size_t found = only(table, SYNONYMS[i][k], vintage, is_same);
      if (found != MLG_NO_COLUMN) return found;
    }
  }
  return MLG_NO_COLUMN;
}

size_t mlg_table_find(const mlg_table *table, const char *name, int vintage) {
  size_t found = mlg_table_column(table, name);
  if (found == MLG_NO_COLUMN) found = only(table, name, vintage, is_same);
  if (found == MLG_NO_COLUMN) found = only(table, name, vintage, is_edition);
  return found != MLG_NO_COLUMN ? found : synonym(table, name, vintage);
}

mlg_status mlg_table_tell_name(const mlg_table *table, const char *name, size_t column,
                               mlg_findings *findings) {
  const char *found = table->columns[column];
  if (strcmp(found, name) == 0) return MLG_OK;
  for (size_t i = 0; i < findings->count; i++) {
    const mlg_finding *told = &findings->items[i];
    if (told->code == MLG_F_COLUMN_OTHER_NAME && strcmp(told->file, table->file) == 0 &&
        strcmp(told->value, found) == 0 && strcmp(told->expected, name) == 0)
      return MLG_OK;
  }
  return mlg_report(findings, (mlg_finding){.code = MLG_F_COLUMN_OTHER_NAME,
                                            .file = table->file,
                                            .line = 1,
                                            .column = found,
                                            .value = found,
                                            .expected = name});
}
