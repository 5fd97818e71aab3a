/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

/*
 * Runs a fuzzer without a fuzzing library: `replay [-n MUTANTS] FILE…`. Each file goes through
 * as it is, then damaged, MUTANTS times, the same way every time. `replay -m NUMBER FILE` writes
 * such a mutant instead, to be kept when it broke something.
 */
enum { MOST_BYTES = 1 << 20, MOST_GROWTH = 64 };

typedef struct {
  uint8_t bytes[MOST_BYTES + MOST_GROWTH];
  size_t size;
} input;

/* SplitMix64: the same numbers everywhere. */
static size_t below(uint64_t *state, size_t most) {
  uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
  return (size_t)((mixed ^ mixed >> 31) % most);
}

/* Signs that mean something to one reader or another. */
static uint8_t sign(uint64_t *state) {
  static const char SIGNS[] = "\n\t ,;:\"'|-+*/%.()[]{}<>#&!?\\0123456789eEaz\xC3\xA9\xFF";
  return (uint8_t)SIGNS[below(state, sizeof SIGNS)]; /* its final zero too */
}

static void insert(input *in, size_t at, const uint8_t *bytes, size_t n) {
  memmove(in->bytes + at + n, in->bytes + at, in->size - at);
  memcpy(in->bytes + at, bytes, n);
  in->size += n;
}

static void damage_once(input *in, uint64_t *state) {
  uint8_t run[MOST_GROWTH / 4], one = sign(state);
  size_t at = below(state, in->size + 1), from = below(state, in->size + 1);
  size_t n = 1 + below(state, sizeof run);
  if (n > in->size - from) n = in->size - from;
  memcpy(run, in->bytes + from, n);
  switch (below(state, 4)) {
  case 0:
    insert(in, at, &one, 1);
    break;
  case 1:
    insert(in, at, run, n);
    break;
  case 2:
    memmove(in->bytes + from, in->bytes + from + n, in->size - from - n);
    in->size -= n;
    break;
  default:
    if (at < in->size) in->bytes[at] = one;
  }
}

static void damage(input *in, uint64_t number) {
  uint64_t state = number;
  for (size_t times = 1 + below(&state, 4); times > 0; times--) damage_once(in, &state);
}

static void read_file(const char *path, input *in) {
  FILE *file = fopen(path, "rb");
  FUZZ_HOLDS(file != NULL);
  in->size = fread(in->bytes, 1, MOST_BYTES, file);
  fclose(file);
}

static void replay(const char *path, uint64_t n_mutants) {
  static input original, mutant;
  read_file(path, &original);
  /* Named first, so that a crash says whose it is. */
  printf("%s\n", path);
  fflush(stdout);
  LLVMFuzzerTestOneInput(original.bytes, original.size);
  for (uint64_t number = 1; number <= n_mutants; number++) {
    mutant = original;
    damage(&mutant, number);
    fprintf(stderr, "mutant %llu\n", (unsigned long long)number);
    LLVMFuzzerTestOneInput(mutant.bytes, mutant.size);
  }
}

static void write_mutant(const char *path, uint64_t number) {
  static input in;
  read_file(path, &in);
  damage(&in, number);
  fwrite(in.bytes, 1, in.size, stdout);
}

int main(int n, char **arguments) {
  uint64_t number = 0;
  bool writes = false;
  for (int option; (option = getopt(n, arguments, "n:m:")) != -1;) {
    number = strtoull(optarg, NULL, 10);
    writes = option == 'm';
  }
  for (int i = optind; i < n; i++) {
    if (writes)
      write_mutant(arguments[i], number);
    else
      replay(arguments[i], number);
  }
  return 0;
}
