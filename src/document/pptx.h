/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_PPTX_H
#define DOCUMENT_PPTX_H

#include <libxml/tree.h>
#include <maillage/finding.h>
#include <stdbool.h>

/**
 * @file
 * A PowerPoint file: parts tied by relationships (ECMA-376, part 2), written as a zip whose
 * bytes depend on what it holds and on nothing else. Failing is sticky, as in a scene: once
 * memory was short the package has `failed`, and is not written.
 */

/* A part's name starts without "/": "ppt/slides/slide1.xml". Its bytes are in memory, or in the
 * file at `path`. */
typedef struct {
  const char *name, *type;
  const char *bytes;
  size_t size;
  const char *path;
} pptx_part;

/* From one part, or "" for the package, to another. `id` is unique to the source. */
typedef struct {
  const char *source, *id, *type, *target;
  bool is_external; /* `target` is then an address. */
} pptx_link;

typedef struct {
  mlg_arena *arena;
  pptx_part *parts;
  size_t n_parts, parts_room;
  pptx_link *links;
  size_t n_links, links_room;
  bool failed;
} pptx_package;

/* Relationship types begin so, all but those of the package itself. */
#define PPTX_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PPTX_CORE_RELATION                                                                         \
  "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#define PPTX_TYPE "application/vnd.openxmlformats-officedocument.presentationml."
#define PPTX_THEME_TYPE "application/vnd.openxmlformats-officedocument.theme+xml"
#define PPTX_PRESENTATION "http://schemas.openxmlformats.org/presentationml/2006/main"
#define PPTX_DRAWING "http://schemas.openxmlformats.org/drawingml/2006/main"
#define PPTX_LINKS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

void mlg_pptx_add_part(pptx_package *package, pptx_part part);
const pptx_part *mlg_pptx_part(const pptx_package *package, const char *name);

/* Ties two parts; the new relationship's id, or NULL. */
const char *mlg_pptx_link(pptx_package *package, const char *source, const char *type,
                          const char *target);
void mlg_pptx_add_link(pptx_package *package, pptx_link link);

/* The entry that holds the links of a part: "ppt/slides/_rels/slide1.xml.rels". */
const char *mlg_pptx_links_name(mlg_arena *arena, const char *source);

/* The first link of a part whose type ends in "/`kind`", or NULL. */
const pptx_link *mlg_pptx_find_link(const pptx_package *package, const char *source,
                                    const char *kind);

/* Writes the package; every entry bears `date` (ISO). Reports why not. */
mlg_status mlg_pptx_write(const pptx_package *package, const char *path, const char *date,
                          mlg_findings *findings);

/* ---- one part as a tree, so that a text can only ever be a text ---- */

typedef struct {
  mlg_arena *arena;
  xmlDocPtr document;
  bool failed;
} pptx_xml;

/* A document with its root, in the namespace `space`; when it is NULL, p:, a: and r: are declared.
 */
pptx_xml mlg_pptx_xml(mlg_arena *arena, const char *root, const char *space, xmlNodePtr *node);

/* An element with `n` strings of attributes: name, value, name, value… A NULL value is a lack of
 * memory. */
xmlNodePtr mlg_pptx_add(pptx_xml *xml, xmlNodePtr parent, const char *name,
                        const char *const *attributes, size_t n);

#define PPTX_NODE(xml, parent, name) mlg_pptx_add((xml), (parent), (name), NULL, 0)
#define PPTX_ADD(xml, parent, name, ...)                                                           \
  mlg_pptx_add((xml), (parent), (name), (const char *const[]){__VA_ARGS__},                        \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Sets the text of a node: signs that XML cannot hold are left out, and a narrow space that the
 * font lacks becomes one that it has. */
void mlg_pptx_say(pptx_xml *xml, xmlNodePtr node, const char *text);

/* A whole number as an attribute's value. */
const char *mlg_pptx_number(pptx_xml *xml, long value);

/* Adds the tree as a part of the package, and lets go of it. */
void mlg_pptx_close(pptx_xml *xml, pptx_package *package, const char *name, const char *type);

/* Reads a part of the package as XML; NULL when it is none. Free with xmlFreeDoc. */
xmlDocPtr mlg_pptx_parse(const pptx_part *part);

/* The first child of that local name, or NULL. */
xmlNodePtr mlg_pptx_child(xmlNodePtr node, const char *name);

#endif
