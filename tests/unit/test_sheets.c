/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "rennes_work.h"
#include "same_bytes.h"

#include <maillage/document.h>
#include <maillage/draw.h>
#include <math.h>
#include <string.h>

#include "document/fiche.h"

/* Every sheet of Rennes Métropole on the real data, then sheets that no territory has yet: what
 * is written never overlaps, never leaves the page, and says what is not known. */

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static const mlg_run_options OPTIONS = {.share = TEST_SHARE};
static mlg_work work = {.arena = &arena, .options = &OPTIONS, .findings = &findings};
static fiches book;

static mlg_status compute(void) {
  MLG_TRY(rennes_compute(&work, ":memory:"));
  MLG_TRY(mlg_build_portrait(&work));
  return mlg_fiches_open(&book, &arena, &work.portrait);
}

static int set_up(void **state) {
  (void)state;
  mlg_load_begin();
  return compute() == MLG_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  mlg_fiches_close(&book);
  mlg_status status = mlg_store_close(work.store, &findings);
  mlg_load_end();
  mlg_arena_free(&arena);
  mlg_draw_end();
  return status == MLG_OK ? 0 : -1;
}

/* Files of Rennes Métropole have "INSEE", "CNAF, INSEE" and others for producers. */
static void producers_are_named_once(void **state) {
  (void)state;
  const char *first = strstr(book.sources, "INSEE");
  assert_non_null(first);
  assert_null(strstr(first + 1, "INSEE"));
  assert_non_null(strstr(book.sources, "CNAF"));
}

/* ---- what a scene shows ---- */

static void assert_clean(const mlg_scene *scene, const char *name) {
  mlg_flaw flaw;
  assert_false(scene->lost);
  if (mlg_scene_check(scene, &flaw, 1) > 0)
    fail_msg("%s: flaw %d, items %zu and %zu", name, (int)flaw.kind, flaw.a, flaw.b);
}

/* Discs hide neither each other nor a text that is not their own number. */
static void assert_discs_apart(const mlg_scene *scene, const char *name) {
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_item *disc = &scene->items[i];
    if (disc->role != MLG_ROLE_CIRCLE) continue;
    for (size_t k = 0; k < scene->count; k++) {
      const mlg_item *other = &scene->items[k];
      if (other->kind == MLG_ITEM_TEXT && k != i + 1) {
        mlg_box box = other->text.box;
        mlg_point at = disc->circle.centre;
        double dx = fmax(fmax(box.min_x - at.x, at.x - box.max_x), 0);
        double dy = fmax(fmax(box.min_y - at.y, at.y - box.max_y), 0);
        if (hypot(dx, dy) < FICHE_DISC - 1)
          fail_msg("%s: a disc on « %s »", name, other->text.lines[0].string);
      }
      if (k > i && other->role == MLG_ROLE_CIRCLE &&
          hypot(disc->circle.centre.x - other->circle.centre.x,
                disc->circle.centre.y - other->circle.centre.y) < 2 * FICHE_DISC)
        fail_msg("%s: two discs on each other", name);
    }
  }
}

static bool says(const mlg_scene *scene, const char *words) {
  char *needle = mlg_arena_strdup(&arena, words);
  for (size_t i = 0; i < scene->count; i++)
    for (size_t k = 0; scene->items[i].kind == MLG_ITEM_TEXT && k < scene->items[i].text.n_lines;
         k++)
      if (strstr(scene->items[i].text.lines[k].string, needle) != NULL) return true;
  return false;
}

static void assert_drawn(fiche_zone *zone, mlg_arena *own, mlg_scene *scene) {
  assert_int_equal(mlg_fiche_draw(&book, zone, own, scene), MLG_OK);
  assert_clean(scene, zone->name);
  assert_discs_apart(scene, zone->name);
}

/* ---- Rennes Métropole ---- */

static void every_quarter_has_a_clean_page(void **state) {
  (void)state;
  assert_int_equal(book.n, 54);
  for (size_t i = 0; i < book.n; i++) {
    mlg_arena own = {0};
    mlg_scene scene;
    assert_drawn(&book.zones[i], &own, &scene);
    assert_false(says(&scene, "@gmail") || says(&scene, "@orange") || says(&scene, "mailto"));
    assert_false(says(&scene, "(null)"));
    mlg_arena_free(&own);
  }
}

static void the_index_leads_to_every_page(void **state) {
  (void)state;
  mlg_arena own = {0};
  mlg_scene scene;
  size_t links = 0;
  assert_int_equal(mlg_fiche_index_pages(book.n), 1);
  assert_int_equal(mlg_fiche_index(&book, 0, 1, &own, &scene), book.n);
  assert_clean(&scene, "index");
  for (size_t i = 0; i < scene.count; i++)
    if (scene.items[i].link != NULL)
      assert_string_equal(scene.items[i].link, book.zones[links++].page);
  assert_int_equal(links, book.n);
  assert_true(says(&scene, "Villejean - Beauregard"));
  mlg_arena_free(&own);
}

static fiche_zone *quarter(const char *code) {
  for (size_t i = 0; i < book.n; i++)
    if (strcmp(work.territory.zones[book.level][book.zones[i].zone].code, code) == 0)
      return &book.zones[i];
  fail_msg("no quarter %s", code);
  return NULL;
}

/* Walkers of a city, drivers of a village; the nearest to most people comes first. */
static void places_are_those_within_reach(void **state) {
  (void)state;
  const fiche_zone *city = quarter("3523809"), *village = quarter("35022");
  double reach = work.project.reach.modes[MLG_ON_FOOT].minutes;
  assert_int_equal(city->travel, MLG_ON_FOOT);
  assert_int_equal(village->travel, MLG_BY_CAR);
  assert_true(city->n_sites > 0);
  for (size_t i = 0; i < city->n_sites; i++) {
    assert_true(city->sites[i].minutes >= 0 && city->sites[i].minutes <= reach + 1e-9);
    assert_true(i == 0 || city->sites[i - 1].attraction >= city->sites[i].attraction);
    assert_int_equal(work.directory.sites[city->sites[i].site].status, MLG_COUNTED);
  }
}

/* A place counts once a family, however many offers it makes. */
static void places_are_counted_by_family(void **state) {
  (void)state;
  for (size_t i = 0; i < book.n; i++)
    for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
      size_t n = 0;
      for (size_t k = 0; k < book.zones[i].n_sites; k++) n += book.zones[i].sites[k].offers[family];
      assert_int_equal(n, book.zones[i].n_offers[family]);
    }
}

static void at_most_so_many_places_a_family(void **state) {
  (void)state;
  fiche_zone *zone = quarter("3523809");
  size_t three = mlg_fiche_choose(zone, 3, 99), one = mlg_fiche_choose(zone, 1, 99);
  assert_true(one > 0 && one <= MLG_FAMILY_COUNT && three > one);
  for (size_t i = 0, next = 1; i < zone->n_sites; i++)
    if (zone->sites[i].number > 0) assert_int_equal(zone->sites[i].number, next++);
  assert_int_equal(mlg_fiche_choose(zone, 3, 2), 2);
}

/* ---- zones that are made up ---- */

static void a_zone_without_places_says_so(void **state) {
  (void)state;
  mlg_arena own = {0};
  mlg_scene scene;
  fiche_zone zone = *quarter("3523809");
  zone.n_sites = 0;
  memset(zone.n_offers, 0, sizeof zone.n_offers);
  assert_drawn(&zone, &own, &scene);
  assert_true(says(&scene, "Aucun lieu recensé à portée."));
  assert_true(says(&scene, "le plus proche est à environ"));
  mlg_arena_free(&own);
}

static void a_zone_without_people_says_so(void **state) {
  (void)state;
  mlg_arena own = {0};
  mlg_scene scene;
  fiche_zone *zone = quarter("3523809");
  mlg_estimate *population =
      &work.need.values[book.level][zone->zone * work.need.n_indicators + work.population];
  const mlg_estimate before = *population;
  *population = mlg_exact(0);
  assert_drawn(zone, &own, &scene);
  *population = before;
  assert_true(says(&scene, "Aucun habitant recensé."));
  assert_false(says(&scene, "trouveraient une place"));
  mlg_arena_free(&own);
}

/* Names of 150 letters, 300 places at one point: fewer are shown, the others are counted. */
static void long_names_and_many_places_hold(void **state) {
  (void)state;
  enum { MANY = 300 };
  static const char LONG[] = "Maison intercommunale des services publics et de la médiation "
                             "numérique du pays de Rennes et de ses environs immédiats, antenne "
                             "provisoire du Nord-Ouest";
  mlg_arena own = {0};
  mlg_scene scene;
  fiche_zone zone = *quarter("3523809");
  fiche_site sites[MANY];
  mlg_site *site = &work.directory.sites[zone.sites[0].site];
  const char *before = site->name;
  for (size_t i = 0; i < MANY; i++) {
    sites[i] = zone.sites[0];
    for (int family = 0; family < MLG_FAMILY_COUNT; family++)
      sites[i].offers[family] = i % MLG_FAMILY_COUNT == (size_t)family;
  }
  site->name = zone.name = LONG;
  zone.sites = sites;
  zone.n_sites = MANY;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    zone.n_offers[family] = MANY / MLG_FAMILY_COUNT;
  assert_drawn(&zone, &own, &scene);
  assert_true(says(&scene, "autres à portée"));
  site->name = before;
  mlg_arena_free(&own);
}

/* ---- the file ---- */

static void the_same_run_gives_the_same_bytes(void **state) {
  (void)state;
  test_folder folder = folder_make();
  char first[512];
  snprintf(first, sizeof first, "%s", folder_path(&folder, "une.pdf"));
  assert_int_equal(mlg_document_sheets(&work.portrait, first, &findings), MLG_OK);
  const char *second = folder_path(&folder, "deux.pdf");
  assert_int_equal(mlg_document_sheets(&work.portrait, second, &findings), MLG_OK);
  assert_same_bytes(first, second);
  size_t size;
  free(read_whole(first, &size));
  assert_true(size < 6u << 20);
  folder_remove(&folder);
}

static void a_full_disk_is_said(void **state) {
  (void)state;
  test_folder folder = folder_make();
  const char *path = folder_path(&folder, "fiches.pdf");
  struct rlimit before = limit_file_size(20000);
  mlg_status status = mlg_document_sheets(&work.portrait, path, &findings);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, MLG_UNWRITTEN);
  assert_int_equal(findings.items[findings.count - 1].code, MLG_F_OUTPUT_UNWRITABLE);
  folder_remove(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(producers_are_named_once),
      cmocka_unit_test(every_quarter_has_a_clean_page),
      cmocka_unit_test(the_index_leads_to_every_page),
      cmocka_unit_test(places_are_those_within_reach),
      cmocka_unit_test(places_are_counted_by_family),
      cmocka_unit_test(at_most_so_many_places_a_family),
      cmocka_unit_test(a_zone_without_places_says_so),
      cmocka_unit_test(a_zone_without_people_says_so),
      cmocka_unit_test(long_names_and_many_places_hold),
      cmocka_unit_test(the_same_run_gives_the_same_bytes),
      cmocka_unit_test(a_full_disk_is_said),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
