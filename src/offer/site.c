/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/site.h"

#include "offer/match.h"
#include "offer/values.h"

#include <float.h>
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Positions of one site this far apart disagree, and no more when farther. */
static const double ELSEWHERE_M = 300;

static int compare_doubles(double a, double b) { return (a > b) - (a < b); }

/* Who speaks for a site: entries that count, then the most recent, then an order that
 * does not depend on the order of rows. */
static int compare_entries(const mlg_entry *a, const mlg_entry *b) {
  if ((a->status == MLG_COUNTED) != (b->status == MLG_COUNTED))
    return a->status == MLG_COUNTED ? -1 : 1;
  int order = strcmp(b->updated, a->updated);
  return order != 0 ? order : mlg_entry_compare(a, b);
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

bool mlg_entry_speaks(const mlg_entry *entry, const mlg_site *site) {
  if (entry->status == MLG_COUNTED) return true;
  bool lacks_position = entry->status == MLG_NO_POSITION || entry->status == MLG_COMMUNE_ONLY;
  return lacks_position && site->status == MLG_COUNTED && site->has_position;
}

/* Those who speak; of a site that does not count, all. */
static bool is_heard(const mlg_entry *entry, const mlg_site *site) {
  return site->status != MLG_COUNTED || mlg_entry_speaks(entry, site);
}

/* The text of an entry that becomes a field of its site. */
static const char *text_of(const mlg_entry *entry, mlg_site_field field) {
  const char *const texts[MLG_FROM_COUNT] = {
      [MLG_FROM_NAME] = entry->name,         [MLG_FROM_ADDRESS] = entry->address,
      [MLG_FROM_POSTCODE] = entry->postcode, [MLG_FROM_COMMUNE] = entry->commune,
      [MLG_FROM_INSEE] = entry->insee,       [MLG_FROM_SIRET] = entry->siret,
      [MLG_FROM_HOURS] = entry->hours,       [MLG_FROM_MAIL] = entry->mail,
      [MLG_FROM_WEBSITE] = entry->website};
  return texts[field] == NULL ? "" : texts[field];
}

/* The first text that is not blank, in the order of the members, and who says it. */
static const char *first_text(const mlg_entry *entries, mlg_site *site, mlg_site_field field) {
  site->from[field] = MLG_NO_ENTRY;
  for (size_t i = 0; i < site->n_entries; i++) {
    const char *found = text_of(&entries[site->entries[i]], field);
    if (*found == '\0') continue;
    site->from[field] = site->entries[i];
    return found;
  }
  return "";
}

static void take_texts(const mlg_entry *entries, mlg_site *site) {
  site->name = first_text(entries, site, MLG_FROM_NAME);
  site->address = first_text(entries, site, MLG_FROM_ADDRESS);
  site->postcode = first_text(entries, site, MLG_FROM_POSTCODE);
  site->commune = first_text(entries, site, MLG_FROM_COMMUNE);
  site->insee = first_text(entries, site, MLG_FROM_INSEE);
  site->siret = first_text(entries, site, MLG_FROM_SIRET);
  site->hours = first_text(entries, site, MLG_FROM_HOURS);
  site->mail = first_text(entries, site, MLG_FROM_MAIL);
  site->website = first_text(entries, site, MLG_FROM_WEBSITE);
}

/* How far a position is from those of the other members, each counted up to a bound, so that
 * one that is wrong by kilometres weighs no more than one that is merely elsewhere. */
static double disagreement(const mlg_entry *entries, const mlg_site *site, const mlg_entry *one) {
  double sum = 0;
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *other = &entries[site->entries[i]];
    if (other->has_position && !other->by_commune)
      sum += fmin(hypot(one->at.x - other->at.x, one->at.y - other->at.y), ELSEWHERE_M);
  }
  return sum;
}

/* Better by more than rounding, so that the order of members settles ties. */
static void take_position(const mlg_entry *entries, mlg_site *site) {
  double least = INFINITY;
  site->from[MLG_FROM_POSITION] = MLG_NO_ENTRY;
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *entry = &entries[site->entries[i]];
    if (!entry->has_position) continue;
    double doubt = entry->by_commune ? DBL_MAX : disagreement(entries, site, entry);
    if (doubt >= least - 1e-6) continue;
    least = doubt;
    site->at = entry->at;
    site->has_position = true;
    site->from[MLG_FROM_POSITION] = site->entries[i];
  }
}

/* Texts of entries that are lists, for their members to be united. */
typedef const char *list_of(const mlg_entry *entry);
static const char *source_of(const mlg_entry *e) { return e->source; }
static const char *typology_of(const mlg_entry *e) { return e->typology; }
static const char *publics_of(const mlg_entry *e) { return e->terms.publics; }
static const char *labels_of(const mlg_entry *e) { return e->terms.labels; }
static const char *provider_of(const mlg_entry *e) { return e->terms.provider; }

/* Every distinct value of the members that speak (of all, when none does), joined by `gap`. */
static mlg_status unite(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site,
                        list_of *list, const char *gap, const char **united) {
  mlg_values all = {0}, some;
  size_t capacity = 0;
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *entry = &entries[site->entries[i]];
    const char *values = list(entry);
    if (values == NULL || !is_heard(entry, site)) continue;
    MLG_TRY(mlg_values_split(arena, values, '|', &some));
    for (size_t j = 0; j < some.n; j++) {
      MLG_HAVE(MLG_ROOM(arena, all.items, all.n, capacity) ? site : NULL);
      all.items[all.n++] = some.items[j];
    }
  }
  *united = mlg_values_join(arena, &all, gap);
  MLG_HAVE(*united);
  return MLG_OK;
}

static mlg_status take_lists(mlg_arena *arena, const mlg_entry *entries, mlg_site *site) {
  MLG_TRY(unite(arena, entries, site, typology_of, "|", &site->typology));
  MLG_TRY(unite(arena, entries, site, source_of, ", ", &site->source));
  MLG_TRY(unite(arena, entries, site, publics_of, "|", &site->terms.publics));
  MLG_TRY(unite(arena, entries, site, labels_of, "|", &site->terms.labels));
  return unite(arena, entries, site, provider_of, "|", &site->terms.provider);
}

/* Sets are united; of what can be said in one way only, the first to say it is right. */
static void take_answers(const mlg_entry *entry, mlg_site *site) {
  mlg_terms *terms = &site->terms;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    site->families[family] |= entry->families[family];
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++)
    if (site->basics[basic] == MLG_NOT_SAID) site->basics[basic] = entry->basics[basic];
  terms->access |= entry->terms.access;
  terms->modes |= entry->terms.modes;
  if (terms->price == MLG_PRICE_NOT_SAID) terms->price = entry->terms.price;
  if (!site->schedule.known) site->schedule = entry->schedule;
}

/* Whoever may come to one of the organisations may come to the site. */
static const char *reserved_to(const mlg_entry *entries, const mlg_site *site) {
  const char *reserved = NULL;
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *entry = &entries[site->entries[i]];
    const char *own = entry->terms.reserved == NULL ? "" : entry->terms.reserved;
    if (!is_heard(entry, site)) continue;
    if (reserved != NULL && strcmp(reserved, own) != 0) return "";
    reserved = own;
  }
  return reserved == NULL ? "" : reserved;
}

/* A row without an id gets one from its name, so that offers can be told apart. */
static const char *smallest_id(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site) {
  const char *least = "";
  for (size_t i = 0; i < site->n_entries; i++) {
    const char *id = entries[site->entries[i]].id;
    if (*id != '\0' && (*least == '\0' || strcmp(id, least) < 0)) least = id;
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

mlg_status mlg_site_make(mlg_arena *arena, const mlg_entry *entries, size_t *members, size_t n,
                         mlg_site *site) {
  sort_members(entries, members, n);
  *site = (mlg_site){.zone = MLG_NO_ZONE,
                     .status = entries[members[0]].status,
                     .n_entries = n,
                     .entries = members};
  take_texts(entries, site);
  take_position(entries, site);
  site->id = smallest_id(arena, entries, site);
  MLG_HAVE(site->id);
  site->updated = latest(entries, site);
  MLG_TRY(take_lists(arena, entries, site));
  for (size_t i = 0; i < n; i++)
    if (is_heard(&entries[members[i]], site)) take_answers(&entries[members[i]], site);
  site->terms.reserved = reserved_to(entries, site);
  return MLG_OK;
}

mlg_status mlg_site_part(mlg_arena *arena, const mlg_entry *entries, const mlg_site *site,
                         size_t organisation, mlg_site *part) {
  *part = (mlg_site){.zone = MLG_NO_ZONE};
  size_t n = 0, *members = MLG_NEW(arena, size_t, site->n_entries);
  MLG_HAVE(members);
  for (size_t i = 0; i < site->n_entries; i++) {
    const mlg_entry *entry = &entries[site->entries[i]];
    if (entry->organisation == organisation && mlg_entry_speaks(entry, site))
      members[n++] = site->entries[i];
  }
  return n == 0 ? MLG_OK : mlg_site_make(arena, entries, members, n, part);
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
