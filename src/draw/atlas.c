/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/atlas.h"

#include <maillage/text.h>
#include <string.h>

#include "draw/paint.h"

typedef struct {
  const mlg_drawing *drawing;
  size_t n_maps; /* Maps of the whole territory… */
  mlg_map_plan *maps;
  size_t n_sheets; /* …then its zones… */
  mlg_sheet *sheets;
  size_t n_entries; /* …and the lines that name them. */
  mlg_contents_line *entries;
  size_t contents, pages;
  mlg_arena *arena;
  mlg_findings *findings;
} atlas;

/* ---- what is in it ---- */

/* Quarters are small beside the territory: their atlas is of them alone. */
static mlg_status choose_maps(atlas *a, const mlg_map_plan *maps, size_t n) {
  mlg_level level = a->drawing->portrait->territory->level;
  a->maps = MLG_NEW(a->arena, mlg_map_plan, n + 1);
  MLG_HAVE(a->maps);
  for (size_t i = 0; level > MLG_EPCI && i < n; i++) {
    if (maps[i].extent_level != level) continue;
    a->maps[a->n_maps] = maps[i];
    a->maps[a->n_maps++].page = MLG_PAGE_A4_LANDSCAPE;
  }
  return MLG_OK;
}

/* "Taux par commune : fragilité socio-numérique" */
static char *map_words(const atlas *a, const mlg_map_plan *plan) {
  const char *of = mlg_map_is_of_need(plan->kind)
                       ? MLG_FAMILIES[plan->family].label
                       : a->drawing->portrait->project->indicators[plan->indicator].label;
  const char *kind = mlg_wording_capital(a->arena, MLG_MAP_KINDS[plan->kind].label);
  if (kind == NULL) return NULL;
  return mlg_arena_printf(a->arena, "%s par %s%s%s", kind, MLG_LEVELS[plan->level].label,
                          plan->kind == MLG_MAP_FAMILIES ? "" : MLG_NNBSP ": ",
                          plan->kind == MLG_MAP_FAMILIES ? "" : of);
}

static void add_entry(atlas *a, const char *text, size_t page, bool indented) {
  a->entries[a->n_entries++] = (mlg_contents_line){text, page, indented};
}

static mlg_status list_entries(atlas *a) {
  const mlg_portrait *portrait = a->drawing->portrait;
  const char *group = NULL;
  a->entries = MLG_NEW(a->arena, mlg_contents_line, 1 + a->n_maps + 2 * a->n_sheets);
  MLG_HAVE(a->entries);
  if (a->n_maps > 0) add_entry(a, "Cartes de l'ensemble", 0, false);
  for (size_t i = 0; i < a->n_maps; i++) {
    const char *words = map_words(a, &a->maps[i]);
    MLG_HAVE(words);
    add_entry(a, words, 1 + i, true);
  }
  for (size_t i = 0; i < a->n_sheets; i++) {
    const mlg_sheet *sheet = &a->sheets[i];
    const char *own = mlg_sheet_group(portrait, sheet);
    if (own != NULL && (group == NULL || strcmp(own, group) != 0)) add_entry(a, own, 0, false);
    group = own;
    add_entry(a, portrait->territory->zones[sheet->level][sheet->zone].name, 1 + a->n_maps + i,
              own != NULL);
  }
  return MLG_OK;
}

/* Pages come after the contents, whose length is known once its lines are. */
static mlg_status number_pages(atlas *a) {
  MLG_TRY(list_entries(a));
  a->contents = mlg_contents_pages(a->n_entries);
  a->pages = a->contents + a->n_maps + a->n_sheets;
  for (size_t i = 0; i < a->n_entries; i++)
    if (a->entries[i].page > 0) a->entries[i].page += a->contents;
  for (size_t i = 0; i < a->n_sheets; i++) {
    a->sheets[i].number = a->contents + a->n_maps + i + 1;
    a->sheets[i].pages = a->pages;
  }
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
  mlg_status status = mlg_contents_draw(a->drawing, a->entries, a->n_entries, k, &arena, &scene);
  const char *name = mlg_page_name(&arena, k + 1);
  if (status == MLG_OK && name != NULL)
    status = mlg_book_add(book, &scene, name, k == 0 ? "Sommaire" : "Sommaire (suite)", 0);
  mlg_arena_free(&arena);
  return status;
}

static mlg_status add_map(atlas *a, mlg_book *book, size_t i) {
  size_t number = a->contents + i + 1;
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_map_draw(a->drawing, &a->maps[i], &arena, &scene);
  const char *name = mlg_page_name(&arena, number), *title = map_words(a, &a->maps[i]);
  if (status == MLG_OK && (name == NULL || title == NULL)) status = MLG_FAILURE;
  if (status == MLG_OK) {
    mlg_map map = {.drawing = a->drawing, .arena = &arena, .scene = &scene};
    mlg_page_number(&map, number, a->pages);
    status = scene.lost ? MLG_FAILURE : mlg_book_add(book, &scene, name, title, 0);
  }
  mlg_arena_free(&arena);
  return status;
}

/* A city's quarters stand under it in the outline. */
static int depth_of(const atlas *a, size_t i) {
  const mlg_portrait *portrait = a->drawing->portrait;
  const char *group = mlg_sheet_group(portrait, &a->sheets[i]);
  const char *before = i > 0 ? mlg_sheet_group(portrait, &a->sheets[i - 1]) : NULL;
  return a->sheets[i].level == MLG_QUARTIER && group != NULL && before != NULL &&
         strcmp(group, before) == 0;
}

static mlg_status add_sheet(atlas *a, mlg_book *book, size_t i) {
  const mlg_territory *territory = a->drawing->portrait->territory;
  const mlg_sheet *sheet = &a->sheets[i];
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_sheet_draw(a->drawing, sheet, &arena, &scene);
  const char *name = mlg_page_name(&arena, sheet->number);
  const char *title = mlg_zone_title(&arena, territory, sheet->level, sheet->zone);
  if (status == MLG_OK && (name == NULL || title == NULL)) status = MLG_FAILURE;
  if (status == MLG_OK) status = mlg_book_add(book, &scene, name, title, depth_of(a, i));
  mlg_arena_free(&arena);
  return status;
}

static mlg_status write_pages(mlg_book *book, void *context) {
  atlas *a = context;
  for (size_t k = 0; k < a->contents; k++) MLG_TRY(add_contents(a, book, k));
  for (size_t i = 0; i < a->n_maps; i++) MLG_TRY(add_map(a, book, i));
  for (size_t i = 0; i < a->n_sheets; i++) MLG_TRY(add_sheet(a, book, i));
  return MLG_OK;
}

static mlg_status write_atlas(atlas *a, const mlg_map_plan *maps, size_t n_maps,
                              const char *folder) {
  const mlg_portrait *portrait = a->drawing->portrait;
  char *title = mlg_arena_printf(a->arena, "Atlas" MLG_NNBSP ": %s", portrait->territory->name);
  char *path = mlg_arena_printf(a->arena, "%s/atlas.pdf", folder);
  MLG_HAVE(title);
  MLG_HAVE(path);
  MLG_TRY(mlg_atlas_order(a->arena, portrait, &a->sheets, &a->n_sheets));
  MLG_TRY(choose_maps(a, maps, n_maps));
  MLG_TRY(number_pages(a));
  const mlg_scene cover = {.page = MLG_PAGE_A4_LANDSCAPE,
                           .title = title,
                           .description = portrait->territory->level > MLG_EPCI
                                              ? "Une page par EPCI"
                                              : "Une page par quartier ou commune",
                           .author = portrait->project->author,
                           .date = portrait->project->date};
  return mlg_paint_book(&cover, a->drawing->ruler, path, "cartes/atlas.pdf", write_pages, a,
                        a->findings);
}

mlg_status mlg_atlas_write(const mlg_drawing *drawing, const mlg_map_plan *maps, size_t n_maps,
                           const char *folder, mlg_findings *findings) {
  mlg_arena arena = {0};
  atlas a = {.drawing = drawing, .arena = &arena, .findings = findings};
  size_t before = findings->count;
  mlg_status status =
      mlg_atlas_sheets(drawing->portrait) == 0 ? MLG_OK : write_atlas(&a, maps, n_maps, folder);
  if (status != MLG_OK && findings->count == before)
    mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&arena);
  return status;
}
