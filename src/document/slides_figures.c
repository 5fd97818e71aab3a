/* SPDX-License-Identifier: Apache-2.0 */
#include "document/slides.h"

#include <maillage/text.h>
#include <string.h>

/* The slides that hold figures, as tables that can be edited. */

enum { MOST_PLACES = 2, MOST_FIGURES = 8, MOST_CAUSES = 8, MOST_ACTIONS = 5 };

/* ---- key figures ---- */

typedef struct {
  mlg_slides_work *work;
  mlg_slides_place places[MOST_PLACES];
  size_t n_places;
  const char *cells[MOST_FIGURES * (1 + MOST_PLACES)];
  size_t n_rows;
} figures;

static const char **new_row(figures *f, const char *label) {
  const char **row = &f->cells[f->n_rows++ * (1 + f->n_places)];
  row[0] = label;
  return row + 1;
}

static mlg_estimate count_of(const figures *f, size_t place, size_t indicator) {
  const mlg_slides_place *at = &f->places[place];
  return mlg_need_value(f->work->portrait->need, at->level, at->zone, indicator);
}

static void add_count(figures *f, size_t indicator) {
  const mlg_indicator *of = &f->work->portrait->project->indicators[indicator];
  const char **row = new_row(f, of->label);
  for (size_t i = 0; i < f->n_places; i++)
    row[i] = mlg_wording_interval(f->work->arena, count_of(f, i, indicator), "");
}

static void add_rate(figures *f, size_t indicator) {
  const mlg_portrait *portrait = f->work->portrait;
  const mlg_indicator *all = portrait->project->indicators, *of = &all[indicator];
  if (of->n_denominators == 0) return;
  const char **row = new_row(f, mlg_arena_printf(f->work->arena, "… part, sur" MLG_NBSP ": %s",
                                                 all[of->denominators[0]].label));
  for (size_t i = 0; i < f->n_places; i++) {
    mlg_estimate rate;
    mlg_portrait_rate(portrait, f->places[i].level, f->places[i].zone, indicator, 0, &rate);
    row[i] = mlg_wording_rate(f->work->arena, rate);
  }
}

static void add_need(figures *f) {
  mlg_slides_work *work = f->work;
  const mlg_portrait *portrait = work->portrait;
  if (!portrait->coverage->recorded[work->family]) return;
  const char **row =
      new_row(f, mlg_arena_printf(work->arena, "Besoin d'une aide en un an" MLG_NBSP ": %s",
                                  MLG_FAMILIES[work->family].label));
  const char **left = new_row(f, "… dont sans aide trouvée");
  for (size_t i = 0; i < f->n_places; i++) {
    const mlg_parts *parts =
        mlg_portrait_parts(portrait, f->places[i].level, f->places[i].zone, work->family);
    row[i] = mlg_wording_interval(work->arena, parts->need, "");
    left[i] = mlg_wording_interval(work->arena, mlg_uncovered(parts), "");
  }
}

static void fill(figures *f) {
  const mlg_portrait *portrait = f->work->portrait;
  size_t exposure = mlg_portrait_exposure(portrait);
  if (portrait->population != MLG_NO_INDICATOR) add_count(f, portrait->population);
  add_count(f, portrait->base);
  add_rate(f, portrait->base);
  if (exposure != MLG_NO_INDICATOR && exposure != portrait->base) {
    add_count(f, exposure);
    add_rate(f, exposure);
  }
  add_need(f);
}

mlg_status mlg_slides_figures(mlg_slides_work *work) {
  const mlg_portrait *portrait = work->portrait;
  figures f = {.work = work, .places = {mlg_slides_first(portrait)}, .n_places = 1};
  if (f.places[0].level != portrait->territory->level)
    f.places[f.n_places++] = (mlg_slides_place){portrait->territory->level, 0};
  fill(&f);
  pptx_column columns[1 + MOST_PLACES] = {{"Indicateur", f.n_places == 1 ? 0.6 : 0.4, PPTX_LEFT}};
  for (size_t i = 0; i < f.n_places; i++)
    columns[1 + i] =
        (pptx_column){mlg_wording_place(work->arena, portrait, f.places[i].level, f.places[i].zone),
                      f.n_places == 1 ? 0.4 : 0.3, PPTX_RIGHT};
  const char *names[MOST_PLACES];
  for (size_t i = 0; i < f.n_places; i++) names[i] = columns[1 + i].head;
  const char *title = mlg_wording_list(work->arena, names, f.n_places);
  MLG_HAVE(title);
  pptx_slide slide =
      mlg_slides_begin(work, mlg_arena_printf(work->arena, "%s en quelques chiffres", title));
  pptx_box box =
      mlg_slides_foot(&slide, mlg_wording_sources(work->arena, portrait, portrait->base));
  mlg_slide_table(&slide, box,
                  &(pptx_table){.name = "Chiffres clés",
                                .described = "Chiffres clés, avec leurs intervalles",
                                .columns = columns,
                                .n_columns = 1 + f.n_places,
                                .n_rows = f.n_rows,
                                .cells = f.cells,
                                .font = 16});
  mlg_slide_end(&slide, mlg_slides_notes(work, portrait->base));
  return MLG_OK;
}

/* ---- zones by uncovered need ---- */

typedef struct {
  mlg_level level;
  size_t *zones;
  size_t n;
} ranking;

/* The level that people speak of: quarters of a city, communes of an EPCI; the largest need
 * first. */
static mlg_status rank_zones(mlg_slides_work *work, mlg_slides_place in, ranking *ranked) {
  const mlg_portrait *portrait = work->portrait;
  const size_t *n_zones = portrait->territory->n_zones;
  ranked->level =
      in.level == MLG_COMMUNE
          ? (mlg_territory_has(portrait->territory, MLG_QUARTIER) ? MLG_QUARTIER : MLG_IRIS)
      : in.level > MLG_EPCI && n_zones[MLG_EPCI] > 0 ? MLG_EPCI
      : n_zones[MLG_COMMUNE] > 0                     ? MLG_COMMUNE
                                                     : MLG_IRIS;
  MLG_TRY(mlg_portrait_zones_in(work->arena, portrait, ranked->level, in.level, in.zone,
                                &ranked->zones, &ranked->n));
  mlg_portrait_rank(portrait, ranked->level, work->family, ranked->zones, ranked->n);
  return MLG_OK;
}

static char *persons(mlg_arena *arena, mlg_estimate estimate) {
  return mlg_is_known(estimate) ? mlg_french_about(arena, estimate.value)
                                : mlg_arena_strdup(arena, "n.d.");
}

enum { CAUSE_COLUMNS = 8 };

static void cause_row(mlg_slides_work *work, const char *name, mlg_level level, size_t zone,
                      const char **row) {
  mlg_arena *arena = work->arena;
  const mlg_parts *parts = mlg_portrait_parts(work->portrait, level, zone, work->family);
  mlg_part cause = mlg_main_cause(parts);
  row[0] = name;
  row[1] = persons(arena, parts->need);
  for (int i = 0; i < MLG_PART_COUNT; i++) row[2 + i] = persons(arena, parts->part[i]);
  row[6] = mlg_wording_interval(arena, mlg_uncovered(parts), "");
  row[7] = cause == MLG_SERVED ? "–" : MLG_PARTS[cause].label;
}

static void put_causes(mlg_slides_work *work, mlg_slides_place in, const ranking *ranked) {
  static const pptx_column COLUMNS[CAUSE_COLUMNS] = {
      {"Zone", 0.22, PPTX_LEFT},       {"Besoin", 0.09, PPTX_RIGHT},
      {"Couvert", 0.09, PPTX_RIGHT},   {"Orientation", 0.12, PPTX_RIGHT},
      {"Saturé", 0.09, PPTX_RIGHT},    {"Hors de portée", 0.09, PPTX_RIGHT},
      {"Sans aide", 0.18, PPTX_RIGHT}, {"Cause principale", 0.12, PPTX_LEFT}};
  const mlg_portrait *portrait = work->portrait;
  mlg_arena *arena = work->arena;
  const char *cells[(MOST_CAUSES + 1) * CAUSE_COLUMNS];
  size_t n = ranked->n < MOST_CAUSES ? ranked->n : MOST_CAUSES;
  for (size_t i = 0; i < n; i++)
    cause_row(work, mlg_zone_title(arena, portrait->territory, ranked->level, ranked->zones[i]),
              ranked->level, ranked->zones[i], &cells[i * CAUSE_COLUMNS]);
  cause_row(work, mlg_wording_place(arena, portrait, in.level, in.zone), in.level, in.zone,
            &cells[n * CAUSE_COLUMNS]);
  pptx_slide slide = mlg_slides_begin(
      work, mlg_headline_need(arena, portrait, in.level, in.zone, MLG_QUARTIER, work->family));
  pptx_box box = mlg_slides_foot(&slide, mlg_wording_sources(arena, portrait, MLG_NO_INDICATOR));
  mlg_slide_table(
      &slide, box,
      &(pptx_table){.name = "Besoin non couvert par cause",
                    .described = "Personnes par an, par zone et par cause, du plus au moins",
                    .columns = COLUMNS,
                    .n_columns = CAUSE_COLUMNS,
                    .n_rows = n + 1,
                    .cells = cells,
                    .font = 14,
                    .bold_last = true});
  mlg_slide_end(&slide, mlg_slides_notes(work, MLG_NO_INDICATOR));
}

mlg_status mlg_slides_causes(mlg_slides_work *work) {
  mlg_slides_place in = mlg_slides_first(work->portrait);
  ranking ranked;
  if (!work->portrait->coverage->recorded[work->family]) return MLG_OK;
  MLG_TRY(rank_zones(work, in, &ranked));
  put_causes(work, in, &ranked);
  return MLG_OK;
}

/* ---- where to act first ---- */

mlg_status mlg_slides_actions(mlg_slides_work *work) {
  static const pptx_column COLUMNS[] = {{"Zone", 0.24, PPTX_LEFT},
                                        {"Sans aide, par an", 0.18, PPTX_RIGHT},
                                        {"Pourquoi, et que faire", 0.58, PPTX_LEFT}};
  const mlg_portrait *portrait = work->portrait;
  mlg_arena *arena = work->arena;
  mlg_slides_place in = mlg_slides_first(portrait);
  const char *cells[MOST_ACTIONS * 3];
  size_t n = 0;
  ranking ranked;
  if (!portrait->coverage->recorded[work->family]) return MLG_OK;
  MLG_TRY(rank_zones(work, in, &ranked));
  for (size_t i = 0; i < ranked.n && n < MOST_ACTIONS; i++) {
    const mlg_parts *parts =
        mlg_portrait_parts(portrait, ranked.level, ranked.zones[i], work->family);
    if (!(mlg_uncovered(parts).value >= 0.5)) continue;
    const char **row = &cells[n++ * 3];
    row[0] = mlg_zone_title(arena, portrait->territory, ranked.level, ranked.zones[i]);
    row[1] = mlg_wording_interval(arena, mlg_uncovered(parts), "");
    row[2] = mlg_wording_advice(arena, parts);
  }
  if (n == 0) return MLG_OK;
  const char *at = mlg_wording_at(arena, portrait, in.level, in.zone);
  MLG_HAVE(at);
  pptx_slide slide = mlg_slides_begin(
      work, mlg_arena_printf(arena, "Où agir d'abord %s" MLG_NBSP ": une cause, une réponse", at));
  pptx_box box = mlg_slides_foot(&slide, mlg_wording_sources(arena, portrait, MLG_NO_INDICATOR));
  mlg_slide_table(&slide, box,
                  &(pptx_table){.name = "Où agir d'abord",
                                .described = "Zones où agir d'abord, et pourquoi",
                                .columns = COLUMNS,
                                .n_columns = 3,
                                .n_rows = n,
                                .cells = cells,
                                .font = 16});
  mlg_slide_end(&slide, mlg_slides_notes(work, MLG_NO_INDICATOR));
  return MLG_OK;
}
