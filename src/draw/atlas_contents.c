/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <string.h>

#include "draw/atlas.h"

/* The contents: names and page numbers in columns, each a link. px */
enum { COLUMNS = 3 };
static const double PITCH = 26, GUTTER = 48, INDENT = 22, TOP_GAP = 26, NUMBER = 48;

static const mlg_font TITLE = {36, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_font SUBTITLE = {22, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
static const mlg_font HEADING = {18, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_font ENTRY = {18, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};

static const mlg_page_format *page(void) { return mlg_page_format_of(MLG_PAGE_A4_LANDSCAPE); }

/* Rows of a column; the head takes what its type says. */
static size_t rows(void) {
  double head = page()->top + 2 * TITLE.size + 2 * SUBTITLE.size + TOP_GAP;
  return (size_t)((page()->height - page()->bottom - 16 - head) / PITCH);
}

size_t mlg_contents_pages(size_t n) { return (n + COLUMNS * rows() - 1) / (COLUMNS * rows()); }

static void link_last(mlg_map *map, const char *name) {
  mlg_scene *scene = map->scene;
  if (!scene->lost && scene->count > 0) scene->items[scene->count - 1].link = name;
}

/* One line, at its smallest cut short: a page has its whole name. */
static mlg_text one_line(mlg_map *map, const char *string, double room) {
  mlg_ruler *ruler = map->drawing->ruler;
  mlg_text text = mlg_measure_fit(ruler, map->arena, string, ENTRY, room, 1, 16);
  for (size_t n = strlen(string); n > 0 && (text.n_lines > 1 || mlg_text_width(text) > room);) {
    do n--;
    while (n > 0 && ((unsigned char)string[n] & 0xC0) == 0x80);
    const char *part = mlg_arena_printf(map->arena, "%.*s…", (int)n, string);
    if (part == NULL) break;
    mlg_font font = ENTRY;
    font.size = 16;
    text = mlg_measure(ruler, map->arena, part, font, MLG_LEFT, MLG_UNBOUNDED);
  }
  return text;
}

static void write_entry(mlg_map *map, const mlg_contents_line *entry, double x, double y,
                        double wide) {
  if (entry->page == 0) {
    mlg_map_write(map, MLG_ROLE_KEY, entry->text, HEADING, MLG_LEFT, wide, x, y);
    return;
  }
  double indent = entry->indented ? INDENT : 0;
  const char *name = mlg_page_name(map->arena, entry->page);
  mlg_text text = one_line(map, entry->text, wide - NUMBER - indent);
  mlg_scene_text(map->scene, MLG_ROLE_KEY, mlg_text_at(text, x + indent, y));
  link_last(map, name);
  mlg_map_write(map, MLG_ROLE_KEY, mlg_arena_printf(map->arena, "%zu", entry->page), ENTRY,
                MLG_RIGHT, MLG_UNBOUNDED, x + wide, y);
  link_last(map, name);
}

static const char *subtitle(const mlg_map *map) {
  const mlg_portrait *portrait = map->portrait;
  const char *date = mlg_french_date(map->arena, portrait->project->date);
  if (date == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s · %s, %s",
                          portrait->territory->level > MLG_EPCI
                              ? "Les cartes de l'ensemble, puis une page par EPCI" MLG_NNBSP
                                ": la carte, les chiffres, le besoin, les repères"
                              : "Une page par quartier, ou par commune qui n'en a pas" MLG_NNBSP
                                ": les IRIS, les chiffres, le besoin, les lieux",
                          portrait->project->author, date);
}

/* Returns where the lines start. */
static double write_head(mlg_map *map) {
  double width = page()->width - 2 * page()->side;
  mlg_text title =
      mlg_measure_fit(map->drawing->ruler, map->arena, map->scene->title, TITLE, width, 1, 22);
  title = mlg_text_at(title, page()->side, page()->top);
  mlg_scene_text(map->scene, MLG_ROLE_TITLE, title);
  mlg_text words =
      mlg_measure_fit(map->drawing->ruler, map->arena, subtitle(map), SUBTITLE, width, 1, 18);
  words = mlg_text_at(words, page()->side, title.box.max_y + 8);
  mlg_scene_text(map->scene, MLG_ROLE_TITLE, words);
  return words.box.max_y + TOP_GAP;
}

mlg_status mlg_contents_draw(const mlg_drawing *drawing, const mlg_contents_line *entries, size_t n,
                             size_t k, mlg_arena *arena, mlg_scene *scene) {
  const mlg_portrait *portrait = drawing->portrait;
  *scene = (mlg_scene){
      .arena = arena,
      .page = MLG_PAGE_A4_LANDSCAPE,
      .title = mlg_arena_printf(arena, "Atlas" MLG_NNBSP ": %s", portrait->territory->name),
      .description = "Sommaire",
      .author = portrait->project->author,
      .date = portrait->project->date};
  MLG_HAVE(scene->title);
  mlg_map map = {.drawing = drawing, .portrait = portrait, .arena = arena, .scene = scene};
  double top = write_head(&map);
  double wide = (page()->width - 2 * page()->side - (COLUMNS - 1) * GUTTER) / COLUMNS;
  size_t first = k * COLUMNS * rows();
  for (size_t i = first; i < n && i < first + COLUMNS * rows(); i++) {
    size_t column = (i - first) / rows(), row = (i - first) % rows();
    write_entry(&map, &entries[i], page()->side + (double)column * (wide + GUTTER),
                top + (double)row * PITCH, wide);
  }
  return scene->lost ? MLG_FAILURE : MLG_OK;
}
