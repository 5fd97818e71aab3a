/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <maillage/arena.h>

/** Creates every table but those of the inputs, `entree_<dataset>`. See docs/calcul.md. */
extern const char MLG_SCHEMA[];

/** A mark of MLG_SCHEMA that changes when it does: 16 hexadecimal digits. NULL: memory. */
char *mlg_schema_mark(mlg_arena *arena);

#endif
