/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_KEY_H
#define DRAW_KEY_H

#include "draw/map.h"

enum { MLG_MOST_BREAKS = 24 };

/**
 * @file
 * The key, beside the map: written from the top down by one function a map,
 * again and again in smaller type until it holds in its column.
 */
typedef struct {
  mlg_map *map;
  double scale; /**< Of type and signs, 1 or less. */
  double y;     /**< Where the next thing goes. */
  size_t n_breaks;
  struct {
    size_t item;
    double y;
  } breaks[MLG_MOST_BREAKS]; /**< Where a second column may start. */
} mlg_key;

typedef void mlg_key_writer(mlg_key *key, const void *context);

/** Writes the key at the largest scale that holds; with the names of numbered zones, where there
 *  is room for them. */
void mlg_key_write(mlg_map *map, mlg_key_writer *write, const void *context);

/** The names of numbered zones from (x, y), `width` px wide; returns where they end. Only
 *  measured when not to `write`. */
double mlg_key_names(mlg_map *map, double x, double y, double width, bool write);

void mlg_key_gap(mlg_key *key, double px);
void mlg_key_heading(mlg_key *key, const char *text);
void mlg_key_note(mlg_key *key, const char *text);

/** A sign, what it means, and how many ("19 IRIS"; NULL for none). */
void mlg_key_swatch(mlg_key *key, mlg_paint paint, const char *label, const char *count);
void mlg_key_disc(mlg_key *key, mlg_paint paint, double radius, const char *label,
                  const char *count);

/** The signs of zones without a figure, those that the map has. */
void mlg_key_signs(mlg_key *key, const size_t hidden[MLG_SHOWN_COUNT]);

/** The diamond of a site, and what it means. */
void mlg_key_site(mlg_key *key, const char *label, const char *count);

/** A diamond of any size, and a line, and what they mean. */
void mlg_key_diamond(mlg_key *key, mlg_paint paint, double radius, const char *label,
                     const char *count);
void mlg_key_line(mlg_key *key, mlg_rgb colour, double width, const char *label, const char *count);

/** A label and, at the right, what it is worth; `note` under it, or NULL. */
void mlg_key_row(mlg_key *key, const char *label, const char *value, const char *note);

/** The one big number: where, how many, of what, and what to compare it with (or NULL). */
void mlg_key_number(mlg_key *key, const char *of, const char *number, mlg_rgb colour,
                    const char *note, const char *comparison);

/** "entre 239 et 3 550" from two worded bounds; "à l'arrondi près" when they read the same. */
char *mlg_key_between(mlg_map *map, const char *low, const char *high);

/** One bar over the whole column, `high` px before scale: `n` values in their paints. */
void mlg_key_bar(mlg_key *key, double high, const double *values, const mlg_paint *paints,
                 size_t n);

/** Three nested circles of round numbers of persons; `per_root` px for one person's root. */
void mlg_key_circles(mlg_key *key, double largest, double per_root);

/** "19 IRIS", "1 quartier". */
char *mlg_key_tally(mlg_map *map, size_t n);

/** The largest of 1, 2 and 5 times a power of ten that is at most `most`; 0 below it all. */
double mlg_round_below(double most);

void mlg_draw_diamond(mlg_map *map, mlg_role role, mlg_point at, double radius, mlg_paint paint,
                      const mlg_box *clip, const char *tooltip);

/** The diamond that stands for a site. */
void mlg_draw_site(mlg_map *map, mlg_role role, mlg_point at, const mlg_box *clip,
                   const char *tooltip);

/** Half the width of a site's diamond, px. */
#define MLG_SITE_RADIUS 7.0

#endif
