/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_OFFERS_H
#define TESTS_OFFERS_H

#include "tables.h"

#include <maillage/offer.h>

/* A mapping and rules like those shipped, smaller, for the offer tests. */
#define OFFER_COLUMN(text)                                                                         \
  {                                                                                                \
    .n = 1, .items = (mlg_mapped_column[]) {                                                       \
      {                                                                                            \
        .name = (text), .at = { "essai.yaml", 7, 3 }                                               \
      }                                                                                            \
    }                                                                                              \
  }
static mlg_meaning OFFER_SERVICES[] = {
    {.folded = "aide aux demarches administratives", .bits = 1u << MLG_AIDER},
    {.folded = "etapes numeriques la poste", .bits = 1u << MLG_APPRENDRE},
    {.folded = "acces internet et materiel informatique", .bits = 1u << MLG_ACCEDER},
    {.folded = "famille ", .prefix = true, .ignored = true}};
static mlg_meaning OFFER_ACCESSES[] = {
    {.folded = "telephoner", .bits = MLG_BY_PHONE},
    {.folded = "ce lieu n accueille pas de public", .bits = MLG_RECEIVES_NOBODY}};
static const char *OFFER_HEAD_TYPOLOGIES[] = {"REG", "EPCI"};
static const char *OFFER_HEAD_NAMES[] = {"Rennes métropole"};
static const char *OFFER_SOCIAL[] = {"CCAS", "CS"};
static const char *OFFER_FRANCE_SERVICES[] = {"RFS"};

static const mlg_mapping OFFER_MAPPING = {
    .id = "essai",
    .separator = '|',
    .columns = {[MLG_AS_ID] = OFFER_COLUMN("id"),
                [MLG_AS_NAME] = OFFER_COLUMN("nom"),
                [MLG_AS_LATITUDE] = OFFER_COLUMN("latitude"),
                [MLG_AS_LONGITUDE] = OFFER_COLUMN("longitude"),
                [MLG_AS_TYPOLOGY] = OFFER_COLUMN("typologie"),
                [MLG_AS_SERVICES] = OFFER_COLUMN("services"),
                [MLG_AS_ACCESS] = OFFER_COLUMN("acces"),
                [MLG_AS_HOURS] = OFFER_COLUMN("horaires"),
                [MLG_AS_UPDATED] = OFFER_COLUMN("date_maj")},
    .describes = {[MLG_ACCEDER] = true, [MLG_AIDER] = true, [MLG_APPRENDRE] = true},
    .values = {[MLG_AS_SERVICES] = {4, OFFER_SERVICES}, [MLG_AS_ACCESS] = {2, OFFER_ACCESSES}},
    .always = {.typologies = "",
               .labels = "",
               .publics = "",
               .source = "",
               .provider = "",
               .updated = ""},
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
  const mlg_directory_source source = {.table = table, .mapping = &OFFER_MAPPING};
  return mlg_directory_read(&w->arena, &source, &OFFER_RULES, "2026-11-22", &w->findings,
                            &w->directory);
}

#define OFFERS_CASE(test) cmocka_unit_test_setup_teardown(test, offers_set_up, offers_tear_down)

#endif
