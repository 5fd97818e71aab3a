/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FLOWS_H
#define COVERAGE_FLOWS_H

#include "coverage/run.h"

/** The flows of one family in one scenario. */
typedef struct {
  size_t n;
  mlg_flow *flows;
} mlg_flow_list;

/** Lists who goes where, summed by zone and offer, and sets the exchanges with the neighbours.
 *  There is room in `arena` for a flow an arc: what is not written takes no memory. */
mlg_status mlg_list_flows(mlg_arena *arena, mlg_arena *scratch, const mlg_directory *directory,
                          const mlg_family_case *family_case, const mlg_allocation *allocation,
                          size_t scenario, mlg_exchange *exchange, mlg_flow_list *list);

/** Puts lists together, by scenario, zone and offer. */
mlg_status mlg_keep_flows(mlg_arena *arena, const mlg_flow_list *lists, size_t n,
                          mlg_coverage *coverage);

#endif
