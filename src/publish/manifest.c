/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/write.h"
#include <maillage/publish.h>
#include <maillage/version.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* manifeste.json: what was run, on what, and how long it took.
 *
 * jansson keeps keys in the order they are set, and its "_new" setters take the
 * value over even when they fail: a lack of memory shows as a NULL result. */

static json_t *text(const char *value) { return value != NULL ? json_string(value) : json_null(); }

static json_t *number(double value) { return isfinite(value) ? json_real(value) : json_null(); }

static json_t *count(size_t value) { return json_integer((json_int_t)value); }

static json_t *project_object(const mlg_project *project) {
  json_t *object = json_object();
  json_object_set_new(object, "fichier", text(project->file));
  json_object_set_new(object, "id", text(project->id));
  json_object_set_new(object, "titre", text(project->title));
  json_object_set_new(object, "date", text(project->date));
  json_object_set_new(object, "niveau", text(MLG_LEVELS[project->level].code));
  json_object_set_new(object, "code", text(project->code));
  return object;
}

static json_t *input_object(const mlg_dataset *dataset, const char *digest) {
  json_t *object = json_object();
  json_object_set_new(object, "id", text(dataset->id));
  json_object_set_new(object, "fichier", text(dataset->file));
  json_object_set_new(object, "sha256", text(digest));
  json_object_set_new(object, "millesime", json_integer(dataset->vintage));
  json_object_set_new(object, "titre", text(dataset->title));
  json_object_set_new(object, "producteur", text(dataset->producer));
  json_object_set_new(object, "licence", text(dataset->licence));
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
    json_object_set_new(object, "role", text(portrait->files[i].role));
    json_object_set_new(object, "fichier", text(portrait->files[i].file));
    json_object_set_new(object, "sha256", text(portrait->files[i].digest));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *range_object(double value, double low, double high) {
  json_t *object = json_object();
  json_object_set_new(object, "valeur", number(value));
  json_object_set_new(object, "min", number(low));
  json_object_set_new(object, "max", number(high));
  return object;
}

static json_t *parameters_object(const mlg_project *project) {
  json_t *object = json_object();
  for (size_t i = 0; i < project->n_parameters; i++) {
    const mlg_parameter *parameter = &project->parameters[i];
    json_object_set_new(object, parameter->name,
                        range_object(parameter->value, parameter->low, parameter->high));
  }
  return object;
}

static json_t *reach_object(const mlg_reach *reach) {
  static const char *const DECAYS[] = {
      [MLG_STEP] = "palier", [MLG_LINEAR] = "lineaire", [MLG_GAUSSIAN] = "gaussienne"};
  json_t *object = json_object();
  json_object_set_new(object, "minutes", number(reach->minutes));
  json_object_set_new(object, "vitesse_kmh", number(reach->speed_kmh));
  json_object_set_new(object, "detour", number(reach->detour));
  json_object_set_new(object, "decroissance", text(DECAYS[reach->decay]));
  json_object_set_new(object, "essais", count(reach->tries));
  return object;
}

static json_t *offer_object(const mlg_offer_rules *rules) {
  json_t *object = json_object(), *weekly = json_object();
  json_object_set_new(weekly, "defaut", number(rules->weekly_default));
  json_object_set_new(weekly, "action_sociale", number(rules->weekly_social));
  json_object_set_new(weekly, "france_services", number(rules->weekly_france_services));
  json_object_set_new(weekly, "autres_familles", number(rules->weekly_other));
  json_object_set_new(object, "personnes_semaine", weekly);
  json_object_set_new(object, "semaines", number(rules->weeks));
  json_object_set_new(object, "venues_par_personne", number(rules->visits_per_person));
  json_object_set_new(object, "professionnels",
                      range_object(rules->professionals.value, rules->professionals.low,
                                   rules->professionals.high));
  return object;
}

static json_t *scenarios_array(const mlg_project *project) {
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_scenarios; i++) {
    const mlg_scenario *scenario = &project->scenarios[i];
    json_t *object = json_object();
    json_object_set_new(object, "id", text(scenario->id));
    json_object_set_new(object, "libelle", text(scenario->label));
    json_object_set_new(object, "recours", number(scenario->take_up));
    json_object_set_new(object, "source", text(scenario->source));
    json_object_set_new(object, "reference", json_boolean(i == project->reference));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *indicators_array(const mlg_project *project) {
  json_t *array = json_array();
  for (size_t i = 0; i < project->n_indicators; i++)
    json_array_append_new(array, text(project->indicators[i].id));
  return array;
}

static json_t *counts_object(const mlg_portrait *portrait) {
  const mlg_directory *directory = portrait->directory;
  json_t *object = json_object(), *zones = json_object(), *findings = json_object();
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (portrait->territory->n_zones[level] > 0)
      json_object_set_new(zones, MLG_LEVELS[level].code,
                          count(portrait->territory->n_zones[level]));
  size_t counted = 0;
  for (size_t i = 0; i < directory->n_sites; i++)
    counted += directory->sites[i].status == MLG_COUNTED;
  json_object_set_new(object, "zones", zones);
  json_object_set_new(object, "fiches", count(directory->n_entries));
  json_object_set_new(object, "lieux", count(directory->n_sites));
  json_object_set_new(object, "lieux_comptes", count(counted));
  json_object_set_new(object, "offres", count(directory->n_offers));
  const mlg_findings *all = portrait->findings;
  json_object_set_new(findings, "erreur", count(mlg_findings_tally(all, MLG_ERROR)));
  json_object_set_new(findings, "avertissement", count(mlg_findings_tally(all, MLG_WARNING)));
  json_object_set_new(findings, "information", count(mlg_findings_tally(all, MLG_INFO)));
  json_object_set_new(object, "constats", findings);
  return object;
}

/* Seconds, to the millisecond: the only thing here that differs between two runs. */
static json_t *durations_object(const mlg_run_facts *facts) {
  json_t *object = json_object();
  for (size_t i = 0; i < facts->n_steps; i++)
    json_object_set_new(object, facts->steps[i], number(round(facts->seconds[i] * 1000) / 1000));
  return object;
}

static json_t *manifest_object(const mlg_portrait *portrait, const mlg_run_facts *facts) {
  const mlg_project *project = portrait->project;
  json_t *object = json_object();
  json_object_set_new(object, "version", text(MLG_VERSION));
  json_object_set_new(object, "commande", text(facts->command));
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
  json_t *manifest = manifest_object(portrait, facts);
  /* 15 digits say 1.3 as it was written, and not 1.3000000000000000444. */
  char *json = json_dumps(manifest, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
  json_decref(manifest);
  if (json == NULL) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_status status = mlg_write_text(path, json, strlen(json), findings);
  free(json);
  return status;
}
