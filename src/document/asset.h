/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_ASSET_H
#define DOCUMENT_ASSET_H

#include <maillage/finding.h>

/**
 * @file
 * Files that documents are made with: those that ship, and maps that were drawn before.
 */

/* The whole of `folder`/`name` as text. Reports ASSET_MISSING. */
mlg_status mlg_asset_read(mlg_arena *arena, const char *folder, const char *name,
                          mlg_findings *findings, char **text);

/* The names of the files of `folder` that end in `ending`, in order; none without a folder. */
mlg_status mlg_asset_list(mlg_arena *arena, const char *folder, const char *ending,
                          const char ***names, size_t *n);

#endif
