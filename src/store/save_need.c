/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

/* The most denominators an indicator is expected to have; further ones get no rate kept. */
enum { MOST_RATES = 8 };

static bool fill_indicator(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_indicator *indicator = &saving->portrait->project->indicators[i];
  mlg_row_count(row, i);
  mlg_row_text(row, indicator->id);
  mlg_row_text(row, indicator->label);
  mlg_row_text(row, indicator->definition);
  mlg_row_text(row, indicator->unit);
  mlg_row_text(row, indicator->formula_text);
  mlg_row_text(
      row, mlg_saved_sentence(mlg_wording_method(saving->scratch, saving->portrait, i), "Méthode"));
  mlg_row_text(row, indicator->source);
  mlg_row_text(row, indicator->reference);
  mlg_row_text(row, indicator->limits);
  mlg_row_text(row, indicator->file);
  mlg_row_text(row, indicator->variant_of.id);
  mlg_row_count(row, indicator->is_support);
  return true;
}

/* The start of a row about one figure; item i is [zone][indicator]. */
static void fill_key(mlg_row *row, const mlg_saving *saving, size_t i) {
  const mlg_need *need = saving->portrait->need;
  mlg_row_text(row, MLG_LEVELS[saving->level].code);
  mlg_row_text(row, mlg_saved_code(saving, i / need->n_indicators));
  mlg_row_text(row, saving->portrait->project->indicators[i % need->n_indicators].id);
}

static bool fill_value(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_need *need = saving->portrait->need;
  fill_key(row, saving, i);
  mlg_row_estimate(row, need->values[saving->level][i]);
  mlg_row_real(row, need->covered[saving->level][i]);
  const uint64_t *sources = need->sources[saving->level];
  mlg_row_text(row, mlg_wording_read_in(saving->said, sources != NULL ? sources[i] : 0));
  return true;
}

/* Item i is [zone][indicator][denominator]. */
static bool fill_rate(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_portrait *portrait = saving->portrait;
  const mlg_need *need = portrait->need;
  size_t figure = i / MOST_RATES, rank = i % MOST_RATES;
  size_t zone = figure / need->n_indicators, indicator = figure % need->n_indicators;
  const mlg_indicator *indicators = portrait->project->indicators;
  if (rank >= indicators[indicator].n_denominators) return false;
  size_t denominator = indicators[indicator].denominators[rank];
  fill_key(row, saving, figure);
  mlg_row_count(row, rank);
  mlg_row_text(row, indicators[denominator].id);
  mlg_row_real(row, mlg_need_value(need, saving->level, zone, denominator).value);
  mlg_row_estimate(row, mlg_need_rate(need, indicators, saving->level, zone, indicator, rank));
  return true;
}

/* A figure of another indicator comes from no dataset. */
static bool fill_cell(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_cell *cell = &portrait->need->cells[i];
  const mlg_indicator *indicator = &portrait->project->indicators[cell->indicator];
  bool read = cell->dataset != MLG_NO_DATASET;
  mlg_row_text(row, portrait->territory->zones[cell->level][cell->zone].code);
  mlg_row_text(row, indicator->id);
  mlg_row_count(row, cell->input);
  mlg_row_text(row, indicator->inputs[cell->input].name);
  mlg_row_text(row, read ? portrait->project->datasets[cell->dataset].id : NULL);
  mlg_row_count(row, cell->line);
  mlg_row_text(row, cell->column);
  mlg_row_text(row, cell->text);
  mlg_row_estimate(row, cell->read);
  mlg_row_text(row, cell->how);
  return true;
}

mlg_status mlg_save_cells(mlg_saving *saving) {
  return mlg_save_rows(saving,
                       "INSERT INTO cellule VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       saving->portrait->need->n_cells, fill_cell);
}

mlg_status mlg_save_need(mlg_saving *saving) {
  const mlg_need *need = saving->portrait->need;
  MLG_TRY(mlg_save_rows(saving,
                        "INSERT INTO indicateur VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        saving->portrait->project->n_indicators, fill_indicator));
  MLG_TRY(mlg_save_levels(saving, "INSERT INTO valeur VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          need->n_indicators, fill_value));
  MLG_TRY(mlg_save_levels(saving, "INSERT INTO taux VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          need->n_indicators * MOST_RATES, fill_rate));
  return mlg_save_cells(saving);
}
