/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_NAMES_H
#define OFFER_NAMES_H

#include <maillage/index.h>
#include <maillage/offer.h>

/**
 * @file
 * How an analyst names a row of a directory: "<dataset>:<its id>", or by its id alone when no
 * other row has it.
 */
typedef struct {
  mlg_index ids;
  size_t *entries; /**< By what the index gives. */
  size_t n;
} mlg_row_names;

/** What a name that several rows have stands for. */
#define MLG_SEVERAL_ENTRIES ((size_t)-2)

/** `datasets` are the names, by dataset. */
mlg_status mlg_row_names_make(mlg_arena *arena, const char *const *datasets,
                              const mlg_directory *directory, mlg_row_names *names);

/** The entry, MLG_NO_ENTRY or MLG_SEVERAL_ENTRIES. */
size_t mlg_row_named(const mlg_row_names *names, const char *name);

#endif
