/* SPDX-License-Identifier: Apache-2.0 */
/* Where half-days go, as JSON for other programs. */
#include "publish/json.h"
#include <maillage/publish.h>

#include <math.h>

static json_t *step_object(const mlg_candidate *place, const mlg_siting_step *step) {
  json_t *object = json_object();
  json_object_set_new(object, "lieu", mlg_json_text(place->id));
  json_object_set_new(object, "nom", mlg_json_text(place->name));
  json_object_set_new(object, "genre", mlg_json_text(place->site == MLG_NO_SITE ? "zone" : "lieu"));
  json_object_set_new(object, "x", mlg_json_number(place->at.x));
  json_object_set_new(object, "y", mlg_json_number(place->at.y));
  json_object_set_new(object, "gain", mlg_json_estimate(step->gain, INFINITY));
  json_object_set_new(object, "sans_place_a_portee", mlg_json_number(step->waiting));
  json_object_set_new(object, "ex_aequo", mlg_json_count(step->ties));
  return object;
}

static json_t *parts_object(const mlg_parts *parts) {
  json_t *object = json_object();
  json_object_set_new(object, "besoin", mlg_json_estimate(parts->need, INFINITY));
  for (int part = 0; part < MLG_PART_COUNT; part++)
    json_object_set_new(object, MLG_PARTS[part].code,
                        mlg_json_estimate(parts->part[part], INFINITY));
  return object;
}

char *mlg_publish_siting(mlg_arena *arena, const mlg_siting_request *request,
                         const mlg_siting *siting) {
  json_t *object = json_object(), *steps = json_array();
  const mlg_range each = request->capacity;
  for (size_t i = 0; i < siting->n_steps; i++)
    json_array_append_new(
        steps,
        step_object(&request->candidates->items[siting->steps[i].candidate], &siting->steps[i]));
  json_object_set_new(object, "famille", mlg_json_text(MLG_FAMILIES[request->family].code));
  json_object_set_new(object, "scenario",
                      mlg_json_text(request->project->scenarios[request->scenario].id));
  json_object_set_new(object, "demi_journees", mlg_json_count(request->half_days));
  json_object_set_new(object, "candidats", mlg_json_count(request->candidates->n));
  json_object_set_new(object, "personnes_par_demi_journee",
                      mlg_json_range(each.value, each.low, each.high));
  json_object_set_new(object, "etapes", steps);
  json_object_set_new(object, "avant", parts_object(&siting->before));
  json_object_set_new(object, "apres", parts_object(&siting->after));
  return mlg_json_written(arena, object);
}
