/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_PPTX_THEME_H
#define DOCUMENT_PPTX_THEME_H

#include "document/pptx.h"

#define PPTX_MAIN "ppt/presentation.xml"

/* Our own presentation without slides: theme, master, the layouts "title" and "titleOnly". */
void mlg_pptx_own_theme(pptx_package *package);

/* A master of notes, with its theme, tied to the presentation `main`; returns its name. */
const char *mlg_pptx_own_notes(pptx_package *package, const char *main);

/* Puts an organisation's own file in the package, without its slides. Sets `main`, the name of
 * its presentation part. */
mlg_status mlg_pptx_template(pptx_package *package, const char *path, const char *file,
                             const char **main, mlg_findings *findings);

#endif
