/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_PROSE_H
#define PORTRAIT_PROSE_H

#include <maillage/arena.h>
#include <maillage/text.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Sentences put together from pieces. A piece that is NULL (memory was short
 * when it was made) makes the whole sentence NULL, so that callers check once.
 */
typedef struct {
  mlg_arena *arena;
  char *text;
  size_t length, capacity;
  bool lost; /**< A piece was NULL, or memory is short. */
} mlg_prose;

/** Adds `n` pieces at the end. */
void mlg_prose_add(mlg_prose *prose, const char *const *pieces, size_t n);

/** The text so far; NULL when a piece was lost. */
char *mlg_prose_end(mlg_prose *prose);

/** `n` pieces as one text, or NULL. */
char *mlg_prose_join(mlg_arena *arena, const char *const *pieces, size_t n);

#define MLG_PIECES(...)                                                                            \
  (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

/** `MLG_SAY(&prose, at, ", ", share);` */
#define MLG_SAY(prose, ...) mlg_prose_add((prose), MLG_PIECES(__VA_ARGS__))

/** `char *sentence = MLG_TEXT(arena, at, ", ", share);` */
#define MLG_TEXT(arena, ...) mlg_prose_join((arena), MLG_PIECES(__VA_ARGS__))

/* The signs of French typography with their spaces, to stand between two pieces. */
#define MLG_COLON MLG_NNBSP ": "
#define MLG_SEMICOLON MLG_NNBSP "; "

#endif
