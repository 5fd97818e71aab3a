/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <gdal.h>
#include <proj.h>
#include <stdio.h>
#include <string.h>

/*
 * A file may name an address, as a GeoJSON that of its reference system: nobody is asked. An empty
 * answer, for without one GDAL would ask by itself.
 */
static CPLHTTPResult *answer_nothing(const char *url, CSLConstList options,
                                     GDALProgressFunc progress, void *progress_data,
                                     CPLHTTPFetchWriteFunc write, void *write_data, void *data) {
  (void)options, (void)progress, (void)progress_data, (void)write, (void)write_data, (void)data;
  CPLError(CE_Failure, CPLE_HttpResponse, "%s", url);
  CPLHTTPResult *nothing = CPLCalloc(1, sizeof *nothing);
  nothing->pszErrBuf = CPLStrdup(url);
  return nothing;
}

void mlg_load_begin(void) {
  /* Every thread starts deaf: what matters is caught by mlg_gdal_listen(). */
  CPLSetErrorHandler(CPLQuietErrorHandler);
  CPLHTTPSetFetchCallback(answer_nothing, NULL);
  GDALAllRegister();
}

void mlg_load_end(void) {
  GDALDestroy();
  proj_cleanup();
}

/* Warnings are GDAL's own business: the checks that count are made here, and reported. */
static void CPL_STDCALL keep_first(CPLErr severity, CPLErrorNum number, const char *text) {
  (void)number;
  mlg_gdal_message *message = CPLGetErrorHandlerUserData();
  if (severity >= CE_Failure && message->text[0] == '\0')
    snprintf(message->text, sizeof message->text, "%s", text);
}

void mlg_gdal_listen(mlg_gdal_message *message) {
  message->text[0] = '\0';
  CPLPushErrorHandlerEx(keep_first, message);
}

void mlg_gdal_deafen(void) { CPLPopErrorHandler(); }

/* A copy of `text` where each `from` is `to`. */
static char *replaced(mlg_arena *arena, const char *text, const char *from, const char *to) {
  char *result = mlg_arena_strdup(arena, "");
  for (const char *at; result != NULL && (at = strstr(text, from)) != NULL;
       text = at + strlen(from))
    result = mlg_arena_printf(arena, "%s%.*s%s", result, (int)(at - text), text, to);
  return result == NULL ? NULL : mlg_arena_printf(arena, "%s%s", result, text);
}

mlg_status mlg_gdal_unreadable(const mlg_input_file *input, const mlg_gdal_message *message) {
  char *words = replaced(input->arena, message->text, input->path, input->file);
  MLG_HAVE(words);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_FILE_UNREADABLE,
                                                   .file = input->file,
                                                   .value = *words ? words : input->file});
}
