/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_ARENA_H
#define MAILLAGE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Memory that is freed all at once.
 *
 * A run owns one arena; everything it computes lives there until the run ends,
 * so that no structure of libmaillage has a destructor of its own. Only the
 * handles of outside libraries are closed one by one, where they were opened.
 * Not for use by two threads at once.
 */
typedef struct mlg_arena_block mlg_arena_block;

/** Initialise with `{0}`. */
typedef struct {
  mlg_arena_block *blocks;
  bool refused; /**< Some memory was not to be had: what was made since may lack something. */
} mlg_arena;

/** Zeroed memory for `count` items of `size` bytes, or NULL when there is none. */
void *mlg_arena_alloc(mlg_arena *arena, size_t count, size_t size);

/**
 * A copy of `old` (holding `old_count` items) with room for `new_count`; the
 * old memory stays valid until the arena is freed. NULL when there is none.
 */
void *mlg_arena_grow(mlg_arena *arena, const void *old, size_t old_count, size_t new_count,
                     size_t size);

/**
 * Gives back `count` items of `size` bytes, as they were asked for in `arena`, where they are many
 * (hundreds of kB); few ones wait for the arena's end. Not to be used since.
 */
void mlg_arena_drop(mlg_arena *arena, const void *piece, size_t count, size_t size);

/** As mlg_arena_grow(), and drops the old memory, which must be the arena's and be all used. */
void *mlg_arena_extend(mlg_arena *arena, void *old, size_t old_count, size_t new_count,
                       size_t size);

/** A copy of `text` (NULL gives NULL). */
char *mlg_arena_strdup(mlg_arena *arena, const char *text);

/** A copy of the first `length` bytes of `text`, with its closing zero. */
char *mlg_arena_strndup(mlg_arena *arena, const char *text, size_t length);

/** A formatted string. Numbers follow LC_NUMERIC, which stays "C". */
char *mlg_arena_printf(mlg_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Gives up everything, and keeps one block for what comes next: for a scratch that is filled again
 * and again. mlg_arena_free() is still to be called. */
void mlg_arena_clear(mlg_arena *arena);

/** Frees everything; the arena can be used again. */
void mlg_arena_free(mlg_arena *arena);

/** Typed shorthand: `zone *z = MLG_NEW(arena, zone, n);` */
#define MLG_NEW(arena, type, count) ((type *)mlg_arena_alloc((arena), (count), sizeof(type)))

/**
 * Widens an arena-owned vector of `count` items of `size` bytes: `list` is the address of the
 * pointer to them, of whatever type. False when memory is short: the vector is as it was.
 */
bool mlg_arena_widen(mlg_arena *arena, void *list, size_t count, size_t *capacity, size_t size);

/**
 * Makes room for one more item in an arena-owned vector `items` that holds
 * `count` items and has room for `capacity`; false when memory is short, and nothing is lost.
 * Items may move.
 */
#define MLG_ROOM(arena, items, count, capacity)                                                    \
  ((count) < (capacity) ||                                                                         \
   mlg_arena_widen((arena), &(items), (count), &(capacity), sizeof *(items)))

#endif
