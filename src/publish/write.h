/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_WRITE_H
#define PUBLISH_WRITE_H

#include <maillage/finding.h>

/* Reports that `path` cannot be written, by its name alone. */
mlg_status mlg_write_failed(const char *path, mlg_findings *findings);

/* Writes a whole text file, or reports why not. */
mlg_status mlg_write_text(const char *path, const char *text, size_t length,
                          mlg_findings *findings);

#endif
