/* SPDX-License-Identifier: Apache-2.0 */
#include "failing.h"

#include <stddef.h>

/*
 * Memory, unless the request is one that failing.c refuses. Preloaded; or linked, under the
 * sanitizers, which have functions of their own: -DWRAPPED, -Wl,--wrap=malloc and so on.
 */
#ifdef WRAPPED
#define OURS(name) __wrap_##name
#define NEXT(name) __real_##name
#else
#define OURS(name) name
#define NEXT(name) __libc_##name
#endif

void *NEXT(malloc)(size_t size);
void *NEXT(calloc)(size_t count, size_t size);
void *NEXT(realloc)(void *old, size_t size);

#define REFUSED is_refused(MEMORY, __builtin_return_address(0))

void *OURS(malloc)(size_t size) { return REFUSED ? NULL : NEXT(malloc)(size); }

void *OURS(calloc)(size_t n, size_t size) { return REFUSED ? NULL : NEXT(calloc)(n, size); }

void *OURS(realloc)(void *old, size_t size) { return REFUSED ? NULL : NEXT(realloc)(old, size); }

#ifndef WRAPPED
void __libc_free(void *memory);

/* A process of its own ends soon: what it frees, page by page, would have to be copied first. */
void free(void *memory) {
  if (!is_short_lived()) __libc_free(memory);
}
#endif
