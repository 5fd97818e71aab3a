/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_WORKBOOK_PART_H
#define TESTS_WORKBOOK_PART_H

/* Reading cells back from an .xlsx: libzip and libxml2, as any other reader would.
 * Include after near.h. */

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct {
  zip_t *archive;
  xmlDocPtr strings, part; /* shared strings, if any, and the part being read */
  xmlXPathContextPtr query;
} part_reader;

static inline xmlDocPtr part_parse(zip_t *archive, const char *name) {
  zip_stat_t entry;
  if (zip_stat(archive, name, 0, &entry) != 0) fail_msg("no part %s", name);
  zip_file_t *file = zip_fopen(archive, name, 0);
  char *bytes = malloc(entry.size);
  assert_int_equal(zip_fread(file, bytes, entry.size), entry.size);
  zip_fclose(file);
  xmlDocPtr document = xmlReadMemory(bytes, (int)entry.size, name, NULL, XML_PARSE_NONET);
  assert_non_null(document);
  free(bytes);
  return document;
}

static inline part_reader part_open(const char *path, const char *name) {
  part_reader reader = {.archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL)};
  assert_non_null(reader.archive);
  /* A streamed workbook has its strings within its sheets. */
  if (zip_name_locate(reader.archive, "xl/sharedStrings.xml", 0) >= 0)
    reader.strings = part_parse(reader.archive, "xl/sharedStrings.xml");
  reader.part = part_parse(reader.archive, name);
  reader.query = xmlXPathNewContext(reader.part);
  xmlXPathRegisterNs(reader.query, BAD_CAST "m",
                     BAD_CAST "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
  return reader;
}

static inline void part_close(part_reader *reader) {
  xmlXPathFreeContext(reader->query);
  xmlFreeDoc(reader->part);
  xmlFreeDoc(reader->strings);
  zip_discard(reader->archive);
}

/* How many nodes of the part match. */
static inline int part_count(part_reader *reader, const char *xpath) {
  xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST xpath, reader->query);
  assert_non_null(found);
  int n = found->nodesetval != NULL ? found->nodesetval->nodeNr : 0;
  xmlXPathFreeObject(found);
  return n;
}

/* The text of the first match; "" when there is none. To be freed. */
static inline char *part_text(part_reader *reader, const char *xpath) {
  xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST xpath, reader->query);
  assert_non_null(found);
  xmlChar *text = xmlXPathCastToString(found);
  char *copy = strdup((const char *)text);
  xmlFree(text);
  xmlXPathFreeObject(found);
  return copy;
}

/* Shared string number `i`. To be freed. */
static inline char *part_string(part_reader *reader, int i) {
  xmlNodePtr item = xmlDocGetRootElement(reader->strings)->children;
  while (i-- > 0) item = item->next;
  xmlChar *text = xmlNodeGetContent(item);
  char *copy = strdup((const char *)text);
  xmlFree(text);
  return copy;
}

/* What a cell shows: "t:text" or "n:number", "" when it is empty. To be freed. */
static inline char *part_cell(part_reader *reader, const char *cell) {
  char query[96], *shown = malloc(4096);
  snprintf(query, sizeof query, "//m:c[@r='%s' and not(@t)]/m:v", cell);
  char *value = part_text(reader, query);
  snprintf(shown, 4096, "%s%s", *value != '\0' ? "n:" : "", value);
  free(value);
  snprintf(query, sizeof query, "//m:c[@r='%s' and @t='s']/m:v", cell);
  if (part_count(reader, query) == 1) {
    char *index = part_text(reader, query), *text = part_string(reader, atoi(index));
    snprintf(shown, 4096, "t:%s", text);
    free(index);
    free(text);
  }
  return shown;
}

#define assert_cell(reader, cell, expected)                                                        \
  do {                                                                                             \
    char *shown_ = part_cell((reader), (cell));                                                    \
    if (strcmp(shown_, (expected)) != 0)                                                           \
      fail_msg("%s shows \"%s\", expected \"%s\"", (cell), shown_, (expected));                    \
    free(shown_);                                                                                  \
  } while (0)

#endif
