/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/access.h>
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One row of the table, for one zone and one site. */
typedef struct {
  uint32_t zone, site;
  unsigned breadth; /* 0: a zone to a site; 1 for each end that is a whole commune */
  double minutes;
  size_t row;
} timing;

typedef struct {
  mlg_arena *arena;
  const mlg_times_table *from;
  const mlg_territory *territory;
  const mlg_stop *sites;
  size_t n_sites;
  mlg_findings *findings;
  mlg_index ids; /* of sites */
  size_t n, room;
  size_t n_told[MLG_FINDING_COUNT]; /* by code */
  timing *timings;
  mlg_status worst;
} reader;

/* Of each code, no more are told: a table of the wrong geography has thousands. */
enum { MOST_TOLD = 20 };

static void tell(reader *r, mlg_finding_code code, size_t row, size_t column, const char *value,
                 const char *expected) {
  const mlg_table *table = r->from->table;
  mlg_finding finding = {.code = code,
                         .file = table->file,
                         .line = table->lines[row],
                         .column = table->columns[column],
                         .value = value,
                         .expected = expected};
  if (r->n_told[code]++ >= MOST_TOLD) return;
  mlg_status status = mlg_report(r->findings, finding);
  if (status != MLG_OK) r->worst = status;
}

/* ---- who is meant ---- */

/* Finest zones, or sites, of a commune: those from `next` on; MLG_NOT_FOUND after the last. */
static size_t next_zone(const reader *r, size_t commune, size_t next) {
  const mlg_territory *t = r->territory;
  while (next < t->n_zones[MLG_IRIS] && t->zones[MLG_IRIS][next].parent[MLG_COMMUNE] != commune)
    next++;
  return next < t->n_zones[MLG_IRIS] ? next : MLG_NOT_FOUND;
}

static size_t next_site(const reader *r, const char *commune, size_t next) {
  while (next < r->n_sites && strcmp(r->sites[next].commune, commune) != 0) next++;
  return next < r->n_sites ? next : MLG_NOT_FOUND;
}

static mlg_status add(reader *r, timing t) {
  if (!MLG_ROOM(r->arena, r->timings, r->n, r->room)) return MLG_FAILURE;
  r->timings[r->n++] = t;
  return MLG_OK;
}

/* To one site, or to all of a commune. */
static mlg_status add_sites(reader *r, timing t, const char *to) {
  size_t site = mlg_index_find(&r->ids, to);
  if (site != MLG_NOT_FOUND) {
    t.site = (uint32_t)site;
    return add(r, t);
  }
  t.breadth++;
  for (site = next_site(r, to, 0); site != MLG_NOT_FOUND; site = next_site(r, to, site + 1)) {
    t.site = (uint32_t)site;
    MLG_TRY(add(r, t));
  }
  return MLG_OK;
}

/* From one zone, or from all of a commune. */
static mlg_status add_zones(reader *r, timing t, const char *from, const char *to) {
  size_t zone = mlg_territory_find(r->territory, MLG_IRIS, from);
  if (zone != MLG_NO_ZONE) {
    t.zone = (uint32_t)zone;
    return add_sites(r, t, to);
  }
  size_t commune = mlg_territory_find(r->territory, MLG_COMMUNE, from);
  t.breadth++;
  for (zone = next_zone(r, commune, 0); zone != MLG_NOT_FOUND;
       zone = next_zone(r, commune, zone + 1)) {
    t.zone = (uint32_t)zone;
    MLG_TRY(add_sites(r, t, to));
  }
  return MLG_OK;
}

static bool is_origin(const reader *r, const char *code) {
  return mlg_territory_find(r->territory, MLG_IRIS, code) != MLG_NO_ZONE ||
         mlg_territory_find(r->territory, MLG_COMMUNE, code) != MLG_NO_ZONE;
}

/* A commune of the territory without any site is no mistake. */
static bool is_destination(const reader *r, const char *code) {
  return mlg_index_find(&r->ids, code) != MLG_NOT_FOUND || next_site(r, code, 0) != MLG_NOT_FOUND ||
         mlg_territory_find(r->territory, MLG_COMMUNE, code) != MLG_NO_ZONE;
}

/* A day at most: seconds, or a number that stands for "no way there", are no minutes. */
static bool read_minutes(const char *text, double *minutes) {
  return text != NULL && mlg_parse_number(text, ".,", minutes) && *minutes >= 0 && *minutes <= 1440;
}

static mlg_status read_row(reader *r, size_t row) {
  const mlg_times_table *from = r->from;
  const char *start = mlg_table_cell(from->table, row, from->from);
  const char *to = mlg_table_cell(from->table, row, from->to);
  const char *text = mlg_table_cell(from->table, row, from->minutes);
  timing t = {.row = row};
  if (!read_minutes(text, &t.minutes)) {
    tell(r, MLG_F_TIME_NUMBER, row, from->minutes, text == NULL ? "" : text, NULL);
    return MLG_OK;
  }
  if (start == NULL || !is_origin(r, start)) {
    tell(r, MLG_F_TIME_UNKNOWN, row, from->from, start == NULL ? "" : start,
         "aucune zone ni commune du territoire");
    return MLG_OK;
  }
  if (to == NULL || !is_destination(r, to)) {
    tell(r, MLG_F_TIME_UNKNOWN, row, from->to, to == NULL ? "" : to,
         "aucun lieu ni commune d'un lieu");
    return MLG_OK;
  }
  return add_zones(r, t, start, to);
}

/* ---- the times, in order ---- */

static int compare_timings(const void *left, const void *right) {
  const timing *a = left, *b = right;
  if (a->zone != b->zone) return a->zone < b->zone ? -1 : 1;
  if (a->site != b->site) return a->site < b->site ? -1 : 1;
  if (a->breadth != b->breadth) return a->breadth < b->breadth ? -1 : 1;
  if (a->minutes != b->minutes) return a->minutes < b->minutes ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

static void tell_repeated(reader *r, const timing *t, const timing *kept) {
  if (t->breadth != kept->breadth || t->minutes == kept->minutes) return;
  const char *pair = mlg_arena_printf(
      r->arena, "%s, %s", r->territory->zones[MLG_IRIS][t->zone].code, r->sites[t->site].id);
  tell(r, MLG_F_TIME_REPEATED, t->row, r->from->minutes, pair,
       mlg_arena_printf(r->arena, "%g", kept->minutes));
}

static mlg_status keep(reader *r, mlg_times *times) {
  size_t n_zones = r->territory->n_zones[MLG_IRIS], n = 0;
  times->first = MLG_NEW(r->arena, size_t, n_zones + 1);
  times->site = MLG_NEW(r->arena, uint32_t, r->n);
  times->minutes = MLG_NEW(r->arena, float, r->n);
  MLG_HAVE(times->first);
  MLG_HAVE(times->site);
  MLG_HAVE(times->minutes);
  if (r->n > 0) qsort(r->timings, r->n, sizeof *r->timings, compare_timings);
  const timing *kept = NULL;
  for (size_t i = 0; i < r->n; i++) {
    const timing *t = &r->timings[i];
    if (kept != NULL && kept->zone == t->zone && kept->site == t->site) {
      tell_repeated(r, t, kept);
      continue;
    }
    kept = t;
    times->site[n] = t->site;
    times->minutes[n++] = (float)t->minutes;
    times->first[t->zone + 1] = n;
  }
  for (size_t z = 0; z < n_zones; z++)
    if (times->first[z + 1] < times->first[z]) times->first[z + 1] = times->first[z];
  return MLG_OK;
}

double mlg_times_minutes(const mlg_times *times, size_t zone, size_t site) {
  if (times->first == NULL) return NAN;
  size_t low = times->first[zone], end = times->first[zone + 1], high = end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (times->site[middle] < site)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && times->site[low] == site ? times->minutes[low] : NAN;
}

/* ---- what the table leaves out ---- */

static const char *site_list(reader *r, const size_t *missing, size_t n) {
  if (n == 1) return r->sites[missing[0]].id;
  return mlg_arena_printf(r->arena, "%zu lieux à portée à vol d'oiseau, dont %s", n,
                          r->sites[missing[0]].id);
}

static size_t first_row_of(const reader *r, size_t zone) {
  size_t row = MLG_NOT_FOUND;
  for (size_t i = 0; i < r->n; i++)
    if (r->timings[i].zone == zone && r->timings[i].row < row) row = r->timings[i].row;
  return row;
}

/* A zone of the table without all its sites is a hole in it; one that the table does not
 * name is merely counted. */
static mlg_status tell_missing(reader *r, const mlg_access *access) {
  size_t *missing = MLG_NEW(r->arena, size_t, r->n_sites), n_missing = 0, n_pairs, by_distance = 0;
  mlg_destination *to = MLG_NEW(r->arena, mlg_destination, r->n_sites);
  mlg_pair *pairs;
  mlg_access by_crow = *access;
  MLG_HAVE(missing);
  MLG_HAVE(to);
  for (size_t s = 0; s < r->n_sites; s++) to[s] = (mlg_destination){r->sites[s].at, s, NULL};
  by_crow.times = (mlg_times){0};
  MLG_TRY(mlg_pairs_build(r->arena, &by_crow, to, r->n_sites, &pairs, &n_pairs));
  for (size_t i = 0; i < n_pairs; i++) {
    size_t zone = pairs[i].zone;
    if (zone >= r->territory->n_zones[MLG_IRIS]) break;
    if (isnan(mlg_times_minutes(&access->times, zone, pairs[i].destination)))
      missing[n_missing++] = pairs[i].destination;
    if (i + 1 < n_pairs && pairs[i + 1].zone == zone) continue;
    size_t row = n_missing > 0 ? first_row_of(r, zone) : MLG_NOT_FOUND;
    if (row != MLG_NOT_FOUND)
      tell(r, MLG_F_TIME_ZONE_PARTIAL, row, r->from->to, r->territory->zones[MLG_IRIS][zone].code,
           site_list(r, missing, n_missing));
    by_distance += n_missing;
    n_missing = 0;
  }
  if (by_distance == 0) return MLG_OK;
  return mlg_report(r->findings,
                    (mlg_finding){.code = MLG_F_TIME_BY_DISTANCE,
                                  .file = r->from->table->file,
                                  .value = mlg_arena_printf(r->arena, "%zu", by_distance)});
}

mlg_status mlg_access_times(mlg_arena *arena, const mlg_times_table *from, const mlg_stop *sites,
                            size_t n_sites, mlg_findings *findings, mlg_access *access) {
  reader r = {.arena = arena,
              .from = from,
              .territory = access->territory,
              .sites = sites,
              .n_sites = n_sites,
              .findings = findings};
  size_t held;
  MLG_TRY(mlg_index_init(&r.ids, arena, n_sites));
  for (size_t s = 0; s < n_sites; s++) MLG_TRY(mlg_index_add(&r.ids, sites[s].id, s, &held));
  for (size_t row = 0; row < from->table->n_rows; row++) MLG_TRY(read_row(&r, row));
  if (r.worst != MLG_OK) return r.worst;
  MLG_TRY(keep(&r, &access->times));
  return tell_missing(&r, access);
}
