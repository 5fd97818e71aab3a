/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <cpl_vsi.h>
#include <glib.h>

/* Small enough for the stack, large enough that reading costs more than calling. */
enum { CHUNK_BYTES = 64 * 1024 };

/* Whether the whole of `file` went into `sum`. */
static bool feed(GChecksum *sum, VSILFILE *file) {
  unsigned char chunk[CHUNK_BYTES];
  size_t length;
  while ((length = VSIFReadL(chunk, 1, sizeof chunk, file)) > 0)
    g_checksum_update(sum, chunk, (gssize)length);
  return VSIFEofL(file) != 0;
}

static const char *digest_of(mlg_arena *arena, VSILFILE *file) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  const char *digest = feed(sum, file) ? mlg_arena_strdup(arena, g_checksum_get_string(sum)) : NULL;
  g_checksum_free(sum);
  return digest;
}

mlg_status mlg_load_digest(mlg_arena *arena, const char *path, const char *file,
                           mlg_findings *findings, const char **digest) {
  mlg_input_file input = {.arena = arena, .path = path, .file = file, .findings = findings};
  MLG_TRY(mlg_file_exists(&input));
  VSILFILE *handle = VSIFOpenL(path, "rb");
  const char *read = handle == NULL ? NULL : digest_of(arena, handle);
  if (handle != NULL) VSIFCloseL(handle);
  if (read == NULL) return mlg_gdal_unreadable(&input, &(mlg_gdal_message){.text = ""});
  *digest = read;
  return MLG_OK;
}
