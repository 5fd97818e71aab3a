/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/prose.h"

#include <string.h>

/* Room for `more` bytes and the closing zero. */
static bool make_room(mlg_prose *prose, size_t more) {
  size_t needed = prose->length + more + 1;
  if (needed <= prose->capacity) return true;
  size_t capacity = needed < 32 ? 32 : 2 * needed; /* half a million of them are a few words */
  char *text = mlg_arena_grow(prose->arena, prose->text, prose->capacity, capacity, 1);
  if (text == NULL) return false;
  prose->text = text;
  prose->capacity = capacity;
  return true;
}

static void add_piece(mlg_prose *prose, const char *piece) {
  size_t length = piece == NULL ? 0 : strlen(piece);
  if (piece == NULL || !make_room(prose, length)) {
    prose->lost = true;
    return;
  }
  memcpy(prose->text + prose->length, piece, length + 1);
  prose->length += length;
}

void mlg_prose_add(mlg_prose *prose, const char *const *pieces, size_t n) {
  for (size_t i = 0; i < n; i++) add_piece(prose, pieces[i]);
}

char *mlg_prose_end(mlg_prose *prose) {
  if (!make_room(prose, 0)) prose->lost = true;
  return prose->lost ? NULL : prose->text;
}

char *mlg_prose_join(mlg_arena *arena, const char *const *pieces, size_t n) {
  size_t length = 0;
  for (size_t i = 0; i < n; i++) {
    if (pieces[i] == NULL) return NULL;
    length += strlen(pieces[i]);
  }
  char *text = MLG_NEW(arena, char, length + 1), *end = text;
  for (size_t i = 0; i < n && text != NULL; i++) end = mlg_append(end, pieces[i]);
  return text;
}
