/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/values.h"

#include <maillage/text.h>
#include <string.h>

/* The value between `start` and `end`, less the spaces around it. */
static char *trimmed(mlg_arena *arena, const char *start, const char *end) {
  while (start < end && *start == ' ') start++;
  while (end > start && end[-1] == ' ') end--;
  return mlg_arena_strndup(arena, start, (size_t)(end - start));
}

mlg_status mlg_values_split(mlg_arena *arena, const char *text, char separator,
                            mlg_values *values) {
  size_t most = 1;
  for (const char *at = text; *at != '\0'; at++) most += *at == separator;
  *values = (mlg_values){.items = MLG_NEW(arena, const char *, most)};
  MLG_HAVE(values->items);
  for (const char *start = text;;) {
    const char *end = strchr(start, separator);
    if (end == NULL) end = start + strlen(start);
    char *value = trimmed(arena, start, end);
    MLG_HAVE(value);
    if (*value != '\0') values->items[values->n++] = value;
    if (*end == '\0') return MLG_OK;
    start = end + 1;
  }
}

/* One quoted value, from its opening quote; `end` is past the closing one. */
static char *unquoted(mlg_arena *arena, const char *at, const char **end) {
  const char *close = at + 1;
  while (*close != '\0' && *close != *at) close += *close == '\\' && close[1] != '\0' ? 2 : 1;
  *end = *close == '\0' ? close : close + 1;
  char *value = mlg_arena_alloc(arena, (size_t)(close - at) + 1, 1), *to = value;
  if (value == NULL) return NULL;
  for (at++; at < close; at++) {
    if (*at == '\\' && at + 1 < close) at++;
    *to++ = *at;
  }
  return value;
}

/* What stands between brackets: quoted values, or bare ones between commas. */
static mlg_status read_list(mlg_arena *arena, const char *text, mlg_values *values) {
  size_t most = 1;
  for (const char *at = text; *at != '\0'; at++) most += *at == ',';
  *values = (mlg_values){.items = MLG_NEW(arena, const char *, most)};
  MLG_HAVE(values->items);
  for (const char *at = text + 1; *at != '\0' && *at != ']' && values->n < most;) {
    at += strspn(at, " ,");
    const char *end = at + strcspn(at, ",]");
    char *value = *at == '\'' || *at == '"' ? unquoted(arena, at, &end) : trimmed(arena, at, end);
    MLG_HAVE(value);
    if (*value != '\0') values->items[values->n++] = value;
    at = end;
  }
  return MLG_OK;
}

mlg_status mlg_values_cut(mlg_arena *arena, const char *text, char separator, mlg_values *values) {
  if (separator != '[' && separator != '\0')
    return mlg_values_split(arena, text, separator, values);
  if (separator == '[' && *text == '[') return read_list(arena, text, values);
  *values = (mlg_values){.items = MLG_NEW(arena, const char *, 1)};
  MLG_HAVE(values->items);
  values->items[0] = text;
  values->n = *text != '\0';
  return MLG_OK;
}

mlg_status mlg_values_fold(mlg_arena *arena, const char *const *texts, size_t n,
                           mlg_values *folded) {
  *folded = (mlg_values){.n = n, .items = MLG_NEW(arena, const char *, n)};
  MLG_HAVE(folded->items);
  for (size_t i = 0; i < n; i++) {
    folded->items[i] = mlg_fold(arena, texts[i]);
    MLG_HAVE(folded->items[i]);
  }
  return MLG_OK;
}

size_t mlg_values_find(const mlg_values *values, const char *folded) {
  size_t i = 0;
  while (i < values->n && strcmp(values->items[i], folded) != 0) i++;
  return i;
}

/* Whether item i stands before itself in the list already. */
static bool repeated(const mlg_values *values, size_t i) {
  return mlg_values_find(&(mlg_values){.n = i, .items = values->items}, values->items[i]) < i;
}

char *mlg_values_join(mlg_arena *arena, const mlg_values *values, const char *gap) {
  size_t length = 0;
  for (size_t i = 0; i < values->n; i++) length += strlen(values->items[i]) + strlen(gap);
  char *joined = mlg_arena_alloc(arena, length + 1, 1), *end = joined;
  for (size_t i = 0; joined != NULL && i < values->n; i++) {
    if (repeated(values, i)) continue;
    if (end != joined) end = mlg_append(end, gap);
    end = mlg_append(end, values->items[i]);
  }
  return joined;
}
