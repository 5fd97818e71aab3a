/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/csv.h>
#include <maillage/publish.h>

/* constats.csv. */

static mlg_status write_rows(mlg_arena *arena, const mlg_findings *all, const char *path,
                             mlg_findings *findings) {
  mlg_finding_row *rows;
  if (mlg_publish_finding_rows(arena, all, &rows) != MLG_OK)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_csv_out csv;
  MLG_TRY(mlg_csv_begin(&csv, arena, path, MLG_CSV_FRENCH, findings));
  mlg_csv_line(&csv, MLG_FINDING_COLUMN_NAMES, MLG_FINDING_COLUMNS);
  for (size_t i = 0; i < all->count; i++) mlg_csv_line(&csv, rows[i].cells, MLG_FINDING_COLUMNS);
  return mlg_csv_end(&csv, MLG_OK, findings);
}

mlg_status mlg_publish_findings(const mlg_findings *all, const char *path, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_status status = write_rows(&arena, all, path, findings);
  mlg_arena_free(&arena);
  return status;
}
