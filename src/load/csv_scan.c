/* SPDX-License-Identifier: Apache-2.0 */
#include "load/csv_scan.h"

#include "load/limits.h"

#include <string.h>

/* A wrong separator breaks every row: the first ones are enough to see it. */
enum { MOST_BAD_ROWS = 20 };

/* Reading position. */
typedef struct {
  const char *at, *end;
  size_t line;
} cursor;

/* One record, as far as its line end. */
typedef struct {
  const char *start, *end; /* the line end excluded */
  size_t line, n_fields;
} record;

/* Moves past "\n", "\r\n" or "\r". */
static void skip_line_end(cursor *c) {
  if (*c->at == '\r' && c->at + 1 < c->end && c->at[1] == '\n') c->at++;
  c->at++;
  c->line++;
}

static bool at_line_end(const cursor *c) { return *c->at == '\n' || *c->at == '\r'; }

/* GDAL's rule: any quote opens or closes, so that two within quotes stand for one. */
static record next_record(cursor *c, char separator) {
  record r = {.start = c->at, .line = c->line, .n_fields = 1};
  bool quoted = false;
  while (c->at < c->end && (quoted || !at_line_end(c))) {
    quoted ^= *c->at == '"';
    r.n_fields += !quoted && *c->at == separator;
    if (at_line_end(c))
      skip_line_end(c);
    else
      c->at++;
  }
  r.end = c->at;
  if (c->at < c->end) skip_line_end(c);
  return r;
}

/* The separator that cuts the header into more fields. */
static char separator_of(const cursor *c, size_t *n_fields) {
  cursor with_comma = *c, with_semicolon = *c;
  record commas = next_record(&with_comma, ','), semicolons = next_record(&with_semicolon, ';');
  bool semicolon = semicolons.n_fields > commas.n_fields;
  *n_fields = semicolon ? semicolons.n_fields : commas.n_fields;
  return semicolon ? ';' : ',';
}

static mlg_status report_length(const mlg_input_file *input, const mlg_csv_scan *scan, size_t line,
                                size_t n_fields) {
  char *value = mlg_arena_printf(input->arena, "%zu", n_fields);
  char *expected = mlg_arena_printf(input->arena, "%zu", scan->n_fields);
  MLG_HAVE(value);
  MLG_HAVE(expected);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_ROW_LENGTH,
                                                   .file = input->file,
                                                   .line = line,
                                                   .value = value,
                                                   .expected = expected});
}

/* Rows so long come from a damaged file, and are more than GDAL would read. */
static mlg_status check_row(const mlg_input_file *input, const record *r) {
  size_t length = (size_t)(r->end - r->start);
  if (r->n_fields > MLG_MOST_COLUMNS)
    return mlg_over_limit(input, r->line, NULL, r->n_fields, MLG_MOST_COLUMNS, "colonnes");
  if (length > MLG_MOST_ROW_BYTES)
    return mlg_over_limit(input, r->line, NULL, length, MLG_MOST_ROW_BYTES, "Mo");
  return MLG_OK;
}

static mlg_status scan_records(const mlg_input_file *input, cursor *c, mlg_csv_scan *scan) {
  size_t capacity = 0, bad_rows = 0;
  mlg_status status = MLG_OK;
  while (c->at < c->end && bad_rows < MOST_BAD_ROWS) {
    record r = next_record(c, scan->separator);
    if (r.start == r.end) continue;
    MLG_TRY(check_row(input, &r));
    if (!MLG_ROOM(input->arena, scan->lines, scan->n_records, capacity)) return MLG_FAILURE;
    scan->lines[scan->n_records++] = r.line;
    if (r.n_fields == scan->n_fields) continue;
    status = report_length(input, scan, r.line, r.n_fields);
    bad_rows++;
  }
  return status;
}

/* Whether one field of the record at `c` is `name`. */
static bool row_has(cursor c, const char *name) {
  size_t n, length = strlen(name);
  char separator = separator_of(&c, &n);
  record r = next_record(&c, separator);
  for (const char *at = r.start, *end; at <= r.end; at = end + 1) {
    for (end = at; end < r.end && *end != separator;) end++;
    bool quoted = end - at >= 2 && *at == '"' && end[-1] == '"';
    if ((size_t)(end - at) == length + 2 * quoted && memcmp(at + quoted, name, length) == 0)
      return true;
  }
  return false;
}

/* The first of the lines, blank or not, where the key column is named; 0: none. */
static size_t line_of_key(cursor c, const char *key) {
  while (c.at < c.end && c.line <= MLG_HEADER_ROWS) {
    if (row_has(c, key)) return c.line;
    while (c.at < c.end && !at_line_end(&c)) c.at++;
    if (c.at < c.end) skip_line_end(&c);
  }
  return 0;
}

/* Titles above the header would otherwise be taken for it. */
static mlg_status check_header(const mlg_input_file *input, cursor top, const cursor *header) {
  const char *key = input->options.key;
  if (key == NULL || row_has(*header, key)) return MLG_OK;
  size_t line = line_of_key(top, key);
  if (line == 0) return MLG_OK;
  char *declared = mlg_arena_printf(input->arena, "%zu", header->line);
  char *actual = mlg_arena_printf(input->arena, "%zu", line);
  MLG_HAVE(declared);
  MLG_HAVE(actual);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_HEADER_MOVED,
                                                   .file = input->file,
                                                   .line = header->line,
                                                   .column = key,
                                                   .value = declared,
                                                   .expected = actual});
}

/* Moves to the row declared for the header; blank lines before a header are skipped. */
static mlg_status find_header(const mlg_input_file *input, cursor *c) {
  size_t line = input->options.header;
  while (c->at < c->end && c->line < line) {
    while (c->at < c->end && !at_line_end(c)) c->at++;
    if (c->at < c->end) skip_line_end(c);
  }
  while (c->at < c->end && at_line_end(c)) skip_line_end(c);
  if (c->at < c->end || line == 0) return MLG_OK;
  char *declared = mlg_arena_printf(input->arena, "%zu", line);
  MLG_HAVE(declared);
  return mlg_report(
      input->findings,
      (mlg_finding){.code = MLG_F_HEADER_BEYOND, .file = input->file, .value = declared});
}

mlg_status mlg_csv_scan_bytes(const mlg_input_file *input, const char *bytes, size_t size,
                              mlg_csv_scan *scan) {
  cursor c = {bytes, bytes + size, 1};
  if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) c.at += 3;
  cursor top = c;
  MLG_TRY(find_header(input, &c));
  MLG_TRY(check_header(input, top, &c));
  scan->start = (size_t)(c.at - bytes);
  scan->separator = separator_of(&c, &scan->n_fields);
  return scan_records(input, &c, scan);
}
