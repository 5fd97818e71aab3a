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

/* One finding a point that lies in another zone than its own; one for all beyond MOST_TOLD. */
static mlg_status tell_wrong(const mlg_work *work, const points *p, mlg_finding_code code,
                             const char *other_source) {
  const mlg_zone *zones = work->territory.zones[MLG_IRIS];
  size_t n = 0;
  for (size_t i = 0; i < p->n; i++) n += p->found[i] != p->expected[i];
  for (size_t i = 0; i < p->n; i++) {
    if (p->found[i] == p->expected[i]) continue;
    const char *value = zones[p->expected[i]].code, *other = other_source;
    if (n > MOST_TOLD) value = mlg_arena_printf(work->arena, "%s… (%zu)", value, n);
    if (other == NULL) other = p->found[i] == MLG_NO_ZONE ? "" : zones[p->found[i]].code;
    MLG_TRY(tell(work, code, value, other));
    if (n > MOST_TOLD) return MLG_OK;
  }
  return MLG_OK;
}

static mlg_status locate(const mlg_work *work, points *p) {
  return mlg_store_locate(work->store, &work->territory, p->at, p->n, p->expected, work->findings,
                          p->found);
}

/* A zone's centre is inside it: where it is inside another as well, both claim the same ground. */
static mlg_status check_overlaps(mlg_work *work) {
  points centres;
  size_t n = work->territory.n_zones[MLG_IRIS];
  MLG_TRY(make_room(work, n, &centres));
  for (size_t i = 0; i < n; i++) {
    centres.at[i] = work->territory.zones[MLG_IRIS][i].centre;
    centres.expected[i] = i;
  }
  centres.n = n;
  MLG_TRY(locate(work, &centres));
  /* On its own limit, to the last digit: no other's ground. */
  for (size_t i = 0; i < n; i++)
    if (centres.found[i] == MLG_NO_ZONE) centres.found[i] = i;
  return tell_wrong(work, &centres, MLG_F_ZONES_OVERLAP, NULL);
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

/* A row that has no position controls nothing: its schema says so. */
static mlg_status read_points(mlg_work *work, const control *c, points *p) {
  MLG_TRY(make_room(work, c->table->n_rows, p));
  for (size_t row = 0; row < c->table->n_rows; row++) {
    const char *cell = mlg_table_cell(c->table, row, c->code);
    if (cell == NULL || !read_point(c, row, &p->at[p->n])) continue;
    const char *code = mlg_zone_code(work->arena, cell);
    MLG_HAVE(code);
    p->expected[p->n] = mlg_territory_find(&work->territory, MLG_IRIS, code);
    p->n += p->expected[p->n] != MLG_NO_ZONE;
  }
  return mlg_load_project_points(p->at, p->n, work->findings);
}

static mlg_status check_control(mlg_work *work) {
  const mlg_control_columns *columns = &work->project.control;
  control c = {.table = &work->tables[columns->dataset]};
  points p;
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->code, &c.code));
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->longitude, &c.longitude));
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->latitude, &c.latitude));
  MLG_TRY(read_points(work, &c, &p));
  if (p.n == 0) return tell(work, MLG_F_CONTROL_USELESS, c.table->file, "");
  MLG_TRY(locate(work, &p));
  return tell_wrong(work, &p, MLG_F_ZONE_ELSEWHERE, c.table->file);
}

mlg_status mlg_check_places(mlg_work *work) {
  MLG_TRY(check_overlaps(work));
  return work->project.has_control ? check_control(work) : MLG_OK;
}
