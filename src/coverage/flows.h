/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FLOWS_H
#define COVERAGE_FLOWS_H

#include "coverage/run.h"

/** Flows, as they come. */
typedef struct {
  size_t n, room;
  mlg_flow *flows;
} mlg_flow_list;

/** Lists who goes where in one family and scenario, summed by zone and offer, and sets the
 * exchanges with the neighbours. */
mlg_status mlg_list_flows(mlg_arena *arena, mlg_arena *scratch, const mlg_directory *directory,
                          const mlg_family_case *family_case, const mlg_allocation *allocation,
                          size_t scenario, mlg_exchange *exchange, mlg_flow_list *list);

/** Orders flows by scenario, zone and offer. */
void mlg_order_flows(const mlg_flow_list *list);

#endif
