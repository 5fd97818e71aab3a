/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_VARIANT_H
#define COVERAGE_VARIANT_H

#include "coverage/case.h"

/**
 * @file
 * What a variant of the project changes in the case of a family. Its actions are resolved.
 */

/** Closes sites, and adds to the capacities of those that have more helpers or half-days. */
void mlg_variant_offers(const mlg_case_source *source, size_t scenario, mlg_family family,
                        mlg_scenario_offer *offers);

/** Opens what is new among the places of a case, which has room for one an action, and moves
 *  those that go elsewhere: by distance then, whatever a table of minutes says of the old place. */
void mlg_variant_places(const mlg_case_source *source, size_t scenario,
                        mlg_family_case *family_case, mlg_destination *destinations,
                        mlg_estimate *capacity);

#endif
