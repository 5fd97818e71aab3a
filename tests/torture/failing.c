/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "failing.h"

#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Which of the requests for memory, or of the calls of the system, that come from the program
 * itself, or from the one library MAILLAGE_FAIL_IN names, are refused. What the others ask for
 * is not ours to survive.
 *
 *   MAILLAGE_FAIL_CALLS=e calls of the system answer with the error of number e, instead of
 *                         memory that is refused
 *   MAILLAGE_FAIL_AT=n    the nth request is refused
 *   MAILLAGE_FAIL_ON=1    and all that follow it
 *   MAILLAGE_FAIL_EACH=n  every nth request is refused, each in a process of its own, which can
 *                         touch no file; MAILLAGE_SEEN holds how they ended and what they said
 *   MAILLAGE_FAIL_FROM=n  of these, those from the nth on
 *   MAILLAGE_DEPTH=d      of these, only the first that comes from the same d calls
 *   MAILLAGE_COUNT        the file where the number of requests goes; with MAILLAGE_DEPTH, the
 *                         numbers of the first ones, a line each
 */
enum { PATIENCE = 120 /* seconds for a process to end */ };

enum { DEEPEST = 32 };

static uintptr_t first, last;
static long count, fail_at, fail_on, fail_from, error, each, depth;
static int seen = -1, firsts = -1;
static int busy; /* what the wrapper itself asks for is granted */

static long number(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

/* The program's own segments come first, without a name. */
static int note_module(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size;
  const char *wanted = data;
  if (wanted != NULL && strstr(info->dlpi_name, wanted) == NULL) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    first = info->dlpi_addr + part->p_vaddr;
    last = first + part->p_memsz;
  }
  return 1;
}

__attribute__((constructor)) static void begin(void) {
  busy = 1;
  fail_at = number("MAILLAGE_FAIL_AT");
  each = number("MAILLAGE_FAIL_EACH");
  depth = number("MAILLAGE_DEPTH");
  fail_on = number("MAILLAGE_FAIL_ON");
  fail_from = number("MAILLAGE_FAIL_FROM");
  error = number("MAILLAGE_FAIL_CALLS");
  if (depth > DEEPEST) depth = DEEPEST;
  if (each > 0) seen = open(getenv("MAILLAGE_SEEN"), O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (depth > 0 && each == 0 && getenv("MAILLAGE_COUNT") != NULL)
    firsts = open(getenv("MAILLAGE_COUNT"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  backtrace(&(void *){NULL}, 1); /* asks for memory the first time */
  dl_iterate_phdr(note_module, getenv("MAILLAGE_FAIL_IN"));
  busy = 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("MAILLAGE_COUNT");
  busy = 1;
  FILE *file = path == NULL || each < 0 || firsts >= 0 ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", count);
  fclose(file);
}

/* ---- where a request comes from ---- */

enum { PLACES = 1 << 16 };
static uint64_t places[PLACES];

/* The calls that lead to `caller`, of which there are DEPTH at most. */
static uint64_t place_of(const void *caller) {
  void *calls[DEEPEST + 8];
  int n = backtrace(calls, DEEPEST + 8), i = 0;
  while (i < n && calls[i] != caller) i++;
  uint64_t place = 14695981039346656037u;
  for (int end = i + (int)depth; i < n && i < end; i++)
    place = (place ^ (uintptr_t)calls[i]) * 1099511628211u;
  return place;
}

static int is_new(uint64_t place) {
  size_t at = place % PLACES;
  while (places[at] != 0 && places[at] != place) at = (at + 1) % PLACES;
  int new = places[at] == 0;
  places[at] = place;
  return new;
}

/* ---- a process that touches nothing its parent holds ---- */

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EROFS)
#define IS(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1)

static int highest_file(void) {
  int highest = 2;
  DIR *folder = opendir("/proc/self/fd");
  if (folder == NULL) return highest;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (atoi(entry->d_name) > highest) highest = atoi(entry->d_name);
  closedir(folder);
  return highest;
}

/* So that what is opened from now on has a number of its own. */
static int fill_gaps(int highest) {
  int filler = 0;
  while (filler >= 0 && filler < highest) filler = dup(STDERR_FILENO);
  return highest;
}

static void touch_nothing(void) {
  const unsigned int shared = (unsigned int)fill_gaps(highest_file());
  const unsigned int writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  struct sock_filter filter[] = {
      LOAD(nr),
      /* Names: no file is made, moved or removed. */
      IS(unlink),
      REFUSE,
      IS(unlinkat),
      REFUSE,
      IS(rmdir),
      REFUSE,
      IS(rename),
      REFUSE,
      IS(renameat),
      REFUSE,
      IS(renameat2),
      REFUSE,
      IS(mkdir),
      REFUSE,
      IS(ftruncate),
      REFUSE,
      IS(chmod),
      REFUSE,
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
      LOAD(args[2]),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, writes, 0, 1),
      REFUSE,
      LOAD(nr),
      /* Open files: neither their bytes nor where the parent is in them. */
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_write, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pwrite64, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_writev, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_lseek, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_read, 1, 0),
      ALLOW,
      LOAD(args[0]),
      BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 2, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, shared, 1, 0),
      REFUSE,
      ALLOW,
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    abort();
}

/* Whether this is the process where the request fails; the other one notes how that went. */
static int in_child(void) {
  busy = 1;
  pid_t child = fork();
  if (child == 0) {
    each = -1;
    alarm(PATIENCE);
    dup2(seen, STDERR_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    touch_nothing();
    busy = 0;
    return 1;
  }
  int status = 0;
  char line[80];
  if (child > 0) waitpid(child, &status, 0);
  int length = snprintf(line, sizeof line, "\n=%ld %d\n", count,
                        WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
  if (write(seen, line, (size_t)length) < 0) abort();
  busy = 0;
  return 0;
}

/* Whether this one is the first from where it comes; the file of the first ones says so too. */
static int is_first(const void *caller) {
  char line[24];
  busy = 1;
  int new = is_new(place_of(caller));
  int length = snprintf(line, sizeof line, "%ld\n", count);
  if (new &&firsts >= 0 && write(firsts, line, (size_t)length) < 0) abort();
  busy = 0;
  return new;
}

int is_refused(enum request request, const void *caller) {
  uintptr_t at = (uintptr_t)caller;
  if (at < first || at >= last || busy || (request == CALL) != (error != 0)) return 0;
  count++;
  int chosen = each > 0 && count % each == 0;
  if (depth > 0 && (chosen || firsts >= 0)) chosen = is_first(caller) && chosen;
  chosen &= count >= fail_from;
  int failed = fail_at > 0 && (fail_on ? count >= fail_at : count == fail_at);
  if (!failed && !(chosen && in_child())) return 0;
  errno = request == CALL ? (int)error : ENOMEM;
  return 1;
}

int is_short_lived(void) { return each < 0; }
