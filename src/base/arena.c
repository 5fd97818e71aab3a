/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/arena.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks are large enough that a run makes a few dozen of them. Tests that refuse memory make them
 * small, so that every piece is asked for by itself. */
#ifndef MLG_BLOCK_BYTES
#define MLG_BLOCK_BYTES (256 * 1024)
#endif

struct mlg_arena_block {
  mlg_arena_block *next;
  size_t used, size;
  max_align_t bytes[];
};

/* A piece larger than a block has one to itself, behind the first, which others still fill. */
static mlg_arena_block *add_block(mlg_arena *arena, size_t bytes) {
  const size_t least = MLG_BLOCK_BYTES;
  size_t size = bytes > least ? bytes : least;
  mlg_arena_block *block = calloc(1, sizeof *block + size);
  if (block == NULL) return NULL;
  bool behind = bytes > least && arena->blocks != NULL;
  mlg_arena_block **at = behind ? &arena->blocks->next : &arena->blocks;
  block->size = size;
  block->next = *at;
  *at = block;
  return block;
}

static void *refuse(mlg_arena *arena) {
  arena->refused = true;
  return NULL;
}

static size_t align_up(size_t at, size_t align) { return (at + align - 1) / align * align; }

/* Texts stand side by side: they are most of the pieces, and shorter than what aligns others. */
static void *take(mlg_arena *arena, size_t bytes, size_t align) {
  mlg_arena_block *block = arena->blocks;
  size_t at = block == NULL ? 0 : align_up(block->used, align);
  if (block == NULL || block->size < at || block->size - at < bytes) {
    block = add_block(arena, bytes);
    at = 0;
  }
  if (block == NULL) return refuse(arena);
  block->used = at + bytes;
  return (char *)block->bytes + at;
}

void *mlg_arena_alloc(mlg_arena *arena, size_t count, size_t size) {
  if (size != 0 && count > (SIZE_MAX - sizeof(max_align_t)) / size) return refuse(arena);
  size_t bytes = count * size;
  return take(arena, bytes > 0 ? bytes : 1, sizeof(max_align_t));
}

void *mlg_arena_grow(mlg_arena *arena, const void *old, size_t old_count, size_t new_count,
                     size_t size) {
  void *memory = mlg_arena_alloc(arena, new_count, size);
  if (memory != NULL && old_count > 0) memcpy(memory, old, old_count * size);
  return memory;
}

void mlg_arena_drop(mlg_arena *arena, const void *piece, size_t count, size_t size) {
  if (count * size <= MLG_BLOCK_BYTES) return;
  mlg_arena_block **at = &arena->blocks;
  while (*at != NULL && (const void *)(*at)->bytes != piece) at = &(*at)->next;
  mlg_arena_block *block = *at;
  if (block == NULL) return;
  *at = block->next;
  free(block);
}

void *mlg_arena_extend(mlg_arena *arena, void *old, size_t old_count, size_t new_count,
                       size_t size) {
  void *memory = mlg_arena_grow(arena, old, old_count, new_count, size);
  if (memory != NULL) mlg_arena_drop(arena, old, old_count, size);
  /* What is dropped has a block of its own, where the new memory cannot be. */
  return memory; /* NOLINT(clang-analyzer-unix.Malloc) */
}

/* All pointers to objects are alike where POSIX is. */
bool mlg_arena_widen(mlg_arena *arena, void *list, size_t count, size_t *capacity, size_t size) {
  size_t room = *capacity > 0 ? 2 * *capacity : 16;
  void *items;
  memcpy(&items, list, sizeof items);
  items = mlg_arena_extend(arena, items, count, room, size);
  if (items == NULL) return false;
  memcpy(list, &items, sizeof items);
  *capacity = room;
  return true;
}

char *mlg_arena_strndup(mlg_arena *arena, const char *text, size_t length) {
  char *copy = take(arena, length + 1, 1);
  if (copy != NULL) memcpy(copy, text, length);
  return copy;
}

char *mlg_arena_strdup(mlg_arena *arena, const char *text) {
  return text == NULL ? NULL : mlg_arena_strndup(arena, text, strlen(text));
}

char *mlg_arena_printf(mlg_arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  char *text = length < 0 ? NULL : take(arena, (size_t)length + 1, 1);
  if (text != NULL) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  va_end(arguments);
  return text;
}

void mlg_arena_clear(mlg_arena *arena) {
  mlg_arena_block *kept = arena->blocks;
  if (kept == NULL) return;
  arena->blocks = kept->next;
  mlg_arena_free(arena);
  memset(kept->bytes, 0, kept->used);
  kept->used = 0;
  kept->next = NULL;
  arena->blocks = kept;
}

void mlg_arena_free(mlg_arena *arena) {
  while (arena->blocks != NULL) {
    mlg_arena_block *block = arena->blocks;
    arena->blocks = block->next;
    free(block);
  }
}
