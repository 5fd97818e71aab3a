/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PLACE_H
#define MAILLAGE_PLACE_H

#include <maillage/arena.h>
#include <stdbool.h>
#include <stdio.h>

/** Whether something else than a file stands at `path`: a folder, a device, a link to any. Renaming
 *  a new file to there would put it in its place; errno says why that is refused. */
bool mlg_is_no_file(const char *path);

/** All that a file, or a pipe, holds to its end, and a 0 that `size` does not count. NULL when
 *  memory is short. */
char *mlg_read_stream(mlg_arena *arena, FILE *stream, size_t *size);

#endif
