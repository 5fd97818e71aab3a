/* SPDX-License-Identifier: Apache-2.0 */
#include "need/formula.h"

#include <maillage/text.h>

#include <string.h>

/*
 * What a formula can do. All take an array of estimates, so that the tree knows
 * one kind of operation; how doubt and flags travel is for estimate.h to say.
 */
static mlg_estimate plus(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_add(x[0], x[1]);
}

static mlg_estimate minus(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_subtract(x[0], x[1]);
}

static mlg_estimate times(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_multiply(x[0], x[1]);
}

/* The caller tells where a denominator was 0: here only the value is unknown. */
static mlg_estimate divided(const mlg_estimate *x, unsigned *notes) {
  if (x[1].value == 0) *notes |= MLG_NOTE_DIVISION;
  return mlg_divide(x[0], x[1]);
}

static mlg_estimate opposite(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_scale(x[0], -1);
}

static mlg_estimate least(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_minimum(x[0], x[1]);
}

static mlg_estimate greatest(const mlg_estimate *x, unsigned *notes) {
  (void)notes;
  return mlg_maximum(x[0], x[1]);
}

/* Age and diploma taken as independent, as in Hauts-de-France: an odds ratio of 1. */
static mlg_estimate independent_union(const mlg_estimate *x, unsigned *notes) {
  const mlg_estimate arguments[] = {x[0], x[1], x[2], mlg_between(1, 1, 1)};
  return mlg_union_estimate(arguments, notes);
}

/* Signs are kept apart from methods: nobody writes "+(a, b)". */
static const mlg_method OPERATIONS[] = {
    {"+", 2, plus}, {"-", 2, minus}, {"*", 2, times}, {"/", 2, divided}, {"_", 1, opposite},
};

/* To add a method: its function over estimates here, its sentence in docs. */
static const mlg_method METHODS[] = {
    {"min", 2, least},
    {"max", 2, greatest},
    {"union_2x2", 4, mlg_union_estimate},
    {"union_independance", 3, independent_union},
    {"situations", 5, mlg_situations_estimate},
};

enum { N_METHODS = sizeof METHODS / sizeof *METHODS };

const mlg_method *mlg_operation(char sign) {
  size_t i = 0;
  while (*OPERATIONS[i].name != sign) i++;
  return &OPERATIONS[i];
}

const mlg_method *mlg_method_find(const char *name) {
  for (size_t i = 0; i < N_METHODS; i++)
    if (strcmp(METHODS[i].name, name) == 0) return &METHODS[i];
  return NULL;
}

const char *mlg_method_nearest(const char *name) {
  const char *names[N_METHODS];
  for (size_t i = 0; i < N_METHODS; i++) names[i] = METHODS[i].name;
  size_t nearest = mlg_nearest(name, names, N_METHODS);
  return nearest < N_METHODS ? names[nearest] : NULL;
}
