/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "rennes_work.h"
#include "same_bytes.h"

#include "draw/map.h"
#include "draw/paint.h"

#include <maillage/beside.h>
#include <maillage/draw.h>
#include <maillage/workbook.h>
#include <math.h>
#include <sqlite3.h>

/*
 * The portrait of the real territory, saved, and read back in a folder where none of its inputs
 * can be found: the same, field by field, and the same in every output.
 */

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static test_folder folder;
static mlg_work work;
static mlg_portrait back;
static char *folder_before;

static mlg_status compute(const char *path) {
  MLG_TRY(rennes_compute(&work, path));
  MLG_TRY(mlg_build_portrait(&work));
  return mlg_store_save(work.store, &work.portrait, &findings);
}

static mlg_status read_back(const char *path, mlg_findings *said, mlg_portrait *portrait) {
  mlg_store *store;
  MLG_TRY(mlg_store_open(path, said, &store));
  mlg_status status = mlg_store_portrait(store, &arena, said, portrait);
  mlg_status closed = mlg_store_close(store, said);
  return status != MLG_OK ? status : closed;
}

static int set_up(void **state) {
  (void)state;
  static const mlg_run_options OPTIONS = {.share = TEST_SHARE};
  mlg_load_begin();
  folder = folder_make();
  work = (mlg_work){.arena = &arena, .options = &OPTIONS, .findings = &findings};
  if (compute(folder_path(&folder, "calcul.sqlite")) != MLG_OK) return -1;
  if (mlg_store_close(work.store, &findings) != MLG_OK) return -1;
  folder_before = getcwd(NULL, 0);
  if (chdir(folder.path) != 0) return -1;
  return read_back("calcul.sqlite", &findings, &back) == MLG_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  if (chdir(folder_before) != 0) return -1;
  free(folder_before);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  mlg_draw_end();
  mlg_load_end();
  return 0;
}

/* ---- field by field ---- */

static void same_text(const char *a, const char *b) {
  assert_int_equal(a == NULL, b == NULL);
  if (a != NULL) assert_string_equal(a, b);
}

static bool same(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static void same_estimate(mlg_estimate a, mlg_estimate b) {
  if (!same(a.value, b.value) || !same(a.low, b.low) || !same(a.high, b.high) ||
      !same(a.variance, b.variance) || a.flags != b.flags)
    fail_msg("%g [%g ; %g] %g %x, read back as %g [%g ; %g] %g %x", a.value, a.low, a.high,
             a.variance, a.flags, b.value, b.low, b.high, b.variance, b.flags);
}

static void settings_come_back(void **state) {
  (void)state;
  const mlg_project *a = &work.project, *b = back.project;
  same_text(a->title, b->title);
  same_text(a->date, b->date);
  same_text(a->base, b->base);
  assert_int_equal(a->level, b->level);
  assert_int_equal(a->n_datasets, b->n_datasets);
  for (size_t i = 0; i < a->n_datasets; i++) {
    same_text(a->datasets[i].id, b->datasets[i].id);
    same_text(a->datasets[i].file, b->datasets[i].file);
    same_text(a->datasets[i].licence, b->datasets[i].licence);
    same_text(work.portrait.digests[i], back.digests[i]);
  }
  assert_int_equal(a->n_indicators, b->n_indicators);
  for (size_t i = 0; i < a->n_indicators; i++) {
    same_text(a->indicators[i].id, b->indicators[i].id);
    same_text(a->indicators[i].text, b->indicators[i].text);
    assert_int_equal(a->indicators[i].n_denominators, b->indicators[i].n_denominators);
  }
  assert_int_equal(a->n_scenarios, b->n_scenarios);
  assert_int_equal(a->reference, b->reference);
  for (size_t i = 0; i < a->n_scenarios; i++) {
    const mlg_count_table *from = &a->scenarios[i].demand, *to = &b->scenarios[i].demand;
    assert_int_equal(from->present, to->present);
    assert_int_equal(a->scenarios[i].places.n_ids, b->scenarios[i].places.n_ids);
    size_t n = from->zone == NULL ? 1 : work.territory.n_zones[from->level];
    for (size_t k = 0; from->present && k < n * MLG_FAMILY_COUNT; k++)
      same_estimate(from->figures[k], to->figures[k]);
  }
  assert_int_equal(a->n_maps, b->n_maps);
  assert_int_equal(a->n_extents, b->n_extents);
  assert_int_equal(work.portrait.base, back.base);
  assert_int_equal(work.portrait.population, back.population);
  assert_int_equal(work.portrait.n_files, back.n_files);
  for (size_t i = 0; i < back.n_files; i++) {
    same_text(work.portrait.files[i].role, back.files[i].role);
    same_text(work.portrait.files[i].digest, back.files[i].digest);
  }
}

static void findings_come_back(void **state) {
  (void)state;
  assert_true(back.findings->count > 0);
  assert_int_equal(back.findings->count, findings.count);
  for (size_t i = 0; i < findings.count; i++) {
    const mlg_finding *a = &findings.items[i], *b = &back.findings->items[i];
    assert_int_equal(a->code, b->code);
    assert_int_equal(a->line, b->line);
    same_text(mlg_finding_message(&arena, a, MLG_FRENCH),
              mlg_finding_message(&arena, b, MLG_FRENCH));
  }
}

static void zones_come_back(void **state) {
  (void)state;
  const mlg_territory *a = &work.territory, *b = back.territory;
  assert_int_equal(a->level, b->level);
  same_text(a->name, b->name);
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    assert_int_equal(a->n_zones[level], b->n_zones[level]);
    for (size_t i = 0; i < a->n_zones[level]; i++) {
      const mlg_zone *from = &a->zones[level][i], *to = &b->zones[level][i];
      same_text(from->code, to->code);
      same_text(from->name, to->name);
      assert_int_equal(from->type, to->type);
      assert_memory_equal(from->parent, to->parent, sizeof from->parent);
      assert_memory_equal(&from->centre, &to->centre, sizeof from->centre);
      assert_true(from->area_km2 == to->area_km2);
    }
  }
}

static void same_shape(const mlg_shape *a, const mlg_shape *b) {
  assert_int_equal(a->n_paths, b->n_paths);
  for (size_t i = 0; i < a->n_paths; i++) {
    assert_int_equal(a->paths[i].n, b->paths[i].n);
    assert_memory_equal(a->paths[i].points, b->paths[i].points,
                        a->paths[i].n * sizeof *a->paths[i].points);
  }
}

static void outlines_come_back(void **state) {
  (void)state;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++)
    for (size_t i = 0; i < work.territory.n_zones[level]; i++)
      same_shape(&work.portrait.shapes[level][i], &back.shapes[level][i]);
  for (size_t i = 0; i < work.project.n_contexts; i++)
    same_shape(&work.portrait.contexts[i], &back.contexts[i]);
  assert_true(back.neighbours.n_paths > 0);
  same_shape(&work.portrait.neighbours, &back.neighbours);
}

static void figures_come_back(void **state) {
  (void)state;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++)
    for (size_t i = 0; i < work.territory.n_zones[level] * work.need.n_indicators; i++) {
      same_estimate(work.need.values[level][i], back.need->values[level][i]);
      assert_true(same(work.need.covered[level][i], back.need->covered[level][i]));
    }
}

static void same_terms(const mlg_terms *a, const mlg_terms *b) {
  assert_int_equal(a->access, b->access);
  assert_int_equal(a->modes, b->modes);
  assert_int_equal(a->price, b->price);
  same_text(a->publics, b->publics);
  same_text(a->provider, b->provider);
  same_text(a->labels, b->labels);
  same_text(a->reserved, b->reserved);
}

static void same_schedule(const mlg_schedule *a, const mlg_schedule *b) {
  assert_int_equal(a->known, b->known);
  assert_int_equal(a->by_appointment, b->by_appointment);
  assert_int_equal(a->partial, b->partial);
  assert_int_equal(a->n, b->n);
  for (size_t i = 0; i < a->n; i++) {
    assert_int_equal(a->openings[i].day, b->openings[i].day);
    assert_int_equal(a->openings[i].from, b->openings[i].from);
    assert_int_equal(a->openings[i].to, b->openings[i].to);
    assert_true(a->openings[i].weeks == b->openings[i].weeks);
  }
}

static void same_site(const mlg_site *a, const mlg_site *b) {
  const char *const from[] = {a->id,      a->name,     a->typology, a->source,
                              a->address, a->insee,    a->hours,    a->updated,
                              a->siret,   a->postcode, a->commune,  a->website};
  const char *const to[] = {b->id,    b->name,    b->typology, b->source,   b->address, b->insee,
                            b->hours, b->updated, b->siret,    b->postcode, b->commune, b->website};
  for (size_t i = 0; i < sizeof from / sizeof *from; i++) same_text(from[i], to[i]);
  assert_int_equal(a->has_position, b->has_position);
  if (a->has_position) assert_memory_equal(&a->at, &b->at, sizeof a->at);
  assert_int_equal(a->zone, b->zone);
  assert_int_equal(a->status, b->status);
  assert_memory_equal(a->families, b->families, sizeof a->families);
  assert_int_equal(a->n_entries, b->n_entries);
  assert_memory_equal(a->entries, b->entries, a->n_entries * sizeof *a->entries);
  assert_memory_equal(a->basics, b->basics, sizeof a->basics);
  assert_int_equal(a->n_organisations, b->n_organisations);
  assert_memory_equal(a->from, b->from, sizeof a->from);
  assert_int_equal(a->stale, b->stale);
  assert_int_equal(a->undated, b->undated);
  same_terms(&a->terms, &b->terms);
  same_schedule(&a->schedule, &b->schedule);
}

static void same_tallies(const mlg_tally *a, const mlg_tally *b, size_t n_a, size_t n_b) {
  assert_int_equal(n_a, n_b);
  for (size_t i = 0; i < n_a; i++) assert_memory_equal(&a[i], &b[i], sizeof a[i]);
}

static void sites_and_offers_come_back(void **state) {
  (void)state;
  const mlg_directory *a = &work.directory, *b = back.directory;
  assert_int_equal(a->n_sites, b->n_sites);
  for (size_t i = 0; i < a->n_sites; i++) same_site(&a->sites[i], &b->sites[i]);
  assert_int_equal(a->n_offers, b->n_offers);
  for (size_t i = 0; i < a->n_offers; i++) {
    const mlg_offer *from = &a->offers[i], *to = &b->offers[i];
    same_text(from->id, to->id);
    assert_int_equal(from->site, to->site);
    assert_int_equal(from->family, to->family);
    assert_int_equal(from->organisation, to->organisation);
    assert_int_equal(from->capacity_kind, to->capacity_kind);
    same_estimate(from->capacity, to->capacity);
    same_text(from->origin, to->origin);
    assert_true(same(from->weekly_hours, to->weekly_hours));
    same_terms(&from->terms, &to->terms);
    same_schedule(&from->schedule, &to->schedule);
  }
  assert_int_equal(a->n_entries, b->n_entries);
  for (size_t i = 0; i < a->n_entries; i++) {
    same_text(a->entries[i].id, b->entries[i].id);
    assert_int_equal(a->entries[i].dataset, b->entries[i].dataset);
    assert_int_equal(a->entries[i].line, b->entries[i].line);
    assert_int_equal(a->entries[i].status, b->entries[i].status);
    assert_int_equal(a->entries[i].organisation, b->entries[i].organisation);
    assert_int_equal(a->entries[i].site, b->entries[i].site);
  }
  assert_true(a->n_tallies > 0);
  same_tallies(a->tallies, b->tallies, a->n_tallies, b->n_tallies);
  same_tallies(a->structures, b->structures, a->n_structures, b->n_structures);
  assert_memory_equal(a->recorded, b->recorded, sizeof a->recorded);
}

static void coverage_comes_back(void **state) {
  (void)state;
  const mlg_coverage *a = &work.coverage, *b = back.coverage;
  assert_int_equal(a->n_scenarios, b->n_scenarios);
  assert_memory_equal(a->recorded, b->recorded, sizeof a->recorded);
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t n = work.territory.n_zones[level] * MLG_FAMILY_COUNT;
    for (size_t i = 0; i < n; i++) {
      same_estimate(a->places[level][i], b->places[level][i]);
      same_estimate(a->take_up[level][i], b->take_up[level][i]);
    }
    for (size_t i = 0; i < n * a->n_scenarios; i++) {
      same_estimate(a->parts[level][i].need, b->parts[level][i].need);
      for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
        same_estimate(a->parts[level][i].part[part], b->parts[level][i].part[part]);
    }
  }
  for (size_t kind = 0; kind < MLG_CATCHMENT_COUNT; kind++)
    for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++)
      for (size_t i = 0; i < work.territory.n_zones[level] * MLG_FAMILY_COUNT; i++)
        same_estimate(a->catchments[kind][level][i], b->catchments[kind][level][i]);
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++)
    for (size_t i = 0; i < work.territory.n_zones[level] * MLG_FAMILY_COUNT; i++) {
      const mlg_nearest_offer *from = &a->nearest[level][i], *to = &b->nearest[level][i];
      assert_true(same(from->metres, to->metres));
      assert_true(same(from->minutes, to->minutes));
      assert_true(same(from->within, to->within));
    }
  for (size_t i = 0; i < MLG_FAMILY_COUNT * a->n_scenarios; i++) {
    assert_true(same(a->exchanges[i].out, b->exchanges[i].out));
    assert_true(same(a->exchanges[i].in, b->exchanges[i].in));
  }
  assert_int_equal(a->n_flows, b->n_flows);
  assert_memory_equal(a->flows, b->flows, a->n_flows * sizeof *a->flows);
}

static void origins_come_back(void **state) {
  (void)state;
  const mlg_access *a = &work.access, *b = back.coverage->access;
  assert_int_equal(a->n_zones, b->n_zones);
  assert_int_equal(a->n_neighbours, b->n_neighbours);
  assert_int_equal(a->n_origins, b->n_origins);
  assert_true(a->n_origins > 0);
  for (size_t i = 0; i < a->n_origins; i++) {
    assert_memory_equal(&a->origins[i].at, &b->origins[i].at, sizeof a->origins[i].at);
    assert_int_equal(a->origins[i].zone, b->origins[i].zone);
    assert_int_equal(a->origins[i].travel, b->origins[i].travel);
    assert_true(a->origins[i].share == b->origins[i].share);
  }
  assert_int_equal(a->times.first == NULL, b->times.first == NULL);
}

/* ---- output by output ---- */

static void draw_svg(const mlg_drawing *drawing, const mlg_map_plan *plan, const char *path) {
  mlg_arena scratch = {0};
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(drawing, plan, &scratch, &scene), MLG_OK);
  assert_int_equal(mlg_paint_svg(&scene, path, path, &findings), MLG_OK);
  mlg_arena_free(&scratch);
}

static mlg_drawing start(const mlg_portrait *portrait) {
  mlg_drawing drawing = {.portrait = portrait, .ruler = mlg_ruler_new()};
  assert_int_equal(mlg_drawing_prepare(&drawing, &arena), MLG_OK);
  return drawing;
}

static void maps_are_the_same(void **state) {
  (void)state;
  mlg_map_plan *plans[2];
  size_t n[2];
  mlg_drawing of_run = start(&work.portrait), of_store = start(&back);
  assert_int_equal(mlg_map_plans(&arena, &work.portrait, &findings, &plans[0], &n[0]), MLG_OK);
  assert_int_equal(mlg_map_plans(&arena, &back, &findings, &plans[1], &n[1]), MLG_OK);
  assert_true(n[0] > 0);
  assert_int_equal(n[0], n[1]);
  for (size_t i = 0; i < n[0]; i++) {
    draw_svg(&of_run, &plans[0][i], "run.svg");
    draw_svg(&of_store, &plans[1][i], "store.svg");
    assert_same_bytes("run.svg", "store.svg");
  }
  mlg_ruler_free(of_run.ruler);
  mlg_ruler_free(of_store.ruler);
}

/* The store keeps neither the pairs of entries nor who reaches what. */
static void forget_pairs(mlg_portrait *portrait) {
  mlg_directory *directory = MLG_NEW(&arena, mlg_directory, 1);
  mlg_coverage *coverage = MLG_NEW(&arena, mlg_coverage, 1);
  *directory = *portrait->directory;
  *coverage = *portrait->coverage;
  directory->n_matches = 0;
  coverage->access = NULL;
  portrait->directory = directory;
  portrait->coverage = coverage;
}

static void workbook_is_the_same(void **state) {
  (void)state;
  mlg_portrait run = work.portrait, store = back;
  run.findings = store.findings = &(mlg_findings){.arena = &arena};
  forget_pairs(&run);
  forget_pairs(&store);
  assert_int_equal(mlg_portrait_set_beside(&arena, &store), MLG_OK);
  assert_int_equal(mlg_workbook_write(&run, "run.xlsx", ".", NULL, &findings), MLG_OK);
  assert_int_equal(mlg_workbook_write(&store, "store.xlsx", ".", NULL, &findings), MLG_OK);
  assert_same_bytes("run.xlsx", "store.xlsx");
}

/* ---- what cannot be read ---- */

static void alter(const char *sql) {
  size_t size;
  char *bytes = read_whole("calcul.sqlite", &size);
  folder_write(&folder, "altered.sqlite", bytes, size);
  free(bytes);
  sqlite3 *db;
  assert_int_equal(sqlite3_open("altered.sqlite", &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void refuses(const char *sql, mlg_finding_code code) {
  mlg_portrait portrait;
  mlg_findings said = {.arena = &arena};
  alter(sql);
  assert_int_equal(read_back("altered.sqlite", &said, &portrait), MLG_REJECTED);
  assert_int_equal(said.count, 1);
  assert_int_equal(said.items[0].code, code);
}

static void other_versions_are_refused(void **state) {
  (void)state;
  refuses("UPDATE projet SET valeur = '9.9.9' WHERE cle = 'version'", MLG_F_RESULTS_VERSION);
  refuses("UPDATE projet SET valeur = '0' WHERE cle = 'schema'", MLG_F_RESULTS_VERSION);
  refuses("DELETE FROM projet WHERE cle = 'version'", MLG_F_RESULTS_VERSION);
}

static void what_was_tampered_with_is_refused(void **state) {
  (void)state;
  refuses("UPDATE reglage SET contenu = 'projet: [' WHERE rang = 0", MLG_F_RESULTS_UNREADABLE);
  refuses("DELETE FROM reglage", MLG_F_RESULTS_UNREADABLE);
  refuses("DELETE FROM zone", MLG_F_RESULTS_UNREADABLE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(settings_come_back),
      cmocka_unit_test(findings_come_back),
      cmocka_unit_test(zones_come_back),
      cmocka_unit_test(outlines_come_back),
      cmocka_unit_test(figures_come_back),
      cmocka_unit_test(sites_and_offers_come_back),
      cmocka_unit_test(coverage_comes_back),
      cmocka_unit_test(origins_come_back),
      cmocka_unit_test(maps_are_the_same),
      cmocka_unit_test(workbook_is_the_same),
      cmocka_unit_test(other_versions_are_refused),
      cmocka_unit_test(what_was_tampered_with_is_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
