/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <maillage/text.h>
#include <math.h>

/* A page, put together from its parts; and again with fewer places until it holds. */

static const double MAP_SHARE = 0.52, MAP_HEIGHT = 430, GAP = 18;
enum { MOST_PLACES = 3 }; /* a family */

static const mlg_page_format *format_of(const fiche_page *page) {
  return mlg_page_format_of(page->scene->page);
}

double mlg_fiche_write(fiche_page *page, const char *text, double size, mlg_weight weight,
                       mlg_rgb colour, double x, double y, double width) {
  const mlg_font font = {size, weight, colour, MLG_NO_COLOUR};
  mlg_text block =
      mlg_text_at(mlg_measure(page->book->ruler, page->arena, text, font, MLG_LEFT, width), x, y);
  mlg_scene_text(page->scene, MLG_ROLE_KEY, block);
  return block.box.max_y;
}

void mlg_fiche_heading(fiche_page *page, const char *text) {
  double x = format_of(page)->side, width = format_of(page)->width - 2 * x;
  page->y += GAP / 2;
  mlg_scene_segment(page->scene, MLG_ROLE_KEY, (mlg_point){x, page->y},
                    (mlg_point){x + width, page->y}, MLG_AROUND_LIMIT, 1.5);
  page->y =
      mlg_fiche_write(page, text, FICHE_HEADING, MLG_BOLD, MLG_INK, x, page->y + GAP / 2, width) +
      6;
}

void mlg_fiche_disc(fiche_page *page, mlg_point at, size_t number) {
  const mlg_paint paint = {.fill = mlg_part_colour(MLG_SERVED), .stroke = MLG_WHITE, .width = 1.5};
  const mlg_font font = {FICHE_SMALL, MLG_BOLD, MLG_WHITE, MLG_NO_COLOUR};
  char *text = mlg_arena_printf(page->arena, "%zu", number);
  mlg_scene_circle(page->scene, MLG_ROLE_CIRCLE, NULL, at, FICHE_DISC, paint, NULL);
  mlg_scene_text(
      page->scene, MLG_ROLE_FIGURE,
      mlg_text_around(
          mlg_measure(page->book->ruler, page->arena, text, font, MLG_MIDDLE, MLG_UNBOUNDED), at));
}

static void put_head(fiche_page *page) {
  const fiche_zone *zone = page->zone;
  double x = format_of(page)->side, width = format_of(page)->width - 2 * x;
  const mlg_font font = {format_of(page)->title, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
  mlg_text title =
      mlg_text_at(mlg_measure_fit(page->book->ruler, page->arena, zone->name, font, width, 1, 24),
                  x, format_of(page)->top);
  mlg_scene_text(page->scene, MLG_ROLE_TITLE, title);
  page->y = mlg_fiche_write(
      page,
      mlg_arena_printf(page->arena,
                       "%s%sAide au numérique" MLG_NNBSP ": qui est concerné, où orienter · %s",
                       zone->commune, *zone->commune == '\0' ? "" : " · ", page->book->date),
      FICHE_BODY, MLG_REGULAR, MLG_SOFT_INK, x, title.box.max_y + 4, width);
  page->y += GAP;
}

/* Who is concerned, beside the map. */
static mlg_status put_top(fiche_page *page) {
  double x = format_of(page)->side, width = format_of(page)->width - 2 * x, top = page->y;
  double map_width = round(width * MAP_SHARE);
  MLG_TRY(mlg_fiche_map(page, (mlg_box){x + width - map_width, top, x + width, top + MAP_HEIGHT}));
  mlg_fiche_figures(page, x, width - map_width - 2 * GAP);
  page->y = fmax(page->y, top + MAP_HEIGHT) + GAP / 2;
  return MLG_OK;
}

/* Up from the bottom; where it starts. */
static double put_foot(fiche_page *page) {
  double x = format_of(page)->side, width = format_of(page)->width - 2 * x;
  const mlg_font font = {FICHE_SMALL, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
  const char *reading = mlg_arena_printf(
      page->arena,
      "Entre crochets, l'intervalle dans lequel se tient le chiffre. «" MLG_NBSP "Places "
      "limitées" MLG_NBSP "»" MLG_NNBSP ": le lieu semble plein, l'appeler avant d'orienter. "
      "Seuls les lieux recensés sont montrés. %s",
      page->book->sources);
  mlg_text text = mlg_measure(page->book->ruler, page->arena, reading, font, MLG_LEFT, width);
  double y = format_of(page)->height - format_of(page)->bottom - mlg_text_height(text);
  mlg_scene_text(page->scene, MLG_ROLE_FOOT, mlg_text_at(text, x, y));
  return y;
}

/* Whether all holds above the foot. */
static mlg_status lay_out(fiche_page *page, bool *holds) {
  put_head(page);
  MLG_TRY(put_top(page));
  mlg_fiche_ways(page);
  mlg_fiche_places(page);
  mlg_fiche_missing(page);
  *holds = page->y <= put_foot(page) - GAP / 2;
  return page->scene->lost ? MLG_FAILURE : MLG_OK;
}

static mlg_status try_page(const fiches *book, fiche_zone *zone, mlg_arena *arena, mlg_scene *scene,
                           bool *holds) {
  const mlg_project *project = book->portrait->project;
  *scene = (mlg_scene){.arena = arena,
                       .page = MLG_PAGE_A4_PORTRAIT,
                       .title = zone->name,
                       .description = "",
                       .author = project->author,
                       .date = project->date};
  fiche_page page = {.book = book, .zone = zone, .arena = arena, .scene = scene};
  return lay_out(&page, holds);
}

/* Fewer places a family, then fewer in all. */
mlg_status mlg_fiche_draw(const fiches *book, fiche_zone *zone, mlg_arena *arena,
                          mlg_scene *scene) {
  size_t most = MOST_PLACES, shown = zone->n_sites;
  for (bool holds = false, last = false; !holds && !last;) {
    shown = mlg_fiche_choose(zone, most, shown);
    last = shown == 0;
    MLG_TRY(try_page(book, zone, arena, scene, &holds));
    if (most > 1)
      most--;
    else if (shown > 0)
      shown--;
  }
  return MLG_OK;
}
