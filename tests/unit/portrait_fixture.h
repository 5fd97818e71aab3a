/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PORTRAIT_FIXTURE_H
#define TESTS_PORTRAIT_FIXTURE_H

/* A small portrait made by hand, for the rooms that only show one.
 *
 *   communes 01001 (quarters 0100101 and 0100102) and 01002 (its own quarter), EPCI 200000001
 *   IRIS 010010101, 010010102 (nobody lives there), 010010201 (a hole and an exclave), 010020000
 *
 * sans_diplome is suppressed in 010010201, hence partly known above it. The family depanner
 * is unrecorded. One site's name tries to be a formula; another site has no position. */

#include <maillage/portrait.h>
#include <math.h>

#include "portrait_fixture_zones.h"

enum { FX_FRAGILITE, FX_PLUS_65, FX_POPULATION, FX_15P, FX_NSCOL, FX_SANS_DIPLOME, FX_INDICATORS };
enum { FX_SCENARIOS = 2, FX_DATASETS = 2 };

#define FX_INJECTION "=HYPERLINK(\"https://exemple.fr\";\"cliquer\")"

/* Every value is a share of the population, so that sums stay easy to check. */
static const double FX_SHARE[FX_INDICATORS] = {0.30, 0.20, 1, 0.80, 0.75, 0.10};
static const double FX_PEOPLE[4] = {2000, 0, 1500, 800};

static size_t fx_denominators_fragilite[] = {FX_NSCOL, FX_15P};
static const char *fx_ids_fragilite[] = {"population_nscol", "population_15p"};
static size_t fx_denominators_plus_65[] = {FX_POPULATION};
static const char *fx_ids_plus_65[] = {"population"};
static size_t fx_denominators_sans[] = {FX_NSCOL};
static const char *fx_ids_sans[] = {"population_nscol"};
static mlg_input fx_inputs[] = {
    {.name = "a", .dataset_name = "population", .dataset = 0, .column = "P19_POP65P"}};
static double fx_bounds[] = {0.2, 0.25, 0.3, 0.4};

static const mlg_indicator FX_LIST[FX_INDICATORS] = {
    [FX_FRAGILITE] = {.id = "fragilite",
                      .label = "Fragilité socio-numérique",
                      .definition = "Personnes de 65 ans et plus, ou sans diplôme.",
                      .unit = "personnes",
                      .formula_text = "a",
                      .n_denominators = 2,
                      .denominators = fx_denominators_fragilite,
                      .denominator_ids = fx_ids_fragilite,
                      .n_bounds = 4,
                      .bounds = fx_bounds,
                      .palette = "fragilite",
                      .has_map = true,
                      .map_level = MLG_IRIS},
    [FX_PLUS_65] = {.id = "plus_65",
                    .label = "Personnes de 65 ans et plus",
                    .unit = "personnes",
                    .formula_text = "a",
                    .n_denominators = 1,
                    .denominators = fx_denominators_plus_65,
                    .denominator_ids = fx_ids_plus_65},
    [FX_POPULATION] = {.id = "population", .label = "Population", .unit = "habitants"},
    [FX_15P] = {.id = "population_15p",
                .label = "Population de 15 ans et plus",
                .unit = "personnes"},
    [FX_NSCOL] = {.id = "population_nscol",
                  .label = "Population non scolarisée de 15 ans et plus",
                  .unit = "personnes"},
    [FX_SANS_DIPLOME] = {.id = "sans_diplome",
                         .label = "Personnes sans diplôme",
                         .unit = "personnes",
                         .formula_text = "a",
                         .n_denominators = 1,
                         .denominators = fx_denominators_sans,
                         .denominator_ids = fx_ids_sans},
};

static const mlg_dataset FX_SETS[FX_DATASETS] = {{.id = "population",
                                                  .file = "population.csv",
                                                  .key = "IRIS",
                                                  .vintage = 2019,
                                                  .title = "Recensement de la population 2019",
                                                  .producer = "INSEE",
                                                  .licence = "Licence Ouverte 2.0"},
                                                 {.id = "annuaire",
                                                  .file = "annuaire.csv",
                                                  .key = "id",
                                                  .vintage = 2026,
                                                  .title = "Cartographie nationale",
                                                  .producer = "ANCT",
                                                  .licence = "Licence Ouverte 2.0"}};
static const char *FX_DIGESTS[FX_DATASETS] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "1111111111111111111111111111111111111111111111111111111111111111"};

static const mlg_scenario FX_SCENARIO[FX_SCENARIOS] = {
    {.id = "recours_17", .label = "Recours de 17 %", .source = "Une source", .take_up = 0.17},
    {.id = "recours_100", .label = "Recours de 100 %", .source = "Borne haute", .take_up = 1}};

/* ---- figures ---- */

static inline mlg_estimate fx_leaf(size_t zone, size_t indicator) {
  double value = FX_PEOPLE[zone] * FX_SHARE[indicator];
  if (indicator == FX_SANS_DIPLOME && zone == 2)
    return (mlg_estimate){NAN, 0, FX_PEOPLE[zone], 0, MLG_SUPPRESSED};
  mlg_estimate estimate = mlg_exact(value);
  if (indicator == FX_FRAGILITE) estimate = mlg_between(value, 0.9 * value, 1.1 * value);
  if (FX_PEOPLE[zone] == 0) estimate.flags |= MLG_EMPTY;
  return estimate;
}

static inline mlg_need *fx_need(mlg_arena *arena, const mlg_territory *territory) {
  mlg_need *need = MLG_NEW(arena, mlg_need, 1);
  need->n_indicators = FX_INDICATORS;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = territory->n_zones[level] * FX_INDICATORS;
    need->values[level] = MLG_NEW(arena, mlg_estimate, n);
    need->covered[level] = MLG_NEW(arena, double, n);
    for (size_t i = 0; i < n; i++) need->covered[level][i] = 1;
    for (size_t leaf = 0; leaf < 4; leaf++)
      for (size_t i = 0; i < FX_INDICATORS && n > 0; i++) {
        size_t zone = level == MLG_IRIS ? leaf : FX_IRIS[leaf].parent[level];
        mlg_estimate *sum = &need->values[level][zone * FX_INDICATORS + i];
        *sum = level == MLG_IRIS ? fx_leaf(leaf, i) : mlg_add(*sum, fx_leaf(leaf, i));
      }
  }
  return need;
}

/* ---- offer ---- */

static size_t fx_first_entries[] = {0, 1, 2};
static const mlg_site FX_SITES[] = {{.id = "lieu-1",
                                     .name = FX_INJECTION,
                                     .address = "1 rue de l'École",
                                     .insee = "01001",
                                     .source = "Hub",
                                     .updated = "2026-05-01",
                                     .hours = "",
                                     .typology = "CCAS",
                                     .at = {650500, 6860500},
                                     .has_position = true,
                                     .zone = 0,
                                     .families = {[MLG_AIDER] = true, [MLG_APPRENDRE] = true},
                                     .n_entries = 1,
                                     .entries = &fx_first_entries[0]},
                                    {.id = "lieu-2",
                                     .name = "Espace France services & Cie",
                                     .address = "2 place du Marché",
                                     .insee = "01002",
                                     .source = "France services",
                                     .updated = "2023-01-01",
                                     .hours = "",
                                     .typology = "RFS",
                                     .at = {651500, 6861500},
                                     .has_position = true,
                                     .zone = 3,
                                     .families = {[MLG_AIDER] = true},
                                     .n_entries = 1,
                                     .entries = &fx_first_entries[1]},
                                    {.id = "lieu-3",
                                     .name = "Sans adresse",
                                     .address = "",
                                     .insee = "01002",
                                     .source = "",
                                     .updated = "",
                                     .hours = "",
                                     .typology = "",
                                     .zone = MLG_NO_ZONE,
                                     .status = MLG_NO_POSITION,
                                     .families = {[MLG_AIDER] = true},
                                     .n_entries = 1,
                                     .entries = &fx_first_entries[2]}};
static const mlg_offer FX_OFFERS[] = {{.id = "lieu-1/aider",
                                       .site = 0,
                                       .family = MLG_AIDER,
                                       .capacity = {200, 100, 400, 0, MLG_IMPUTED},
                                       .origin = "18 par semaine",
                                       .weekly_hours = NAN},
                                      {.id = "lieu-1/apprendre",
                                       .site = 0,
                                       .family = MLG_APPRENDRE,
                                       .capacity = {100, 50, 200, 0, MLG_IMPUTED},
                                       .origin = "10 par semaine",
                                       .weekly_hours = 12},
                                      {.id = "lieu-2/aider",
                                       .site = 1,
                                       .family = MLG_AIDER,
                                       .capacity = {80, 40, 160, 0, MLG_IMPUTED},
                                       .origin = "19 par semaine",
                                       .weekly_hours = NAN}};

static inline mlg_directory *fx_directory(mlg_arena *arena) {
  mlg_directory *directory = MLG_NEW(arena, mlg_directory, 1);
  directory->n_entries = directory->n_sites = 3;
  directory->n_offers = 3;
  directory->entries = MLG_NEW(arena, mlg_entry, 3);
  directory->sites = mlg_arena_grow(arena, FX_SITES, 3, 3, sizeof(mlg_site));
  directory->offers = mlg_arena_grow(arena, FX_OFFERS, 3, 3, sizeof(mlg_offer));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    directory->recorded[family] = family != MLG_DEPANNER;
  return directory;
}

/* ---- coverage ---- */

/* The need of a leaf: a tenth served, then the three causes by tenths that differ by zone. */
static inline void fx_parts(mlg_parts *parts, size_t leaf, double take_up) {
  static const double tenths[4][MLG_PART_COUNT] = {
      {5, 2, 3, 0}, {4, 2, 2, 2}, {3, 1, 1, 5}, {10, 0, 0, 0}};
  double need = 0.30 * FX_PEOPLE[leaf] * take_up;
  parts->need = mlg_add(parts->need, mlg_between(need, 0.9 * need, 1.1 * need));
  for (int i = 0; i < MLG_PART_COUNT; i++) {
    double part = need * tenths[leaf][i] / 10;
    parts->part[i] = mlg_add(parts->part[i], mlg_between(part, 0.5 * part, 1.5 * part));
  }
}

static inline void fx_level(mlg_arena *arena, mlg_coverage *coverage, int level, size_t n) {
  size_t cells = n * MLG_FAMILY_COUNT;
  coverage->parts[level] = MLG_NEW(arena, mlg_parts, cells * FX_SCENARIOS);
  coverage->places[level] = MLG_NEW(arena, mlg_estimate, cells);
  coverage->take_up[level] = MLG_NEW(arena, mlg_estimate, cells);
  for (size_t cell = 0; cell < cells; cell++) {
    bool recorded = coverage->recorded[cell % MLG_FAMILY_COUNT];
    mlg_estimate unknown = mlg_unknown(MLG_ABSENT);
    coverage->places[level][cell] = recorded ? mlg_between(12, 6, 24) : unknown;
    coverage->take_up[level][cell] = recorded ? mlg_between(0.12, 0.06, 0.24) : unknown;
    for (size_t scenario = 0; scenario < FX_SCENARIOS; scenario++) {
      mlg_parts *parts = &coverage->parts[level][cell * FX_SCENARIOS + scenario];
      if (!recorded) *parts = (mlg_parts){unknown, {unknown, unknown, unknown, unknown}};
      for (size_t leaf = 0; leaf < 4 && recorded; leaf++)
        if (FX_IRIS[leaf].parent[level] == cell / MLG_FAMILY_COUNT)
          fx_parts(parts, leaf, FX_SCENARIO[scenario].take_up);
    }
  }
}

static inline mlg_coverage *fx_coverage(mlg_arena *arena, const mlg_directory *directory) {
  mlg_coverage *coverage = MLG_NEW(arena, mlg_coverage, 1);
  coverage->n_scenarios = FX_SCENARIOS;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    coverage->recorded[family] = directory->recorded[family];
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    fx_level(arena, coverage, level, FX_COUNTS[level]);
  return coverage;
}

/* ---- the whole ---- */

static const char *FX_EXTENTS[] = {"01001", "200000001"};

static inline mlg_project *fx_project(mlg_arena *arena) {
  mlg_project *project = MLG_NEW(arena, mlg_project, 1);
  *project = (mlg_project){.file = "essai/projet.yaml",
                           .id = "essai",
                           .title = "Communauté d'essai",
                           .author = "Maillage",
                           .date = "2026-11-22",
                           .level = MLG_EPCI,
                           .code = "200000001",
                           .base = "fragilite",
                           .n_extents = 2,
                           .extents = FX_EXTENTS,
                           .n_datasets = FX_DATASETS,
                           .n_scenarios = FX_SCENARIOS,
                           .n_indicators = FX_INDICATORS,
                           .reach = {.modes = {{20, 4, 1.3, MLG_GAUSSIAN}}, .tries = 1}};
  project->datasets = mlg_arena_grow(arena, FX_SETS, FX_DATASETS, FX_DATASETS, sizeof *FX_SETS);
  project->scenarios =
      mlg_arena_grow(arena, FX_SCENARIO, FX_SCENARIOS, FX_SCENARIOS, sizeof *FX_SCENARIO);
  project->indicators =
      mlg_arena_grow(arena, FX_LIST, FX_INDICATORS, FX_INDICATORS, sizeof *FX_LIST);
  for (size_t i = 0; i < FX_INDICATORS; i++) {
    mlg_indicator *indicator = &project->indicators[i];
    indicator->file = mlg_arena_printf(arena, "%s.yaml", indicator->id);
    indicator->n_inputs = 1;
    indicator->inputs = fx_inputs;
    indicator->source = "INSEE, recensement de la population";
    if (indicator->palette == NULL) indicator->palette = "";
    if (indicator->definition == NULL) indicator->definition = "";
    if (indicator->formula_text == NULL) indicator->formula_text = "a";
    indicator->reference = indicator->limits = "";
  }
  return project;
}

/** The portrait, owned by `arena`. Memory is not checked: a test that lacks some fails anyway. */
static inline mlg_portrait *fx_portrait(mlg_arena *arena) {
  mlg_portrait *portrait = MLG_NEW(arena, mlg_portrait, 1);
  mlg_findings *findings = MLG_NEW(arena, mlg_findings, 1);
  findings->arena = arena;
  portrait->project = fx_project(arena);
  portrait->territory = fx_territory(arena);
  portrait->need = fx_need(arena, portrait->territory);
  mlg_directory *directory = fx_directory(arena);
  portrait->directory = directory;
  portrait->coverage = fx_coverage(arena, directory);
  portrait->findings = findings;
  portrait->base = FX_FRAGILITE;
  portrait->population = FX_POPULATION;
  portrait->digests = FX_DIGESTS;
  fx_shapes(arena, portrait);
  mlg_report(findings, (mlg_finding){.code = MLG_F_SITE_POSITION_MISSING,
                                     .file = "annuaire.csv",
                                     .line = 4,
                                     .column = "latitude",
                                     .value = "Sans adresse"});
  mlg_report(findings, (mlg_finding){.code = MLG_F_ZONE_EMPTY,
                                     .file = "population.csv",
                                     .line = 3,
                                     .value = "010010102"});
  return portrait;
}

#endif
