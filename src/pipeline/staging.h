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
  int lock; /* held on the mark in the folder, while there is a folder */
} mlg_staging;

/* Its name, in a folder that is being written. Held locked by the run that writes: once the lock
 * is free the run is dead, and the folder is for the next run to remove. */
#define MLG_STAGING_MARK ".en-cours"

/* Makes the folder. Refuses a target that exists, unless results may be replaced. */
mlg_status mlg_staging_begin(mlg_staging *staging, mlg_arena *arena, const char *target,
                             bool overwrite, mlg_findings *findings);

/* The path of a file being written. NULL when memory is short. */
char *mlg_staging_path(const mlg_staging *staging, mlg_arena *arena, const char *name);

/* Puts the results in their place. */
mlg_status mlg_staging_commit(mlg_staging *staging, mlg_arena *arena, mlg_findings *findings);

/* Removes what was being written; nothing to do after a commit. */
void mlg_staging_abandon(mlg_staging *staging);

/* staging_lock.c: makes a folder beside `place` that no other run takes for a dead one's. False
 * says why in errno. */
bool mlg_staging_make(mlg_staging *staging, mlg_arena *arena, const char *place);

/* staging_lock.c: removes the folders that runs which were killed left beside `place`. */
void mlg_staging_sweep(mlg_arena *arena, const char *place);

/* staging_tree.c: moves to `target` what a user put beside the older results (notes, a QGIS
 * project), then removes `older`. */
void mlg_staging_discard(mlg_arena *arena, const char *older, const char *target);

/* staging_tree.c: removes a folder and all that is in it. */
void mlg_staging_remove(const char *folder);

#endif
