/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"

/* Every site within reach, counted or not and why: directories of a whole region hold hundreds
   of others, which the findings count. */

typedef struct {
  size_t n;
  const mlg_site **sites;
} listed_sites;

static const mlg_site *site_of(const wb_grid *grid, size_t row) {
  return ((const listed_sites *)grid->source)->sites[row];
}

static mlg_status list_sites(mlg_arena *arena, const mlg_directory *directory,
                             listed_sites *listed) {
  *listed = (listed_sites){.sites = MLG_NEW(arena, const mlg_site *, directory->n_sites)};
  MLG_HAVE(listed->sites);
  for (size_t i = 0; i < directory->n_sites; i++)
    if (directory->sites[i].status != MLG_OUTSIDE)
      listed->sites[listed->n++] = &directory->sites[i];
  return MLG_OK;
}

enum { ID, NAME, ADDRESS, INSEE, TYPOLOGY, STATUS, SOURCE, UPDATED }; /* texts of a site */

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_site *site = site_of(grid, row);
  const char *const texts[] = {
      [ID] = site->id,
      [NAME] = site->name,
      [ADDRESS] = site->address,
      [INSEE] = site->insee,
      [TYPOLOGY] = site->typology,
      [STATUS] = site->status == MLG_COUNTED ? "compté" : mlg_site_status_reason(site->status),
      [SOURCE] = site->source,
      [UPDATED] = site->updated};
  return mlg_cell_text(texts[column->part]);
}

static grid_cell get_zone(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_text(mlg_name_around(grid->book->portrait, site_of(grid, row), column->level));
}

static grid_cell get_families(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_families_words(grid->book->arena, site_of(grid, row)));
}

static grid_cell get_entries(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)site_of(grid, row)->n_entries);
}

mlg_status mlg_sheet_sites(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Identifiant", 22, FORMAT_TEXT, .get = get_text, .part = ID},
      {"Nom", 42, FORMAT_TEXT, .get = get_text, .part = NAME},
      {"Adresse", 34, FORMAT_TEXT, .get = get_text, .part = ADDRESS},
      {"Code INSEE de la commune", 12, FORMAT_TEXT, .get = get_text, .part = INSEE},
      {"IRIS", 11, FORMAT_TEXT, .get = get_zone, .level = MLG_IRIS},
      {"Quartier", 30, FORMAT_TEXT, .get = get_zone, .level = MLG_QUARTIER, .is_of_quarters = true},
      {"Commune", 24, FORMAT_TEXT, .get = get_zone, .level = MLG_COMMUNE},
      {"Typologie", 14, FORMAT_TEXT, .get = get_text, .part = TYPOLOGY},
      {"Familles de besoin", 60, FORMAT_TEXT, .get = get_families},
      {"Compté, ou pourquoi non", 24, FORMAT_TEXT, .get = get_text, .part = STATUS},
      {"Fiches réunies", 10, FORMAT_COUNT, .get = get_entries},
      {"Source", 24, FORMAT_TEXT, .get = get_text, .part = SOURCE},
      {"Mise à jour", 12, FORMAT_TEXT, .get = get_text, .part = UPDATED},
  };
  listed_sites listed;
  MLG_TRY(list_sites(book->arena, book->portrait->directory, &listed));
  return mlg_grid_write(
      &(wb_grid){.sheet = "Lieux",
                 .table = "lieux",
                 .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                 .columns = COLUMNS,
                 .n_rows = listed.n,
                 .frozen = 2,
                 .note = "Lieux recensés par les annuaires du projet : non recensé ne "
                         "veut pas dire inexistant.",
                 .source = &listed,
                 .book = book});
}
