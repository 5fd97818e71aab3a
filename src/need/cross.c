/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/need.h>

#include "base/tally.h"

#include <maillage/text.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * INSEE's table TD_FOR2: non-scolarisés 15+ of a commune by sex, five-year age and
 * diploma, one count a row. It has the very cross that IRIS lack: 65 and over, or
 * not, by without diploma, or not. Its odds ratio fills the commune's IRIS.
 */
enum { CODE, AGE, DIPLOMA, COUNT, N_ROLES };

/* Headers met from one vintage to the next. */
static const char *const NAMES[N_ROLES][4] = {[CODE] = {"CODGEO", "COM", "CODE_COMMUNE"},
                                              [AGE] = {"AGEQ65", "AGEQ65_15"},
                                              [DIPLOMA] = {"DIPL_19", "DIPL_15", "DIPL"},
                                              [COUNT] = {"NB", "NB_POP", "VALEUR"}};

/* The code of no diploma, or the certificat d'études alone. */
static const char WITHOUT_DIPLOMA[] = "A";

/* Persons of a commune: [65 and over][without diploma]. */
typedef struct {
  double persons[2][2];
} cross;

static mlg_status find_columns(mlg_findings *findings, const mlg_table *table,
                               size_t columns[N_ROLES]) {
  for (size_t role = 0; role < N_ROLES; role++) {
    columns[role] = MLG_NO_COLUMN;
    for (size_t i = 0; NAMES[role][i] != NULL && columns[role] == MLG_NO_COLUMN; i++)
      columns[role] = mlg_table_column(table, NAMES[role][i]);
    if (columns[role] != MLG_NO_COLUMN) continue;
    return mlg_table_lacks(table, NAMES[role][0], findings);
  }
  return MLG_OK;
}

/* "65", "065": the first year of an age group, -1 when it is none. */
static long read_age(const char *text) {
  char *end = NULL;
  long age = text == NULL ? -1 : strtol(text, &end, 10);
  return text == NULL || end == text || *end != '\0' ? -1 : age;
}

/* Adds a row to its commune's cross; what cannot be read is told, rows elsewhere are not. */
static void add_row(const mlg_territory *territory, const mlg_table *table, size_t row,
                    const size_t columns[N_ROLES], cross *crosses, mlg_tally *unreadable) {
  const char *texts[N_ROLES];
  for (size_t role = 0; role < N_ROLES; role++)
    texts[role] = mlg_table_cell(table, row, columns[role]);
  size_t commune = texts[CODE] == NULL ? MLG_NO_ZONE
                                       : mlg_territory_find(territory, MLG_COMMUNE, texts[CODE]);
  if (commune == MLG_NO_ZONE) return;
  long age = read_age(texts[AGE]);
  double count = NAN;
  bool read = texts[COUNT] != NULL && mlg_parse_number(texts[COUNT], ".,", &count) && count >= 0;
  if (age < 0 || !read || texts[DIPLOMA] == NULL)
    mlg_tally_add(unreadable, age < 0 ? texts[AGE] : texts[COUNT], table->lines[row], NAN);
  else
    crosses[commune].persons[age >= 65][strcmp(texts[DIPLOMA], WITHOUT_DIPLOMA) == 0] += count;
}

/* NaN where a part of the cross is empty: then it has no odds ratio. */
static double odds_ratio(const cross *of) {
  double even = of->persons[1][1] * of->persons[0][0];
  double odd = of->persons[1][0] * of->persons[0][1];
  return even > 0 && odd > 0 ? even / odd : NAN;
}

mlg_status mlg_need_cross(mlg_arena *arena, const mlg_territory *territory, const mlg_table *table,
                          mlg_findings *findings, double **of_commune) {
  size_t columns[N_ROLES], n = territory->n_zones[MLG_COMMUNE];
  cross *crosses = MLG_NEW(arena, cross, n);
  double *ratios = MLG_NEW(arena, double, n);
  MLG_HAVE(crosses);
  MLG_HAVE(ratios);
  MLG_TRY(find_columns(findings, table, columns));
  mlg_tally unreadable = {.code = MLG_F_NUMBER_UNREADABLE,
                          .file = table->file,
                          .column = table->columns[columns[COUNT]]};
  for (size_t row = 0; row < table->n_rows; row++)
    add_row(territory, table, row, columns, crosses, &unreadable);
  MLG_TRY(mlg_tally_report(&unreadable, findings));
  mlg_tally without = {.code = MLG_F_CROSS_MISSING, .file = table->file, .as_one = true};
  for (size_t commune = 0; commune < n; commune++) {
    ratios[commune] = odds_ratio(&crosses[commune]);
    if (isnan(ratios[commune]))
      mlg_tally_add(&without, territory->zones[MLG_COMMUNE][commune].code, 0, NAN);
  }
  *of_commune = ratios;
  return mlg_tally_report(&without, findings);
}
