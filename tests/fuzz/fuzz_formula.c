/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/need.h>

/* An indicator's formula: refused with a reason, or it can be evaluated. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const NAMES[] = {"a", "b", "population", "theta"};
  static const double VALUES[] = {12, 0, 3000, 1.5};
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  const mlg_formula *formula = NULL;
  const char *twice = NULL;
  mlg_status status = mlg_formula_parse(&arena, fuzz_text(&arena, data, size), NAMES, 4,
                                        (mlg_position){"essai.yaml", 3, 10}, &findings, &formula,
                                        &twice);
  if (status == MLG_OK) {
    mlg_estimate variables[4] = {{0}};
    for (int i = 0; i < 4; i++)
      variables[i] = (mlg_estimate){.value = VALUES[i], .low = VALUES[i] / 2, .high = VALUES[i]};
    mlg_formula_evaluate(formula, variables);
  }
  fuzz_close(&arena, &findings, status);
  return 0;
}
