/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/atlas.h"

#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

#include "draw/paint.h"

typedef struct {
  const mlg_drawing *drawing;
  size_t *order; /* Quarters as they follow one another… */
  size_t n;
  mlg_arena *arena;
  mlg_findings *findings;
} atlas;

size_t mlg_atlas_sheets(const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  size_t n = portrait->territory->n_zones[MLG_QUARTIER];
  bool shown = portrait->shapes[MLG_QUARTIER] != NULL && portrait->shapes[MLG_IRIS] != NULL;
  if (!project->has_atlas || !shown || n > MLG_MOST_SHEETS) return 0;
  return project->indicators[portrait->base].n_denominators > 0 ? n : 0;
}

/* ---- the order: communes by name, then quarters by code ---- */

typedef struct {
  size_t quarter;
  const char *commune, *code;
} place;

static int by_commune(const void *a, const void *b) {
  const place *x = a, *y = b;
  int order = strcmp(x->commune, y->commune);
  return order != 0 ? order : strcmp(x->code, y->code);
}

static mlg_status put_in_order(atlas *a) {
  const mlg_territory *territory = a->drawing->portrait->territory;
  place *places = MLG_NEW(a->arena, place, a->n);
  a->order = MLG_NEW(a->arena, size_t, a->n);
  MLG_HAVE(places);
  MLG_HAVE(a->order);
  for (size_t i = 0; i < a->n; i++) {
    const mlg_zone *quarter = &territory->zones[MLG_QUARTIER][i];
    const mlg_zone *commune = &territory->zones[MLG_COMMUNE][quarter->parent[MLG_COMMUNE]];
    places[i] = (place){i, mlg_fold(a->arena, commune->name), quarter->code};
    MLG_HAVE(places[i].commune);
  }
  qsort(places, a->n, sizeof *places, by_commune);
  for (size_t i = 0; i < a->n; i++) a->order[i] = places[i].quarter;
  return MLG_OK;
}

/* ---- pages ---- */

char *mlg_page_name(mlg_arena *arena, size_t number) {
  return mlg_arena_printf(arena, "p%zu", number);
}

void mlg_page_number(mlg_map *map, size_t number, size_t pages) {
  const mlg_page_format *page = mlg_page_format_of(map->scene->page);
  mlg_font font = {16, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
  double y = page->height - page->bottom + 10;
  mlg_map_write(map, MLG_ROLE_FOOT,
                mlg_arena_printf(map->arena, "%zu" MLG_NBSP "/" MLG_NBSP "%zu", number, pages),
                font, MLG_RIGHT, MLG_UNBOUNDED, page->width - page->side, y);
  mlg_map_write(map, MLG_ROLE_FOOT, "Retour au sommaire", font, MLG_LEFT, MLG_UNBOUNDED, page->side,
                y);
  if (!map->scene->lost) map->scene->items[map->scene->count - 1].link = "p1";
}

static mlg_status add_contents(atlas *a, mlg_book *book, size_t k) {
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_contents_draw(a->drawing, a->order, a->n, k, &arena, &scene);
  const char *name = mlg_page_name(&arena, k + 1);
  if (status == MLG_OK && name != NULL)
    status = mlg_book_add(book, &scene, name, k == 0 ? "Sommaire" : "Sommaire (suite)", 0);
  mlg_arena_free(&arena);
  return status;
}

/* A city's quarters stand under it in the outline. */
static int depth_of(const atlas *a, size_t i) {
  const mlg_zone *quarters = a->drawing->portrait->territory->zones[MLG_QUARTIER];
  return i > 0 &&
         quarters[a->order[i]].parent[MLG_COMMUNE] == quarters[a->order[i - 1]].parent[MLG_COMMUNE];
}

static mlg_status add_sheet(atlas *a, mlg_book *book, size_t i, size_t first) {
  const mlg_territory *territory = a->drawing->portrait->territory;
  const mlg_sheet sheet = {a->order[i], first + i, first + a->n - 1};
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_sheet_draw(a->drawing, &sheet, &arena, &scene);
  const char *name = mlg_page_name(&arena, sheet.number);
  const char *title = mlg_zone_title(&arena, territory, MLG_QUARTIER, a->order[i]);
  if (status == MLG_OK && (name == NULL || title == NULL)) status = MLG_FAILURE;
  if (status == MLG_OK) status = mlg_book_add(book, &scene, name, title, depth_of(a, i));
  mlg_arena_free(&arena);
  return status;
}

static mlg_status write_pages(mlg_book *book, void *context) {
  atlas *a = context;
  size_t contents = mlg_contents_pages(a->drawing->portrait, a->n);
  for (size_t k = 0; k < contents; k++) MLG_TRY(add_contents(a, book, k));
  for (size_t i = 0; i < a->n; i++) MLG_TRY(add_sheet(a, book, i, contents + 1));
  return MLG_OK;
}

static mlg_status write_atlas(atlas *a, const char *folder) {
  const mlg_portrait *portrait = a->drawing->portrait;
  char *title = mlg_arena_printf(a->arena, "Atlas" MLG_NNBSP ": %s", portrait->territory->name);
  char *path = mlg_arena_printf(a->arena, "%s/atlas.pdf", folder);
  MLG_HAVE(title);
  MLG_HAVE(path);
  MLG_TRY(put_in_order(a));
  const mlg_scene cover = {.page = MLG_PAGE_A4_LANDSCAPE,
                           .title = title,
                           .description = "Une page par quartier ou commune",
                           .author = portrait->project->author,
                           .date = portrait->project->date};
  return mlg_paint_book(&cover, a->drawing->ruler, path, "cartes/atlas.pdf", write_pages, a,
                        a->findings);
}

mlg_status mlg_atlas_write(const mlg_drawing *drawing, const char *folder, mlg_findings *findings) {
  mlg_arena arena = {0};
  atlas a = {.drawing = drawing,
             .n = mlg_atlas_sheets(drawing->portrait),
             .arena = &arena,
             .findings = findings};
  size_t before = findings->count;
  mlg_status status = a.n == 0 ? MLG_OK : write_atlas(&a, folder);
  if (status != MLG_OK && findings->count == before)
    mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&arena);
  return status;
}
