/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include <math.h>
#include <string.h>

/*
 * What is written for a zone when several rows are about it, or a row of a commune
 * that is no more. Counts add up, doubts with them.
 */

/* A row's part for one of the zones its commune was split into: as their populations are. */
static double part_of(const mlg_calculation *c, const mlg_joined *joined, const mlg_link *link,
                      size_t zone) {
  const mlg_passage_index *passage = joined->passage;
  mlg_level level = joined->reading->level;
  double all = 0;
  const char *row = mlg_table_cell(joined->table, link->row, joined->key);
  if (mlg_arrondissements(row) > 0)
    return mlg_part_of_city(c, row, c->territory->zones[level][zone].code);
  size_t at = mlg_passage_find(passage, mlg_table_cell(joined->table, link->row, joined->key));
  for (; at != MLG_NOT_FOUND; at = passage->next[at]) {
    const char *current = mlg_table_cell(passage->of->table, at, passage->of->current);
    all += current == NULL ? NAN : mlg_population_of_code(c, current);
  }
  return mlg_population_of_code(c, c->territory->zones[level][zone].code) / all;
}

mlg_estimate mlg_convert(const mlg_calculation *c, const mlg_joined *joined, const mlg_link *link,
                         size_t zone, mlg_estimate read) {
  if (link->n_successors == 0) return read;
  read.flags = (read.flags & ~(uint32_t)MLG_PUBLISHED) | MLG_CONVERTED;
  if (link->n_successors == 1) return read;
  double part = part_of(c, joined, link, zone);
  if (!isfinite(part)) /* no more than the whole, and nothing else is known */
    return (mlg_estimate){NAN, 0, read.high, 0, read.flags | MLG_APPORTIONED | MLG_ABSENT};
  read = mlg_scale(read, part);
  read.flags |= MLG_APPORTIONED;
  return read;
}

/* What a reader is shown of several cells: "12 + 7", and no more than a few. */
static const char *join_texts(const mlg_calculation *c, const char *all, const char *one,
                              size_t n_rows) {
  enum { SHOWN = 4 };
  if (n_rows > SHOWN) return all;
  if (n_rows == SHOWN) one = "…";
  return mlg_arena_printf(c->arena, "%s + %s", all != NULL ? all : "(vide)",
                          one != NULL ? one : "(vide)");
}

void mlg_written_add(const mlg_calculation *c, mlg_written *all, mlg_written one) {
  if (all->n_rows++ == 0) {
    one.n_rows = 1;
    *all = one;
    return;
  }
  bool numbers = all->kind == MLG_CELL_NUMBER && one.kind == MLG_CELL_NUMBER;
  all->read = mlg_add(all->read, one.read);
  all->text = join_texts(c, all->text, one.text, all->n_rows - 1);
  /* A sum with a hidden part has bounds; with an unknown one, no value. */
  all->kind = numbers                   ? MLG_CELL_NUMBER
              : mlg_is_known(all->read) ? MLG_CELL_HIDDEN
                                        : MLG_CELL_ABSENT;
}

/* How many communes, as a passage has it, were joined into a zone. */
static size_t count_former(const mlg_passage *passage, const char *code) {
  size_t n = 0;
  for (size_t row = 0; row < passage->table->n_rows; row++) {
    const char *current = mlg_table_cell(passage->table, row, passage->current);
    const char *former = mlg_table_cell(passage->table, row, passage->former);
    size_t length = current == NULL ? 0 : strlen(current);
    bool gone = former != NULL && length >= 5 && strcmp(current, former) != 0;
    /* An IRIS' successor is an IRIS: nine signs, which the zone's code has all. */
    n += gone && strncmp(current, code, length) == 0;
  }
  return n;
}

const char *mlg_say_rows(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                         mlg_written *all) {
  const char *city = mlg_say_city(c, joined, zone, all);
  size_t former = 0, own = 0;
  if (city != NULL) return city;
  for (size_t at = joined->first_link[zone]; at != MLG_NOT_FOUND; at = joined->links[at].next)
    joined->links[at].n_successors > 0 ? former++ : own++;
  if (former == 0)
    return all->n_rows < 2 ? NULL : mlg_arena_printf(c->arena, "somme de %zu IRIS", all->n_rows);
  const char *code = c->territory->zones[joined->reading->level][zone].code;
  size_t joined_in = count_former(joined->passage->of, code);
  if (own == 0 && joined_in > 1 && former < joined_in) {
    all->read = mlg_add(all->read, mlg_unknown(MLG_ABSENT));
    all->kind = MLG_CELL_ABSENT;
    return "une commune réunie à une autre manque au fichier";
  }
  return mlg_arena_printf(c->arena, "géographie convertie : %zu %s %zu %s", own + former,
                          own + former > 1 ? "lignes, dont" : "ligne,", former,
                          former > 1 ? "d'anciennes communes" : "d'une ancienne commune");
}

mlg_written mlg_gather(const mlg_calculation *c, const mlg_joined *joined, size_t zone,
                       size_t column, mlg_tally *tallies) {
  mlg_written all = {.kind = MLG_CELL_ABSENT, .read = mlg_unknown(MLG_ABSENT)};
  for (size_t at = joined->first_link[zone]; at != MLG_NOT_FOUND; at = joined->links[at].next) {
    mlg_written one = mlg_read_row(joined, joined->links[at].row, column, tallies);
    one.read = mlg_convert(c, joined, &joined->links[at], zone, one.read);
    mlg_written_add(c, &all, one);
  }
  all.how = mlg_say_rows(c, joined, zone, &all);
  return all;
}
