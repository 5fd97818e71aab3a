/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <maillage/document.h>

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

/* rapport.html: what is put in as text stays a text, and the data are whole. */

#define EVIL "</script><script>alert(1)</script><!-- & ' \" <b>x</b>"

/* Two maps with the same ids, as draw makes them. */
static const char MAP[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"19\" height=\"10\" viewBox=\"0 0 19 10\" "
    "role=\"img\" aria-labelledby=\"intitule description\"><title id=\"intitule\">A &amp; B "
    "&lt;i&gt;</title><desc id=\"description\">d</desc><defs><clipPath id=\"cadre-1\"/></defs>"
    "<g clip-path=\"url(#cadre-1)\"/></svg>";

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_portrait *portrait;
  test_folder folder;
  char *text;
  htmlDocPtr page;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->findings.arena = &fx->arena;
  fx->folder = folder_make();
  fx->portrait = fx_portrait(&fx->arena);
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  folder_remove(&fx->folder);
  xmlFreeDoc(fx->page);
  free(fx->text);
  mlg_arena_free(&fx->arena);
  xmlCleanupParser();
  test_free(fx);
  return 0;
}

static mlg_status write_report(fixture *fx, const char *share) {
  char *maps = mlg_arena_strdup(&fx->arena, fx->folder.path);
  return mlg_document_report(fx->portrait, maps, share, folder_path(&fx->folder, "rapport.html"),
                             &fx->findings);
}

/* Writes the report and reads it back as a browser would, near enough. */
static void make(fixture *fx) {
  size_t size;
  folder_write(&fx->folder, "a.svg", MAP, strlen(MAP));
  folder_write(&fx->folder, "b.svg", MAP, strlen(MAP));
  assert_int_equal(write_report(fx, TEST_SHARE), MLG_OK);
  fx->text = read_whole(folder_path(&fx->folder, "rapport.html"), &size);
  fx->page = htmlReadMemory(fx->text, (int)size, NULL, "UTF-8",
                            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  assert_non_null(fx->page);
}

/* How many nodes an XPath finds. */
static int count(const fixture *fx, const char *path) {
  xmlXPathContextPtr context = xmlXPathNewContext(fx->page);
  xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
  assert_non_null(found);
  int n = found->nodesetval != NULL ? found->nodesetval->nodeNr : 0;
  xmlXPathFreeObject(found);
  xmlXPathFreeContext(context);
  return n;
}

/* The data of the map; the caller decrefs. */
static json_t *data_of(const fixture *fx) {
  static const char OPENING[] = "id=\"donnees\">";
  const char *from = strstr(fx->text, OPENING);
  assert_non_null(from);
  from += strlen(OPENING);
  json_t *data = json_loadb(from, (size_t)(strstr(from, "</script>") - from), 0, NULL);
  assert_non_null(data);
  return data;
}

static json_t *zone_of(json_t *data, size_t level, size_t zone) {
  json_t *levels = json_object_get(data, "niveaux");
  return json_array_get(json_object_get(json_array_get(levels, level), "zones"), zone);
}

static void names_that_look_like_markup_stay_names(void **state) {
  fixture *fx = *state;
  mlg_project *project = (mlg_project *)fx->portrait->project;
  mlg_directory *directory = (mlg_directory *)fx->portrait->directory;
  project->title = directory->sites[0].name = EVIL;
  directory->sites[0].hours = EVIL;
  fx->portrait->territory->zones[MLG_QUARTIER][0].name = EVIL;
  make(fx);
  assert_null(strstr(fx->text, "<script>alert"));
  assert_null(strstr(fx->text, "<b>x"));
  /* Data, Leaflet, and our five scripts: nothing else runs. */
  assert_int_equal(count(fx, "//script"), 7);
  assert_int_equal(count(fx, "//script[@nonce or @type='application/json']"), 7);
  assert_int_equal(count(fx, "//h1[contains(., '</script>')]"), 1);
  json_t *data = data_of(fx);
  assert_string_equal(json_string_value(json_object_get(zone_of(data, 1, 0), "n")), EVIL);
  json_t *site = json_array_get(json_object_get(data, "lieux"), 0);
  assert_string_equal(json_string_value(json_object_get(site, "h")), EVIL);
  json_decref(data);
}

static void nothing_is_fetched(void **state) {
  fixture *fx = *state;
  make(fx);
  assert_int_equal(count(fx, "//link | //img | //iframe | //object | //embed | //base"), 0);
  assert_int_equal(count(fx, "//@src | //form"), 0);
  assert_int_equal(count(fx, "//a[not(starts-with(@href, '#'))]"), 0);
  assert_null(strstr(fx->text, "url(images"));
  assert_null(strstr(fx->text, "sourceMappingURL"));
  assert_int_equal(count(fx, "//meta[@http-equiv='Content-Security-Policy' and "
                             "starts-with(@content, \"default-src 'none'\")]"),
                   1);
  assert_non_null(strstr(fx->text, "Redistribution and use in source and binary forms"));
}

static void ids_are_unique_and_lead_somewhere(void **state) {
  fixture *fx = *state;
  make(fx);
  assert_int_equal(count(fx, "//figure/svg"), 2);
  assert_int_equal(count(fx, "//*[@id = preceding::*/@id or @id = ancestor::*/@id]"), 0);
  assert_int_equal(count(fx, "//svg[@aria-labelledby='carte-2-intitule carte-2-description']"), 1);
  assert_int_equal(count(fx, "//*[@clip-path='url(#carte-2-cadre-1)']"), 1);
  assert_int_equal(count(fx, "//svg/@width"), 0);
  assert_int_equal(count(fx, "//a[not(substring-after(@href, '#') = //@id)]"), 0);
  assert_int_equal(count(fx, "//label[not(@for = //@id)]"), 0);
}

/* The RGAA's criteria that a file alone can be held to. */
static void it_can_be_read_without_a_screen(void **state) {
  fixture *fx = *state;
  make(fx);
  assert_int_equal(count(fx, "/html[@lang='fr']/head/title[string-length() > 5]"), 1);
  assert_int_equal(count(fx, "//h1"), 1);
  assert_int_equal(count(fx, "//h2[preceding::h1]"), 8);
  assert_int_equal(count(fx, "//h3[not(preceding::h2)] | //h4[not(preceding::h3)]"), 0);
  assert_int_equal(count(fx, "//body/*[1][self::a][@href='#contenu']"), 1);
  assert_true(count(fx, "//table") >= 5);
  assert_int_equal(count(fx, "//table[not(caption)] | //th[not(@scope)]"), 0);
  assert_int_equal(count(fx, "//select[not(@id = //label/@for)]"), 0);
  assert_int_equal(count(fx, "//svg[not(@role='img')]"), 0);
}

static double of_figure(const json_t *figure, size_t at) {
  return json_number_value(json_is_array(figure) ? json_array_get(figure, at) : figure);
}

/* Zone 0 of the finest: 2000 persons, fragility 600 [540 ; 660], need 102 and half of it served. */
static void figures_are_the_portraits(void **state) {
  fixture *fx = *state;
  make(fx);
  json_t *data = data_of(fx), *zone = zone_of(data, 0, 0);
  assert_string_equal(json_string_value(json_object_get(zone, "c")), "010010101");
  json_t *count = json_array_get(json_object_get(zone, "v"), FX_FRAGILITE);
  /* persons */
  assert_near(json_number_value(json_array_get(count, 0)), 600, 1e-3);
  assert_near(json_number_value(json_array_get(count, 1)), 540, 1e-3);
  assert_near(json_number_value(json_array_get(count, 2)), 660, 1e-3);
  json_t *rate = json_array_get(json_object_get(zone, "t"), FX_FRAGILITE);
  assert_near(json_number_value(json_array_get(rate, 0)), 0.4, 1e-6); /* a ratio */
  assert_int_equal(json_integer_value(json_array_get(rate, 3)), 4);   /* the class from 0.4 on */
  json_t *family = json_array_get(json_object_get(zone, "f"), MLG_AIDER);
  json_t *parts = json_array_get(json_object_get(family, "s"), 0);
  assert_near(of_figure(json_array_get(parts, 0), 0), 102, 1e-3); /* the need, persons… */
  assert_near(of_figure(json_array_get(parts, 1), 0), 51, 1e-3);  /* …of whom served… */
  assert_near(of_figure(json_array_get(parts, 5), 0), 51, 1e-3);  /* …and not */
  assert_int_equal(json_integer_value(json_array_get(parts, 6)), MLG_SATURATED);
  json_decref(data);
}

static void what_is_unknown_is_null(void **state) {
  fixture *fx = *state;
  make(fx);
  json_t *data = data_of(fx), *zone = zone_of(data, 0, 2);
  json_t *count = json_array_get(json_object_get(zone, "v"), FX_SANS_DIPLOME);
  assert_true(json_is_null(json_array_get(count, 0)));
  assert_true(json_is_null(json_array_get(json_object_get(zone, "f"), MLG_DEPANNER)));
  /* Nobody lives in zone 1: no rate, no class, and the reason. */
  json_t *rate = json_array_get(json_object_get(zone_of(data, 0, 1), "t"), FX_FRAGILITE);
  assert_true(json_is_null(json_array_get(rate, 0)));
  assert_int_equal(json_integer_value(json_array_get(rate, 3)), -1);
  assert_int_equal(json_integer_value(json_array_get(rate, 4)), MLG_NOBODY);
  json_decref(data);
}

/* Squares of a kilometre, and an exclave to the west: corners in metres from the south-west of the
 * territory. */
static void outlines_are_metres_from_the_corner(void **state) {
  fixture *fx = *state;
  make(fx);
  json_t *data = data_of(fx), *corner = json_object_get(data, "coin");
  assert_int_equal(json_integer_value(json_array_get(corner, 0)), 649500);
  assert_int_equal(json_integer_value(json_array_get(corner, 1)), 6860000);
  json_t *ring = json_array_get(json_object_get(zone_of(data, 0, 0), "g"), 0);
  assert_int_equal(json_array_size(ring), 8);
  for (size_t i = 0; i < 8; i++)
    assert_int_equal(json_integer_value(json_array_get(ring, i)) % 500, 0);
  json_decref(data);
}

/* 5 MB of drawing: the page leads to the picture instead. */
static void a_heavy_map_is_a_link(void **state) {
  fixture *fx = *state;
  size_t size = 5000000;
  char *heavy = MLG_NEW(&fx->arena, char, size);
  memset(heavy, ' ', size);
  memcpy(heavy, MAP, strlen(MAP));
  folder_write(&fx->folder, "c.svg", heavy, size);
  make(fx);
  assert_int_equal(count(fx, "//svg[@role='img']"), 2);
  assert_int_equal(count(fx, "//figure//a[@href='cartes/c.png' and . = 'cartes/c.png']"), 1);
}

static void the_same_portrait_makes_the_same_bytes(void **state) {
  fixture *fx = *state;
  make(fx);
  size_t size;
  assert_int_equal(write_report(fx, TEST_SHARE), MLG_OK);
  char *again = read_whole(folder_path(&fx->folder, "rapport.html"), &size);
  assert_string_equal(again, fx->text);
  free(again);
}

static void a_missing_part_is_named(void **state) {
  fixture *fx = *state;
  assert_int_equal(write_report(fx, fx->folder.path), MLG_FAILURE);
  assert_int_equal(fx->findings.items[0].code, MLG_F_ASSET_MISSING);
  assert_string_equal(fx->findings.items[0].value, "leaflet/leaflet.css");
  assert_int_equal(mlg_document_report(fx->portrait, NULL, TEST_SHARE, "/dev/full", &fx->findings),
                   MLG_UNWRITTEN);
  assert_int_equal(
      mlg_document_report(fx->portrait, NULL, TEST_SHARE, "/nowhere/x.html", &fx->findings),
      MLG_UNWRITTEN);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(names_that_look_like_markup_stay_names),
      TEST(nothing_is_fetched),
      TEST(ids_are_unique_and_lead_somewhere),
      TEST(it_can_be_read_without_a_screen),
      TEST(figures_are_the_portraits),
      TEST(what_is_unknown_is_null),
      TEST(outlines_are_metres_from_the_corner),
      TEST(a_heavy_map_is_a_link),
      TEST(the_same_portrait_makes_the_same_bytes),
      TEST(a_missing_part_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
