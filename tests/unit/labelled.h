/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_LABELLED_H
#define TESTS_LABELLED_H

#include "offers.h"

#include <maillage/index.h>
#include <maillage/load.h>
#include <maillage/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
 * @file
 * Real rows and pairs of them, labelled by reading (tests/data/pairs/README.md).
 */
static const char *labelled_cell(const mlg_table *table, size_t row, const char *column) {
  const char *cell = mlg_table_cell(table, row, mlg_table_column(table, column));
  return cell == NULL ? "" : cell;
}

static inline mlg_table labelled_table(offers_world *w, const char *path) {
  mlg_table table;
  assert_int_equal(
      mlg_load_table(&w->arena, path, path, &(mlg_load_options){0}, &w->findings, &table), MLG_OK);
  return table;
}

/* "source:id" of a row. */
static inline char *labelled_key(mlg_arena *arena, const mlg_table *table, size_t row,
                                 const char *source, const char *id) {
  return mlg_arena_printf(arena, "%s:%s", labelled_cell(table, row, source),
                          labelled_cell(table, row, id));
}

static inline mlg_entry labelled_entry(const mlg_table *rows, size_t row) {
  mlg_entry entry = {.id = labelled_cell(rows, row, "id"),
                     .name = labelled_cell(rows, row, "nom"),
                     .address = labelled_cell(rows, row, "adresse"),
                     .commune = labelled_cell(rows, row, "commune"),
                     .insee = labelled_cell(rows, row, "code_insee"),
                     .siret = labelled_cell(rows, row, "siret"),
                     .typology = labelled_cell(rows, row, "typologie"),
                     .updated = labelled_cell(rows, row, "date"),
                     .source = labelled_cell(rows, row, "source"),
                     .hours = "",
                     .file = rows->file,
                     .line = rows->lines[row]};
  entry.has_position = mlg_parse_number(labelled_cell(rows, row, "lon"), ".", &entry.longitude) &&
                       mlg_parse_number(labelled_cell(rows, row, "lat"), ".", &entry.latitude);
  return entry;
}

/* The rows as entries, placed, and where each stands by "source:id". */
static inline void labelled_read(offers_world *w, const char *path, mlg_index *index) {
  mlg_table rows = labelled_table(w, path);
  mlg_directory *directory = &w->directory;
  *directory = (mlg_directory){.n_entries = rows.n_rows};
  directory->entries = MLG_NEW(&w->arena, mlg_entry, rows.n_rows);
  mlg_point *points = MLG_NEW(&w->arena, mlg_point, rows.n_rows);
  assert_int_equal(mlg_index_init(index, &w->arena, rows.n_rows), MLG_OK);
  size_t n = 0;
  for (size_t row = 0; row < rows.n_rows; row++) {
    mlg_entry *entry = &directory->entries[row];
    *entry = labelled_entry(&rows, row);
    if (entry->has_position) points[n++] = (mlg_point){entry->longitude, entry->latitude};
    char *key = labelled_key(&w->arena, &rows, row, "source", "id");
    assert_int_equal(mlg_index_add(index, key, row, NULL), MLG_OK);
  }
  assert_int_equal(mlg_load_project_points(points, n, &w->findings), MLG_OK);
  n = 0;
  for (size_t row = 0; row < rows.n_rows; row++)
    if (directory->entries[row].has_position) directory->entries[row].at = points[n++];
}

#endif
