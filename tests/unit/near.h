/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* cmocka 1.1.5 compares floats, not doubles. The tolerance is in the unit of the values. */
#define assert_near(actual, expected, tolerance)                                                   \
  do {                                                                                             \
    double near_a = (actual), near_e = (expected);                                                 \
    if (!(fabs(near_a - near_e) <= (tolerance)))                                                   \
      fail_msg("%s is %.12g, expected %.12g within %g", #actual, near_a, near_e,                   \
               (double)(tolerance));                                                               \
  } while (0)

#endif
