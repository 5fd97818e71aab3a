/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/answers.h"
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/coordination.h>

/* Parcours: what people of a zone find within reach, by whom, when, and how many of them
 * better direction would serve. One row a zone and recorded family. */

typedef struct {
  mlg_level level;
  mlg_coordination *zones;
  size_t n_families;
  mlg_family families[MLG_FAMILY_COUNT]; /* the recorded ones */
} pathways;

static size_t zone_of(const wb_grid *grid, size_t row) {
  return row / ((const pathways *)grid->source)->n_families;
}

static mlg_family family_of(const wb_grid *grid, size_t row) {
  const pathways *source = grid->source;
  return source->families[row % source->n_families];
}

static const mlg_coordinated_family *found_of(const wb_grid *grid, size_t row) {
  const pathways *source = grid->source;
  return &source->zones[zone_of(grid, row)].families[family_of(grid, row)];
}

enum { CODE, NAME, COMMUNE, PRESENT, FAMILY, SINGLE, APPOINTMENT, EVENING, SATURDAY, CAUSE };

static const char *commune_of(const mlg_territory *territory, mlg_level level, size_t zone) {
  size_t commune = territory->zones[level][zone].parent[MLG_COMMUNE];
  return commune == MLG_NO_ZONE ? "" : territory->zones[MLG_COMMUNE][commune].name;
}

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  const pathways *source = grid->source;
  const mlg_portrait *portrait = grid->book->portrait;
  const mlg_coordinated_family *found = found_of(grid, row);
  size_t zone = zone_of(grid, row);
  switch (column->part) {
  case CODE:
    return mlg_cell_text(portrait->territory->zones[source->level][zone].code);
  case NAME:
    return mlg_cell_text(portrait->territory->zones[source->level][zone].name);
  case COMMUNE:
    return mlg_cell_text(commune_of(portrait->territory, source->level, zone));
  case PRESENT:
    return mlg_cell_text(mlg_coordination_present(grid->book->arena, &source->zones[zone]));
  case FAMILY:
    return mlg_cell_text(MLG_FAMILIES[family_of(grid, row)].label);
  case CAUSE:
    return mlg_cell_text(
        mlg_cause_words(mlg_portrait_parts(portrait, source->level, zone, family_of(grid, row))));
  default:
    break;
  }
  /* Of nothing there is nothing to say. */
  if (found->n_offers == 0) return mlg_cell_text("–");
  const mlg_answer answers[] = {[SINGLE] = found->single,
                                [APPOINTMENT] = found->appointment,
                                [EVENING] = found->evening,
                                [SATURDAY] = found->saturday};
  return mlg_cell_text(mlg_answer_words(answers[column->part]));
}

static grid_cell get_offers(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)found_of(grid, row)->n_offers);
}

static grid_cell get_providers(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)found_of(grid, row)->n_providers);
}

static grid_cell get_unnamed(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)found_of(grid, row)->n_unnamed);
}

static grid_cell get_value(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(found_of(grid, row)->orientation);
}

static grid_cell get_low(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_low(found_of(grid, row)->orientation);
}

static grid_cell get_high(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_high(found_of(grid, row)->orientation);
}

static mlg_status write(wb_book *book, const pathways *source, size_t n_rows) {
  const char *zone = mlg_wording_capital(book->arena, MLG_LEVELS[source->level].label);
  MLG_HAVE(zone);
  const grid_column columns[] = {
      {"Code", 11, FORMAT_TEXT, .get = get_text, .part = CODE},
      {zone, 40, FORMAT_TEXT, .get = get_text, .part = NAME},
      {"Dans la commune", 22, FORMAT_TEXT, .get = get_text, .part = COMMUNE,
       .is_of_quarters = true},
      {"Familles à portée", 56, FORMAT_TEXT, .get = get_text, .part = PRESENT,
       .is_secondary = true},
      {"Famille de besoin", 28, FORMAT_TEXT, .get = get_text, .part = FAMILY},
      {"Offres à portée", 10, FORMAT_COUNT, .get = get_offers},
      {"Intervenants connus", 13, FORMAT_COUNT, .get = get_providers},
      {"Offres sans intervenant connu", 13, FORMAT_COUNT, .get = get_unnamed},
      {"Un seul intervenant", 15, FORMAT_TEXT, .get = get_text, .part = SINGLE},
      {"Rendez-vous possible", 15, FORMAT_TEXT, .get = get_text, .part = APPOINTMENT},
      {"Ouvert le soir (après 18 h)", 15, FORMAT_TEXT, .get = get_text, .part = EVENING},
      {"Ouvert le samedi", 15, FORMAT_TEXT, .get = get_text, .part = SATURDAY},
      {"Personnes à mieux orienter", 13, FORMAT_COUNT, .get = get_value, RULE_BARS},
      {"Personnes à mieux orienter, min", 13, FORMAT_BOUND, .get = get_low},
      {"Personnes à mieux orienter, max", 13, FORMAT_BOUND, .get = get_high},
      {"Cause principale du besoin non couvert", 18, FORMAT_TEXT, .get = get_text, .part = CAUSE},
  };
  return mlg_grid_write(&(wb_grid){.sheet = "Parcours",
                                   .table = "parcours",
                                   .n_columns = sizeof columns / sizeof *columns,
                                   .columns = columns,
                                   .n_rows = n_rows,
                                   .frozen = 2,
                                   .note = "Une offre compte pour une zone quand une partie de ses "
                                           "habitants l'a à portée. Personnes par an, scénario de "
                                           "référence.",
                                   .source = source,
                                   .book = book});
}

mlg_status mlg_sheet_pathways(wb_book *book) {
  const mlg_portrait *portrait = book->portrait;
  pathways source = {.level = mlg_pathways_level(portrait)};
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (portrait->coverage->recorded[family]) source.families[source.n_families++] = family;
  MLG_TRY(mlg_coordination_build(book->arena, portrait, source.level, &source.zones));
  return write(book, &source, source.n_families * portrait->territory->n_zones[source.level]);
}
