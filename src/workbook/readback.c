/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/readback.h"

#include <libxml/xmlreader.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

/* Streams one part through libxml2, so that memory does not grow with the sheet. */
static int read_part(void *context, char *buffer, int length) {
  return (int)zip_fread(context, buffer, (zip_uint64_t)length);
}

/* Rows are what is missing when a streamed sheet lost its temporary file. */
static bool is_row(xmlTextReaderPtr reader) {
  return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
         strcmp((const char *)xmlTextReaderConstName(reader), "row") == 0;
}

/* Whether the part is well-formed, and how many <row> it has. */
static bool scan_part(zip_file_t *part, size_t *rows) {
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
  xmlTextReaderPtr reader = xmlReaderForIO(read_part, NULL, part, NULL, NULL, options);
  if (reader == NULL) return false;
  int more;
  *rows = 0;
  while ((more = xmlTextReaderRead(reader)) == 1) *rows += is_row(reader);
  xmlFreeTextReader(reader);
  return more == 0;
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
