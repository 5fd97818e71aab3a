/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <maillage/text.h>

/* The index: a row a sheet, in two columns, each leading to its page. */

enum { ROWS = 28, COLUMNS = 2 };
static const double ROW = 48, COLUMN_GAP = 48, NUMBER = 56;

size_t mlg_fiche_index_pages(size_t n) { return (n + ROWS * COLUMNS - 1) / (ROWS * COLUMNS); }

/* "Rennes · 6 080 personnes fragiles · 12 lieux à portée" */
static char *entry_words(const fiche_page *page) {
  const fiches *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  const fiche_zone *zone = page->zone;
  mlg_estimate base = mlg_need_value(portrait->need, book->level, zone->zone, portrait->base);
  const char *many = mlg_is_known(base) ? mlg_french_about(page->arena, base.value) : "n.d.";
  if (many == NULL) return NULL;
  return mlg_arena_printf(page->arena, "%s%s%s personnes fragiles · %zu lieu%s à portée",
                          zone->commune, *zone->commune == '\0' ? "" : " · ", many, zone->n_sites,
                          zone->n_sites > 1 ? "x" : "");
}

static void put_entry(fiche_page *page, double x, double width, size_t number) {
  const fiches *book = page->book;
  const mlg_font font = {FICHE_BODY, MLG_SEMIBOLD, MLG_INK, MLG_NO_COLOUR},
                 soft = {FICHE_SMALL, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
  mlg_text name = mlg_text_at(mlg_measure_fit(book->ruler, page->arena, page->zone->name, font,
                                              width - NUMBER, 1, FICHE_SMALL),
                              x, page->y);
  mlg_text count = mlg_measure(book->ruler, page->arena,
                               mlg_arena_printf(page->arena, "p." MLG_NBSP "%zu", number), soft,
                               MLG_RIGHT, MLG_UNBOUNDED);
  mlg_scene_text(page->scene, MLG_ROLE_KEY, name);
  if (!page->scene->lost) page->scene->items[page->scene->count - 1].link = page->zone->page;
  mlg_scene_text(page->scene, MLG_ROLE_FIGURE,
                 mlg_text_at(count, x + width - mlg_text_width(count), page->y));
  mlg_text more =
      mlg_measure(book->ruler, page->arena, entry_words(page), soft, MLG_LEFT, width - NUMBER);
  /* A name of two lines takes the place of its figures; a line too long is left out. */
  if (name.n_lines == 1 && more.n_lines == 1)
    mlg_scene_text(page->scene, MLG_ROLE_KEY, mlg_text_at(more, x, name.box.max_y));
}

static void put_head(fiche_page *page) {
  const fiches *book = page->book;
  const mlg_page_format *format = mlg_page_format_of(page->scene->page);
  double width = format->width - 2 * format->side;
  page->y = mlg_fiche_write(page,
                            mlg_arena_printf(page->arena,
                                             "Aide au numérique" MLG_NNBSP ": où orienter %s",
                                             mlg_wording_at(page->arena, book->portrait,
                                                            book->portrait->territory->level, 0)),
                            format->title, MLG_BOLD, MLG_INK, format->side, format->top, width);
  page->y = mlg_fiche_write(
      page,
      mlg_arena_printf(
          page->arena,
          "%s · %s · %s. Une fiche par %s, à imprimer et à garder sous la main" MLG_NNBSP
          ": qui est concerné ici, où orienter pour chaque besoin, ce qui manque.",
          mlg_wording_territory(page->arena, book->portrait), book->portrait->project->author,
          book->date, MLG_LEVELS[book->level].label),
      FICHE_BODY, MLG_REGULAR, MLG_SOFT_INK, format->side, page->y + 6, width);
  page->y += 20;
}

size_t mlg_fiche_index(const fiches *book, size_t first, size_t before, mlg_arena *arena,
                       mlg_scene *scene) {
  const mlg_project *project = book->portrait->project;
  *scene = (mlg_scene){.arena = arena,
                       .page = MLG_PAGE_A4_PORTRAIT,
                       .title = "Fiches",
                       .description = "",
                       .author = project->author,
                       .date = project->date};
  const mlg_page_format *format = mlg_page_format_of(scene->page);
  fiche_page page = {.book = book, .arena = arena, .scene = scene};
  double width = (format->width - 2 * format->side - COLUMN_GAP) / COLUMNS;
  put_head(&page);
  double top = page.y;
  size_t n = book->n - first < ROWS * COLUMNS ? book->n - first : ROWS * COLUMNS;
  size_t rows = (n + COLUMNS - 1) / COLUMNS;
  for (size_t i = 0; i < n; i++) {
    page.zone = &book->zones[first + i];
    size_t column = i / rows, row = i % rows;
    page.y = top + ROW * (double)row;
    put_entry(&page, format->side + (double)column * (width + COLUMN_GAP), width,
              before + first + i + 1);
  }
  return n;
}
