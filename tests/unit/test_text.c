/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/text.h>
#include <string.h>

static void check_number(const char *text, const char *marks, bool good, double expected) {
  double value = -12345;
  assert_int_equal(mlg_parse_number(text, marks, &value), good);
  assert_near(value, good ? expected : -12345, 1e-12);
}

static void numbers_are_read_whole_or_not_at_all(void **state) {
  (void)state;
  check_number("20.5", ".", true, 20.5);
  check_number("0", ".", true, 0);
  check_number("-0.25", ".", true, -0.25);
  check_number("1e3", ".", true, 1000);
  check_number("12,50", ".,", true, 12.5);
  static const char *const BAD[] = {"",   "20,5", "2019x", "010", "nan", "inf", " 1",
                                    "1 ", "0x1",  "1e",    ".5",  "5.",  "--1", "1e999"};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) check_number(BAD[i], ".", false, 0);
  check_number(NULL, ".", false, 0);
}

static void malformed_utf8_is_seen(void **state) {
  (void)state;
  assert_true(mlg_utf8_valid("Thérèse €\xF0\x9F\x98\x80"));
  assert_false(mlg_utf8_valid("\xC9tat"));
  assert_false(mlg_utf8_valid("\xC0\xAF"));         /* overlong */
  assert_false(mlg_utf8_valid("\xED\xA0\x80"));     /* surrogate */
  assert_false(mlg_utf8_valid("\xF4\x90\x80\x80")); /* beyond U+10FFFF */
  assert_int_equal(mlg_utf8_length("été"), 3);
}

static void names_fold_to_one_form(void **state) {
  (void)state;
  mlg_arena arena = {0};
  assert_string_equal(mlg_fold(&arena, "Étapes numériques(La Poste)"),
                      "etapes numeriques la poste");
  assert_string_equal(mlg_fold(&arena, "  Bourg-l’Évesque "), "bourg l evesque");
  assert_string_equal(mlg_fold(&arena, "Œuvre E\xCC\x81tat"), "oeuvre etat");
  assert_string_equal(mlg_fold(&arena, ""), "");
  assert_string_equal(mlg_slug(&arena, "Rennes Métropole"), "rennes-metropole");
  mlg_arena_free(&arena);
}

static void the_nearest_name_is_near(void **state) {
  (void)state;
  const char *const names[] = {"population", "diplomes", "contours"};
  assert_int_equal(mlg_nearest("popualtion", names, 3), 0);
  assert_int_equal(mlg_nearest("diplome", names, 3), 1);
  assert_int_equal(mlg_nearest("xyz", names, 3), 3);
  assert_int_equal(mlg_nearest("any", names, 0), 0);
  const char *const columns[] = {"P19_POP75P", "P19_POP65"};
  assert_int_equal(mlg_nearest("P19_POP65P", columns, 2), 1);
}

static void french_figures_are_typeset(void **state) {
  (void)state;
  mlg_arena arena = {0};
  assert_string_equal(mlg_french_count(&arena, 1234567.4), "1" MLG_NNBSP "234" MLG_NNBSP "567");
  assert_string_equal(mlg_french_count(&arena, 0.2), "0");
  assert_string_equal(mlg_french_count(&arena, -0.2), "0");
  assert_string_equal(mlg_french_count(&arena, NAN), "–");
  assert_string_equal(mlg_french_about(&arena, 41790), "41" MLG_NNBSP "800");
  assert_string_equal(mlg_french_about(&arena, 996), "996");
  assert_string_equal(mlg_french_percent(&arena, 0.29949), "29,9" MLG_NNBSP "%");
  assert_string_equal(mlg_french_decimal(&arena, -1234.567, 2), "−1" MLG_NNBSP "234,57");
  assert_string_equal(mlg_french_date(&arena, "2026-07-03"), "3 juillet 2026");
  assert_string_equal(mlg_french_date(&arena, "2026-01-01"), "1er janvier 2026");
  assert_string_equal(mlg_french_date(&arena, "juillet"), "juillet");
  assert_string_equal(mlg_french_spaces(&arena, "« a » ; 5 % : b"),
                      "«" MLG_NBSP "a" MLG_NBSP "»" MLG_NNBSP "; 5" MLG_NNBSP "%" MLG_NNBSP ": b");
  assert_string_equal(mlg_french_spaces(&arena, "a b;c "), "a b;c ");
  assert_null(mlg_french_spaces(&arena, NULL));
  mlg_arena_free(&arena);
}

static void a_path_is_a_folder_and_a_name(void **state) {
  (void)state;
  mlg_arena arena = {0};
  assert_string_equal(mlg_path_name("a/b/c.csv"), "c.csv");
  assert_string_equal(mlg_path_folder(&arena, "a/b/c.csv"), "a/b/");
  assert_string_equal(mlg_path_name("c.csv"), "c.csv");
  assert_string_equal(mlg_path_folder(&arena, "c.csv"), "");
  assert_string_equal(mlg_path_name("/a/"), "");
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
      cmocka_unit_test(malformed_utf8_is_seen),
      cmocka_unit_test(names_fold_to_one_form),
      cmocka_unit_test(a_path_is_a_folder_and_a_name),
      cmocka_unit_test(the_nearest_name_is_near),
      cmocka_unit_test(french_figures_are_typeset),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
