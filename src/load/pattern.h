/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_PATTERN_H
#define LOAD_PATTERN_H

#include <maillage/arena.h>
#include <regex.h>
#include <stdbool.h>

/* A pattern as schemas write them (those of XML Schema, Python and JavaScript agree on what is
 * understood here) made a POSIX expression that matches whole texts. */

/* Compiles `pattern`; false when it asks for what POSIX has not. Close with regfree(). */
bool mlg_pattern_open(mlg_arena *arena, const char *pattern, regex_t *regex);

bool mlg_pattern_matches(const regex_t *regex, const char *text);

#endif
