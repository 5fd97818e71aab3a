/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/style.h"

#include <maillage/publish.h>
#include <maillage/text.h>
#include <math.h>

/* Only what a map would show: not where nobody lives, nor on fewer persons than can be read. The
 * rate's own column is empty where it is not known. */
static char *shown_only(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator,
                        const char *ratio) {
  const mlg_indicator *indicators = portrait->project->indicators;
  const char *over = indicators[indicators[indicator].denominators[0]].id;
  if (portrait->population == MLG_NO_INDICATOR)
    return mlg_arena_printf(arena, "CASE WHEN \"%s\" >= %d THEN %s END", over, MLG_FRAGILE_BELOW,
                            ratio);
  return mlg_arena_printf(arena, "CASE WHEN \"%s\" >= %d AND coalesce(\"%s\", 1) > 0 THEN %s END",
                          over, MLG_FRAGILE_BELOW, indicators[portrait->population].id, ratio);
}

typedef mlg_shown ratio_of(const mlg_portrait *portrait, mlg_level level, size_t zone, size_t which,
                           mlg_estimate *ratio);

static mlg_shown rate_of(const mlg_portrait *portrait, mlg_level level, size_t zone, size_t which,
                         mlg_estimate *ratio) {
  return mlg_portrait_rate(portrait, level, zone, which, 0, ratio);
}

static mlg_shown uncovered_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                              size_t which, mlg_estimate *ratio) {
  return mlg_portrait_uncovered_rate(portrait, level, zone, (mlg_family)which, ratio);
}

/* Classes of every zone of the level, as a map framed on the whole territory has them. */
static mlg_status make_classes(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               ratio_of *of, size_t which, const mlg_class_choice *choice,
                               zone_style *style) {
  size_t n = portrait->territory->n_zones[level];
  double *ratios = MLG_NEW(arena, double, n + 1);
  MLG_HAVE(ratios);
  style->most = 1;
  for (size_t zone = 0; zone < n; zone++) {
    mlg_estimate ratio;
    mlg_shown shown = of(portrait, level, zone, which, &ratio);
    ratios[zone] = shown == MLG_SHOWN ? ratio.value : NAN;
    style->most = fmax(style->most, ratios[zone]); /* NaN is left out */
  }
  return mlg_classes_make(arena, ratios, n, choice, &style->classes);
}

mlg_status mlg_style_rate(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                          size_t indicator, zone_style *style) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  const mlg_class_choice choice = {.method = of->n_bounds > 0 ? MLG_CLASS_GIVEN : MLG_CLASS_OWN,
                                   .n_bounds = of->n_bounds,
                                   .bounds = of->bounds};
  char *column = mlg_publish_rate_column(arena, of, 0);
  char *ratio = column == NULL ? NULL : mlg_arena_printf(arena, "\"%s\"", column);
  MLG_HAVE(ratio);
  *style = (zone_style){.title = mlg_arena_printf(arena, "%s, taux", of->label),
                        .attribute = shown_only(arena, portrait, indicator, ratio),
                        .ramp = mlg_ramp(of->palette != NULL ? of->palette : "")};
  MLG_HAVE(style->title);
  MLG_HAVE(style->attribute);
  return make_classes(arena, portrait, level, rate_of, indicator, &choice, style);
}

mlg_status mlg_style_uncovered(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               mlg_family family, zone_style *style) {
  const mlg_class_choice choice = {.method = MLG_CLASS_NATURAL};
  const char *code = MLG_FAMILIES[family].code;
  char *ratio = mlg_arena_printf(
      arena, "(\"orientation_%s\" + \"sature_%s\" + \"hors_portee_%s\") / nullif(\"%s\", 0)", code,
      code, code, portrait->project->indicators[portrait->base].id);
  MLG_HAVE(ratio);
  *style =
      (zone_style){.title = mlg_french_spaces(arena, mlg_arena_printf(arena, "%s : part sans aide",
                                                                      MLG_FAMILIES[family].label)),
                   .attribute = shown_only(arena, portrait, portrait->base, ratio),
                   .ramp = mlg_ramp("besoin")};
  style->title = style->title == NULL ? NULL : mlg_wording_capital(arena, style->title);
  MLG_HAVE(style->title);
  MLG_HAVE(style->attribute);
  return make_classes(arena, portrait, level, uncovered_of, (size_t)family, &choice, style);
}

bool mlg_style_is_wanted(const mlg_portrait *portrait, size_t indicator) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  return indicator != portrait->base && of->has_map && of->n_denominators > 0;
}

mlg_status mlg_styles(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                      zone_style **styles, size_t *n) {
  const mlg_project *project = portrait->project;
  *n = 0;
  *styles = MLG_NEW(arena, zone_style, 1 + project->n_indicators + MLG_FAMILY_COUNT);
  MLG_HAVE(*styles);
  if (project->indicators[portrait->base].n_denominators > 0)
    MLG_TRY(mlg_style_rate(arena, portrait, level, portrait->base, &(*styles)[(*n)++]));
  for (size_t i = 0; i < project->n_indicators; i++)
    if (mlg_style_is_wanted(portrait, i))
      MLG_TRY(mlg_style_rate(arena, portrait, level, i, &(*styles)[(*n)++]));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (portrait->coverage->recorded[family])
      MLG_TRY(mlg_style_uncovered(arena, portrait, level, family, &(*styles)[(*n)++]));
  return MLG_OK;
}
