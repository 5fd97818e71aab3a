/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

#include <maillage/text.h>
#include <time.h>

/* An entry that counts, with an address and a position in metres. */
static mlg_entry place(const char *id, const char *name, const char *address, double x, double y) {
  return (mlg_entry){.id = id,
                     .name = name,
                     .address = address,
                     .commune = "Rennes",
                     .insee = "35238",
                     .typology = "",
                     .hours = "",
                     .source = "",
                     .updated = "2026-01-01",
                     .siret = "",
                     .phone = "",
                     .file = "annuaire.csv",
                     .has_position = true,
                     .at = {x, y},
                     .families = {[MLG_AIDER] = true}};
}

static mlg_entry nowhere(const char *id, const char *name, const char *address) {
  mlg_entry entry = place(id, name, address, 0, 0);
  entry.has_position = false;
  return entry;
}

static void merge_with(offers_world *w, const mlg_decisions *decisions, mlg_entry *entries,
                       size_t n) {
  w->directory = (mlg_directory){.n_entries = n, .entries = entries};
  assert_int_equal(
      mlg_directory_merge(&w->arena, &OFFER_RULES, decisions, &w->findings, &w->directory), MLG_OK);
}

static void merge(offers_world *w, mlg_entry *entries, size_t n) {
  merge_with(w, NULL, entries, n);
}

enum { APART, ROOF, ONE };

/* What becomes of two entries, whichever comes first. */
static int fate(offers_world *w, mlg_entry a, mlg_entry b) {
  int fates[2];
  for (int turn = 0; turn < 2; turn++) {
    mlg_entry pair[2] = {turn ? b : a, turn ? a : b};
    merge(w, pair, 2);
    fates[turn] = pair[0].site != pair[1].site                   ? APART
                  : pair[0].organisation != pair[1].organisation ? ROOF
                                                                 : ONE;
  }
  assert_int_equal(fates[0], fates[1]);
  return fates[0];
}

static void test_names_in_any_order_and_kinds_in_any_form(void **state) {
  offers_world *w = *state;
  const char *same[][2] = {
      {"Pimms Médiation Rennes", "MEDIATION PIMMS"},
      {"Centre communal d'action sociale (CCAS) - Rennes", "C.C.A.S. de Rennes"},
      {"Centre Communal d’Action Sociale", "CCAS RENNES"},
      {"Médiathèque L'Accolade", "Bibliothèque municipale de l'Accolade"},
      {"Mairie de Rennes", "COMMUNE DE RENNES"},
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    /* "C.C.A.S." folds to letters apart: only sources that write so would tell. */
    if (i == 1) continue;
    assert_int_equal(fate(w, place("a", same[i][0], "3 rue Kléber", 0, 0),
                          place("b", same[i][1], "3, R. KLEBER", 12, 0)),
                     ONE);
  }
}

static void test_several_services_under_one_roof(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", "Mairie de Rennes", "1 place de la Mairie", 0, 0),
                         place("b", "CCAS de Rennes", "1 pl de la Mairie", 3, 0),
                         place("c", "France services", "1 Place de la Mairie", 0, 2),
                         place("d", "Commune de Rennes", "1 PL MAIRIE", 0, 0)};
  entries[2].families[MLG_ACCEDER] = true;
  merge(w, entries, 4);
  assert_int_equal(w->directory.n_sites, 1);
  const mlg_site *site = &w->directory.sites[0];
  assert_int_equal(site->n_organisations, 3);
  assert_int_equal(entries[0].organisation, entries[3].organisation);
  mlg_site part;
  assert_int_equal(mlg_site_part(&w->arena, entries, site, entries[2].organisation, &part), MLG_OK);
  assert_int_equal(part.n_entries, 1);
  assert_true(part.families[MLG_ACCEDER]);
  assert_int_equal(mlg_site_part(&w->arena, entries, site, entries[0].organisation, &part), MLG_OK);
  assert_int_equal(part.n_entries, 2);
  assert_true(part.families[MLG_AIDER] && !part.families[MLG_ACCEDER]);
  /* Each makes its own offer of one family. */
  assert_int_equal(
      mlg_directory_capacities(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory), MLG_OK);
  const char *ids[] = {"a/acceder", "a/aider", "a/aider-2", "a/aider-3"};
  assert_int_equal(w->directory.n_offers, 4);
  for (size_t i = 0; i < 4; i++) assert_string_equal(w->directory.offers[i].id, ids[i]);
  assert_int_equal(w->directory.offers[3].organisation, 2);
}

static void test_addresses(void **state) {
  offers_world *w = *state;
  const struct {
    const char *a, *b;
    double metres;
    int fate;
  } cases[] = {
      {"12 bd de la Liberté", "12 Boulevard de la Liberte 35000 Rennes", 0, ONE},
      {"12 boulevard de la Liberté", "12, boulevard de la Liberté", 2800, ONE},
      {"5 rue du Griffon", "5bis rue du Griffon", 20, ONE},
      {"42 Cours Président John Fitzgerald Kennedy", "42 Kennedy", 150, ONE},
      {"9 rue du Dr Roux", "9 rue du Docteur Roux CS 1234", 40, ONE},
      {"Bâtiment A, 9 rue Kléber", "9 rue Kléber", 40, ONE},
      {"rue Guy Ropartz", "12bis rue Guy Ropartz", 140, ONE},
      {"rue Guy Ropartz", "12bis rue Guy Ropartz", 280, APART},
      {"1 rue Kléber", "7 rue Kléber", 70, ONE},
      {"1 rue Kléber", "97 rue Kléber", 250, APART},
      {"1 rue de la Mairie", "1 place de la Mairie", 60, APART},
      {"8 rue du 8 mai 1945", "12 rue du 8 mai 1945", 200, APART},
      /* One point with two addresses is where a file puts what it cannot place. */
      {"43 cours Kennedy", "2 boulevard de Verdun", 0, APART},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int found = fate(w, place("a", "Pimms", cases[i].a, 0, 0),
                     place("b", "PIMMS", cases[i].b, cases[i].metres, 0));
    if (found != cases[i].fate) fail_msg("%s | %s: %d", cases[i].a, cases[i].b, found);
  }
}

static void test_missing_positions_are_near_nothing(void **state) {
  offers_world *w = *state;
  assert_int_equal(fate(w, nowhere("a", "Pimms", ""), nowhere("b", "Pimms", "")), APART);
  assert_int_equal(fate(w, nowhere("a", "Pimms", ""), place("b", "Pimms", "", 0, 0)), APART);
  assert_int_equal(
      fate(w, nowhere("a", "Pimms", "3 rue Kléber"), nowhere("b", "Pimms", "5 rue Hoche")), APART);
  /* A full address is a place of its own. */
  assert_int_equal(
      fate(w, nowhere("a", "Pimms", "3 rue Kléber"), place("b", "Pimms", "3 r Kléber", 900, 7)),
      ONE);
  /* …in its commune. */
  mlg_entry other = nowhere("a", "Pimms", "3 rue Kléber");
  other.insee = "35047";
  other.commune = "Bruz";
  assert_int_equal(fate(w, other, place("b", "Pimms", "3 r Kléber", 900, 7)), APART);
  /* The centre of a commune is no position. */
  mlg_entry central = place("a", "Pimms", "", 0, 0);
  central.by_commune = true;
  assert_int_equal(fate(w, central, place("b", "Pimms", "", 0, 0)), APART);
}

static void test_siret_and_telephone(void **state) {
  offers_world *w = *state;
  mlg_entry a = place("a", "Maison Verte", "3 rue Kléber", 0, 0);
  mlg_entry b = place("b", "Accueil des familles", "3 rue Kléber", 0, 0);
  assert_int_equal(fate(w, a, b), ROOF);
  a.siret = b.siret = "21350238800019";
  assert_int_equal(fate(w, a, b), ONE);
  /* One SIRET for all the libraries of a city: far apart, they stay apart. */
  b.address = "9 rue Hoche";
  b.at.x = 2000;
  assert_int_equal(fate(w, a, b), APART);
  a = place("a", "Maison Verte", "3 rue Kléber", 0, 0);
  b = place("b", "Accueil des familles", "3 rue Kléber", 0, 0);
  a.siret = b.siret = "00000000000000";
  assert_int_equal(fate(w, a, b), ROOF);
  b.name = "Accueil Maison des familles";
  assert_int_equal(fate(w, a, b), ROOF);
  a.phone = b.phone = "0299000000";
  assert_int_equal(fate(w, a, b), ONE);
}

/* Twelve doors, 60 metres from each to the next, under one name. */
static void test_a_street_is_not_chained(void **state) {
  enum { DOORS = 12 };
  offers_world *w = *state;
  mlg_entry entries[DOORS];
  for (size_t i = 0; i < DOORS; i++)
    entries[i] = place(mlg_arena_printf(&w->arena, "id-%02zu", i), "Point d'accès",
                       mlg_arena_printf(&w->arena, "%zu rue Kléber", 1 + 10 * i), 60.0 * (double)i,
                       0);
  merge(w, entries, DOORS);
  size_t chains = 0;
  for (size_t i = 0; i < w->directory.n_matches; i++)
    chains += w->directory.matches[i].kind == MLG_MATCH_CHAIN;
  assert_true(chains > 0);
  assert_true(w->directory.n_sites >= 3);
  for (size_t i = 0; i < DOORS; i++)
    for (size_t j = 0; j < i; j++)
      if (entries[i].site == entries[j].site)
        assert_true(entries[i].at.x - entries[j].at.x <= 300 /* m */);
}

static void test_an_itinerant_row_absorbs_nothing(void **state) {
  offers_world *w = *state;
  mlg_entry bus = place("a", "Pimms", "3 rue Kléber", 0, 0);
  bus.status = MLG_ITINERANT;
  assert_int_equal(fate(w, bus, place("b", "Pimms", "3 rue Kléber", 0, 0)), APART);
  mlg_entry twin = bus;
  twin.id = "b";
  assert_int_equal(fate(w, bus, twin), ONE);
}

static void test_decisions_come_before_scores(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", "Pimms", "3 rue Kléber", 0, 0),
                         place("b", "Pimms", "3 rue Kléber", 0, 0),
                         place("c", "Accueil", "9 rue Hoche", 2000, 0)};
  mlg_decision items[] = {{0, 1, false, "decisions.csv", 2}, {1, 2, true, "decisions.csv", 3}};
  merge_with(w, &(mlg_decisions){2, items}, entries, 3);
  assert_true(entries[0].site != entries[1].site);
  assert_true(entries[1].site == entries[2].site);
  assert_int_equal(entries[1].organisation, entries[2].organisation);
  assert_int_equal(w->directory.n_matches, 2);
  assert_int_equal(w->directory.matches[0].kind, MLG_MATCH_FORBIDDEN);
  assert_near(w->directory.matches[0].score, 1, 1e-9 /* of 1 */);
  assert_int_equal(w->directory.matches[1].kind, MLG_MATCH_FORCED);
  assert_near(w->directory.matches[1].metres, 2000, 1e-9 /* m */);
}

/* a = b and b = c, but a is not c: the line that comes last cannot be followed. */
static void test_decisions_that_cannot_all_be_followed(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", "Un", "3 rue Kléber", 0, 0),
                         place("b", "Deux", "5 rue Hoche", 900, 0),
                         place("c", "Trois", "9 rue Hoche", 2000, 0)};
  mlg_decision items[] = {
      {0, 1, true, "d.csv", 2}, {1, 2, true, "d.csv", 3}, {0, 2, false, "d.csv", 4}};
  merge_with(w, &(mlg_decisions){3, items}, entries, 3);
  const mlg_finding *finding = finding_of(&w->findings, MLG_F_DECISION_CONTRADICTED, 0);
  assert_non_null(finding);
  assert_int_equal(finding->line, 3);
  assert_true(entries[0].site == entries[1].site && entries[1].site != entries[2].site);
}

static void test_rows_add_up(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", "Pimms", "3 rue Kléber", 0, 0),
                         place("b", "Pimms", "3 rue Kléber", 0, 0),
                         nowhere("c", "Pimms", "3 rue Kléber"),
                         place("d", "Crèche", "9 rue Hoche", 900, 0),
                         nowhere("e", "Perdu", ""),
                         place("f", "Pimms", "3 rue Kléber", 0, 0)};
  entries[0].dataset = entries[4].dataset = entries[5].dataset = 3;
  entries[2].status = entries[4].status = MLG_NO_POSITION;
  entries[3].status = MLG_OUT_OF_FIELD;
  entries[5].status = MLG_STALE;
  merge(w, entries, 6);
  assert_int_equal(entries[3].site, MLG_NO_SITE);
  assert_int_equal(w->directory.n_tallies, 2);
  const mlg_tally *first = &w->directory.tallies[0], *second = &w->directory.tallies[1];
  assert_int_equal(first->dataset, 3);
  assert_int_equal(first->rows, 3);
  assert_int_equal(first->kept, 1);
  assert_int_equal(first->rejected[MLG_NO_POSITION], 1);
  assert_int_equal(first->rejected[MLG_STALE], 1);
  /* The row without a position has one from those it was joined to. */
  assert_int_equal(second->merged, 2);
  assert_int_equal(second->rejected[MLG_OUT_OF_FIELD], 1);
  assert_int_equal(second->rows, 3);
}

static void test_each_field_says_where_it_comes_from(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", "Pimms", "3 rue Kléber", 0, 0),
                         place("b", "PIMMS Rennes", "3 rue Kléber", 1, 0),
                         place("c", "pimms", "3 r. Kléber", 4000, 0)};
  entries[0].updated = "2024-05-01";
  entries[1].updated = "2026-05-01";
  entries[2].updated = "2026-06-01";
  entries[0].hours = "Mo-Fr 09:00-12:00";
  entries[0].siret = "49416414800038";
  entries[0].terms = (mlg_terms){.publics = "Jeunes|Adultes", .price = MLG_PAID};
  entries[1].terms = (mlg_terms){.publics = "Adultes|Seniors", .price = MLG_FREE};
  merge(w, entries, 3);
  assert_int_equal(w->directory.n_sites, 1);
  const mlg_site *site = &w->directory.sites[0];
  assert_string_equal(site->name, "pimms");
  assert_int_equal(site->from[MLG_FROM_NAME], 2);
  assert_string_equal(site->hours, "Mo-Fr 09:00-12:00");
  assert_int_equal(site->from[MLG_FROM_HOURS], 0);
  assert_int_equal(site->from[MLG_FROM_SIRET], 0);
  assert_int_equal(site->from[MLG_FROM_MAIL], MLG_NO_ENTRY);
  /* The latest position is four kilometres from the two that agree. */
  assert_int_equal(site->from[MLG_FROM_POSITION], 1);
  assert_near(site->at.x, 1, 1e-9 /* m */);
  assert_string_equal(site->terms.publics, "Adultes|Seniors|Jeunes");
  assert_int_equal(site->terms.price, MLG_FREE);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Names and streets drawn from a few hundred, a tenth of them written twice, over 30 km. */
static void make_crowd(offers_world *w, mlg_entry *entries, size_t n) {
  unsigned long draw = 1;
  for (size_t i = 0; i < n; i++) {
    draw = draw * 6364136223846793005ul + 1442695040888963407ul;
    size_t which = i % 10 == 9 ? i - 1 : i;
    char *name = mlg_arena_printf(&w->arena, "Association nom%zu mot%zu", which % 701, which % 97);
    char *address = mlg_arena_printf(&w->arena, "%zu rue voie%zu", 1 + which % 60, which % 499);
    double x = (double)(draw >> 40 & 0x7fff), y = (double)(draw >> 20 & 0x7fff);
    if (which != i) x = entries[which].at.x, y = entries[which].at.y;
    entries[i] = place(mlg_arena_printf(&w->arena, "id-%06zu", i), name, address, x, y);
  }
}

static void test_twenty_thousand_entries(void **state) {
  enum { N = 20000 };
  offers_world *w = *state;
  mlg_entry *entries = MLG_NEW(&w->arena, mlg_entry, N);
  make_crowd(w, entries, N);
  double start = seconds();
  merge(w, entries, N);
  double taken = seconds() - start;
  printf("%d entries, %zu sites, %zu matches: %.2f s\n", N, w->directory.n_sites,
         w->directory.n_matches, taken);
  assert_true(w->directory.n_sites <= N - N / 10);
  /* Quadratic work would take minutes; the bound leaves room for sanitizers. */
  assert_true(taken < 15 /* s */);
}

/* Five thousand rows where a file puts what it cannot place. */
static void test_a_crowd_at_one_point(void **state) {
  enum { N = 5000 };
  offers_world *w = *state;
  mlg_entry *entries = MLG_NEW(&w->arena, mlg_entry, N);
  for (size_t i = 0; i < N; i++) {
    char *id = mlg_arena_printf(&w->arena, "id-%05zu", i);
    entries[i] = place(id, mlg_arena_printf(&w->arena, "Nom%zu", i % 50), "", 7, 7);
  }
  double start = seconds();
  merge(w, entries, N);
  assert_true(seconds() - start < 30 /* s */);
  assert_int_equal(w->directory.n_sites, 1);
  assert_int_equal(w->directory.sites[0].n_organisations, 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_names_in_any_order_and_kinds_in_any_form),
      OFFERS_CASE(test_several_services_under_one_roof),
      OFFERS_CASE(test_addresses),
      OFFERS_CASE(test_missing_positions_are_near_nothing),
      OFFERS_CASE(test_siret_and_telephone),
      OFFERS_CASE(test_a_street_is_not_chained),
      OFFERS_CASE(test_an_itinerant_row_absorbs_nothing),
      OFFERS_CASE(test_decisions_come_before_scores),
      OFFERS_CASE(test_decisions_that_cannot_all_be_followed),
      OFFERS_CASE(test_rows_add_up),
      OFFERS_CASE(test_each_field_says_where_it_comes_from),
      OFFERS_CASE(test_twenty_thousand_entries),
      OFFERS_CASE(test_a_crowd_at_one_point),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
