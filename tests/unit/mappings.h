/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_MAPPINGS_H
#define TESTS_MAPPINGS_H

#include "offers.h"

#include "folder.h"
#include "project/sections.h"

#include <maillage/load.h>

/* Mappings as files, and directories read through them. */

/* Reads a mapping of the text `yaml`, called "essai.yaml". */
static inline mlg_status mapping_of(offers_world *w, const char *yaml, mlg_mapping *mapping) {
  test_folder folder = folder_make();
  const char *path = folder_write(&folder, "essai.yaml", yaml, strlen(yaml));
  mlg_status status = mlg_mapping_read(&w->arena, NULL, path, "essai.yaml", &w->findings, mapping);
  folder_remove(&folder);
  return status;
}

/* Reads the rows of `text` through `mapping`. */
static inline mlg_status mapping_read_rows(offers_world *w, const mlg_mapping *mapping,
                                           const mlg_offer_rules *rules, const char *text) {
  mlg_table *table = MLG_NEW(&w->arena, mlg_table, 1);
  *table = table_of(&w->arena, "annuaire.csv", text);
  const mlg_directory_source source = {.table = table, .mapping = mapping};
  return mlg_directory_read(&w->arena, &source, rules, "2026-11-22", &w->findings, &w->directory);
}

/* How many entries have a status, and how many of those in the field offer a family. */
static inline size_t with_status(const offers_world *w, mlg_site_status status) {
  size_t n = 0;
  for (size_t i = 0; i < w->directory.n_entries; i++) n += w->directory.entries[i].status == status;
  return n;
}

static inline size_t with_family(const offers_world *w, mlg_family family) {
  size_t n = 0;
  for (size_t i = 0; i < w->directory.n_entries; i++)
    n += w->directory.entries[i].status != MLG_OUT_OF_FIELD &&
         w->directory.entries[i].families[family];
  return n;
}

static inline const mlg_entry *entry_of(const offers_world *w, const char *id) {
  for (size_t i = 0; i < w->directory.n_entries; i++)
    if (strcmp(w->directory.entries[i].id, id) == 0) return &w->directory.entries[i];
  fail_msg("no entry %s", id);
  return NULL;
}

#endif
