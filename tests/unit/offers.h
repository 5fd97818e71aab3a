/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_OFFERS_H
#define TESTS_OFFERS_H

#include "tables.h"

#include <maillage/offer.h>

/* A mapping and rules like those shipped, smaller, for the offer tests. */
static const char *OFFER_SERVICES[] = {"Aide aux démarches administratives",
                                       "Étapes numériques (La Poste)",
                                       "Accès internet et matériel informatique"};
static mlg_family OFFER_FAMILIES[] = {MLG_AIDER, MLG_APPRENDRE, MLG_ACCEDER};
static const char *OFFER_NO_PUBLIC[] = {"Ce lieu n'accueille pas de public"};
static const char *OFFER_HEAD_TYPOLOGIES[] = {"REG", "EPCI"};
static const char *OFFER_HEAD_NAMES[] = {"Rennes métropole"};
static const char *OFFER_SOCIAL[] = {"CCAS", "CS"};
static const char *OFFER_FRANCE_SERVICES[] = {"RFS"};

static const mlg_mapping OFFER_MAPPING = {
    .id = "essai",
    .separator = '|',
    .c_id = "id",
    .c_name = "nom",
    .c_latitude = "latitude",
    .c_longitude = "longitude",
    .c_typology = "typologie",
    .c_services = "services",
    .c_access = "acces",
    .c_hours = "horaires",
    .c_updated = "date_maj",
    .describes = {[MLG_ACCEDER] = true, [MLG_AIDER] = true, [MLG_APPRENDRE] = true},
    .n_services = 3,
    .services = OFFER_SERVICES,
    .families = OFFER_FAMILIES,
    .n_no_public = 1,
    .no_public = OFFER_NO_PUBLIC,
    .n_head_typologies = 2,
    .head_typologies = OFFER_HEAD_TYPOLOGIES,
    .n_head_names = 1,
    .head_names = OFFER_HEAD_NAMES};

static const mlg_offer_rules OFFER_RULES = {.same_site_m = 50,
                                            .stale_days = 730,
                                            .weekly_default = 10,
                                            .weekly_social = 18,
                                            .weekly_france_services = 19,
                                            .weekly_other = 10,
                                            .n_social = 2,
                                            .social = OFFER_SOCIAL,
                                            .n_france_services = 1,
                                            .france_services = OFFER_FRANCE_SERVICES,
                                            .weeks = 36,
                                            .visits_per_person = 1.7,
                                            .professionals = {1, 0.5, 2}};

#define OFFER_HEADER "id,nom,latitude,longitude,typologie,services,acces,horaires,date_maj\n"

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_directory directory;
} offers_world;

static inline int offers_set_up(void **state) {
  offers_world *w = calloc(1, sizeof *w);
  w->findings.arena = &w->arena;
  *state = w;
  return 0;
}

static inline int offers_tear_down(void **state) {
  offers_world *w = *state;
  mlg_arena_free(&w->arena);
  free(w);
  return 0;
}

static inline mlg_status offers_read(offers_world *w, const char *text) {
  mlg_table *table = MLG_NEW(&w->arena, mlg_table, 1);
  *table = table_of(&w->arena, "annuaire.csv", text);
  return mlg_directory_read(&w->arena, table, 0, &OFFER_MAPPING, &OFFER_RULES, "2026-11-22",
                            &w->findings, &w->directory);
}

#define OFFERS_CASE(test) cmocka_unit_test_setup_teardown(test, offers_set_up, offers_tear_down)

#endif
