/* SPDX-License-Identifier: Apache-2.0 */
#include "document/pptx.h"

#include <libxml/parser.h>
#include <maillage/text.h>
#include <string.h>

#define XML(text) ((const xmlChar *)(text))

pptx_xml mlg_pptx_xml(mlg_arena *arena, const char *root, const char *space, xmlNodePtr *node) {
  pptx_xml xml = {.arena = arena, .document = xmlNewDoc(XML("1.0"))};
  *node = xmlNewDocNode(xml.document, NULL, XML(root), NULL);
  xml.failed = xml.document == NULL || *node == NULL;
  if (xml.failed) return xml;
  xmlDocSetRootElement(xml.document, *node);
  if (space != NULL) {
    xmlSetProp(*node, XML("xmlns"), XML(space));
    return xml;
  }
  xmlSetProp(*node, XML("xmlns:a"), XML(PPTX_DRAWING));
  xmlSetProp(*node, XML("xmlns:r"), XML(PPTX_LINKS));
  xmlSetProp(*node, XML("xmlns:p"), XML(PPTX_PRESENTATION));
  return xml;
}

xmlNodePtr mlg_pptx_add(pptx_xml *xml, xmlNodePtr parent, const char *name,
                        const char *const *attributes, size_t n) {
  if (xml->failed || parent == NULL) return NULL;
  xmlNodePtr node = xmlNewDocNode(xml->document, NULL, XML(name), NULL);
  xml->failed = node == NULL;
  if (xml->failed) return NULL;
  xmlAddChild(parent, node);
  for (size_t i = 0; i + 1 < n; i += 2)
    xml->failed |= attributes[i + 1] == NULL ||
                   xmlSetProp(node, XML(attributes[i]), XML(attributes[i + 1])) == NULL;
  return node;
}

/* XML 1.0 has no control character but these. */
static bool holds(unsigned char sign) {
  return sign >= ' ' || sign == '\t' || sign == '\n' || sign == '\r';
}

static char *cleaned(mlg_arena *arena, const char *text) {
  char *clean = mlg_arena_strdup(arena, text), *to = clean;
  for (const char *from = text; clean != NULL && *from != '\0'; from++) {
    if (strncmp(from, MLG_NNBSP, strlen(MLG_NNBSP)) == 0) {
      to = mlg_append(to, MLG_NBSP);
      from += strlen(MLG_NNBSP) - 1;
    } else if (holds((unsigned char)*from)) {
      *to++ = *from;
    }
  }
  if (to != NULL) *to = '\0';
  return clean;
}

void mlg_pptx_say(pptx_xml *xml, xmlNodePtr node, const char *text) {
  char *clean = text == NULL || !mlg_utf8_valid(text) ? NULL : cleaned(xml->arena, text);
  xml->failed |= clean == NULL;
  if (!xml->failed && node != NULL) xmlNodeAddContent(node, XML(clean));
}

const char *mlg_pptx_number(pptx_xml *xml, long value) {
  return mlg_arena_printf(xml->arena, "%ld", value);
}

void mlg_pptx_close(pptx_xml *xml, pptx_package *package, const char *name, const char *type) {
  xmlChar *bytes = NULL;
  int size = 0;
  if (!xml->failed) xmlDocDumpMemoryEnc(xml->document, &bytes, &size, "UTF-8");
  char *kept = bytes == NULL ? NULL
                             : mlg_arena_strndup(package->arena, (const char *)bytes, (size_t)size);
  if (kept == NULL) package->failed = true;
  mlg_pptx_add_part(package,
                    (pptx_part){.name = name, .type = type, .bytes = kept, .size = (size_t)size});
  xmlFree(bytes);
  xmlFreeDoc(xml->document);
  xml->document = NULL;
}

xmlDocPtr mlg_pptx_parse(const pptx_part *part) {
  if (part == NULL || part->bytes == NULL) return NULL;
  return xmlReadMemory(part->bytes, (int)part->size, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

xmlNodePtr mlg_pptx_child(xmlNodePtr node, const char *name) {
  xmlNodePtr child = node == NULL ? NULL : node->children;
  while (child != NULL &&
         (child->type != XML_ELEMENT_NODE || strcmp((const char *)child->name, name) != 0))
    child = child->next;
  return child;
}
