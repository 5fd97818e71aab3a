/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_READBACK_H
#define WORKBOOK_READBACK_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether the workbook at `path` is whole: every part is well-formed XML, and
 * sheet i has `n_rows[i]` rows. libxlsxwriter 1.1.4 says that all is well when
 * its temporary files were cut short by a full disk.
 */
bool mlg_readback(const char *path, const size_t *n_rows, size_t n_sheets);

#endif
