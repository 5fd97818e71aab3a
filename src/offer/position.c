/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/position.h"

#include <maillage/text.h>

/* Metropolitan France, Corsica included, with a margin. */
static bool in_france(double latitude, double longitude) {
  return latitude >= 41 && latitude <= 52 && longitude >= -6 && longitude <= 10;
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
  bool swapped = !in_france(first, second) && in_france(second, first);
  if (!swapped && !in_france(first, second)) return MLG_POSITION_ABROAD;
  *latitude = swapped ? second : first;
  *longitude = swapped ? first : second;
  return swapped ? MLG_POSITION_SWAPPED : MLG_POSITION_GOOD;
}
