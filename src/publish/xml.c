/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/xml.h"

#define X(text) ((const xmlChar *)(text))

void mlg_xml_begin(xml_file *file, const char *doctype) {
  *file = (xml_file){.buffer = xmlBufferCreate()};
  file->writer = file->buffer == NULL ? NULL : xmlNewTextWriterMemory(file->buffer, 0);
  file->failed = file->writer == NULL;
  if (file->failed) return;
  file->failed |= xmlTextWriterSetIndent(file->writer, 1) < 0;
  file->failed |= xmlTextWriterStartDocument(file->writer, NULL, "UTF-8", NULL) < 0;
  if (doctype != NULL)
    file->failed |= xmlTextWriterWriteDTD(file->writer, X(doctype), X("http://mrcc.com/qgis.dtd"),
                                          X("SYSTEM"), NULL) < 0;
}

char *mlg_xml_end(xml_file *file, mlg_arena *arena) {
  if (file->writer != NULL) {
    file->failed |= xmlTextWriterEndDocument(file->writer) < 0;
    xmlFreeTextWriter(file->writer); /* flushes into the buffer */
  }
  char *text = file->failed ? NULL
                            : mlg_arena_strdup(arena, (const char *)xmlBufferContent(file->buffer));
  if (file->buffer != NULL) xmlBufferFree(file->buffer);
  return text;
}

void mlg_xml_open(xml_file *file, const char *element) {
  if (!file->failed) file->failed = xmlTextWriterStartElement(file->writer, X(element)) < 0;
}

void mlg_xml_close(xml_file *file) {
  if (!file->failed) file->failed = xmlTextWriterEndElement(file->writer) < 0;
}

void mlg_xml_set(xml_file *file, const char *attribute, const char *value) {
  if (file->failed) return;
  file->failed = value == NULL ||
                 xmlTextWriterWriteAttribute(file->writer, X(attribute), X(value)) < 0;
}

void mlg_xml_text(xml_file *file, const char *element, const char *text) {
  if (file->failed) return;
  file->failed = text == NULL || xmlTextWriterWriteElement(file->writer, X(element), X(text)) < 0;
}

void mlg_xml_text_inside(xml_file *file, const char *text) {
  if (!file->failed) file->failed = xmlTextWriterWriteString(file->writer, X(text)) < 0;
}
