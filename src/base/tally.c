/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tally.h"

#include <maillage/text.h>

#include <math.h>

void mlg_tally_add(mlg_tally *tally, const char *value, size_t line, double persons) {
  if (tally->count < MLG_TALLY_MOST)
    tally->items[tally->count] = (mlg_tally_item){value, line, persons};
  tally->count++;
  if (isnan(persons)) return;
  tally->persons += persons;
  tally->any_known = true;
}

/* One finding; its population is written so that it reads the same in both languages. */
static mlg_status report(const mlg_tally *tally, mlg_findings *findings, const char *value,
                         size_t line, double persons) {
  const char *expected = tally->expected;
  if (tally->with_persons) {
    const char *count = mlg_french_count(findings->arena, persons);
    MLG_HAVE(count);
    expected = mlg_arena_printf(findings->arena, "population %s", count);
    MLG_HAVE(expected);
  }
  return mlg_report(findings, (mlg_finding){.code = tally->code,
                                            .file = tally->file,
                                            .line = line,
                                            .column = tally->column,
                                            .value = value,
                                            .expected = expected});
}

/* One finding for all: "350010101… (172)", the same in both languages. */
static mlg_status report_all(const mlg_tally *tally, mlg_findings *findings) {
  const mlg_tally_item *first = &tally->items[0];
  const char *value = mlg_arena_printf(findings->arena, "%s… (%zu)",
                                       first->value != NULL ? first->value : "", tally->count);
  MLG_HAVE(value);
  return report(tally, findings, value, first->line, tally->any_known ? tally->persons : NAN);
}

mlg_status mlg_tally_report(const mlg_tally *tally, mlg_findings *findings) {
  if (tally->count > (tally->as_one ? 1 : MLG_TALLY_MOST)) return report_all(tally, findings);
  /* One code, one status: the last is that of all. */
  mlg_status status = MLG_OK;
  for (size_t i = 0; i < tally->count && status != MLG_FAILURE; i++) {
    const mlg_tally_item *item = &tally->items[i];
    status = report(tally, findings, item->value, item->line, item->persons);
  }
  return status;
}
