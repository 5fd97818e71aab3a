/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines against each other, and against another source that knows where the zones are. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <math.h>

enum { MOST_TOLD = 20 };

/* Points, and the finest zone that each should lie in; then the one that it lies in. */
typedef struct {
  size_t n;
  mlg_point *at;
  size_t *expected, *found;
} points;

static mlg_status make_room(mlg_work *work, size_t n, points *p) {
  *p = (points){.at = MLG_NEW(work->arena, mlg_point, n + 1),
                .expected = MLG_NEW(work->arena, size_t, n + 1),
                .found = MLG_NEW(work->arena, size_t, n + 1)};
  MLG_HAVE(p->at);
  MLG_HAVE(p->expected);
  MLG_HAVE(p->found);
  return MLG_OK;
}

static mlg_status tell(const mlg_work *work, mlg_finding_code code, const char *value,
                       const char *expected) {
  MLG_HAVE(value);
  MLG_HAVE(expected);
  return mlg_report(work->findings,
                    (mlg_finding){.code = code,
                                  .file = work->tables[work->project.zones.dataset].file,
                                  .column = work->project.zones.code,
                                  .value = value,
                                  .expected = expected});
}

/* One finding a point from `first` on that lies in another zone than its own; one for all beyond
   MOST_TOLD. `other_source` NULL: the other zone is named. */
static mlg_status tell_wrong(const mlg_work *work, const points *p, size_t first, size_t end,
                             mlg_finding_code code, const char *other_source) {
  const mlg_zone *zones = work->territory.zones[MLG_IRIS];
  size_t n = 0;
  for (size_t i = first; i < end; i++) n += p->found[i] != p->expected[i];
  for (size_t i = first; i < end; i++) {
    if (p->found[i] == p->expected[i]) continue;
    const char *value = zones[p->expected[i]].code, *other = other_source;
    if (n > MOST_TOLD) value = mlg_arena_printf(work->arena, "%s… (%zu)", value, n);
    if (other == NULL) other = zones[p->found[i]].code;
    MLG_TRY(tell(work, code, value, other));
    if (n > MOST_TOLD) return MLG_OK;
  }
  return MLG_OK;
}

static void add_centres(const mlg_work *work, points *p) {
  for (size_t i = 0; i < work->territory.n_zones[MLG_IRIS]; i++, p->n++) {
    p->at[p->n] = work->territory.zones[MLG_IRIS][i].centre;
    p->expected[p->n] = i;
  }
}

/* ---- the other source ---- */

typedef struct {
  const mlg_table *table;
  size_t code, longitude, latitude;
} control;

static bool read_point(const control *c, size_t row, mlg_point *at) {
  const char *x = mlg_table_cell(c->table, row, c->longitude);
  const char *y = mlg_table_cell(c->table, row, c->latitude);
  return x != NULL && y != NULL && mlg_parse_number(x, ".,", &at->x) &&
         mlg_parse_number(y, ".,", &at->y);
}

static mlg_status open_control(const mlg_work *work, control *c) {
  const mlg_control_columns *columns = &work->project.control;
  if (!work->project.has_control) return MLG_OK;
  c->table = &work->tables[columns->dataset];
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->code, &c->code));
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->longitude, &c->longitude));
  return mlg_require_column(work, columns->dataset, columns->latitude, &c->latitude);
}

/* A row that has no position controls nothing: its schema says so. */
static mlg_status add_control(mlg_work *work, const control *c, points *p) {
  size_t first = p->n;
  for (size_t row = 0; row < c->table->n_rows; row++) {
    const char *cell = mlg_table_cell(c->table, row, c->code);
    if (cell == NULL || !read_point(c, row, &p->at[p->n])) continue;
    const char *code = mlg_zone_code(work->arena, cell);
    MLG_HAVE(code);
    p->expected[p->n] = mlg_territory_find(&work->territory, MLG_IRIS, code);
    p->n += p->expected[p->n] != MLG_NO_ZONE;
  }
  return mlg_load_project_points(p->at + first, p->n - first, work->findings);
}

/* Outlines are read once for both. A zone's centre is inside it: where it is inside another as
   well, both claim the same ground; on its own limit, to the last digit, it is no other's. */
mlg_status mlg_check_places(mlg_work *work) {
  control c = {0};
  points p;
  size_t n = work->territory.n_zones[MLG_IRIS];
  MLG_TRY(open_control(work, &c));
  MLG_TRY(make_room(work, n + (c.table == NULL ? 0 : c.table->n_rows), &p));
  add_centres(work, &p);
  if (c.table != NULL) MLG_TRY(add_control(work, &c, &p));
  MLG_TRY(mlg_store_locate(work->store, &work->territory, p.at, p.n, p.expected, work->findings,
                           p.found));
  for (size_t i = 0; i < n; i++)
    if (p.found[i] == MLG_NO_ZONE) p.found[i] = i;
  MLG_TRY(tell_wrong(work, &p, 0, n, MLG_F_ZONES_OVERLAP, NULL));
  if (c.table == NULL) return MLG_OK;
  if (p.n == n) return tell(work, MLG_F_CONTROL_USELESS, c.table->file, "");
  return tell_wrong(work, &p, n, p.n, MLG_F_ZONE_ELSEWHERE, c.table->file);
}
