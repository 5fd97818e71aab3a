/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/group.h"
#include "offer/site.h"

#include <maillage/offer.h>
#include <stdlib.h>

/* A pair that was compared and is worth telling, by rank and in full. */
typedef struct {
  mlg_pair pair;
  mlg_match match;
} candidate;

typedef struct {
  mlg_arena *arena;
  mlg_comparison comparison;
  size_t *rank; /* by entry */
  size_t n, capacity;
  candidate *candidates;
  mlg_groups groups;
  size_t *organisation; /* by rank: the groups before roofs are joined */
} merging;

static mlg_status add_candidate(merging *m, mlg_pair pair, mlg_match match) {
  MLG_HAVE(MLG_ROOM(m->arena, m->candidates, m->n, m->capacity) ? m : NULL);
  m->candidates[m->n++] = (candidate){pair, match};
  return MLG_OK;
}

static mlg_status compare_all(merging *m) {
  mlg_pair *pairs;
  size_t n;
  MLG_TRY(mlg_match_pairs(m->arena, &m->comparison, &pairs, &n));
  for (size_t i = 0; i < n; i++) {
    mlg_match match = mlg_match_score(&m->comparison, pairs[i].a, pairs[i].b);
    if (match.score >= MLG_MATCH_WORTH_A_LOOK || mlg_match_one_roof(&match))
      MLG_TRY(add_candidate(m, pairs[i], match));
  }
  return MLG_OK;
}

static int compare_values(double a, double b) { return (a > b) - (a < b); }

/* Best first; ties by rank, which is by contents. */
static int compare_candidates(const void *left, const void *right) {
  const candidate *x = left, *y = right;
  int order = compare_values(y->match.score, x->match.score);
  if (order == 0) order = compare_values(y->match.place, x->match.place);
  if (order == 0) order = (x->pair.a > y->pair.a) - (x->pair.a < y->pair.a);
  return order != 0 ? order : (x->pair.b > y->pair.b) - (x->pair.b < y->pair.b);
}

static bool takes_part(const merging *m, size_t entry) { return m->rank[entry] != MLG_NO_ENTRY; }

/* Forbidden pairs first: they bound what is forced. */
static mlg_status apply_decisions(merging *m, const mlg_decisions *decisions,
                                  mlg_findings *findings) {
  m->groups.forbidden = MLG_NEW(m->arena, mlg_pair, decisions->n);
  MLG_HAVE(m->groups.forbidden);
  for (int join = 0; join <= 1; join++)
    for (size_t i = 0; i < decisions->n; i++) {
      const mlg_decision *decision = &decisions->items[i];
      bool known = takes_part(m, decision->a) && takes_part(m, decision->b);
      if (!known || decision->join != join) continue;
      mlg_pair pair = {m->rank[decision->a], m->rank[decision->b]};
      if (!join)
        m->groups.forbidden[m->groups.n_forbidden++] = pair;
      else if (!mlg_groups_force(&m->groups, pair.a, pair.b))
        MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_DECISION_CONTRADICTED,
                                                   .file = decision->file,
                                                   .line = decision->line,
                                                   .column = "decision",
                                                   .value = "fusionner"}));
    }
  return MLG_OK;
}

static mlg_status group_all(merging *m) {
  for (size_t i = 0; i < m->n; i++)
    if (m->candidates[i].match.score >= MLG_MATCH_JOINS)
      mlg_groups_join(&m->groups, m->candidates[i].pair.a, m->candidates[i].pair.b, false);
  m->organisation = mlg_arena_grow(m->arena, m->groups.group, m->comparison.n, m->comparison.n + 1,
                                   sizeof *m->organisation);
  MLG_HAVE(m->organisation);
  for (size_t i = 0; i < m->n; i++)
    if (mlg_match_one_roof(&m->candidates[i].match))
      mlg_groups_join(&m->groups, m->candidates[i].pair.a, m->candidates[i].pair.b, true);
  return MLG_OK;
}

/* What came of a link; MLG_MATCH_NEAR with a low score is not worth telling. */
static mlg_match_kind kind_of(const merging *m, const candidate *c) {
  size_t a = c->pair.a, b = c->pair.b;
  if (mlg_groups_forbid(&m->groups, a, b)) return MLG_MATCH_FORBIDDEN;
  bool joins = c->match.score >= MLG_MATCH_JOINS;
  if (m->organisation[a] == m->organisation[b]) return joins ? MLG_MATCH_SCORE : MLG_MATCH_NEAR;
  if (joins) return MLG_MATCH_CHAIN;
  bool one_site = m->groups.group[a] == m->groups.group[b];
  return one_site && mlg_match_one_roof(&c->match) ? MLG_MATCH_ROOF : MLG_MATCH_NEAR;
}

static bool worth_telling(const merging *m, const candidate *c, mlg_match_kind kind) {
  if (kind != MLG_MATCH_NEAR) return true;
  return c->match.score >= MLG_MATCH_WORTH_A_LOOK &&
         m->organisation[c->pair.a] != m->organisation[c->pair.b];
}

/* Decisions first, then every link that was joined, refused, or nearly joined. */
static mlg_status tell_matches(merging *m, const mlg_decisions *decisions,
                               mlg_directory *directory) {
  size_t n = 0;
  mlg_match *matches = MLG_NEW(m->arena, mlg_match, m->n + decisions->n);
  MLG_HAVE(matches);
  for (size_t i = 0; i < decisions->n; i++) {
    const mlg_decision *decision = &decisions->items[i];
    if (!takes_part(m, decision->a) || !takes_part(m, decision->b)) continue;
    mlg_match match = mlg_match_score(&m->comparison, m->rank[decision->a], m->rank[decision->b]);
    match.kind = decision->join ? MLG_MATCH_FORCED : MLG_MATCH_FORBIDDEN;
    matches[n++] = match;
  }
  for (size_t i = 0; i < m->n; i++) {
    mlg_match_kind kind = kind_of(m, &m->candidates[i]);
    if (kind == MLG_MATCH_FORBIDDEN || !worth_telling(m, &m->candidates[i], kind)) continue;
    matches[n] = m->candidates[i].match;
    matches[n++].kind = kind;
  }
  directory->matches = matches;
  directory->n_matches = n;
  return MLG_OK;
}

/* Numbers the organisations of each site, the one that names it first. */
static void number_organisations(const merging *m, mlg_directory *directory) {
  for (size_t s = 0; s < directory->n_sites; s++) {
    mlg_site *site = &directory->sites[s];
    for (size_t i = 0; i < site->n_entries; i++) {
      mlg_entry *entry = &directory->entries[site->entries[i]];
      size_t group = m->organisation[m->rank[site->entries[i]]], before = 0;
      while (m->organisation[m->rank[site->entries[before]]] != group) before++;
      entry->site = s;
      entry->organisation = before == i ? site->n_organisations++
                                        : directory->entries[site->entries[before]].organisation;
    }
  }
}

static mlg_status make_sites(merging *m, mlg_directory *directory) {
  size_t *members, *first, n;
  MLG_TRY(mlg_groups_list(m->arena, &m->groups, &members, &first, &n));
  mlg_site *sites = MLG_NEW(m->arena, mlg_site, n);
  MLG_HAVE(sites);
  for (size_t s = 0; s < n; s++)
    MLG_TRY(mlg_site_make(m->arena, directory->entries, members + first[s], first[s + 1] - first[s],
                          &sites[s]));
  MLG_TRY(mlg_sites_order(m->arena, sites, n));
  directory->sites = sites;
  directory->n_sites = n;
  number_organisations(m, directory);
  return MLG_OK;
}

static mlg_status report_joins(const mlg_directory *directory, mlg_findings *findings) {
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    for (size_t i = 1; i < site->n_entries; i++) {
      const mlg_entry *entry = &directory->entries[site->entries[i]];
      MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_SITE_MERGED,
                                                 .file = entry->file,
                                                 .line = entry->line,
                                                 .value = entry->name,
                                                 .expected = site->name}));
    }
  }
  return MLG_OK;
}

static mlg_status begin(mlg_arena *arena, const mlg_offer_rules *rules, mlg_directory *directory,
                        merging *m) {
  *m = (merging){.arena = arena, .rank = MLG_NEW(arena, size_t, directory->n_entries)};
  MLG_HAVE(m->rank);
  MLG_TRY(mlg_comparison_make(arena, directory, rules, &m->comparison));
  for (size_t i = 0; i < directory->n_entries; i++) {
    m->rank[i] = MLG_NO_ENTRY;
    directory->entries[i].site = MLG_NO_SITE;
  }
  for (size_t i = 0; i < m->comparison.n; i++) m->rank[m->comparison.features[i].entry] = i;
  return mlg_groups_init(arena, &m->comparison, &m->groups);
}

mlg_status mlg_directory_merge(mlg_arena *arena, const mlg_offer_rules *rules,
                               const mlg_decisions *decisions, mlg_findings *findings,
                               mlg_directory *directory) {
  static const mlg_decisions NONE = {0};
  if (decisions == NULL) decisions = &NONE;
  merging m;
  MLG_TRY(begin(arena, rules, directory, &m));
  MLG_TRY(compare_all(&m));
  if (m.n > 0) qsort(m.candidates, m.n, sizeof *m.candidates, compare_candidates);
  MLG_TRY(apply_decisions(&m, decisions, findings));
  MLG_TRY(group_all(&m));
  MLG_TRY(make_sites(&m, directory));
  MLG_TRY(tell_matches(&m, decisions, directory));
  MLG_TRY(mlg_directory_tally(arena, directory));
  return report_joins(directory, findings);
}
