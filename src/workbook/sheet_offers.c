/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/answers.h"
#include "workbook/figures.h"
#include "workbook/grid.h"

/* Every offer of a counted site: for whom, when, how, how many. */

static const mlg_offer *offer_of(const wb_grid *grid, size_t row) {
  return &((const mlg_directory *)grid->source)->offers[row];
}

static const mlg_site *site_of(const wb_grid *grid, size_t row) {
  return &((const mlg_directory *)grid->source)->sites[offer_of(grid, row)->site];
}

/* Texts of an offer. */
enum {
  ID,
  SITE,
  FAMILY,
  ORIGIN,
  HOURS,
  EVENING,
  SATURDAY,
  ACCESS,
  PRICE,
  MODES,
  PUBLICS,
  RESERVED,
  PROVIDER,
  LABELS
};

static const char *week_of(mlg_arena *arena, const mlg_schedule *schedule) {
  if (schedule->known) return mlg_schedule_french(arena, schedule);
  return schedule->by_appointment ? "sur rendez-vous, heures non renseignées" : "non renseigné";
}

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  mlg_arena *arena = grid->book->arena;
  const mlg_offer *offer = offer_of(grid, row);
  const mlg_terms *terms = &offer->terms;
  switch (column->part) {
  case ID:
    return mlg_cell_text(offer->id);
  case SITE:
    return mlg_cell_text(site_of(grid, row)->name);
  case FAMILY:
    return mlg_cell_text(MLG_FAMILIES[offer->family].label);
  case ORIGIN:
    return mlg_cell_text(offer->origin);
  case HOURS:
    return mlg_cell_text(week_of(arena, &offer->schedule));
  case EVENING:
    return mlg_cell_text(mlg_answer_words(mlg_opens_in_evening(&offer->schedule)));
  case SATURDAY:
    return mlg_cell_text(mlg_answer_words(mlg_opens_on_saturday(&offer->schedule)));
  case ACCESS:
    return mlg_cell_text(mlg_access_words(arena, terms->access));
  case PRICE:
    return mlg_cell_text(mlg_price_words(terms->price));
  case MODES:
    return mlg_cell_text(mlg_modes_words(arena, terms->modes));
  case PUBLICS:
    return mlg_cell_text(mlg_joined_words(arena, terms->publics));
  case RESERVED:
    return mlg_cell_text(mlg_joined_words(arena, terms->reserved));
  case PROVIDER:
    return mlg_cell_text(terms->provider);
  default:
    return mlg_cell_text(mlg_joined_words(arena, terms->labels));
  }
}

static grid_cell get_commune(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_portrait *portrait = grid->book->portrait;
  const mlg_site *site = site_of(grid, row);
  if (column->level == MLG_COMMUNE)
    return mlg_cell_text(mlg_commune_words(grid->book->arena, portrait, site));
  return mlg_cell_text(mlg_name_around(portrait, site, column->level));
}

static grid_cell get_capacity(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(offer_of(grid, row)->capacity);
}

static grid_cell get_low(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_low(offer_of(grid, row)->capacity);
}

static grid_cell get_high(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_high(offer_of(grid, row)->capacity);
}

static grid_cell get_hours(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number(offer_of(grid, row)->weekly_hours);
}

static grid_cell get_half_days(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number(mlg_schedule_half_days(&offer_of(grid, row)->schedule));
}

mlg_status mlg_sheet_offers(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Identifiant", 26, FORMAT_TEXT, .get = get_text, .part = ID, .is_secondary = true},
      {"Lieu", 44, FORMAT_TEXT, .get = get_text, .part = SITE},
      {"Commune", 22, FORMAT_TEXT, .get = get_commune, .level = MLG_COMMUNE},
      {"Quartier", 26, FORMAT_TEXT, .get = get_commune, .level = MLG_QUARTIER, .is_secondary = true,
       .is_of_quarters = true},
      {"Famille de besoin", 27, FORMAT_TEXT, .get = get_text, .part = FAMILY},
      {"Capacité (personnes par an)", 13, FORMAT_COUNT, .get = get_capacity, RULE_BARS},
      {"Capacité, min", 11, FORMAT_BOUND, .get = get_low},
      {"Capacité, max", 11, FORMAT_BOUND, .get = get_high},
      {"Origine de la capacité", 52, FORMAT_WRAP, .get = get_text, .part = ORIGIN},
      {"Heures par semaine", 11, FORMAT_DECIMAL, .get = get_hours},
      {"Demi-journées par semaine", 13, FORMAT_DECIMAL, .get = get_half_days},
      {"Horaires du lieu", 48, FORMAT_WRAP, .get = get_text, .part = HOURS},
      {"Ouvert le soir (après 18 h)", 14, FORMAT_TEXT, .get = get_text, .part = EVENING},
      {"Ouvert le samedi", 14, FORMAT_TEXT, .get = get_text, .part = SATURDAY},
      {"Accès", 36, FORMAT_WRAP, .get = get_text, .part = ACCESS},
      {"Prix", 20, FORMAT_TEXT, .get = get_text, .part = PRICE},
      {"Publics", 36, FORMAT_WRAP, .get = get_text, .part = PUBLICS},
      {"Réservé aux habitants de", 24, FORMAT_WRAP, .get = get_text, .part = RESERVED},
      {"Modalités", 28, FORMAT_WRAP, .get = get_text, .part = MODES, .is_secondary = true},
      {"Structure qui aide", 34, FORMAT_TEXT, .get = get_text, .part = PROVIDER,
       .is_secondary = true},
      {"Dispositifs", 34, FORMAT_WRAP, .get = get_text, .part = LABELS, .is_secondary = true},
  };
  const mlg_directory *directory = book->portrait->directory;
  return mlg_grid_write(&(wb_grid){.sheet = "Offres",
                                   .table = "offres",
                                   .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                                   .columns = COLUMNS,
                                   .n_rows = directory->n_offers,
                                   .frozen = 2,
                                   .note = "Capacités en personnes par an. Non renseigné ne veut "
                                           "pas dire non.",
                                   .source = directory,
                                   .book = book});
}
