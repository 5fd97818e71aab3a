/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <maillage/document.h>
#include <maillage/draw.h>
#include <string.h>
#include <zip.h>

#include "document/pptx.h"

/* diapositives.pptx read back by other means: is it a presentation, and what does it say? */

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_findings findings;
  test_folder folder;
  char path[512];
  zip_t *archive;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->folder = folder_make();
  fx->findings.arena = &fx->arena;
  fx->portrait = fx_portrait(&fx->arena);
  snprintf(fx->path, sizeof fx->path, "%s", folder_path(&fx->folder, "diapositives.pptx"));
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  if (fx->archive != NULL) zip_discard(fx->archive);
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

/* Slides with the maps of the fixture, drawn for real beside them. */
static void write_with_maps(fixture *fx) {
  assert_int_equal(mlg_draw_maps(fx->portrait, fx->folder.path, NULL, NULL, &fx->findings), MLG_OK);
  assert_int_equal(mlg_document_slides(fx->portrait, fx->folder.path, fx->path, &fx->findings),
                   MLG_OK);
  fx->archive = zip_open(fx->path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  assert_non_null(fx->archive);
}

static void write_alone(fixture *fx) {
  assert_int_equal(mlg_document_slides(fx->portrait, NULL, fx->path, &fx->findings), MLG_OK);
  fx->archive = zip_open(fx->path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  assert_non_null(fx->archive);
}

/* ---- reading ---- */

static xmlDocPtr read_part(fixture *fx, const char *name) {
  zip_stat_t entry;
  if (zip_stat(fx->archive, name, 0, &entry) != 0) fail_msg("no part %s", name);
  char *bytes = mlg_arena_alloc(&fx->arena, entry.size + 1, 1);
  zip_file_t *file = zip_fopen(fx->archive, name, 0);
  assert_int_equal(zip_fread(file, bytes, entry.size), entry.size);
  zip_fclose(file);
  xmlDocPtr document = xmlReadMemory(bytes, (int)entry.size, name, NULL, XML_PARSE_NONET);
  if (document == NULL) fail_msg("%s is not well-formed", name);
  return document;
}

/* How many nodes of a part match, whatever their namespaces. */
static size_t tally(fixture *fx, const char *name, const char *path) {
  xmlDocPtr document = read_part(fx, name);
  xmlXPathContextPtr query = xmlXPathNewContext(document);
  xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST path, query);
  assert_non_null(found);
  size_t n = found->nodesetval == NULL ? 0 : (size_t)found->nodesetval->nodeNr;
  xmlXPathFreeObject(found);
  xmlXPathFreeContext(query);
  xmlFreeDoc(document);
  return n;
}

static size_t slides_of(fixture *fx) {
  size_t n = 0;
  char name[64];
  do snprintf(name, sizeof name, "ppt/slides/slide%zu.xml", ++n);
  while (zip_name_locate(fx->archive, name, 0) >= 0);
  return n - 1;
}

static bool slides_say(fixture *fx, const char *words) {
  char name[64], path[256];
  for (size_t i = 1; i <= slides_of(fx); i++) {
    snprintf(name, sizeof name, "ppt/slides/slide%zu.xml", i);
    snprintf(path, sizeof path, "//*[local-name()='t'][contains(., \"%s\")]", words);
    if (tally(fx, name, path) > 0) return true;
  }
  return false;
}

static bool ends(const char *text, const char *with) {
  size_t n = strlen(text), m = strlen(with);
  return n >= m && strcmp(text + n - m, with) == 0;
}

/* Every target of one part's links is a part. */
static void assert_targets(fixture *fx, const char *name) {
  xmlDocPtr document = read_part(fx, name);
  for (xmlNodePtr link = xmlDocGetRootElement(document)->children; link != NULL;
       link = link->next) {
    if (link->type != XML_ELEMENT_NODE) continue;
    xmlChar *target = xmlGetNoNsProp(link, BAD_CAST "Target");
    assert_int_equal(target[0], '/');
    if (zip_name_locate(fx->archive, (const char *)target + 1, 0) < 0)
      fail_msg("%s leads to no part: %s", name, (const char *)target);
    xmlFree(target);
  }
  xmlFreeDoc(document);
}

/* Ids of shapes are unique within a slide. */
static void assert_own_ids(fixture *fx, const char *name) {
  size_t ids = tally(fx, name, "//*[local-name()='cNvPr']/@id");
  size_t repeated =
      tally(fx, name, "//*[local-name()='cNvPr'][@id = preceding::*[local-name()='cNvPr']/@id]");
  assert_true(ids > 1);
  assert_int_equal(repeated, 0);
}

static void assert_whole(fixture *fx) {
  for (zip_int64_t i = 0; i < zip_get_num_entries(fx->archive, 0); i++) {
    const char *name = zip_get_name(fx->archive, (zip_uint64_t)i, 0);
    char path[256];
    if (ends(name, ".rels"))
      assert_targets(fx, name);
    else if (ends(name, ".xml"))
      xmlFreeDoc(read_part(fx, name));
    if (strncmp(name, "ppt/slides/slide", 16) == 0) assert_own_ids(fx, name);
    snprintf(path, sizeof path, "//*[@PartName='/%s']", name);
    if (!ends(name, ".rels") && strcmp(name, "[Content_Types].xml") != 0)
      assert_int_equal(tally(fx, "[Content_Types].xml", path), 1);
  }
}

/* Every r:… of a slide names one of its links. */
static void assert_links_named(fixture *fx, size_t slide) {
  char name[64], links[64], path[128];
  snprintf(name, sizeof name, "ppt/slides/slide%zu.xml", slide);
  snprintf(links, sizeof links, "ppt/slides/_rels/slide%zu.xml.rels", slide);
  for (int i = 1; i < 9; i++) {
    snprintf(path, sizeof path, "//@*[local-name()='embed'][. = 'rId%d']", i);
    if (tally(fx, name, path) == 0) continue;
    snprintf(path, sizeof path, "//*[@Id='rId%d'][contains(@Type, '/image')]", i);
    assert_int_equal(tally(fx, links, path), 1);
  }
}

/* ---- our own look ---- */

static void the_file_is_a_whole_presentation(void **state) {
  fixture *fx = *state;
  write_with_maps(fx);
  assert_whole(fx);
  for (size_t i = 1; i <= slides_of(fx); i++) assert_links_named(fx, i);
  assert_int_equal(tally(fx, "ppt/presentation.xml", "//*[local-name()='sldId']"), slides_of(fx));
  assert_string_equal(zip_get_name(fx->archive, 0, 0), "[Content_Types].xml");
}

static void a_map_is_a_picture_with_words_around(void **state) {
  fixture *fx = *state;
  write_with_maps(fx);
  size_t pictures = 0, n = slides_of(fx);
  for (size_t i = 1; i <= n; i++) {
    char name[64];
    snprintf(name, sizeof name, "ppt/slides/slide%zu.xml", i);
    size_t here = tally(fx, name, "//*[local-name()='pic']");
    assert_int_equal(tally(fx, name, "//*[local-name()='svgBlip']"), here);
    assert_int_equal(tally(fx, name,
                           "//*[local-name()='pic']//*[local-name()='cNvPr']"
                           "[starts-with(@descr, 'Carte. ')]"),
                     here);
    pictures += here;
  }
  assert_int_equal(pictures, 2); /* one a project extent */
  assert_true(zip_name_locate(fx->archive, "ppt/media/carte2.svg", 0) >= 0);
  assert_true(zip_name_locate(fx->archive, "ppt/media/carte2.png", 0) >= 0);
}

static void tables_are_native_and_described(void **state) {
  fixture *fx = *state;
  write_alone(fx);
  assert_int_equal(slides_of(fx), 5);
  for (size_t i = 2; i <= 4; i++) {
    char name[64];
    snprintf(name, sizeof name, "ppt/slides/slide%zu.xml", i);
    assert_int_equal(tally(fx, name, "//*[local-name()='tbl']"), 1);
    assert_int_equal(tally(fx, name,
                           "//*[local-name()='nvGraphicFramePr']/*[local-name()='cNvPr']"
                           "[string-length(@descr) > 10]"),
                     1);
  }
  assert_true(slides_say(fx, "Indicateur"));
  assert_true(slides_say(fx, "Méthode et sources"));
  assert_true(slides_say(fx, "Recensement de la population 2019 (INSEE, 2019"));
}

static void every_slide_has_notes(void **state) {
  fixture *fx = *state;
  write_alone(fx);
  for (size_t i = 1; i <= slides_of(fx); i++) {
    char name[64];
    snprintf(name, sizeof name, "ppt/notesSlides/notesSlide%zu.xml", i);
    assert_true(tally(fx, name, "//*[local-name()='t'][contains(., 'Source')]") > 0);
  }
}

/* What users write is text, whatever it looks like. */
static void texts_stay_texts(void **state) {
  fixture *fx = *state;
  mlg_project *project = mlg_arena_grow(&fx->arena, fx->portrait->project, 1, 1, sizeof *project);
  project->title = "Ici & <là> ]]> \"\x01\x0b";
  fx->portrait->project = project;
  write_alone(fx);
  assert_whole(fx);
  assert_int_equal(
      tally(fx, "ppt/slides/slide1.xml", "//*[local-name()='t'][. = 'Ici & <là> ]]> \"']"), 1);
}

static void unrecorded_families_have_no_slide(void **state) {
  fixture *fx = *state;
  mlg_coverage *coverage =
      mlg_arena_grow(&fx->arena, fx->portrait->coverage, 1, 1, sizeof *coverage);
  memset(coverage->recorded, 0, sizeof coverage->recorded);
  fx->portrait->coverage = coverage;
  write_alone(fx);
  assert_whole(fx);
  assert_int_equal(slides_of(fx), 3);
}

static void the_same_run_gives_the_same_bytes(void **state) {
  fixture *fx = *state;
  write_with_maps(fx);
  const char *second = folder_path(&fx->folder, "encore.pptx");
  setenv("TZ", "Pacific/Auckland", 1);
  assert_int_equal(mlg_document_slides(fx->portrait, fx->folder.path, second, &fx->findings),
                   MLG_OK);
  unsetenv("TZ");
  assert_same_bytes(fx->path, second);
}

static void a_full_disk_is_said(void **state) {
  fixture *fx = *state;
  struct rlimit before = limit_file_size(2000);
  mlg_status status = mlg_document_slides(fx->portrait, NULL, fx->path, &fx->findings);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, MLG_UNWRITTEN);
  assert_int_equal(fx->findings.items[fx->findings.count - 1].code, MLG_F_OUTPUT_UNWRITABLE);
}

/* ---- an organisation's own ---- */

static void use_template(fixture *fx, const char *path) {
  mlg_project *project = mlg_arena_grow(&fx->arena, fx->portrait->project, 1, 1, sizeof *project);
  project->slides = (mlg_slides){"modele.pptx", mlg_arena_strdup(&fx->arena, path)};
  fx->portrait->project = project;
}

/* A made-up template: our own file with another colour, one slide of its own, and a macro that
 * nothing may take along. */
static const char *make_template(fixture *fx) {
  const char *path = mlg_arena_strdup(&fx->arena, folder_path(&fx->folder, "modele.pptx"));
  assert_int_equal(mlg_document_slides(fx->portrait, NULL, path, &fx->findings), MLG_OK);
  static const char THEME[] = "ppt/theme/theme1.xml";
  size_t size;
  zip_t *archive = zip_open(path, 0, NULL);
  zip_stat_t entry;
  assert_int_equal(zip_stat(archive, THEME, 0, &entry), 0);
  char *text = mlg_arena_alloc(&fx->arena, entry.size + 1, 1);
  zip_file_t *file = zip_fopen(archive, THEME, 0);
  size = (size_t)zip_fread(file, text, entry.size);
  zip_fclose(file);
  char *colour = strstr(text, "<a:accent1><a:srgbClr val=\"0072B2\"");
  assert_non_null(colour);
  memcpy(colour + strlen("<a:accent1><a:srgbClr val=\""), "AB12CD", 6);
  zip_source_t *source = zip_source_buffer(archive, text, size, 0);
  assert_true(zip_file_add(archive, THEME, source, ZIP_FL_OVERWRITE) >= 0);
  source = zip_source_buffer(archive, "secret", 6, 0);
  assert_true(zip_file_add(archive, "ppt/media/ancienne.png", source, 0) >= 0);
  assert_int_equal(zip_close(archive), 0);
  return path;
}

static void the_template_gives_its_look(void **state) {
  fixture *fx = *state;
  use_template(fx, make_template(fx));
  write_with_maps(fx);
  assert_whole(fx);
  assert_int_equal(tally(fx, "ppt/theme/theme1.xml",
                         "//*[local-name()='accent1']/*[local-name()='srgbClr'][@val='AB12CD']"),
                   1);
  assert_int_equal(slides_of(fx), 7); /* ours, and none of its own */
  assert_int_equal(tally(fx, "ppt/presentation.xml", "//*[local-name()='sldId']"), 7);
  assert_int_equal(tally(fx, "ppt/presentation.xml", "//*[local-name()='notesMasterId']"), 1);
}

static void what_a_template_left_behind_does_not_go_out(void **state) {
  fixture *fx = *state;
  use_template(fx, make_template(fx));
  write_alone(fx);
  assert_int_equal(zip_name_locate(fx->archive, "ppt/media/ancienne.png", 0), -1);
}

static void assert_refused(fixture *fx, const char *path) {
  use_template(fx, path);
  assert_int_equal(mlg_document_slides(fx->portrait, NULL, fx->path, &fx->findings), MLG_REJECTED);
  const mlg_finding *last = &fx->findings.items[fx->findings.count - 1];
  assert_int_equal(last->code, MLG_F_TEMPLATE_UNREADABLE);
  assert_string_equal(last->value, "modele.pptx");
}

static void what_is_no_template_is_refused(void **state) {
  fixture *fx = *state;
  static const char NOTHING[] = "ceci n'est pas un zip";
  assert_refused(fx, folder_write(&fx->folder, "modele.pptx", NOTHING, sizeof NOTHING));
  assert_refused(fx, "nulle/part.pptx");
  zip_t *archive = zip_open(folder_path(&fx->folder, "vide.zip"), ZIP_CREATE, NULL);
  zip_file_add(archive, "mimetype", zip_source_buffer(archive, "x", 1, 0), 0);
  assert_int_equal(zip_close(archive), 0);
  assert_refused(fx, folder_path(&fx->folder, "vide.zip"));
}

/* A part that memory was refused for: the others are not those that the package says it has. */
static void refused_memory_is_said(void **state) {
  fixture *fx = *state;
  pptx_package package = {.arena = &fx->arena};
  mlg_pptx_add_part(&package, (pptx_part){.name = "a.xml", .type = "text/xml", .bytes = "<a/>"});
  mlg_pptx_add_part(&package, (pptx_part){.name = NULL, .type = "text/xml"});
  assert_int_equal(mlg_pptx_write(&package, fx->path, "2026-11-22", &fx->findings), MLG_FAILURE);
  assert_int_equal(fx->findings.items[0].code, MLG_F_OUT_OF_MEMORY);
  assert_int_equal(access(fx->path, F_OK), -1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(the_file_is_a_whole_presentation),
      TEST(a_map_is_a_picture_with_words_around),
      TEST(tables_are_native_and_described),
      TEST(every_slide_has_notes),
      TEST(texts_stay_texts),
      TEST(unrecorded_families_have_no_slide),
      TEST(the_same_run_gives_the_same_bytes),
      TEST(a_full_disk_is_said),
      TEST(refused_memory_is_said),
      TEST(the_template_gives_its_look),
      TEST(what_a_template_left_behind_does_not_go_out),
      TEST(what_is_no_template_is_refused),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  mlg_draw_end();
  return failed;
}
