/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_NEED_FIGURE_H
#define TESTS_NEED_FIGURE_H

#include <maillage/portrait.h>
#include <math.h>

/* How a need was covered, made by hand: 100 persons in two zones, 60 of whom find no place. One
 * offer is full from the start, one once everyone is directed, one keeps places. */

static mlg_need_scenario nf_scenarios[] = {
    {.id = "recours_10",
     .label = "Recours de 10 %",
     .source = "Bilan 2023",
     .take_up = 0.10,
     .parts = {{100, 90, 110, 0, 0},
               {{40, 30, 50, 0, 0}, {20, 10, 30, 0, 0}, {25, 20, 30, 0, 0}, {15, 15, 15, 0, 0}}},
     .flags = MLG_IMPUTED},
    {.id = "recours_100",
     .label = "Recours de 100 %",
     .source = "Borne haute",
     .take_up = 1,
     .parts =
         {{1000, 900, 1100, 0, 0},
          {{100, 50, 150, 0, 0}, {0, 0, 0, 0, 0}, {750, 700, 800, 0, 0}, {150, 150, 150, 0, 0}}},
     .flags = MLG_IMPUTED}};

static mlg_need_zone nf_zones[] = {{"010010101", "Les Halles", 85, {40, 20, 25, 0}, 3},
                                   {"010010102", "Le Lac", 15, {0, 0, 0, 15}, 0}};

static mlg_need_offer nf_offers[] = {{"a/aider",
                                      "a",
                                      "Mairie",
                                      120,
                                      1,
                                      {30, 15, 60, 0, MLG_IMPUTED},
                                      "18 par semaine",
                                      20,
                                      0,
                                      30,
                                      0},
                                     {"b/aider",
                                      "b",
                                      "Médiathèque",
                                      640,
                                      1,
                                      {40, 20, 80, 0, MLG_IMPUTED},
                                      "10 par semaine",
                                      15,
                                      25,
                                      15,
                                      25},
                                     {"c/aider",
                                      "c",
                                      "Poste",
                                      990,
                                      1,
                                      {40, 20, 80, 0, MLG_IMPUTED},
                                      "10 par semaine",
                                      5,
                                      -5,
                                      9,
                                      -5}};

static inline mlg_need_figure nf_figure(void) {
  return (mlg_need_figure){.level = MLG_QUARTIER,
                           .code = "0100101",
                           .name = "Nord",
                           .family = MLG_AIDER,
                           .recorded = true,
                           .base = "fragilite",
                           .base_label = "Fragilité socio-numérique",
                           .base_value = {1000, 900, 1100, 0, 0},
                           .weight = 1,
                           .n_scenarios = 2,
                           .scenarios = nf_scenarios,
                           .places = {11, 5, 22, 0, 0},
                           .take_up = {0.11, 0.05, 0.22, 0, 0},
                           .n_zones = 2,
                           .zones = nf_zones,
                           .n_offers = 3,
                           .offers = nf_offers,
                           .method = "besoin = 10 % des personnes fragiles.",
                           .sources = "INSEE."};
}

static inline mlg_need_figure nf_unrecorded(void) {
  const mlg_estimate unknown = mlg_unknown(MLG_ABSENT);
  mlg_need_figure figure = nf_figure();
  figure.family = MLG_INFORMER;
  figure.recorded = false;
  figure.n_scenarios = figure.n_offers = 0;
  figure.places = figure.take_up = unknown;
  return figure;
}

#endif
