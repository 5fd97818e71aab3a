/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/position.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* Metropolitan France, Corsica included, with a margin. */
static bool in_france(double latitude, double longitude) {
  return latitude >= 41 && latitude <= 52 && longitude >= -6 && longitude <= 10;
}

/* The same in Lambert-93; no pair of degrees can be taken for it. */
static bool in_grid(double x, double y) {
  return x >= 0 && x <= 1300000 && y >= 6000000 && y <= 7200000;
}

/* Inverse of the secant conic projection, with the constants of Lambert-93: IGN, note NT/G 71,
 * algorithms 2 and 4. RGF93 and WGS84 are one to the metre; the pipeline projects back. */
static void from_lambert(double x, double y, double *latitude, double *longitude) {
  static const double N = 0.7256077650532670, C = 11754255.4261, XS = 700000, YS = 12655612.0499,
                      E = 0.08181919104282, MERIDIAN = 3, DEGREES = 57.295779513082323,
                      RIGHT_ANGLE = 1.5707963267948966;
  double radius = hypot(x - XS, y - YS);
  double isometric = -log(radius / C) / N;
  double phi = 2 * atan(exp(isometric)) - RIGHT_ANGLE;
  for (int i = 0; i < 8; i++) { /* Each turn gains more than two figures. */
    double sine = E * sin(phi);
    phi = 2 * atan(pow((1 + sine) / (1 - sine), E / 2) * exp(isometric)) - RIGHT_ANGLE;
  }
  *latitude = phi * DEGREES;
  *longitude = MERIDIAN + atan((x - XS) / (YS - y)) / N * DEGREES;
}

mlg_position_kind mlg_position_read(const char *latitude_text, const char *longitude_text,
                                    double *latitude, double *longitude) {
  double first, second;
  if (!mlg_parse_number(latitude_text, ".,", &first) ||
      !mlg_parse_number(longitude_text, ".,", &second))
    return MLG_POSITION_MISSING;
  /* A round 0 is how some exports write "unknown". The Greenwich meridian does
   * cross France, but no address lies on it to the last decimal. */
  if (first == 0 || second == 0) return MLG_POSITION_MISSING;
  if (in_grid(first, second) || in_grid(second, first)) {
    bool x_first = in_grid(first, second);
    from_lambert(x_first ? first : second, x_first ? second : first, latitude, longitude);
    return MLG_POSITION_METRES;
  }
  bool swapped = !in_france(first, second) && in_france(second, first);
  if (!swapped && !in_france(first, second)) return MLG_POSITION_ABROAD;
  *latitude = swapped ? second : first;
  *longitude = swapped ? first : second;
  return swapped ? MLG_POSITION_SWAPPED : MLG_POSITION_GOOD;
}

bool mlg_position_split(const char *text, char latitude[32], char longitude[32]) {
  static const char GAPS[] = " ,;[]()";
  const char *parts[2];
  size_t lengths[2];
  for (int i = 0; i < 2; i++) {
    text += strspn(text, GAPS);
    parts[i] = text;
    lengths[i] = strcspn(text, GAPS);
    if (lengths[i] == 0 || lengths[i] >= 32) return false;
    text += lengths[i];
  }
  memcpy(latitude, parts[0], lengths[0]);
  memcpy(longitude, parts[1], lengths[1]);
  latitude[lengths[0]] = longitude[lengths[1]] = '\0';
  return text[strspn(text, GAPS)] == '\0';
}

bool mlg_position_of_shape(mlg_blob shape, double *latitude, double *longitude) {
  enum { HEADER = 5, POINT = 1 }; /* Byte order, then the type. */
  unsigned type;
  double at[2];
  if (shape.bytes == NULL || shape.size < HEADER + sizeof at || shape.bytes[0] != 1) return false;
  memcpy(&type, shape.bytes + 1, sizeof type);
  memcpy(at, shape.bytes + HEADER, sizeof at);
  /* With or without a height: 1, 1001, or 1 with its highest bit set. */
  if ((type & 0x7FFFFFFFu) % 1000 != POINT || !in_grid(at[0], at[1])) return false;
  from_lambert(at[0], at[1], latitude, longitude);
  return true;
}
