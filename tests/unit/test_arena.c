/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/arena.h>
#include <malloc.h>
#include <string.h>

/* What arenas hold, and what they give back before they are freed. */

enum { LARGE = 1 << 20 };

/* 0 under the sanitizers, whose memory is their own. */
static size_t held(void) {
  struct mallinfo2 now = mallinfo2();
  return now.uordblks + now.hblkhd;
}

static void vectors_leave_nothing_behind(void **state) {
  (void)state;
  mlg_arena arena = {0};
  size_t n = 0, capacity = 0, *items = NULL, before = held();
  if (before == 0) skip();
  for (; n < LARGE; n++) {
    assert_true(MLG_ROOM(&arena, items, n, capacity));
    items[n] = n;
  }
  for (size_t i = 0; i < n; i++) assert_int_equal(items[i], i);
  /* Halves below the size of a block stay, those above do not: together they were as large. */
  assert_true(held() - before < capacity * sizeof *items + LARGE);
  mlg_arena_free(&arena);
}

static void large_pieces_are_given_back(void **state) {
  (void)state;
  mlg_arena arena = {0};
  if (held() == 0) skip();
  char *kept = mlg_arena_strdup(&arena, "kept");
  size_t before = held();
  char *large = MLG_NEW(&arena, char, LARGE);
  memset(large, 1, LARGE);
  assert_true(held() - before >= LARGE);
  mlg_arena_drop(&arena, large, LARGE, 1);
  assert_int_equal(held(), before);
  assert_string_equal(kept, "kept");
  assert_string_equal(mlg_arena_strdup(&arena, "next"), "next");
  mlg_arena_free(&arena);
}

static void small_pieces_wait(void **state) {
  (void)state;
  mlg_arena arena = {0};
  char *first = mlg_arena_strdup(&arena, "first"), *second = mlg_arena_strdup(&arena, "second");
  mlg_arena_drop(&arena, first, 6, 1);
  assert_string_equal(second, "second");
  mlg_arena_free(&arena);
}

/* A large piece does not leave the block before it half empty. */
static void large_pieces_stand_apart(void **state) {
  (void)state;
  mlg_arena arena = {0};
  char *first = mlg_arena_strdup(&arena, "a");
  assert_non_null(MLG_NEW(&arena, char, LARGE));
  assert_ptr_equal(mlg_arena_strdup(&arena, "b"), first + 2);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(vectors_leave_nothing_behind),
      cmocka_unit_test(large_pieces_are_given_back),
      cmocka_unit_test(small_pieces_wait),
      cmocka_unit_test(large_pieces_stand_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
