/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_RECALL_H
#define DRAW_RECALL_H

#include "draw/measure.h"

/**
 * @file
 * Texts that were measured before: three in four of those of a run (28,500 in that of Rennes
 * Métropole), and breaking lines is most of what pango costs.
 */
typedef struct mlg_recall mlg_recall;

/** What lines depend on. */
typedef struct {
  const char *string;
  double size, width; /**< px */
  mlg_weight weight;
  bool even;
} mlg_question;

/** NULL when memory is short. Free with mlg_recall_free. */
mlg_recall *mlg_recall_new(void);
void mlg_recall_free(mlg_recall *recall);

/** The lines of the answer in `arena`, its box and nothing else; false when it is not known. */
bool mlg_recall_find(const mlg_recall *recall, const mlg_question *question, mlg_arena *arena,
                     mlg_text *text);

/** Forgets all the rest first when it holds too much. */
void mlg_recall_keep(mlg_recall *recall, const mlg_question *question, const mlg_text *text);

#endif
