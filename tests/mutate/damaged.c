/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a damaged project, and what its figures become, many times over.
 *
 *   damaged PROJECT.yaml SHARE
 *
 * Reads the sound project once, then requests, a line each: "STEPS FILE PATH", where the project's
 * FILE is to be read from PATH instead. Each is answered by a child that inherits what was read,
 * reads that file alone again, and goes on: "check" as far as the checks of files, "all" to the
 * portrait. An answer is a line a finding, and "end STATUS"; where there are figures, "figures?"
 * comes between, and a line each when "yes" is replied: there are half a million of them. A FILE
 * that is the project's own stands for its settings; its data stay as they were read.
 */
#include "pipeline/work.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say_findings(const mlg_findings *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    const mlg_finding *f = &findings->items[i];
    printf("finding\t%s\t%s\t%zu\t%s\t", mlg_finding_slug(f->code), f->file == NULL ? "" : f->file,
           f->line, f->column == NULL ? "" : f->column);
    for (const char *at = f->value == NULL ? "" : f->value; *at != '\0'; at++)
      putchar(*at == '\n' || *at == '\t' ? ' ' : *at);
    putchar('\t');
    for (const char *at = mlg_finding_expected(f, MLG_FRENCH); *at != '\0'; at++)
      putchar(*at == '\n' || *at == '\t' ? ' ' : *at);
    putchar('\n');
  }
}

static void say(const char *level, const char *code, const char *what, const char *which,
                mlg_estimate e) {
  printf("figure\t%s\t%s\t%s\t%s\t%.9g\t%.9g\t%.9g\n", level, code, what, which, e.value,
         mlg_shown_low(e, 0), mlg_shown_high(e, INFINITY));
}

static void say_coverage(const mlg_work *work, mlg_level level, size_t zone) {
  const char *name = MLG_LEVELS[level].code, *code = work->territory.zones[level][zone].code;
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    for (size_t s = 0; s < work->project.n_scenarios; s++) {
      const mlg_parts *parts = mlg_coverage_parts(&work->coverage, level, zone, f, s);
      char which[128];
      for (mlg_part p = 0; p < MLG_PART_COUNT; p++) {
        snprintf(which, sizeof which, "%s %s", MLG_PARTS[p].code, work->project.scenarios[s].id);
        say(name, code, MLG_FAMILIES[f].code, which, parts->part[p]);
      }
    }
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    say(name, code, MLG_FAMILIES[f].code, "places_100",
        work->coverage.places[level][zone * MLG_FAMILY_COUNT + f]);
}

static void say_figures(const mlg_work *work) {
  const mlg_project *project = &work->project;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < work->territory.n_zones[level]; zone++) {
      for (size_t i = 0; i < project->n_indicators; i++)
        say(MLG_LEVELS[level].code, work->territory.zones[level][zone].code, "indicateur",
            project->indicators[i].id, mlg_need_value(&work->need, level, zone, i));
      say_coverage(work, level, zone);
    }
}

/* The project as it is once `file` stands in `path`. */
static mlg_status reread(mlg_work *work, mlg_run_options *options, const char *file,
                         const char *path) {
  if (strcmp(file, work->project.file) == 0) {
    options->project = path;
    mlg_project project;
    MLG_TRY(mlg_project_read(work->arena, path, options->share, work->findings, &project));
    work->project = project;
    return MLG_OK;
  }
  for (size_t i = 0; i < work->project.n_datasets; i++) {
    mlg_dataset *dataset = &work->project.datasets[i];
    if (strcmp(dataset->file, file) != 0) continue;
    dataset->path = path;
    MLG_TRY(mlg_read_dataset(work, i));
  }
  return MLG_OK;
}

static mlg_status answer(mlg_work *work, mlg_run_options *options, const char *steps,
                         const char *file, const char *path) {
  MLG_TRY(reread(work, options, file, path));
  MLG_TRY(mlg_check_inputs(work));
  return strcmp(steps, "check") == 0 ? MLG_OK : mlg_compute_read(work, ":memory:");
}

static bool are_figures_wanted(void) {
  char reply[8];
  printf("figures?\n");
  fflush(stdout);
  return fgets(reply, sizeof reply, stdin) != NULL && strcmp(reply, "yes\n") == 0;
}

/* In a child of its own, which may crash. */
static void answer_apart(const mlg_work *work, mlg_run_options *options, const char *steps,
                         const char *file, const char *path) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    mlg_findings findings = {.arena = work->arena};
    mlg_work own = *work;
    own.findings = &findings;
    mlg_status status = answer(&own, options, steps, file, path);
    say_findings(&findings);
    if (status == MLG_OK && strcmp(steps, "all") == 0 && are_figures_wanted()) say_figures(&own);
    fflush(stdout);
    _exit(status);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) exit(1);
  if (WIFEXITED(status))
    printf("end\t%d\n", WEXITSTATUS(status));
  else
    printf("end\tsignal %d\n", WTERMSIG(status));
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_run_options options = {.project = argv[1], .share = argv[2]};
  mlg_work work = {.arena = &arena, .options = &options, .findings = &findings};
  mlg_load_begin();
  mlg_status status = mlg_prepare(&work);
  if (status == MLG_OK) status = mlg_read_inputs(&work);
  if (status != MLG_OK) {
    say_findings(&findings);
    return status;
  }
  char line[4096], steps[16], file[1024], path[2048];
  while (fgets(line, sizeof line, stdin) != NULL)
    if (sscanf(line, "%15s %1023s %2047s", steps, file, path) == 3)
      answer_apart(&work, &options, steps, file, path);
  mlg_arena_free(&arena);
  return 0;
}
