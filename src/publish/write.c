/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/write.h"

#include <stdio.h>
#include <string.h>

mlg_status unwritable(const char *path, mlg_findings *findings) {
  const char *slash = strrchr(path, '/');
  return mlg_report(findings, (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE,
                                            .value = slash != NULL ? slash + 1 : path});
}

mlg_status write_text(const char *path, const char *text, size_t length, mlg_findings *findings) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) return unwritable(path, findings);
  bool done = fwrite(text, 1, length, file) == length;
  /* A full disk often shows only when the file is closed. */
  done = fclose(file) == 0 && done;
  return done ? MLG_OK : unwritable(path, findings);
}
