/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SITE_H
#define OFFER_SITE_H

#include <maillage/offer.h>

/**
 * Makes one site of the entries `members` (arena-owned, reordered so that the one
 * that names the site comes first).
 */
mlg_status mlg_site_make(mlg_arena *arena, const mlg_entry *entries, size_t *members, size_t n,
                         mlg_site *site);

/** Sorts sites by id and makes the ids unique ("x", "x-2"…). */
mlg_status mlg_sites_order(mlg_arena *arena, mlg_site *sites, size_t n);

#endif
