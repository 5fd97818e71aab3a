/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <errno.h>
#include <maillage/finding.h>
#include <maillage/index.h>
#include <stdio.h>
#include <string.h>

static void a_message_names_its_arguments(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const mlg_finding finding = {.code = MLG_F_NUMBER_UNREADABLE, .value = "20,5"};
  assert_string_equal(mlg_finding_message(&arena, &finding, MLG_FRENCH),
                      "« 20,5 » n'est pas un nombre");
  assert_string_equal(mlg_finding_message(&arena, &finding, MLG_ENGLISH),
                      "\"20,5\" is not a number");
  mlg_arena_free(&arena);
}

static void the_status_follows_the_code(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  assert_int_equal(mlg_report(&findings, (mlg_finding){.code = MLG_F_ZONE_EMPTY}), MLG_OK);
  assert_int_equal(mlg_report(&findings, (mlg_finding){.code = MLG_F_KEY_UNKNOWN}), MLG_REJECTED);
  assert_int_equal(mlg_report(&findings, (mlg_finding){.code = MLG_F_OUTPUT_EXISTS}),
                   MLG_UNWRITTEN);
  assert_int_equal(findings.count, 3);
  assert_int_equal(mlg_findings_tally(&findings, MLG_ERROR), 2);
  mlg_arena_free(&arena);
}

/* A warning whose words are lost is no warning: what was made since is not to be used. */
static void a_finding_that_loses_its_words_fails(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  assert_int_equal(mlg_report(&findings, (mlg_finding){.code = MLG_F_ZONE_EMPTY}), MLG_OK);
  assert_false(arena.refused);
  assert_null(mlg_arena_alloc(&arena, SIZE_MAX / 2, 4)); /* there is not that much */
  assert_true(arena.refused);
  assert_int_equal(mlg_report(&findings, (mlg_finding){.code = MLG_F_ZONE_EMPTY}), MLG_FAILURE);
  mlg_arena_free(&arena);
}

static void a_file_that_cannot_be_written_is_named(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  assert_int_equal(mlg_write_failed("/a/folder/of/carte.png", &findings), MLG_UNWRITTEN);
  assert_string_equal(findings.items[0].value, "carte.png");
  errno = ENOSPC;
  assert_int_equal(mlg_write_refused("out/carte.png", &findings), MLG_UNWRITTEN);
  assert_string_equal(findings.items[1].value, "out/carte.png (No space left on device)");
  mlg_arena_free(&arena);
}

/* The table is long and written by hand: hold it to its own rules. */
static void every_code_is_complete(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_index slugs;
  assert_int_equal(mlg_index_init(&slugs, &arena, MLG_FINDING_COUNT), MLG_OK);
  for (mlg_finding_code code = 0; code < MLG_FINDING_COUNT; code++) {
    const mlg_finding finding = {.code = code, .value = "v", .expected = "e"};
    size_t held;
    assert_int_equal(mlg_index_add(&slugs, mlg_finding_slug(code), code, &held), MLG_OK);
    assert_int_equal(held, code);
    bool failed = mlg_report(&findings, finding) != MLG_OK;
    assert_int_equal(failed, mlg_finding_severity(code) == MLG_ERROR);
    for (int language = MLG_FRENCH; language <= MLG_ENGLISH; language++) {
      const char *message = mlg_finding_message(&arena, &finding, (mlg_language)language);
      assert_non_null(message);
      assert_null(strchr(message, '{'));
      assert_true(strlen(mlg_finding_action(&finding, (mlg_language)language)) > 0);
    }
  }
  mlg_arena_free(&arena);
}

static void an_index_finds_each_key_and_no_other(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_index index;
  enum { KEYS = 5000 };
  assert_int_equal(mlg_index_init(&index, &arena, 4), MLG_OK);
  for (size_t i = 0; i < KEYS; i++)
    assert_int_equal(mlg_index_add(&index, mlg_arena_printf(&arena, "%09zu", i), i, NULL), MLG_OK);
  for (size_t i = 0; i < KEYS; i++)
    assert_int_equal(mlg_index_find(&index, mlg_arena_printf(&arena, "%09zu", i)), i);
  assert_int_equal(mlg_index_find(&index, "5000"), MLG_NOT_FOUND);
  size_t held;
  assert_int_equal(mlg_index_add(&index, "000000007", 99, &held), MLG_OK);
  assert_int_equal(held, 7);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_message_names_its_arguments),
      cmocka_unit_test(the_status_follows_the_code),
      cmocka_unit_test(a_finding_that_loses_its_words_fails),
      cmocka_unit_test(a_file_that_cannot_be_written_is_named),
      cmocka_unit_test(every_code_is_complete),
      cmocka_unit_test(an_index_finds_each_key_and_no_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
