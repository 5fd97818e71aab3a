/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/label_ways.h"

#include <math.h>
#include <string.h>

typedef struct {
  mlg_ruler *ruler;
  mlg_arena *arena;
  mlg_font font;
  mlg_ways ways;
} breaking;

static mlg_text measured(breaking *b, const char *name, double width) {
  if (name == NULL) return (mlg_text){0};
  return mlg_measure(b->ruler, b->arena, name, b->font, MLG_MIDDLE, width);
}

/* A way that has no more lines than the one before adds nothing. */
static void add(breaking *b, mlg_text text) {
  mlg_ways *ways = &b->ways;
  if (ways->n < MLG_MOST_WAYS && (ways->n == 0 || text.n_lines > ways->texts[ways->n - 1].n_lines))
    ways->texts[ways->n++] = text;
}

/* Ends a line at `dash` (" - "), the dash dropped. */
static void end_line(char *dash) {
  *dash = '\n';
  memmove(dash + 1, dash + 3, strlen(dash + 3) + 1);
}

/* "A - B - C" as two lines: the narrower of its two ways. */
static mlg_text halved(breaking *b, const char *name) {
  mlg_text best = {0};
  for (const char *dash = strstr(name, " - "); dash != NULL; dash = strstr(dash + 1, " - ")) {
    char *copy = mlg_arena_strdup(b->arena, name);
    if (copy == NULL) break;
    end_line(copy + (dash - name));
    mlg_text text = measured(b, copy, MLG_UNBOUNDED);
    if (best.n_lines == 0 || mlg_text_width(text) < mlg_text_width(best)) best = text;
  }
  return best;
}

/* As many lines as parts. */
static mlg_text parted(breaking *b, const char *name) {
  char *copy = mlg_arena_strdup(b->arena, name);
  if (copy == NULL) return (mlg_text){0};
  for (char *dash; (dash = strstr(copy, " - ")) != NULL;) end_line(dash);
  return measured(b, copy, MLG_UNBOUNDED);
}

/* The width of the longest word. */
static double longest_word(breaking *b, const char *name) {
  char *copy = mlg_arena_alloc(b->arena, 2 * strlen(name) + 1, 1);
  if (copy == NULL) return MLG_UNBOUNDED;
  char *out = copy;
  for (const char *in = name; *in != '\0'; in++) {
    *out++ = *in == ' ' ? '\n' : *in;
    if (*in == '-') *out++ = '\n';
  }
  return mlg_text_width(measured(b, copy, MLG_UNBOUNDED));
}

static void narrow(breaking *b, const char *name) {
  static const double SHARES[] = {0.62, 0.42};
  double natural = mlg_text_width(b->ways.texts[0]), least = longest_word(b, name) + 1;
  for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
    add(b, measured(b, name, fmax(natural * SHARES[i], least)));
}

mlg_ways mlg_label_ways(mlg_ruler *ruler, mlg_arena *arena, const char *name, mlg_font font) {
  breaking b = {ruler, arena, font, {0}};
  add(&b, measured(&b, name, MLG_UNBOUNDED));
  if (strstr(name, " - ") == NULL) {
    narrow(&b, name);
  } else {
    add(&b, halved(&b, name));
    add(&b, parted(&b, name));
  }
  return b.ways;
}
