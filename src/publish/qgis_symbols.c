/* SPDX-License-Identifier: Apache-2.0 */
/* Renderers of QGIS: what each class, ground and site looks like. */
#include "publish/qgis.h"

#include <math.h>
#include <stdio.h>

typedef struct {
  const char *name, *value;
} property;

/* "250,203,128,255" */
static const char *colour_of(mlg_rgb colour, char *text, size_t size) {
  snprintf(text, size, "%u,%u,%u,255", colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
  return text;
}

static void write_layer(xml_file *file, const char *class, const property *properties, size_t n) {
  mlg_xml_open(file, "layer");
  mlg_xml_set(file, "class", class);
  mlg_xml_set(file, "enabled", "1");
  mlg_xml_set(file, "locked", "0");
  mlg_xml_set(file, "pass", "0");
  mlg_xml_open(file, "Option");
  mlg_xml_set(file, "type", "Map");
  for (size_t i = 0; i < n; i++) {
    mlg_xml_open(file, "Option");
    mlg_xml_set(file, "type", "QString");
    mlg_xml_set(file, "name", properties[i].name);
    mlg_xml_set(file, "value", properties[i].value);
    mlg_xml_close(file);
  }
  mlg_xml_close(file);
  mlg_xml_close(file);
}

static void open_symbol(xml_file *file, const char *type, const char *name) {
  mlg_xml_open(file, "symbol");
  mlg_xml_set(file, "type", type);
  mlg_xml_set(file, "name", name);
  mlg_xml_set(file, "alpha", "1");
  mlg_xml_set(file, "clip_to_extent", "1");
  mlg_xml_set(file, "force_rhr", "0");
}

static void write_fill(xml_file *file, mlg_rgb fill, const char *pattern, mlg_rgb outline) {
  char inside[24], around[24];
  const property properties[] = {
      {"color", colour_of(fill, inside, sizeof inside)},
      {"style", pattern},
      {"outline_color", colour_of(outline, around, sizeof around)},
      {"outline_style", "solid"},
      {"outline_width", "0.15"},
      {"outline_width_unit", "MM"},
      {"joinstyle", "bevel"},
  };
  write_layer(file, "SimpleFill", properties, sizeof properties / sizeof *properties);
}

static void write_diamond(xml_file *file, mlg_rgb fill, const char *size) {
  char inside[24], around[24];
  const property properties[] = {
      {"name", "diamond"},
      {"color", colour_of(fill, inside, sizeof inside)},
      {"outline_color", colour_of(MLG_WHITE, around, sizeof around)},
      {"outline_style", "solid"},
      {"outline_width", "0.3"},
      {"outline_width_unit", "MM"},
      {"size", size},
      {"size_unit", "MM"},
  };
  write_layer(file, "SimpleMarker", properties, sizeof properties / sizeof *properties);
}

static void open_renderer(xml_file *file, const char *type, const char *attribute) {
  mlg_xml_open(file, "renderer-v2");
  mlg_xml_set(file, "type", type);
  if (attribute != NULL) mlg_xml_set(file, "attr", attribute);
  mlg_xml_set(file, "forceraster", "0");
  mlg_xml_set(file, "symbollevels", "0");
  mlg_xml_set(file, "enableorderby", "0");
  mlg_xml_set(file, "referencescale", "-1");
}

/* ---- zones ---- */

/* Our classes hold their lower bound, and QGIS takes the first that a figure fits in: each ends
 * at the last number below the next one. */
static void write_range(xml_file *file, mlg_arena *arena, const zone_style *style, size_t k) {
  const mlg_classes *classes = &style->classes;
  double low = k > 0 ? classes->bounds[k - 1] : 0;
  double high = k + 1 < classes->n ? nextafter(classes->bounds[k], 0) : style->most;
  char lower[32], upper[32], symbol[24];
  snprintf(lower, sizeof lower, "%.17g", low);
  snprintf(upper, sizeof upper, "%.17g", high);
  snprintf(symbol, sizeof symbol, "%zu", k);
  mlg_xml_open(file, "range");
  mlg_xml_set(file, "lower", lower);
  mlg_xml_set(file, "upper", upper);
  mlg_xml_set(file, "symbol", symbol);
  mlg_xml_set(file, "label", mlg_wording_class(arena, classes, k));
  mlg_xml_set(file, "render", "true");
  mlg_xml_close(file);
}

void mlg_qgis_graduated(xml_file *file, mlg_arena *arena, const zone_style *style) {
  open_renderer(file, "graduatedSymbol", style->attribute);
  mlg_xml_set(file, "graduatedMethod", "GraduatedColor");
  mlg_xml_open(file, "ranges");
  for (size_t k = 0; k < style->classes.n; k++) write_range(file, arena, style, k);
  mlg_xml_close(file);
  mlg_xml_open(file, "symbols");
  for (size_t k = 0; k < style->classes.n; k++) {
    char name[24];
    snprintf(name, sizeof name, "%zu", k);
    open_symbol(file, "fill", name);
    write_fill(file, mlg_ramp_colour(style->ramp, k, style->classes.n), "solid", MLG_WHITE);
    mlg_xml_close(file);
  }
  mlg_xml_close(file);
  mlg_xml_close(file);
}

void mlg_qgis_ground(xml_file *file) {
  open_renderer(file, "singleSymbol", NULL);
  mlg_xml_open(file, "symbols");
  open_symbol(file, "fill", "0");
  write_fill(file, MLG_WHITE, "solid", MLG_SIGN_INK);
  write_fill(file, MLG_SIGN_INK, "b_diagonal", MLG_SIGN_INK);
  mlg_xml_close(file);
  mlg_xml_close(file);
  mlg_xml_close(file);
}

/* ---- sites ---- */

static void write_category(xml_file *file, const char *value, const char *symbol, const char *label,
                           bool is_seen) {
  mlg_xml_open(file, "category");
  mlg_xml_set(file, "type", "string");
  mlg_xml_set(file, "value", value);
  mlg_xml_set(file, "symbol", symbol);
  mlg_xml_set(file, "label", label);
  mlg_xml_set(file, "render", is_seen ? "true" : "false");
  mlg_xml_close(file);
}

void mlg_qgis_sites(xml_file *file) {
  open_renderer(file, "categorizedSymbol",
                "CASE WHEN \"non_compte\" IS NULL THEN 'compte' ELSE 'non_compte' END");
  mlg_xml_open(file, "categories");
  write_category(file, "compte", "0", "Lieu recensé", true);
  write_category(file, "non_compte", "1", "Lieu recensé, mais non compté", false);
  mlg_xml_close(file);
  mlg_xml_open(file, "symbols");
  open_symbol(file, "marker", "0");
  write_diamond(file, mlg_part_colour(MLG_SERVED), "3");
  mlg_xml_close(file);
  open_symbol(file, "marker", "1");
  write_diamond(file, MLG_SIGN_INK, "2");
  mlg_xml_close(file);
  mlg_xml_close(file);
  mlg_xml_close(file);
}
