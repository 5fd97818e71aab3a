/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_COHERENCE_H
#define LOAD_COHERENCE_H

#include <jansson.h>
#include <maillage/schema.h>

/**
 * @file
 * What must hold between the columns of a table, read from its schema and asked of every row.
 */

/* ---- coherence_read.c ---- */

/** Reads one of a schema's coherences; `wrong` gets what is wrong with it, if anything is. */
mlg_status mlg_coherence_read(mlg_arena *arena, const json_t *object, mlg_coherence *coherence,
                              const char **wrong);

/* ---- coherence_check.c ---- */

/** What a row answers. */
typedef enum { MLG_NOT_ASKED, MLG_HOLDS, MLG_BROKEN } mlg_answer;

/** One coherence, and what the rows of a table answer. */
typedef struct {
  const mlg_coherence *of;
  size_t *left, *right; /**< Columns of the table. */
  unsigned char *rows;  /**< mlg_answer of each. */
  double usual;         /**< The median ratio; NaN when none was looked at. */
} mlg_asked;

/** A table being asked. */
typedef struct {
  mlg_arena *arena;
  const mlg_table *table;
  mlg_findings *findings;
  double *numbers; /**< As the cells; NaN where there is no number. */
  bool *is_read;   /**< Columns whose numbers were read. */
  size_t n_asked;
  mlg_asked *asked; /**< Those whose columns the table has. */
} mlg_asking;

/** Asks a table for what its schema says must hold, and reports the rows that break it. */
mlg_status mlg_coherence_check(mlg_arena *arena, const mlg_schema *schema, int vintage,
                               const mlg_table *table, mlg_findings *findings);

/** A field's name in a table of that vintage; NULL when memory is short. */
const char *mlg_schema_column(mlg_arena *arena, const char *name, int vintage);

/** The sums of a coherence's columns in a row, constant included; NaN when one has no number. */
double mlg_asked_left(const mlg_asking *asking, const mlg_asked *asked, size_t row);
double mlg_asked_right(const mlg_asking *asking, const mlg_asked *asked, size_t row);

/* ---- coherence_ratio.c ---- */

/** The answers of all rows to a ratio. */
mlg_status mlg_ask_ratio(const mlg_asking *asking, mlg_asked *asked);

/* ---- coherence_text.c ---- */

/** The answers of all rows to what is asked of codes. */
mlg_status mlg_ask_texts(const mlg_asking *asking, mlg_asked *asked);

/* ---- coherence_tell.c ---- */

/** Reports the rows that broke something, each at its likeliest cause. */
mlg_status mlg_tell_broken(const mlg_asking *asking);

#endif
