/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/headline.h"
#include "portrait/places.h"
#include "portrait/prose.h"

#include <string.h>

bool mlg_is_fragility(const mlg_indicator *indicator) {
  return strcmp(indicator->id, "fragilite") == 0;
}

char *mlg_headline_names(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  return mlg_place_names(arena, among->portrait, among->extent_level, among->level, among->zones,
                         n);
}

char *mlg_headline_fit(mlg_arena *arena, const mlg_candidates *among, const char *lead, size_t most,
                       mlg_tail *tail) {
  for (size_t n = most; n > 0; n--) {
    char *text = MLG_TEXT(arena, lead, tail(arena, among, n));
    if (text == NULL || mlg_utf8_length(text) <= MLG_HEADLINE_SIGNS) return text;
  }
  return MLG_TEXT(arena, lead);
}
