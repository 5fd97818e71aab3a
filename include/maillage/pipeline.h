/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PIPELINE_H
#define MAILLAGE_PIPELINE_H

#include <maillage/finding.h>
#include <maillage/portrait.h>

/**
 * @file
 * One run, from a project file to results that appear all at once.
 */

/** Called as a run advances: the step's French name, and how far, 0 to 1. */
typedef void mlg_progress(void *context, const char *step, double done);

typedef struct {
  const char *project;    /**< Path of the project file. */
  const char *output;     /**< Folder of the results; NULL: out/<project id>. */
  const char *share;      /**< Folder of the shipped indicators/, mappings/ and schemas/. */
  const char *command;    /**< For the manifest. */
  bool overwrite;         /**< Replace results that are there. */
  bool keep_digests;      /**< mlg_check() writes empreintes.csv beside the project. */
  mlg_progress *progress; /**< May be NULL. */
  void *context;
} mlg_run_options;

/** What a run says when it is done; arena-owned. */
typedef struct {
  const char *output;   /**< Where the results are. */
  const char *lines[3]; /**< The three lines a planner wants first, French. */
  size_t n_maps;
} mlg_run_summary;

/**
 * Does the whole job. Results are written beside the output folder, then
 * exchanged with it: until then, older results stay whole, and whatever goes
 * wrong leaves them so.
 */
mlg_status mlg_run(mlg_arena *arena, const mlg_run_options *options, mlg_findings *findings,
                   mlg_run_summary *summary);

/** What a series says when it is done; arena-owned. */
typedef struct {
  const char *output;
  size_t n, n_written, n_kept, n_failed; /**< Zones. */
} mlg_series_summary;

/**
 * One portrait a zone of `level`: the whole is computed once and written to region/, then cut
 * (mlg_portrait_cut()), each zone in its folder <code>-<name>, and series.csv sums them up. Zones
 * are written by processes of their own, each appears whole or not at all, and one that goes wrong
 * stops none of the others: series.csv says why, and SERIES_INCOMPLETE is returned at the end.
 * With `resume`, folders made from the same inputs are left as they are.
 */
mlg_status mlg_run_series(mlg_arena *arena, const mlg_run_options *options, mlg_level level,
                          bool resume, mlg_findings *findings, mlg_series_summary *summary);

/** Reads and computes everything, writes nothing but findings, and empreintes.csv when asked. */
mlg_status mlg_check(mlg_arena *arena, const mlg_run_options *options, mlg_findings *findings);

/** As mlg_check(), then writes the merged directory: see mlg_publish_directory(). */
mlg_status mlg_merge(mlg_arena *arena, const mlg_run_options *options, const char *path, size_t *n,
                     mlg_findings *findings);

/** One directory of a project: what its mapping reads, and what became of its rows. */
typedef struct {
  const char *dataset, *title, *mapping; /**< `mapping`: its label. */
  mlg_audit audit;
  mlg_tally tally;
  size_t n_hours, n_unread_hours; /**< Rows that give hours; those whose hours were not read. */
} mlg_checked_source;

typedef struct {
  size_t n;
  mlg_checked_source *sources;
} mlg_checked_sources;

/** As mlg_check(), of the directories alone. SOURCE_UNKNOWN when `dataset` (NULL: all) is none
 *  of the project's directories. */
mlg_status mlg_check_sources(mlg_arena *arena, const mlg_run_options *options, const char *dataset,
                             mlg_findings *findings, mlg_checked_sources *checked);

#endif
