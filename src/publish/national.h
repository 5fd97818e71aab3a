/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_NATIONAL_H
#define PUBLISH_NATIONAL_H

#include <maillage/publish.h>

/* The national schema of places of digital help, 1.0.2: its columns and its words. */

enum {
  MLG_NATIONAL_ID,
  MLG_NATIONAL_PIVOT,
  MLG_NATIONAL_NAME,
  MLG_NATIONAL_COMMUNE,
  MLG_NATIONAL_POSTCODE,
  MLG_NATIONAL_INSEE,
  MLG_NATIONAL_ADDRESS,
  MLG_NATIONAL_MORE_ADDRESS,
  MLG_NATIONAL_LATITUDE,
  MLG_NATIONAL_LONGITUDE,
  MLG_NATIONAL_TYPOLOGY,
  MLG_NATIONAL_PHONE,
  MLG_NATIONAL_MAILS,
  MLG_NATIONAL_WEBSITE,
  MLG_NATIONAL_HOURS,
  MLG_NATIONAL_SUMMARY,
  MLG_NATIONAL_DETAIL,
  MLG_NATIONAL_SOURCE,
  MLG_NATIONAL_ITINERANT,
  MLG_NATIONAL_PROVIDER,
  MLG_NATIONAL_UPDATED,
  MLG_NATIONAL_SERVICES,
  MLG_NATIONAL_PUBLICS,
  MLG_NATIONAL_CARE,
  MLG_NATIONAL_PRICE,
  MLG_NATIONAL_PROGRAMMES,
  MLG_NATIONAL_LABELS,
  MLG_NATIONAL_OTHER_LABELS,
  MLG_NATIONAL_ACCESS,
  MLG_NATIONAL_MODES,
  MLG_NATIONAL_ACCESSIBLE,
  MLG_NATIONAL_BOOKING,
  MLG_NATIONAL_COLUMNS
};

extern const char *const MLG_NATIONAL_NAMES[MLG_NATIONAL_COLUMNS];

/* One row; "" where nothing is known, or where the schema has no word for it. */
typedef struct {
  const char *cells[MLG_NATIONAL_COLUMNS];
} mlg_national_row;

/* What an organisation of a site says, in the words of the schema; `part` is by
 * mlg_site_part(). Identity, place and date are left to the caller. */
mlg_status mlg_national_terms(mlg_arena *arena, const mlg_site *part, mlg_national_row *row);

#endif
