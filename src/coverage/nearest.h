/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_NEAREST_H
#define COVERAGE_NEAREST_H

#include "coverage/run.h"

/** Sets the nearest offer of a family, at every level of `territory`. */
mlg_status mlg_fold_nearest(mlg_arena *scratch, const mlg_territory *territory,
                            const mlg_family_case *family_case, mlg_coverage *coverage);

#endif
