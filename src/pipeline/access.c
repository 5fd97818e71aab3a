/* SPDX-License-Identifier: Apache-2.0 */
/* Who starts from where, and what is within their reach. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <math.h>

/* ---- the neighbours ---- */

typedef struct {
  const mlg_table *table;
  size_t code, east, north, base, population;
} neighbour_table;

static mlg_status find_columns(const mlg_work *work, neighbour_table *t) {
  const mlg_neighbour_columns *c = &work->project.neighbours;
  t->table = &work->tables[c->dataset];
  MLG_TRY(mlg_require_column(work, c->dataset, c->code, &t->code));
  MLG_TRY(mlg_require_column(work, c->dataset, c->x != NULL ? c->x : c->longitude, &t->east));
  MLG_TRY(mlg_require_column(work, c->dataset, c->x != NULL ? c->y : c->latitude, &t->north));
  MLG_TRY(mlg_require_column(work, c->dataset, c->base, &t->base));
  return mlg_require_column(work, c->dataset, c->population, &t->population);
}

/* A number that must be there, or the cell is reported. */
static mlg_status read_number(const mlg_work *work, const neighbour_table *t, size_t row,
                              size_t column, double least, double *number) {
  const char *text = mlg_table_cell(t->table, row, column);
  double read = NAN;
  if (text != NULL && mlg_parse_number(text, ".,", &read) && read >= least) {
    *number = read;
    return MLG_OK;
  }
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_NEIGHBOUR_NUMBER,
                                                  .file = t->table->file,
                                                  .line = t->table->lines[row],
                                                  .column = t->table->columns[column],
                                                  .value = text == NULL ? "" : text});
}

/* Whether a code is that of a zone, or of a commune, of the territory: not outside. */
static bool is_home(const mlg_work *work, const char *code) {
  return mlg_territory_find(&work->territory, MLG_IRIS, code) != MLG_NO_ZONE ||
         mlg_territory_find(&work->territory, MLG_COMMUNE, code) != MLG_NO_ZONE;
}

static mlg_status read_neighbour(const mlg_work *work, const neighbour_table *t, size_t row,
                                 mlg_neighbour *to) {
  to->inhabitants = NAN;
  MLG_TRY(read_number(work, t, row, t->east, -INFINITY, &to->at.x));
  MLG_TRY(read_number(work, t, row, t->north, -INFINITY, &to->at.y));
  MLG_TRY(read_number(work, t, row, t->base, 0, &to->base));
  if (t->population == MLG_NO_COLUMN) return MLG_OK;
  return read_number(work, t, row, t->population, 0, &to->inhabitants);
}

static mlg_status read_neighbours(mlg_work *work, mlg_neighbour **neighbours, size_t *n) {
  neighbour_table t;
  MLG_TRY(find_columns(work, &t));
  *neighbours = MLG_NEW(work->arena, mlg_neighbour, t.table->n_rows);
  mlg_point *points = MLG_NEW(work->arena, mlg_point, t.table->n_rows);
  MLG_HAVE(*neighbours);
  MLG_HAVE(points);
  for (size_t row = 0; row < t.table->n_rows; row++) {
    const char *code = mlg_table_cell(t.table, row, t.code);
    if (code == NULL || is_home(work, code)) continue;
    (*neighbours)[*n].code = mlg_arena_strdup(work->arena, code);
    MLG_HAVE((*neighbours)[*n].code);
    MLG_TRY(read_neighbour(work, &t, row, &(*neighbours)[*n]));
    points[*n] = (*neighbours)[*n].at;
    ++*n;
  }
  if (work->project.neighbours.x != NULL) return MLG_OK;
  MLG_TRY(mlg_load_project_points(points, *n, work->findings));
  for (size_t i = 0; i < *n; i++) (*neighbours)[i].at = points[i];
  return MLG_OK;
}

/* ---- the travel times ---- */

static mlg_status read_times(mlg_work *work) {
  const mlg_directory *directory = &work->directory;
  mlg_times_table from = {.table = &work->tables[work->project.times]};
  MLG_TRY(mlg_require_column(work, work->project.times, "de", &from.from));
  MLG_TRY(mlg_require_column(work, work->project.times, "vers", &from.to));
  MLG_TRY(mlg_require_column(work, work->project.times, "minutes", &from.minutes));
  mlg_stop *stops = MLG_NEW(work->arena, mlg_stop, directory->n_sites);
  MLG_HAVE(stops);
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    bool counts = site->status == MLG_COUNTED;
    stops[s] = (mlg_stop){site->id, site->insee, counts ? site->at : (mlg_point){NAN, NAN}};
    if (site->zone == MLG_NO_ZONE) continue;
    size_t commune = mlg_territory_above(&work->territory, site->zone, MLG_COMMUNE);
    stops[s].commune = work->territory.zones[MLG_COMMUNE][commune].code;
  }
  return mlg_access_times(work->arena, &from, stops, directory->n_sites, work->findings,
                          &work->access);
}

/* Offers that nobody of the territory may use are most likely a code misspelt. */
static mlg_status check_reserved(const mlg_work *work) {
  for (size_t i = 0; i < work->directory.n_offers; i++) {
    const mlg_offer *offer = &work->directory.offers[i];
    bool any = false;
    for (size_t z = 0; z < work->access.n_zones && !any; z++)
      any = mlg_may_come(&work->access, offer->terms.reserved, z);
    if (!any)
      MLG_TRY(mlg_report(work->findings, (mlg_finding){.code = MLG_F_RESERVED_NOBODY,
                                                       .value = offer->id,
                                                       .expected = offer->terms.reserved}));
  }
  return MLG_OK;
}

mlg_status mlg_build_access(mlg_work *work) {
  mlg_neighbour *neighbours = NULL;
  size_t n = 0;
  mlg_inhabitants inhabitants;
  MLG_TRY(mlg_count_inhabitants(work->arena, &work->territory, &work->need, work->population,
                                &inhabitants));
  MLG_TRY(mlg_store_all_shapes(work->store, work->arena, &work->territory, work->findings,
                               work->shapes));
  if (work->project.has_neighbours) MLG_TRY(read_neighbours(work, &neighbours, &n));
  MLG_TRY(mlg_access_build(work->arena, &work->project.reach, &work->territory, &inhabitants,
                           work->shapes[MLG_IRIS], neighbours, n, &work->access));
  if (work->project.has_times) MLG_TRY(read_times(work));
  MLG_TRY(mlg_open_offers(work));
  return check_reserved(work);
}
