/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_DEMAND_CASE_H
#define COVERAGE_DEMAND_CASE_H

#include "coverage/run.h"

/**
 * @file
 * What a count of those who came says of where they started from.
 */

/** Gives the case an access of its own, where the people of a zone that an offer reaches in
 *  part all start from that part: whoever was counted at a place could reach it. */
mlg_status mlg_case_keep_to_reach(mlg_arena *arena, mlg_family_case *family_case);

#endif
