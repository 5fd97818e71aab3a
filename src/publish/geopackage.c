/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/geopackage_notes.h"
#include "publish/sink.h"
#include "publish/tables.h"
#include "publish/write.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <stdio.h>

/* The rows of plain tables come after, when OGR has left the file. */
static mlg_status write_all(sink *to, const sink_tables *tables) {
  for (size_t i = 0; i < tables->n; i++) {
    if (tables->items[i].geometry == wkbNone)
      mlg_sink_create(to, &tables->items[i]);
    else
      MLG_TRY(mlg_sink_write(to, &tables->items[i]));
  }
  return mlg_geopackage_notes(to, tables);
}

/* One transaction: thousands of times faster, and a full disk fails it as a whole. */
static mlg_status write_dataset(sink *to, const sink_tables *tables, const char *path) {
  GDALDriverH driver = GDALGetDriverByName("GPKG");
  to->dataset = driver == NULL ? NULL : GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
  if (to->dataset == NULL) {
    to->failed = true;
    return MLG_OK;
  }
  to->failed |= GDALDatasetStartTransaction(to->dataset, false) != OGRERR_NONE;
  mlg_status status = write_all(to, tables);
  if (!to->failed && status == MLG_OK)
    to->failed |= GDALDatasetCommitTransaction(to->dataset) != OGRERR_NONE;
  else
    GDALDatasetRollbackTransaction(to->dataset);
  /* GDALClose returns nothing: what it could not write shows in the last error only. */
  CPLErrorReset();
  GDALClose(to->dataset);
  to->failed |= CPLGetLastErrorType() >= CE_Failure;
  return status;
}

/* Errors of OGR become one finding; nothing is printed. Both settings are this thread's alone. */
static mlg_status write_quietly(sink *to, const sink_tables *tables, const char *path) {
  char date[48];
  snprintf(date, sizeof date, "%.10sT00:00:00.000Z", to->portrait->project->date);
  /* The same inputs give the same bytes: the file is dated by its project. */
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", date);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  GDALAllRegister();
  mlg_status status = mlg_sink_begin(to) ? write_dataset(to, tables, path) : MLG_OK;
  mlg_sink_end(to);
  CPLPopErrorHandler();
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
  return status;
}

static mlg_status fill_tables(sink *to, const sink_tables *tables, const char *path,
                              mlg_findings *findings) {
  MLG_TRY(mlg_filling_open(path, findings, &to->filling));
  mlg_status status = MLG_OK;
  for (size_t i = 0; i < tables->n && status == MLG_OK; i++)
    if (tables->items[i].geometry == wkbNone) status = mlg_sink_fill(to, &tables->items[i]);
  mlg_status closed = mlg_filling_close(to->filling);
  mlg_arena_free(&to->row);
  return status == MLG_OK ? closed : status;
}

static mlg_status write_file(sink *to, const char *path, mlg_findings *findings) {
  sink_tables tables;
  MLG_TRY(mlg_tables(to->arena, to->portrait, &tables));
  MLG_TRY(write_quietly(to, &tables, path));
  if (to->failed) return mlg_write_failed(path, findings);
  return fill_tables(to, &tables, path, findings);
}

mlg_status mlg_publish_geopackage(const mlg_portrait *portrait, const char *path,
                                  mlg_findings *findings) {
  mlg_arena arena = {0};
  sink to = {.portrait = portrait, .arena = &arena};
  remove(path); /* OGR would add to a file that is there */
  mlg_status status = write_file(&to, path, findings);
  mlg_arena_free(&arena);
  if (!arena.refused && !to.row.refused) return status;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
}
