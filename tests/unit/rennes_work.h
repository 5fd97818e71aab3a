/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_RENNES_WORK_H
#define TESTS_RENNES_WORK_H

#include "pipeline/work.h"

/* Rennes Métropole's project on its real data, up to its offer; its store is at `path`.
 * After mlg_load_begin(). */
static inline mlg_status rennes_compute(mlg_work *work, const char *path) {
  MLG_TRY(mlg_project_read(work->arena, "geodata/rennes-metropole/projet.yaml", TEST_SHARE,
                           work->findings, &work->project));
  MLG_TRY(mlg_read_inputs(work));
  MLG_TRY(mlg_build_territory(work, path));
  MLG_TRY(mlg_build_need(work));
  return mlg_build_offer(work);
}

#endif
