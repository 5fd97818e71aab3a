/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>

#include "draw/atlas.h"

/* The contents: names and page numbers in columns, each a link. px */
enum { COLUMNS = 3 };
static const double PITCH = 26, GUTTER = 48, INDENT = 22, TOP_GAP = 26;

static const mlg_font TITLE = {36, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_font SUBTITLE = {22, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
static const mlg_font CITY = {18, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_font ENTRY = {18, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};

static const mlg_page_format *page(void) { return mlg_page_format_of(MLG_PAGE_A4_LANDSCAPE); }

/* Rows of a column; the head takes what its type says. */
static size_t rows(void) {
  double head = page()->top + 2 * TITLE.size + 2 * SUBTITLE.size + TOP_GAP;
  return (size_t)((page()->height - page()->bottom - 16 - head) / PITCH);
}

static const mlg_zone *quarter_of(const mlg_portrait *portrait, size_t quarter) {
  return &portrait->territory->zones[MLG_QUARTIER][quarter];
}

/* A commune of several quarters has a line of its own above them. */
static bool is_part(const mlg_portrait *portrait, size_t quarter) {
  const mlg_zone *zones = portrait->territory->zones[MLG_QUARTIER];
  size_t n = 0;
  for (size_t i = 0; i < portrait->territory->n_zones[MLG_QUARTIER]; i++)
    n += zones[i].parent[MLG_COMMUNE] == zones[quarter].parent[MLG_COMMUNE];
  return n > 1;
}

static bool opens_city(const mlg_portrait *portrait, const size_t *order, size_t i) {
  if (!is_part(portrait, order[i])) return false;
  return i == 0 || quarter_of(portrait, order[i])->parent[MLG_COMMUNE] !=
                       quarter_of(portrait, order[i - 1])->parent[MLG_COMMUNE];
}

size_t mlg_contents_pages(const mlg_portrait *portrait, size_t n) {
  /* At most one more line a commune: those of cities. */
  size_t lines = n, most = COLUMNS * rows();
  for (size_t i = 0; i < portrait->territory->n_zones[MLG_COMMUNE]; i++) {
    size_t quarters = 0;
    for (size_t j = 0; j < n; j++) quarters += quarter_of(portrait, j)->parent[MLG_COMMUNE] == i;
    lines += quarters > 1;
  }
  return (lines + most - 1) / most;
}

typedef struct {
  mlg_map map;
  const size_t *order;
  size_t n, k;     /* …and the page of contents. */
  size_t contents; /* Pages of contents in all. */
  size_t line;     /* The next one, over all pages. */
  double top, wide;
} contents;

/* The place of the next line; false when it stands on another page. */
static bool next_place(contents *c, double *x, double *y) {
  size_t most = COLUMNS * rows(), line = c->line++;
  if (line / most != c->k) return false;
  line %= most;
  *x = page()->side + (double)(line / rows()) * (c->wide + GUTTER);
  *y = c->top + (double)(line % rows()) * PITCH;
  return true;
}

static void write_city(contents *c, size_t i) {
  const mlg_portrait *portrait = c->map.portrait;
  size_t commune = quarter_of(portrait, c->order[i])->parent[MLG_COMMUNE];
  double x, y;
  if (!next_place(c, &x, &y)) return;
  mlg_map_write(&c->map, MLG_ROLE_KEY, portrait->territory->zones[MLG_COMMUNE][commune].name, CITY,
                MLG_LEFT, c->wide, x, y);
}

static void link_last(contents *c, const char *name) {
  mlg_scene *scene = c->map.scene;
  if (!scene->lost && scene->count > 0) scene->items[scene->count - 1].link = name;
}

static void write_entry(contents *c, size_t i) {
  double x, y, indent = is_part(c->map.portrait, c->order[i]) ? INDENT : 0, room = c->wide - 48;
  size_t number = c->contents + i + 1;
  const char *name = mlg_page_name(c->map.arena, number);
  if (!next_place(c, &x, &y)) return;
  mlg_text text = mlg_measure_fit(c->map.drawing->ruler, c->map.arena,
                                  quarter_of(c->map.portrait, c->order[i])->name, ENTRY,
                                  room - indent, 1, 16);
  mlg_scene_text(c->map.scene, MLG_ROLE_KEY, mlg_text_at(text, x + indent, y));
  link_last(c, name);
  mlg_map_write(&c->map, MLG_ROLE_KEY, mlg_arena_printf(c->map.arena, "%zu", number), ENTRY,
                MLG_RIGHT, MLG_UNBOUNDED, x + c->wide, y);
  link_last(c, name);
}

static void write_head(contents *c) {
  const mlg_portrait *portrait = c->map.portrait;
  double width = page()->width - 2 * page()->side;
  mlg_text title = mlg_measure_fit(c->map.drawing->ruler, c->map.arena, c->map.scene->title, TITLE,
                                   width, 1, 22);
  title = mlg_text_at(title, page()->side, page()->top);
  mlg_scene_text(c->map.scene, MLG_ROLE_TITLE, title);
  char *date = mlg_french_date(c->map.arena, portrait->project->date);
  if (date == NULL) return;
  char *words = mlg_arena_printf(c->map.arena,
                                 "Une page par quartier, ou par commune qui n'en a pas : les IRIS, "
                                 "les chiffres, le besoin, les lieux · %s, %s",
                                 portrait->project->author, date);
  mlg_text subtitle =
      mlg_measure_fit(c->map.drawing->ruler, c->map.arena, words, SUBTITLE, width, 1, 18);
  subtitle = mlg_text_at(subtitle, page()->side, title.box.max_y + 8);
  mlg_scene_text(c->map.scene, MLG_ROLE_TITLE, subtitle);
  c->top = subtitle.box.max_y + TOP_GAP;
}

mlg_status mlg_contents_draw(const mlg_drawing *drawing, const size_t *order, size_t n, size_t k,
                             mlg_arena *arena, mlg_scene *scene) {
  const mlg_portrait *portrait = drawing->portrait;
  *scene = (mlg_scene){
      .arena = arena,
      .page = MLG_PAGE_A4_LANDSCAPE,
      .title = mlg_arena_printf(arena, "Atlas" MLG_NNBSP ": %s", portrait->territory->name),
      .description = "Sommaire",
      .author = portrait->project->author,
      .date = portrait->project->date};
  MLG_HAVE(scene->title);
  contents c = {.map = {.drawing = drawing, .portrait = portrait, .arena = arena, .scene = scene},
                .order = order,
                .n = n,
                .k = k,
                .contents = mlg_contents_pages(portrait, n),
                .wide = (page()->width - 2 * page()->side - (COLUMNS - 1) * GUTTER) / COLUMNS};
  write_head(&c);
  for (size_t i = 0; i < n; i++) {
    if (opens_city(portrait, order, i)) write_city(&c, i);
    write_entry(&c, i);
  }
  return scene->lost ? MLG_FAILURE : MLG_OK;
}
