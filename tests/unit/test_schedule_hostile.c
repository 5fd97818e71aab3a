/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/schedule.h>
#include <string.h>

/* Whatever the bytes, what comes out is sound, and what is known reads back. */
static void check_any(mlg_arena *arena, const char *text) {
  mlg_hours_kind kind, again_kind;
  mlg_schedule s, again, day = {0};
  assert_int_equal(mlg_schedule_read(arena, text, &kind, &s), MLG_OK);
  for (size_t i = 0; i < s.n; i++) {
    const mlg_opening *o = &s.openings[i];
    assert_true(o->day < 7 && o->from < o->to && o->to <= 1440 && o->weeks > 0 && o->weeks <= 1);
    assert_true(i == 0 || o[-1].day < o->day || (o[-1].day == o->day && o[-1].to <= o->from));
  }
  if (s.known) {
    double minutes = mlg_schedule_minutes(&s);
    assert_true(minutes >= 0 && minutes <= 7 * 1440 + 1e-6); /* minutes, summed in 52nds */
    char *osm = mlg_schedule_osm(arena, &s);
    assert_int_equal(mlg_schedule_read(arena, osm, &again_kind, &again), MLG_OK);
    if (strlen(osm) < 4000 && !(again.known && again.n == s.n))
      fail_msg("\"%s\" gives \"%s\", which reads back to something else", text, osm);
  }
  assert_int_equal(mlg_schedule_add_day(arena, 3, text, 1, &kind, &day), MLG_OK);
  double share = mlg_schedule_frequency(arena, text);
  assert_true(share >= 0 && share <= 1);
}

/* A generator of our own: the same texts every time. */
static unsigned next(unsigned *seed) {
  *seed = *seed * 1664525U + 1013904223U;
  return *seed >> 16;
}

static void random_bytes_do_no_harm(void **state) {
  (void)state;
  unsigned seed = 1;
  for (size_t i = 0; i < 2000; i++) {
    mlg_arena arena = {0};
    char text[65] = {0};
    size_t length = next(&seed) % 64;
    for (size_t j = 0; j < length; j++) text[j] = (char)(next(&seed) % 255 + 1);
    check_any(&arena, text);
    mlg_arena_free(&arena);
  }
}

/* Pieces of both grammars in any order: nearer to what could be believed. */
static void random_pieces_do_no_harm(void **state) {
  (void)state;
  static const char *const PIECES[] = {
      "Mo",    "Fr-Mo", "-",        ",",       ";",        " ",       "09:00-12:00", "14:00-17:00",
      "22:00", "26:00", "off",      "PH",      "week 1-9", "Aug",     "[1]",         "\"sur RDV\"",
      "lundi", "au",    "vendredi", "9h",      "12h30",    "à",       "et",          "fermé",
      "sauf",  "matin", "vacances", "du mois", "2e",       "24h/24",  "24/7",        "Dec 25-Jan 1",
      "||",    "+",     "midi",     "(",       "/",        "sur rdv", "8",           "01:00",
  };
  unsigned seed = 7;
  for (size_t i = 0; i < 4000; i++) {
    mlg_arena arena = {0};
    char *text = mlg_arena_strdup(&arena, "");
    for (unsigned j = next(&seed) % 12; j > 0; j--) {
      const char *piece = PIECES[next(&seed) % (sizeof PIECES / sizeof *PIECES)];
      text = mlg_arena_printf(&arena, "%s%s%s", text, next(&seed) % 2 ? " " : "", piece);
    }
    check_any(&arena, text);
    mlg_arena_free(&arena);
  }
}

static void check_repeated(const char *piece, size_t bytes) {
  mlg_arena arena = {0};
  size_t length = strlen(piece), times = bytes / length;
  char *text = mlg_arena_alloc(&arena, bytes + 1, 1);
  assert_non_null(text);
  for (size_t i = 0; i < times; i++) memcpy(text + i * length, piece, length);
  check_any(&arena, text);
  mlg_arena_free(&arena);
}

static void long_texts_are_kept_as_text(void **state) {
  (void)state;
  static const char *const PIECES[] = {"Mo off;",
                                       "Mo 00:00-00:01,00:02-00:03,",
                                       "(",
                                       "[[[",
                                       "lundi 9h-12h ",
                                       "Mo,",
                                       "\"",
                                       "9",
                                       "\xC3\xA9",
                                       "\xE6",
                                       "/",
                                       "Mo[1],"};
  enum { JUST_READ = 4096, TEN_MEGABYTES = 10 * 1024 * 1024 };
  for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
    check_repeated(PIECES[i], JUST_READ);
    check_repeated(PIECES[i], TEN_MEGABYTES);
  }
  mlg_arena arena = {0};
  char *text = mlg_arena_alloc(&arena, TEN_MEGABYTES + 1, 1);
  mlg_hours_kind kind;
  mlg_schedule s;
  memcpy(memset(text, ';', TEN_MEGABYTES), "Mo 09:00-12:00", 14);
  assert_int_equal(mlg_schedule_read(&arena, text, &kind, &s), MLG_OK);
  assert_int_equal(kind, MLG_HOURS_UNREAD);
  assert_true(!s.known && s.partial && s.n == 0);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_bytes_do_no_harm),
      cmocka_unit_test(random_pieces_do_no_harm),
      cmocka_unit_test(long_texts_are_kept_as_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
