/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/project.h>

/* The project file: refused with a reason, or read. No file is looked at. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  const mlg_setting setting = {"projet.yaml", fuzz_text(&arena, data, size)};
  const mlg_settings settings = {1, &setting};
  mlg_project project;
  mlg_status status = mlg_project_restore(&arena, &settings, "2026-11-22", &findings, &project);
  fuzz_close(&arena, &findings, status);
  return 0;
}
