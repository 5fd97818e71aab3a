/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx_deck.h"

#include <string.h>

static const char LANGUAGE[] = "fr-FR";

static const char *number(pptx_slide *slide, long value) {
  return mlg_pptx_number(&slide->xml, value);
}

/* ---- shapes in common ---- */

static void put_box(pptx_slide *slide, xmlNodePtr parent, const char *name, pptx_box box) {
  xmlNodePtr place = PPTX_NODE(&slide->xml, parent, name);
  PPTX_ADD(&slide->xml, place, "a:off", "x", number(slide, box.x), "y", number(slide, box.y));
  PPTX_ADD(&slide->xml, place, "a:ext", "cx", number(slide, box.width), "cy",
           number(slide, box.height));
}

static xmlNodePtr put_identity(pptx_slide *slide, xmlNodePtr parent, const char *name,
                               const char *described) {
  slide->ids++;
  xmlNodePtr node =
      PPTX_ADD(&slide->xml, parent, "p:cNvPr", "id", number(slide, slide->ids), "name", name);
  if (described != NULL && node != NULL)
    xmlSetProp(node, (const xmlChar *)"descr", (const xmlChar *)described);
  return node;
}

/* The tree that holds the shapes of a slide, or of its notes. */
static xmlNodePtr put_tree(pptx_slide *slide, xmlNodePtr root) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr tree = PPTX_NODE(xml, PPTX_NODE(xml, root, "p:cSld"), "p:spTree");
  xmlNodePtr group = PPTX_NODE(xml, tree, "p:nvGrpSpPr");
  put_identity(slide, group, "", NULL);
  PPTX_NODE(xml, group, "p:cNvGrpSpPr");
  PPTX_NODE(xml, group, "p:nvPr");
  PPTX_NODE(xml, tree, "p:grpSpPr");
  PPTX_NODE(xml, PPTX_NODE(xml, root, "p:clrMapOvr"), "a:masterClrMapping");
  return tree;
}

/* A shape of the layout's `kind`, as large as there; its place may have an index. */
static xmlNodePtr put_placeholder(pptx_slide *slide, const char *name, const char *kind,
                                  const char *index) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr shape = PPTX_NODE(xml, slide->tree, "p:sp");
  xmlNodePtr identity = PPTX_NODE(xml, shape, "p:nvSpPr");
  put_identity(slide, identity, name, NULL);
  PPTX_ADD(xml, PPTX_NODE(xml, identity, "p:cNvSpPr"), "a:spLocks", "noGrp", "1");
  xmlNodePtr place = PPTX_ADD(xml, PPTX_NODE(xml, identity, "p:nvPr"), "p:ph", "type", kind);
  if (index != NULL && place != NULL)
    xmlSetProp(place, (const xmlChar *)"idx", (const xmlChar *)index);
  PPTX_NODE(xml, shape, "p:spPr");
  return shape;
}

static xmlNodePtr put_body(pptx_slide *slide, xmlNodePtr shape) {
  xmlNodePtr body = PPTX_NODE(&slide->xml, shape, "p:txBody");
  xmlNodePtr settings = PPTX_NODE(&slide->xml, body, "a:bodyPr");
  PPTX_NODE(&slide->xml, settings, "a:normAutofit");
  PPTX_NODE(&slide->xml, body, "a:lstStyle");
  return body;
}

/* ---- texts ---- */

static void put_run(pptx_slide *slide, xmlNodePtr paragraph, const char *text, pptx_font font) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr run = PPTX_NODE(xml, paragraph, "a:r");
  xmlNodePtr look = PPTX_ADD(xml, run, "a:rPr", "lang", LANGUAGE, "sz",
                             number(slide, 100L * font.size), "b", font.bold ? "1" : "0");
  if (!font.inherits) {
    PPTX_ADD(xml, PPTX_NODE(xml, look, "a:solidFill"), "a:schemeClr", "val",
             font.soft ? "tx2" : "tx1");
    /* Said here: out of a placeholder, not every program takes the theme's font. */
    PPTX_ADD(xml, look, "a:latin", "typeface", "+mn-lt");
  }
  mlg_pptx_say(xml, PPTX_NODE(xml, run, "a:t"), text);
}

void mlg_slide_paragraph(pptx_slide *slide, xmlNodePtr body, const char *text, pptx_font font) {
  put_run(slide, PPTX_NODE(&slide->xml, body, "a:p"), text, font);
}

xmlNodePtr mlg_slide_placeholder(pptx_slide *slide, const char *name, const char *kind) {
  return put_body(slide, put_placeholder(slide, name, kind, "1"));
}

xmlNodePtr mlg_slide_text(pptx_slide *slide, const char *name, pptx_box box) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr shape = PPTX_NODE(xml, slide->tree, "p:sp");
  xmlNodePtr identity = PPTX_NODE(xml, shape, "p:nvSpPr");
  put_identity(slide, identity, name, NULL);
  PPTX_ADD(xml, identity, "p:cNvSpPr", "txBox", "1");
  PPTX_NODE(xml, identity, "p:nvPr");
  xmlNodePtr look = PPTX_NODE(xml, shape, "p:spPr");
  put_box(slide, look, "a:xfrm", box);
  PPTX_NODE(xml, PPTX_ADD(xml, look, "a:prstGeom", "prst", "rect"), "a:avLst");
  xmlNodePtr body = PPTX_NODE(xml, shape, "p:txBody");
  PPTX_ADD(xml, body, "a:bodyPr", "wrap", "square", "lIns", "0", "tIns", "0", "rIns", "0", "bIns",
           "0");
  PPTX_NODE(xml, body, "a:lstStyle");
  return body;
}

/* ---- pictures ---- */

#define SVG_SPACE "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

static void put_blip(pptx_slide *slide, xmlNodePtr fill, const char *png, const char *svg) {
  pptx_xml *xml = &slide->xml;
  xmlNodePtr blip = PPTX_ADD(xml, fill, "a:blip", "r:embed", png);
  xmlNodePtr more = PPTX_ADD(xml, PPTX_NODE(xml, blip, "a:extLst"), "a:ext", "uri",
                             "{96DAC541-7B7A-43D3-8B79-37D633B846F1}");
  PPTX_ADD(xml, more, "asvg:svgBlip", "xmlns:asvg", SVG_SPACE, "r:embed", svg);
}

/* A file beside the results as a part, tied to the slide; the relationship's id. */
static const char *embed(pptx_slide *slide, const char *path, const char *extension,
                         const char *type) {
  pptx_deck *deck = slide->deck;
  const char *name =
      mlg_arena_printf(deck->arena, "ppt/media/carte%zu.%s", deck->n_pictures, extension);
  mlg_pptx_add_part(&deck->package, (pptx_part){.name = name, .type = type, .path = path});
  return mlg_pptx_link(&deck->package, slide->name, PPTX_RELATION "image", name);
}

void mlg_slide_picture(pptx_slide *slide, const char *name, pptx_box box, const char *png,
                       const char *svg, const long crop[4], const char *described) {
  pptx_xml *xml = &slide->xml;
  slide->deck->n_pictures++;
  xmlNodePtr picture = PPTX_NODE(xml, slide->tree, "p:pic");
  xmlNodePtr identity = PPTX_NODE(xml, picture, "p:nvPicPr");
  put_identity(slide, identity, name, described);
  PPTX_ADD(xml, PPTX_NODE(xml, identity, "p:cNvPicPr"), "a:picLocks", "noChangeAspect", "1");
  PPTX_NODE(xml, identity, "p:nvPr");
  xmlNodePtr fill = PPTX_NODE(xml, picture, "p:blipFill");
  put_blip(slide, fill, embed(slide, png, "png", "image/png"),
           embed(slide, svg, "svg", "image/svg+xml"));
  PPTX_ADD(xml, fill, "a:srcRect", "l", number(slide, crop[0]), "t", number(slide, crop[1]), "r",
           number(slide, crop[2]), "b", number(slide, crop[3]));
  PPTX_NODE(xml, PPTX_NODE(xml, fill, "a:stretch"), "a:fillRect");
  xmlNodePtr look = PPTX_NODE(xml, picture, "p:spPr");
  put_box(slide, look, "a:xfrm", box);
  PPTX_NODE(xml, PPTX_ADD(xml, look, "a:prstGeom", "prst", "rect"), "a:avLst");
}

/* ---- a slide ---- */

/* A field that shows the slide's number, where the layout has a place for it. */
static void put_number(pptx_slide *slide) {
  pptx_xml *xml = &slide->xml;
  if (slide->deck->number_place == NULL) return;
  xmlNodePtr body =
      put_body(slide, put_placeholder(slide, "Numéro", "sldNum", slide->deck->number_place));
  xmlNodePtr paragraph = PPTX_NODE(xml, body, "a:p");
  xmlNodePtr field = PPTX_ADD(xml, paragraph, "a:fld", "id",
                              "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type", "slidenum");
  PPTX_ADD(xml, field, "a:rPr", "lang", LANGUAGE);
  mlg_pptx_say(xml, PPTX_NODE(xml, field, "a:t"),
               mlg_arena_printf(xml->arena, "%zu", slide->deck->n_slides + 1));
}

pptx_slide mlg_slide_begin(pptx_deck *deck, const char *layout, const char *title_kind,
                           const char *title) {
  xmlNodePtr root;
  enum { TITLE_SIZE = 24, OPENING_SIZE = 34 };
  bool opening = strcmp(title_kind, "ctrTitle") == 0;
  pptx_slide slide = {.deck = deck, .xml = mlg_pptx_xml(deck->arena, "p:sld", NULL, &root)};
  slide.name = mlg_arena_printf(deck->arena, "ppt/slides/slide%zu.xml", deck->n_slides + 1);
  deck->package.failed |= slide.name == NULL;
  slide.tree = put_tree(&slide, root);
  if (slide.name != NULL)
    mlg_pptx_link(&deck->package, slide.name, PPTX_RELATION "slideLayout", layout);
  xmlNodePtr body = put_body(&slide, put_placeholder(&slide, "Titre", title_kind, NULL));
  /* Titles are messages: longer than a template expects, and smaller. */
  mlg_slide_paragraph(
      &slide, body, title,
      (pptx_font){.size = opening ? OPENING_SIZE : TITLE_SIZE, .bold = true, .inherits = true});
  if (!opening) put_number(&slide);
  return slide;
}

/* ---- notes ---- */

static void put_notes_text(pptx_slide *notes, const char *text) {
  xmlNodePtr body = put_body(notes, put_placeholder(notes, "Notes", "body", "3"));
  const pptx_font plain = {.size = 12};
  while (text != NULL && *text != '\0') {
    size_t length = strcspn(text, "\n");
    mlg_slide_paragraph(notes, body, mlg_arena_strndup(notes->xml.arena, text, length), plain);
    text += length + (text[length] == '\n');
  }
}

static void put_notes(pptx_slide *slide, const char *text) {
  static const char TYPE[] = PPTX_TYPE "notesSlide+xml";
  pptx_deck *deck = slide->deck;
  pptx_package *package = &deck->package;
  xmlNodePtr root;
  pptx_slide notes = {.deck = deck, .xml = mlg_pptx_xml(deck->arena, "p:notes", NULL, &root)};
  notes.name =
      mlg_arena_printf(deck->arena, "ppt/notesSlides/notesSlide%zu.xml", deck->n_slides + 1);
  notes.tree = put_tree(&notes, root);
  put_placeholder(&notes, "Image", "sldImg", NULL);
  put_notes_text(&notes, text);
  mlg_pptx_close(&notes.xml, package, notes.name, TYPE);
  if (package->failed) return;
  mlg_pptx_link(package, notes.name, PPTX_RELATION "notesMaster", deck->notes_master);
  mlg_pptx_link(package, notes.name, PPTX_RELATION "slide", slide->name);
  mlg_pptx_link(package, slide->name, PPTX_RELATION "notesSlide", notes.name);
}

void mlg_slide_end(pptx_slide *slide, const char *notes) {
  pptx_deck *deck = slide->deck;
  if (slide->name != NULL && notes != NULL) put_notes(slide, notes);
  mlg_pptx_close(&slide->xml, &deck->package, slide->name, PPTX_TYPE "slide+xml");
  if (!MLG_ROOM(deck->arena, deck->names, deck->n_slides, deck->names_room))
    deck->package.failed = true;
  else
    deck->names[deck->n_slides++] = slide->name;
}
