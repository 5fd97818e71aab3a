/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "colour.h"
#include "draw/signs.h"

/* Told apart by colour-blind readers and in grey: neighbours in a legend differ by at least
 * LEAST of CIEDE2000 however they are seen, where 1 is hardly seen and 5 is seen at a glance. */
static const double LEAST = 7;

/* With more classes than the five that suit a slide, asked for one by one. */
static const double LEAST_OF_MANY = 4;

/* Sharma, Wu and Dalal (2005), "The CIEDE2000 color-difference formula: implementation notes,
 * supplementary test data, and mathematical observations", Color Research and Application 30(1),
 * table 1. */
static const double SHARMA[][7] = {
    {50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425},
    {50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615},
    {50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412},
    {50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000},
    {50, 0, 0, 50, -1, 2, 2.3669},
    {50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792},
    {50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195},
    {50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045},
    {50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461},
    {50, 2.5, 0, 50, 0, -2.5, 4.3065},
    {50, 2.5, 0, 73, 25, -18, 27.1492},
    {50, 2.5, 0, 61, -5, 29, 22.8977},
    {50, 2.5, 0, 56, -27, -3, 31.9030},
    {50, 2.5, 0, 58, 24, 15, 19.4535},
    {50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000},
    {50, 2.5, 0, 50, 1.8634, 0.5757, 1.0000},
    {60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644},
    {63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630},
    {61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731},
    {35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645},
    {22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373},
    {36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146},
    {90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441},
    {90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381},
    {6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377},
    {2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082},
};

static void difference_is_the_published_one(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof SHARMA / sizeof *SHARMA; i++) {
    const double *row = SHARMA[i];
    lab x = {row[0], row[1], row[2]}, y = {row[3], row[4], row[5]};
    assert_near(colour_difference(x, y), row[6], 5e-5 /* as many digits as are published */);
    assert_near(colour_difference(y, x), row[6], 5e-5);
  }
}

static void simulation_keeps_greys(void **state) {
  (void)state;
  for (vision by = PLAIN; by < VISIONS; by++) {
    assert_near(colour_lab(colour_seen(MLG_WHITE, by)).l, 100, 0.01 /* L* */);
    assert_true(colour_apart(0x808080, 0x808080, by) < 1e-9);
    assert_true(colour_apart(0x808080, 0x000000, by) > 30);
  }
  /* Red and green of one luminance: far apart, but not for those who lack a cone. */
  assert_true(colour_apart(0xD03030, 0x4F7F10, PLAIN) > 40);
  assert_true(colour_apart(0xD03030, 0x4F7F10, DEUTERANOPIA) < 20);
}

static void assert_apart(const char *what, mlg_rgb a, mlg_rgb b, vision by, double least) {
  double apart = colour_apart(a, b, by);
  if (apart < least)
    fail_msg("%s: #%06X and #%06X are %.1f apart (vision %d)", what, a, b, apart, (int)by);
}

/* A difference has as many classes on each side of zero, hence an odd number. */
static void assert_ramp(const char *name, size_t n) {
  const mlg_rgb *ramp = mlg_ramp(name);
  double least = n <= MLG_RAMP_COLOURS ? LEAST : LEAST_OF_MANY;
  for (size_t k = 1; k < n; k++)
    for (vision by = PLAIN; by < VISIONS; by++)
      assert_apart(name, mlg_ramp_colour(ramp, k - 1, n), mlg_ramp_colour(ramp, k, n), by, least);
}

static void neighbouring_classes_are_told_apart(void **state) {
  (void)state;
  for (size_t n = 2; n <= MLG_MOST_CLASSES; n++) {
    assert_ramp("fragilite", n);
    assert_ramp("exposition", n);
    assert_ramp("besoin", n);
    if (n % 2 == 1) assert_ramp("ecart", n);
  }
}

/* Both sides of zero are one grey; red and blue, they differ for every colour vision. */
static void sides_of_a_difference_are_told_apart(void **state) {
  (void)state;
  const mlg_rgb *ramp = mlg_ramp("ecart");
  for (vision by = PLAIN; by < GREY; by++)
    for (size_t k = 0; k < MLG_RAMP_COLOURS / 2; k++)
      assert_apart("ecart", ramp[k], ramp[MLG_RAMP_COLOURS - 1 - k], by, 2 * LEAST);
}

static void crossed_cells_are_told_apart(void **state) {
  (void)state;
  enum { SIDE = MLG_CROSSED_CLASSES };
  for (vision by = PLAIN; by < VISIONS; by++)
    for (size_t need = 0; need < SIDE; need++)
      for (size_t places = 0; places < SIDE; places++) {
        mlg_rgb one = mlg_crossed_colour(need, places);
        if (need + 1 < SIDE)
          assert_apart("croisement", one, mlg_crossed_colour(need + 1, places), by, LEAST);
        if (places + 1 < SIDE)
          assert_apart("croisement", one, mlg_crossed_colour(need, places + 1), by, LEAST);
      }
}

/* The causes of a circle; in grey, a ring and lines tell them apart. */
static void causes_are_told_apart(void **state) {
  (void)state;
  for (vision by = PLAIN; by < GREY; by++)
    for (mlg_part a = MLG_ORIENTATION; a < MLG_PART_COUNT; a++)
      for (mlg_part b = a + 1; b < MLG_PART_COUNT; b++)
        assert_apart("causes", mlg_part_colour(a), mlg_part_colour(b), by, LEAST);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(difference_is_the_published_one),
      cmocka_unit_test(simulation_keeps_greys),
      cmocka_unit_test(neighbouring_classes_are_told_apart),
      cmocka_unit_test(sides_of_a_difference_are_told_apart),
      cmocka_unit_test(crossed_cells_are_told_apart),
      cmocka_unit_test(causes_are_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
