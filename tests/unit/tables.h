/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "near.h"

#include <maillage/table.h>
#include <maillage/territory.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
 * @file
 * Tables for tests: from a text or a plain file, commas between fields, no quotes.
 * So that territory and need are tested without GDAL.
 */
static inline size_t tables_fields(char *line, const char **fields) {
  size_t n = 0;
  for (char *at = line, *comma = at; comma != NULL; at = comma + 1) {
    comma = strchr(at, ',');
    if (comma != NULL) *comma = '\0';
    if (fields != NULL) fields[n] = *at == '\0' ? NULL : at;
    n++;
    if (fields == NULL && comma != NULL) *comma = ',';
  }
  return n;
}

/* Lines end in "\n"; the first is the header. */
static inline mlg_table table_of(mlg_arena *arena, const char *file, const char *text) {
  mlg_table table = {.file = file};
  char *rest = mlg_arena_strdup(arena, text);
  size_t n_lines = 0;
  for (const char *at = rest; (at = strchr(at, '\n')) != NULL; at++) n_lines++;
  *strchr(rest, '\n') = '\0';
  char *next = rest + strlen(rest) + 1;
  table.n_columns = tables_fields(rest, NULL);
  table.columns = MLG_NEW(arena, const char *, table.n_columns);
  tables_fields(rest, table.columns);
  table.n_rows = n_lines - 1;
  table.cells = MLG_NEW(arena, const char *, table.n_rows *table.n_columns);
  table.lines = MLG_NEW(arena, size_t, table.n_rows);
  for (size_t row = 0; row < table.n_rows; row++) {
    char *line = next;
    next = strchr(line, '\n');
    *next++ = '\0';
    table.lines[row] = row + 2;
    assert_int_equal(tables_fields(line, NULL), table.n_columns);
    tables_fields(line, table.cells + row * table.n_columns);
  }
  return table;
}

static inline mlg_table table_read(mlg_arena *arena, const char *path) {
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  char *text = mlg_arena_alloc(arena, 1u << 20, 1);
  size_t length = fread(text, 1, (1u << 20) - 1, file);
  fclose(file);
  assert_true(length > 0 && text[length - 1] == '\n');
  const char *slash = strrchr(path, '/');
  return table_of(arena, slash != NULL ? slash + 1 : path, text);
}

#define RENNES_DATA "geodata/rennes-metropole/"

/* The attachment of a table by column names; NULL for those that are not used. */
static inline mlg_attachment attach_columns(const mlg_table *table, const char *code,
                                            const char *name, const char *zone, const char *type,
                                            const char *commune, const char *epci) {
  const char *names[] = {code, name, zone, type, commune, epci};
  size_t columns[6];
  for (int i = 0; i < 6; i++) {
    columns[i] = names[i] == NULL ? MLG_NO_COLUMN : mlg_table_column(table, names[i]);
    assert_true(names[i] == NULL || columns[i] != MLG_NO_COLUMN);
  }
  mlg_attachment attachment = MLG_NO_ATTACHMENT;
  attachment.table = table;
  attachment.code = columns[0];
  attachment.name = columns[1];
  attachment.zone = columns[2];
  attachment.type = columns[3];
  attachment.commune = columns[4];
  attachment.above[MLG_EPCI] = columns[5];
  return attachment;
}

/* Communes of the census file, all in Rennes Métropole. */
static inline mlg_table rennes_communes(mlg_arena *arena, const mlg_table *population) {
  char *text = mlg_arena_strdup(arena, "DEPCOM,NOM_DEPCOM,EPCI\n");
  const char *last = "";
  for (size_t row = 0; row < population->n_rows; row++) {
    const char *commune = mlg_table_cell(population, row, 1);
    if (strcmp(commune, last) != 0)
      text = mlg_arena_printf(arena, "%s%s,Commune %s,243500139\n", text, commune, commune);
    last = commune;
  }
  return table_of(arena, "communes.csv", text);
}

/* Rennes Métropole from the shipped files; the census file stands for the outlines. */
static inline mlg_territory_tables rennes_tables(mlg_arena *arena) {
  mlg_table *tables = MLG_NEW(arena, mlg_table, 4);
  tables[0] = table_read(arena, RENNES_DATA "base-ic-evol-struct-pop-2019.csv");
  tables[1] = table_read(arena, RENNES_DATA "rennes-iris-quartiers.csv");
  tables[2] = rennes_communes(arena, &tables[0]);
  tables[3] = table_of(arena, "epci.csv", "EPCI,NOM_EPCI\n243500139,Rennes Métropole\n");
  return (mlg_territory_tables){
      .level = MLG_EPCI,
      .code = "243500139",
      .zones = attach_columns(&tables[0], "IRIS", "IRIS", NULL, NULL, "COM", NULL),
      .types = attach_columns(&tables[0], "IRIS", NULL, NULL, "TYP_IRIS", NULL, NULL),
      .quarters =
          attach_columns(&tables[1], "nuquart", "nom_quartier", "code_iris", NULL, NULL, NULL),
      .communes = attach_columns(&tables[2], "DEPCOM", "NOM_DEPCOM", NULL, NULL, NULL, "EPCI"),
      .wider[MLG_EPCI] = attach_columns(&tables[3], "EPCI", "NOM_EPCI", NULL, NULL, NULL, NULL),
  };
}

/* The finding of that code, or NULL; `nth` from 0. */
static inline const mlg_finding *finding_of(const mlg_findings *findings, mlg_finding_code code,
                                            size_t nth) {
  for (size_t i = 0; i < findings->count; i++)
    if (findings->items[i].code == code && nth-- == 0) return &findings->items[i];
  return NULL;
}

#endif
