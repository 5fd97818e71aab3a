/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/gpkg.h"
#include "publish/write.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <stdio.h>

/* Layers in the order in which QGIS lists them. */
static mlg_status write_all(gpkg *file) {
  MLG_TRY(mlg_gpkg_write_levels(file));
  MLG_TRY(mlg_gpkg_write_sites(file));
  MLG_TRY(mlg_gpkg_write_offers(file));
  MLG_TRY(mlg_gpkg_write_indicators(file));
  return mlg_gpkg_write_coverage(file);
}

/* One transaction: thousands of times faster, and a full disk fails it as a whole. */
static mlg_status write_dataset(gpkg *file, const char *path) {
  GDALDriverH driver = GDALGetDriverByName("GPKG");
  file->dataset = driver == NULL ? NULL : GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
  if (file->dataset == NULL) {
    file->failed = true;
    return MLG_OK;
  }
  file->failed |= GDALDatasetStartTransaction(file->dataset, false) != OGRERR_NONE;
  mlg_status status = write_all(file);
  if (!file->failed && status == MLG_OK)
    file->failed |= GDALDatasetCommitTransaction(file->dataset) != OGRERR_NONE;
  else
    GDALDatasetRollbackTransaction(file->dataset);
  /* GDALClose returns nothing: what it could not write shows in the last error only. */
  CPLErrorReset();
  GDALClose(file->dataset);
  file->failed |= CPLGetLastErrorType() >= CE_Failure;
  return status;
}

/* Errors of OGR become one finding; nothing is printed. Both settings are this thread's alone. */
static mlg_status write_quietly(gpkg *file, const char *path) {
  char date[48];
  snprintf(date, sizeof date, "%.10sT00:00:00.000Z", file->portrait->project->date);
  /* The same inputs give the same bytes: the file is dated by its project. */
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", date);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  GDALAllRegister();
  file->lambert93 = OSRNewSpatialReference(NULL);
  file->failed = OSRImportFromEPSG(file->lambert93, 2154) != OGRERR_NONE;
  OSRSetAxisMappingStrategy(file->lambert93, OAMS_TRADITIONAL_GIS_ORDER);
  mlg_status status = write_dataset(file, path);
  OSRRelease(file->lambert93);
  CPLPopErrorHandler();
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
  return status;
}

mlg_status mlg_publish_geopackage(const mlg_portrait *portrait, const char *path,
                                  mlg_findings *findings) {
  mlg_arena arena = {0};
  gpkg file = {.portrait = portrait, .arena = &arena};
  remove(path); /* OGR would add to a file that is there */
  mlg_status status = write_quietly(&file, path);
  mlg_arena_free(&arena);
  if (status != MLG_OK) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return file.failed ? mlg_write_failed(path, findings) : MLG_OK;
}
