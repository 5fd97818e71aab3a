/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/write.h"

#include <stdio.h>

mlg_status mlg_write_text(const char *path, const char *text, size_t length,
                          mlg_findings *findings) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) return mlg_write_failed(path, findings);
  bool done = fwrite(text, 1, length, file) == length;
  /* A full disk often shows only when the file is closed. */
  done = fclose(file) == 0 && done;
  return done ? MLG_OK : mlg_write_failed(path, findings);
}
