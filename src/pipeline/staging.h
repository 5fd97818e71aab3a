/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PIPELINE_STAGING_H
#define PIPELINE_STAGING_H

#include <maillage/finding.h>

/**
 * @file
 * Results that appear all at once: written in a folder beside their place, then
 * exchanged with it. Whatever goes wrong before, older results are untouched.
 */
typedef struct {
  const char *target; /* where results go */
  char *folder;       /* where they are being written, on the same disk */
  bool overwrite;
} mlg_staging;

/* Makes the folder. Refuses a target that exists, unless results may be replaced. */
mlg_status mlg_staging_begin(mlg_staging *staging, mlg_arena *arena, const char *target,
                             bool overwrite, mlg_findings *findings);

/* The path of a file being written. NULL when memory is short. */
char *mlg_staging_path(const mlg_staging *staging, mlg_arena *arena, const char *name);

/* Puts the results in their place. */
mlg_status mlg_staging_commit(mlg_staging *staging, mlg_arena *arena, mlg_findings *findings);

/* Removes what was being written; nothing to do after a commit. */
void mlg_staging_abandon(mlg_staging *staging);

#endif
