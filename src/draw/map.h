/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_MAP_H
#define DRAW_MAP_H

#include <maillage/draw.h>
#include <maillage/portrait.h>

#include "draw/geography.h"
#include "draw/ground.h"
#include "draw/scene.h"

/**
 * @file
 * One map being made: what it shows, its scene, its view and its ground.
 */

/** Everything that one picture shows: two plans alike make the same picture. */
typedef struct {
  mlg_map_kind kind;
  size_t indicator;  /**< Not for the kinds about a family. */
  mlg_family family; /**< For them, but for MLG_MAP_FAMILIES, which shows all. */
  mlg_level level;   /**< Of the zones shown. */
  mlg_level extent_level;
  size_t extent;            /**< The zone that the map is framed on. */
  mlg_class_choice classes; /**< Of what is shaded. */
  const char *palette;      /**< NULL: the indicator's, or that of the need. */
  const char *title;        /**< NULL: the message that the figures make. */
  /** For MLG_MAP_DIFFERENCE: of the indicator's rates, one a zone of the level; NaN: none. */
  const mlg_estimate *differences;
  const char *compared; /**< …and what less what: "2026 moins 2025"… */
  const char *subject;  /**< …of what, when it is a share of the need; NULL: the indicator. */
  size_t n_marks;       /**< For MLG_MAP_NEED, as in mlg_picture. */
  const mlg_mark *marks;
  const char *marks_words;
  mlg_page page;
  double key_share; /**< Of the page's width, for the key; 0: as the page has it. */
  bool numbered;    /**< Zones carry numbers, and the key their names. */
  const char *name; /**< Of the files, without extension. */
} mlg_map_plan;

/** Whether a kind is about a family of need, and not about an indicator. */
bool mlg_map_is_of_need(mlg_map_kind kind);

/** Every map of the portrait; those that cannot be drawn are findings. */
mlg_status mlg_map_plans(mlg_arena *arena, const mlg_portrait *portrait, mlg_findings *findings,
                         mlg_map_plan **plans, size_t *n);

/** What all maps of a portrait share. */
typedef struct {
  const mlg_portrait *portrait;
  mlg_ruler *ruler;
  const mlg_outline *outlines[MLG_LEVEL_COUNT]; /**< By zone; NULL where the level is absent. */
  const mlg_outline *sketch[MLG_LEVEL_COUNT];   /**< The same at a locator's scale. */
  const mlg_outline *neighbours;
  const mlg_outline **contexts; /**< One for each of the project's; NULL when they were not kept. */
} mlg_drawing;

/** Sets what is found once for all pictures, arena-owned. */
mlg_status mlg_drawing_prepare(mlg_drawing *drawing, mlg_arena *arena);

/** Draws one map; `scene` and all it holds belong to `arena`. */
mlg_status mlg_map_draw(const mlg_drawing *drawing, const mlg_map_plan *plan, mlg_arena *arena,
                        mlg_scene *scene);

/* ---- the inside, for the files of this room ---- */

/** A city drawn larger in a corner of a map where it would be a blot. */
typedef struct {
  bool present;
  size_t city; /**< A commune. */
  mlg_box *frame;
  mlg_view view;
} mlg_inset;

typedef struct {
  const mlg_drawing *drawing;
  const mlg_portrait *portrait;
  const mlg_map_plan *plan;
  mlg_arena *arena;
  mlg_scene *scene;
  size_t n_zones;
  size_t *zones;        /**< Of the plan's level, inside the extent. */
  mlg_shape *shapes;    /**< Theirs, on the page. */
  bool is_crowded;      /**< They are so small that their limits would hide them. */
  mlg_level name_level; /**< The level whose names are written… */
  size_t n_named;
  size_t *named;       /**< …and its zones inside the extent. */
  mlg_box *frame, key; /**< Where the map and its key go. */
  size_t key_columns;
  bool has_names; /**< The names of numbered zones stand elsewhere on the page. */
  mlg_inset inset;
  bool is_chart; /**< There is no ground: no inset, no limits of context layers. */
  bool is_inset; /**< What is drawn is the inset, not the map around it. */
  mlg_view view;
  mlg_ground ground;
} mlg_map;

/** A map of the plan with its zones and those that are named; nothing is drawn. */
mlg_status mlg_map_begin(const mlg_drawing *drawing, const mlg_map_plan *plan, mlg_arena *arena,
                         mlg_scene *scene, mlg_map *map);

/** The texts around the map, which set its frame. Arena-owned; NULL says that memory was short. */
typedef struct {
  const char *title, *subtitle, *sources, *method;
} mlg_map_words;

mlg_status mlg_map_layout(mlg_map *map, const mlg_map_words *words);

/** Fits the extent in the frame, and finds room for an inset when one is worth it. */
void mlg_map_frame(mlg_map *map);

/** A part of the drawing; called for the map, then for its inset when it has one. */
typedef mlg_status mlg_map_drawer(mlg_map *map, void *context);

/** Background, what the kind draws, furniture, then names and figures; and again, inset. */
mlg_status mlg_map_body(mlg_map *map, mlg_map_drawer *draw, mlg_map_drawer *annotate,
                        void *context);

/** mlg_map_names() as a drawer. */
mlg_status mlg_map_annotate(mlg_map *map, void *context);

/** Whether signs of a zone stand here: those of the inset's city stand in the inset alone. */
bool mlg_map_shows(const mlg_map *map, mlg_level level, size_t zone);

/** mlg_map_layout() around a map of the plan's indicator. `nature` ("taux", "effectifs") and the
 *  extent's `count` go in the subtitle. */
mlg_status mlg_map_layout_indicator(mlg_map *map, const char *title, const char *nature,
                                    mlg_estimate count);

/** Frame, neighbours, and the zones of the territory that the extent leaves out. */
mlg_status mlg_map_background(mlg_map *map);

/** The map's i-th zone; the tooltip may be NULL. Where the map is crowded it has neither limit nor
 *  tooltip, and zones painted alike are one item. */
void mlg_map_zone(mlg_map *map, size_t i, mlg_paint paint, char *tooltip);

/** Limits of the named level and of the extent, over the zones. */
void mlg_map_limits(mlg_map *map);

/** Outlines of the project's context layers, over the zones; mlg_map_limits() draws them too. */
void mlg_map_contexts(mlg_map *map);

/** The line of a context layer: colour and width. */
mlg_paint mlg_context_paint(size_t i);

/** Scale bar and locator, in the corners that the extent leaves free. Takes their ground. */
void mlg_map_furniture(mlg_map *map);

/** The scale bar alone, in the freer of the frame's bottom corners. */
void mlg_map_scale_bar(mlg_map *map);

/** Names of the named level, then of the communes around, where they fit. */
mlg_status mlg_map_names(mlg_map *map);

/** A shape of the portrait on the page. */
mlg_shape mlg_map_shape(const mlg_map *map, mlg_level level, size_t zone);

/** What zones are compared with: the territory, or the project's first other extent. */
bool mlg_map_reference(const mlg_map *map, mlg_level *level, size_t *zone);

/** Measures and adds in one go; returns the text placed with its left top corner at (x, y). */
mlg_text mlg_map_write(mlg_map *map, mlg_role role, const char *string, mlg_font font,
                       mlg_align align, double width, double x, double y);

/** "données 2019 · ", "données 2018 à 2021 · ": of the datasets behind an indicator; "" when it
 *  has none. */
char *mlg_map_vintage(mlg_map *map, size_t indicator);

/* ---- figures that may be known in part (partial.c) ---- */

/** The foot's method, then which zones lack data where the extent's figure is partial. Of the
 *  uncovered need with MLG_NO_INDICATOR. */
char *mlg_map_method(mlg_map *map, size_t indicator);

/** "12 300"; of a partial figure "au moins 12 300", or "n.d.". */
char *mlg_map_figure(mlg_map *map, mlg_estimate estimate);

/** What stands beside a big number: "entre 40 200 et 43 600"; of a partial figure
 *  "au plus 95 000", "" when it has no bound. */
char *mlg_map_bounds(mlg_map *map, mlg_estimate estimate);

/** The big number: "12 300", also when it is a floor, or "n.d.". */
char *mlg_map_big(mlg_map *map, mlg_estimate estimate);

/** "Rennes Métropole, au moins": the place above a big number that may be a floor. */
char *mlg_map_place(mlg_map *map, const char *place, const char *least);

/** The number of a map's i-th zone: its rank in its commune, by code, so that every map gives it
 *  the same; wider zones are counted in the extent. */
size_t mlg_map_number(const mlg_map *map, size_t i);

/** The level of the zones around the extent: quarters around a quarter, else communes. */
mlg_level mlg_map_around(const mlg_map *map);

/** What a kind's own words say, unless the plan brings a title. */
const char *mlg_map_title(const mlg_map *map, const char *message);

/** The kinds of map: each draws zones, signs and key, and words the texts. */
mlg_status mlg_map_rate(mlg_map *map);
mlg_status mlg_map_count(mlg_map *map);
mlg_status mlg_map_count_rate(mlg_map *map);
mlg_status mlg_map_need(mlg_map *map);
mlg_status mlg_map_need_offer(mlg_map *map);
mlg_status mlg_map_crossed(mlg_map *map);
mlg_status mlg_map_families(mlg_map *map);
mlg_status mlg_map_difference(mlg_map *map);
mlg_status mlg_map_discontinuity(mlg_map *map);

#endif
