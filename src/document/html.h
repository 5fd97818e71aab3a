/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_HTML_H
#define DOCUMENT_HTML_H

#include <libxml/tree.h>
#include <maillage/finding.h>
#include <stdbool.h>

/**
 * @file
 * An HTML page as a tree, so that a text can only ever be a text. Nodes may be NULL once memory
 * was short: the page then has `failed`, and is not written.
 */
typedef struct {
  xmlDocPtr document;
  xmlNodePtr head, body;
  bool failed;
} mlg_html;

/* A page in French; end it with mlg_html_end(), whatever happened. */
mlg_html mlg_html_begin(void);
void mlg_html_end(mlg_html *html);

/* Adds an element at the end of `parent`. */
xmlNodePtr mlg_html_add(mlg_html *html, xmlNodePtr parent, const char *name);

/* Adds an element that holds a text. A NULL text is a lack of memory. */
xmlNodePtr mlg_html_text(mlg_html *html, xmlNodePtr parent, const char *name, const char *text);

/* Adds a text at the end of what `node` holds. */
void mlg_html_say(mlg_html *html, xmlNodePtr node, const char *text);

/* Sets an attribute. */
void mlg_html_set(mlg_html *html, xmlNodePtr node, const char *name, const char *value);

/* Adds a copy of an element of another document. */
xmlNodePtr mlg_html_copy(mlg_html *html, xmlNodePtr parent, xmlNodePtr element);

/* Writes the page, or reports why not. */
mlg_status mlg_html_write(mlg_html *html, const char *path, mlg_findings *findings);

#endif
