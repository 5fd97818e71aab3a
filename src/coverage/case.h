/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_CASE_H
#define COVERAGE_CASE_H

#include "coverage/run.h"

#include <maillage/demand.h>

/**
 * @file
 * From a project to the case of one family: its zones, its offers, who reaches what, and how
 * many persons a scenario has seek help.
 */

/** What all cases are made from. */
typedef struct {
  const mlg_project *project;
  const mlg_access *access;
  const mlg_need *need;
  size_t base;
  const mlg_directory *directory;
  mlg_findings *findings;
} mlg_case_source;

/** The offers that count whatever the scenario: those of the directory. NULL: memory is short. */
mlg_scenario_offer *mlg_case_offers(mlg_arena *arena, const mlg_case_source *source,
                                    mlg_family family);

/** Zones, the offers of `taken` (one entry an offer of the directory), and who reaches what. */
mlg_status mlg_case_make(mlg_arena *arena, const mlg_case_source *source, mlg_family family,
                         const mlg_scenario_offer *taken, mlg_family_case *family_case);

/** Whether a scenario shares the case of its family with others: it has no places of its own
 *  and is no variant, counts persons, and lets people start from anywhere. */
bool mlg_case_is_shared(const mlg_scenario *scenario);

/** The case of a scenario that does not share it; but it may be asked of any. */
mlg_status mlg_case_of_scenario(mlg_arena *arena, const mlg_case_source *source, mlg_family family,
                                size_t scenario, mlg_family_case *family_case);

/** The need of a scenario, by zone (neighbours last): the one place that asks for it. */
mlg_status mlg_case_need(mlg_arena *scratch, const mlg_case_source *source,
                         const mlg_family_case *family_case, size_t scenario, mlg_estimate *need);

#endif
