/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_CSV_H
#define MAILLAGE_CSV_H

#include <maillage/arena.h>
#include <maillage/finding.h>
#include <stdbool.h>
#include <stdio.h>

/**
 * @file
 * Tables as text, in UTF-8, for spreadsheets and scripts alike: lines end with LF, and a text that
 * a spreadsheet would run ("=…") has a quote in front.
 */
typedef enum {
  MLG_CSV_FRENCH,   /**< As French Excel opens it: UTF-8 mark, ";", decimal comma. */
  MLG_CSV_NATIONAL, /**< As the national schemas are read: no mark, ",", decimal point. */
} mlg_csv_kind;

/** A table being written, cell by cell. */
typedef struct {
  mlg_csv_kind kind;
  FILE *file;
  const char *path;
  const char *beside; /**< Where it is written until it is whole. */
  bool started;       /**< The line has a cell. */
  bool lost;          /**< Memory was short for a text. */
} mlg_csv_out;

/** Begins beside `path`: an older file stays whole until the new one is. What is there and is no
 *  file, as /dev/stdout, is written to. */
mlg_status mlg_csv_begin(mlg_csv_out *csv, mlg_arena *arena, const char *path, mlg_csv_kind kind,
                         mlg_findings *findings);

/** NULL, where memory was short, makes the end fail. */
void mlg_csv_text(mlg_csv_out *csv, const char *text);

/** Seventeen digits: what is read back is the number itself. Empty when unknown. */
void mlg_csv_number(mlg_csv_out *csv, double number);

/** Several texts, then the end of the line. */
void mlg_csv_line(mlg_csv_out *csv, const char *const *texts, size_t n);
void mlg_csv_end_line(mlg_csv_out *csv);

/** Ends the table and puts it in its place, when `made` is MLG_OK; else, or when any of it was
 *  refused (OUTPUT_UNWRITABLE), leaves what was there. */
mlg_status mlg_csv_end(mlg_csv_out *csv, mlg_status made, mlg_findings *findings);

#endif
