/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *level, *family, *scenario, *with, *output;
  bool json, force, overwrite;
} compare_options;

typedef struct {
  cli_context *context;
  const compare_options *options;
  mlg_portrait a, b;
  mlg_comparison_request request;
  mlg_comparison comparison;
} job;

/* ---- what is asked ---- */

static mlg_status fill_request(job *j) {
  const compare_options *o = j->options;
  size_t level = MLG_IRIS, family = MLG_FAMILY_COUNT;
  mlg_comparison_request *r = &j->request;
  *r = (mlg_comparison_request){.a = &j->a, .b = &j->b};
  if (o->level != NULL)
    MLG_TRY(cli_choose_word(j->context, "--level", MLG_LEVELS, MLG_LEVEL_COUNT, o->level, &level));
  if (o->family != NULL)
    MLG_TRY(cli_choose_word(j->context, "--family", MLG_FAMILIES, MLG_FAMILY_COUNT, o->family,
                            &family));
  r->level = (mlg_level)level;
  r->family = (mlg_family)family;
  MLG_TRY(cli_choose_scenario(j->context, "--scenario", j->a.project, o->scenario, &r->scenario_a));
  const char *with = o->with != NULL ? o->with : o->scenario;
  return cli_choose_scenario(j->context, "--with", j->b.project, with, &r->scenario_b);
}

/* ---- what does not compare ---- */

static mlg_finding_code code_of(const job *j, mlg_gap_kind kind) {
  switch (kind) {
  case MLG_GAP_NOTED:
    return MLG_F_RUNS_NOTED;
  case MLG_GAP_CONVERTED:
    return MLG_F_RUNS_CONVERTED;
  case MLG_GAP_REFUSED:
    break;
  }
  return j->options->force ? MLG_F_RUNS_FORCED : MLG_F_RUNS_DIFFER;
}

static mlg_status report_gaps(job *j) {
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < j->comparison.n_gaps; i++) {
    const mlg_run_gap *gap = &j->comparison.gaps[i];
    const char *what = mlg_arena_printf(j->context->arena, "%s" MLG_NNBSP ": %s / %s", gap->what,
                                        *gap->a == '\0' ? "–" : gap->a,
                                        *gap->b == '\0' ? "–" : gap->b);
    MLG_HAVE(what);
    mlg_status status = mlg_report(j->context->findings,
                                   (mlg_finding){.code = code_of(j, gap->kind), .value = what});
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

/* ---- what is printed ---- */

enum { MOST_LINES = 20 };

static const char *range(job *j, mlg_estimate e) {
  mlg_arena *arena = j->context->arena;
  if (!mlg_is_known(e)) return "n.d.";
  const char *text = mlg_arena_printf(arena, "%s [%s ; %s]", mlg_french_count(arena, e.value),
                                      mlg_french_count(arena, mlg_shown_low(e, 0)),
                                      mlg_french_count(arena, mlg_shown_high(e, INFINITY)));
  return text == NULL ? "?" : text;
}

static void print_sites(job *j) {
  const mlg_comparison *c = &j->comparison;
  size_t n[MLG_SITE_CHANGED + 1] = {0}, said = 0;
  for (size_t i = 0; i < c->n_sites; i++) n[c->sites[i].kind]++;
  printf(_("Sites: %zu in the first run, %zu in the second; %zu added, %zu gone, %zu changed.\n"),
         c->n_sites_a, c->n_sites_b, n[MLG_SITE_ADDED], n[MLG_SITE_GONE], n[MLG_SITE_CHANGED]);
  for (; said < c->n_sites && said < MOST_LINES; said++) {
    const mlg_site_change *change = &c->sites[said];
    printf("  %c %s (%s)\n", "+-~"[change->kind], change -> name, change -> what);
  }
  if (said < c->n_sites)
    printf(_("  … and %zu others: --json or -o gives all.\n"), c->n_sites - said);
}

static const char *subject(mlg_family family, const job *j) {
  return family == MLG_FAMILY_COUNT ? j->a.project->indicators[j->a.base].label
                                    : MLG_FAMILIES[family].label;
}

static void print_change(job *j, const mlg_zone_change *change) {
  const char *title =
      mlg_zone_title(j->context->arena, j->a.territory, j->request.level, change->a);
  printf("  %c %+8.0f  %s → %s  %s\n", change->beyond ? '*' : ' ',
         change->after.value - change->before.value, range(j, change->before),
         range(j, change->after), title == NULL ? "?" : title);
}

static void print_family(job *j, mlg_family family) {
  const mlg_comparison *c = &j->comparison;
  size_t n = 0, beyond = 0, said = 0;
  for (size_t i = 0; i < c->n_zones; i++) {
    n += c->zones[i].family == family;
    beyond += c->zones[i].family == family && c->zones[i].beyond;
  }
  const char *what = family == MLG_FAMILY_COUNT ? _("persons") : _("persons left without help");
  printf(_("\n%s, %s: %zu zones changed, %zu of them beyond the interval (*).\n"),
         subject(family, j), what, n, beyond);
  for (size_t i = 0; i < c->n_zones && said < MOST_LINES; i++) {
    if (c->zones[i].family != family) continue;
    print_change(j, &c->zones[i]);
    said++;
  }
  if (said < n) printf(_("  … and %zu others: --json or -o gives all.\n"), n - said);
}

static void print_comparison(job *j) {
  const mlg_comparison *c = &j->comparison;
  print_sites(j);
  if (c->n_lost + c->n_new > 0)
    printf(_("Zones: %zu in the first run only, %zu in the second only.\n"), c->n_lost, c->n_new);
  print_family(j, MLG_FAMILY_COUNT);
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    if (c->compared[f]) print_family(j, f);
}

static mlg_status print(job *j) {
  if (j->options->json) {
    const char *json = mlg_publish_comparison(j->context->arena, &j->request, &j->comparison);
    MLG_HAVE(json);
    puts(json);
  } else if (!j->context->quiet) {
    print_comparison(j);
  }
  return MLG_OK;
}

/* ---- what is written ---- */

/* The first family asked for, or that moved; the base when none did. */
static mlg_family mapped_family(const job *j) {
  for (size_t i = 0; i < j->comparison.n_zones; i++)
    if (j->comparison.zones[i].family != MLG_FAMILY_COUNT) return j->comparison.zones[i].family;
  return MLG_FAMILY_COUNT;
}

static mlg_status draw(job *j, const char *path) {
  mlg_arena *arena = j->context->arena;
  mlg_family family = j->request.family != MLG_FAMILY_COUNT ? j->request.family : mapped_family(j);
  size_t n = j->a.territory->n_zones[j->request.level];
  mlg_estimate *differences = MLG_NEW(arena, mlg_estimate, n + 1);
  MLG_HAVE(differences);
  mlg_comparison_rates(&j->request, &j->comparison, family, differences);
  mlg_picture picture = {.indicator = j->a.project->indicators[j->a.base].id,
                         .level = MLG_LEVELS[j->request.level].code,
                         .overwrite = j->options->overwrite,
                         .differences = differences,
                         .compared = "seconde exécution moins première"};
  if (family != MLG_FAMILY_COUNT) {
    picture.subject = mlg_arena_printf(arena, "Part sans solution, %s", MLG_FAMILIES[family].label);
    MLG_HAVE(picture.subject);
  }
  return mlg_draw_map(&j->a, &picture, path, j->context->findings);
}

static mlg_status write_files(job *j) {
  mlg_arena *arena = j->context->arena;
  const char *folder = j->options->output;
  const char *map = mlg_arena_printf(arena, "%s/ecart.png", folder);
  const char *zones = mlg_arena_printf(arena, "%s/zones.csv", folder);
  const char *sites = mlg_arena_printf(arena, "%s/lieux.csv", folder);
  MLG_HAVE(map);
  MLG_HAVE(zones);
  MLG_HAVE(sites);
  if (mkdir(folder, 0777) != 0) {
    if (errno != EEXIST) return mlg_write_refused(folder, j->context->findings);
    if (!j->options->overwrite)
      return mlg_report(j->context->findings,
                        (mlg_finding){.code = MLG_F_OUTPUT_EXISTS, .value = folder});
  }
  MLG_TRY(mlg_publish_comparison_tables(&j->request, &j->comparison, zones, sites,
                                        j->context->findings));
  return draw(j, map);
}

/* ---- the whole ---- */

static mlg_status answer(job *j, char *const *operands) {
  MLG_TRY(cli_read_portrait(j->context, operands[0], &j->a));
  MLG_TRY(cli_read_portrait(j->context, operands[1], &j->b));
  MLG_TRY(fill_request(j));
  MLG_TRY(mlg_compare_runs(j->context->arena, &j->request, &j->comparison));
  MLG_TRY(report_gaps(j));
  if (j->options->output != NULL) MLG_TRY(write_files(j));
  return print(j);
}

static mlg_status compare(cli_context *context, const void *values, char *const *operands,
                          size_t n) {
  (void)n;
  job j = {.context = context, .options = values};
  mlg_status status = answer(&j, operands);
  cli_print_findings(context);
  return status;
}

#define OPTION(member, letter, argument, help)                                                     \
  { #member, letter, argument, help, offsetof(compare_options, member) }

static const cli_option OPTIONS[] = {
    OPTION(level, 'l', N_("LEVEL"), N_("of the zones compared (default: the finest)")),
    OPTION(family, 'f', N_("FAMILY"), N_("one family of need (default: all)")),
    OPTION(scenario, 's', N_("ID"), N_("a scenario of the project (default: the reference)")),
    OPTION(with, 'w', N_("ID"), N_("another scenario, or a variant, of the second run")),
    OPTION(output, 'o', N_("FOLDER"), N_("write two tables and a map of differences")),
    OPTION(overwrite, '\0', NULL, N_("replace the files that are there")),
    OPTION(force, '\0', NULL, N_("compare figures even when they were not made alike")),
    OPTION(json, '\0', NULL, N_("as JSON, for another program")),
};

const cli_command CLI_COMPARE = {
    .name = "compare",
    .summary = N_("say what changed between two runs: sites, needs, zones"),
    .operands = "RUN_A RUN_B",
    .details =
        N_("Each run is a folder that \"maillage run\" wrote, its calcul.sqlite, or the project\n"
           "it ran. Sites are the same when an identifier is, else by name and position. Figures\n"
           "made in different ways (formula, parameters, denominator, vintage, reach, capacity\n"
           "rules) are refused, and what differs is said: exit status 3, unless --force.\n"
           "\n"
           "The same run twice, --with a variant, shows what the variant would change."),
    .example = "maillage compare out/2025 out/2026 --level quartier --family aider",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 2,
    .most = 2,
    .run = compare,
};
