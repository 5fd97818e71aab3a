/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/census.h"

#include <string.h>

/* A wrong column has thousands of unknown values: naming these is enough to see it. */
enum { MOST_TOLD = 40 };

mlg_status mlg_census_add(mlg_arena *arena, mlg_census *census, const char *value, size_t line,
                          mlg_seen **seen, bool *is_new) {
  if (!census->open) MLG_TRY(mlg_index_init(&census->index, arena, 32));
  census->open = true;
  size_t at;
  MLG_TRY(mlg_index_add(&census->index, value, census->n, &at));
  *is_new = at == census->n;
  if (*is_new) {
    if (!MLG_ROOM(arena, census->items, census->n, census->capacity)) return MLG_FAILURE;
    census->items[census->n++] = (mlg_seen){.value = value, .line = line};
  }
  *seen = &census->items[at];
  (*seen)->count++;
  return MLG_OK;
}

const mlg_meaning *mlg_dictionary_find(const mlg_dictionary *dictionary, const char *folded) {
  const mlg_meaning *best = NULL;
  size_t longest = 0;
  for (size_t i = 0; i < dictionary->n; i++) {
    const mlg_meaning *meaning = &dictionary->items[i];
    if (!meaning->prefix && strcmp(meaning->folded, folded) == 0) return meaning;
    size_t length = strlen(meaning->folded);
    if (!meaning->prefix || strncmp(meaning->folded, folded, length) != 0) continue;
    if (best == NULL || length > longest) best = meaning;
    if (best == meaning) longest = length;
  }
  return best;
}

static size_t tally_unknown(const mlg_census *census) {
  size_t n = 0;
  for (size_t i = 0; i < census->n; i++) n += census->items[i].fate == MLG_VALUE_UNKNOWN;
  return n;
}

mlg_status mlg_census_report(const mlg_census *census, mlg_finding finding,
                             mlg_findings *findings) {
  size_t unknown = tally_unknown(census), told = 0;
  for (size_t i = 0; i < census->n && told < MOST_TOLD; i++) {
    const mlg_seen *seen = &census->items[i];
    if (seen->fate != MLG_VALUE_UNKNOWN) continue;
    told++;
    finding.line = seen->line;
    finding.value = seen->value;
    if (told == MOST_TOLD && unknown > told)
      finding.value = mlg_arena_printf(findings->arena, "%.200s (%zu) … (+%zu)", seen->value,
                                       seen->count, unknown - told);
    else if (seen->count > 1 || strlen(seen->value) > 200)
      finding.value = mlg_arena_printf(findings->arena, "%.200s (%zu)", seen->value, seen->count);
    MLG_HAVE(finding.value);
    MLG_TRY(mlg_report(findings, finding));
  }
  return MLG_OK;
}
