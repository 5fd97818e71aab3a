/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_TEXT_H
#define MAILLAGE_TEXT_H

#include <maillage/arena.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * UTF-8 text: numbers in and out, comparison of names, French typography.
 * Nothing here follows the locale.
 */

/** U+202F, the narrow no-break space of French figures. */
#define MLG_NNBSP "\xE2\x80\xAF"
/** U+00A0, where a font lacks U+202F. */
#define MLG_NBSP "\xC2\xA0"

/**
 * Reads a whole text as a decimal number: sign, digits, one decimal mark among
 * `marks` ("." or ".,"), exponent. Refuses "", "nan", "0x1", "1e", "010",
 * spaces and anything left over, and then leaves `number` untouched.
 */
bool mlg_parse_number(const char *text, const char *marks, double *number);

/**
 * Whether a spreadsheet would run `text` found in a CSV, as it does "=…"; numbers such as -3
 * are only numbers. A quote in front keeps it what it is.
 */
bool mlg_text_runs(const char *text);

/** Copies `text` to `at`, where the caller has made room; the end of the copy. */
char *mlg_append(char *at, const char *text);

/** Whether `text` is well-formed UTF-8. */
bool mlg_utf8_valid(const char *text);

/**
 * Whether a code point can be written: no control sign, for which XML has no place, but the tab
 * and the end of a line; none that Unicode gives to no character, at which cairo stops.
 */
bool mlg_is_sign(unsigned point);

/** Whether well-formed UTF-8 holds only what can be written. */
bool mlg_all_signs(const char *text);

/** The next code point of well-formed UTF-8; moves `text` past it. */
unsigned mlg_utf8_next(const char **text);

/** How many code points `text` holds. */
size_t mlg_utf8_length(const char *text);

/**
 * A form for comparing names: lower case, no accent, ligatures opened, any run
 * of other signs folded to one space. "Étapes numériques(La Poste)" gives
 * "etapes numeriques la poste". NULL when memory is short.
 */
char *mlg_fold(mlg_arena *arena, const char *text);

/** As mlg_fold with dashes for spaces: a file name. */
char *mlg_slug(mlg_arena *arena, const char *text);

/** What follows the last "/" of a path; all of it when there is none. */
const char *mlg_path_name(const char *path);

/** What precedes it, the "/" included; "" when there is none. NULL when memory is short. */
char *mlg_path_folder(mlg_arena *arena, const char *path);

/** The index of the candidate nearest to `name` (edit distance), or `count` if none is near. */
size_t mlg_nearest(const char *name, const char *const *candidates, size_t count);

/** "41 790" with narrow no-break spaces, rounded to a whole number. "–" when unknown. */
char *mlg_french_count(mlg_arena *arena, double value);

/** As mlg_french_count after rounding to three significant digits: 41790 gives "41 800". */
char *mlg_french_about(mlg_arena *arena, double value);

/** "30,0 %" from 0.3 with one decimal. "–" when unknown. */
char *mlg_french_percent(mlg_arena *arena, double ratio);

/** "12,35" with the given number of decimals and no grouping below 10 000. */
char *mlg_french_decimal(mlg_arena *arena, double value, int decimals);

/** `text` with the no-break spaces of French before ; : ! ? % » and after «, where it has plain
 *  ones, so that no line starts with a sign. NULL gives NULL. */
char *mlg_french_spaces(mlg_arena *arena, const char *text);

/** "22 novembre 2026" from "2026-11-22"; the text itself when it is no date. */
char *mlg_french_date(mlg_arena *arena, const char *iso);

#endif
