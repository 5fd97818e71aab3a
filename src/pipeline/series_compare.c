/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/beside.h>
#include <maillage/csv.h>
#include <maillage/publish.h>
#include <math.h>

/* comparaison.csv: one line a rate, the zone beside its landmarks. */

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  const mlg_beside *beside;
  mlg_csv_out csv;
} comparison;

static const char *const STANDINGS[] = {[MLG_GAP_UNKNOWN] = "",
                                        [MLG_GAP_UNSURE] = "pas d'écart sûr",
                                        [MLG_GAP_ABOVE] = "plus élevé",
                                        [MLG_GAP_BELOW] = "plus bas"};

static double low_of(mlg_estimate gap) { return mlg_shown_low(gap, -INFINITY); }
static double high_of(mlg_estimate gap) { return mlg_shown_high(gap, INFINITY); }

/* The landmark of a level, those like the zone as MLG_LEVEL_COUNT; n_landmarks when it has none. */
static size_t landmark_of(const mlg_beside *beside, mlg_level level) {
  size_t i = 0;
  while (i < beside->n_landmarks && beside->landmarks[i].level != level) i++;
  return i;
}

static double rate_of(const comparison *c, const mlg_beside_line *line, mlg_level level) {
  size_t i = landmark_of(c->beside, level);
  return i < c->beside->n_landmarks ? line->rates[i].value : NAN;
}

static const char *id_of(const comparison *c, mlg_compared by) {
  if (by.kind == MLG_BY_UNCOVERED_RATE)
    return mlg_arena_printf(c->arena, "non_couvert_%s", MLG_FAMILIES[by.family].code);
  return mlg_publish_rate_column(c->arena, &c->portrait->project->indicators[by.indicator], by.k);
}

/* The whole is the widest landmark; its column has gone by "region" since there is one. */
static mlg_level whole_of(const comparison *c) { return c->portrait->territory->level; }

static const char *level_code(mlg_level level) {
  return level == MLG_LEVEL_COUNT ? "semblables" : MLG_LEVELS[level].code;
}

static void put_gap(comparison *c, const mlg_beside_line *line, mlg_level level) {
  size_t i = landmark_of(c->beside, level);
  const mlg_estimate none = {NAN, -INFINITY, INFINITY, 0, MLG_ABSENT};
  mlg_estimate gap = i < c->beside->n_landmarks ? line->gaps[i] : none;
  mlg_csv_number(&c->csv, gap.value);
  mlg_csv_number(&c->csv, low_of(gap));
  mlg_csv_number(&c->csv, high_of(gap));
  mlg_csv_text(&c->csv, STANDINGS[mlg_gap_stands(gap)]);
}

/* Levels above the zone's that the whole has: the same columns in every folder. */
static bool has_gap(const comparison *c, mlg_level level) {
  return level > c->beside->level && level <= whole_of(c) &&
         c->portrait->territory->n_zones[level] > 0;
}

static void put_line(comparison *c, const mlg_beside_line *line, const char *id,
                     const char *label) {
  size_t departement = landmark_of(c->beside, MLG_DEPARTEMENT);
  mlg_csv_text(&c->csv, id);
  mlg_csv_text(&c->csv, label);
  mlg_csv_number(&c->csv, line->own.value);
  mlg_csv_number(&c->csv, mlg_publish_low(line->own));
  mlg_csv_number(&c->csv, mlg_publish_high(line->own));
  mlg_csv_text(&c->csv,
               departement < c->beside->n_landmarks ? c->beside->landmarks[departement].name : "");
  mlg_csv_number(&c->csv, rate_of(c, line, MLG_DEPARTEMENT));
  mlg_csv_number(&c->csv, rate_of(c, line, whole_of(c)));
  mlg_csv_number(&c->csv, rate_of(c, line, MLG_LEVEL_COUNT));
  mlg_csv_text(&c->csv, c->beside->similar);
  mlg_csv_text(&c->csv, line->measure.denominator);
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++)
    if (has_gap(c, level)) put_gap(c, line, level);
  put_gap(c, line, MLG_LEVEL_COUNT);
  mlg_csv_end_line(&c->csv);
}

static mlg_status put_gap_names(comparison *c, mlg_level level) {
  static const struct {
    const char *start, *end;
  } PARTS[] = {{"ecart_", ""}, {"ecart_", "_min"}, {"ecart_", "_max"}, {"lecture_", ""}};
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
    const char *name =
        mlg_arena_printf(c->arena, "%s%s%s", PARTS[i].start, level_code(level), PARTS[i].end);
    MLG_HAVE(name);
    mlg_csv_text(&c->csv, name);
  }
  return MLG_OK;
}

static mlg_status put_header(comparison *c) {
  static const char *const NAMES[] = {"mesure",
                                      "libelle",
                                      "valeur",
                                      "min",
                                      "max",
                                      "departement",
                                      "valeur_departement",
                                      "valeur_region",
                                      "moyenne_semblables",
                                      "semblables",
                                      "denominateur"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) mlg_csv_text(&c->csv, NAMES[i]);
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++)
    if (has_gap(c, level)) MLG_TRY(put_gap_names(c, level));
  MLG_TRY(put_gap_names(c, MLG_LEVEL_COUNT));
  mlg_csv_end_line(&c->csv);
  return MLG_OK;
}

static mlg_status put_all(comparison *c) {
  MLG_TRY(put_header(c));
  for (size_t i = 0; i < c->beside->n_lines; i++) {
    const mlg_beside_line *line = &c->beside->lines[i];
    const char *id = id_of(c, line->measure.by);
    const char *label =
        mlg_arena_printf(c->arena, "%s / %s", line->measure.label, line->measure.denominator);
    MLG_HAVE(id);
    MLG_HAVE(label);
    put_line(c, line, id, label);
  }
  return MLG_OK;
}

mlg_status mlg_series_compare(mlg_arena *arena, const mlg_portrait *whole, const mlg_beside *beside,
                              const char *path, mlg_findings *findings) {
  comparison c = {.arena = arena, .portrait = whole, .beside = beside};
  MLG_TRY(mlg_csv_begin(&c.csv, arena, path, MLG_CSV_FRENCH, findings));
  return mlg_csv_end(&c.csv, put_all(&c), findings);
}
