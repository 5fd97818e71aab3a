/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* mkstemp */
/* The section `cartes` of a project file: what it asks for, and each mistake at its place. */
#include "near.h"

#include "project/sections.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static mlg_arena arena;
static mlg_findings findings;
static mlg_project project;
static bool rejected;

static mlg_dataset DATASETS[] = {{.id = "contours"}, {.id = "qpv"}};

static void read_maps(const char *text) {
  char path[] = "/tmp/maillage-maps-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
  close(file);
  mlg_yaml yaml;
  findings = (mlg_findings){.arena = &arena};
  project = (mlg_project){.n_datasets = 2, .datasets = DATASETS};
  assert_int_equal(mlg_yaml_open(&yaml, &arena, NULL, path, "cartes.yaml", &findings), MLG_OK);
  mlg_read_maps(&yaml, mlg_yaml_root(&yaml), "", &project);
  rejected = yaml.rejected;
  mlg_yaml_close(&yaml);
  unlink(path);
}

static int tear_down(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static void short_lists_stay(void **state) {
  (void)state;
  read_maps("emprises: [\"35238\"]\n"
            "effectifs:\n  - {indicateur: fragilite, niveau: quartier}\n"
            "besoins:\n  - {famille: apprendre, niveau: iris}\n");
  assert_false(rejected);
  assert_int_equal(project.n_maps, 2);
  assert_int_equal(project.maps[0].kind, MLG_MAP_COUNT);
  assert_string_equal(project.maps[0].indicator, "fragilite");
  assert_int_equal(project.maps[1].kind, MLG_MAP_NEED);
  assert_int_equal(project.maps[1].family, MLG_APPRENDRE);
  assert_null(project.maps[1].indicator);
}

static void list_takes_every_choice(void **state) {
  (void)state;
  read_maps("emprises: [\"35238\"]\n"
            "liste:\n"
            "  - {type: taux, indicateur: plus_65, niveau: commune, classes: ckmeans, nombre: 4,\n"
            "     memes_bornes: oui, palette: besoin, emprises: [\"243500139\"]}\n"
            "  - {type: discontinuites, indicateur: plus_65, niveau: iris, bornes: [0.1, 0.2]}\n"
            "  - {type: croisement, famille: aider, niveau: quartier}\n"
            "  - {type: familles, niveau: quartier}\n"
            "contexte:\n  - {donnees: qpv, libelle: Quartiers prioritaires}\n");
  assert_false(rejected);
  assert_int_equal(project.n_maps, 4);
  const mlg_map_request *rate = &project.maps[0], *gaps = &project.maps[1];
  assert_int_equal(rate->kind, MLG_MAP_RATE);
  assert_int_equal(rate->level, MLG_COMMUNE);
  assert_int_equal(rate->classes.method, MLG_CLASS_NATURAL);
  assert_int_equal(rate->classes.n, 4);
  assert_true(rate->classes.shared);
  assert_string_equal(rate->palette, "besoin");
  assert_int_equal(rate->n_extents, 1);
  assert_int_equal(gaps->classes.method, MLG_CLASS_GIVEN);
  assert_int_equal(gaps->classes.n_bounds, 2);
  assert_near(gaps->classes.bounds[1], 0.2, 0 /* a ratio */);
  assert_int_equal(project.maps[2].kind, MLG_MAP_CROSSED);
  assert_int_equal(project.maps[3].kind, MLG_MAP_FAMILIES);
  assert_int_equal(project.n_contexts, 1);
  assert_int_equal(project.contexts[0].dataset, 1);
  assert_string_equal(project.contexts[0].label, "Quartiers prioritaires");
}

static void assert_rejected(const char *item, const char *value) {
  read_maps(mlg_arena_printf(&arena, "emprises: [\"35238\"]\nliste:\n  - {%s}\n", item));
  assert_true(rejected);
  assert_int_equal(findings.items[0].line, 3);
  assert_string_equal(findings.items[0].value, value);
}

static void mistakes_are_named(void **state) {
  (void)state;
  assert_rejected("type: choroplethe, niveau: iris", "choroplethe");
  assert_rejected("type: taux, niveau: iris", "taux");
  assert_rejected("type: besoin-offre, niveau: iris", "besoin-offre");
  assert_rejected("type: ecart, indicateur: fragilite, niveau: iris", "ecart");
  assert_rejected("type: familles, niveau: ilot", "ilot");
  assert_rejected("type: familles, niveau: iris, classes: jenks", "jenks");
  assert_rejected("type: familles, niveau: iris, classes: bornes", "bornes");
  assert_rejected("type: familles, niveau: iris, bornes: [0.3, 0.2]", "bornes");
  assert_rejected("type: familles, niveau: iris, nombre: 12", "12");
  assert_rejected("type: familles, niveau: iris, teinte: bleu", "teinte");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(short_lists_stay),
      cmocka_unit_test(list_takes_every_choice),
      cmocka_unit_test(mistakes_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, tear_down);
}
