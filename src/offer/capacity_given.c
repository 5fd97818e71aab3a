/* SPDX-License-Identifier: Apache-2.0 */
/* Capacities that the analyst gives, by id: what she heard on the telephone. */
#include "offer/capacity.h"
#include "offer/names.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

enum {
  SITE,
  ROW,
  FAMILY,
  PERSONS_YEAR,
  PERSONS_WEEK,
  HOURS_WEEK,
  HELPERS,
  LEAST,
  MOST,
  SOURCE,
  COLUMN_COUNT
};
static const char *const COLUMNS[COLUMN_COUNT] = {
    [SITE] = "lieu",
    [ROW] = "fiche",
    [FAMILY] = "famille",
    [PERSONS_YEAR] = "personnes_an",
    [PERSONS_WEEK] = "personnes_semaine",
    [HOURS_WEEK] = "heures_semaine",
    [HELPERS] = "aidants",
    [LEAST] = "min",
    [MOST] = "max",
    [SOURCE] = "source",
};

/* No place receives more in a year, nor has more hours or helpers. */
static const double PLAUSIBLE = 100000;

typedef struct {
  const mlg_table *table;
  const mlg_directory *directory;
  mlg_findings *findings;
  size_t columns[COLUMN_COUNT];
  mlg_row_names names;
  mlg_given_capacities *given;
  mlg_arena *arena;
} reading;

static const char *cell_of(const reading *r, size_t row, int column) {
  if (r->columns[column] == MLG_NO_COLUMN) return "";
  const char *cell = mlg_table_cell(r->table, row, r->columns[column]);
  return cell == NULL ? "" : cell;
}

static mlg_status complain(const reading *r, size_t row, int column, mlg_finding_code code) {
  return mlg_report(r->findings, (mlg_finding){.code = code,
                                               .file = r->table->file,
                                               .line = r->table->lines[row],
                                               .column = COLUMNS[column],
                                               .value = cell_of(r, row, column)});
}

static bool is_site(const mlg_directory *directory, const char *id) {
  for (size_t i = 0; i < directory->n_sites; i++)
    if (directory->sites[i].status == MLG_COUNTED && strcmp(directory->sites[i].id, id) == 0)
      return true;
  return false;
}

static mlg_status read_place(const reading *r, size_t row, mlg_given_capacity *one, bool *good) {
  const char *named = cell_of(r, row, ROW), *site = cell_of(r, row, SITE);
  one->entry = MLG_NO_ENTRY;
  if (*named == '\0') {
    one->site = site;
    *good = is_site(r->directory, site);
    return *good ? MLG_OK : complain(r, row, SITE, MLG_F_CAPACITY_PLACE_UNKNOWN);
  }
  one->entry = mlg_row_named(&r->names, named);
  *good = one->entry < r->directory->n_entries &&
          r->directory->entries[one->entry].site != MLG_NO_SITE;
  return *good ? MLG_OK : complain(r, row, ROW, MLG_F_CAPACITY_PLACE_UNKNOWN);
}

static mlg_status read_family(const reading *r, size_t row, mlg_given_capacity *one, bool *good) {
  const char *word = cell_of(r, row, FAMILY);
  one->every_family = *word == '\0';
  *good = one->every_family;
  for (int family = 0; family < MLG_FAMILY_COUNT && !*good; family++) {
    *good = strcmp(word, MLG_FAMILIES[family].code) == 0;
    one->family = (mlg_family)family;
  }
  return *good ? MLG_OK : complain(r, row, FAMILY, MLG_F_CAPACITY_FAMILY_UNKNOWN);
}

/* NaN when blank; false, and told, when it is no number that a place can have. */
static mlg_status read_number(const reading *r, size_t row, int column, double *number,
                              bool *good) {
  const char *text = cell_of(r, row, column);
  *number = NAN;
  if (*text == '\0') return MLG_OK;
  if (mlg_parse_number(text, ".,", number) && *number >= 0 && *number <= PLAUSIBLE) return MLG_OK;
  bool absurd = *number > PLAUSIBLE;
  *good = false;
  return complain(r, row, column, absurd ? MLG_F_CAPACITY_ABSURD : MLG_F_CAPACITY_NUMBER);
}

/* One of the four numbers, with its range around it. */
static mlg_status read_amount(const reading *r, size_t row, mlg_given_capacity *one, bool *good) {
  *good = true;
  double *const numbers[] = {&one->says.persons_year, &one->says.persons_week,
                             &one->says.hours_week, &one->says.helpers};
  size_t n = 0;
  double value = NAN;
  one->says.weeks = NAN;
  for (int i = 0; i < 4; i++) {
    MLG_TRY(read_number(r, row, PERSONS_YEAR + i, numbers[i], good));
    if (isnan(*numbers[i])) continue;
    value = *numbers[i];
    n++;
  }
  MLG_TRY(read_number(r, row, LEAST, &one->least, good));
  MLG_TRY(read_number(r, row, MOST, &one->most, good));
  if (!*good) return MLG_OK;
  *good = n == 1;
  if (!*good) return complain(r, row, PERSONS_YEAR, MLG_F_CAPACITY_NUMBER);
  if (one->least > value || one->most < value) {
    *good = false;
    return complain(r, row, one->least > value ? LEAST : MOST, MLG_F_CAPACITY_NUMBER);
  }
  return MLG_OK;
}

static bool same_target(const mlg_given_capacity *a, const mlg_given_capacity *b) {
  if (a->every_family != b->every_family || a->entry != b->entry) return false;
  if (!a->every_family && a->family != b->family) return false;
  return a->site == b->site ||
         (a->site != NULL && b->site != NULL && strcmp(a->site, b->site) == 0);
}

static mlg_status read_row(const reading *r, size_t row) {
  bool place, family, amount;
  mlg_given_capacity one = {
      .file = r->table->file, .line = r->table->lines[row], .source = cell_of(r, row, SOURCE)};
  MLG_TRY(read_place(r, row, &one, &place));
  MLG_TRY(read_family(r, row, &one, &family));
  MLG_TRY(read_amount(r, row, &one, &amount));
  if (!place || !family || !amount) return MLG_OK;
  for (size_t i = 0; i < r->given->n; i++)
    if (same_target(&r->given->items[i], &one))
      return complain(r, row, one.site != NULL ? SITE : ROW, MLG_F_CAPACITY_REPEATED);
  one.site = mlg_arena_strdup(r->arena, one.site); /* outlives the table, as does its source */
  one.source = mlg_arena_strdup(r->arena, one.source);
  MLG_HAVE(one.source);
  r->given->items[r->given->n++] = one;
  return MLG_OK;
}

mlg_status mlg_capacities_read(mlg_arena *arena, const mlg_table *table,
                               const char *const *datasets, const mlg_directory *directory,
                               mlg_findings *findings, mlg_given_capacities *given) {
  reading r = {
      .table = table, .directory = directory, .findings = findings, .given = given, .arena = arena};
  *given = (mlg_given_capacities){.items = MLG_NEW(arena, mlg_given_capacity, table->n_rows)};
  MLG_HAVE(given->items);
  for (int i = 0; i < COLUMN_COUNT; i++) r.columns[i] = mlg_table_column(table, COLUMNS[i]);
  if (r.columns[SITE] == MLG_NO_COLUMN && r.columns[ROW] == MLG_NO_COLUMN)
    return mlg_table_lacks(table, COLUMNS[SITE], findings);
  MLG_TRY(mlg_row_names_make(arena, datasets, directory, &r.names));
  for (size_t row = 0; row < table->n_rows; row++) MLG_TRY(read_row(&r, row));
  return MLG_OK;
}
