/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"
#include "store/schema.h"

#include <maillage/version.h>

static bool fill_project(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_project *project = saving->portrait->project;
  const char *const entries[][2] = {
      {"id", project->id},
      {"titre", project->title},
      {"auteur", project->author},
      {"date", project->date},
      {"code", project->code},
      {"niveau", MLG_LEVELS[project->level].code},
      {"base", project->base},
      {"version", MLG_VERSION},
      {"schema", mlg_schema_mark(saving->scratch)},
  };
  if (i >= sizeof entries / sizeof *entries) return false;
  mlg_row_text(row, entries[i][0]);
  mlg_row_text(row, entries[i][1]);
  return true;
}

/* The hypotheses and the sources of every need, in words. */
static bool fill_sentence(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_portrait *portrait = saving->portrait;
  mlg_row_text(row, i == 0 ? "methode_besoin" : "sources_besoin");
  mlg_row_text(
      row,
      i == 0 ? mlg_saved_sentence(mlg_wording_method(saving->scratch, portrait, MLG_NO_INDICATOR),
                                  "Méthode")
             : mlg_saved_sentence(mlg_wording_sources(saving->scratch, portrait, MLG_NO_INDICATOR),
                                  "Sources"));
  return true;
}

/* What the project, its indicators and its mappings say, word for word: read again, they give the
 * same project without a column for each of their settings. */
static bool fill_setting(mlg_row *row, size_t i, const void *context) {
  const mlg_settings *settings = context;
  mlg_row_count(row, i);
  mlg_row_text(row, settings->items[i].file);
  mlg_row_text(row, settings->items[i].text);
  return true;
}

static mlg_status save_settings(mlg_saving *saving) {
  mlg_settings settings;
  MLG_TRY(mlg_project_settings(saving->scratch, saving->portrait->project, &settings));
  return mlg_sql_insert(saving->store, "INSERT INTO reglage VALUES(?, ?, ?)", settings.n,
                        fill_setting, &settings, saving->findings);
}

static bool fill_file(mlg_row *row, size_t i, const void *context) {
  const mlg_input_file *file = &((const mlg_saving *)context)->portrait->files[i];
  mlg_row_count(row, i);
  mlg_row_text(row, file->role);
  mlg_row_text(row, file->file);
  mlg_row_text(row, file->digest);
  return true;
}

static bool fill_dataset(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_dataset *dataset = &portrait->project->datasets[i];
  mlg_row_count(row, i);
  mlg_row_text(row, dataset->id);
  mlg_row_text(row, dataset->file);
  mlg_row_text(row, dataset->key);
  mlg_row_count(row, (size_t)dataset->vintage);
  mlg_row_text(row, dataset->title);
  mlg_row_text(row, dataset->producer);
  mlg_row_text(row, dataset->licence);
  mlg_row_text(row, portrait->digests == NULL ? NULL : portrait->digests[i]);
  return true;
}

static bool fill_parameter(mlg_row *row, size_t i, const void *context) {
  const mlg_parameter *parameter = &((const mlg_saving *)context)->portrait->project->parameters[i];
  mlg_row_count(row, i);
  mlg_row_text(row, parameter->name);
  mlg_row_real(row, parameter->value);
  mlg_row_real(row, parameter->low);
  mlg_row_real(row, parameter->high);
  return true;
}

static bool fill_scenario(mlg_row *row, size_t i, const void *context) {
  const mlg_project *project = ((const mlg_saving *)context)->portrait->project;
  const mlg_scenario *scenario = &project->scenarios[i];
  mlg_row_count(row, i);
  mlg_row_text(row, scenario->id);
  mlg_row_text(row, scenario->label);
  mlg_row_real(row, scenario->take_up);
  mlg_row_text(row, scenario->source);
  mlg_row_count(row, i == project->reference);
  return true;
}

static const char *const SEVERITIES[] = {
    [MLG_INFO] = "information", [MLG_WARNING] = "avertissement", [MLG_ERROR] = "erreur"};

static bool fill_finding(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_finding *finding = &saving->portrait->findings->items[i];
  mlg_row_count(row, i);
  mlg_row_text(row, SEVERITIES[mlg_finding_severity(finding->code)]);
  mlg_row_text(row, mlg_finding_slug(finding->code));
  mlg_row_text(row, finding->file);
  mlg_row_count(row, finding->line);
  mlg_row_text(row, finding->column);
  mlg_row_text(row, finding->value);
  mlg_row_text(row, mlg_finding_expected(finding, MLG_FRENCH));
  mlg_row_text(row, mlg_finding_action(finding, MLG_FRENCH));
  mlg_row_text(row, mlg_finding_message(saving->scratch, finding, MLG_FRENCH));
  return true;
}

mlg_status mlg_save_project(mlg_saving *saving) {
  const mlg_project *project = saving->portrait->project;
  enum { MOST_ENTRIES = 16 };
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO projet VALUES(?, ?)", MOST_ENTRIES, fill_project));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO projet VALUES(?, ?)", 2, fill_sentence));
  MLG_TRY(save_settings(saving));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO fichier VALUES(?, ?, ?, ?)", saving->portrait->n_files,
                        fill_file));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO jeu VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        project->n_datasets, fill_dataset));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO parametre VALUES(?, ?, ?, ?, ?)",
                        project->n_parameters, fill_parameter));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO scenario VALUES(?, ?, ?, ?, ?, ?)",
                        project->n_scenarios, fill_scenario));
  return mlg_save_rows(saving, "INSERT INTO constat VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       saving->portrait->findings->count, fill_finding);
}
