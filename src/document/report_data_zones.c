/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

#include <maillage/palette.h>

#include <maillage/publish.h>
#include <maillage/text.h>
#include <math.h>

/* One level: the figures of its zones and the classes of its rates. */

/* ---- classes ---- */

/* "moins de 20,0 %", "20,0 % à 25,0 %", "30,0 % et plus" */
static char *class_label(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  if (classes->n == 1) return mlg_arena_strdup(arena, "toutes les zones");
  char *above = k > 0 ? mlg_french_percent(arena, classes->bounds[k - 1]) : NULL;
  char *below = k + 1 < classes->n ? mlg_french_percent(arena, classes->bounds[k]) : NULL;
  if (above == NULL) return mlg_arena_printf(arena, "moins de %s", below);
  if (below == NULL) return mlg_arena_printf(arena, "%s et plus", above);
  return mlg_arena_printf(arena, "%s à %s", above, below);
}

static json_t *classes_object(const mlg_report_source *source, const mlg_classes *classes,
                              const char *palette) {
  json_t *object = json_object(), *labels = json_array(), *colours = json_array();
  json_t *tally = json_array();
  const mlg_rgb *ramp = mlg_ramp(palette);
  for (size_t k = 0; k < classes->n; k++) {
    json_array_append_new(labels,
                          mlg_report_json_text(class_label(source->page->arena, classes, k)));
    json_array_append_new(
        colours, mlg_report_json_colour(source->page, mlg_ramp_colour(ramp, k, classes->n)));
    json_array_append_new(tally, json_integer((json_int_t)classes->tally[k]));
  }
  json_object_set_new(object, "etiquettes", labels);
  json_object_set_new(object, "couleurs", colours);
  json_object_set_new(object, "zones", tally);
  json_object_set_new(object, "methode", mlg_report_json_text(classes->method));
  return object;
}

/* The classes of each indicator's rate, over all zones of a level. */
static mlg_status make_classes(const mlg_report_source *source, mlg_level level,
                               mlg_classes *classes) {
  const mlg_portrait *portrait = source->portrait;
  size_t n = portrait->territory->n_zones[level];
  size_t *zones = MLG_NEW(source->page->arena, size_t, n);
  MLG_HAVE(zones);
  for (size_t i = 0; i < n; i++) zones[i] = i;
  for (size_t i = 0; i < portrait->project->n_indicators; i++)
    if (mlg_report_has_rate(portrait, i))
      MLG_TRY(mlg_portrait_classes(source->page->arena, portrait, level, zones, n, i, &classes[i]));
  return MLG_OK;
}

/* ---- the figures of one zone ---- */

/* With its flags in words. */
static json_t *count_figure(const mlg_report_source *source, mlg_estimate count) {
  uint32_t flags = count.flags & ~(uint32_t)MLG_PUBLISHED;
  const char *words = flags != 0 ? mlg_wording_flags(source->page->arena, flags) : "";
  if (words == NULL) return NULL;
  return mlg_report_json_figure(source, count.value, mlg_publish_low(count),
                                mlg_publish_high(count), words);
}

/* [rate, low, high, class or -1, why it cannot be shown] */
static json_t *rate_array(const mlg_report_source *source, mlg_level level, size_t zone, size_t i,
                          const mlg_classes *classes) {
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_rate(source->portrait, level, zone, i, 0, &rate);
  json_t *array = json_array();
  bool known = mlg_is_known(rate);
  mlg_report_append(array, rate.value);
  mlg_report_append(array, known ? mlg_shown_low(rate, 0) : rate.low);
  mlg_report_append(array, known ? mlg_shown_high(rate, rate.high <= 1 ? 1 : INFINITY) : rate.high);
  size_t class = shown == MLG_SHOWN ? mlg_class_of(classes, rate.value) : 0;
  json_array_append_new(array, json_integer(shown == MLG_SHOWN ? (json_int_t) class : -1));
  json_array_append_new(array, json_integer(shown));
  return array;
}

/* Need, its four parts and what is uncovered; then the main cause. */
static json_t *parts_array(const mlg_report_source *source, const mlg_parts *parts) {
  json_t *array = json_array();
  mlg_estimate all[MLG_PART_COUNT + 2] = {parts->need};
  for (int part = 0; part < MLG_PART_COUNT; part++) all[part + 1] = parts->part[part];
  all[MLG_PART_COUNT + 1] = mlg_uncovered(parts);
  for (size_t i = 0; i < MLG_PART_COUNT + 2; i++)
    json_array_append_new(array,
                          mlg_report_json_figure(source, all[i].value, mlg_publish_low(all[i]),
                                                 mlg_publish_high(all[i]), NULL));
  json_array_append_new(array, json_integer(mlg_main_cause(parts)));
  return array;
}

/* By family: null when it is unrecorded, else its places and its parts by scenario. */
static json_t *families_array(const mlg_report_source *source, mlg_level level, size_t zone) {
  const mlg_coverage *coverage = source->portrait->coverage;
  json_t *array = json_array();
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    if (!coverage->recorded[family]) {
      json_array_append_new(array, json_null());
      continue;
    }
    json_t *object = json_object(), *scenarios = json_array();
    mlg_estimate places = coverage->places[level][zone * MLG_FAMILY_COUNT + family];
    for (size_t s = 0; s < coverage->n_scenarios; s++)
      json_array_append_new(
          scenarios, parts_array(source, mlg_coverage_parts(coverage, level, zone, family, s)));
    json_object_set_new(object, "p", count_figure(source, places));
    json_object_set_new(object, "s", scenarios);
    json_array_append_new(array, object);
  }
  return array;
}

/* Indexes, by level, of the zones that hold it. */
static json_t *parents_array(const mlg_territory *territory, mlg_level level, size_t zone) {
  json_t *array = json_array();
  for (mlg_level above = 0; above < MLG_LEVEL_COUNT; above++) {
    size_t parent = territory->zones[level][zone].parent[above];
    if (mlg_territory_has(territory, above))
      json_array_append_new(array,
                            parent != MLG_NO_ZONE ? json_integer((json_int_t)parent) : json_null());
  }
  return array;
}

static json_t *zone_object(const mlg_report_source *source, mlg_level level, size_t zone,
                           const mlg_classes *classes) {
  const mlg_portrait *portrait = source->portrait;
  const mlg_zone *of = &portrait->territory->zones[level][zone];
  json_t *object = json_object(), *counts = json_array(), *rates = json_array();
  json_t *centre = json_array();
  mlg_report_append_point(centre, source, of->centre);
  for (size_t i = 0; i < portrait->project->n_indicators; i++) {
    bool shown = mlg_report_shows(portrait, i);
    json_array_append_new(
        counts,
        shown ? count_figure(source, mlg_need_value(portrait->need, level, zone, i)) : json_null());
    json_array_append_new(rates, shown && mlg_report_has_rate(portrait, i)
                                     ? rate_array(source, level, zone, i, &classes[i])
                                     : json_null());
  }
  json_object_set_new(object, "c", mlg_report_json_text(of->code));
  json_object_set_new(
      object, "n",
      mlg_report_json_text(mlg_zone_title(source->page->arena, portrait->territory, level, zone)));
  json_object_set_new(object, "a", parents_array(portrait->territory, level, zone));
  json_object_set_new(object, "x", centre);
  json_object_set_new(object, "v", counts);
  json_object_set_new(object, "t", rates);
  json_object_set_new(object, "f", families_array(source, level, zone));
  return object;
}

/* ---- the level ---- */

static mlg_status fill_level(const mlg_report_source *source, mlg_level level, json_t *object) {
  const mlg_portrait *portrait = source->portrait;
  mlg_classes *classes = MLG_NEW(source->page->arena, mlg_classes, portrait->project->n_indicators);
  MLG_HAVE(classes);
  MLG_TRY(make_classes(source, level, classes));
  json_t *zones = json_array(), *legends = json_array();
  json_object_set_new(object, "zones", zones);
  json_object_set_new(object, "classes", legends);
  for (size_t i = 0; i < portrait->project->n_indicators; i++)
    json_array_append_new(
        legends, mlg_report_has_rate(portrait, i)
                     ? classes_object(source, &classes[i], portrait->project->indicators[i].palette)
                     : json_null());
  for (size_t zone = 0; zone < portrait->territory->n_zones[level]; zone++)
    json_array_append_new(zones, zone_object(source, level, zone, classes));
  mlg_report_json_cells(source, level, zones);
  if (level == MLG_IRIS) MLG_TRY(mlg_report_json_reach(source, zones));
  return mlg_report_json_outlines(source, level, zones);
}

mlg_status mlg_report_json_level(const mlg_report_source *source, mlg_level level, json_t **made) {
  json_t *object = json_object();
  json_object_set_new(object, "code", mlg_report_json_text(MLG_LEVELS[level].code));
  json_object_set_new(object, "nom", mlg_report_json_text(MLG_LEVELS[level].label));
  json_object_set_new(object, "pluriel", mlg_report_json_text(MLG_LEVELS[level].plural));
  mlg_status status = fill_level(source, level, object);
  if (status == MLG_OK)
    *made = object;
  else
    json_decref(object);
  return status;
}
