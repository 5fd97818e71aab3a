/* SPDX-License-Identifier: Apache-2.0 */
/* How the need of a zone was covered, as JSON for other programs. */
#include "publish/json.h"
#include <maillage/publish.h>

/* Bounds as portrait.gpkg gives them. */
static json_t *bounded(mlg_estimate estimate) {
  return mlg_json_range(estimate.value, mlg_publish_low(estimate), mlg_publish_high(estimate));
}

static json_t *base_object(const mlg_need_figure *figure) {
  json_t *object = bounded(figure->base_value);
  json_object_set_new(object, "indicateur", mlg_json_text(figure->base));
  json_object_set_new(object, "libelle", mlg_json_text(figure->base_label));
  return object;
}

/* `cause` is null where nothing is uncovered. */
static json_t *scenario_object(const mlg_need_figure *figure, size_t i) {
  const mlg_need_scenario *scenario = &figure->scenarios[i];
  const mlg_parts *parts = &scenario->parts;
  mlg_part cause = mlg_main_cause(parts);
  json_t *object = json_object();
  json_object_set_new(object, "scenario", mlg_json_text(scenario->id));
  json_object_set_new(object, "libelle", mlg_json_text(scenario->label));
  json_object_set_new(object, "source", mlg_json_text(scenario->source));
  json_object_set_new(object, "reference", json_boolean(i == figure->reference));
  json_object_set_new(object, "recours", mlg_json_number(scenario->take_up));
  json_object_set_new(object, "besoin", bounded(parts->need));
  for (int part = 0; part < MLG_PART_COUNT; part++)
    json_object_set_new(object, MLG_PARTS[part].code, bounded(parts->part[part]));
  json_object_set_new(object, "non_couvert", bounded(mlg_uncovered(parts)));
  json_object_set_new(object, "cause",
                      mlg_json_text(cause == MLG_SERVED ? NULL : MLG_PARTS[cause].code));
  json_object_set_new(object, "drapeaux", mlg_json_flags(scenario->flags));
  return object;
}

static json_t *zone_object(const mlg_need_zone *zone) {
  json_t *object = json_object();
  json_object_set_new(object, "code", mlg_json_text(zone->code));
  json_object_set_new(object, "nom", mlg_json_text(zone->name));
  json_object_set_new(object, "offres", mlg_json_count(zone->n_offers));
  json_object_set_new(object, "besoin", mlg_json_number(zone->need));
  for (int part = 0; part < MLG_PART_COUNT; part++)
    json_object_set_new(object, MLG_PARTS[part].code, mlg_json_number(zone->part[part]));
  return object;
}

/* Persons of the zone, then of every zone; `complet` once everyone is directed, too. */
static json_t *offer_object(const mlg_need_offer *offer) {
  double then = offer->all_served + offer->all_orientation;
  json_t *object = json_object();
  json_object_set_new(object, "offre", mlg_json_text(offer->id));
  json_object_set_new(object, "lieu", mlg_json_text(offer->site));
  json_object_set_new(object, "nom", mlg_json_text(offer->name));
  json_object_set_new(object, "metres", mlg_json_number(offer->metres));
  json_object_set_new(object, "zones", mlg_json_count(offer->n_zones));
  json_object_set_new(object, "capacite", bounded(offer->capacity));
  json_object_set_new(object, "origine", mlg_json_text(offer->origin));
  json_object_set_new(object, "couvert", mlg_json_number(offer->served));
  json_object_set_new(object, "orientation", mlg_json_number(offer->orientation));
  json_object_set_new(object, "couvert_toutes_zones", mlg_json_number(offer->all_served));
  json_object_set_new(object, "orientation_toutes_zones", mlg_json_number(offer->all_orientation));
  json_object_set_new(object, "complet",
                      json_boolean(mlg_offer_is_full(offer->capacity, offer->all_served)));
  json_object_set_new(object, "complet_si_oriente",
                      json_boolean(mlg_offer_is_full(offer->capacity, then)));
  return object;
}

static void set_lists(json_t *object, const mlg_need_figure *figure) {
  json_t *scenarios = json_array(), *zones = json_array(), *offers = json_array();
  for (size_t i = 0; i < figure->n_scenarios; i++)
    json_array_append_new(scenarios, scenario_object(figure, i));
  for (size_t i = 0; i < figure->n_zones; i++)
    json_array_append_new(zones, zone_object(&figure->zones[i]));
  for (size_t i = 0; i < figure->n_offers; i++)
    json_array_append_new(offers, offer_object(&figure->offers[i]));
  json_object_set_new(object, "scenarios", scenarios);
  json_object_set_new(object, "zones", zones);
  json_object_set_new(object, "offres", offers);
}

char *mlg_publish_need_figure(mlg_arena *arena, const mlg_need_figure *figure) {
  json_t *object = json_object();
  json_object_set_new(object, "niveau", mlg_json_text(MLG_LEVELS[figure->level].code));
  json_object_set_new(object, "code", mlg_json_text(figure->code));
  json_object_set_new(object, "nom", mlg_json_text(figure->name));
  json_object_set_new(object, "famille", mlg_json_text(MLG_FAMILIES[figure->family].code));
  json_object_set_new(object, "libelle", mlg_json_text(MLG_FAMILIES[figure->family].label));
  json_object_set_new(object, "recense", json_boolean(figure->recorded));
  json_object_set_new(object, "base", base_object(figure));
  json_object_set_new(object, "poids", mlg_json_number(figure->weight));
  json_object_set_new(object, "places_100", bounded(figure->places));
  json_object_set_new(object, "recours_epuisement", bounded(figure->take_up));
  set_lists(object, figure);
  json_object_set_new(object, "methode", mlg_json_text(figure->method));
  json_object_set_new(object, "sources", mlg_json_text(figure->sources));
  return mlg_json_written(arena, object);
}
