/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/workbook.h>

#include "workbook/book.h"
#include "workbook/readback.h"

#include <sys/statvfs.h>

/* The rows of the longest sheet. */
static size_t longest(const mlg_portrait *portrait) {
  size_t most = mlg_uncovered_rows(portrait);
  if (portrait->findings->count > most) most = portrait->findings->count;
  const mlg_directory *directory = portrait->directory;
  if (directory->n_sites > most) most = directory->n_sites;
  if (directory->n_offers > most) most = directory->n_offers;
  if (directory->n_matches > most) most = directory->n_matches;
  const mlg_territory *territory = portrait->territory;
  size_t compared = territory->n_zones[MLG_QUARTIER] * portrait->project->n_indicators;
  if (mlg_territory_has(territory, MLG_QUARTIER) && compared > most) most = compared;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    if (territory->n_zones[level] > most) most = territory->n_zones[level];
  return most < MOST_ROWS ? most : MOST_ROWS;
}

/* Whether temporary files have room: sheets before compression, 60 bytes a cell at most. */
static bool has_room(const mlg_portrait *portrait, const char *scratch) {
  enum { FIXED = 1 << 20, CELLS = 80, BYTES = 60 };
  struct statvfs disk;
  if (statvfs(scratch, &disk) != 0) return false;
  unsigned long long free_bytes = (unsigned long long)disk.f_bavail * disk.f_frsize;
  return free_bytes >= FIXED + (unsigned long long)longest(portrait) * CELLS * BYTES;
}

/* libxlsxwriter prints on stderr when it cannot create its file: tried first. */
static bool can_create(const char *path) {
  FILE *file = fopen(path, "wb");
  return file != NULL && fclose(file) == 0;
}

/* The file has its own copies of what a sheet said. */
static mlg_status written(wb_book *book, mlg_status status) {
  mlg_arena_clear(book->arena);
  return status;
}

/* What help there is, and how sure that is. */
static mlg_status write_offer_sheets(wb_book *book) {
  MLG_TRY(written(book, mlg_sheet_sites(book)));
  MLG_TRY(written(book, mlg_sheet_offers(book)));
  MLG_TRY(written(book, mlg_sheet_basics(book)));
  if (book->portrait->coverage->access != NULL) MLG_TRY(written(book, mlg_sheet_verify(book)));
  return written(book, mlg_sheet_matches(book));
}

/* From the explanation to the answer, then from the finest figures to what they rest on. Who
 * reaches what is known in a run only. */
static mlg_status write_sheets(wb_book *book) {
  MLG_TRY(written(book, mlg_sheet_readme(book)));
  MLG_TRY(written(book, mlg_sheet_summary(book)));
  if (mlg_has_epcis(book->portrait)) MLG_TRY(written(book, mlg_sheet_epcis(book)));
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (mlg_territory_has(book->portrait->territory, level))
      MLG_TRY(written(book, mlg_sheet_level(book, level)));
  MLG_TRY(written(book, mlg_sheet_uncovered(book)));
  if (mlg_territory_has(book->portrait->territory, MLG_QUARTIER))
    MLG_TRY(written(book, mlg_sheet_compared(book)));
  if (book->portrait->coverage->access != NULL) MLG_TRY(written(book, mlg_sheet_pathways(book)));
  MLG_TRY(written(book, mlg_sheet_scenarios(book)));
  MLG_TRY(write_offer_sheets(book));
  MLG_TRY(written(book, mlg_sheet_dictionary(book)));
  MLG_TRY(written(book, mlg_sheet_sources(book)));
  return written(book, mlg_sheet_findings(book));
}

/* No refused cell stops the writing; the file is judged once, whole, at the end. */
mlg_status mlg_workbook_write(const mlg_portrait *portrait, const char *path, const char *scratch,
                              const char *maps, mlg_findings *findings) {
  if (!has_room(portrait, scratch) || !can_create(path)) return mlg_write_failed(path, findings);
  mlg_arena arena = {0};
  wb_book book = {.portrait = portrait,
                  .arena = &arena,
                  .findings = findings,
                  .maps = maps,
                  .is_large = longest(portrait) > LARGE_SHEET};
  mlg_book_open(&book, path, scratch);
  mlg_status status = book.failed ? MLG_OK : write_sheets(&book);
  mlg_book_close(&book);
  mlg_arena_free(&arena);
  if (status != MLG_OK) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  bool is_whole = !book.failed && mlg_readback(path, book.n_rows, book.n_sheets);
  return is_whole ? MLG_OK : mlg_write_failed(path, findings);
}
