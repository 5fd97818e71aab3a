/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/arena.h>
#include <maillage/place.h>
#include <malloc.h>
#include <stdio.h>
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

static void a_vector_that_is_refused_more_keeps_what_it_has(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const size_t most = SIZE_MAX / sizeof(size_t);
  size_t n = most, capacity = most, *items = MLG_NEW(&arena, size_t, 1), *before = items;
  assert_false(MLG_ROOM(&arena, items, n, capacity));
  assert_ptr_equal(items, before);
  assert_int_equal(capacity, most);
  assert_true(arena.refused);
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

/* As long as a first room, less what closes it; a few bytes more; many rooms. */
static void a_stream_is_read_whole(void **state) {
  (void)state;
  static const size_t SIZES[] = {0, 1, 16383, 16384, 1000000};
  for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
    mlg_arena arena = {0};
    FILE *file = tmpfile();
    for (size_t n = 0; n < SIZES[i]; n++) fputc('a' + (int)(n % 23), file);
    rewind(file);
    size_t size;
    const char *text = mlg_read_stream(&arena, file, &size);
    assert_non_null(text);
    assert_int_equal(size, SIZES[i]);
    for (size_t n = 0; n < size; n++)
      if (text[n] != 'a' + (int)(n % 23)) fail_msg("byte %zu of %zu", n, size);
    assert_int_equal(text[size], '\0');
    fclose(file);
    mlg_arena_free(&arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(vectors_leave_nothing_behind),
      cmocka_unit_test(a_vector_that_is_refused_more_keeps_what_it_has),
      cmocka_unit_test(large_pieces_are_given_back),
      cmocka_unit_test(small_pieces_wait),
      cmocka_unit_test(large_pieces_stand_apart),
      cmocka_unit_test(a_stream_is_read_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
