/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <math.h>
#include <string.h>

mlg_status mlg_vocabulary_init(mlg_vocabulary *vocabulary, mlg_arena *arena, size_t expected) {
  *vocabulary = (mlg_vocabulary){.arena = arena};
  return mlg_index_init(&vocabulary->index, arena, expected);
}

/* The number of a word, new ones included; counts it once a text. */
static mlg_status number_of(mlg_vocabulary *v, const char *word, size_t *number) {
  size_t held = mlg_index_find(&v->index, word);
  if (held == MLG_NOT_FOUND) {
    MLG_HAVE(MLG_ROOM(v->arena, v->counts, v->n, v->capacity) ? v : NULL);
    v->counts[v->n] = (struct mlg_word_count){0};
    MLG_TRY(mlg_index_add(&v->index, word, v->n, &held));
    v->n++;
  }
  if (v->counts[held].last != v->n_texts) v->counts[held].texts++;
  v->counts[held].last = v->n_texts;
  *number = held;
  return MLG_OK;
}

/* Adds a word at its place, unless it is there. */
static void insert(mlg_bag *bag, size_t word) {
  size_t at = bag->n;
  while (at > 0 && bag->words[at - 1] > word) at--;
  if (at > 0 && bag->words[at - 1] == word) return;
  memmove(bag->words + at + 1, bag->words + at, (bag->n - at) * sizeof *bag->words);
  bag->words[at] = word;
  bag->n++;
}

mlg_status mlg_bag_read(mlg_vocabulary *vocabulary, const char *folded, mlg_bag *bag) {
  *bag = (mlg_bag){.words = MLG_NEW(vocabulary->arena, size_t, strlen(folded) / 2 + 1)};
  MLG_HAVE(bag->words);
  char *text = mlg_arena_strdup(vocabulary->arena, folded), *rest = text;
  MLG_HAVE(text);
  vocabulary->n_texts++;
  for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;) {
    size_t number;
    MLG_TRY(number_of(vocabulary, word, &number));
    insert(bag, number);
  }
  return MLG_OK;
}

double *mlg_vocabulary_weights(const mlg_vocabulary *vocabulary) {
  double *weights = MLG_NEW(vocabulary->arena, double, vocabulary->n);
  for (size_t i = 0; weights != NULL && i < vocabulary->n; i++)
    weights[i] = log1p((double)vocabulary->n_texts / (double)vocabulary->counts[i].texts);
  return weights;
}

static double weight_of(const double *weights, const mlg_bag *bag) {
  double sum = 0;
  for (size_t i = 0; i < bag->n; i++) sum += weights[bag->words[i]];
  return sum;
}

double mlg_bag_likeness(const double *weights, const mlg_bag *a, const mlg_bag *b) {
  double shared = 0;
  for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->words[i] == b->words[j]) shared += weights[a->words[i]];
    size_t left = a->words[i], right = b->words[j];
    i += left <= right;
    j += right <= left;
  }
  if (shared == 0) return 0;
  double first = weight_of(weights, a), second = weight_of(weights, b);
  return (shared / (first + second - shared) + shared / fmin(first, second)) / 2;
}
