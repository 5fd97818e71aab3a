/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/socle.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

static size_t tally_unsaid(const mlg_site *site) {
  size_t n = 0;
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++) n += site->basics[basic] == MLG_NOT_SAID;
  return n;
}

/* The zone of a level that a counted site lies in, or MLG_NO_ZONE. */
static size_t zone_of(const mlg_portrait *portrait, mlg_level level, const mlg_site *site) {
  if (site->status != MLG_COUNTED || site->zone == MLG_NO_ZONE) return MLG_NO_ZONE;
  return mlg_territory_above(portrait->territory, site->zone, level);
}

static void add_site(const mlg_site *site, mlg_socle *zone) {
  zone->n_sites++;
  zone->n_calls += tally_unsaid(site) > 0;
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++) zone->tally[basic][site->basics[basic]]++;
}

static void settle(mlg_socle *zone) {
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++) {
    const size_t *tally = zone->tally[basic];
    bool all_say = zone->n_sites > 0 && tally[MLG_NOT_SAID] == 0;
    zone->basics[basic] = tally[MLG_YES] > 0 ? MLG_YES : all_say ? MLG_NO : MLG_NOT_SAID;
  }
}

/* A site among those to telephone, before the ones that leave less unsaid; by insertion. */
static void add_call(const mlg_directory *directory, size_t site, mlg_socle *zone) {
  size_t unsaid = tally_unsaid(&directory->sites[site]), at = zone->n_calls++;
  for (; at > 0 && tally_unsaid(&directory->sites[zone->calls[at - 1]]) < unsaid; at--)
    zone->calls[at] = zone->calls[at - 1];
  zone->calls[at] = site;
}

mlg_status mlg_socle_build(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                           mlg_socle **zones) {
  const mlg_directory *directory = portrait->directory;
  size_t n = portrait->territory->n_zones[level];
  *zones = MLG_NEW(arena, mlg_socle, n);
  MLG_HAVE(*zones);
  for (size_t s = 0; s < directory->n_sites; s++) {
    size_t zone = zone_of(portrait, level, &directory->sites[s]);
    if (zone != MLG_NO_ZONE) add_site(&directory->sites[s], &(*zones)[zone]);
  }
  for (size_t z = 0; z < n; z++) {
    settle(&(*zones)[z]);
    (*zones)[z].calls = MLG_NEW(arena, size_t, (*zones)[z].n_calls);
    MLG_HAVE((*zones)[z].calls);
    (*zones)[z].n_calls = 0;
  }
  for (size_t s = 0; s < directory->n_sites; s++) {
    size_t zone = zone_of(portrait, level, &directory->sites[s]);
    if (zone != MLG_NO_ZONE && tally_unsaid(&directory->sites[s]) > 0)
      add_call(directory, s, &(*zones)[zone]);
  }
  return MLG_OK;
}

const char *mlg_socle_answer(mlg_answer answer) {
  static const char *const WORDS[] = {
      [MLG_NOT_SAID] = "à demander", [MLG_NO] = "absent", [MLG_YES] = "présent"};
  return WORDS[answer];
}

char *mlg_socle_unsaid(mlg_arena *arena, const mlg_site *site) {
  char *words = mlg_arena_strdup(arena, "");
  for (int basic = 0; words != NULL && basic < MLG_BASIC_COUNT; basic++)
    if (site->basics[basic] == MLG_NOT_SAID)
      words = mlg_arena_printf(arena, "%s%s%s", words, *words == '\0' ? "" : ", ",
                               MLG_BASICS[basic].label);
  return words;
}
