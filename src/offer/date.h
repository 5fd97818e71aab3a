/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_DATE_H
#define OFFER_DATE_H

#include <stdbool.h>

/** Reads "2026-07-03", alone or before a time of day, as days since 1970-01-01. */
bool mlg_date_days(const char *text, long *days);

/** Reads a date as mlg_date_days does, else the days that a spreadsheet counts ("46206"),
 *  else the first "03/07/2026" or "03/07/26" of a text; `iso` gets it as "2026-07-03". */
bool mlg_date_read(const char *text, char iso[11], long *days);

#endif
