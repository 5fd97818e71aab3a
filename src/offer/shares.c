/* SPDX-License-Identifier: Apache-2.0 */
/* Hours and persons of a row are split between the families that draw on it: a counter open
 * thirty hours for five families is not open a hundred and fifty. */
#include "offer/capacity.h"

static bool says(const mlg_entry *entry, mlg_said said) {
  const mlg_declared *declared = &entry->declared;
  switch (said) {
  case MLG_SAYS_PERSONS:
    return declared->persons_year > 0 || declared->persons_week > 0;
  case MLG_SAYS_HOURS:
    return declared->hours_week > 0;
  case MLG_SAYS_OPENING:
    return entry->schedule.known;
  }
  return false;
}

static bool same_week(const mlg_schedule *a, const mlg_schedule *b) {
  bool same = a->n == b->n;
  for (size_t i = 0; same && i < a->n; i++) {
    const mlg_opening *x = &a->openings[i], *y = &b->openings[i];
    same = x->day == y->day && x->from == y->from && x->to == y->to && x->weeks == y->weeks;
  }
  return same;
}

/* Services of one structure repeat its hours: those are the same hours. */
static bool is_same(const mlg_entry *a, const mlg_entry *b, mlg_said said) {
  return a == b || (said == MLG_SAYS_OPENING && same_week(&a->schedule, &b->schedule));
}

/* The first row of the family that says so; opening hours of another family's row will do. */
static const mlg_entry *find_row(const mlg_entry *entries, const mlg_site *part, mlg_said said,
                                 int family) {
  const mlg_entry *other = NULL;
  for (size_t i = 0; i < part->n_entries; i++) {
    const mlg_entry *entry = &entries[part->entries[i]];
    if (!says(entry, said)) continue;
    if (entry->families[family]) return entry;
    if (other == NULL) other = entry;
  }
  return said == MLG_SAYS_OPENING ? other : NULL;
}

void mlg_shares_of(const mlg_entry *entries, const mlg_site *part, mlg_said said,
                   mlg_share shares[MLG_FAMILY_COUNT]) {
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    shares[family] =
        (mlg_share){.entry = part->families[family] ? find_row(entries, part, said, family) : NULL};
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
    size_t drawing = 0;
    if (shares[family].entry == NULL) continue;
    for (int other = 0; other < MLG_FAMILY_COUNT; other++)
      drawing += shares[other].entry != NULL &&
                 is_same(shares[family].entry, shares[other].entry, said);
    shares[family].share = 1 / (double)drawing;
  }
}
