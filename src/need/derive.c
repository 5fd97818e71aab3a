/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include <maillage/text.h>

#include <math.h>

/*
 * Counts that a producer gives as shares. Each row's share is multiplied by the base
 * in the row of the same code, before anything is added up. Where the two tables are
 * of different geographies, a zone's base is multiplied by a share between the
 * smallest and the largest of its rows': a mean of them is nowhere else.
 */

/* A share of 0 to 1; of one that is not written, nothing else is known. */
static mlg_estimate share_of(const mlg_derived_count *derived, mlg_written *cell) {
  double off = derived->rounding / 2, at = cell->read.value;
  if (cell->kind != MLG_CELL_NUMBER || at > 100) {
    mlg_estimate none = mlg_between(NAN, 0, 1);
    none.flags = cell->read.flags | MLG_ABSENT;
    return none;
  }
  mlg_estimate share = mlg_between(at / 100, fmax(0, at - off) / 100, fmin(100, at + off) / 100);
  if (off > 0) share.flags = MLG_ROUNDED;
  return share;
}

/* The row of the base that has the code of a row of shares, or MLG_NOT_FOUND. */
static size_t base_row(const mlg_joined *shares, const mlg_joined *base, size_t row) {
  return mlg_index_find(&base->row_of_code, mlg_table_cell(shares->table, row, shares->key));
}

/* Whether both tables have the same rows about a zone. */
static bool same_rows(const mlg_joined *shares, const mlg_joined *base, size_t zone) {
  size_t n = 0;
  for (size_t at = shares->first_link[zone]; at != MLG_NOT_FOUND; at = shares->links[at].next) {
    if (base_row(shares, base, shares->links[at].row) == MLG_NOT_FOUND) return false;
    n++;
  }
  for (size_t at = base->first_link[zone]; at != MLG_NOT_FOUND; at = base->links[at].next) n--;
  return n == 0;
}

/* "« Part des 65 ans ou + » de « Population »" */
static const char *say(const mlg_calculation *c, const mlg_derived_count *derived,
                       const char *rows) {
  const char *of = mlg_arena_printf(c->arena, "« %s »", derived->base_column);
  if (derived->share != NULL)
    of = mlg_arena_printf(c->arena, "« %s », en %% de %s", derived->share, of);
  return rows == NULL ? of : mlg_arena_printf(c->arena, "%s ; %s", of, rows);
}

/* A share of nobody is nobody, whatever its share. */
static mlg_estimate product(mlg_estimate share, mlg_estimate of) {
  return of.value == 0 && of.high == 0 ? of : mlg_multiply(share, of);
}

/* Row by row: a share of the base that stands under the same code. */
static mlg_written sum_products(const mlg_calculation *c, const mlg_column *column, size_t zone,
                                mlg_tally *tallies) {
  const mlg_derived_count *derived = column->derived;
  const mlg_joined *shares = &c->joined[column->dataset], *base = &c->joined[derived->base];
  mlg_written all = {.kind = MLG_CELL_ABSENT, .read = mlg_unknown(MLG_ABSENT)};
  for (size_t at = shares->first_link[zone]; at != MLG_NOT_FOUND; at = shares->links[at].next) {
    const mlg_link *link = &shares->links[at];
    mlg_written one = mlg_read_row(shares, link->row, column->share_at, tallies);
    mlg_written of = mlg_read_row(base, base_row(shares, base, link->row), column->base_at, NULL);
    one.read = product(share_of(derived, &one), of.read);
    one.read = mlg_convert(c, shares, link, zone, one.read);
    if (!mlg_is_known(one.read)) one.kind = MLG_CELL_ABSENT;
    mlg_written_add(c, &all, one);
  }
  return all;
}

/* The base of the zone times a share between those of its rows. */
static mlg_written multiply_sums(const mlg_calculation *c, const mlg_column *column, size_t zone,
                                 mlg_tally *tallies) {
  const mlg_derived_count *derived = column->derived;
  const mlg_joined *shares = &c->joined[column->dataset];
  mlg_written all = {.kind = MLG_CELL_ABSENT, .read = mlg_unknown(MLG_ABSENT)};
  mlg_estimate least = mlg_between(NAN, 0, 1), most = least;
  for (size_t at = shares->first_link[zone]; at != MLG_NOT_FOUND; at = shares->links[at].next) {
    mlg_written one = mlg_read_row(shares, shares->links[at].row, column->share_at, tallies);
    mlg_estimate share = share_of(derived, &one);
    least = all.n_rows == 0 ? share : mlg_minimum(least, share);
    most = all.n_rows == 0 ? share : mlg_maximum(most, share);
    mlg_written_add(c, &all, one);
  }
  mlg_estimate between = mlg_between((least.value + most.value) / 2, least.low, most.high);
  between.flags = least.flags | most.flags | MLG_CONVERTED;
  all.read = mlg_multiply(
      between, mlg_gather(c, &c->joined[derived->base], zone, column->base_at, NULL).read);
  if (!mlg_is_known(all.read)) all.kind = MLG_CELL_ABSENT;
  return all;
}

mlg_written mlg_derive(const mlg_calculation *c, const mlg_column *column, size_t zone,
                       mlg_tally *tallies) {
  const mlg_derived_count *derived = column->derived;
  const mlg_joined *shares = &c->joined[column->dataset], *base = &c->joined[derived->base];
  mlg_written all;
  if (derived->share == NULL) {
    all = mlg_gather(c, base, zone, column->base_at, tallies);
    all.how = say(c, derived, all.how);
    return all;
  }
  all = same_rows(shares, base, zone) ? sum_products(c, column, zone, tallies)
                                      : multiply_sums(c, column, zone, tallies);
  all.how = say(c, derived, mlg_say_rows(c, shares, zone, &all));
  return all;
}
