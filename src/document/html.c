/* SPDX-License-Identifier: Apache-2.0 */
#include "document/html.h"

#include <libxml/HTMLtree.h>
#include <stdio.h>

#define XML(text) ((const xmlChar *)(text))

xmlNodePtr mlg_html_add(mlg_html *html, xmlNodePtr parent, const char *name) {
  if (parent == NULL) return NULL;
  xmlNodePtr node = xmlNewDocNode(html->document, NULL, XML(name), NULL);
  if (node == NULL || xmlAddChild(parent, node) == NULL) html->failed = true;
  return node;
}

void mlg_html_say(mlg_html *html, xmlNodePtr node, const char *text) {
  if (text == NULL) html->failed = true;
  if (node == NULL || text == NULL || *text == '\0') return;
  xmlNodePtr child = xmlNewDocText(html->document, XML(text));
  if (child == NULL || xmlAddChild(node, child) == NULL) html->failed = true;
}

xmlNodePtr mlg_html_text(mlg_html *html, xmlNodePtr parent, const char *name, const char *text) {
  xmlNodePtr node = mlg_html_add(html, parent, name);
  mlg_html_say(html, node, text);
  return node;
}

void mlg_html_set(mlg_html *html, xmlNodePtr node, const char *name, const char *value) {
  if (value == NULL) html->failed = true;
  if (node == NULL || value == NULL) return;
  if (xmlNewProp(node, XML(name), XML(value)) == NULL) html->failed = true;
}

xmlNodePtr mlg_html_copy(mlg_html *html, xmlNodePtr parent, xmlNodePtr element) {
  if (parent == NULL || element == NULL) return NULL;
  xmlNodePtr copy = xmlDocCopyNode(element, html->document, 1);
  if (copy == NULL || xmlAddChild(parent, copy) == NULL) html->failed = true;
  return copy;
}

mlg_html mlg_html_begin(void) {
  mlg_html html = {.document = htmlNewDocNoDtD(NULL, NULL)};
  if (html.document == NULL) return (mlg_html){.failed = true};
  xmlNodePtr root = xmlNewDocNode(html.document, NULL, XML("html"), NULL);
  if (root == NULL) html.failed = true;
  if (root != NULL) xmlDocSetRootElement(html.document, root);
  mlg_html_set(&html, root, "lang", "fr");
  html.head = mlg_html_add(&html, root, "head");
  html.body = mlg_html_add(&html, root, "body");
  return html;
}

void mlg_html_end(mlg_html *html) {
  if (html->document != NULL) xmlFreeDoc(html->document);
  *html = (mlg_html){.failed = true};
}

/* libxml2 would complain of a full disk on the terminal: it is never told of one. */
typedef struct {
  FILE *file;
  bool failed;
} sink;

static int take_bytes(void *context, const char *bytes, int n) {
  sink *to = context;
  to->failed |= fwrite(bytes, 1, (size_t)n, to->file) != (size_t)n;
  return n;
}

/* Bytes go to the file as they are made; false when memory is short. */
static bool serialise(const mlg_html *html, sink *to) {
  xmlOutputBufferPtr out = xmlOutputBufferCreateIO(take_bytes, NULL, to, NULL);
  if (out == NULL) return false;
  xmlOutputBufferWriteString(out, "<!DOCTYPE html>\n");
  htmlNodeDumpFormatOutput(out, html->document, xmlDocGetRootElement(html->document), "UTF-8", 0);
  xmlOutputBufferWriteString(out, "\n");
  return xmlOutputBufferClose(out) >= 0;
}

mlg_status mlg_html_write(mlg_html *html, const char *path, mlg_findings *findings) {
  sink to = {.file = html->failed ? NULL : fopen(path, "wb")};
  bool complete = to.file != NULL && serialise(html, &to);
  /* A full disk often shows only when the file is closed. */
  to.failed |= to.file == NULL || fclose(to.file) != 0;
  if (html->failed || (!complete && !to.failed))
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return to.failed ? mlg_write_failed(path, findings) : MLG_OK;
}
