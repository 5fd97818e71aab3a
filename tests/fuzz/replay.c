/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

/* Runs a fuzzer over files given by name, without a fuzzing library. */
int main(int n, char **paths) {
  static uint8_t data[1 << 20];
  for (int i = 1; i < n; i++) {
    FILE *file = fopen(paths[i], "rb");
    FUZZ_HOLDS(file != NULL);
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    /* Named first, so that a crash says whose it is. */
    printf("%s\n", paths[i]);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
  }
  return 0;
}
