/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/recall.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Some 300 bytes each. */
enum { MOST = 20000 };

struct mlg_recall {
  GHashTable *known; /* Of answers, by their question. */
  mlg_arena arena;
};

typedef struct {
  mlg_question question;
  mlg_text text;
} answer;

static guint hash(gconstpointer key) {
  const mlg_question *q = key;
  return g_str_hash(q->string) ^ g_double_hash(&q->width) ^ (guint)q->weight ^
         (g_double_hash(&q->size) << 8);
}

static gboolean is_same(gconstpointer a, gconstpointer b) {
  const mlg_question *x = a, *y = b;
  return x->size == y->size && x->width == y->width && x->weight == y->weight &&
         x->even == y->even && strcmp(x->string, y->string) == 0;
}

mlg_recall *mlg_recall_new(void) {
  mlg_recall *recall = calloc(1, sizeof *recall);
  if (recall != NULL) recall->known = g_hash_table_new(hash, is_same);
  return recall;
}

void mlg_recall_free(mlg_recall *recall) {
  if (recall == NULL) return;
  g_hash_table_destroy(recall->known);
  mlg_arena_free(&recall->arena);
  free(recall);
}

/* Lines are copied: the texts of a scene outlive what is recalled. */
static bool copy(mlg_arena *arena, const mlg_text *from, mlg_text *to) {
  mlg_line *lines = MLG_NEW(arena, mlg_line, from->n_lines);
  if (lines == NULL) return false;
  for (size_t i = 0; i < from->n_lines; i++) {
    lines[i] = (mlg_line){mlg_arena_strdup(arena, from->lines[i].string), from->lines[i].width};
    if (lines[i].string == NULL) return false;
  }
  to->lines = lines;
  to->n_lines = from->n_lines;
  to->box = from->box;
  return true;
}

bool mlg_recall_find(const mlg_recall *recall, const mlg_question *question, mlg_arena *arena,
                     mlg_text *text) {
  const answer *known = g_hash_table_lookup(recall->known, question);
  return known != NULL && copy(arena, &known->text, text);
}

void mlg_recall_keep(mlg_recall *recall, const mlg_question *question, const mlg_text *text) {
  if (g_hash_table_size(recall->known) >= MOST) {
    g_hash_table_remove_all(recall->known);
    mlg_arena_clear(&recall->arena);
  }
  answer *kept = MLG_NEW(&recall->arena, answer, 1);
  char *string = mlg_arena_strdup(&recall->arena, question->string);
  if (kept == NULL || string == NULL || !copy(&recall->arena, text, &kept->text)) return;
  kept->question = *question;
  kept->question.string = string;
  g_hash_table_add(recall->known, kept);
}
