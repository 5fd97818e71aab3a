/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <maillage/draw.h>
#include <maillage/text.h>

#include "draw/map.h"

/* Whole maps of the small portrait, which has a hole, an exclave, an empty zone, a
   hidden figure and a site whose name holds markup. */

#define LONG_NAME                                                                                  \
  "Bourg-l'Évesque et la Très Longue Rue de la Soif - La Touche Saint-Martin-des-Champs - Moulin"

static mlg_map_request REQUESTS[] = {
    {.kind = MLG_MAP_COUNT, .level = MLG_QUARTIER, .indicator = "fragilite"},
    {.kind = MLG_MAP_COUNT, .level = MLG_IRIS, .indicator = "sans_diplome"},
    {.kind = MLG_MAP_NEED, .level = MLG_IRIS, .family = MLG_AIDER},
    {.kind = MLG_MAP_NEED, .level = MLG_IRIS, .family = MLG_DEPANNER}, /* unrecorded */
};
enum { N_REQUESTS = sizeof REQUESTS / sizeof *REQUESTS, N_MAPS = 8 };

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_portrait *portrait;
  mlg_project *project;
  test_folder folder;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->findings.arena = &fx->arena;
  fx->folder = folder_make();
  fx->portrait = fx_portrait(&fx->arena);
  fx->project = fx_project(&fx->arena);
  fx->project->maps = REQUESTS;
  fx->project->n_maps = N_REQUESTS;
  fx->portrait->project = fx->project;
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  mlg_draw_end();
  test_free(fx);
  return 0;
}

static void draw(fixture *fx) {
  assert_int_equal(mlg_draw_maps(fx->portrait, fx->folder.path, NULL, NULL, &fx->findings), MLG_OK);
}

static size_t plan(fixture *fx, mlg_map_plan **plans) {
  size_t n;
  assert_int_equal(mlg_map_plans(&fx->arena, fx->portrait, &fx->findings, plans, &n), MLG_OK);
  return n;
}

static mlg_scene scene_of(fixture *fx, mlg_drawing *drawing, const mlg_map_plan *one) {
  mlg_scene scene;
  drawing->portrait = fx->portrait;
  assert_int_equal(mlg_drawing_prepare(drawing, &fx->arena), MLG_OK);
  assert_int_equal(mlg_map_draw(drawing, one, &fx->arena, &scene), MLG_OK);
  assert_false(scene.lost);
  return scene;
}

/* ---- what is drawn ---- */

static void maps_have_their_names(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  assert_int_equal(plan(fx, &plans), N_MAPS);
  assert_string_equal(plans[0].name, "fragilite-taux-iris-l-abergement-clemenciat");
  assert_string_equal(plans[1].name, "fragilite-effectif-quartier-l-abergement-clemenciat");
  assert_string_equal(plans[3].name, "besoin-aider-iris-l-abergement-clemenciat");
  assert_string_equal(plans[7].name, "besoin-aider-iris-communaute-d-essai");
}

static void unrecorded_family_is_not_drawn(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  assert_int_equal(fx->findings.count, 2); /* one an extent */
  assert_int_equal(fx->findings.items[0].code, MLG_F_MAP_CLASSES_IMPLICIT);
}

/* A count is never shaded: a rate needs something to be a share of. */
static void count_is_never_a_choropleth(void **state) {
  fixture *fx = *state;
  fx->project->n_maps = 0;
  fx->project->indicators[FX_FRAGILITE].n_denominators = 0;
  mlg_map_plan *plans;
  assert_int_equal(plan(fx, &plans), 0);
  assert_int_equal(fx->findings.count, 2);
}

static void extents_of_one_name_do_not_collide(void **state) {
  fixture *fx = *state;
  mlg_zone *communes = fx->portrait->territory->zones[MLG_COMMUNE];
  static const char *extents[] = {"01001", "01002"};
  communes[1].name = communes[0].name;
  fx->project->extents = extents;
  mlg_map_plan *plans;
  size_t n = plan(fx, &plans);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++) assert_string_not_equal(plans[i].name, plans[j].name);
}

static void nothing_overlaps(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  size_t n = plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  for (size_t i = 0; i < n; i++) {
    mlg_scene scene = scene_of(fx, &drawing, &plans[i]);
    mlg_flaw flaw;
    if (mlg_scene_check(&scene, &flaw, 1) > 0)
      fail_msg("%s: flaw %d, items %zu and %zu", plans[i].name, (int)flaw.kind, flaw.a, flaw.b);
  }
  mlg_ruler_free(drawing.ruler);
}

static void long_names_neither_overlap_nor_leave(void **state) {
  fixture *fx = *state;
  for (mlg_level level = MLG_IRIS; level <= MLG_EPCI; level++)
    for (size_t i = 0; i < fx->portrait->territory->n_zones[level]; i++)
      fx->portrait->territory->zones[level][i].name = LONG_NAME;
  for (size_t i = 0; i < FX_INDICATORS; i++) {
    fx->project->indicators[i].label = LONG_NAME ", " LONG_NAME;
    fx->project->indicators[i].definition = LONG_NAME " ; " LONG_NAME " ; " LONG_NAME;
  }
  nothing_overlaps(state);
}

/* ---- the key ---- */

static bool says(const mlg_scene *scene, mlg_role role, const char *words) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].kind == MLG_ITEM_TEXT && scene->items[i].role == role)
      for (size_t j = 0; j < scene->items[i].text.n_lines; j++)
        if (strcmp(scene->items[i].text.lines[j].string, words) == 0) return true;
  return false;
}

static size_t zones_painted(const mlg_scene *scene, mlg_pattern pattern) {
  size_t n = 0;
  for (size_t i = 0; i < scene->count; i++)
    n += scene->items[i].role == MLG_ROLE_ZONE && scene->items[i].paint.pattern == pattern;
  return n;
}

/* Four IRIS: three of 40 % (0.30 / 0.75), one where nobody lives. */
static void key_counts_the_zones(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[4]);
  assert_true(says(&scene, MLG_ROLE_KEY, "3" MLG_NBSP "IRIS"));
  assert_true(says(&scene, MLG_ROLE_KEY, "1" MLG_NBSP "IRIS"));
  assert_true(says(&scene, MLG_ROLE_KEY, mlg_shown_label(MLG_NOBODY)));
  assert_false(says(&scene, MLG_ROLE_KEY, mlg_shown_label(MLG_HIDDEN)));
  assert_int_equal(zones_painted(&scene, MLG_PLAIN), 3);
  assert_int_equal(zones_painted(&scene, MLG_HORIZONTAL), 1);
  mlg_ruler_free(drawing.ruler);
}

static bool mentions(const mlg_scene *scene, mlg_role role, const char *words) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].kind == MLG_ITEM_TEXT && scene->items[i].role == role)
      for (size_t j = 0; j < scene->items[i].text.n_lines; j++)
        if (strstr(scene->items[i].text.lines[j].string, words) != NULL) return true;
  return false;
}

/* A fragile rate keeps its shade, under lines that the key explains. */
static void fragile_rates_are_hatched(void **state) {
  fixture *fx = *state;
  fx->portrait->need->values[MLG_IRIS][FX_FRAGILITE].flags |= MLG_FRAGILE;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[4]);
  assert_true(says(&scene, MLG_ROLE_KEY, "estimation fragile"));
  assert_int_equal(zones_painted(&scene, MLG_HATCH), 1);
  assert_int_equal(zones_painted(&scene, MLG_PLAIN), 2);
  for (size_t i = 0; i < scene.count; i++)
    if (scene.items[i].role == MLG_ROLE_ZONE && scene.items[i].paint.pattern == MLG_HATCH)
      assert_int_not_equal(scene.items[i].paint.fill, MLG_WHITE);
  fx->portrait->need->values[MLG_IRIS][FX_FRAGILITE].flags = 0;
  scene = scene_of(fx, &drawing, &plans[4]);
  assert_false(says(&scene, MLG_ROLE_KEY, "estimation fragile"));
  mlg_ruler_free(drawing.ruler);
}

/* 40 % everywhere: nobody is first. */
static void tied_quarters_are_said_so(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[0]);
  assert_true(mentions(&scene, MLG_ROLE_KEY, "Nord et Sud 1er à 2e (sur" MLG_NBSP "2)"));
  mlg_ruler_free(drawing.ruler);
}

/* The extent's figure is a floor, which is said above it, and what lacks is named. */
static void partial_figures_are_floors(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[6]);
  assert_true(says(&scene, MLG_ROLE_KEY, "Communauté d'essai, au moins"));
  assert_true(says(&scene, MLG_ROLE_KEY, "280"));
  assert_true(mentions(&scene, MLG_ROLE_KEY, "au plus 1" MLG_NBSP "780"));
  assert_true(mentions(&scene, MLG_ROLE_FOOT, "Données incomplètes pour une commune"));
  assert_false(mentions(&scene, MLG_ROLE_KEY, "–"));
  mlg_ruler_free(drawing.ruler);
}

/* A hidden figure is dots and words, never a small circle. */
static void hidden_count_is_a_sign(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[6]);
  assert_true(says(&scene, MLG_ROLE_KEY, mlg_shown_label(MLG_HIDDEN)));
  assert_int_equal(zones_painted(&scene, MLG_DOTS), 1);
  size_t circles = 0;
  for (size_t i = 0; i < scene.count; i++) circles += scene.items[i].role == MLG_ROLE_CIRCLE;
  assert_int_equal(circles, 2); /* of four: one hidden, one empty */
  mlg_ruler_free(drawing.ruler);
}

static void areas_are_in_proportion(void **state) {
  fixture *fx = *state;
  mlg_map_plan *plans;
  plan(fx, &plans);
  mlg_drawing drawing = {.ruler = mlg_ruler_new()};
  mlg_scene scene = scene_of(fx, &drawing, &plans[5]);
  double radius[3] = {0};
  size_t n = 0;
  for (size_t i = 0; i < scene.count && n < 3; i++)
    if (scene.items[i].role == MLG_ROLE_CIRCLE) radius[n++] = scene.items[i].circle.radius;
  assert_int_equal(n, 3); /* 600, 450 and 240 fragile persons */
  assert_near(radius[1] * radius[1] / (radius[0] * radius[0]), 450.0 / 600, 1e-9);
  assert_near(radius[2] * radius[2] / (radius[0] * radius[0]), 240.0 / 600, 1e-9);
  mlg_ruler_free(drawing.ruler);
}

/* ---- the files ---- */

static unsigned big_endian(const char *bytes) {
  const unsigned char *b = (const unsigned char *)bytes;
  return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

static void png_is_a_slide(void **state) {
  fixture *fx = *state;
  draw(fx);
  size_t size;
  const char *name = "besoin-aider-iris-communaute-d-essai.png";
  char *bytes = read_whole(folder_path(&fx->folder, name), &size);
  assert_true(size > 24 && memcmp(bytes, "\x89PNG", 4) == 0);
  assert_int_equal(big_endian(bytes + 16), 1920);
  assert_int_equal(big_endian(bytes + 20), 1080);
  free(bytes);
}

static int count_nodes(xmlDoc *document, const char *path) {
  xmlXPathContext *context = xmlXPathNewContext(document);
  xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
  xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, context);
  int n = found == NULL || found->nodesetval == NULL ? 0 : found->nodesetval->nodeNr;
  xmlXPathFreeObject(found);
  xmlXPathFreeContext(context);
  return n;
}

static void svg_is_real_text(void **state) {
  fixture *fx = *state;
  draw(fx);
  const char *name = "besoin-aider-iris-communaute-d-essai.svg";
  xmlDoc *document = xmlReadFile(folder_path(&fx->folder, name), NULL, XML_PARSE_NONET);
  assert_non_null(document);
  assert_int_equal(count_nodes(document, "/s:svg/s:title"), 1);
  assert_int_equal(count_nodes(document, "/s:svg/s:desc"), 1);
  assert_int_equal(count_nodes(document, "//s:g[@class='titre']/s:text"), 2);
  assert_true(count_nodes(document, "//s:g[@class='zones']//s:title") >= 4);
  /* The name that holds quotes and brackets came through as text. */
  assert_int_equal(count_nodes(document, "//s:g[@class='lieux']//s:title[contains(., "
                                         "'https://exemple.fr')]"),
                   1);
  xmlFreeDoc(document);
  xmlCleanupParser();
}

static void same_portrait_gives_the_same_bytes(void **state) {
  fixture *fx = *state;
  test_folder again = folder_make();
  draw(fx);
  assert_int_equal(mlg_draw_maps(fx->portrait, again.path, NULL, NULL, &fx->findings), MLG_OK);
  mlg_map_plan *plans;
  size_t n = plan(fx, &plans);
  static const char *const EXTENSIONS[] = {"png", "pdf", "svg"};
  for (size_t i = 0; i < 3 * n; i++) {
    char name[256];
    snprintf(name, sizeof name, "%s.%s", plans[i / 3].name, EXTENSIONS[i % 3]);
    assert_same_bytes(folder_path(&fx->folder, name), folder_path(&again, name));
  }
  folder_remove(&again);
}

static void unwritable_folder_is_said(void **state) {
  fixture *fx = *state;
  assert_int_equal(
      mlg_draw_maps(fx->portrait, "/tmp/maillage-test-none/x", NULL, NULL, &fx->findings),
      MLG_UNWRITTEN);
  const mlg_finding *last = &fx->findings.items[fx->findings.count - 1];
  assert_int_equal(last->code, MLG_F_OUTPUT_UNWRITABLE);
  assert_null(strstr(last->value, "/tmp"));
}

static void full_disk_is_said(void **state) {
  fixture *fx = *state;
  struct rlimit before = limit_file_size(4096);
  mlg_status status = mlg_draw_maps(fx->portrait, fx->folder.path, NULL, NULL, &fx->findings);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  assert_int_equal(status, MLG_UNWRITTEN);
}

static void note_progress(void *context, size_t done, size_t total) {
  size_t *last = context;
  assert_int_equal(done, *last + 1);
  assert_int_equal(total, N_MAPS);
  *last = done;
}

static void progress_counts_maps(void **state) {
  fixture *fx = *state;
  size_t last = 0;
  assert_int_equal(
      mlg_draw_maps(fx->portrait, fx->folder.path, note_progress, &last, &fx->findings), MLG_OK);
  assert_int_equal(last, N_MAPS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(maps_have_their_names, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unrecorded_family_is_not_drawn, set_up, tear_down),
      cmocka_unit_test_setup_teardown(count_is_never_a_choropleth, set_up, tear_down),
      cmocka_unit_test_setup_teardown(extents_of_one_name_do_not_collide, set_up, tear_down),
      cmocka_unit_test_setup_teardown(nothing_overlaps, set_up, tear_down),
      cmocka_unit_test_setup_teardown(long_names_neither_overlap_nor_leave, set_up, tear_down),
      cmocka_unit_test_setup_teardown(key_counts_the_zones, set_up, tear_down),
      cmocka_unit_test_setup_teardown(fragile_rates_are_hatched, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tied_quarters_are_said_so, set_up, tear_down),
      cmocka_unit_test_setup_teardown(partial_figures_are_floors, set_up, tear_down),
      cmocka_unit_test_setup_teardown(hidden_count_is_a_sign, set_up, tear_down),
      cmocka_unit_test_setup_teardown(areas_are_in_proportion, set_up, tear_down),
      cmocka_unit_test_setup_teardown(png_is_a_slide, set_up, tear_down),
      cmocka_unit_test_setup_teardown(svg_is_real_text, set_up, tear_down),
      cmocka_unit_test_setup_teardown(same_portrait_gives_the_same_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unwritable_folder_is_said, set_up, tear_down),
      cmocka_unit_test_setup_teardown(full_disk_is_said, set_up, tear_down),
      cmocka_unit_test_setup_teardown(progress_counts_maps, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
