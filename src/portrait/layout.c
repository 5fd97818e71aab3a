/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/layout.h"

#include <string.h>

enum { INDENT = 2, LABEL = 12 };

static void add_spaces(mlg_prose *prose, size_t count) {
  while (count-- > 0) MLG_SAY(prose, " ");
}

void mlg_layout_pad(mlg_prose *prose, const char *text, size_t width, bool right) {
  if (text == NULL) {
    prose->lost = true;
    return;
  }
  size_t length = mlg_utf8_length(text), gap = length < width ? width - length : 0;
  if (right) add_spaces(prose, gap);
  MLG_SAY(prose, text);
  if (!right) add_spaces(prose, gap);
}

void mlg_layout_field(mlg_prose *prose, const char *label, const char *text) {
  if (text != NULL && *text == '\0') return;
  add_spaces(prose, INDENT);
  mlg_layout_pad(prose, label, LABEL, false);
  size_t at = INDENT + LABEL;
  for (const char *word = text; word != NULL && *word != '\0';) {
    size_t bytes = strcspn(word, " ");
    char *copy = mlg_arena_strndup(prose->arena, word, bytes);
    size_t length = copy == NULL ? 0 : mlg_utf8_length(copy);
    if (word != text && at + 1 + length > MLG_LINE_SIGNS) {
      MLG_SAY(prose, "\n");
      add_spaces(prose, INDENT + LABEL);
      at = INDENT + LABEL;
    } else if (word != text) {
      MLG_SAY(prose, " ");
      at++;
    }
    MLG_SAY(prose, copy);
    at += length;
    word += bytes + strspn(word + bytes, " ");
  }
  MLG_SAY(prose, text == NULL ? NULL : "\n");
}

char *mlg_layout_cut(mlg_arena *arena, const char *text, size_t width) {
  if (mlg_utf8_length(text) <= width) return mlg_arena_strdup(arena, text);
  const char *end = text;
  for (size_t i = 0; i + 1 < width; i++) mlg_utf8_next(&end);
  return MLG_TEXT(arena, mlg_arena_strndup(arena, text, (size_t)(end - text)), "…");
}
