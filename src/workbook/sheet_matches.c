/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/answers.h"
#include "workbook/grid.h"

/* Rows of directories that were joined, or nearly: how alike they are, and what each of them
 * gives to the site. */

typedef struct {
  const mlg_directory *directory;
  const mlg_match **matches;
} match_source;

static const mlg_match *match_of(const wb_grid *grid, size_t row) {
  return ((const match_source *)grid->source)->matches[row];
}

static const mlg_directory *directory_of(const wb_grid *grid) {
  return ((const match_source *)grid->source)->directory;
}

/* Which of the two rows a column is about. */
enum { FIRST, SECOND };

static const mlg_entry *entry_of(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_match *match = match_of(grid, row);
  return &directory_of(grid)->entries[column->k == FIRST ? match->a : match->b];
}

/* Texts of a row of a directory. */
enum { NAME, ADDRESS, DIRECTORY, ID, UPDATED };

static grid_cell get_entry(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_entry *entry = entry_of(grid, row, column);
  switch (column->part) {
  case NAME:
    return mlg_cell_text(entry->name);
  case ADDRESS:
    return mlg_cell_text(entry->address);
  case DIRECTORY:
    return mlg_cell_text(grid->book->portrait->project->datasets[entry->dataset].id);
  case ID:
    return mlg_cell_text(entry->id);
  default:
    return mlg_cell_text(entry->updated);
  }
}

static grid_cell get_line(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_number((double)entry_of(grid, row, column)->line);
}

/* ---- what came of it ---- */

static grid_cell get_kind(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  static const char *const WORDS[] = {[MLG_MATCH_SCORE] = "réunies : même structure, même lieu",
                                      [MLG_MATCH_FORCED] = "réunies : décision de l'analyste",
                                      [MLG_MATCH_FORBIDDEN] = "séparées : décision de l'analyste",
                                      [MLG_MATCH_CHAIN] = "séparées : le groupe serait trop étendu",
                                      [MLG_MATCH_NEAR] = "séparées de peu : à regarder",
                                      [MLG_MATCH_ROOF] = "même toit, structures différentes"};
  return mlg_cell_text(WORDS[match_of(grid, row)->kind]);
}

static grid_cell get_site(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_entry *entry = entry_of(grid, row, column);
  if (entry->site == MLG_NO_SITE) return mlg_cell_text("");
  return mlg_cell_text(directory_of(grid)->sites[entry->site].id);
}

/* What the site takes from this row: "nom, adresse, horaires". */
static grid_cell get_given(const wb_grid *grid, size_t row, const grid_column *column) {
  static const char *const WORDS[MLG_FROM_COUNT] = {
      [MLG_FROM_NAME] = "nom",        [MLG_FROM_POSITION] = "position",
      [MLG_FROM_ADDRESS] = "adresse", [MLG_FROM_POSTCODE] = "code postal",
      [MLG_FROM_COMMUNE] = "commune", [MLG_FROM_INSEE] = "code INSEE",
      [MLG_FROM_SIRET] = "SIRET",     [MLG_FROM_HOURS] = "horaires",
      [MLG_FROM_MAIL] = "courriel",   [MLG_FROM_WEBSITE] = "site internet"};
  const mlg_directory *directory = directory_of(grid);
  const mlg_match *match = match_of(grid, row);
  size_t entry = column->k == FIRST ? match->a : match->b;
  size_t site = directory->entries[entry].site;
  const char *text = "";
  for (int field = 0; field < MLG_FROM_COUNT && site != MLG_NO_SITE && text != NULL; field++)
    if (directory->sites[site].from[field] == entry)
      text = mlg_arena_printf(grid->book->arena, "%s%s%s", text, *text != '\0' ? ", " : "",
                              WORDS[field]);
  return mlg_cell_text(text);
}

/* ---- how alike they are ---- */

enum { SCORE, PLACE, IDENTITY, LIKE_NAME, LIKE_ADDRESS, METRES };

static grid_cell get_score(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_match *match = match_of(grid, row);
  const double numbers[] = {
      [SCORE] = match->score,    [PLACE] = match->place,          [IDENTITY] = match->identity,
      [LIKE_NAME] = match->name, [LIKE_ADDRESS] = match->address, [METRES] = match->metres};
  return mlg_cell_number(numbers[column->part]);
}

static grid_cell get_siret(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_answer_words(match_of(grid, row)->same_siret));
}

static grid_cell get_phone(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_answer_words(match_of(grid, row)->same_phone));
}

/* Whether one of the rows is of a place that people of the territory may go to: directories may
 * cover far more. */
static bool is_near(const mlg_directory *directory, const mlg_match *match) {
  const size_t sites[] = {directory->entries[match->a].site, directory->entries[match->b].site};
  for (size_t i = 0; i < 2; i++)
    if (sites[i] != MLG_NO_SITE && directory->sites[sites[i]].status != MLG_OUTSIDE) return true;
  return false;
}

mlg_status mlg_sheet_matches(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Fiche A", 40, FORMAT_TEXT, .get = get_entry, .part = NAME, .k = FIRST},
      {"Fiche B", 40, FORMAT_TEXT, .get = get_entry, .part = NAME, .k = SECOND},
      {"Ce qui en a été fait", 36, FORMAT_TEXT, .get = get_kind},
      {"Ressemblance", 14, FORMAT_PERCENT, .get = get_score, RULE_BARS, .part = SCORE},
      {"Même lieu", 11, FORMAT_PERCENT, .get = get_score, .part = PLACE},
      {"Même structure", 11, FORMAT_PERCENT, .get = get_score, .part = IDENTITY},
      {"Noms", 9, FORMAT_PERCENT, .get = get_score, .part = LIKE_NAME},
      {"Adresses", 10, FORMAT_PERCENT, .get = get_score, .part = LIKE_ADDRESS},
      {"Distance (m)", 11, FORMAT_COUNT, .get = get_score, .part = METRES},
      {"Même SIRET", 14, FORMAT_TEXT, .get = get_siret},
      {"Même téléphone", 14, FORMAT_TEXT, .get = get_phone},
      {"Annuaire A", 24, FORMAT_TEXT, .get = get_entry, .part = DIRECTORY, .k = FIRST},
      {"Annuaire B", 24, FORMAT_TEXT, .get = get_entry, .part = DIRECTORY, .k = SECOND},
      {"Le lieu prend de A", 34, FORMAT_WRAP, .get = get_given, .k = FIRST},
      {"Le lieu prend de B", 34, FORMAT_WRAP, .get = get_given, .k = SECOND},
      {"Adresse A", 34, FORMAT_TEXT, .get = get_entry, .part = ADDRESS, .k = FIRST,
       .is_secondary = true},
      {"Adresse B", 34, FORMAT_TEXT, .get = get_entry, .part = ADDRESS, .k = SECOND,
       .is_secondary = true},
      {"Ligne A", 9, FORMAT_COUNT, .get = get_line, .k = FIRST, .is_secondary = true},
      {"Ligne B", 9, FORMAT_COUNT, .get = get_line, .k = SECOND, .is_secondary = true},
      {"Identifiant A", 34, FORMAT_TEXT, .get = get_entry, .part = ID, .k = FIRST,
       .is_secondary = true},
      {"Identifiant B", 34, FORMAT_TEXT, .get = get_entry, .part = ID, .k = SECOND,
       .is_secondary = true},
      {"Mise à jour A", 12, FORMAT_TEXT, .get = get_entry, .part = UPDATED, .k = FIRST,
       .is_secondary = true},
      {"Mise à jour B", 12, FORMAT_TEXT, .get = get_entry, .part = UPDATED, .k = SECOND,
       .is_secondary = true},
      {"Lieu", 34, FORMAT_TEXT, .get = get_site, .k = FIRST},
  };
  const mlg_directory *directory = book->portrait->directory;
  match_source source = {directory,
                         MLG_NEW(book->arena, const mlg_match *, directory->n_matches + 1)};
  size_t n = 0;
  MLG_HAVE(source.matches);
  for (size_t i = 0; i < directory->n_matches; i++)
    if (is_near(directory, &directory->matches[i])) source.matches[n++] = &directory->matches[i];
  return mlg_grid_write(
      &(wb_grid){.sheet = "Doublons fusionnés",
                 .table = "doublons",
                 .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                 .columns = COLUMNS,
                 .n_rows = n,
                 .frozen = 2,
                 .note = "Ressemblance : de 0 à 100 %. Pour réunir ou séparer deux fiches : "
                         "fichier de décisions du projet.",
                 .source = &source,
                 .book = book});
}
