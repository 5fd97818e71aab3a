/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/palette.h>

#include <math.h>
#include <string.h>

typedef struct {
  const char *name;
  mlg_rgb colours[MLG_RAMP_COLOURS];
} named_ramp;

static const named_ramp RAMPS[] = {
    {"fragilite", {0xFFF3D6, 0xFACB80, 0xF39C4F, 0xD65F2A, 0x8E2F14}},
    {"exposition", {0xF1EEF6, 0xC9C3E0, 0x9A8FC4, 0x6A5AA3, 0x3B2A75}},
    {"besoin", {0xE8F3F1, 0xAFD6D0, 0x6FB3AC, 0x2F8781, 0x0B4F4C}},
    {"ecart", {0x2166AC, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xB2182B}},
};

/* Need darkens to orange, offer to blue: a scale that no colour vision confounds, and where each
   step darkens in grey. */
static const mlg_rgb CROSSED[MLG_CROSSED_CLASSES][MLG_CROSSED_CLASSES] = {
    {0xF2EFEA, 0xA9C9DE, 0x4E95C2},
    {0xF2C08A, 0xA8A29E, 0x55728F},
    {0xD9661F, 0x8F5A4E, 0x35304A},
};

static const mlg_rgb PARTS[MLG_PART_COUNT] = {
    [MLG_SERVED] = 0x0072B2,
    [MLG_ORIENTATION] = 0x56B4E9,
    [MLG_SATURATED] = 0xE69F00,
    [MLG_OUT_OF_REACH] = 0x4D4D4D,
};

const mlg_rgb *mlg_ramp(const char *name) {
  for (size_t i = 0; i < sizeof RAMPS / sizeof *RAMPS; i++)
    if (strcmp(RAMPS[i].name, name) == 0) return RAMPS[i].colours;
  return RAMPS[0].colours;
}

static unsigned channel(mlg_rgb colour, unsigned shift) { return colour >> shift & 0xFF; }

static mlg_rgb blend(mlg_rgb a, mlg_rgb b, double share_of_b) {
  mlg_rgb mixed = 0;
  for (unsigned shift = 0; shift <= 16; shift += 8) {
    double value = channel(a, shift) * (1 - share_of_b) + channel(b, shift) * share_of_b;
    mixed |= (mlg_rgb)lround(value) << shift;
  }
  return mixed;
}

mlg_rgb mlg_ramp_colour(const mlg_rgb *ramp, size_t k, size_t n) {
  if (n < 2) return ramp[MLG_RAMP_COLOURS / 2];
  double at = (double)(k * (MLG_RAMP_COLOURS - 1)) / (double)(n - 1);
  size_t below = (size_t)at;
  if (below >= MLG_RAMP_COLOURS - 1) return ramp[MLG_RAMP_COLOURS - 1];
  return blend(ramp[below], ramp[below + 1], at - (double)below);
}

mlg_rgb mlg_crossed_colour(size_t need, size_t places) { return CROSSED[need][places]; }

mlg_rgb mlg_part_colour(mlg_part part) { return PARTS[part]; }

static double linear(unsigned value) {
  double share = value / 255.0;
  return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

double mlg_luminance(mlg_rgb colour) {
  return 0.2126 * linear(channel(colour, 16)) + 0.7152 * linear(channel(colour, 8)) +
         0.0722 * linear(channel(colour, 0));
}

mlg_rgb mlg_ink_on(mlg_rgb ground) {
  double light = mlg_luminance(ground);
  double with_white = 1.05 / (light + 0.05);
  double with_dark = (light + 0.05) / (mlg_luminance(MLG_INK) + 0.05);
  return with_white > with_dark ? MLG_WHITE : MLG_INK;
}
