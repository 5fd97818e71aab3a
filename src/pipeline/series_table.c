/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/csv.h>
#include <maillage/publish.h>
#include <maillage/similar.h>
#include <maillage/text.h>
#include <math.h>

static const char *const STATES[] = {"", "ok", "repris", "echec"};

static void put_header(mlg_arena *arena, const mlg_portrait *p, mlg_csv_out *csv) {
  const mlg_indicator *base = &p->project->indicators[p->base];
  static const char *const FIRST[] = {"code", "nom", "dossier", "population"};
  static const char *const LAST[] = {
      "departement", "taux_departement", "taux_region", "taux_semblables", "semblables", "etat",
      "motif"};
  static const char *const ENDS[] = {"", "_min", "_max"};
  for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++) mlg_csv_text(csv, FIRST[i]);
  for (size_t e = 0; e < 3; e++)
    mlg_csv_text(csv, mlg_arena_printf(arena, "%s%s", base->id, ENDS[e]));
  for (size_t k = 0; k < base->n_denominators; k++)
    mlg_csv_text(csv, mlg_publish_rate_column(arena, base, k));
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    for (size_t e = 0; e < 3 && p->coverage->recorded[f]; e++)
      mlg_csv_text(csv, mlg_arena_printf(arena, "non_couvert_%s%s", MLG_FAMILIES[f].code, ENDS[e]));
  for (size_t i = 0; i < sizeof LAST / sizeof *LAST; i++) mlg_csv_text(csv, LAST[i]);
  mlg_csv_end_line(csv);
}

static void put_estimate(mlg_csv_out *csv, mlg_estimate estimate) {
  mlg_csv_number(csv, estimate.value);
  mlg_csv_number(csv, mlg_publish_low(estimate));
  mlg_csv_number(csv, mlg_publish_high(estimate));
}

static double rate_of(const mlg_portrait *p, mlg_level level, size_t zone, size_t k) {
  if (zone >= p->territory->n_zones[level]) return NAN;
  return mlg_need_rate(p->need, p->project->indicators, level, zone, p->base, k).value;
}

static void put_figures(const mlg_portrait *p, mlg_level level, size_t zone, mlg_csv_out *csv) {
  mlg_csv_number(csv, p->population == MLG_NO_INDICATOR
                          ? NAN
                          : mlg_need_value(p->need, level, zone, p->population).value);
  put_estimate(csv, mlg_need_value(p->need, level, zone, p->base));
  for (size_t k = 0; k < p->project->indicators[p->base].n_denominators; k++)
    mlg_csv_number(csv, rate_of(p, level, zone, k));
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    if (p->coverage->recorded[f])
      put_estimate(csv, mlg_uncovered(mlg_portrait_parts(p, level, zone, f)));
}

static mlg_status put_reference(mlg_arena *arena, const mlg_portrait *p, mlg_level level,
                                size_t zone, mlg_csv_out *csv) {
  mlg_similar similar;
  MLG_TRY(mlg_portrait_similar(p, level, zone, &similar));
  const mlg_territory *t = p->territory;
  size_t above = t->zones[level][zone].parent[MLG_DEPARTEMENT];
  bool has = above < t->n_zones[MLG_DEPARTEMENT] && level != MLG_DEPARTEMENT;
  mlg_csv_text(csv, has ? t->zones[MLG_DEPARTEMENT][above].name : "");
  mlg_csv_number(csv, has ? rate_of(p, MLG_DEPARTEMENT, above, 0) : NAN);
  mlg_csv_number(csv, rate_of(p, t->level, 0, 0));
  double sum = 0;
  const char *names[MLG_MOST_SIMILAR];
  for (size_t i = 0; i < similar.n; i++) {
    names[i] = t->zones[level][similar.zones[i]].name;
    sum += rate_of(p, level, similar.zones[i], 0);
  }
  mlg_csv_number(csv, similar.n > 0 ? sum / (double)similar.n : NAN);
  const char *list = mlg_wording_list(arena, names, similar.n);
  MLG_HAVE(list);
  mlg_csv_text(csv, list);
  return MLG_OK;
}

static mlg_status put_one(mlg_arena *arena, const mlg_series *series, size_t zone,
                          mlg_csv_out *csv) {
  const mlg_portrait *p = &series->work->portrait;
  const mlg_one *one = &series->ones[zone];
  mlg_csv_text(csv, p->territory->zones[series->level][zone].code);
  mlg_csv_text(csv, p->territory->zones[series->level][zone].name);
  mlg_csv_text(csv, one->folder);
  put_figures(p, series->level, zone, csv);
  MLG_TRY(put_reference(arena, p, series->level, zone, csv));
  mlg_csv_text(csv, STATES[one->state]);
  mlg_csv_text(csv, one->reason);
  mlg_csv_end_line(csv);
  return MLG_OK;
}

mlg_status mlg_series_table(mlg_arena *arena, const mlg_series *series, mlg_findings *findings) {
  const char *path = mlg_arena_printf(arena, "%s/series.csv", series->output);
  mlg_csv_out csv;
  MLG_HAVE(path);
  MLG_TRY(mlg_csv_begin(&csv, arena, path, MLG_CSV_FRENCH, findings));
  put_header(arena, &series->work->portrait, &csv);
  mlg_status status = MLG_OK;
  for (size_t i = 0; i < series->n && status == MLG_OK; i++)
    status = put_one(arena, series, i, &csv);
  return mlg_csv_end(&csv, status, findings);
}
