/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"
#include "publish/gpkg.h"

#include <math.h>

/* The long tables: one row a figure. */

/* One row of "indicateurs", less the zone. */
typedef struct {
  const char *indicator, *unit, *denominator; /* denominator NULL when there is none */
  mlg_estimate estimate;
  double rate;
} figure;

static OGRLayerH create_indicators(gpkg *file) {
  OGRLayerH layer =
      mlg_gpkg_layer(file, "indicateurs", "Une ligne par chiffre et dénominateur.", wkbNone);
  mlg_gpkg_field(file, layer, "niveau", OFTString);
  mlg_gpkg_field(file, layer, "code", OFTString);
  mlg_gpkg_field(file, layer, "indicateur", OFTString);
  mlg_gpkg_field(file, layer, "valeur", OFTReal);
  mlg_gpkg_field(file, layer, "min", OFTReal);
  mlg_gpkg_field(file, layer, "max", OFTReal);
  mlg_gpkg_field(file, layer, "taux", OFTReal);
  mlg_gpkg_field(file, layer, "denominateur", OFTString);
  mlg_gpkg_field(file, layer, "unite", OFTString);
  mlg_gpkg_field(file, layer, "drapeaux", OFTString);
  return layer;
}

static mlg_status write_figure(gpkg *file, OGRLayerH layer, mlg_level level, const mlg_zone *zone,
                               figure made) {
  char *flags = mlg_flag_words(file->arena, made.estimate.flags);
  MLG_HAVE(flags);
  gpkg_row row = mlg_gpkg_begin(file, layer);
  mlg_gpkg_text(&row, MLG_LEVELS[level].code);
  mlg_gpkg_text(&row, zone->code);
  mlg_gpkg_text(&row, made.indicator);
  mlg_gpkg_bounds(&row, made.estimate);
  mlg_gpkg_real(&row, made.rate);
  mlg_gpkg_text(&row, made.denominator);
  mlg_gpkg_text(&row, made.unit);
  mlg_gpkg_text(&row, flags);
  mlg_gpkg_end(&row);
  return MLG_OK;
}

/* A row for each denominator, or a single one without a rate. */
static mlg_status write_indicator(gpkg *file, OGRLayerH layer, mlg_level level, size_t zone,
                                  size_t i) {
  const mlg_portrait *portrait = file->portrait;
  const mlg_indicator *indicator = &portrait->project->indicators[i];
  size_t n = indicator->n_denominators;
  for (size_t k = 0; k < (n > 0 ? n : 1); k++)
    MLG_TRY(write_figure(
        file, layer, level, &portrait->territory->zones[level][zone],
        (figure){.indicator = indicator->id,
                 .unit = indicator->unit,
                 .denominator = n > 0 ? indicator->denominator_ids[k] : NULL,
                 .estimate = mlg_need_value(portrait->need, level, zone, i),
                 .rate = n > 0 ? mlg_need_rate(portrait->need, portrait->project->indicators, level,
                                               zone, i, k)
                                     .value
                               : NAN}));
  return MLG_OK;
}

/* Places in reach, and the take-up at which they run out. */
static mlg_status write_access(gpkg *file, OGRLayerH layer, mlg_level level, size_t zone,
                               mlg_family family) {
  const mlg_coverage *coverage = file->portrait->coverage;
  const mlg_zone *place = &file->portrait->territory->zones[level][zone];
  size_t cell = zone * MLG_FAMILY_COUNT + family;
  mlg_estimate unknown = mlg_unknown(MLG_ABSENT);
  bool known = coverage->recorded[family];
  char places[48], take_up[48];
  snprintf(places, sizeof places, "places_100_%s", MLG_FAMILIES[family].code);
  snprintf(take_up, sizeof take_up, "recours_epuisement_%s", MLG_FAMILIES[family].code);
  MLG_TRY(write_figure(file, layer, level, place,
                       (figure){places, "places pour 100 personnes", NULL,
                                known ? coverage->places[level][cell] : unknown, NAN}));
  return write_figure(file, layer, level, place,
                      (figure){take_up, "part (0 à 1)", NULL,
                               known ? coverage->take_up[level][cell] : unknown, NAN});
}

mlg_status mlg_gpkg_write_indicators(gpkg *file) {
  const mlg_portrait *portrait = file->portrait;
  OGRLayerH layer = create_indicators(file);
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < portrait->territory->n_zones[level] && !file->failed; zone++) {
      for (size_t i = 0; i < portrait->project->n_indicators; i++)
        MLG_TRY(write_indicator(file, layer, level, zone, i));
      for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
        MLG_TRY(write_access(file, layer, level, zone, family));
    }
  return MLG_OK;
}

/* A column with its bounds: "besoin", "besoin_min", "besoin_max". */
static void create_bounded(gpkg *file, OGRLayerH layer, const char *name) {
  static const char *const SUFFIXES[] = {"", "_min", "_max"};
  for (size_t i = 0; i < 3; i++) {
    char column[32];
    snprintf(column, sizeof column, "%s%s", name, SUFFIXES[i]);
    mlg_gpkg_field(file, layer, column, OFTReal);
  }
}

static OGRLayerH create_coverage(gpkg *file) {
  OGRLayerH layer = mlg_gpkg_layer(
      file, "couverture",
      "Besoin et ses quatre parts ; les valeurs s'additionnent, les bornes non.", wkbNone);
  mlg_gpkg_field(file, layer, "niveau", OFTString);
  mlg_gpkg_field(file, layer, "code", OFTString);
  mlg_gpkg_field(file, layer, "famille", OFTString);
  mlg_gpkg_field(file, layer, "scenario", OFTString);
  create_bounded(file, layer, "besoin");
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
    create_bounded(file, layer, MLG_PARTS[part].code);
  mlg_gpkg_field(file, layer, "drapeaux", OFTString);
  return layer;
}

/* Of an unrecorded family nothing is known, not even by how little it may be off. */
static void put_known(gpkg_row *row, bool recorded, mlg_estimate estimate) {
  const mlg_estimate nothing = {NAN, NAN, NAN, NAN, 0};
  mlg_gpkg_bounds(row, recorded ? estimate : nothing);
}

/* The row's flags are those of any of its figures. */
static mlg_status write_parts(gpkg *file, OGRLayerH layer, mlg_level level, size_t zone,
                              mlg_family family, size_t scenario) {
  const mlg_portrait *portrait = file->portrait;
  const mlg_parts *parts = mlg_coverage_parts(portrait->coverage, level, zone, family, scenario);
  bool recorded = portrait->coverage->recorded[family];
  uint32_t all = recorded ? parts->need.flags : MLG_ABSENT;
  for (int part = 0; part < MLG_PART_COUNT && recorded; part++) all |= parts->part[part].flags;
  char *flags = mlg_flag_words(file->arena, all);
  MLG_HAVE(flags);
  gpkg_row row = mlg_gpkg_begin(file, layer);
  mlg_gpkg_text(&row, MLG_LEVELS[level].code);
  mlg_gpkg_text(&row, portrait->territory->zones[level][zone].code);
  mlg_gpkg_text(&row, MLG_FAMILIES[family].code);
  mlg_gpkg_text(&row, portrait->project->scenarios[scenario].id);
  put_known(&row, recorded, parts->need);
  for (int part = 0; part < MLG_PART_COUNT; part++) put_known(&row, recorded, parts->part[part]);
  mlg_gpkg_text(&row, flags);
  mlg_gpkg_end(&row);
  return MLG_OK;
}

mlg_status mlg_gpkg_write_coverage(gpkg *file) {
  const mlg_portrait *portrait = file->portrait;
  OGRLayerH layer = create_coverage(file);
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < portrait->territory->n_zones[level] && !file->failed; zone++)
      for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
        for (size_t scenario = 0; scenario < portrait->project->n_scenarios; scenario++)
          MLG_TRY(write_parts(file, layer, level, zone, family, scenario));
  return MLG_OK;
}
