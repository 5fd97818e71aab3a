/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PLACE_H
#define MAILLAGE_PLACE_H

#include <stdbool.h>

/** Whether something else than a file stands at `path`: a folder, a device, a link to any. Renaming
 *  a new file to there would put it in its place; errno says why that is refused. */
bool mlg_is_no_file(const char *path);

#endif
