/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_SCAN_H
#define OFFER_SCHEDULE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * The smallest pieces of opening_hours. Each function moves `*at` past what it
 * found, or returns false and leaves it where it was. Spaces before a piece are
 * passed over, no-break ones too.
 */

void mlg_scan_spaces(const char **at);

bool mlg_scan_sign(const char **at, char sign);

/** A word of letters, compared without case: "week" does not match "weekend". */
bool mlg_scan_word(const char **at, const char *word);

/** The index in `names` of the word at `*at`. */
bool mlg_scan_name(const char **at, const char *const *names, unsigned n, unsigned *index);

/** A whole number of at most four digits. */
bool mlg_scan_number(const char **at, unsigned *number);

/** "09:00", "9:00": minutes, up to 48:00. */
bool mlg_scan_time(const char **at, unsigned *minutes);

/** A comment between double quotes, and where its text is. */
bool mlg_scan_comment(const char **at, const char **text, size_t *length);

#endif
