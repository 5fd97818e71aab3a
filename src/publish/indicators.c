/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"
#include "publish/tables.h"

#include <maillage/text.h>
#include <math.h>

/* The long table of figures: one row a figure and denominator. */

/* One row of "indicateurs", less the zone. */
typedef struct {
  const char *indicator, *unit, *denominator; /* denominator NULL when there is none */
  mlg_estimate estimate;
  double rate;
  uint64_t datasets;
} figure;

static const sink_field FIELDS[] = {
    {"niveau", "Niveau", "iris, quartier, commune, epci, departement ou region.", OFTString, false},
    {"code", "Code", "Code de la zone.", OFTString, false},
    {"indicateur", "Indicateur", "Nom de l'indicateur ; voir la table dictionnaire.", OFTString,
     false},
    {"valeur", "Valeur", "L'estimation, non arrondie ; vide si elle est inconnue.", OFTReal, false},
    {"min", "Au moins", "Borne basse.", OFTReal, false},
    {"max", "Au plus", "Borne haute.", OFTReal, false},
    {"taux", "Taux", "Valeur rapportée au dénominateur.", OFTReal, false},
    {"denominateur", "Dénominateur", "Indicateur auquel la valeur est rapportée.", OFTString,
     false},
    {"unite", "Unité", "Unité de la valeur.", OFTString, false},
    {"drapeaux", "Drapeaux", "Ce qui fragilise le chiffre, séparé par « ; ».", OFTString, false},
    {"jeux", "Jeux lus",
     "Les jeux du projet où le chiffre est lu, et leur millésime ; voir la table sources.",
     OFTString, false},
};

static mlg_status write_figure(sink *to, mlg_level level, const mlg_zone *zone, figure made) {
  char *flags = mlg_flag_words(&to->row, made.estimate.flags);
  const char *datasets = mlg_wording_read_in(&to->said, made.datasets);
  MLG_HAVE(flags);
  MLG_HAVE(datasets);
  sink_row row = mlg_sink_row(to);
  mlg_sink_text(&row, MLG_LEVELS[level].code);
  mlg_sink_text(&row, zone->code);
  mlg_sink_text(&row, made.indicator);
  mlg_sink_bounds(&row, made.estimate);
  mlg_sink_real(&row, made.rate);
  mlg_sink_text(&row, made.denominator);
  mlg_sink_text(&row, made.unit);
  mlg_sink_text(&row, flags);
  mlg_sink_text(&row, datasets);
  mlg_sink_add(&row);
  return MLG_OK;
}

static uint64_t datasets_of(const mlg_need *need, mlg_level level, size_t zone, size_t i) {
  const uint64_t *all = need->sources[level];
  return all == NULL ? 0 : all[zone * need->n_indicators + i];
}

/* A row for each denominator, or a single one without a rate. */
static mlg_status write_indicator(sink *to, mlg_level level, size_t zone, size_t i) {
  const mlg_portrait *portrait = to->portrait;
  const mlg_indicator *indicator = &portrait->project->indicators[i];
  size_t n = indicator->n_denominators;
  for (size_t k = 0; k < (n > 0 ? n : 1); k++)
    MLG_TRY(write_figure(
        to, level, &portrait->territory->zones[level][zone],
        (figure){.indicator = indicator->id,
                 .unit = indicator->unit,
                 .denominator = n > 0 ? indicator->denominator_ids[k] : NULL,
                 .estimate = mlg_need_value(portrait->need, level, zone, i),
                 .rate = n > 0 ? mlg_need_rate(portrait->need, portrait->project->indicators, level,
                                               zone, i, k)
                                     .value
                               : NAN,
                 .datasets = datasets_of(portrait->need, level, zone, i)}));
  return MLG_OK;
}

/* "places_100_aider" */
static const char *name_of(mlg_arena *arena, const char *name, mlg_family family) {
  char id[48];
  const char *end = mlg_append(mlg_append(mlg_append(id, name), "_"), MLG_FAMILIES[family].code);
  return mlg_arena_strndup(arena, id, (size_t)(end - id));
}

/* One figure of a family in a zone. */
static mlg_status write_of_family(sink *to, mlg_level level, size_t zone, mlg_family family,
                                  const char *name, const char *unit, mlg_estimate estimate) {
  const char *id = name_of(&to->row, name, family);
  MLG_HAVE(id);
  bool known = to->portrait->coverage->recorded[family];
  return write_figure(to, level, &to->portrait->territory->zones[level][zone],
                      (figure){id, unit, NULL, known ? estimate : mlg_unknown(MLG_ABSENT), NAN, 0});
}

/* The catchments by their published names; the two-step one is `places_100`. */
static mlg_status write_catchments(sink *to, mlg_level level, size_t zone, mlg_family family) {
  const mlg_coverage *coverage = to->portrait->coverage;
  size_t cell = zone * MLG_FAMILY_COUNT + family;
  for (int kind = MLG_2SFCA + 1; kind < MLG_CATCHMENT_COUNT; kind++) {
    const mlg_estimate *all = coverage->catchments[kind][level];
    if (all != NULL)
      MLG_TRY(write_of_family(to, level, zone, family, MLG_CATCHMENTS[kind].code,
                              "places pour 100 personnes", all[cell]));
  }
  return MLG_OK;
}

static mlg_estimate exactly(double value) {
  return isnan(value) ? mlg_unknown(MLG_ABSENT) : mlg_between(value, value, value);
}

/* How far the nearest offer is, and how many have one within reach. */
static mlg_status write_nearest(sink *to, mlg_level level, size_t zone, mlg_family family) {
  const mlg_nearest_offer *all = to->portrait->coverage->nearest[level];
  if (all == NULL) return MLG_OK;
  mlg_nearest_offer near = all[zone * MLG_FAMILY_COUNT + family];
  MLG_TRY(write_of_family(to, level, zone, family, "distance", "mètres à vol d'oiseau",
                          exactly(near.metres)));
  MLG_TRY(write_of_family(to, level, zone, family, "minutes", "minutes", exactly(near.minutes)));
  return write_of_family(to, level, zone, family, "a_portee", "part (0 à 1)", exactly(near.within));
}

/* Places in reach, the take-up at which they run out, and what else says how near help is. */
static mlg_status write_access(sink *to, mlg_level level, size_t zone, mlg_family family) {
  const mlg_coverage *coverage = to->portrait->coverage;
  size_t cell = zone * MLG_FAMILY_COUNT + family;
  MLG_TRY(write_of_family(to, level, zone, family, "places_100", "places pour 100 personnes",
                          coverage->places[level][cell]));
  MLG_TRY(write_of_family(to, level, zone, family, "recours_epuisement", "part (0 à 1)",
                          coverage->take_up[level][cell]));
  MLG_TRY(write_catchments(to, level, zone, family));
  return write_nearest(to, level, zone, family);
}

static mlg_status write_indicators(sink *to, const sink_table *table) {
  (void)table;
  const mlg_portrait *portrait = to->portrait;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < portrait->territory->n_zones[level] && !to->failed; zone++) {
      for (size_t i = 0; i < portrait->project->n_indicators; i++)
        MLG_TRY(write_indicator(to, level, zone, i));
      for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
        MLG_TRY(write_access(to, level, zone, family));
    }
  return MLG_OK;
}

mlg_status mlg_tables_figures(sink_tables *tables) {
  return mlg_tables_add(tables,
                        (sink_table){.name = "indicateurs",
                                     .title = "Indicateurs",
                                     .description = "Une ligne par chiffre et dénominateur.",
                                     .geometry = wkbNone,
                                     SINK_FIELDS(FIELDS),
                                     .index = "niveau, code, indicateur",
                                     .write = write_indicators});
}
