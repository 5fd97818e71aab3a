/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/share.h"
#include "draw/signs.h"

/* The share left without help of each family: five small maps, one scale, one set of classes. */
enum { LONG_SIDE = 3, SHORT_SIDE = 2 };
static const double GUTTER = 24, HEADING = 30; /* px */

typedef struct {
  mlg_class_choice choice; /* The same bounds for all. */
  mlg_shading all;         /* Tallies of every panel. */
} families_key;

/* Zones of every family together, so that one set of bounds suits all. */
static mlg_status find_classes(mlg_map *map, mlg_map_plan *plan, families_key *f) {
  size_t n = map->n_zones;
  double *values = MLG_NEW(map->arena, double, n *MLG_FAMILY_COUNT + 1);
  size_t hidden[MLG_SHOWN_COUNT] = {0};
  MLG_HAVE(values);
  for (plan->family = 0; plan->family < MLG_FAMILY_COUNT; plan->family++)
    for (size_t i = 0; i < n; i++) {
      mlg_estimate share;
      mlg_shown shown = mlg_shade_uncovered(map, map->zones[i], &share);
      values[plan->family * n + i] = shown == MLG_SHOWN ? share.value : NAN;
      hidden[shown]++;
    }
  mlg_class_choice choice = plan->classes;
  if (choice.method == MLG_CLASS_OWN)
    choice = (mlg_class_choice){.method = MLG_CLASS_EQUAL, .n = MLG_RAMP_COLOURS};
  MLG_TRY(mlg_classes_make(map->arena, values, n * MLG_FAMILY_COUNT, &choice, &f->all.classes));
  for (size_t i = MLG_SHOWN + 1; i < MLG_SHOWN_COUNT; i++) f->all.classes.hidden[i] = hidden[i];
  f->all.ramp = mlg_ramp(plan->palette != NULL ? plan->palette : "besoin");
  f->choice = (mlg_class_choice){
      .method = MLG_CLASS_GIVEN, .n_bounds = f->all.classes.n - 1, .bounds = f->all.classes.bounds};
  return MLG_OK;
}

/* Three panels along the longer side of the page, two along the other. */
static mlg_box panel_box(const mlg_box *whole, size_t i) {
  bool upright = whole->max_y - whole->min_y > whole->max_x - whole->min_x;
  size_t columns = upright ? SHORT_SIDE : LONG_SIDE, rows = upright ? LONG_SIDE : SHORT_SIDE;
  double wide = (whole->max_x - whole->min_x - (double)(columns - 1) * GUTTER) / (double)columns;
  double high = (whole->max_y - whole->min_y - (double)(rows - 1) * GUTTER) / (double)rows;
  size_t column = i % columns, row = i / columns;
  double x = whole->min_x + (double)column * (wide + GUTTER);
  double y = whole->min_y + (double)row * (high + GUTTER);
  return (mlg_box){x, y, x + wide, y + high};
}

/* "Être aidé dans ses démarches : 2,4 %". */
static void write_heading(mlg_map *map, const mlg_box *panel) {
  const mlg_map_plan *plan = map->plan;
  mlg_estimate share;
  mlg_shown shown = mlg_portrait_uncovered_rate(map->portrait, plan->extent_level, plan->extent,
                                                plan->family, &share);
  const char *figure = shown == MLG_SHOWN ? mlg_french_percent(map->arena, share.value)
                                          : mlg_shown_label(shown);
  const char *family = mlg_wording_capital(map->arena, MLG_FAMILIES[plan->family].label);
  if (figure == NULL || family == NULL) return;
  mlg_text text = mlg_measure_fit(
      map->drawing->ruler, map->arena,
      mlg_arena_printf(map->arena, "%s" MLG_NNBSP ": %s", family, figure),
      (mlg_font){20, MLG_BOLD, MLG_INK, MLG_NO_COLOUR}, panel->max_x - panel->min_x, 1, 16);
  mlg_scene_text(map->scene, MLG_ROLE_KEY, mlg_text_at(text, panel->min_x, panel->min_y));
}

/* Across the panel: no shade can be mistaken for "nothing is known". */
static void write_unrecorded(mlg_map *map) {
  const mlg_box *frame = map->frame;
  mlg_font font = {18, MLG_SEMIBOLD, MLG_INK, MLG_NO_COLOUR};
  mlg_text text = mlg_measure(map->drawing->ruler, map->arena,
                              "Aucune source ne recense\ncette famille", font, MLG_MIDDLE,
                              frame->max_x - frame->min_x);
  mlg_point middle = {(frame->min_x + frame->max_x) / 2, (frame->min_y + frame->max_y) / 2};
  text = mlg_text_around(text, middle);
  mlg_box ground = {text.box.min_x - 8, text.box.min_y - 4, text.box.max_x + 8, text.box.max_y + 4};
  mlg_scene_box(map->scene, MLG_ROLE_LABEL, ground,
                (mlg_paint){.fill = MLG_WHITE, .stroke = MLG_SIGN_INK, .width = 1});
  mlg_scene_text(map->scene, MLG_ROLE_LABEL, text);
}

/* One small map: heading, then the zones in what is left of the panel. */
static mlg_status draw_panel(mlg_map *map, const families_key *f, mlg_box panel) {
  const mlg_map_plan *plan = map->plan;
  mlg_shading shading;
  mlg_box *frame = MLG_NEW(map->arena, mlg_box, 1);
  MLG_HAVE(frame);
  *frame = (mlg_box){panel.min_x, panel.min_y + HEADING, panel.max_x, panel.max_y};
  map->frame = frame;
  map->view = mlg_view_on(
      mlg_shapes_box(map->portrait->shapes[plan->extent_level], &plan->extent, 1), *frame, 8);
  MLG_HAVE(mlg_ground_clear(&map->ground, map->arena, *frame) ? frame : NULL);
  MLG_TRY(mlg_shading_make(map, mlg_shade_uncovered, f->choice, "besoin", &shading));
  write_heading(map, &panel);
  MLG_TRY(mlg_map_background(map));
  mlg_shading_draw(map, &shading, mlg_share_words);
  mlg_map_limits(map);
  if (!map->portrait->coverage->recorded[plan->family]) write_unrecorded(map);
  return MLG_OK;
}

static void write_key(mlg_key *key, const void *context) {
  const families_key *f = context;
  mlg_key_heading(key, "Part des personnes fragiles sans solution");
  for (size_t k = 0; k < f->all.classes.n; k++)
    mlg_key_swatch(key, (mlg_paint){.fill = mlg_ramp_colour(f->all.ramp, k, f->all.classes.n)},
                   mlg_wording_class(key->map->arena, &f->all.classes, k),
                   mlg_key_tally(key->map, f->all.classes.tally[k]));
  mlg_key_signs(key, f->all.classes.hidden);
  mlg_key_note(key, mlg_arena_printf(key->map->arena,
                                     "Mêmes classes pour toutes les familles, et zones de toutes "
                                     "les cartes comptées ensemble" MLG_NNBSP ": %s.",
                                     f->all.classes.method));
}

static mlg_status draw_all(mlg_map *map, mlg_map_plan *plan) {
  families_key f = {0};
  MLG_TRY(find_classes(map, plan, &f));
  plan->family = MLG_AIDER;
  const char *message =
      mlg_headline_families(map->arena, map->portrait, plan->extent_level, plan->extent);
  MLG_TRY(mlg_share_layout(map, message, "Besoin non couvert de chaque famille"));
  const mlg_box whole = {map->frame->min_x, map->frame->min_y, map->key.max_x, map->key.max_y};
  for (size_t i = 0; i < MLG_FAMILY_COUNT; i++) {
    plan->family = (mlg_family)i;
    MLG_TRY(draw_panel(map, &f, panel_box(&whole, i)));
  }
  mlg_map_scale_bar(map);
  map->key = panel_box(&whole, MLG_FAMILY_COUNT);
  map->key_columns = 1;
  mlg_key_write(map, write_key, &f);
  return MLG_OK;
}

mlg_status mlg_map_families(mlg_map *map) {
  const mlg_map_plan *whole = map->plan;
  mlg_map_plan plan = *whole;
  map->plan = &plan;
  mlg_status status = draw_all(map, &plan);
  map->plan = whole;
  return status;
}
