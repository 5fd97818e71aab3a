/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <limits.h>
#include <maillage/document.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

/* fiches.pdf: who is in it, in which order, and its pages. */

enum { MOST_ZONES = 600 };

static mlg_level level_of(const mlg_portrait *portrait) {
  return mlg_territory_has(portrait->territory, MLG_QUARTIER) ? MLG_QUARTIER : MLG_COMMUNE;
}

static int by_name(const void *a, const void *b) {
  const fiche_zone *x = a, *y = b;
  int order = strcmp(x->sort, y->sort);
  return order != 0 ? order : (x->zone > y->zone) - (x->zone < y->zone);
}

/* Quarters of one commune stand together. A commune that is its own quarter is named once. */
static mlg_status name_zone(const fiches *book, size_t i, fiche_zone *zone) {
  const mlg_territory *territory = book->portrait->territory;
  const mlg_zone *of = &territory->zones[book->level][i];
  size_t above = book->level == MLG_COMMUNE ? MLG_NO_ZONE : of->parent[MLG_COMMUNE];
  const mlg_zone *commune = above == MLG_NO_ZONE ? of : &territory->zones[MLG_COMMUNE][above];
  *zone = (fiche_zone){.zone = i, .name = of->name, .commune = ""};
  if (strcmp(commune->code, of->code) != 0) zone->commune = commune->name;
  const char *first = mlg_fold(book->arena, commune->name),
             *second = mlg_fold(book->arena, of->name);
  MLG_HAVE(first);
  MLG_HAVE(second);
  zone->sort = mlg_arena_printf(book->arena, "%s\t%s", first, second);
  zone->page = mlg_arena_printf(book->arena, "zone-%s", of->code);
  MLG_HAVE(zone->sort);
  MLG_HAVE(zone->page);
  return MLG_OK;
}

static mlg_status name_zones(fiches *book) {
  book->zones = MLG_NEW(book->arena, fiche_zone, book->n + 1);
  MLG_HAVE(book->zones);
  for (size_t i = 0; i < book->n; i++) MLG_TRY(name_zone(book, i, &book->zones[i]));
  qsort(book->zones, book->n, sizeof *book->zones, by_name);
  return MLG_OK;
}

typedef struct {
  mlg_arena *arena;
  const char **names;
  size_t n, room;
} name_list;

/* Each once. A file may have several producers: "CNAF, INSEE". */
static mlg_status name_producers(name_list *list, const char *producers) {
  for (const char *from = producers, *comma; from != NULL;
       from = comma == NULL ? NULL : comma + 2) {
    comma = strstr(from, ", ");
    size_t length = comma == NULL ? strlen(from) : (size_t)(comma - from), seen = 0;
    const char *name = mlg_arena_strndup(list->arena, from, length);
    MLG_HAVE(name);
    while (seen < list->n && strcmp(list->names[seen], name) != 0) seen++;
    if (seen < list->n) continue;
    if (!MLG_ROOM(list->arena, list->names, list->n, list->room)) return MLG_FAILURE;
    list->names[list->n++] = name;
  }
  return MLG_OK;
}

/* "Sources : INSEE, ANCT (données 2018 à 2026)": who is behind the figures and the places; the
 * other documents name every file. */
static const char *producers(mlg_arena *arena, const mlg_project *project) {
  name_list list = {.arena = arena};
  int first = INT_MAX, last = 0;
  for (size_t i = 0; i < project->n_datasets; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    if (name_producers(&list, dataset->producer) != MLG_OK) return NULL;
    if (dataset->vintage < first) first = dataset->vintage;
    if (dataset->vintage > last) last = dataset->vintage;
  }
  const char *names = mlg_wording_list(arena, list.names, list.n);
  if (names == NULL) return NULL;
  return mlg_arena_printf(arena,
                          "Sources" MLG_NNBSP ": %s (données %d à %d)" MLG_NNBSP
                          "; détail dans classeur.xlsx, feuille Sources.",
                          names, first, last);
}

static mlg_status weigh_outlines(fiches *book) {
  const mlg_shape *const *shapes = book->portrait->shapes;
  if (shapes[book->level] == NULL) return MLG_OK;
  book->outlines = mlg_outlines_dissolved(book->arena, shapes[book->level], book->n,
                                          shapes[MLG_IRIS],
                                          book->portrait->territory->n_zones[MLG_IRIS]);
  MLG_HAVE(book->outlines);
  return MLG_OK;
}

mlg_status mlg_fiches_open(fiches *book, mlg_arena *arena, const mlg_portrait *portrait) {
  const mlg_territory *territory = portrait->territory;
  *book = (fiches){.arena = arena, .portrait = portrait, .level = level_of(portrait)};
  book->n = territory->n_zones[book->level];
  book->date = mlg_french_date(arena, portrait->project->date);
  book->sources = producers(arena, portrait->project);
  book->ruler = mlg_ruler_new();
  MLG_HAVE(book->date);
  MLG_HAVE(book->sources);
  MLG_HAVE(book->ruler);
  MLG_TRY(weigh_outlines(book));
  MLG_TRY(name_zones(book));
  MLG_TRY(mlg_socle_build(arena, portrait, book->level, &book->socles));
  return mlg_fiche_reach(book);
}

void mlg_fiches_close(fiches *book) { mlg_ruler_free(book->ruler); }

/* ---- the pages ---- */

static mlg_status add_index(const fiches *book, mlg_book *pdf, size_t before) {
  for (size_t first = 0; first < book->n;) {
    mlg_arena arena = {0};
    mlg_scene scene;
    size_t n = mlg_fiche_index(book, first, before, &arena, &scene);
    char *name = mlg_arena_printf(&arena, "index-%zu", first);
    mlg_status status = scene.lost || name == NULL ? MLG_FAILURE
                                                   : mlg_book_add(pdf, &scene, name, "Index", 0);
    mlg_arena_free(&arena);
    MLG_TRY(status);
    first += n;
  }
  return MLG_OK;
}

static mlg_status add_page(const fiches *book, mlg_book *pdf, fiche_zone *zone) {
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_fiche_draw(book, zone, &arena, &scene);
  if (status == MLG_OK && !mlg_paint_valid(&scene)) status = MLG_FAILURE;
  if (status == MLG_OK) status = mlg_book_add(pdf, &scene, zone->page, zone->name, 1);
  mlg_arena_free(&arena);
  return status;
}

static mlg_status add_pages(mlg_book *pdf, void *context) {
  const fiches *book = context;
  MLG_TRY(add_index(book, pdf, mlg_fiche_index_pages(book->n)));
  for (size_t i = 0; i < book->n; i++) MLG_TRY(add_page(book, pdf, &book->zones[i]));
  return MLG_OK;
}

static mlg_status paint(fiches *book, const char *path, mlg_findings *findings) {
  const mlg_project *project = book->portrait->project;
  const char *title = mlg_arena_printf(book->arena, "Fiches" MLG_NNBSP ": %s", project->title);
  MLG_HAVE(title);
  const mlg_scene cover = {.page = MLG_PAGE_A4_PORTRAIT,
                           .title = title,
                           .description = "Qui est concerné, où orienter, ce qui manque",
                           .author = project->author,
                           .date = project->date};
  return mlg_paint_book(&cover, book->ruler, path, mlg_path_name(path), add_pages, book, findings);
}

mlg_status mlg_document_sheets(const mlg_portrait *portrait, const char *path,
                               mlg_findings *findings) {
  mlg_level level = level_of(portrait);
  size_t n = portrait->territory->n_zones[level];
  if (portrait->coverage->access == NULL || portrait->shapes[MLG_IRIS] == NULL || n == 0)
    return MLG_OK;
  mlg_arena arena = {0};
  if (n > MOST_ZONES) {
    mlg_status told = mlg_report(
        findings,
        (mlg_finding){.code = MLG_F_SHEETS_TOO_MANY,
                      .value = mlg_arena_printf(&arena, "%zu %s", n, MLG_LEVELS[level].plural)});
    mlg_arena_free(&arena);
    return told;
  }
  fiches book;
  mlg_status status = mlg_fiches_open(&book, &arena, portrait);
  if (status == MLG_OK) status = paint(&book, path, findings);
  mlg_fiches_close(&book);
  mlg_arena_free(&arena);
  if (status == MLG_FAILURE) mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return status;
}
