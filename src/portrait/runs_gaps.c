/* SPDX-License-Identifier: Apache-2.0 */
/* What two runs do not share: whether their figures can be set side by side. */
#include "portrait/runs.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

typedef struct {
  mlg_arena *arena;
  const mlg_comparison_request *request;
  const mlg_project *a, *b;
  mlg_comparison *comparison;
  size_t room;
} reader;

static const char *or_none(const char *text) { return text == NULL ? "" : text; }

static bool same_text(const char *a, const char *b) { return strcmp(or_none(a), or_none(b)) == 0; }

static mlg_status add(reader *r, mlg_gap_kind kind, const char *what, const char *a,
                      const char *b) {
  mlg_comparison *to = r->comparison;
  MLG_HAVE(what);
  MLG_HAVE(a);
  MLG_HAVE(b);
  if (!MLG_ROOM(r->arena, to->gaps, to->n_gaps, r->room)) return MLG_FAILURE;
  to->gaps[to->n_gaps++] = (mlg_run_gap){kind, what, a, b};
  return MLG_OK;
}

static mlg_status refuse_texts(reader *r, const char *what, const char *a, const char *b) {
  return same_text(a, b) ? MLG_OK : add(r, MLG_GAP_REFUSED, what, or_none(a), or_none(b));
}

static const char *number(const reader *r, double value) {
  return isnan(value) ? "n.d." : mlg_arena_printf(r->arena, "%.10g", value);
}

/* Neither given is the same. */
static mlg_status refuse_numbers(reader *r, const char *what, double a, double b) {
  if (a == b || (isnan(a) && isnan(b))) return MLG_OK;
  return add(r, MLG_GAP_REFUSED, what, number(r, a), number(r, b));
}

static const char *range(const reader *r, mlg_range of) {
  if (isnan(of.value)) return "n.d.";
  return mlg_arena_printf(r->arena, "%.10g [%.10g ; %.10g]", of.value, of.low, of.high);
}

static mlg_status refuse_ranges(reader *r, const char *what, mlg_range a, mlg_range b) {
  const double as[] = {a.value, a.low, a.high}, bs[] = {b.value, b.low, b.high};
  for (int i = 0; i < 3; i++)
    if (as[i] != bs[i] && !(isnan(as[i]) && isnan(bs[i])))
      return add(r, MLG_GAP_REFUSED, what, range(r, a), range(r, b));
  return MLG_OK;
}

/* ---- where ---- */

static mlg_status check_territory(reader *r) {
  MLG_TRY(refuse_texts(r, "niveau du territoire", MLG_LEVELS[r->a->level].label,
                       MLG_LEVELS[r->b->level].label));
  return refuse_texts(r, "territoire", r->a->code, r->b->code);
}

/* ---- the base ---- */

static const mlg_parameter *find_parameter(const mlg_project *project, const char *name) {
  for (size_t i = 0; i < project->n_parameters; i++)
    if (strcmp(project->parameters[i].name, name) == 0) return &project->parameters[i];
  return NULL;
}

static mlg_status check_parameters(reader *r) {
  for (size_t i = 0; i < r->a->n_parameters; i++) {
    const mlg_parameter *a = &r->a->parameters[i], *b = find_parameter(r->b, a->name);
    const char *what = mlg_arena_printf(r->arena, "paramètre %s", a->name);
    const mlg_range none = {NAN, NAN, NAN};
    MLG_TRY(refuse_ranges(r, what, (mlg_range){a->value, a->low, a->high},
                          b == NULL ? none : (mlg_range){b->value, b->low, b->high}));
  }
  return refuse_texts(r, "table qui croise âge et diplôme", r->a->has_cross ? "oui" : "non",
                      r->b->has_cross ? "oui" : "non");
}

static const mlg_indicator *base_of(const mlg_portrait *portrait) {
  return &portrait->project->indicators[portrait->base];
}

static const char *denominator_id(const mlg_project *project, const mlg_indicator *indicator,
                                  size_t k) {
  return k < indicator->n_denominators ? project->indicators[indicator->denominators[k]].id : "";
}

/* Rates are compared over the first run's denominator, if the second one knows it too. */
static mlg_status check_denominator(reader *r) {
  const mlg_indicator *a = base_of(r->request->a), *b = base_of(r->request->b);
  const char *wanted = denominator_id(r->a, a, 0), *first = denominator_id(r->b, b, 0);
  if (a->n_denominators > 0) r->comparison->denominator = a->denominators[0];
  if (strcmp(wanted, first) == 0) return MLG_OK;
  mlg_gap_kind kind = MLG_GAP_REFUSED;
  for (size_t k = 0; k < b->n_denominators; k++)
    if (strcmp(denominator_id(r->b, b, k), wanted) == 0) kind = MLG_GAP_CONVERTED;
  return add(r, kind, "dénominateur", wanted, first);
}

static mlg_status check_base(reader *r) {
  const mlg_indicator *a = base_of(r->request->a), *b = base_of(r->request->b);
  MLG_TRY(refuse_texts(r, "base du besoin", r->a->base, r->b->base));
  if (!same_text(r->a->base, r->b->base)) return MLG_OK;
  MLG_TRY(refuse_texts(r, "formule de la base", a->formula_text, b->formula_text));
  MLG_TRY(check_parameters(r));
  return check_denominator(r);
}

/* ---- the data ---- */

static const mlg_dataset *find_dataset(const mlg_project *project, const char *id, size_t *index) {
  for (*index = 0; *index < project->n_datasets; ++*index)
    if (strcmp(project->datasets[*index].id, id) == 0) return &project->datasets[*index];
  return NULL;
}

/* A file of another year does not compare; another file of the same year is worth a note. */
static mlg_status check_dataset(reader *r, size_t i, bool is_base) {
  size_t k;
  const mlg_dataset *a = &r->a->datasets[i], *b = find_dataset(r->b, a->id, &k);
  if (b == NULL) return MLG_OK;
  const char *what = mlg_arena_printf(r->arena, "millésime de %s", a->id);
  if (a->vintage != b->vintage)
    return add(r, is_base ? MLG_GAP_REFUSED : MLG_GAP_NOTED, what, number(r, a->vintage),
               number(r, b->vintage));
  const char *const *as = r->request->a->digests, *const *bs = r->request->b->digests;
  if (as == NULL || bs == NULL || same_text(as[i], bs[k])) return MLG_OK;
  return add(r, MLG_GAP_NOTED, mlg_arena_printf(r->arena, "contenu de %s", a->id),
             mlg_arena_printf(r->arena, "%.8s", or_none(as[i])),
             mlg_arena_printf(r->arena, "%.8s", or_none(bs[k])));
}

/* Whether a run's lowest diploma counts the brevet too, as the census had it until 2016. */
static bool counts_brevet(const mlg_portrait *portrait) {
  for (size_t i = 0; portrait->findings != NULL && i < portrait->findings->count; i++)
    if (portrait->findings->items[i].code == MLG_F_DEFINITION_OLD) return true;
  return false;
}

static mlg_status check_definition(reader *r) {
  static const char *const SAYS[] = {"sans diplôme ou CEP", "sans diplôme, CEP ou brevet"};
  return refuse_texts(r, "définition de DIPLMIN", SAYS[counts_brevet(r->request->a)],
                      SAYS[counts_brevet(r->request->b)]);
}

static mlg_status check_data(reader *r) {
  bool *used = MLG_NEW(r->arena, bool, r->a->n_datasets);
  MLG_HAVE(used);
  mlg_portrait_datasets(r->request->a, r->request->a->base, used);
  for (size_t i = 0; i < r->a->n_datasets; i++) MLG_TRY(check_dataset(r, i, used[i]));
  return MLG_OK;
}

/* ---- the need ---- */

static const char *unit_word(mlg_unit unit) { return unit == MLG_VISITS ? "venues" : "personnes"; }

static mlg_status check_unit(reader *r, const mlg_scenario *a, const mlg_scenario *b) {
  double each = r->b->offer.visits_per_person;
  if (a->unit == b->unit) return MLG_OK;
  bool known = each > 0;
  if (known) r->comparison->visits = a->unit == MLG_VISITS ? each : 1 / each;
  return add(r, known ? MLG_GAP_CONVERTED : MLG_GAP_REFUSED, "unité", unit_word(a->unit),
             unit_word(b->unit));
}

static mlg_status check_need(reader *r) {
  const mlg_scenario *a = &r->a->scenarios[r->request->scenario_a];
  const mlg_scenario *b = &r->b->scenarios[r->request->scenario_b];
  MLG_TRY(refuse_ranges(r, "recours", (mlg_range){a->take_up, a->take_up_low, a->take_up_high},
                        (mlg_range){b->take_up, b->take_up_low, b->take_up_high}));
  MLG_TRY(refuse_texts(r, "demande donnée en table", a->demand.present ? "oui" : "non",
                       b->demand.present ? "oui" : "non"));
  MLG_TRY(refuse_texts(r, "base du scénario", a->base.of.id, b->base.of.id));
  for (int f = 0; f < MLG_FAMILY_COUNT; f++)
    if (r->comparison->compared[f])
      MLG_TRY(refuse_numbers(r, mlg_arena_printf(r->arena, "poids de %s", MLG_FAMILIES[f].code),
                             a->weights.present ? a->weights.of[f].value : r->a->weights[f],
                             b->weights.present ? b->weights.of[f].value : r->b->weights[f]));
  return check_unit(r, a, b);
}

/* ---- the offer ---- */

static mlg_status check_reach(reader *r) {
  const mlg_reach *a = &r->a->reach, *b = &r->b->reach;
  for (int mode = 0; mode < MLG_TRAVEL_COUNT; mode++) {
    const mlg_mode *x = &a->modes[mode], *y = &b->modes[mode];
    const char *label = MLG_TRAVELS[mode].label;
    MLG_TRY(refuse_numbers(r, mlg_arena_printf(r->arena, "portée %s, minutes", label), x->minutes,
                           y->minutes));
    if (x->minutes == 0 && y->minutes == 0) continue;
    MLG_TRY(refuse_numbers(r, mlg_arena_printf(r->arena, "portée %s, km/h", label), x->speed_kmh,
                           y->speed_kmh));
    MLG_TRY(refuse_numbers(r, mlg_arena_printf(r->arena, "portée %s, détour", label), x->detour,
                           y->detour));
    MLG_TRY(refuse_texts(r, mlg_arena_printf(r->arena, "décroissance %s", label),
                         MLG_DECAYS[x->decay].code, MLG_DECAYS[y->decay].code));
  }
  MLG_TRY(refuse_numbers(r, "commune où l'on marche, habitants", a->town_from, b->town_from));
  MLG_TRY(
      refuse_numbers(r, "zone où l'on marche, habitants au km²", a->town_density, b->town_density));
  return refuse_numbers(r, "lieux essayés", a->tries, b->tries);
}

static mlg_status check_capacity(reader *r) {
  const mlg_offer_rules *a = &r->a->offer, *b = &r->b->offer;
  MLG_TRY(refuse_numbers(r, "personnes par semaine, défaut", a->weekly_default, b->weekly_default));
  MLG_TRY(refuse_numbers(r, "personnes par semaine, action sociale", a->weekly_social,
                         b->weekly_social));
  MLG_TRY(refuse_numbers(r, "personnes par semaine, France services", a->weekly_france_services,
                         b->weekly_france_services));
  MLG_TRY(refuse_numbers(r, "personnes par semaine, autres familles", a->weekly_other,
                         b->weekly_other));
  MLG_TRY(refuse_numbers(r, "semaines par an", a->weeks, b->weeks));
  MLG_TRY(refuse_numbers(r, "venues par personne", a->visits_per_person, b->visits_per_person));
  MLG_TRY(refuse_ranges(r, "professionnels par lieu", a->professionals, b->professionals));
  return refuse_ranges(r, "minutes par venue", a->minutes_per_visit, b->minutes_per_visit);
}

mlg_status mlg_runs_gaps(mlg_arena *arena, const mlg_comparison_request *request,
                         mlg_comparison *comparison) {
  reader r = {arena, request, request->a->project, request->b->project, comparison, 0};
  MLG_TRY(check_territory(&r));
  MLG_TRY(check_base(&r));
  MLG_TRY(check_definition(&r));
  MLG_TRY(check_data(&r));
  MLG_TRY(check_need(&r));
  MLG_TRY(check_reach(&r));
  return check_capacity(&r);
}
