/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FLOWS_H
#define COVERAGE_FLOWS_H

#include "coverage/run.h"

/** Adds who goes where, summed by zone and offer, to the coverage's flows (which have room for
 *  `room`) and to its exchanges with the neighbours. */
mlg_status mlg_keep_flows(mlg_arena *arena, mlg_arena *scratch, const mlg_directory *directory,
                          const mlg_family_case *family_case, const mlg_allocation *allocation,
                          size_t scenario, size_t *room, mlg_coverage *coverage);

#endif
