/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/text.h>
#include <maillage/verify.h>

/* À vérifier: the sites worth a call, those with most uncovered need around first. */

static const mlg_to_verify *doubt_of(const wb_grid *grid, size_t row) {
  return (const mlg_to_verify *)grid->source + row;
}

static const mlg_site *site_of(const wb_grid *grid, size_t row) {
  return &grid->book->portrait->directory->sites[doubt_of(grid, row)->site];
}

/* What to ask, the most pressing first. */
static const char *question_of(unsigned reasons) {
  static const struct {
    unsigned reason;
    const char *question;
  } ASK[] = {
      {MLG_VERIFY_STALE | MLG_VERIFY_UNDATED, "le lieu aide-t-il toujours ?"},
      {MLG_VERIFY_TWIN, "est-ce le même lieu ?"},
      {MLG_VERIFY_POSITION, "à quelle adresse ?"},
      {MLG_VERIFY_SERVICES, "que propose le lieu ?"},
      {MLG_VERIFY_STOPS, "à quels arrêts, et quand ?"},
      {MLG_VERIFY_HOURS, "à quelles heures ?"},
      {MLG_VERIFY_CAPACITY, "combien de personnes reçues par an ?"},
      {MLG_VERIFY_BASICS, "que trouve-t-on du socle commun ?"},
  };
  for (size_t i = 0; i < sizeof ASK / sizeof *ASK; i++)
    if ((reasons & ASK[i].reason) != 0) return ASK[i].question;
  return "";
}

enum { NAME, WHY, WHAT, COUNTED, QUARTER, COMMUNE, ADDRESS, SOURCE, UPDATED, FAMILIES, ID };

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  mlg_arena *arena = grid->book->arena;
  const mlg_portrait *portrait = grid->book->portrait;
  const mlg_to_verify *doubt = doubt_of(grid, row);
  const mlg_site *site = site_of(grid, row);
  switch (column->part) {
  case NAME:
    return mlg_cell_text(site->name);
  case WHY:
    return mlg_cell_text(mlg_verify_words(arena, portrait, doubt));
  case WHAT:
    return mlg_cell_text(mlg_french_spaces(arena, question_of(doubt->reasons)));
  case COUNTED:
    return mlg_cell_text(doubt->counted ? "compté" : mlg_site_status_reason(site->status));
  case QUARTER:
    return mlg_cell_text(mlg_name_around(portrait, site, MLG_QUARTIER));
  case COMMUNE:
    return mlg_cell_text(mlg_commune_words(arena, portrait, site));
  case ADDRESS:
    return mlg_cell_text(site->address);
  case SOURCE:
    return mlg_cell_text(site->source);
  case UPDATED:
    return mlg_cell_text(site->updated);
  case FAMILIES:
    return mlg_cell_text(mlg_families_words(arena, site));
  default:
    return mlg_cell_text(site->id);
  }
}

static grid_cell get_around(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number(doubt_of(grid, row)->uncovered);
}

mlg_status mlg_sheet_verify(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Lieu", 46, FORMAT_TEXT, .get = get_text, .part = NAME},
      {"Commune", 24, FORMAT_TEXT, .get = get_text, .part = COMMUNE},
      {"Besoin d'aide aux démarches non couvert autour (personnes par an)", 22, FORMAT_COUNT,
       .get = get_around, RULE_BARS},
      {"À demander", 34, FORMAT_TEXT, .get = get_text, .part = WHAT},
      {"Pourquoi", 60, FORMAT_WRAP, .get = get_text, .part = WHY},
      {"Compté, ou pourquoi non", 24, FORMAT_TEXT, .get = get_text, .part = COUNTED},
      {"Quartier", 30, FORMAT_TEXT, .get = get_text, .part = QUARTER, .is_of_quarters = true},
      {"Adresse", 40, FORMAT_TEXT, .get = get_text, .part = ADDRESS},
      {"Source", 24, FORMAT_TEXT, .get = get_text, .part = SOURCE},
      {"Mise à jour", 12, FORMAT_TEXT, .get = get_text, .part = UPDATED},
      {"Familles de besoin", 44, FORMAT_TEXT, .get = get_text, .part = FAMILIES,
       .is_secondary = true},
      {"Identifiant", 34, FORMAT_TEXT, .get = get_text, .part = ID, .is_secondary = true},
  };
  mlg_to_verify *list;
  size_t n;
  MLG_TRY(mlg_verify_build(book->arena, book->portrait, &list, &n));
  return mlg_grid_write(&(wb_grid){.sheet = "À vérifier",
                                   .table = "a_verifier",
                                   .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                                   .columns = COLUMNS,
                                   .n_rows = n,
                                   .frozen = 1,
                                   .note = "Là où le besoin non couvert est le plus fort d'abord.",
                                   .source = list,
                                   .book = book});
}
