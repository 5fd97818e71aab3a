/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_SITING_EFFECT_H
#define COVERAGE_SITING_EFFECT_H

#include "coverage/run.h"

#include <maillage/siting.h>

/** A candidate as a place people go to. */
mlg_destination mlg_candidate_destination(const mlg_candidate *candidate);

/** The four parts of the whole territory in a case. */
mlg_status mlg_siting_parts(mlg_arena *scratch, const mlg_family_case *family_case,
                            const mlg_estimate *need, mlg_parts *parts);

/** The same once each candidate has the half-days `given` to it. At a site that has an offer of
 *  the family they add to its places; elsewhere they open a new offer. */
mlg_status mlg_siting_effect(mlg_arena *scratch, const mlg_siting_request *request,
                             const mlg_family_case *family_case, const mlg_estimate *need,
                             const size_t *given, mlg_parts *parts);

#endif
