/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/published.h"

#include <maillage/text.h>
#include <math.h>

/* "+0,33 %": the sign is said, since it says who counts more. */
static char *gap(mlg_arena *arena, double computed, double published) {
  double percent = 100 * (computed / published - 1);
  const char *sign = percent < 0 ? "-" : "+";
  char *number = mlg_french_decimal(arena, fabs(percent), 2);
  return number == NULL ? NULL : mlg_arena_printf(arena, "%s%s" MLG_NNBSP "%%", sign, number);
}

/* " ; taux 32,3 % (publié 32 %), base : population_15p": a rate names what it is a share of. */
static const char *say_rate(const mlg_work *work, const mlg_published *figure, size_t zone) {
  if (isnan(figure->rate)) return "";
  const mlg_need *need = &work->need;
  size_t base = figure->denominator.index;
  double rate = mlg_need_value(need, figure->level, zone, figure->indicator.index).value /
                mlg_need_value(need, figure->level, zone, base).value;
  return mlg_arena_printf(work->arena, " ; taux %s (publié %s), base : %s",
                          mlg_french_percent(work->arena, rate),
                          mlg_french_percent(work->arena, figure->rate), figure->denominator.id);
}

static mlg_status reject_zone(const mlg_work *work, const mlg_published *figure) {
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_REFERENCE_UNKNOWN,
                                                  .file = figure->at.file,
                                                  .line = figure->at.line,
                                                  .column = "publies",
                                                  .value = figure->code,
                                                  .expected = MLG_LEVELS[figure->level].label});
}

static mlg_status compare(const mlg_work *work, const mlg_published *figure) {
  mlg_arena *arena = work->arena;
  size_t zone = mlg_territory_find(&work->territory, figure->level, figure->code);
  if (zone == MLG_NO_ZONE) return reject_zone(work, figure);
  const char *id = work->project.indicators[figure->indicator.index].id;
  double value = mlg_need_value(&work->need, figure->level, zone, figure->indicator.index).value;
  const char *where =
      mlg_arena_printf(arena, "%s, %s", id, work->territory.zones[figure->level][zone].name);
  const char *what = mlg_arena_printf(arena, "%s ; publié %s (%s)", mlg_french_count(arena, value),
                                      mlg_french_count(arena, figure->value), figure->source);
  if (isfinite(value) && figure->value > 0)
    what = mlg_arena_printf(arena, "%s ; écart %s", what, gap(arena, value, figure->value));
  MLG_HAVE(where);
  MLG_HAVE(what);
  const char *rate = say_rate(work, figure, zone);
  MLG_HAVE(rate);
  what = mlg_arena_printf(arena, "%s%s", what, rate);
  MLG_HAVE(what);
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_PUBLISHED_GAP,
                                                  .file = figure->at.file,
                                                  .line = figure->at.line,
                                                  .column = where,
                                                  .value = what});
}

mlg_status mlg_compare_published(const mlg_work *work) {
  for (size_t i = 0; i < work->project.n_published; i++)
    MLG_TRY(compare(work, &work->project.published[i]));
  return MLG_OK;
}
