/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_WRITE_H
#define PUBLISH_WRITE_H

#include <maillage/finding.h>

/* Writes a whole text file, or reports why not. */
mlg_status mlg_write_text(const char *path, const char *text, size_t length,
                          mlg_findings *findings);

#endif
