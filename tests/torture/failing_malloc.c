/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Preloaded: memory asked for by the program itself, not by its libraries, is refused at the
 * MAILLAGE_FAIL_ATth time. Their allocations are not ours to survive. At the end, the count goes
 * to the file MAILLAGE_COUNT.
 */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static uintptr_t first, last;
static long count, fail_at;

/* The program's own segments come first. */
static int note_program(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size, (void)data;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    first = info->dlpi_addr + part->p_vaddr;
    last = first + part->p_memsz;
  }
  return 1;
}

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("MAILLAGE_FAIL_AT");
  fail_at = at == NULL ? 0 : atol(at);
  dl_iterate_phdr(note_program, NULL);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("MAILLAGE_COUNT");
  FILE *file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", count);
  fclose(file);
}

static int refused(const void *caller) {
  uintptr_t at = (uintptr_t)caller;
  if (at < first || at >= last || ++count != fail_at) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
