/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <maillage/text.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *family, *half_days, *per_half_day, *candidates, *scenario, *level, *extent, *output;
  bool json, overwrite;
} site_options;

/* Everything that options say, in the words of the results. */
typedef struct {
  cli_context *context;
  const site_options *options;
  mlg_portrait portrait;
  mlg_range persons; /* that a half-day receives */
  mlg_level level, extent_level;
  size_t extent;
  mlg_candidates candidates;
  mlg_siting_request request;
  mlg_siting siting;
} job;

/* ---- options ---- */

enum { MOST_HALF_DAYS = 1000 };

static mlg_status read_numbers(job *j) {
  const site_options *o = j->options;
  double half_days = 10, persons = 0;
  if (o->half_days != NULL && (!mlg_parse_number(o->half_days, "", &half_days) || half_days < 1 ||
                               half_days > MOST_HALF_DAYS || half_days != floor(half_days)))
    return cli_usage("site", _("from 1 to %d half-days, not \"%s\""), MOST_HALF_DAYS, o->half_days);
  if (o->per_half_day != NULL &&
      (!mlg_parse_number(o->per_half_day, ".,", &persons) || !(persons > 0) || persons > 1000))
    return cli_usage("site", _("from 0 to 1000 persons a half-day, not \"%s\""), o->per_half_day);
  j->request.half_days = (size_t)half_days;
  j->persons = (mlg_range){persons, persons, persons};
  return MLG_OK;
}

static mlg_status read_candidates(job *j, const char *path) {
  cli_context *context = j->context;
  mlg_table table;
  MLG_TRY(
      mlg_load_table(context->arena, path, mlg_path_name(path), NULL, context->findings, &table));
  return mlg_candidate_table(context->arena, &table, j->portrait.territory, j->portrait.directory,
                             context->findings, &j->candidates);
}

static mlg_status choose_candidates(job *j) {
  const char *asked = j->options->candidates;
  mlg_arena *arena = j->context->arena;
  if (asked == NULL || strcmp(asked, "sites") == 0)
    return mlg_candidate_sites(arena, j->portrait.territory, j->portrait.directory, j->extent_level,
                               j->extent, &j->candidates);
  if (strcmp(asked, "zones") == 0)
    return mlg_candidate_zones(arena, j->portrait.territory, j->level, j->extent_level, j->extent,
                               &j->candidates);
  return read_candidates(j, asked);
}

static mlg_status choose_zones(job *j) {
  const site_options *o = j->options;
  const mlg_portrait *portrait = &j->portrait;
  size_t level = MLG_IRIS;
  if (o->level != NULL)
    MLG_TRY(cli_choose_word(j->context, "--level", MLG_LEVELS, MLG_LEVEL_COUNT, o->level, &level));
  j->level = (mlg_level)level;
  const char *extent = o->extent != NULL ? o->extent : portrait->project->code;
  MLG_TRY(cli_choose_zone(j->context, "--extent", portrait, extent, &j->extent_level, &j->extent));
  return choose_candidates(j);
}

static mlg_status fill_request(job *j) {
  const site_options *o = j->options;
  const mlg_portrait *p = &j->portrait;
  size_t family, scenario;
  MLG_TRY(
      cli_choose_word(j->context, "--family", MLG_FAMILIES, MLG_FAMILY_COUNT, o->family, &family));
  MLG_TRY(cli_choose_scenario(j->context, "--scenario", p->project, o->scenario, &scenario));
  if (p->project->scenarios[scenario].variant != NULL)
    return cli_usage("site", _("\"%s\" is a variant: half-days are added to what there is"),
                     o->scenario);
  if (!p->coverage->recorded[family])
    return mlg_report(j->context->findings,
                      (mlg_finding){.code = MLG_F_MAP_EMPTY, .value = MLG_FAMILIES[family].code});
  MLG_TRY(choose_zones(j));
  if (o->per_half_day == NULL) j->persons = mlg_half_day_persons(p->project, scenario);
  size_t half_days = j->request.half_days;
  j->request = (mlg_siting_request){
      p->project,    p->coverage->access, p->need,
      p->base,       p->directory,        (mlg_family)family,
      scenario,      half_days,           mlg_half_day_capacity(p->project, scenario, j->persons),
      &j->candidates};
  return MLG_OK;
}

/* ---- what is printed ---- */

static const char *count(job *j, double value) {
  const char *text = mlg_french_count(j->context->arena, value);
  return text == NULL ? "?" : text;
}

/* With its interval, as in every result of the run. */
static const char *range(job *j, mlg_estimate e) {
  double low = mlg_shown_low(e, 0), high = mlg_shown_high(e, INFINITY);
  if (low == high) return count(j, e.value);
  const char *text = mlg_arena_printf(j->context->arena, "%s [%s ; %s]", count(j, e.value),
                                      count(j, low), count(j, high));
  return text == NULL ? "?" : text;
}

/* A number of a formula, as it was given: 1,7. */
static const char *factor(job *j, double value) {
  int decimals = 0;
  for (double shown = value; decimals < 3 && fabs(shown - round(shown)) > 1e-9; shown *= 10)
    decimals++;
  const char *text = mlg_french_decimal(j->context->arena, value, decimals);
  return text == NULL ? "?" : text;
}

/* Terminals count signs, not bytes. */
static int padding(const char *text, int width) {
  int signs = 0;
  for (; *text != '\0'; text++) signs += ((unsigned char)*text & 0xC0) != 0x80;
  return signs < width ? width - signs : 0;
}

static void print_cell(const char *text, int width) {
  printf("%*s%s  ", padding(text, width), "", text);
}

static void print_head(job *j) {
  const mlg_siting_request *r = &j->request;
  const mlg_scenario *scenario = &r->project->scenarios[r->scenario];
  const mlg_offer_rules *rules = &r->project->offer;
  printf(ngettext("%zu half-day a week to give, family \"%s\", scenario \"%s\"\n",
                  "%zu half-days a week to give, family \"%s\", scenario \"%s\"\n", r->half_days),
         r->half_days, MLG_FAMILIES[r->family].label, scenario->label);
  if (scenario->unit == MLG_VISITS)
    printf(_("One half-day a week receives %s visits a year: %s x %s weeks.\n"),
           count(j, r->capacity.value), factor(j, j->persons.value), factor(j, rules->weeks));
  else
    printf(_("One half-day a week receives %s persons a year: %s x %s weeks / %s visits a "
             "person.\n"),
           count(j, r->capacity.value), factor(j, j->persons.value), factor(j, rules->weeks),
           factor(j, rules->visits_per_person));
  const mlg_zone *extent = &j->portrait.territory->zones[j->extent_level][j->extent];
  printf(ngettext("%zu place could have it, in %s (%s %s).\n\n",
                  "%zu places could have it, in %s (%s %s).\n\n", r->candidates->n),
         r->candidates->n, extent->name == NULL ? extent->code : extent->name,
         MLG_LEVELS[j->extent_level].label, extent->code);
}

static const char *place_of(job *j, const mlg_siting_step *step) {
  const mlg_territory *territory = j->portrait.territory;
  const mlg_candidate *place = &j->candidates.items[step->candidate];
  if (place->zone == MLG_NO_ZONE) return place->name;
  size_t quarter = mlg_territory_above(territory, place->zone, MLG_QUARTIER);
  mlg_level level = quarter == MLG_NO_ZONE ? MLG_IRIS : MLG_QUARTIER;
  size_t zone = quarter == MLG_NO_ZONE ? place->zone : quarter;
  const char *title = mlg_zone_title(j->context->arena, territory, level, zone);
  const char *text = mlg_arena_printf(j->context->arena, "%s, %s", place->name, title);
  return title == NULL || text == NULL ? place->name : text;
}

static void print_steps(job *j) {
  double total = 0;
  print_cell("n", 3);
  print_cell(_("persons won"), 20);
  print_cell(_("in all"), 8);
  print_cell(_("waiting"), 8);
  puts(_("place"));
  for (size_t i = 0; i < j->siting.n_steps; i++) {
    const mlg_siting_step *step = &j->siting.steps[i];
    total += step->gain.value;
    print_cell(count(j, (double)i + 1), 3);
    print_cell(range(j, step->gain), 20);
    print_cell(count(j, total), 8);
    print_cell(count(j, step->waiting), 8);
    fputs(place_of(j, step), stdout);
    if (step->ties > 0)
      printf(ngettext(" (%zu other place would win as many)",
                      " (%zu other places would win as many)", step->ties),
             step->ties);
    putchar('\n');
  }
}

static void print_row(job *j, const char *label, mlg_estimate before, mlg_estimate after) {
  printf("  %s%*s", label, padding(label, 18), "");
  print_cell(range(j, before), 24);
  print_cell(range(j, after), 24);
  printf("%+.0f\n", after.value - before.value);
}

static void print_parts(job *j) {
  const mlg_parts *before = &j->siting.before, *after = &j->siting.after;
  /* Those who gain may live out of the extent that was asked for. */
  printf(_("\nThe whole of the territory, %s:\n"), j->portrait.territory->name);
  printf("  %*s", 18, "");
  print_cell(_("before"), 24);
  print_cell(_("after"), 24);
  putchar('\n');
  print_row(j, _("need"), before->need, after->need);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    print_row(j, MLG_PARTS[part].label, before->part[part], after->part[part]);
}

static void print_siting(job *j) {
  print_head(j);
  if (j->siting.n_steps > 0) print_steps(j);
  if (j->siting.n_steps < j->request.half_days) puts(_("No place would win anyone any more."));
  print_parts(j);
  puts(_("\nwaiting: persons within the place's reach who had no place just before.\n"
         "Each half-day goes where it wins most, one after the other: such a choice is not\n"
         "always the best one; docs/site.md tells by how much."));
}

static mlg_status print_json(job *j) {
  const char *json = mlg_publish_siting(j->context->arena, &j->request, &j->siting);
  MLG_HAVE(json);
  puts(json);
  return MLG_OK;
}

/* ---- what is drawn ---- */

/* One mark a place, with how many half-days it is given. */
static mlg_status mark_places(job *j, mlg_picture *picture) {
  mlg_arena *arena = j->context->arena;
  size_t *given = MLG_NEW(arena, size_t, j->candidates.n);
  mlg_mark *marks = MLG_NEW(arena, mlg_mark, j->candidates.n);
  MLG_HAVE(given);
  MLG_HAVE(marks);
  for (size_t i = 0; i < j->siting.n_steps; i++) given[j->siting.steps[i].candidate]++;
  for (size_t i = 0; i < j->candidates.n; i++) {
    const mlg_candidate *place = &j->candidates.items[i];
    if (given[i] == 0) continue;
    mlg_mark *mark = &marks[picture->n_marks++];
    *mark =
        (mlg_mark){place->at, place->zone, mlg_arena_printf(arena, "%zu", given[i]), place->name};
    MLG_HAVE(mark->label);
  }
  picture->marks = marks;
  picture->marks_words = "demi-journées à placer, par semaine";
  return MLG_OK;
}

static mlg_status draw(job *j) {
  const site_options *o = j->options;
  mlg_picture picture = {.kind = "besoin",
                         .family = o->family,
                         .scenario = o->scenario,
                         .extent = o->extent,
                         .overwrite = o->overwrite};
  if (o->output == NULL) return MLG_OK;
  if (o->extent == NULL) picture.extent = j->portrait.project->code;
  MLG_TRY(mark_places(j, &picture));
  return mlg_draw_map(&j->portrait, &picture, o->output, j->context->findings);
}

/* ---- the whole ---- */

static mlg_status answer(job *j, const char *results) {
  MLG_TRY(cli_read_portrait(j->context, results, &j->portrait));
  MLG_TRY(fill_request(j));
  MLG_TRY(mlg_siting_choose(j->context->arena, &j->request, j->context->findings, &j->siting));
  MLG_TRY(draw(j));
  if (j->options->json) return print_json(j);
  if (!j->context->quiet) print_siting(j);
  return MLG_OK;
}

static mlg_status site(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  job j = {.context = context, .options = values};
  if (j.options->family == NULL) return cli_usage("site", _("--family says what help to add"));
  mlg_status status = read_numbers(&j);
  if (status != MLG_OK) return status;
  status = answer(&j, operands[0]);
  cli_print_findings(context);
  return status;
}

#define OPTION(member, name, letter, argument, help)                                               \
  { name, letter, argument, help, offsetof(site_options, member) }

static const cli_option OPTIONS[] = {
    OPTION(family, "family", 'f', N_("FAMILY"),
           N_("informer, acceder, depanner, aider, apprendre")),
    OPTION(half_days, "half-days", 'n', N_("N"), N_("half-days a week to give (default: 10)")),
    OPTION(per_half_day, "per-half-day", '\0', N_("N"),
           N_("persons that one receives (default: the project's, else 13)")),
    OPTION(candidates, "candidates", 'c', N_("WHICH"),
           N_("sites (default), zones, or a table of places")),
    OPTION(level, "level", 'l', N_("LEVEL"), N_("of the zones whose centres are candidates")),
    OPTION(extent, "extent", 'e', N_("ZONE"), N_("candidates inside it only, by code or name")),
    OPTION(scenario, "scenario", 's', N_("ID"),
           N_("a scenario of the project (default: the reference)")),
    OPTION(output, "output", 'o', N_("FILE"),
           N_("a map: need, and the places that are given half-days")),
    OPTION(overwrite, "overwrite", '\0', NULL, N_("replace the file that is there")),
    OPTION(json, "json", '\0', NULL, N_("as JSON, for another program")),
};

const cli_command CLI_SITE = {
    .name = "site",
    .summary = N_("say where the next half-days of help would win most persons"),
    .operands = "RESULTS --family FAMILY",
    .details =
        N_("RESULTS is a folder that \"maillage run\" wrote, its calcul.sqlite, or the project it\n"
           "ran; nothing is run again. Half-days are given one by one, each to the place where\n"
           "most persons get a place who had none, even well directed.\n"
           "\n"
           "A table of places has the columns \"lieu\" (a site's id) or \"zone\" (a code), and\n"
           "\"demi_journees\": how many half-days a week it has room for (10 when not given)."),
    .example = "maillage site out/rennes-metropole --family aider --half-days 10 --extent 35238",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = site,
};
