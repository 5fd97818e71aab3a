/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/need.h>

#include "base/tally.h"
#include "territory/keys.h"

#include <maillage/text.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * INSEE's table TD_FOR2: non-scolarisés 15+ of a commune by sex, five-year age and
 * diploma. It has the very cross that IRIS lack: 65 and over, or not, by without diploma,
 * or not. Its odds ratio fills the commune's IRIS. The CSV is long, one count a row; the
 * workbook is wide, one commune a row, its columns named by the codes that they combine:
 * AGEQ65015_DIPL_19A_SEXE1.
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

/* Everything a table is read with. */
typedef struct {
  const mlg_territory *territory;
  const mlg_table *table;
  mlg_findings *findings;
  size_t columns[N_ROLES]; /* of the long form; in the wide one, CODE alone */
  cross *crosses;          /* by commune */
  mlg_tally unreadable;
} reading;

static size_t find_role(const mlg_table *table, size_t role) {
  size_t found = MLG_NO_COLUMN;
  for (size_t i = 0; NAMES[role][i] != NULL && found == MLG_NO_COLUMN; i++)
    found = mlg_table_column(table, NAMES[role][i]);
  return found;
}

/* ---- the long form ---- */

/* "65", "065": the first year of an age group, -1 when it is none. */
static long read_age(const char *text) {
  char *end = NULL;
  long age = text == NULL ? -1 : strtol(text, &end, 10);
  return text == NULL || end == text || *end != '\0' ? -1 : age;
}

static bool read_count(const char *text, double *count) {
  return text != NULL && mlg_parse_number(text, ".,", count) && *count >= 0;
}

/* Adds a row to its commune's cross; what cannot be read is told, rows elsewhere are not. */
static void add_row(reading *r, size_t row, size_t commune) {
  const char *texts[N_ROLES];
  for (size_t role = 0; role < N_ROLES; role++)
    texts[role] = mlg_table_cell(r->table, row, r->columns[role]);
  long age = read_age(texts[AGE]);
  double count = NAN;
  if (age < 0 || !read_count(texts[COUNT], &count) || texts[DIPLOMA] == NULL)
    mlg_tally_add(&r->unreadable, age < 0 ? texts[AGE] : texts[COUNT], r->table->lines[row], NAN);
  else
    r->crosses[commune].persons[age >= 65][strcmp(texts[DIPLOMA], WITHOUT_DIPLOMA) == 0] += count;
}

/* ---- the wide form ---- */

/* What follows `variable` in a column's name, up to the next "_": its code; "" when none. */
static void code_in(const char *name, const char *variable, char code[8]) {
  size_t length = strlen(variable);
  code[0] = '\0';
  while (*name != '\0' && strncasecmp(name, variable, length) != 0) name++;
  if (*name == '\0') return;
  size_t n = strcspn(name + length, "_");
  if (n == 0 || n > 7) return;
  memcpy(code, name + length, n);
  code[n] = '\0';
}

/* Whether a column's name combines an age and a diploma, and which part of the cross it is. */
static bool is_part(const char *name, bool *old, bool *without) {
  char age[8], diploma[8];
  code_in(name, "AGEQ65", age);
  code_in(name, "DIPL_19", diploma);
  if (*diploma == '\0') code_in(name, "DIPL_15", diploma);
  long first = *age == '\0' ? -1 : read_age(age);
  if (first < 15 || *diploma == '\0') return false;
  *old = first >= 65;
  *without = strcasecmp(diploma, WITHOUT_DIPLOMA) == 0;
  return true;
}

static void add_wide_row(reading *r, size_t row, size_t commune) {
  bool old, without;
  for (size_t i = 0; i < r->table->n_columns; i++) {
    if (!is_part(r->table->columns[i], &old, &without)) continue;
    const char *text = mlg_table_cell(r->table, row, i);
    double count = NAN;
    if (read_count(text, &count))
      r->crosses[commune].persons[old][without] += count;
    else
      mlg_tally_add(&r->unreadable, text, r->table->lines[row], NAN);
  }
}

/* Wide, when all four parts of the cross have columns. */
static bool is_wide(const mlg_table *table) {
  bool old, without, has[2][2] = {{false}};
  for (size_t i = 0; i < table->n_columns; i++)
    if (is_part(table->columns[i], &old, &without)) has[old][without] = true;
  return has[0][0] && has[0][1] && has[1][0] && has[1][1];
}

/* ---- either ---- */

static mlg_status find_columns(reading *r, bool *wide) {
  for (size_t role = 0; role < N_ROLES; role++) r->columns[role] = find_role(r->table, role);
  if (r->columns[CODE] == MLG_NO_COLUMN) return mlg_table_lacks(r->table, "CODGEO", r->findings);
  *wide = r->columns[AGE] == MLG_NO_COLUMN && r->columns[DIPLOMA] == MLG_NO_COLUMN;
  if (*wide && !is_wide(r->table))
    return mlg_report(r->findings, (mlg_finding){.code = MLG_F_CROSS_UNKNOWN,
                                                 .file = r->table->file,
                                                 .line = 1,
                                                 .column = r->table->columns[0],
                                                 .value = r->table->columns[0]});
  for (size_t role = 0; role < N_ROLES && !*wide; role++)
    if (r->columns[role] == MLG_NO_COLUMN)
      return mlg_table_lacks(r->table, NAMES[role][0], r->findings);
  r->unreadable.column = r->table->columns[*wide ? r->columns[CODE] : r->columns[COUNT]];
  return MLG_OK;
}

static mlg_status read_rows(reading *r) {
  bool wide = false;
  MLG_TRY(find_columns(r, &wide));
  MLG_TRY(mlg_keys_restore_zeros(r->findings->arena, r->table, r->columns[CODE], MLG_COMMUNE,
                                 r->findings));
  for (size_t row = 0; row < r->table->n_rows; row++) {
    const char *code = mlg_table_cell(r->table, row, r->columns[CODE]);
    size_t commune = code == NULL ? MLG_NO_ZONE
                                  : mlg_territory_find(r->territory, MLG_COMMUNE, code);
    if (commune != MLG_NO_ZONE) wide ? add_wide_row(r, row, commune) : add_row(r, row, commune);
  }
  return mlg_tally_report(&r->unreadable, r->findings);
}

/* NaN where a part of the cross is empty: then it has no odds ratio. */
static double odds_ratio(const cross *of) {
  double even = of->persons[1][1] * of->persons[0][0];
  double odd = of->persons[1][0] * of->persons[0][1];
  return even > 0 && odd > 0 ? even / odd : NAN;
}

mlg_status mlg_need_cross(mlg_arena *arena, const mlg_territory *territory, const mlg_table *table,
                          mlg_findings *findings, double **of_commune) {
  size_t n = territory->n_zones[MLG_COMMUNE];
  cross *crosses = MLG_NEW(arena, cross, n);
  double *ratios = MLG_NEW(arena, double, n);
  MLG_HAVE(crosses);
  MLG_HAVE(ratios);
  reading r = {.territory = territory, .table = table, .findings = findings, .crosses = crosses};
  r.unreadable = (mlg_tally){.code = MLG_F_NUMBER_UNREADABLE, .file = table->file};
  MLG_TRY(read_rows(&r));
  mlg_tally without = {.code = MLG_F_CROSS_MISSING, .file = table->file, .as_one = true};
  for (size_t commune = 0; commune < n; commune++) {
    ratios[commune] = odds_ratio(&crosses[commune]);
    if (isnan(ratios[commune]))
      mlg_tally_add(&without, territory->zones[MLG_COMMUNE][commune].code, 0, NAN);
  }
  *of_commune = ratios;
  return mlg_tally_report(&without, findings);
}
