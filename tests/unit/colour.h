/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_COLOUR_H
#define TESTS_COLOUR_H

/* How far apart two colours look, to whom. */

#include <maillage/palette.h>
#include <math.h>

typedef struct {
  double l, a, b;
} lab;

typedef struct {
  double r, g, b;
} linear_rgb;

/* How colours are seen. */
typedef enum { PLAIN, DEUTERANOPIA, PROTANOPIA, GREY, VISIONS } vision;

static inline double colour_linear(unsigned value) {
  double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color
 * vision deficiency", IEEE TVCG 15(6), severity 1; grey keeps the luminance alone. */
static inline linear_rgb colour_seen(mlg_rgb colour, vision by) {
  static const double MATRICES[VISIONS][3][3] = {
      [PLAIN] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
      [DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                        {0.280085, 0.672501, 0.047413},
                        {-0.011820, 0.042940, 0.968881}},
      [PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                      {0.114503, 0.786281, 0.099216},
                      {-0.003882, -0.048116, 1.051998}},
      [GREY] = {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
  };
  double in[3], out[3];
  for (int i = 0; i < 3; i++) in[i] = colour_linear(colour >> (16 - 8 * i) & 0xFF);
  for (int i = 0; i < 3; i++) {
    const double *row = MATRICES[by][i];
    out[i] = fmin(fmax(row[0] * in[0] + row[1] * in[1] + row[2] * in[2], 0), 1);
  }
  return (linear_rgb){out[0], out[1], out[2]};
}

static inline double colour_root(double t) {
  return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* under D65, from linear sRGB (IEC 61966-2-1). */
static inline lab colour_lab(linear_rgb c) {
  double x = colour_root((0.4124564 * c.r + 0.3575761 * c.g + 0.1804375 * c.b) / 0.95047);
  double y = colour_root(0.2126729 * c.r + 0.7151522 * c.g + 0.0721750 * c.b);
  double z = colour_root((0.0193339 * c.r + 0.1191920 * c.g + 0.9503041 * c.b) / 1.08883);
  return (lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/* Degrees, 0 to 360; 0 for a grey. */
static inline double colour_hue(double a, double b) {
  double degrees = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / acos(-1);
  return degrees < 0 ? degrees + 360 : degrees;
}

static inline double colour_cos(double degrees) { return cos(degrees * acos(-1) / 180); }

static inline double colour_seventh(double chroma) {
  return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

/* The mean of two hues, the short way round; greys have none. */
static inline double colour_mean_hue(double h1, double h2, double product) {
  if (product == 0) return h1 + h2;
  if (fabs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

/* CIEDE2000, CIE 142-2001. */
static inline double colour_difference(lab x, lab y) {
  double g = 0.5 * (1 - colour_seventh((hypot(x.a, x.b) + hypot(y.a, y.b)) / 2));
  double a1 = (1 + g) * x.a, a2 = (1 + g) * y.a;
  double c1 = hypot(a1, x.b), c2 = hypot(a2, y.b), c = (c1 + c2) / 2;
  double h1 = colour_hue(a1, x.b), h2 = colour_hue(a2, y.b), turn = h2 - h1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  if (c1 * c2 == 0) turn = 0;
  double hue = 2 * sqrt(c1 * c2) * sin(turn * acos(-1) / 360);
  double h = colour_mean_hue(h1, h2, c1 * c2), l = (x.l + y.l) / 2;
  double t = 1 - 0.17 * colour_cos(h - 30) + 0.24 * colour_cos(2 * h) +
             0.32 * colour_cos(3 * h + 6) - 0.20 * colour_cos(4 * h - 63);
  double square = (l - 50) * (l - 50);
  double sl = 1 + 0.015 * square / sqrt(20 + square), sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  double around = (h - 275) / 25, angle = 60 * exp(-around * around);
  double rotation = -2 * colour_seventh(c) * sin(angle * acos(-1) / 180);
  double dl = (y.l - x.l) / sl, dc = (c2 - c1) / sc, dh = hue / sh;
  return sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

static inline double colour_apart(mlg_rgb a, mlg_rgb b, vision by) {
  return colour_difference(colour_lab(colour_seen(a, by)), colour_lab(colour_seen(b, by)));
}

#endif
