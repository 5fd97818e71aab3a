/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

/* An entry that counts, for `aider`, at a place in metres. */
static mlg_entry entry_at(const char *id, const char *name, double x, double y,
                          const char *updated) {
  return (mlg_entry){.id = id,
                     .name = name,
                     .address = "",
                     .commune = "",
                     .insee = "",
                     .typology = "",
                     .hours = "",
                     .source = "",
                     .updated = updated,
                     .file = "annuaire.csv",
                     .has_position = true,
                     .at = {x, y},
                     .families = {[MLG_AIDER] = true}};
}

static void merge(offers_world *w, mlg_entry *entries, size_t n) {
  w->directory = (mlg_directory){.n_entries = n, .entries = entries};
  w->directory.recorded[MLG_AIDER] = true;
  assert_int_equal(mlg_directory_merge(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory),
                   MLG_OK);
}

static void test_one_point_or_one_name_near_by_is_one_site(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {
      entry_at("b", "Mairie", 0, 0, "2026-01-01"),
      entry_at("a", "Médiathèque", 0.3, 0.3, "2026-02-01"), /* one point with b */
      entry_at("c", "MEDIATHEQUE", 40, 20, "2025-01-01"),   /* one name, 45 m from a */
      entry_at("d", "Poste", 1, 0, "2026-01-01"),           /* 1 m away, another name */
      entry_at("e", "Médiathèque", 100, 0, "2026-01-01"),   /* 63 m from c */
  };
  entries[2].families[MLG_ACCEDER] = true;
  merge(w, entries, 5);
  assert_int_equal(w->directory.n_sites, 3);
  const mlg_site *site = &w->directory.sites[0];
  assert_string_equal(site->id, "a");
  assert_string_equal(site->name, "Médiathèque");
  assert_int_equal(site->n_entries, 3);
  assert_int_equal(site->entries[0], 1);
  assert_true(site->families[MLG_AIDER] && site->families[MLG_ACCEDER]);
  assert_int_equal(site->zone, MLG_NO_ZONE);
  assert_int_equal(w->findings.count, 2);
  assert_int_equal(w->findings.items[0].code, MLG_F_SITE_MERGED);
  assert_string_equal(w->findings.items[0].value, "Mairie");
  assert_string_equal(w->findings.items[0].expected, "Médiathèque");
}

static void test_a_site_counts_when_one_entry_does(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {entry_at("a", "Siège", 0, 0, "2026-07-01"),
                         entry_at("b", "Accueil", 0, 0, "2026-01-01"),
                         entry_at("c", "Autre siège", 900, 0, "2026-01-01")};
  entries[0].status = entries[2].status = MLG_HEAD_OFFICE;
  entries[0].families[MLG_APPRENDRE] = true;
  entries[0].typology = "REG";
  entries[1].typology = "CCAS|CS";
  entries[0].hours = "Mo 09:00-12:00";
  merge(w, entries, 3);
  const mlg_site *site = &w->directory.sites[0];
  assert_int_equal(site->status, MLG_COUNTED);
  assert_string_equal(site->name, "Accueil");
  assert_string_equal(site->typology, "CCAS|CS");
  assert_string_equal(site->updated, "2026-07-01");
  /* What only the head office does is not offered to anyone. */
  assert_false(site->families[MLG_APPRENDRE]);
  assert_int_equal(w->directory.sites[1].status, MLG_HEAD_OFFICE);
  assert_string_equal(mlg_site_status_reason(MLG_HEAD_OFFICE), "siège ou service interne");
  assert_string_equal(mlg_site_status_reason(MLG_COUNTED), "");
}

static void test_without_position_nothing_is_near(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {entry_at("a", "Mairie", 0, 0, ""), entry_at("b", "Mairie", 0, 0, "")};
  entries[0].has_position = entries[1].has_position = false;
  entries[0].status = entries[1].status = MLG_NO_POSITION;
  merge(w, entries, 2);
  assert_int_equal(w->directory.n_sites, 2);
  assert_int_equal(w->findings.count, 0);
}

static void test_ids_are_unique_and_never_blank(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {entry_at("x", "Une", 0, 0, ""), entry_at("x", "Deux", 500, 0, ""),
                         entry_at("", "L'Été", 900, 0, "")};
  merge(w, entries, 3);
  const char *ids[] = {"l-ete", "x", "x-2"};
  for (size_t i = 0; i < 3; i++) assert_string_equal(w->directory.sites[i].id, ids[i]);
}

/* A hundred rows on a few dozen places, then the same rows backwards. */
static void test_order_of_rows_changes_nothing(void **state) {
  enum { ROWS = 100 };
  static const char *const NAMES[] = {"Mairie", "Poste", "Centre", "Pimms"};
  offers_world *w = *state, other = {0};
  other.findings.arena = &other.arena;
  mlg_entry entries[ROWS], backwards[ROWS];
  for (size_t i = 0; i < ROWS; i++) {
    char *id = mlg_arena_printf(&w->arena, "id-%zu", (i * 37) % ROWS);
    char *date = mlg_arena_printf(&w->arena, "2026-0%zu-01", 1 + i % 3);
    entries[i] = entry_at(id, NAMES[i % 4], (double)(i * 17 % 23) * 20, (double)(i % 5) * 30, date);
    if (i % 7 == 0) entries[i].status = MLG_NO_PUBLIC;
    backwards[ROWS - 1 - i] = entries[i];
  }
  merge(w, entries, ROWS);
  merge(&other, backwards, ROWS);
  assert_true(w->directory.n_sites > 10 && w->directory.n_sites < ROWS);
  assert_int_equal(w->directory.n_sites, other.directory.n_sites);
  for (size_t i = 0; i < w->directory.n_sites; i++) {
    const mlg_site *a = &w->directory.sites[i], *b = &other.directory.sites[i];
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->n_entries, b->n_entries);
    assert_near(a->at.x, b->at.x, 0);
  }
  mlg_arena_free(&other.arena);
}

static void assert_offer(const offers_world *w, size_t i, const char *id, double capacity,
                         const char *origin) {
  const mlg_offer *offer = &w->directory.offers[i];
  assert_string_equal(offer->id, id);
  assert_near(offer->capacity.value, capacity, 1e-9 /* persons a year */);
  assert_near(offer->capacity.low, capacity / 2, 1e-9);
  assert_near(offer->capacity.high, capacity * 2, 1e-9);
  assert_int_equal(offer->capacity.flags, MLG_IMPUTED);
  assert_true(isnan(offer->weekly_hours));
  assert_string_equal(offer->origin, origin);
}

#define ORIGIN(week)                                                                               \
  "hypothèse\u202F: 1 professionnel, " week ", 36 semaines, 1,7 venue par personne"

static void test_capacities_and_where_they_come_from(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {entry_at("a", "CCAS", 0, 0, ""), entry_at("b", "Maison", 500, 0, ""),
                         entry_at("c", "Association", 900, 0, ""),
                         entry_at("d", "Siège", 1500, 0, "")};
  entries[0].typology = "ccas|BIB";
  entries[1].typology = "RFS|CS";
  entries[2].typology = "ASSO";
  entries[2].families[MLG_ACCEDER] = entries[2].families[MLG_APPRENDRE] = true;
  entries[3].status = MLG_HEAD_OFFICE;
  merge(w, entries, 4);
  assert_int_equal(
      mlg_directory_capacities(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory), MLG_OK);
  assert_int_equal(w->directory.n_offers, 5);
  assert_offer(w, 0, "a/aider", 18 * 36 / 1.7, ORIGIN("18 personnes par semaine (action sociale)"));
  assert_offer(w, 1, "b/aider", 19 * 36 / 1.7,
               ORIGIN("19 personnes par semaine (France services)"));
  const char *shared = ORIGIN("5 personnes par semaine (second temps partagé entre 2 familles)");
  assert_offer(w, 2, "c/acceder", 5 * 36 / 1.7, shared);
  assert_offer(w, 3, "c/aider", 10 * 36 / 1.7, ORIGIN("10 personnes par semaine"));
  assert_offer(w, 4, "c/apprendre", 5 * 36 / 1.7, shared);
  assert_string_equal(finding_of(&w->findings, MLG_F_CAPACITY_ASSUMED, 0)->value, "5");
  /* Only `aider` is described here. */
  assert_string_equal(finding_of(&w->findings, MLG_F_FAMILY_UNRECORDED, 0)->value,
                      MLG_FAMILIES[MLG_INFORMER].label);
  assert_non_null(finding_of(&w->findings, MLG_F_FAMILY_UNRECORDED, 3));
  assert_null(finding_of(&w->findings, MLG_F_FAMILY_UNRECORDED, 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_one_point_or_one_name_near_by_is_one_site),
      OFFERS_CASE(test_a_site_counts_when_one_entry_does),
      OFFERS_CASE(test_without_position_nothing_is_near),
      OFFERS_CASE(test_ids_are_unique_and_never_blank),
      OFFERS_CASE(test_order_of_rows_changes_nothing),
      OFFERS_CASE(test_capacities_and_where_they_come_from),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
