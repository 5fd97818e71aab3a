/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "publish/database.h"

/* What is told of a database: names that it takes, messages without secrets. The rest needs a
 * server: tests/check/test_postgis.py. */

static void takes_plain_names_only(void **state) {
  (void)state;
  static const char *const good[] = {"rennes_metropole_2026_11_22", "a", "_essai", "essai2"};
  static const char *const bad[] = {
      "",       "Essai",    "2essai",   "pg_essai",          "public", "a-b", "a b", "é", "a\"b",
      "a;drop", "topology", "maillage", "information_schema"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (!mlg_base_is_name(good[i])) fail_msg("%s is refused", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (mlg_base_is_name(bad[i])) fail_msg("%s is taken", bad[i]);
  char long_name[65] = {0};
  memset(long_name, 'a', 63);
  assert_true(mlg_base_is_name(long_name));
  long_name[63] = 'a';
  assert_false(mlg_base_is_name(long_name));
}

static void tells_the_server_s_message_on_one_line(void **state) {
  (void)state;
  mlg_arena arena = {0};
  assert_string_equal(mlg_base_message(&arena, "PG:host=a",
                                       "PQconnectdb failed.\nconnection to server failed\n\tno\n"),
                      "connection to server failed  no");
  mlg_arena_free(&arena);
}

static void keeps_every_secret(void **state) {
  (void)state;
  static const struct {
    const char *connection, *message;
  } cases[] = {
      {"PG:host=a password=s3cret", "ERROR: the word s3cret is not known"},
      {"PG:password='s3 cret' host=a", "ERROR: 's3 cret'"},
      {"PG:host=a password = s3cret", "ERROR: s3cret"},
      {"PG:host=a s3cret", "missing \"=\" after \"s3cret\" in connection info string"},
      {"PG:s3cret=1", "invalid connection option \"s3cret\""},
      {"PG:password='s3 cret", "unterminated quoted string in connection info string: s3 cret"},
      {"PG:x=s3cret", "cannot open PG:x=s3cret"},
  };
  mlg_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *told = mlg_base_message(&arena, cases[i].connection, cases[i].message);
    assert_non_null(told);
    if (strstr(told, "s3") != NULL) fail_msg("told: %s", told);
  }
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(takes_plain_names_only),
      cmocka_unit_test(tells_the_server_s_message_on_one_line),
      cmocka_unit_test(keeps_every_secret),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
