/* SPDX-License-Identifier: Apache-2.0 */
#include "labelled.h"

#define PAIRS "tests/data/pairs/"

/* What was found against what reading says. */
typedef struct {
  size_t right, wrong, missed; /* pairs: joined rightly, joined wrongly, left apart wrongly */
} score;

static double precision(score s) { return (double)s.right / (double)(s.right + s.wrong); }
static double recall(score s) { return (double)s.right / (double)(s.right + s.missed); }

static void count(score *s, bool joined, bool expected) {
  s->right += joined && expected;
  s->wrong += joined && !expected;
  s->missed += !joined && expected;
}

/* One directory, merged, and the scores of the two levels: all pairs, then each half. */
typedef struct {
  size_t n_pairs[3];
  score organisation[3], site[3];
} measure;

static void measure_pair(const mlg_directory *directory, size_t a, size_t b, const char *label,
                         size_t half, measure *m) {
  const mlg_entry *x = &directory->entries[a], *y = &directory->entries[b];
  bool one_site = x->site == y->site, one = one_site && x->organisation == y->organisation;
  bool same = strcmp(label, "meme_lieu") == 0, roof = strcmp(label, "meme_toit") == 0;
  assert_true(same || roof || strcmp(label, "different") == 0);
  const size_t parts[] = {0, 1 + half};
  for (size_t i = 0; i < 2; i++) {
    m->n_pairs[parts[i]]++;
    count(&m->organisation[parts[i]], one, same);
    count(&m->site[parts[i]], one_site, same || roof);
  }
  /* Those of the held-out half stay unread, so that it goes on being one. */
  if (half == 0 && getenv("PAIRS_VERBOSE") != NULL && (one != same || one_site != (same || roof)))
    printf("%s, joined %d, site %d\n  %s | %s\n  %s | %s\n", label, one, one_site, x->name,
           x->address, y->name, y->address);
}

/* Lines in turn: the first of two is of the half that thresholds were chosen on. */
static measure measure_pairs(offers_world *w, const mlg_index *index) {
  measure m = {0};
  mlg_table pairs = labelled_table(w, PAIRS "paires.csv");
  for (size_t row = 0; row < pairs.n_rows; row++) {
    size_t a = mlg_index_find(index, labelled_key(&w->arena, &pairs, row, "source_a", "id_a"));
    size_t b = mlg_index_find(index, labelled_key(&w->arena, &pairs, row, "source_b", "id_b"));
    assert_true(a != MLG_NOT_FOUND && b != MLG_NOT_FOUND);
    measure_pair(&w->directory, a, b, labelled_cell(&pairs, row, "etiquette"), row % 2, &m);
  }
  return m;
}

static void show(const measure *m) {
  static const char *const PARTS[] = {"all", "tuning half", "held-out half"};
  printf("%-14s %6s  %-24s %-24s\n", "", "pairs", "one organisation (P, R)", "one site (P, R)");
  for (int i = 0; i < 3; i++)
    printf("%-14s %6zu  %.3f  %.3f             %.3f  %.3f\n", PARTS[i], m->n_pairs[i],
           precision(m->organisation[i]), recall(m->organisation[i]), precision(m->site[i]),
           recall(m->site[i]));
}

static void merge_rows(offers_world *w) {
  assert_int_equal(mlg_directory_merge(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory),
                   MLG_OK);
}

static void test_labelled_pairs(void **state) {
  offers_world *w = *state;
  mlg_index index;
  labelled_read(w, PAIRS "fiches.csv", &index);
  assert_int_equal(mlg_directory_merge(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory),
                   MLG_OK);
  measure m = measure_pairs(w, &index);
  show(&m);
  assert_true(m.n_pairs[0] >= 150);
  for (int part = 0; part <= 2; part += 2) {
    assert_true(precision(m.organisation[part]) >= 0.97);
    assert_true(recall(m.organisation[part]) >= 0.90);
    assert_true(precision(m.site[part]) >= 0.97);
    assert_true(recall(m.site[part]) >= 0.90);
  }
}

/* Ties and rounding included: real rows repeat each other's words. */
static void test_order_of_real_rows_changes_nothing(void **state) {
  offers_world *w = *state, back = {0};
  back.findings.arena = &back.arena;
  mlg_index index;
  labelled_read(w, PAIRS "fiches.csv", &index);
  size_t n = w->directory.n_entries;
  back.directory = (mlg_directory){.n_entries = n, .entries = MLG_NEW(&back.arena, mlg_entry, n)};
  for (size_t i = 0; i < n; i++) back.directory.entries[n - 1 - i] = w->directory.entries[i];
  merge_rows(w);
  merge_rows(&back);
  assert_int_equal(w->directory.n_sites, back.directory.n_sites);
  assert_int_equal(w->directory.n_matches, back.directory.n_matches);
  for (size_t i = 0; i < w->directory.n_sites; i++) {
    const mlg_site *a = &w->directory.sites[i], *b = &back.directory.sites[i];
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->source, b->source);
    assert_int_equal(a->n_entries, b->n_entries);
    assert_int_equal(a->n_organisations, b->n_organisations);
    assert_near(a->at.x, b->at.x, 0);
  }
  for (size_t i = 0; i < w->directory.n_matches; i++)
    assert_near(w->directory.matches[i].score, back.directory.matches[i].score, 0);
  mlg_arena_free(&back.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {OFFERS_CASE(test_labelled_pairs),
                                     OFFERS_CASE(test_order_of_real_rows_changes_nothing)};
  mlg_load_begin();
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  mlg_load_end();
  return failed;
}
