/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/tables.h"

/* What the figures rest on: files, scenarios, definitions. */

static const sink_field SOURCE_FIELDS[] = {
    {"id", "Identifiant", "Nom du jeu de données dans le projet.", OFTString, true},
    {"titre", "Titre", "Titre du jeu de données.", OFTString, false},
    {"producteur", "Producteur", "Qui produit les données.", OFTString, false},
    {"millesime", "Millésime", "Année que les données décrivent.", OFTInteger, false},
    {"licence", "Licence", "Licence des données.", OFTString, false},
    {"fichier", "Fichier", "Nom du fichier lu.", OFTString, false},
    {"sha256", "Empreinte", "SHA-256 du fichier lu.", OFTString, false},
};

static mlg_status write_sources(sink *to, const sink_table *table) {
  (void)table;
  const mlg_project *project = to->portrait->project;
  for (size_t i = 0; i < project->n_datasets && !to->failed; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    sink_row row = mlg_sink_row(to);
    mlg_sink_text(&row, dataset->id);
    mlg_sink_text(&row, dataset->title);
    mlg_sink_text(&row, dataset->producer);
    mlg_sink_year(&row, dataset->vintage);
    mlg_sink_text(&row, dataset->licence);
    mlg_sink_text(&row, dataset->file);
    mlg_sink_text(&row, to->portrait->digests[i]);
    mlg_sink_add(&row);
  }
  return MLG_OK;
}

static const sink_field SCENARIO_FIELDS[] = {
    {"id", "Identifiant", "Nom du scénario.", OFTString, true},
    {"libelle", "Libellé", "Ce que le scénario suppose.", OFTString, false},
    {"unite", "Unité", "Ce que comptent le besoin et les places : personnes ou venues.", OFTString,
     false},
    {"recours", "Recours", "Part des personnes fragiles qui cherchent de l'aide, de 0 à 1.",
     OFTReal, false},
    {"source", "Source", "D'où vient l'hypothèse.", OFTString, false},
    {"reference", "Référence", "1 : scénario de référence ; 0 : variante.", OFTInteger, false},
};

static mlg_status write_scenarios(sink *to, const sink_table *table) {
  (void)table;
  const mlg_project *project = to->portrait->project;
  for (size_t i = 0; i < project->n_scenarios && !to->failed; i++) {
    const mlg_scenario *scenario = &project->scenarios[i];
    sink_row row = mlg_sink_row(to);
    mlg_sink_text(&row, scenario->id);
    mlg_sink_text(&row, scenario->label);
    mlg_sink_text(&row, scenario->unit == MLG_VISITS ? "venues" : "personnes");
    mlg_sink_real(&row, scenario->take_up);
    mlg_sink_text(&row, scenario->source);
    mlg_sink_flag(&row, true, i == project->reference);
    mlg_sink_add(&row);
  }
  return MLG_OK;
}

static const sink_field DICTIONARY_FIELDS[] = {
    {"indicateur", "Indicateur", "Nom de l'indicateur, tel qu'il sert aux colonnes.", OFTString,
     true},
    {"libelle", "Libellé", "Ce que compte l'indicateur.", OFTString, false},
    {"definition", "Définition", "Définition complète.", OFTString, false},
    {"unite", "Unité", "Unité de la valeur.", OFTString, false},
    {"formule", "Formule", "Formule de l'indicateur.", OFTString, false},
    {"source", "Source", "Phrase de source.", OFTString, false},
    {"limites", "Limites", "Ce que l'indicateur ne dit pas.", OFTString, false},
};

static mlg_status write_dictionary(sink *to, const sink_table *table) {
  (void)table;
  const mlg_project *project = to->portrait->project;
  for (size_t i = 0; i < project->n_indicators && !to->failed; i++) {
    const mlg_indicator *indicator = &project->indicators[i];
    sink_row row = mlg_sink_row(to);
    mlg_sink_text(&row, indicator->id);
    mlg_sink_text(&row, indicator->label);
    mlg_sink_text(&row, indicator->definition);
    mlg_sink_text(&row, indicator->unit);
    mlg_sink_text(&row, indicator->formula_text);
    mlg_sink_text(&row, indicator->source);
    mlg_sink_text(&row, indicator->limits);
    mlg_sink_add(&row);
  }
  return MLG_OK;
}

mlg_status mlg_tables_settings(sink_tables *tables) {
  MLG_TRY(mlg_tables_add(tables, (sink_table){.name = "dictionnaire",
                                              .title = "Dictionnaire",
                                              .description = "Les indicateurs et leur sens.",
                                              .geometry = wkbNone,
                                              SINK_FIELDS(DICTIONARY_FIELDS),
                                              .write = write_dictionary}));
  MLG_TRY(mlg_tables_add(tables, (sink_table){.name = "scenarios",
                                              .title = "Scénarios",
                                              .description = "Les hypothèses de recours.",
                                              .geometry = wkbNone,
                                              SINK_FIELDS(SCENARIO_FIELDS),
                                              .write = write_scenarios}));
  return mlg_tables_add(tables, (sink_table){.name = "sources",
                                             .title = "Sources",
                                             .description = "Les fichiers lus.",
                                             .geometry = wkbNone,
                                             SINK_FIELDS(SOURCE_FIELDS),
                                             .write = write_sources});
}
