/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Linked by `make coverage` with --wrap=_exit: a copy of the process that leaves at once, as each
 * of a series does, writes down first what it went through.
 */
#include <unistd.h>

void __gcov_dump(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));

void __wrap__exit(int status) {
  __gcov_dump();
  __real__exit(status);
}
