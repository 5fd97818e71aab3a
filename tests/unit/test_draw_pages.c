/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <cairo.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <maillage/draw.h>
#include <maillage/text.h>

#include "draw/atlas.h"
#include "draw/chart.h"
#include "draw/paint.h"

/* Pages, long titles, logos, the atlas and the structure of an SVG, on the small portrait. */

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_portrait *portrait;
  mlg_project *project;
  mlg_drawing drawing;
  test_folder folder;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->findings.arena = &fx->arena;
  fx->folder = folder_make();
  fx->portrait = fx_portrait(&fx->arena);
  fx->project = fx_project(&fx->arena);
  fx->portrait->project = fx->project;
  fx->drawing = (mlg_drawing){.portrait = fx->portrait, .ruler = mlg_ruler_new()};
  assert_int_equal(mlg_drawing_prepare(&fx->drawing, &fx->arena), MLG_OK);
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  mlg_ruler_free(fx->drawing.ruler);
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  mlg_draw_end();
  test_free(fx);
  return 0;
}

static mlg_map_plan plan_of(mlg_map_kind kind, mlg_page page) {
  return (mlg_map_plan){.kind = kind,
                        .indicator = FX_FRAGILITE,
                        .family = MLG_AIDER,
                        .extent_level = MLG_EPCI,
                        .page = page,
                        .name = "essai"};
}

static void assert_clean(const mlg_scene *scene, const char *what) {
  mlg_flaw flaw;
  if (mlg_scene_check(scene, &flaw, 1) > 0)
    fail_msg("%s: flaw %d, items %zu and %zu", what, (int)flaw.kind, flaw.a, flaw.b);
}

static mlg_scene scene_of(fixture *fx, const mlg_map_plan *plan) {
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(&fx->drawing, plan, &fx->arena, &scene), MLG_OK);
  assert_false(scene.lost);
  return scene;
}

/* ---- titles ---- */

/* All the text of the title's first block, lines joined. */
static char *title_of(fixture *fx, const mlg_scene *scene) {
  char *all = mlg_arena_strdup(&fx->arena, "");
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_item *item = &scene->items[i];
    if (item->role != MLG_ROLE_TITLE || item->kind != MLG_ITEM_TEXT) continue;
    for (size_t j = 0; j < item->text.n_lines; j++)
      all =
          mlg_arena_printf(&fx->arena, "%s%s%s", all, *all ? " " : "", item->text.lines[j].string);
    return all;
  }
  return all;
}

/* A title of 300 signs is written whole, on every page, and nothing meets it. */
static void long_title_is_whole(void **state) {
  fixture *fx = *state;
  char title[301] = "";
  while (strlen(title) + 12 <= 300) strcat(title, "besoinmots ");
  title[strlen(title) - 1] = '\0';
  for (mlg_page page = 0; page < MLG_PAGE_COUNT; page++)
    for (mlg_map_kind kind = 0; kind <= MLG_MAP_FAMILIES; kind++) {
      mlg_map_plan plan = plan_of(kind, page);
      plan.title = title;
      mlg_scene scene = scene_of(fx, &plan);
      assert_clean(&scene, MLG_MAP_KINDS[kind].code);
      assert_string_equal(title_of(fx, &scene), title);
    }
}

/* Neither is one word of 300 letters cut. */
static void long_word_is_whole(void **state) {
  fixture *fx = *state;
  char word[301];
  memset(word, 'm', 300);
  word[300] = '\0';
  mlg_map_plan plan = plan_of(MLG_MAP_RATE, MLG_PAGE_A4_PORTRAIT);
  plan.title = word;
  mlg_scene scene = scene_of(fx, &plan);
  assert_clean(&scene, "word");
  size_t letters = 0;
  for (const char *c = title_of(fx, &scene); *c != '\0'; c++) letters += *c == 'm';
  assert_int_equal(letters, 300);
}

/* ---- logo ---- */

static const char *make_logo(fixture *fx) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 400, 100);
  cairo_status_t written = cairo_surface_write_to_png(surface, folder_path(&fx->folder, "l.png"));
  assert_int_equal(written, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(surface);
  return mlg_arena_strdup(&fx->arena, folder_path(&fx->folder, "l.png"));
}

static const mlg_item *image_in(const mlg_scene *scene) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].kind == MLG_ITEM_IMAGE) return &scene->items[i];
  return NULL;
}

static void logo_stands_beside_the_title(void **state) {
  fixture *fx = *state;
  fx->project->logo = make_logo(fx);
  mlg_map_plan plan = plan_of(MLG_MAP_RATE, MLG_PAGE_SLIDE);
  plan.title = "Un titre assez long pour aller jusqu'au bout de la ligne, et donc jusqu'au logo "
               "s'il n'y prenait pas garde, ce que ce test regarde de près";
  mlg_scene scene = scene_of(fx, &plan);
  const mlg_item *logo = image_in(&scene);
  assert_non_null(logo);
  mlg_box where = logo->image.where;
  assert_near((where.max_x - where.min_x) / (where.max_y - where.min_y), 4, 1e-9); /* ratio */
  for (size_t i = 0; i < scene.count; i++)
    if (scene.items[i].kind == MLG_ITEM_TEXT && scene.items[i].role == MLG_ROLE_TITLE)
      assert_true(scene.items[i].text.box.max_x < where.min_x);
  const char *path = folder_path(&fx->folder, "c.svg");
  assert_int_equal(mlg_paint_svg(&scene, path, "c.svg", &fx->findings), MLG_OK);
  size_t size;
  char *svg = read_whole(path, &size);
  assert_non_null(strstr(svg, "href=\"data:image/png;base64,iVBORw0KGgo"));
  free(svg);
}

static void what_is_no_png_is_left_out_and_said(void **state) {
  fixture *fx = *state;
  fx->project->logo =
      mlg_arena_strdup(&fx->arena, folder_write(&fx->folder, "logo.png", "GIF89a", 6));
  mlg_map_plan plan = plan_of(MLG_MAP_RATE, MLG_PAGE_SLIDE);
  mlg_scene scene = scene_of(fx, &plan);
  assert_null(image_in(&scene));
  assert_int_equal(mlg_draw_maps(fx->portrait, fx->folder.path, NULL, NULL, &fx->findings), MLG_OK);
  assert_int_equal(fx->findings.items[0].code, MLG_F_LOGO_UNREADABLE);
}

/* ---- a disk that is full ---- */

/* Each picture says that it could not be written, and what cairo held of it is let go: else
 * mlg_draw_end() finds its fonts alive and ends the program. */
static void a_full_disk_is_said(void **state) {
  fixture *fx = *state;
  const mlg_map_plan plan = plan_of(MLG_MAP_RATE, MLG_PAGE_SLIDE);
  mlg_scene scene = scene_of(fx, &plan);
  assert_int_equal(mlg_paint_png(&scene, fx->drawing.ruler, 1, "/dev/full", "a.png", &fx->findings),
                   MLG_UNWRITTEN);
  assert_int_equal(mlg_paint_svg(&scene, "/dev/full", "a.svg", &fx->findings), MLG_UNWRITTEN);
  assert_int_equal(mlg_paint_pdf(&scene, fx->drawing.ruler, "/dev/full", "a.pdf", &fx->findings),
                   MLG_UNWRITTEN);
  fx->project->has_atlas = true;
  assert_int_equal(symlink("/dev/full", folder_path(&fx->folder, "atlas.pdf")), 0);
  assert_int_equal(mlg_atlas_write(&fx->drawing, NULL, 0, fx->folder.path, &fx->findings),
                   MLG_UNWRITTEN);
  assert_int_equal(fx->findings.count, 4);
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(fx->findings.items[i].code, MLG_F_OUTPUT_UNWRITABLE);
}

/* Memory is refused to an item: those before it are still there for who looks at them. */
static void a_lost_scene_keeps_its_items(void **state) {
  fixture *fx = *state;
  mlg_scene scene = {.arena = &fx->arena};
  mlg_scene_circle(&scene, MLG_ROLE_LABEL, NULL, (mlg_point){0}, 1, (mlg_paint){0}, NULL);
  const mlg_item *items = scene.items;
  size_t count = scene.count;
  assert_non_null(items);
  scene.count = scene.capacity = SIZE_MAX / 2;
  mlg_scene_circle(&scene, MLG_ROLE_LABEL, NULL, (mlg_point){0}, 1, (mlg_paint){0}, NULL);
  assert_true(scene.lost);
  assert_ptr_equal(scene.items, items);
  scene.count = count;
}

/* ---- the atlas ---- */

static void atlas_has_a_page_a_quarter(void **state) {
  fixture *fx = *state;
  assert_int_equal(mlg_atlas_sheets(fx->portrait), 0); /* it is not asked for */
  fx->project->has_atlas = true;
  size_t quarters = fx->portrait->territory->n_zones[MLG_QUARTIER], size, pages = 0, lines = 0;
  assert_int_equal(mlg_atlas_sheets(fx->portrait), quarters);
  assert_int_equal(mlg_atlas_write(&fx->drawing, NULL, 0, fx->folder.path, &fx->findings), MLG_OK);
  char *pdf = read_whole(folder_path(&fx->folder, "atlas.pdf"), &size);
  for (size_t i = 0; i + 12 < size; i++) {
    pages += memcmp(pdf + i, "/Type /Page\n", 12) == 0;
    lines += memcmp(pdf + i, "/Title (", 8) == 0 || memcmp(pdf + i, "/Title <", 8) == 0;
  }
  free(pdf);
  if (pages > 0) assert_int_equal(pages, quarters + 1);
  if (lines > 0) assert_int_equal(lines, quarters + 2); /* each page, and the file */
}

static void sheets_and_contents_are_clean(void **state) {
  fixture *fx = *state;
  size_t n = fx->portrait->territory->n_zones[MLG_QUARTIER];
  mlg_contents_line entries[3];
  mlg_scene scene;
  assert_int_equal(n, 3);
  for (size_t i = 0; i < n; i++) {
    const mlg_sheet sheet = {MLG_QUARTIER, i, i + 2, n + 1};
    entries[i] =
        (mlg_contents_line){fx->portrait->territory->zones[MLG_QUARTIER][i].name, i + 2, false};
    assert_int_equal(mlg_sheet_draw(&fx->drawing, &sheet, &fx->arena, &scene), MLG_OK);
    assert_clean(&scene, "sheet");
  }
  assert_int_equal(mlg_contents_draw(&fx->drawing, entries, n, 0, &fx->arena, &scene), MLG_OK);
  assert_clean(&scene, "contents");
  size_t links = 0;
  for (size_t i = 0; i < scene.count; i++) links += scene.items[i].link != NULL;
  assert_int_equal(links, 2 * n); /* a name and its page */
}

/* ---- charts ---- */

static mlg_chart_request CHARTS[] = {
    {.kind = MLG_CHART_RANKS, .level = MLG_IRIS, .indicator = "fragilite", .extent = "200000001"},
    {.kind = MLG_CHART_PARTS, .level = MLG_IRIS, .family = MLG_AIDER, .extent = "200000001"},
    {.kind = MLG_CHART_CAPACITY, .level = MLG_QUARTIER, .extent = "200000001"},
    {.kind = MLG_CHART_PARTS, .level = MLG_IRIS, .family = MLG_DEPANNER, .extent = "200000001"},
    {.kind = MLG_CHART_AGES, .level = MLG_IRIS, .extent = "200000001"},
    {.kind = MLG_CHART_RANKS, .level = MLG_IRIS, .indicator = "inconnu", .extent = "200000001"},
};

/* Bars add up to the need, in persons of one scale. */
static void parts_are_to_scale(fixture *fx, const mlg_scene *scene) {
  double width = 0, persons = 0;
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].role == MLG_ROLE_BAR)
      width += scene->items[i].box.max_x - scene->items[i].box.min_x;
  double longest = 0;
  for (size_t zone = 0; zone < 4; zone++) {
    double need = mlg_portrait_parts(fx->portrait, MLG_IRIS, zone, MLG_AIDER)->need.value;
    persons += need;
    longest = fmax(longest, need);
  }
  mlg_box first = {0};
  for (size_t i = 0; i < scene->count; i++) /* the axis: from 0 to the longest bar */
    if (scene->items[i].role == MLG_ROLE_BAR)
      first.max_x = fmax(first.max_x, scene->items[i].box.max_x);
  double left = 1e9;
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].role == MLG_ROLE_BAR) left = fmin(left, scene->items[i].box.min_x);
  assert_near(width / persons, (first.max_x - left) / longest, 1e-2); /* px a person */
}

static void charts_are_drawn_or_said(void **state) {
  fixture *fx = *state;
  mlg_chart_plan *plans;
  size_t n;
  fx->project->charts = CHARTS;
  fx->project->n_charts = sizeof CHARTS / sizeof *CHARTS;
  assert_int_equal(mlg_chart_plans(&fx->arena, fx->portrait, &fx->findings, &plans, &n), MLG_OK);
  assert_int_equal(n, 3);
  assert_int_equal(fx->findings.count, 3); /* unrecorded, no ages, no indicator */
  for (size_t i = 0; i < n; i++)
    for (mlg_page page = 0; page < MLG_PAGE_COUNT; page++) {
      mlg_scene scene;
      plans[i].plan.page = page;
      assert_int_equal(mlg_chart_draw(&fx->drawing, &plans[i], &fx->arena, &scene), MLG_OK);
      assert_clean(&scene, plans[i].plan.name);
      if (plans[i].kind == MLG_CHART_PARTS) parts_are_to_scale(fx, &scene);
    }
}

/* ---- the structure of an SVG ---- */

static int count(xmlXPathContext *context, const char *path) {
  xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, context);
  assert_non_null(found);
  int n = found->nodesetval == NULL ? 0 : found->nodesetval->nodeNr;
  xmlXPathFreeObject(found);
  return n;
}

/* Groups, shapes, classes and texts, one line a role: not a pixel of it depends on fonts. */
static void svg_keeps_its_structure(void **state) {
  static const char *const EXPECTED[][2] = {
      {"//*[local-name()='title'][@id='intitule']", "1"},
      {"//*[local-name()='desc']", "1"},
      {"//*[@class='zones']/*[local-name()='path']", "5"},
      {"//*[@class='zones']/*[@fill='#F39C4F' or @fill='#D65F2A' or @fill='#8E2F14']", "3"},
      {"//*[@class='zones']/*[starts-with(@fill,'url(#lignes-')]", "1"},
      {"//*[@class='zones']/*/*[local-name()='title']", "5"},
      {"//*[@class='limites']/*[local-name()='path']", "3"},
      {"//*[@class='noms']/*[local-name()='text']", "2"},
      {"//*[@class='echelle']/*[local-name()='text']", "1"},
      {"//*[@class='titre']/*[local-name()='text']", "2"},
      {"//*[@class='sources']/*[local-name()='text']", "2"},
      {"//*[@class='legende']/*[local-name()='rect']", "7"},
  };
  fixture *fx = *state;
  mlg_map_plan plan = plan_of(MLG_MAP_RATE, MLG_PAGE_SLIDE);
  mlg_scene scene = scene_of(fx, &plan);
  const char *path = folder_path(&fx->folder, "c.svg");
  assert_int_equal(mlg_paint_svg(&scene, path, "c.svg", &fx->findings), MLG_OK);
  xmlDoc *document = xmlReadFile(path, NULL, 0);
  assert_non_null(document);
  xmlXPathContext *context = xmlXPathNewContext(document);
  for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
    int found = count(context, EXPECTED[i][0]);
    if (found != atoi(EXPECTED[i][1])) fail_msg("%s: %d", EXPECTED[i][0], found);
  }
  xmlXPathFreeContext(context);
  xmlFreeDoc(document);
  xmlCleanupParser();
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(long_title_is_whole),          CASE(long_word_is_whole),
      CASE(logo_stands_beside_the_title), CASE(what_is_no_png_is_left_out_and_said),
      CASE(a_lost_scene_keeps_its_items), CASE(a_full_disk_is_said),
      CASE(atlas_has_a_page_a_quarter),   CASE(sheets_and_contents_are_clean),
      CASE(charts_are_drawn_or_said),     CASE(svg_keeps_its_structure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
