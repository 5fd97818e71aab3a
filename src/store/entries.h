/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include <maillage/offer.h>

/*
 * The words that `provenance` and `bilan` are written in, and read back from.
 */

/** By mlg_site_field. */
extern const mlg_word MLG_SITE_FIELDS[MLG_FROM_COUNT];

/** What becomes of the rows of a directory, but for the reasons to reject them. */
typedef enum {
  MLG_FATE_READ,
  MLG_FATE_KEPT,
  MLG_FATE_MERGED,
  MLG_FATE_OUTSIDE,
  MLG_FATE_COUNT
} mlg_fate;

extern const mlg_word MLG_FATES[MLG_FATE_COUNT];

/** With the reasons, by mlg_site_status. */
enum { MLG_N_FATES = MLG_FATE_COUNT + MLG_SITE_STATUS_COUNT };

#define MLG_ROLE_DIRECTORY "annuaire"
#define MLG_ROLE_STRUCTURES "structures"

#endif
