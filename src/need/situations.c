/* SPDX-License-Identifier: Apache-2.0 */
#include "need/formula.h"

#include <math.h>

/*
 * Situations that may be combined: four overlapping parts, of which only the
 * overlap of two is known. Their union is no smaller than the largest part and no
 * larger than their sum; what is shown is the sum less the known overlap.
 */
enum { N_PARTS = 4, OVERLAP = N_PARTS };

/* What to take off: nothing where nobody has the overlap (a source that stands in for
   another may lack it), which leaves the value high within its bounds. */
static double known_overlap(mlg_estimate overlap, uint32_t *flags) {
  bool missing = !mlg_is_known(overlap) && !(overlap.flags & MLG_SUPPRESSED);
  if (!missing) *flags |= overlap.flags;
  return missing ? 0 : overlap.value;
}

mlg_estimate mlg_situations_estimate(const mlg_estimate *x, unsigned *notes) {
  mlg_estimate sum = x[0];
  double largest = x[0].value, low = x[0].low;
  (void)notes;
  for (int i = 1; i < N_PARTS; i++) {
    sum = mlg_add(sum, x[i]);
    largest = fmax(largest, x[i].value);
    low = fmax(low, x[i].low);
  }
  sum.low = low;
  double overlap = known_overlap(x[OVERLAP], &sum.flags);
  sum.flags &= ~(uint32_t)MLG_PUBLISHED;
  /* An overlap apportioned to a zone may exceed its parts there. */
  if (mlg_is_known(sum)) sum.value = isnan(overlap) ? NAN : fmax(largest, sum.value - overlap);
  return sum;
}
