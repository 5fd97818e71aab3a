/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_TERMS_H
#define PUBLISH_TERMS_H

#include <maillage/offer.h>

/* The terms of an offer as codes, joined by ";". "" where no source says; NULL when memory is
 * short. */
char *mlg_access_codes(mlg_arena *arena, unsigned access);
char *mlg_mode_codes(mlg_arena *arena, unsigned modes);
const char *mlg_price_code(mlg_price price);

/* Values joined by "|", as the directory holds them, joined by ";". NULL gives "". */
char *mlg_joined_codes(mlg_arena *arena, const char *joined);

#endif
