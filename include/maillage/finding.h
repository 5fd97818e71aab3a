/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_FINDING_H
#define MAILLAGE_FINDING_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Findings ("constats"): what is wrong or doubtful in an input or an output.
 *
 * A finding is a code with arguments; its sentences, in French and in English,
 * are in <maillage/findings.def>, one entry a code. The same mechanism carries
 * errors: mlg_report() records a finding and returns the status that its code
 * stands for, so `return mlg_report(...)` is the one way to fail.
 */
typedef enum { MLG_INFO, MLG_WARNING, MLG_ERROR } mlg_severity;

typedef enum {
#define MLG_FINDING(id, slug, status, ...) MLG_F_##id,
#include <maillage/findings.def>
#undef MLG_FINDING
  MLG_FINDING_COUNT
} mlg_finding_code;

/** Any field but the code may be absent (NULL, or 0 for the line). */
typedef struct {
  mlg_finding_code code;
  const char *file;     /**< As the project names it, never a path of the machine. */
  size_t line;          /**< From 1; row 1 is the header. */
  const char *column;   /**< A column's name, or a position in a line. */
  const char *value;    /**< What was found. */
  const char *expected; /**< What was expected, when the code's own words do not say. */
} mlg_finding;

/** Initialise with the arena that will own the copies: `{.arena = &arena}`. */
typedef struct {
  mlg_arena *arena;
  mlg_finding *items;
  size_t count, capacity;
} mlg_findings;

/** Where something was written, for findings. Line and column count from 1. */
typedef struct {
  const char *file;
  size_t line, column;
} mlg_position;

/** The two languages a finding can be said in. Files are always French. */
typedef enum { MLG_FRENCH, MLG_ENGLISH } mlg_language;

/**
 * Records a copy of `finding`. Returns the status of its code: MLG_OK for
 * information and warnings, else the failure it stands for.
 */
mlg_status mlg_report(mlg_findings *findings, mlg_finding finding);

/** Reports that `path` cannot be written, by its name alone. */
mlg_status mlg_write_failed(const char *path, mlg_findings *findings);

/** Reports that `path` cannot be written, as it is given, and why: what errno says. */
mlg_status mlg_write_refused(const char *path, mlg_findings *findings);

/** How many findings of one severity there are. */
size_t mlg_findings_tally(const mlg_findings *findings, mlg_severity severity);

mlg_severity mlg_finding_severity(mlg_finding_code code);

/** The stable name used in constats.csv, such as "nombre-illisible". */
const char *mlg_finding_slug(mlg_finding_code code);

/** The sentence, arguments filled in. NULL when memory is short. */
char *mlg_finding_message(mlg_arena *arena, const mlg_finding *finding, mlg_language language);

/** What was expected: the finding's own words, else the code's. May be "". */
const char *mlg_finding_expected(const mlg_finding *finding, mlg_language language);

/** What was done about it, or what to do. May be "". */
const char *mlg_finding_action(const mlg_finding *finding, mlg_language language);

#endif
