/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <maillage/text.h>
#include <stdint.h>
#include <string.h>

/* Windows-1252 from 0x80 to 0x9F; 0 where it has no sign. Elsewhere it is Latin-1. */
static const uint16_t CP1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Writes a code point below U+10000 as UTF-8; returns where the next one goes. */
static char *put_point(char *out, unsigned point) {
  if (point < 0x80) {
    *out++ = (char)point;
  } else if (point < 0x800) {
    *out++ = (char)(0xC0 | point >> 6);
    *out++ = (char)(0x80 | (point & 0x3F));
  } else {
    *out++ = (char)(0xE0 | point >> 12);
    *out++ = (char)(0x80 | (point >> 6 & 0x3F));
    *out++ = (char)(0x80 | (point & 0x3F));
  }
  return out;
}

static char *from_cp1252(mlg_arena *arena, const char *text) {
  char *copy = mlg_arena_alloc(arena, 3 * strlen(text) + 1, 1), *out = copy;
  for (; copy != NULL && *text != '\0'; text++) {
    unsigned char byte = (unsigned char)*text;
    bool special = byte >= 0x80 && byte <= 0x9F && CP1252[byte - 0x80] != 0;
    out = put_point(out, special ? CP1252[byte - 0x80] : byte);
  }
  return copy;
}

/* The byte that Windows-1252 would have read as this code point, or 0 when there is none. */
static unsigned char cp1252_byte(unsigned point) {
  if (point < 0x100) return (unsigned char)point;
  for (unsigned i = 0; i < 32; i++)
    if (CP1252[i] == point) return (unsigned char)(0x80 + i);
  return 0;
}

/*
 * How many bytes of UTF-8 a lead byte announces, among those that French text encoded twice
 * begins with: C2 and C3 (Latin-1's letters and signs), C5 (OE), E2 (dashes, quotes, euro).
 * Other lead bytes are letters that French writes before a quote or a degree sign: left alone.
 */
static size_t announced(unsigned char lead) {
  return lead == 0xC2 || lead == 0xC3 || lead == 0xC5 ? 2 : lead == 0xE2 ? 3 : 0;
}

/* The length in `text` of a character encoded twice, its single encoding in `bytes`; 0: none. */
static size_t twice_encoded(const char *text, char bytes[4], size_t *length) {
  const char *at = text;
  if ((unsigned char)*text < 0x80) return 0;
  *length = announced(cp1252_byte(mlg_utf8_next(&at)));
  if (*length == 0) return 0;
  at = text;
  for (size_t i = 0; i < *length; i++) {
    if (*at == '\0') return 0;
    bytes[i] = (char)cp1252_byte(mlg_utf8_next(&at));
  }
  bytes[*length] = '\0';
  return mlg_utf8_valid(bytes) ? (size_t)(at - text) : 0;
}

static bool has_double(const char *text) {
  char bytes[4];
  size_t length;
  while (*text != '\0' && twice_encoded(text, bytes, &length) == 0) text++;
  return *text != '\0';
}

/* Nothing is copied of a text that needs it not: nearly all do not. */
static mlg_status undo_double(mlg_arena *arena, const char **text, mlg_text_fault *fault) {
  if (!has_double(*text)) return MLG_OK;
  char bytes[4], *copy = mlg_arena_strdup(arena, *text), *out = copy;
  MLG_HAVE(copy);
  for (const char *at = *text; *at != '\0';) {
    size_t length, read = twice_encoded(at, bytes, &length);
    if (read == 0) length = read = 1;
    memcpy(out, read > 1 ? bytes : at, length);
    out += length;
    at += read;
  }
  *out = '\0';
  *text = copy;
  *fault = MLG_TEXT_DOUBLE;
  return MLG_OK;
}

/* The length of the well-formed sequence of several bytes at `text`, or 0. */
static size_t sequence(const char *text) {
  for (size_t length = 2; length <= 4 && strnlen(text, length) == length; length++) {
    char bytes[5] = "";
    memcpy(bytes, text, length);
    if (mlg_utf8_valid(bytes)) return (unsigned char)text[0] < 0x80 ? 0 : length;
  }
  return 0;
}

static bool has_sequence(const char *text) {
  while (*text != '\0' && sequence(text) == 0) text++;
  return *text != '\0';
}

enum { LOST = 0xFFFD /* the sign that stands for a loss made earlier */ };

/* Whether what stands at `text` is to be marked: no sign, or one that is lost. */
static bool is_broken(const char *text) {
  unsigned point = mlg_utf8_next(&text);
  return point == LOST || !mlg_is_sign(point);
}

/* Puts "?" for every byte that belongs to no sequence, and for what cannot be written. */
static mlg_status mark_broken(mlg_arena *arena, const char **text) {
  char *copy = mlg_arena_strdup(arena, *text), *out = copy;
  MLG_HAVE(copy);
  for (const char *at = *text; *at != '\0';) {
    size_t length = (unsigned char)*at < 0x80 ? 1 : sequence(at);
    bool broken = length == 0 || is_broken(at);
    if (length == 0) length = 1;
    memcpy(out, broken ? "?" : at, broken ? 1 : length);
    out += broken ? 1 : length;
    at += length;
  }
  *out = '\0';
  *text = copy;
  return MLG_OK;
}

/* Printable ASCII, as most cells are: nothing can be wrong with it. */
static bool is_plain(const char *text) {
  while (*text >= 0x20 && *text < 0x7F) text++;
  return *text == '\0';
}

mlg_status mlg_text_repair(mlg_arena *arena, const char **text, mlg_text_fault *fault) {
  *fault = MLG_TEXT_SOUND;
  if (is_plain(*text)) return MLG_OK;
  bool valid = mlg_utf8_valid(*text);
  bool lost = valid && (strstr(*text, "\xEF\xBF\xBD") != NULL || !mlg_all_signs(*text));
  if (valid && !lost) return undo_double(arena, text, fault);
  /* Some good sequences and some bad bytes: the text is no Latin-1, it was damaged. */
  *fault = valid || has_sequence(*text) ? MLG_TEXT_BROKEN : MLG_TEXT_LATIN1;
  if (*fault == MLG_TEXT_BROKEN) return mark_broken(arena, text);
  *text = from_cp1252(arena, *text);
  return *text == NULL ? MLG_FAILURE : MLG_OK;
}

/* Repairs one text of the file, counting by fault. A broken one is reported where it stands. */
static mlg_status repair(const mlg_input_file *input, const char **text, size_t line,
                         const char *column, size_t tally[4]) {
  mlg_text_fault fault;
  if (*text == NULL) return MLG_OK;
  MLG_TRY(mlg_text_repair(input->arena, text, &fault));
  tally[fault]++;
  if (fault != MLG_TEXT_BROKEN) return MLG_OK;
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_ENCODING_BROKEN,
                                                   .file = input->file,
                                                   .line = line,
                                                   .column = column,
                                                   .value = *text});
}

static mlg_status report_tally(const mlg_input_file *input, const size_t tally[4]) {
  if (tally[MLG_TEXT_LATIN1] > 0)
    MLG_TRY(mlg_report(input->findings,
                       (mlg_finding){.code = MLG_F_ENCODING_LATIN1, .file = input->file}));
  if (tally[MLG_TEXT_DOUBLE] == 0) return MLG_OK;
  char *count = mlg_arena_printf(input->arena, "%zu", tally[MLG_TEXT_DOUBLE]);
  MLG_HAVE(count);
  return mlg_report(
      input->findings,
      (mlg_finding){.code = MLG_F_ENCODING_DOUBLE, .file = input->file, .value = count});
}

mlg_status mlg_encoding_repair(const mlg_input_file *input, mlg_table *table) {
  size_t tally[4] = {0};
  for (size_t i = 0; i < table->n_columns; i++)
    MLG_TRY(repair(input, &table->columns[i], 1, NULL, tally));
  for (size_t i = 0; i < table->n_rows * table->n_columns; i++)
    MLG_TRY(repair(input, &table->cells[i], table->lines[i / table->n_columns],
                   table->columns[i % table->n_columns], tally));
  return report_tally(input, tally);
}
