/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

#include <maillage/palette.h>

#include <maillage/text.h>
#include <math.h>

/* What the figures are about: said once, not in every zone. */

static json_t *input_object(const mlg_report_source *source, const mlg_input *input) {
  const mlg_project *project = source->portrait->project;
  json_t *object = json_object();
  json_object_set_new(object, "nom", mlg_report_json_text(input->name));
  if (input->indicator.id != NULL) {
    json_object_set_new(object, "indicateur", mlg_report_json_text(input->indicator.id));
    return object;
  }
  json_object_set_new(object, "colonne", mlg_report_json_text(input->column));
  if (input->dataset == MLG_NO_DATASET || input->dataset >= project->n_datasets) return object;
  const mlg_dataset *dataset = &project->datasets[input->dataset];
  json_object_set_new(object, "titre", mlg_report_json_text(dataset->title));
  json_object_set_new(object, "producteur", mlg_report_json_text(dataset->producer));
  json_object_set_new(object, "fichier", mlg_report_json_text(dataset->file));
  return object;
}

static json_t *indicator_object(const mlg_report_source *source, size_t i) {
  const mlg_indicator *all = source->portrait->project->indicators, *of = &all[i];
  mlg_arena *arena = source->page->arena;
  json_t *object = json_object(), *inputs = json_array();
  for (size_t k = 0; k < of->n_inputs; k++)
    json_array_append_new(inputs, input_object(source, &of->inputs[k]));
  json_object_set_new(object, "id", mlg_report_json_text(of->id));
  json_object_set_new(object, "nom", mlg_report_json_text(mlg_french_spaces(arena, of->label)));
  json_object_set_new(object, "definition",
                      mlg_report_json_text(mlg_french_spaces(arena, of->definition)));
  json_object_set_new(object, "unite", mlg_report_json_text(of->unit));
  json_object_set_new(object, "formule", mlg_report_json_text(of->formula_text));
  json_object_set_new(object, "entrees", inputs);
  json_object_set_new(object, "sources",
                      mlg_report_json_text(mlg_wording_sources(arena, source->portrait, i)));
  json_object_set_new(object, "limites",
                      mlg_report_json_text(mlg_french_spaces(arena, of->limits)));
  json_object_set_new(object, "niveau", json_boolean(of->nature == MLG_NATURE_LEVEL));
  json_object_set_new(object, "montre", json_boolean(mlg_report_shows(source->portrait, i)));
  if (mlg_report_has_rate(source->portrait, i))
    json_object_set_new(object, "denominateur",
                        mlg_report_json_text(all[of->denominators[0]].label));
  return object;
}

json_t *mlg_report_json_indicators(const mlg_report_source *source) {
  json_t *array = json_array();
  for (size_t i = 0; i < source->portrait->project->n_indicators; i++)
    json_array_append_new(array, indicator_object(source, i));
  return array;
}

json_t *mlg_report_json_families(const mlg_report_source *source) {
  json_t *array = json_array();
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
    json_t *object = json_object();
    json_object_set_new(object, "code", mlg_report_json_text(MLG_FAMILIES[family].code));
    json_object_set_new(object, "nom", mlg_report_json_text(MLG_FAMILIES[family].label));
    json_object_set_new(object, "recensee",
                        json_boolean(source->portrait->coverage->recorded[family]));
    json_object_set_new(object, "poids",
                        mlg_report_json_number(source->portrait->project->weights[family]));
    json_array_append_new(array, object);
  }
  return array;
}

json_t *mlg_report_json_scenarios(const mlg_report_source *source) {
  const mlg_project *project = source->portrait->project;
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_scenarios; i++) {
    const mlg_scenario *scenario = &project->scenarios[i];
    /* The product of base, take-up and weight says how a need was made when all is the project's.
     */
    bool plain = !scenario->weights.present && !scenario->demand.present &&
                 scenario->base.of.id == NULL;
    json_t *object = json_object();
    json_object_set_new(object, "id", mlg_report_json_text(scenario->id));
    json_object_set_new(object, "nom", mlg_report_json_text(scenario->label));
    json_object_set_new(object, "source", mlg_report_json_text(scenario->source));
    json_object_set_new(
        object, "unite",
        mlg_report_json_text(scenario->unit == MLG_VISITS ? "venues" : "personnes"));
    json_object_set_new(object, "recours", mlg_report_json_number(plain ? scenario->take_up : NAN));
    json_object_set_new(object, "reference", json_boolean(i == project->reference));
    json_array_append_new(array, object);
  }
  return array;
}

json_t *mlg_report_json_parts(const mlg_report_source *source) {
  json_t *array = json_array();
  for (int part = 0; part < MLG_PART_COUNT; part++) {
    json_t *object = json_object();
    json_object_set_new(object, "nom", mlg_report_json_text(MLG_PARTS[part].label));
    json_object_set_new(object, "sens", mlg_report_json_text(MLG_PARTS[part].description));
    mlg_rgb colour = mlg_part_colour((mlg_part)part);
    json_object_set_new(object, "couleur", mlg_report_json_colour(source->page, colour));
    json_object_set_new(object, "encre", mlg_report_json_colour(source->page, mlg_ink_on(colour)));
    json_array_append_new(array, object);
  }
  return array;
}

json_t *mlg_report_json_parameters(const mlg_report_source *source) {
  const mlg_project *project = source->portrait->project;
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_parameters; i++) {
    const mlg_parameter *parameter = &project->parameters[i];
    json_t *object = json_object();
    json_object_set_new(object, "nom", mlg_report_json_text(parameter->name));
    json_object_set_new(object, "valeur", mlg_report_json_number(parameter->value));
    json_object_set_new(object, "min", mlg_report_json_number(parameter->low));
    json_object_set_new(object, "max", mlg_report_json_number(parameter->high));
    json_object_set_new(object, "communes",
                        json_boolean(project->has_cross && project->cross_theta == i));
    json_array_append_new(array, object);
  }
  return array;
}
