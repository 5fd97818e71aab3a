/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/json.h"
#include "publish/write.h"
#include <maillage/publish.h>
#include <maillage/version.h>

#include <math.h>
#include <string.h>

/* manifeste.json: what was run, on what, and how long it took.
 */

/* The project's name for its file, never a path of the machine. */
static json_t *project_object(const mlg_project *project) {
  json_t *object = json_object();
  json_object_set_new(object, "fichier", mlg_json_text(project->file));
  json_object_set_new(object, "id", mlg_json_text(project->id));
  json_object_set_new(object, "titre", mlg_json_text(project->title));
  json_object_set_new(object, "date", mlg_json_text(project->date));
  json_object_set_new(object, "niveau", mlg_json_text(MLG_LEVELS[project->level].code));
  json_object_set_new(object, "code", mlg_json_text(project->code));
  return object;
}

static json_t *input_object(const mlg_dataset *dataset, const char *digest) {
  json_t *object = json_object();
  json_object_set_new(object, "id", mlg_json_text(dataset->id));
  json_object_set_new(object, "fichier", mlg_json_text(dataset->file));
  json_object_set_new(object, "sha256", mlg_json_text(digest));
  json_object_set_new(object, "millesime", json_integer(dataset->vintage));
  json_object_set_new(object, "titre", mlg_json_text(dataset->title));
  json_object_set_new(object, "producteur", mlg_json_text(dataset->producer));
  json_object_set_new(object, "licence", mlg_json_text(dataset->licence));
  return object;
}

static json_t *inputs_array(const mlg_portrait *portrait) {
  json_t *array = json_array();
  for (size_t i = 0; i < portrait->project->n_datasets; i++)
    json_array_append_new(array,
                          input_object(&portrait->project->datasets[i], portrait->digests[i]));
  return array;
}

static json_t *files_array(const mlg_portrait *portrait) {
  json_t *array = json_array();
  for (size_t i = 0; i < portrait->n_files; i++) {
    json_t *object = json_object();
    json_object_set_new(object, "role", mlg_json_text(portrait->files[i].role));
    json_object_set_new(object, "fichier", mlg_json_text(portrait->files[i].file));
    json_object_set_new(object, "sha256", mlg_json_text(portrait->files[i].digest));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *parameters_object(const mlg_project *project) {
  json_t *object = json_object();
  for (size_t i = 0; i < project->n_parameters; i++) {
    const mlg_parameter *parameter = &project->parameters[i];
    json_object_set_new(object, parameter->name,
                        mlg_json_range(parameter->value, parameter->low, parameter->high));
  }
  return object;
}

static json_t *mode_object(const mlg_mode *mode) {
  json_t *object = json_object();
  json_object_set_new(object, "minutes", mlg_json_number(mode->minutes));
  json_object_set_new(object, "vitesse_kmh", mlg_json_number(mode->speed_kmh));
  json_object_set_new(object, "detour", mlg_json_number(mode->detour));
  json_object_set_new(object, "decroissance", mlg_json_text(MLG_DECAYS[mode->decay].code));
  return object;
}

static json_t *reach_object(const mlg_reach *reach) {
  json_t *object = json_object();
  json_object_set_new(object, "essais", mlg_json_count(reach->tries));
  json_object_set_new(object, MLG_TRAVELS[MLG_ON_FOOT].code,
                      mode_object(&reach->modes[MLG_ON_FOOT]));
  if (reach->modes[MLG_BY_CAR].minutes > 0) {
    json_object_set_new(object, MLG_TRAVELS[MLG_BY_CAR].code,
                        mode_object(&reach->modes[MLG_BY_CAR]));
    json_object_set_new(object, "ville_a_partir_de", mlg_json_number(reach->town_from));
    if (reach->town_density > 0)
      json_object_set_new(object, "densite_ville", mlg_json_number(reach->town_density));
  }
  return object;
}

static json_t *offer_object(const mlg_offer_rules *rules) {
  json_t *object = json_object(), *weekly = json_object();
  json_object_set_new(weekly, "defaut", mlg_json_number(rules->weekly_default));
  json_object_set_new(weekly, "action_sociale", mlg_json_number(rules->weekly_social));
  json_object_set_new(weekly, "france_services", mlg_json_number(rules->weekly_france_services));
  json_object_set_new(weekly, "autres_familles", mlg_json_number(rules->weekly_other));
  json_object_set_new(object, "personnes_semaine", weekly);
  json_object_set_new(object, "semaines", mlg_json_number(rules->weeks));
  json_object_set_new(object, "venues_par_personne", mlg_json_number(rules->visits_per_person));
  json_object_set_new(object, "professionnels",
                      mlg_json_range(rules->professionals.value, rules->professionals.low,
                                     rules->professionals.high));
  return object;
}

static json_t *scenarios_array(const mlg_project *project) {
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_scenarios; i++) {
    const mlg_scenario *scenario = &project->scenarios[i];
    json_t *object = json_object();
    json_object_set_new(object, "id", mlg_json_text(scenario->id));
    json_object_set_new(object, "libelle", mlg_json_text(scenario->label));
    json_object_set_new(object, "recours", mlg_json_number(scenario->take_up));
    json_object_set_new(object, "source", mlg_json_text(scenario->source));
    json_object_set_new(object, "reference", json_boolean(i == project->reference));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *indicators_array(const mlg_project *project) {
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_indicators; i++)
    json_array_append_new(array, mlg_json_text(project->indicators[i].id));
  return array;
}

static json_t *counts_object(const mlg_portrait *portrait) {
  const mlg_directory *directory = portrait->directory;
  json_t *object = json_object(), *zones = json_object(), *findings = json_object();
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (portrait->territory->n_zones[level] > 0)
      json_object_set_new(zones, MLG_LEVELS[level].code,
                          mlg_json_count(portrait->territory->n_zones[level]));
  size_t counted = 0;
  for (size_t i = 0; i < directory->n_sites; i++)
    counted += directory->sites[i].status == MLG_COUNTED;
  json_object_set_new(object, "zones", zones);
  json_object_set_new(object, "fiches", mlg_json_count(directory->n_entries));
  json_object_set_new(object, "lieux", mlg_json_count(directory->n_sites));
  json_object_set_new(object, "lieux_comptes", mlg_json_count(counted));
  json_object_set_new(object, "offres", mlg_json_count(directory->n_offers));
  const mlg_findings *all = portrait->findings;
  json_object_set_new(findings, "erreur", mlg_json_count(mlg_findings_tally(all, MLG_ERROR)));
  json_object_set_new(findings, "avertissement",
                      mlg_json_count(mlg_findings_tally(all, MLG_WARNING)));
  json_object_set_new(findings, "information", mlg_json_count(mlg_findings_tally(all, MLG_INFO)));
  json_object_set_new(object, "constats", findings);
  return object;
}

/* Seconds, to the millisecond: the only thing here that differs between two runs. */
static json_t *durations_object(const mlg_run_facts *facts) {
  json_t *object = json_object();
  for (size_t i = 0; i < facts->n_steps; i++)
    json_object_set_new(object, facts->steps[i],
                        mlg_json_number(round(facts->seconds[i] * 1000) / 1000));
  return object;
}

static json_t *manifest_object(const mlg_portrait *portrait, const mlg_run_facts *facts) {
  const mlg_project *project = portrait->project;
  json_t *object = json_object();
  json_object_set_new(object, "version", mlg_json_text(MLG_VERSION));
  json_object_set_new(object, "commande", mlg_json_text(facts->command));
  json_object_set_new(object, "projet", project_object(project));
  json_object_set_new(object, "entrees", inputs_array(portrait));
  json_object_set_new(object, "fichiers", files_array(portrait));
  json_object_set_new(object, "indicateurs", indicators_array(project));
  json_object_set_new(object, "parametres", parameters_object(project));
  json_object_set_new(object, "scenarios", scenarios_array(project));
  json_object_set_new(object, "offre", offer_object(&project->offer));
  json_object_set_new(object, "portee", reach_object(&project->reach));
  json_object_set_new(object, "comptes", counts_object(portrait));
  json_object_set_new(object, "durees", durations_object(facts));
  return object;
}

mlg_status mlg_publish_manifest(const mlg_portrait *portrait, const mlg_run_facts *facts,
                                const char *path, mlg_findings *findings) {
  mlg_arena scratch = {0};
  const char *json = mlg_json_written(&scratch, manifest_object(portrait, facts));
  mlg_status status = json == NULL
                          ? mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY})
                          : mlg_write_text(path, json, strlen(json), findings);
  mlg_arena_free(&scratch);
  return status;
}
