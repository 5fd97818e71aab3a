/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx_deck.h"

#include <stdlib.h>
#include <string.h>

#define XML(text) ((const xmlChar *)(text))

/* ---- what a layout offers ---- */

static long whole(xmlNodePtr node, const char *name) {
  xmlChar *value = node == NULL ? NULL : xmlGetNoNsProp(node, XML(name));
  long number = value == NULL ? 0 : strtol((const char *)value, NULL, 10);
  xmlFree(value);
  return number;
}

static bool has(xmlNodePtr node, const char *name, const char *expected) {
  xmlChar *value = node == NULL ? NULL : xmlGetNoNsProp(node, XML(name));
  bool same = value != NULL && strcmp((const char *)value, expected) == 0;
  xmlFree(value);
  return same;
}

/* The p:ph of a shape, or NULL. */
static xmlNodePtr placeholder_of(xmlNodePtr shape) {
  return mlg_pptx_child(mlg_pptx_child(mlg_pptx_child(shape, "nvSpPr"), "nvPr"), "ph");
}

static xmlNodePtr find_placeholder(xmlDocPtr part, const char *kind) {
  xmlNodePtr root = part == NULL ? NULL : xmlDocGetRootElement(part);
  xmlNodePtr tree = mlg_pptx_child(mlg_pptx_child(root, "cSld"), "spTree");
  for (xmlNodePtr shape = tree == NULL ? NULL : tree->children; shape != NULL; shape = shape->next)
    if (has(placeholder_of(shape), "type", kind)) return shape;
  return NULL;
}

static bool box_of(xmlNodePtr shape, pptx_box *box) {
  xmlNodePtr place = mlg_pptx_child(mlg_pptx_child(shape, "spPr"), "xfrm");
  xmlNodePtr at = mlg_pptx_child(place, "off"), size = mlg_pptx_child(place, "ext");
  if (at == NULL || size == NULL) return false;
  *box = (pptx_box){whole(at, "x"), whole(at, "y"), whole(size, "cx"), whole(size, "cy")};
  return true;
}

/* Where a kind of placeholder stands: as the layout says, else as its master does. */
static bool find_box(const pptx_deck *deck, const char *kind, pptx_box *box) {
  const pptx_link *link = mlg_pptx_find_link(&deck->package, deck->layout, "slideMaster");
  const char *names[] = {deck->layout, link == NULL ? NULL : link->target};
  bool found = false;
  for (size_t i = 0; i < 2 && !found; i++) {
    xmlDocPtr part = mlg_pptx_parse(mlg_pptx_part(&deck->package, names[i]));
    found = box_of(find_placeholder(part, kind), box);
    xmlFreeDoc(part);
  }
  return found;
}

/* What the title and, at the bottom, dates and numbers leave; as wide as running text is, but
 * where a layout keeps it for a corner. */
static pptx_box find_body(const pptx_deck *deck, long width, long height) {
  pptx_box title = {width / 27, height / 25, width - 2 * (width / 27), height / 8};
  pptx_box wide = title, low;
  find_box(deck, "title", &title);
  if (!find_box(deck, "body", &wide) || wide.width < width * 3 / 4)
    wide = (pptx_box){width / 27, 0, width - 2 * (width / 27), 0};
  long top = title.y + title.height, bottom = height - height / 28;
  if (find_box(deck, "sldNum", &low) && low.y > height / 2) bottom = low.y;
  return (pptx_box){wide.x, top, wide.width, bottom - top};
}

static const char *layout_kind(const pptx_deck *deck, const pptx_link *link, char *kind,
                               size_t size) {
  xmlDocPtr part = mlg_pptx_parse(mlg_pptx_part(&deck->package, link->target));
  xmlNodePtr root = part == NULL ? NULL : xmlDocGetRootElement(part);
  xmlChar *value = root == NULL ? NULL : xmlGetNoNsProp(root, XML("type"));
  kind[0] = '\0';
  if (value != NULL) strncat(kind, (const char *)value, size - 1);
  xmlFree(value);
  xmlFreeDoc(part);
  return kind;
}

/* The layouts of the first master, by what they say they are for; else its first one. */
static void find_layouts(pptx_deck *deck) {
  const pptx_link *master = mlg_pptx_find_link(&deck->package, deck->main, "slideMaster");
  const char *content = NULL;
  for (size_t i = 0; master != NULL && i < deck->package.n_links; i++) {
    const pptx_link *link = &deck->package.links[i];
    const char *last = strrchr(link->type, '/');
    char kind[16];
    if (strcmp(link->source, master->target) != 0 || last == NULL ||
        strcmp(last, "/slideLayout") != 0)
      continue;
    layout_kind(deck, link, kind, sizeof kind);
    if (deck->title_layout == NULL && strcmp(kind, "title") == 0) deck->title_layout = link->target;
    if (deck->layout == NULL && strcmp(kind, "titleOnly") == 0) deck->layout = link->target;
    if (content == NULL) content = link->target;
  }
  if (deck->layout == NULL) deck->layout = content;
  if (deck->title_layout == NULL) deck->title_layout = deck->layout;
}

/* The size of slides and, in passing, whether they can be numbered. */
static bool measure(pptx_deck *deck) {
  xmlDocPtr part = mlg_pptx_parse(mlg_pptx_part(&deck->package, deck->main));
  xmlNodePtr size = mlg_pptx_child(part == NULL ? NULL : xmlDocGetRootElement(part), "sldSz");
  long width = whole(size, "cx"), height = whole(size, "cy");
  xmlFreeDoc(part);
  if (width <= 0 || height <= 0) return false;
  part = mlg_pptx_parse(mlg_pptx_part(&deck->package, deck->layout));
  xmlNodePtr place = placeholder_of(find_placeholder(part, "sldNum"));
  xmlChar *number = place == NULL ? NULL : xmlGetNoNsProp(place, XML("idx"));
  if (number != NULL) deck->number_place = mlg_arena_strdup(deck->arena, (const char *)number);
  xmlFree(number);
  xmlFreeDoc(part);
  deck->body = find_body(deck, width, height);
  return deck->body.width > 0 && deck->body.height > 0;
}

mlg_status mlg_deck_begin(pptx_deck *deck, mlg_arena *arena, const char *template, const char *file,
                          mlg_findings *findings) {
  *deck = (pptx_deck){.arena = arena, .package = {.arena = arena}, .main = PPTX_MAIN};
  if (template == NULL)
    mlg_pptx_own_theme(&deck->package);
  else
    MLG_TRY(mlg_pptx_template(&deck->package, template, file, &deck->main, findings));
  if (deck->package.failed) return MLG_FAILURE;
  find_layouts(deck);
  if (deck->layout == NULL || !measure(deck))
    return mlg_report(findings, (mlg_finding){.code = MLG_F_TEMPLATE_UNREADABLE, .value = file});
  const pptx_link *notes = mlg_pptx_find_link(&deck->package, deck->main, "notesMaster");
  deck->notes_master = notes != NULL ? notes->target
                                     : mlg_pptx_own_notes(&deck->package, deck->main);
  return MLG_OK;
}

/* ---- the presentation ---- */

/* After these children of the presentation comes the list of slides, in the schema's order. */
static xmlNodePtr last_before_slides(xmlNodePtr root) {
  static const char *const BEFORE[] = {"sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"};
  xmlNodePtr last = NULL;
  for (size_t i = 0; i < 3; i++) {
    xmlNodePtr child = mlg_pptx_child(root, BEFORE[i]);
    if (child != NULL) last = child;
  }
  return last;
}

static void remove_child(xmlNodePtr root, const char *name) {
  xmlNodePtr child = mlg_pptx_child(root, name);
  if (child == NULL) return;
  xmlUnlinkNode(child);
  xmlFreeNode(child);
}

/* Names of slides and sections that are gone. */
static void forget_slides(xmlNodePtr root) {
  static const char *const NAMES[] = {"sldIdLst",           "custShowLst", "extLst",
                                      "handoutMasterIdLst", "custDataLst", "smartTags"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) remove_child(root, NAMES[i]);
}

/* A list of one kind, after `before`; each of its items has a link. */
static xmlNodePtr put_list(xmlNodePtr root, xmlNodePtr before, const char *name) {
  xmlNodePtr list = xmlNewDocNode(root->doc, root->ns, XML(name), NULL);
  return list == NULL ? NULL : xmlAddNextSibling(before, list);
}

static bool put_item(xmlNodePtr list, const char *name, const char *id, const char *link) {
  xmlNodePtr item = list == NULL ? NULL : xmlNewChild(list, list->ns, XML(name), NULL);
  if (item == NULL || link == NULL) return false;
  xmlNsPtr links = xmlSearchNsByHref(list->doc, item, XML(PPTX_LINKS));
  if (links == NULL) links = xmlNewNs(item, XML(PPTX_LINKS), XML("r"));
  if (id != NULL) xmlSetProp(item, XML("id"), XML(id));
  return xmlSetNsProp(item, links, XML("id"), XML(link)) != NULL;
}

static bool list_slides(pptx_deck *deck, xmlNodePtr root) {
  pptx_package *package = &deck->package;
  forget_slides(root);
  xmlNodePtr masters = mlg_pptx_child(root, "sldMasterIdLst");
  if (masters == NULL) return false;
  if (mlg_pptx_child(root, "notesMasterIdLst") == NULL) {
    const pptx_link *notes = mlg_pptx_find_link(package, deck->main, "notesMaster");
    if (notes == NULL ||
        !put_item(put_list(root, masters, "notesMasterIdLst"), "notesMasterId", NULL, notes->id))
      return false;
  }
  xmlNodePtr list = put_list(root, last_before_slides(root), "sldIdLst");
  for (size_t i = 0; i < deck->n_slides; i++) {
    enum { FIRST_ID = 256 }; /* the format's own */
    const char *link = mlg_pptx_link(package, deck->main, PPTX_RELATION "slide", deck->names[i]);
    if (!put_item(list, "sldId", mlg_arena_printf(deck->arena, "%zu", FIRST_ID + i), link))
      return false;
  }
  return true;
}

static void put_presentation(pptx_deck *deck) {
  pptx_part *part = NULL;
  for (size_t i = 0; i < deck->package.n_parts && part == NULL; i++)
    if (strcmp(deck->package.parts[i].name, deck->main) == 0) part = &deck->package.parts[i];
  xmlDocPtr document = mlg_pptx_parse(part);
  xmlChar *bytes = NULL;
  int size = 0;
  if (document != NULL && list_slides(deck, xmlDocGetRootElement(document)))
    xmlDocDumpMemoryEnc(document, &bytes, &size, "UTF-8");
  char *kept = bytes == NULL ? NULL
                             : mlg_arena_strndup(deck->arena, (const char *)bytes, (size_t)size);
  if (kept == NULL) {
    deck->package.failed = true;
  } else {
    part->bytes = kept;
    part->size = (size_t)size;
  }
  xmlFree(bytes);
  xmlFreeDoc(document);
}

static void put_properties(pptx_deck *deck, const pptx_facts *facts) {
  xmlNodePtr root;
  pptx_xml xml = mlg_pptx_xml(deck->arena, "cp:coreProperties", NULL, &root);
  static const char *const SPACES[][2] = {
      {"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
      {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
      {"xmlns:dcterms", "http://purl.org/dc/terms/"},
      {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}};
  for (size_t i = 0; i < 4 && root != NULL; i++)
    xmlSetProp(root, XML(SPACES[i][0]), XML(SPACES[i][1]));
  mlg_pptx_say(&xml, PPTX_NODE(&xml, root, "dc:title"), facts->title);
  mlg_pptx_say(&xml, PPTX_NODE(&xml, root, "dc:subject"), facts->subject);
  mlg_pptx_say(&xml, PPTX_NODE(&xml, root, "dc:creator"), facts->author);
  mlg_pptx_say(&xml, PPTX_NODE(&xml, root, "dc:language"), "fr");
  const char *when = mlg_arena_printf(deck->arena, "%sT00:00:00Z", facts->date);
  mlg_pptx_say(&xml, PPTX_ADD(&xml, root, "dcterms:created", "xsi:type", "dcterms:W3CDTF"), when);
  mlg_pptx_close(&xml, &deck->package, "docProps/core.xml",
                 "application/vnd.openxmlformats-package.core-properties+xml");
  mlg_pptx_link(&deck->package, "", PPTX_CORE_RELATION, "docProps/core.xml");
}

mlg_status mlg_deck_end(pptx_deck *deck, const pptx_facts *facts, const char *path,
                        mlg_findings *findings) {
  mlg_pptx_link(&deck->package, "", PPTX_RELATION "officeDocument", deck->main);
  put_presentation(deck);
  put_properties(deck, facts);
  return mlg_pptx_write(&deck->package, path, facts->date, findings);
}
