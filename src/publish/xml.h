/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_XML_H
#define PUBLISH_XML_H

#include <libxml/xmlwriter.h>
#include <maillage/arena.h>
#include <stdbool.h>

/* An XML document written from its start to its end. A failure shows where it ends. */
typedef struct {
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
  bool failed;
} xml_file;

/* `doctype` NULL: none. */
void mlg_xml_begin(xml_file *file, const char *doctype);

/* The text, closing what is open; NULL when it could not be made. */
char *mlg_xml_end(xml_file *file, mlg_arena *arena);

void mlg_xml_open(xml_file *file, const char *element);
void mlg_xml_close(xml_file *file);
/* A NULL text is one that memory was too short for: the document fails. */
void mlg_xml_set(xml_file *file, const char *attribute, const char *value);
void mlg_xml_text(xml_file *file, const char *element, const char *text);
void mlg_xml_text_inside(xml_file *file, const char *text); /* after attributes */

#endif
