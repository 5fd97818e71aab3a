/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/site.h"

#include "offer/values.h"

#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

static int compare_doubles(double a, double b) { return (a > b) - (a < b); }

/* Who speaks for a site: entries that count, then the most recent, then an order that
 * does not depend on the order of rows. */
static int compare_entries(const mlg_entry *a, const mlg_entry *b) {
  if ((a->status == MLG_COUNTED) != (b->status == MLG_COUNTED))
    return a->status == MLG_COUNTED ? -1 : 1;
  const int orders[] = {strcmp(b->updated, a->updated),    strcmp(a->id, b->id),
                        strcmp(a->name, b->name),          strcmp(a->address, b->address),
                        strcmp(a->hours, b->hours),        compare_doubles(a->at.x, b->at.x),
                        compare_doubles(a->at.y, b->at.y), (int)a->status - (int)b->status};
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
    if (orders[i] != 0) return orders[i];
  return 0;
}

/* By insertion: a site has a handful of entries. */
static void sort_members(const mlg_entry *entries, size_t *members, size_t n) {
  for (size_t i = 1; i < n; i++) {
    size_t member = members[i], at = i;
    for (; at > 0 && compare_entries(&entries[member], &entries[members[at - 1]]) < 0; at--)
      members[at] = members[at - 1];
    members[at] = member;
  }
}

/* Where a text stands in an entry, so that one function serves all of them. */
typedef const char *const *text_of(const mlg_entry *entry);
static const char *const *id_of(const mlg_entry *e) { return &e->id; }
static const char *const *address_of(const mlg_entry *e) { return &e->address; }
static const char *const *insee_of(const mlg_entry *e) { return &e->insee; }
static const char *const *hours_of(const mlg_entry *e) { return &e->hours; }
static const char *const *source_of(const mlg_entry *e) { return &e->source; }
static const char *const *typology_of(const mlg_entry *e) { return &e->typology; }

/* The first text that is not blank, in the order of the members. */
static const char *first_text(const mlg_entry *entries, const mlg_site *site, text_of *text) {
  for (size_t i = 0; i < site->n_entries; i++) {
    const char *found = *text(&entries[site->entries[i]]);
    if (*found != '\0') return found;
  }
  return "";
}

/* Every distinct value of the first `n` members, joined by `gap`. */
static const char *united(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site,
                          size_t n, text_of *text, const char *gap) {
  mlg_values all = {0}, some;
  size_t capacity = 0;
  for (size_t i = 0; i < n; i++) {
    const char *values = *text(&entries[site->entries[i]]);
    if (mlg_values_split(arena, values, '|', &some) != MLG_OK) return NULL;
    for (size_t j = 0; j < some.n; j++) {
      if (!MLG_ROOM(arena, all.items, all.n, capacity)) return NULL;
      all.items[all.n++] = some.items[j];
    }
  }
  return mlg_values_join(arena, &all, gap);
}

/* A row without an id gets one from its name, so that offers can be told apart. */
static const char *smallest_id(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site) {
  const char *least = first_text(entries, site, id_of);
  for (size_t i = 0; i < site->n_entries; i++) {
    const char *id = entries[site->entries[i]].id;
    if (*id != '\0' && strcmp(id, least) < 0) least = id;
  }
  return *least != '\0' ? least : mlg_slug(arena, site->name);
}

static const char *latest(const mlg_entry *entries, const mlg_site *site) {
  const char *best = "";
  for (size_t i = 0; i < site->n_entries; i++)
    if (strcmp(entries[site->entries[i]].updated, best) > 0)
      best = entries[site->entries[i]].updated;
  return best;
}

/* How many members speak for the site: those that count, or all when none does. */
static size_t tally_speakers(const mlg_entry *entries, const mlg_site *site) {
  size_t counted = 0;
  while (counted < site->n_entries && entries[site->entries[counted]].status == MLG_COUNTED)
    counted++;
  return counted > 0 ? counted : site->n_entries;
}

mlg_status mlg_site_make(mlg_arena *arena, const mlg_entry *entries, size_t *members, size_t n,
                         mlg_site *site) {
  sort_members(entries, members, n);
  const mlg_entry *first = &entries[members[0]];
  *site = (mlg_site){.name = first->name,
                     .at = first->at,
                     .has_position = first->has_position,
                     .zone = MLG_NO_ZONE,
                     .status = first->status,
                     .n_entries = n,
                     .entries = members};
  size_t speakers = tally_speakers(entries, site);
  site->id = smallest_id(arena, entries, site);
  site->address = first_text(entries, site, address_of);
  site->insee = first_text(entries, site, insee_of);
  site->hours = first_text(entries, site, hours_of);
  site->updated = latest(entries, site);
  site->typology = united(arena, entries, site, speakers, typology_of, "|");
  site->source = united(arena, entries, site, speakers, source_of, ", ");
  for (size_t i = 0; i < speakers; i++)
    for (int family = 0; family < MLG_FAMILY_COUNT; family++)
      site->families[family] |= entries[members[i]].families[family];
  return site->id == NULL || site->typology == NULL || site->source == NULL ? MLG_FAILURE : MLG_OK;
}

static int compare_sites(const void *left, const void *right) {
  const mlg_site *a = left, *b = right;
  const int orders[] = {strcmp(a->id, b->id), compare_doubles(a->at.x, b->at.x),
                        compare_doubles(a->at.y, b->at.y), strcmp(a->name, b->name),
                        strcmp(a->address, b->address)};
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
    if (orders[i] != 0) return orders[i];
  return 0;
}

mlg_status mlg_sites_order(mlg_arena *arena, mlg_site *sites, size_t n) {
  if (n > 0) qsort(sites, n, sizeof *sites, compare_sites);
  for (size_t i = 0, first = 0; i < n; i++) {
    if (strcmp(sites[i].id, sites[first].id) != 0) first = i;
    if (i == first) continue;
    char *id = mlg_arena_printf(arena, "%s-%zu", sites[i].id, i - first + 1);
    MLG_HAVE(id);
    /* Compared with the first of its run, whose id stays as it is. */
    sites[i].id = id;
  }
  return MLG_OK;
}
