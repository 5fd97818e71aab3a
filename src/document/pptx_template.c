/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx_theme.h"

#include <libxml/uri.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

/* An organisation's own file: what its presentation leads to is kept, but for slides, notes of
 * slides, comments and macros. A part that nothing leads to any more is left behind, so that no
 * picture of an older slide goes out with ours. */

/* No part of a sensible template is larger. */
static const zip_uint64_t MOST_BYTES = 64u << 20;
enum { MOST_PARTS = 2000 };

typedef struct {
  pptx_package *package;
  zip_t *archive;
  xmlDocPtr types;
} reading;

/* The bytes of an entry; NULL when there is none, or too much. */
static char *read_entry(reading *r, const char *name, size_t *size) {
  zip_stat_t stat;
  if (zip_stat(r->archive, name, 0, &stat) != 0 || stat.size > MOST_BYTES) return NULL;
  char *bytes = mlg_arena_alloc(r->package->arena, stat.size + 1, 1);
  zip_file_t *entry = bytes == NULL ? NULL : zip_fopen(r->archive, name, 0);
  if (entry == NULL) return NULL;
  zip_int64_t read = zip_fread(entry, bytes, stat.size);
  *size = (size_t)stat.size;
  return zip_fclose(entry) == 0 && read == (zip_int64_t)stat.size ? bytes : NULL;
}

static xmlDocPtr read_xml(reading *r, const char *name) {
  size_t size;
  char *bytes = read_entry(r, name, &size);
  return bytes == NULL ? NULL : mlg_pptx_parse(&(pptx_part){.bytes = bytes, .size = size});
}

/* An attribute as text of the arena; "" when it is not there. */
static const char *attribute(mlg_arena *arena, xmlNodePtr node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
  const char *kept = mlg_arena_strdup(arena, value == NULL ? "" : (const char *)value);
  xmlFree(value);
  return kept;
}

/* The type of a part: its own, else that of its extension. */
static const char *type_of(reading *r, const char *name) {
  mlg_arena *arena = r->package->arena;
  const char *dot = strrchr(name, '.'), *type = "";
  for (xmlNodePtr node = xmlDocGetRootElement(r->types)->children; node != NULL;
       node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const char *part = attribute(arena, node, "PartName"),
               *extension = attribute(arena, node, "Extension");
    if (part == NULL || extension == NULL) return NULL;
    if (*part == '/' && strcmp(part + 1, name) == 0) return attribute(arena, node, "ContentType");
    if (*extension != '\0' && dot != NULL && strcasecmp(extension, dot + 1) == 0)
      type = attribute(arena, node, "ContentType");
  }
  return type;
}

static bool is_left_out(const char *type) {
  static const char *const KINDS[] = {"/slide",          "/notesSlide", "/comments",
                                      "/commentAuthors", "/vbaProject", "/authors",
                                      "/handoutMaster",  "/customXml"};
  const char *kind = strrchr(type, '/');
  for (size_t i = 0; kind != NULL && i < sizeof KINDS / sizeof *KINDS; i++)
    if (strcmp(kind, KINDS[i]) == 0) return true;
  return false;
}

/* A target as a part's name: from the folder of its source, "." and ".." walked. */
static const char *resolved(mlg_arena *arena, const char *source, const char *target) {
  const char *base = mlg_arena_printf(arena, "/%s", source);
  if (base == NULL || target == NULL) return NULL;
  xmlChar *whole = xmlBuildURI((const xmlChar *)target, (const xmlChar *)base);
  const char *name = whole == NULL ? NULL : mlg_arena_strdup(arena, (const char *)whole);
  xmlFree(whole);
  return name != NULL && *name == '/' ? name + 1 : name;
}

/* Ties `source` to what it leads to. A part without links has no such entry. */
static void read_links(reading *r, const char *source) {
  mlg_arena *arena = r->package->arena;
  const char *name = mlg_pptx_links_name(arena, source);
  xmlDocPtr document = name == NULL ? NULL : read_xml(r, name);
  xmlNodePtr root = document == NULL ? NULL : xmlDocGetRootElement(document);
  for (xmlNodePtr node = root == NULL ? NULL : root->children; node != NULL; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    pptx_link link = {source, attribute(arena, node, "Id"), attribute(arena, node, "Type"),
                      attribute(arena, node, "Target"), false};
    const char *mode = attribute(arena, node, "TargetMode");
    link.is_external = mode != NULL && strcmp(mode, "External") == 0;
    if (link.type == NULL || is_left_out(link.type)) continue;
    if (!link.is_external) link.target = resolved(arena, source, link.target);
    mlg_pptx_add_link(r->package, link);
  }
  xmlFreeDoc(document);
}

/* Takes a part unless it is there; false when it cannot be read. */
static bool take(reading *r, const char *name) {
  if (mlg_pptx_part(r->package, name) != NULL) return true;
  pptx_part part = {.name = name, .type = type_of(r, name)};
  part.bytes = read_entry(r, name, &part.size);
  if (part.bytes == NULL || part.type == NULL || r->package->n_parts >= MOST_PARTS) return false;
  mlg_pptx_add_part(r->package, part);
  read_links(r, name);
  return !r->package->failed;
}

/* From the presentation on, whatever links lead to: those found on the way join the list. */
static bool take_all(reading *r, const char **main) {
  r->types = read_xml(r, "[Content_Types].xml");
  if (r->types == NULL || xmlDocGetRootElement(r->types) == NULL) return false;
  pptx_package outer = {.arena = r->package->arena};
  reading first = {&outer, r->archive, r->types};
  read_links(&first, "");
  const pptx_link *link = mlg_pptx_find_link(&outer, "", "officeDocument");
  if (link == NULL || link->is_external || !take(r, link->target)) return false;
  *main = link->target;
  if (strstr(r->package->parts[0].type, "presentationml") == NULL) return false;
  r->package->parts[0].type = PPTX_TYPE "presentation.main+xml"; /* of a .potx: another */
  for (size_t i = 0; i < r->package->n_links; i++)
    if (!r->package->links[i].is_external && !take(r, r->package->links[i].target)) return false;
  return true;
}

mlg_status mlg_pptx_template(pptx_package *package, const char *path, const char *file,
                             const char **main, mlg_findings *findings) {
  reading r = {.package = package, .archive = zip_open(path, ZIP_RDONLY, NULL)};
  bool read = r.archive != NULL && take_all(&r, main);
  xmlFreeDoc(r.types);
  if (r.archive != NULL) zip_discard(r.archive);
  if (read) return MLG_OK;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_TEMPLATE_UNREADABLE, .value = file});
}
