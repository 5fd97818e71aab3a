/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/** Creates every table but those of the inputs, `entree_<dataset>`. See docs/calcul.md. */
extern const char MLG_SCHEMA[];

#endif
