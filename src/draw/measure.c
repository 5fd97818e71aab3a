/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/measure.h"

#include <maillage/text.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "draw/ruler.h"

/* Shares of the size: where the first baseline stands, what hangs below the
   last one, and from one line to the next. An É and a g fit in Open Sans. */
static const double ASCENT = 0.95, DESCENT = 0.27, PITCH = 1.22;

static const char WANTED[] = "Open Sans", FAMILY[] = "Open Sans, DejaVu Sans";

/* Glyphs keep their ideal places, whatever the surface: PNG, PDF and the
   measures agree. */
static void set_options(PangoContext *context) {
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string("fr"));
}

mlg_ruler *mlg_ruler_new(void) {
  mlg_ruler *ruler = calloc(1, sizeof *ruler);
  if (ruler == NULL) return NULL;
  ruler->recall = mlg_recall_new();
  if (ruler->recall == NULL) {
    free(ruler);
    return NULL;
  }
  ruler->fonts = pango_cairo_font_map_new();
  ruler->context = pango_font_map_create_context(ruler->fonts);
  set_options(ruler->context);
  ruler->layout = pango_layout_new(ruler->context);
  ruler->face = pango_font_description_new();
  pango_font_description_set_family_static(ruler->face, FAMILY);
  pango_font_description_set_absolute_size(ruler->face, 16 * PANGO_SCALE);
  ruler->has_narrow_space = mlg_ruler_covers(ruler, 0x202F);
  return ruler;
}

/* Pango sorts fonts in threads of its own, which hold the font map: until the
   last one lets go, fonts are alive and mlg_draw_end would pull them from under it. */
static void await_threads(PangoFontMap *fonts) {
  const struct timespec pause = {.tv_nsec = 200 * 1000};
  for (int tries = 0; tries < 5000; tries++) {
    if (g_atomic_int_get((const gint *)&G_OBJECT(fonts)->ref_count) == 1) return;
    nanosleep(&pause, NULL);
  }
}

void mlg_ruler_free(mlg_ruler *ruler) {
  if (ruler == NULL) return;
  pango_font_description_free(ruler->face);
  g_object_unref(ruler->layout);
  g_object_unref(ruler->context);
  await_threads(ruler->fonts);
  g_object_unref(ruler->fonts);
  mlg_recall_free(ruler->recall);
  free(ruler);
}

bool mlg_ruler_covers(const mlg_ruler *ruler, unsigned point) {
  PangoFont *font = pango_font_map_load_font(ruler->fonts, ruler->context, ruler->face);
  if (font == NULL) return false;
  PangoCoverage *coverage = pango_font_get_coverage(font, pango_language_from_string("fr"));
  bool covered = pango_coverage_get(coverage, (int)point) == PANGO_COVERAGE_EXACT;
  g_object_unref(coverage);
  g_object_unref(font);
  return covered;
}

/* The family of the font that stands for the texts, which may not be the one that is asked for;
 * arena-owned, NULL when memory is short. */
static char *family_of(const mlg_ruler *ruler, mlg_arena *arena) {
  PangoFont *font = pango_font_map_load_font(ruler->fonts, ruler->context, ruler->face);
  if (font == NULL) return mlg_arena_strdup(arena, "");
  PangoFontDescription *face = pango_font_describe(font);
  char *family = mlg_arena_strdup(arena, pango_font_description_get_family(face));
  pango_font_description_free(face);
  g_object_unref(font);
  return family;
}

void mlg_report_font(const mlg_ruler *ruler, mlg_findings *findings) {
  const char *family = family_of(ruler, findings->arena);
  /* "Open Sans SemiCondensed" will do. */
  if (family == NULL || strncmp(family, WANTED, sizeof WANTED - 1) == 0) return;
  mlg_report(findings,
             (mlg_finding){.code = MLG_F_FONT_MISSING, .value = WANTED, .expected = family});
}

PangoLayout *mlg_ruler_layout(mlg_ruler *ruler, const char *string, mlg_font font) {
  pango_font_description_set_weight(ruler->face, (PangoWeight)font.weight);
  pango_font_description_set_absolute_size(ruler->face, font.size * PANGO_SCALE);
  pango_layout_set_font_description(ruler->layout, ruler->face);
  pango_layout_set_width(ruler->layout, -1);
  pango_layout_set_text(ruler->layout, string, -1);
  return ruler->layout;
}

/* The string with spaces that the font has. Well-formed UTF-8 comes in: load/ sees to it. */
static char *spell(const mlg_ruler *ruler, mlg_arena *arena, const char *string) {
  char *copy = mlg_arena_strdup(arena, string);
  if (copy == NULL || ruler->has_narrow_space) return copy;
  char *out = copy;
  for (const char *in = copy; *in != '\0';)
    if (strncmp(in, MLG_NNBSP, sizeof MLG_NNBSP - 1) == 0) {
      memmove(out, MLG_NBSP, sizeof MLG_NBSP - 1);
      out += sizeof MLG_NBSP - 1;
      in += sizeof MLG_NNBSP - 1;
    } else {
      *out++ = *in++;
    }
  *out = '\0';
  return copy;
}

static int wrapped(PangoLayout *layout, double width) {
  pango_layout_set_width(layout, width >= MLG_UNBOUNDED ? -1 : (int)(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  return pango_layout_get_line_count(layout);
}

/* The least width that takes no more lines: evens lines out, avoids a lone last word. */
static void balance(PangoLayout *layout, double width) {
  int lines = wrapped(layout, width);
  if (lines < 2 || width >= MLG_UNBOUNDED) return;
  double enough = width, short_of = width / lines * 0.8;
  while (enough - short_of > 2) {
    double middle = (enough + short_of) / 2;
    /* A width that breaks a word is no width. */
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, (int)(middle * PANGO_SCALE));
    int needs = pango_layout_get_line_count(layout), takes;
    pango_layout_get_size(layout, &takes, NULL);
    if (needs <= lines && takes <= (int)(middle * PANGO_SCALE))
      enough = middle;
    else
      short_of = middle;
  }
  wrapped(layout, enough);
}

static double line_width(PangoLayoutLine *line) {
  PangoRectangle logical;
  pango_layout_line_get_extents(line, NULL, &logical);
  return (double)logical.width / PANGO_SCALE;
}

/* The text of one line, without the spaces at its end. */
static char *line_string(mlg_arena *arena, const PangoLayoutLine *line, const char *string) {
  size_t length = (size_t)line->length;
  const char *start = string + line->start_index;
  while (length > 0 && start[length - 1] == ' ') length--;
  return mlg_arena_strndup(arena, start, length);
}

static bool take_lines(PangoLayout *layout, mlg_arena *arena, mlg_text *text, double *widest) {
  size_t n = (size_t)pango_layout_get_line_count(layout);
  const char *string = pango_layout_get_text(layout);
  text->lines = MLG_NEW(arena, mlg_line, n);
  if (text->lines == NULL) return false;
  for (size_t i = 0; i < n; i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, (int)i);
    text->lines[i] = (mlg_line){line_string(arena, line, string), line_width(line)};
    if (text->lines[i].string == NULL) return false;
    *widest = fmax(*widest, text->lines[i].width);
  }
  text->n_lines = n;
  return true;
}

/* Lines and box alone. */
static bool lay_out(mlg_ruler *ruler, mlg_arena *arena, const mlg_question *asked, mlg_font font,
                    mlg_text *text) {
  const char *spelled = spell(ruler, arena, asked->string);
  if (spelled == NULL) return false;
  PangoLayout *layout = mlg_ruler_layout(ruler, spelled, font);
  if (asked->even)
    balance(layout, asked->width);
  else
    wrapped(layout, asked->width);
  double widest = 0;
  if (!take_lines(layout, arena, text, &widest)) return false;
  text->box =
      (mlg_box){0, 0, widest, font.size * (ASCENT + DESCENT + PITCH * (double)(text->n_lines - 1))};
  return true;
}

static mlg_text measure(mlg_ruler *ruler, mlg_arena *arena, const char *string, mlg_font font,
                        mlg_align align, double width, bool even) {
  mlg_text text = {.font = font, .align = align};
  const mlg_question asked = {string, font.size, width, font.weight, even};
  if (string == NULL || mlg_recall_find(ruler->recall, &asked, arena, &text)) return text;
  if (lay_out(ruler, arena, &asked, font, &text))
    mlg_recall_keep(ruler->recall, &asked, &text);
  else
    text.n_lines = 0;
  return text;
}

mlg_text mlg_measure(mlg_ruler *ruler, mlg_arena *arena, const char *string, mlg_font font,
                     mlg_align align, double width) {
  return measure(ruler, arena, string, font, align, width, align == MLG_MIDDLE);
}

mlg_text mlg_measure_fit(mlg_ruler *ruler, mlg_arena *arena, const char *string, mlg_font font,
                         double width, size_t lines, double least) {
  mlg_text text = measure(ruler, arena, string, font, MLG_LEFT, width, true);
  while (text.n_lines > lines && font.size - 1 >= least) {
    font.size -= 1;
    text = measure(ruler, arena, string, font, MLG_LEFT, width, true);
  }
  return text;
}

mlg_text mlg_text_at(mlg_text text, double x, double y) {
  text.box = (mlg_box){x, y, x + mlg_text_width(text), y + mlg_text_height(text)};
  return text;
}

mlg_text mlg_text_around(mlg_text text, mlg_point centre) {
  return mlg_text_at(text, centre.x - mlg_text_width(text) / 2,
                     centre.y - mlg_text_height(text) / 2);
}

mlg_point mlg_text_anchor(const mlg_text *text, size_t line) {
  double x = text->align == MLG_LEFT     ? text->box.min_x
             : text->align == MLG_MIDDLE ? (text->box.min_x + text->box.max_x) / 2
                                         : text->box.max_x;
  return (mlg_point){x, text->box.min_y + text->font.size * (ASCENT + PITCH * (double)line)};
}

mlg_box mlg_line_box(const mlg_text *text, size_t line) {
  mlg_point at = mlg_text_anchor(text, line);
  double width = text->lines[line].width, size = text->font.size;
  double x = at.x - (text->align == MLG_LEFT ? 0 : text->align == MLG_MIDDLE ? width / 2 : width);
  return (mlg_box){x, at.y - ASCENT * size, x + width, at.y + DESCENT * size};
}
