/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/readback.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

/* Rows are what is missing when a streamed sheet lost its temporary file. */
static void count_row(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                      int n_namespaces, const xmlChar **namespaces, int n_attributes,
                      int n_defaulted, const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
  (void)n_attributes, (void)n_defaulted, (void)attributes;
  size_t *rows = context;
  *rows += strcmp((const char *)name, "row") == 0;
}

/* Whether the part is well-formed, and how many <row> it has. Events alone, without nodes: a
 * sheet may hold a million cells. */
static bool scan_part(zip_file_t *part, size_t *rows) {
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
  xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC, .startElementNs = count_row};
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&events, rows, NULL, 0, NULL);
  if (parser == NULL) return false;
  char bytes[1 << 16];
  zip_int64_t n;
  *rows = 0;
  bool is_sound = xmlCtxtUseOptions(parser, options) == 0;
  while ((n = zip_fread(part, bytes, sizeof bytes)) > 0 && is_sound)
    is_sound = xmlParseChunk(parser, bytes, (int)n, 0) == XML_ERR_OK;
  is_sound = is_sound && n == 0 && xmlParseChunk(parser, NULL, 0, 1) == XML_ERR_OK;
  xmlFreeParserCtxt(parser);
  return is_sound;
}

/* A picture has no XML to be read: what its bytes add up to is checked. */
static bool drain(zip_file_t *part) {
  char bytes[4096];
  zip_int64_t n;
  while ((n = zip_fread(part, bytes, sizeof bytes)) > 0) continue;
  return n == 0;
}

static bool is_picture(const char *name) { return strncmp(name, "xl/media/", 9) == 0; }

static bool part_is_whole(zip_t *archive, zip_uint64_t i, size_t *rows) {
  zip_file_t *part = zip_fopen_index(archive, i, 0);
  if (part == NULL) return false;
  bool whole = is_picture(zip_get_name(archive, i, 0)) ? drain(part) : scan_part(part, rows);
  return zip_fclose(part) == 0 && whole;
}

/* Whether part `i` is whole; a sheet must have its rows as well. Sheets are counted. */
static bool check_part(zip_t *archive, zip_uint64_t i, const size_t *n_rows, size_t n_sheets,
                       size_t *seen) {
  const char *name = zip_get_name(archive, i, 0);
  size_t rows = 0, sheet;
  if (name == NULL || !part_is_whole(archive, i, &rows)) return false;
  if (sscanf(name, "xl/worksheets/sheet%zu.xml", &sheet) != 1) return true;
  (*seen)++;
  return sheet >= 1 && sheet <= n_sheets && rows == n_rows[sheet - 1];
}

static bool check_archive(zip_t *archive, const size_t *n_rows, size_t n_sheets) {
  zip_int64_t n = zip_get_num_entries(archive, 0);
  size_t seen = 0;
  for (zip_int64_t i = 0; i < n; i++)
    if (!check_part(archive, (zip_uint64_t)i, n_rows, n_sheets, &seen)) return false;
  return seen == n_sheets;
}

/* ZIP_CHECKCONS compares the directory with each entry; reading an entry checks its CRC. */
bool mlg_readback(const char *path, const size_t *n_rows, size_t n_sheets) {
  zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  if (archive == NULL) return false;
  bool whole = check_archive(archive, n_rows, n_sheets);
  zip_discard(archive);
  return whole;
}
