/* SPDX-License-Identifier: Apache-2.0 */
/* Results appear all at once, and nothing that was there is lost before. */
#include "near.h"

#include "pipeline/staging.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char place[] = "/tmp/maillage-staging-XXXXXX";

static const char *at(const char *name) {
  static char path[256];
  snprintf(path, sizeof path, "%s/%s", place, name);
  return path;
}

static void write_text(const char *path, const char *text) {
  FILE *stream = fopen(path, "w");
  assert_non_null(stream);
  fputs(text, stream);
  fclose(stream);
}

static bool holds(const char *name, const char *text) {
  char found[64] = "";
  FILE *stream = fopen(at(name), "r");
  if (stream == NULL) return false;
  size_t length = fread(found, 1, sizeof found - 1, stream);
  found[length] = '\0';
  fclose(stream);
  return strcmp(found, text) == 0;
}

static size_t entries(void) {
  size_t n = 0;
  DIR *folder = opendir(place);
  while (readdir(folder) != NULL) n++;
  closedir(folder);
  return n - 2; /* . and .. */
}

/* Writes one set of results; `commit` false is a run that failed. */
static mlg_status write_results(const char *text, bool overwrite, bool commit) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_staging staging = {0};
  mlg_status status = mlg_staging_begin(&staging, &arena, at("out/"), overwrite, &findings);
  if (status == MLG_OK) {
    write_text(mlg_staging_path(&staging, &arena, "manifeste.json"), text);
    if (commit) status = mlg_staging_commit(&staging, &arena, &findings);
    mlg_staging_abandon(&staging);
  }
  mlg_arena_free(&arena);
  return status;
}

static void results_replace_older_ones_whole(void **state) {
  (void)state;
  assert_int_equal(write_results("first", false, true), MLG_OK);
  assert_true(holds("out/manifeste.json", "first"));
  assert_int_equal(write_results("second", false, true), MLG_UNWRITTEN);
  assert_true(holds("out/manifeste.json", "first"));
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_true(holds("out/manifeste.json", "third"));
  assert_int_equal(entries(), 1);
}

static void what_a_user_put_beside_results_is_kept(void **state) {
  (void)state;
  write_text(at("out/notes.txt"), "mine");
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_true(holds("out/notes.txt", "mine"));
  assert_int_equal(unlink(at("out/notes.txt")), 0);
}

static void a_run_that_fails_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(write_results("fourth", true, false), MLG_OK);
  assert_true(holds("out/manifeste.json", "third"));
  assert_int_equal(entries(), 1);
}

static void a_folder_that_is_not_ours_is_never_replaced(void **state) {
  (void)state;
  assert_int_equal(unlink(at("out/manifeste.json")), 0);
  write_text(at("out/notes.txt"), "mine");
  assert_int_equal(write_results("fifth", true, true), MLG_UNWRITTEN);
  assert_true(holds("out/notes.txt", "mine"));
  assert_int_equal(unlink(at("out/notes.txt")), 0);
  assert_int_equal(write_results("sixth", true, true), MLG_OK); /* an empty folder may be */
}

static void a_place_that_cannot_be_is_said(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_staging staging = {0};
  write_text(at("file"), "");
  assert_int_equal(mlg_staging_begin(&staging, &arena, at("file/out"), false, &findings),
                   MLG_UNWRITTEN);
  assert_int_equal(findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
  mlg_arena_free(&arena);
}

static int make_place(void **state) {
  (void)state;
  return mkdtemp(place) == NULL;
}

static int remove_place(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "rm -r %s", place);
  return system(command);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(results_replace_older_ones_whole),
      cmocka_unit_test(what_a_user_put_beside_results_is_kept),
      cmocka_unit_test(a_run_that_fails_changes_nothing),
      cmocka_unit_test(a_folder_that_is_not_ours_is_never_replaced),
      cmocka_unit_test(a_place_that_cannot_be_is_said),
  };
  return cmocka_run_group_tests(tests, make_place, remove_place);
}
