/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_CUT_H
#define PORTRAIT_CUT_H

#include <maillage/cut.h>

#define MLG_LEFT_OUT ((size_t)-1)

/* What is kept of a list: old numbers by new one, and the other way round. */
typedef struct {
  size_t n;
  size_t *old;
  size_t *now; /* MLG_LEFT_OUT for what is left out */
} mlg_kept;

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *whole;
  mlg_level level;
  size_t zone;
  mlg_kept zones[MLG_LEVEL_COUNT];
  mlg_kept sites, offers, entries;
  mlg_kept others; /* zones of the access outside the cut whose people come to its offers */
  mlg_territory *territory;
  mlg_directory *directory;
  mlg_coverage *coverage;
} mlg_cutting;

/* Keeps those marked of `n`. */
mlg_status mlg_keep(mlg_arena *arena, const bool *marked, size_t n, mlg_kept *kept);

/* The kept rows, of `width` items of `size` bytes each. NULL when memory is short. */
void *mlg_keep_rows(mlg_arena *arena, const mlg_kept *kept, const void *rows, size_t width,
                    size_t size);

/* Each makes its part of the cut, in this order. */
mlg_status mlg_cut_territory(mlg_cutting *c);
mlg_status mlg_cut_need(mlg_cutting *c, mlg_need **need);
mlg_status mlg_cut_directory(mlg_cutting *c);
mlg_status mlg_cut_coverage(mlg_cutting *c);
mlg_status mlg_cut_project(mlg_cutting *c, mlg_project **project);

/* Sets who starts from where, and who goes where. */
mlg_status mlg_cut_flows(mlg_cutting *c);

#endif
