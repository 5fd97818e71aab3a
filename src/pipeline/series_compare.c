/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/publish.h>
#include <maillage/similar.h>
#include <math.h>

/* comparaison.csv: one line a rate, the zone beside its département, the whole and those like it.
 */

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *whole;
  mlg_level level;
  size_t zone, departement; /* MLG_NO_ZONE: in none, or in several */
  mlg_similar similar;
  const char *names; /* of those like it */
  mlg_csv_out csv;
} comparison;

/* One rate: an indicator's over its k-th denominator, or the share left without help. */
typedef struct {
  const mlg_indicator *indicator; /* NULL: of a family */
  size_t index, k;
  mlg_family family;
} measure;

static mlg_estimate figure(const comparison *c, const measure *m, mlg_level level, size_t zone) {
  mlg_estimate rate = mlg_unknown(MLG_ABSENT);
  if (zone >= c->whole->territory->n_zones[level]) return rate;
  if (m->indicator != NULL)
    return mlg_need_rate(c->whole->need, c->whole->project->indicators, level, zone, m->index,
                         m->k);
  mlg_portrait_uncovered_rate(c->whole, level, zone, m->family, &rate);
  return rate;
}

/* The plain mean: each of those like it counts as one. Unknown as soon as one is. */
static double mean_of_similar(const comparison *c, const measure *m) {
  double sum = 0;
  for (size_t i = 0; i < c->similar.n; i++)
    sum += figure(c, m, c->level, c->similar.zones[i]).value;
  return c->similar.n > 0 ? sum / (double)c->similar.n : NAN;
}

static void put(comparison *c, const measure *m, const char *id, const char *label) {
  const mlg_territory *t = c->whole->territory;
  mlg_estimate own = figure(c, m, c->level, c->zone);
  mlg_csv_text(&c->csv, id);
  mlg_csv_text(&c->csv, label);
  mlg_csv_number(&c->csv, own.value);
  mlg_csv_number(&c->csv, mlg_publish_low(own));
  mlg_csv_number(&c->csv, mlg_publish_high(own));
  mlg_csv_text(&c->csv,
               c->departement == MLG_NO_ZONE ? "" : t->zones[MLG_DEPARTEMENT][c->departement].name);
  mlg_csv_number(&c->csv, figure(c, m, MLG_DEPARTEMENT, c->departement).value);
  mlg_csv_number(&c->csv, figure(c, m, t->level, 0).value);
  mlg_csv_number(&c->csv, mean_of_similar(c, m));
  mlg_csv_text(&c->csv, c->names);
  mlg_csv_end_line(&c->csv);
}

static mlg_status put_indicator(comparison *c, size_t index) {
  const mlg_indicator *indicators = c->whole->project->indicators;
  const mlg_indicator *indicator = &indicators[index];
  for (size_t k = 0; k < indicator->n_denominators; k++) {
    const measure m = {indicator, index, k, 0};
    const char *id = mlg_publish_rate_column(c->arena, indicator, k);
    const char *label = mlg_arena_printf(c->arena, "%s / %s", indicator->label,
                                         indicators[indicator->denominators[k]].label);
    MLG_HAVE(id);
    MLG_HAVE(label);
    put(c, &m, id, label);
  }
  return MLG_OK;
}

static mlg_status put_family(comparison *c, mlg_family family) {
  const measure m = {.family = family};
  const char *id = mlg_arena_printf(c->arena, "non_couvert_%s", MLG_FAMILIES[family].code);
  const char *label = mlg_arena_printf(c->arena, "Besoin non couvert (%s) / %s",
                                       MLG_FAMILIES[family].label,
                                       c->whole->project->indicators[c->whole->base].label);
  MLG_HAVE(id);
  MLG_HAVE(label);
  put(c, &m, id, label);
  return MLG_OK;
}

static mlg_status put_all(comparison *c) {
  static const char *const NAMES[] = {"mesure",
                                      "libelle",
                                      "valeur",
                                      "min",
                                      "max",
                                      "departement",
                                      "valeur_departement",
                                      "valeur_region",
                                      "moyenne_semblables",
                                      "semblables"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) mlg_csv_text(&c->csv, NAMES[i]);
  mlg_csv_end_line(&c->csv);
  for (size_t i = 0; i < c->whole->project->n_indicators; i++) MLG_TRY(put_indicator(c, i));
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    if (c->whole->coverage->recorded[f]) MLG_TRY(put_family(c, f));
  return MLG_OK;
}

static mlg_status find_similar(comparison *c) {
  const mlg_territory *t = c->whole->territory;
  const char *names[MLG_MOST_SIMILAR];
  MLG_TRY(mlg_portrait_similar(c->arena, c->whole, c->level, c->zone, &c->similar));
  for (size_t i = 0; i < c->similar.n; i++) names[i] = t->zones[c->level][c->similar.zones[i]].name;
  c->names = mlg_wording_list(c->arena, names, c->similar.n);
  return c->names == NULL ? MLG_FAILURE : MLG_OK;
}

mlg_status mlg_series_compare(mlg_arena *arena, const mlg_portrait *whole, mlg_level level,
                              size_t zone, const char *path, mlg_findings *findings) {
  size_t above = level == MLG_DEPARTEMENT
                     ? MLG_NO_ZONE
                     : whole->territory->zones[level][zone].parent[MLG_DEPARTEMENT];
  comparison c = {.arena = arena, .whole = whole, .level = level, .zone = zone};
  c.departement = above < whole->territory->n_zones[MLG_DEPARTEMENT] ? above : MLG_NO_ZONE;
  MLG_TRY(find_similar(&c));
  MLG_TRY(mlg_csv_begin(&c.csv, arena, path, findings));
  mlg_status status = put_all(&c);
  mlg_status ended = mlg_csv_end(&c.csv, findings);
  return status == MLG_OK ? ended : status;
}
