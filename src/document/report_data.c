/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

#include "draw/geography.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *mlg_report_json_text(const char *value) { return json_string(value != NULL ? value : ""); }

/* Whole numbers, zero above all, are many: they are written without ".0". */
json_t *mlg_report_json_number(double value) {
  if (!isfinite(value)) return json_null();
  bool whole = value == floor(value) && fabs(value) < 1e5;
  return whole ? json_integer((json_int_t)value) : json_real(value);
}

/* Keys are borrowed: the page's arena holds the words of flags, the need's those of cells. */
json_t *mlg_report_json_shared(const mlg_report_source *source, const char *text) {
  mlg_report_texts *texts = source->texts;
  size_t held, next = json_array_size(texts->list);
  if (text == NULL || mlg_index_add(&texts->index, text, next, &held) != MLG_OK) return NULL;
  if (held == next) json_array_append_new(texts->list, json_string(text));
  return json_integer((json_int_t)held);
}

json_t *mlg_report_json_figure(const mlg_report_source *source, double value, double low,
                               double high, const char *more) {
  bool says_more = more != NULL && *more != '\0';
  if (value == low && value == high && !says_more) return mlg_report_json_number(value);
  json_t *array = json_array();
  mlg_report_append(array, value);
  mlg_report_append(array, low);
  mlg_report_append(array, high);
  if (says_more) json_array_append_new(array, mlg_report_json_shared(source, more));
  return array;
}

void mlg_report_append(json_t *array, double value) {
  json_array_append_new(array, mlg_report_json_number(value));
}

void mlg_report_append_point(json_t *array, const mlg_report_source *source, mlg_point at) {
  json_array_append_new(array, json_integer((json_int_t)llround(at.x - source->corner.x)));
  json_array_append_new(array, json_integer((json_int_t)llround(at.y - source->corner.y)));
}

json_t *mlg_report_json_colour(mlg_report_page *page, unsigned colour) {
  return mlg_report_json_text(mlg_arena_printf(page->arena, "#%06X", colour & 0xFFFFFFu));
}

static mlg_point corner_of(const mlg_portrait *portrait) {
  mlg_level level = portrait->territory->level;
  const size_t whole = 0;
  if (portrait->shapes[level] == NULL) return (mlg_point){0, 0};
  mlg_box box = mlg_shapes_box(portrait->shapes[level], &whole, 1);
  return (mlg_point){floor(box.min_x), floor(box.min_y)};
}

/* From the finest to the widest; a level without outlines cannot be on a map. */
static mlg_status add_levels(const mlg_report_source *source, json_t *root) {
  json_t *levels = json_array();
  json_object_set_new(root, "niveaux", levels);
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    if (!mlg_territory_has(source->portrait->territory, level)) continue;
    json_t *made = NULL;
    MLG_TRY(mlg_report_json_level(source, level, &made));
    json_array_append_new(levels, made);
  }
  return MLG_OK;
}

static mlg_status fill(const mlg_report_source *source, json_t *root) {
  const mlg_portrait *portrait = source->portrait;
  json_t *corner = json_array(), *reasons = json_array();
  json_array_append_new(corner, json_integer((json_int_t)source->corner.x));
  json_array_append_new(corner, json_integer((json_int_t)source->corner.y));
  for (int shown = 0; shown < MLG_SHOWN_COUNT; shown++)
    json_array_append_new(reasons, mlg_report_json_text(mlg_shown_label((mlg_shown)shown)));
  json_object_set_new(root, "territoire", mlg_report_json_text(portrait->territory->name));
  json_object_set_new(root, "coin", corner);
  json_object_set_new(root, "motifs", reasons);
  json_object_set_new(root, "base", json_integer((json_int_t)portrait->base));
  json_object_set_new(root, "indicateurs", mlg_report_json_indicators(source));
  json_object_set_new(root, "familles", mlg_report_json_families(source));
  json_object_set_new(root, "scenarios", mlg_report_json_scenarios(source));
  json_object_set_new(root, "parametres", mlg_report_json_parameters(source));
  json_object_set_new(root, "parts", mlg_report_json_parts(source));
  json_object_set_new(root, "lieux", mlg_report_json_sites(source));
  json_object_set_new(
      root, "methode",
      mlg_report_json_text(mlg_wording_method(source->page->arena, portrait, MLG_NO_INDICATOR)));
  json_object_set_new(
      root, "sources",
      mlg_report_json_text(mlg_wording_sources(source->page->arena, portrait, MLG_NO_INDICATOR)));
  MLG_TRY(add_levels(source, root));
  json_object_set(root, "textes", source->texts->list);
  return MLG_OK;
}

/* Inside a script element, "</script>" and "<!--" would be markup: JSON can do without "<". */
static char *without_less_than(mlg_arena *arena, const char *json) {
  static const char ESCAPE[] = "\\u003c";
  size_t length = strlen(json), signs = 0;
  for (const char *c = json; *c != '\0'; c++) signs += *c == '<';
  char *text = MLG_NEW(arena, char, length + signs * strlen(ESCAPE) + 1), *to = text;
  for (; text != NULL && *json != '\0'; json++) {
    if (*json != '<') {
      *to++ = *json;
      continue;
    }
    memcpy(to, ESCAPE, strlen(ESCAPE));
    to += strlen(ESCAPE);
  }
  return text;
}

mlg_status mlg_report_data(mlg_report_page *page, char **json) {
  mlg_report_texts texts = {0};
  MLG_TRY(mlg_index_init(&texts.index, page->arena, 64));
  texts.list = json_array();
  const mlg_report_source source = {page, page->portrait, corner_of(page->portrait), &texts};
  json_t *root = json_object();
  mlg_status status = fill(&source, root);
  /* Three digits are shown: five are enough to round them from. */
  char *dumped = status == MLG_OK ? json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(5)) : NULL;
  json_decref(root);
  json_decref(texts.list);
  if (status == MLG_OK && dumped != NULL) *json = without_less_than(page->arena, dumped);
  bool lost = status == MLG_OK && (dumped == NULL || *json == NULL);
  free(dumped);
  return lost ? mlg_report(page->findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY}) : status;
}
