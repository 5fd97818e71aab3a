/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TALLY_H
#define BASE_TALLY_H

#include <maillage/finding.h>

/**
 * @file
 * Codes and cells that share one trouble. A file of the wrong geography has
 * thousands of them: up to MLG_TALLY_MOST are told one by one, more make one
 * finding that names the first and says how many they are. Lent to the rooms that read tables.
 */
enum { MLG_TALLY_MOST = 20 };

typedef struct {
  const char *value;
  size_t line;
  double persons;
} mlg_tally_item;

/** Initialise with the fields above `count`. */
typedef struct {
  mlg_finding_code code;
  const char *file, *column;
  const char *expected; /**< NULL: the code's own words. */
  bool with_persons;    /**< `expected` is the population concerned. */
  bool as_one;          /**< Even a few make one finding. */
  size_t count;
  double persons; /**< Of those whose number is known. */
  bool any_known;
  mlg_tally_item items[MLG_TALLY_MOST];
} mlg_tally;

/** Adds one; `persons` is NaN when nobody knows. `value` is borrowed. */
void mlg_tally_add(mlg_tally *tally, const char *value, size_t line, double persons);

/** Reports what was added, if anything; the status of the code, or MLG_OK. */
mlg_status mlg_tally_report(const mlg_tally *tally, mlg_findings *findings);

#endif
