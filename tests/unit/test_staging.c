/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* renameat2 */
/* Results appear all at once, and nothing that was there is lost before. */
#include "near.h"

#include "pipeline/staging.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* A run that dies while it writes, or, with `late`, between the exchange of its results with older
 * ones and the removal of these. */
static void die_writing(bool late) {
  pid_t child = fork();
  if (child == 0) {
    mlg_arena arena = {0};
    mlg_findings findings = {.arena = &arena};
    mlg_staging staging = {0};
    mlg_staging_begin(&staging, &arena, at("out"), true, &findings);
    write_text(mlg_staging_path(&staging, &arena, "manifeste.json"), "dead");
    if (late) renameat2(AT_FDCWD, staging.folder, AT_FDCWD, at("out"), RENAME_EXCHANGE);
    raise(SIGKILL);
  }
  waitpid(child, NULL, 0);
}

static void what_a_dead_run_left_is_swept_by_the_next(void **state) {
  (void)state;
  die_writing(false);
  die_writing(false); /* and takes away what the one before left */
  assert_int_equal(entries(), 2);
  assert_true(holds("out/manifeste.json", "third"));
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_int_equal(entries(), 1);
}

static void notes_survive_a_run_that_dies_while_it_replaces(void **state) {
  (void)state;
  write_text(at("out/notes.txt"), "mine");
  die_writing(true);
  assert_true(holds("out/manifeste.json", "dead"));
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_true(holds("out/notes.txt", "mine"));
  assert_true(holds("out/manifeste.json", "third"));
  assert_false(holds("out/" MLG_STAGING_MARK, ""));
  assert_int_equal(entries(), 1);
  assert_int_equal(unlink(at("out/notes.txt")), 0);
}

static void a_run_that_lives_is_not_swept(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_staging living = {0};
  assert_int_equal(mlg_staging_begin(&living, &arena, at("out"), true, &findings), MLG_OK);
  write_text(mlg_staging_path(&living, &arena, "manifeste.json"), "living");
  assert_int_equal(write_results("other", true, true), MLG_OK);
  assert_int_equal(entries(), 2);
  assert_int_equal(mlg_staging_commit(&living, &arena, &findings), MLG_OK);
  assert_true(holds("out/manifeste.json", "living"));
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_int_equal(entries(), 1);
  mlg_arena_free(&arena);
}

static void folders_of_others_are_not_swept(void **state) {
  (void)state;
  assert_int_equal(mkdir(at(".out.backup"), 0777), 0);
  assert_int_equal(mkdir(at("elsewhere"), 0777), 0);
  write_text(at("elsewhere/kept"), "mine");
  assert_int_equal(symlink("elsewhere", at(".out.maillage-abcdef")), 0);
  assert_int_equal(write_results("third", true, true), MLG_OK);
  assert_true(holds("elsewhere/kept", "mine"));
  assert_int_equal(entries(), 4);
  assert_int_equal(unlink(at("elsewhere/kept")), 0);
  assert_int_equal(unlink(at(".out.maillage-abcdef")), 0);
  assert_int_equal(rmdir(at("elsewhere")), 0);
  assert_int_equal(rmdir(at(".out.backup")), 0);
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
      cmocka_unit_test(what_a_dead_run_left_is_swept_by_the_next),
      cmocka_unit_test(notes_survive_a_run_that_dies_while_it_replaces),
      cmocka_unit_test(a_run_that_lives_is_not_swept),
      cmocka_unit_test(folders_of_others_are_not_swept),
      cmocka_unit_test(a_folder_that_is_not_ours_is_never_replaced),
      cmocka_unit_test(a_place_that_cannot_be_is_said),
  };
  return cmocka_run_group_tests(tests, make_place, remove_place);
}
