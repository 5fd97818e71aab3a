/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Processes rather than threads: the libraries that draw and write are not made for threads, the
 * whole's memory is shared as it is, and one that crashes is one zone less. */

enum { REASON_BYTES = 1024 };

/* What the first error says, in French as all that goes into files. */
static const char *reason_of(mlg_arena *arena, const mlg_findings *findings) {
  for (size_t i = 0; i < findings->count; i++)
    if (mlg_finding_severity(findings->items[i].code) == MLG_ERROR) {
      const char *message = mlg_finding_message(arena, &findings->items[i], MLG_FRENCH);
      if (message != NULL) return message;
    }
  return "mémoire insuffisante";
}

/* In the zone's own process, which leaves without touching what it shares with the first. */
static void write_and_leave(const mlg_series *series, size_t zone, int pipe) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_status status = mlg_series_write_one(&arena, series, zone, &findings);
  if (status != MLG_OK) {
    const char *reason = reason_of(&arena, &findings);
    size_t length = strlen(reason);
    if (write(pipe, reason, length < REASON_BYTES ? length : REASON_BYTES - 1) < 0) status = 1;
  }
  _exit((int)status);
}

static void fail(mlg_one *one, const char *reason) {
  one->state = MLG_ONE_FAILED;
  one->reason = reason == NULL ? "" : reason;
  mlg_staging_abandon(&one->staging);
}

/* Where the folder cannot be made, the finding says why: it becomes the zone's own reason. */
static bool begin(mlg_series *series, size_t zone) {
  mlg_one *one = &series->ones[zone];
  mlg_arena *arena = series->work->arena;
  mlg_findings own = {.arena = arena};
  const char *target = mlg_arena_printf(arena, "%s/%s", series->output, one->folder);
  bool replace = series->work->options->overwrite || series->resume;
  if (target != NULL && mlg_staging_begin(&one->staging, arena, target, replace, &own) == MLG_OK)
    return true;
  fail(one, reason_of(arena, &own));
  return false;
}

static void start(mlg_series *series, size_t zone) {
  mlg_one *one = &series->ones[zone];
  int ends[2];
  if (!begin(series, zone)) return;
  if (pipe(ends) != 0) {
    fail(one, mlg_arena_strdup(series->work->arena, strerror(errno)));
    return;
  }
  one->process = fork();
  if (one->process == 0) {
    close(ends[0]);
    write_and_leave(series, zone, ends[1]);
  }
  close(ends[1]);
  one->pipe = ends[0];
  if (one->process > 0) return;
  close(ends[0]);
  one->process = 0;
  fail(one, mlg_arena_strdup(series->work->arena, strerror(errno)));
}

/* A reason is shorter than what a pipe holds: it is all there when the process has ended. */
static const char *read_reason(mlg_arena *arena, int pipe) {
  char text[REASON_BYTES];
  ssize_t length = read(pipe, text, sizeof text);
  return mlg_arena_strndup(arena, text, length > 0 ? (size_t)length : 0);
}

static void finish(mlg_series *series, mlg_one *one, int ended) {
  mlg_arena *arena = series->work->arena;
  const char *reason = read_reason(arena, one->pipe);
  mlg_findings own = {.arena = arena};
  close(one->pipe);
  one->process = 0;
  if (WIFSIGNALED(ended))
    fail(one, mlg_arena_printf(arena, "interrompu par le signal %d", WTERMSIG(ended)));
  else if (WEXITSTATUS(ended) != 0)
    fail(one, reason);
  else if (mlg_staging_commit(&one->staging, arena, &own) != MLG_OK)
    fail(one, reason_of(arena, &own));
  else
    one->state = MLG_ONE_WRITTEN;
}

static void wait_for_one(mlg_series *series) {
  int ended;
  pid_t process = waitpid(-1, &ended, 0);
  for (size_t i = 0; i < series->n && process > 0; i++)
    if (series->ones[i].process == process) finish(series, &series->ones[i], ended);
  series->n_done++;
  const mlg_run_options *options = series->work->options;
  if (options->progress != NULL)
    options->progress(options->context, "série", (double)series->n_done / (double)series->n);
}

mlg_status mlg_series_write_all(mlg_series *series) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t most = processors > 0 ? (size_t)processors : 1, running = 0;
  for (size_t i = 0; i < series->n; i++) {
    if (series->ones[i].state != MLG_ONE_TO_DO) continue;
    if (running == most) {
      wait_for_one(series);
      running--;
    }
    start(series, i);
    if (series->ones[i].process > 0) running++;
  }
  for (; running > 0; running--) wait_for_one(series);
  return MLG_OK;
}
