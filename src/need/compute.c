/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "base/tally.h"
#include "need/formula.h"

#include <math.h>
#include <string.h>

/*
 * The computation itself. One indicator at a time: its reference run goes straight
 * into the result; runs at the ends of a parameter need room for one indicator only.
 */

/* One indicator's figures as they stand in the result. */
static mlg_figures figures_of(const mlg_need *need, size_t indicator) {
  mlg_figures figures = {.stride = need->n_indicators};
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    figures.at[level] = need->values[level] + indicator;
  return figures;
}

/* Room for one indicator's figures apart from the result. */
static mlg_status new_figures(const mlg_calculation *c, mlg_figures *figures) {
  figures->stride = 1;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    figures->at[level] = MLG_NEW(c->scratch, mlg_estimate, c->territory->n_zones[level]);
    MLG_HAVE(figures->at[level]);
  }
  return MLG_OK;
}

/* A parameter at one of its values: exact, and published by nobody. */
static mlg_estimate number(double value) { return mlg_between(value, value, value); }

/* What a zone's commune knows of a parameter, else what stands for all. */
static mlg_estimate local_value(const mlg_calculation *c, mlg_level level, size_t zone,
                                mlg_estimate of_all) {
  size_t commune = level == MLG_IRIS ? mlg_territory_above(c->territory, zone, MLG_COMMUNE) : zone;
  double known = c->local->of_commune[commune];
  return isnan(known) ? of_all : number(known);
}

/* The formula in one zone, a finest one or a commune; the parameters are set. */
static void run_zone(const mlg_calculation *c, size_t indicator, mlg_level level, size_t zone,
                     mlg_estimate *variables, mlg_estimate *figure, unsigned *notes) {
  const mlg_indicator *asked = &c->indicators[indicator];
  const mlg_cell *cells = mlg_cells_of(c, level, zone) + c->first_slot[indicator];
  for (size_t i = 0; i < asked->n_inputs; i++) variables[i] = cells[i].read;
  mlg_estimate none = {0}, *local = &none;
  if (c->local != NULL) local = &variables[asked->n_inputs + c->local->parameter];
  mlg_estimate of_all = *local;
  if (c->local != NULL) *local = local_value(c, level, zone, of_all);
  *figure = mlg_formula_run(asked->formula, variables, notes);
  *local = of_all;
  mlg_add_sampling(c, indicator, level, zone, figure);
}

/* A part of the figure that the zone's commune has. */
static mlg_estimate part_of(const mlg_calculation *c, size_t indicator, size_t leaf,
                            mlg_figures figures) {
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  const char *how;
  return mlg_apportion(c, figures.at[MLG_COMMUNE][commune * figures.stride], leaf, NULL,
                       c->indicators[indicator].sharing, &how);
}

/* Fills the communes that carry figures of their own and the finest zones, then sums
   up. `notes`, if any, gets what each zone's formula met. */
static void run(const mlg_calculation *c, size_t indicator, mlg_estimate *variables,
                mlg_figures figures, unsigned *notes) {
  unsigned unheard = 0;
  for (size_t zone = 0; zone < c->territory->n_zones[MLG_COMMUNE]; zone++)
    if (c->carried[indicator] != MLG_SUMMED && mlg_is_split(c, zone))
      run_zone(c, indicator, MLG_COMMUNE, zone, variables,
               &figures.at[MLG_COMMUNE][zone * figures.stride], &unheard);
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++) {
    mlg_estimate *figure = &figures.at[MLG_IRIS][zone * figures.stride];
    if (mlg_is_part(c, indicator, zone))
      *figure = part_of(c, indicator, zone, figures);
    else
      run_zone(c, indicator, MLG_IRIS, zone, variables, figure,
               notes != NULL ? &notes[zone] : &unheard);
  }
  mlg_sum_up(c, indicator, figures);
}

/* How much further than the reference two runs go, on the side of `sign`. */
static double further(double reference, double one, double other, double sign) {
  if (!isfinite(reference) || !isfinite(one) || !isfinite(other)) return 0;
  return fmax(0, fmax(sign * (one - reference), sign * (other - reference)));
}

/*
 * Runs the formula at both ends of a parameter, in all zones at once, and widens
 * every interval to what it becomes. `reference` holds the bounds at the
 * reference parameters: doubts of several parameters add.
 */
static void widen(const mlg_calculation *c, size_t indicator, mlg_estimate *variables,
                  size_t parameter, mlg_figures result, mlg_figures runs[3]) {
  const mlg_parameter *p = &c->parameters[parameter];
  mlg_estimate *variable = &variables[c->indicators[indicator].n_inputs + parameter];
  mlg_figures reference = runs[0], low = runs[1], high = runs[2];
  *variable = number(p->low);
  run(c, indicator, variables, low, NULL);
  *variable = number(p->high);
  run(c, indicator, variables, high, NULL);
  *variable = number(p->value);
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++) {
      mlg_estimate *wide = &result.at[level][zone * result.stride];
      mlg_estimate at = reference.at[level][zone], a = low.at[level][zone],
                   b = high.at[level][zone];
      wide->low -= further(at.low, a.low, b.low, -1);
      wide->high += further(at.high, a.high, b.high, 1);
    }
}

static void copy_figures(const mlg_calculation *c, mlg_figures from, mlg_figures to) {
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++)
      to.at[level][zone * to.stride] = from.at[level][zone * from.stride];
}

/* A formula that divides by zero in every zone gives nothing anywhere. */
static mlg_status reject_division(const mlg_calculation *c, const mlg_indicator *asked) {
  const char *column = mlg_arena_printf(c->scratch, "%zu", asked->formula_at.column);
  MLG_HAVE(column);
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_FORMULA_DIVISION,
                                               .file = asked->formula_at.file,
                                               .line = asked->formula_at.line,
                                               .column = column,
                                               .value = asked->formula_text});
}

/* Tells the zones where the indicator's formula met `note`. */
static mlg_status tell(const mlg_calculation *c, size_t indicator, const unsigned *notes,
                       mlg_note note, mlg_finding_code code) {
  const mlg_indicator *asked = &c->indicators[indicator];
  mlg_tally tally = {.code = code, .file = asked->file, .column = asked->id};
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++)
    if (notes[zone] & note)
      mlg_tally_add(&tally, c->territory->zones[MLG_IRIS][zone].code, asked->formula_at.line, NAN);
  if (note == MLG_NOTE_DIVISION && tally.count == mlg_n_leaves(c)) return reject_division(c, asked);
  return mlg_tally_report(&tally, c->findings);
}

/* The reference run alone tells what its formula met; the others would repeat it. */
static mlg_status compute_indicator(const mlg_calculation *c, size_t indicator, mlg_need *need,
                                    mlg_estimate *variables, mlg_figures runs[3]) {
  const mlg_indicator *asked = &c->indicators[indicator];
  unsigned *notes = MLG_NEW(c->scratch, unsigned, mlg_n_leaves(c));
  MLG_HAVE(notes);
  MLG_TRY(mlg_fill_inputs(c, indicator));
  for (size_t p = 0; p < c->n_parameters; p++)
    variables[asked->n_inputs + p] = number(c->parameters[p].value);
  mlg_figures result = figures_of(need, indicator);
  run(c, indicator, variables, result, notes);
  mlg_note_sources(c, indicator, need);
  copy_figures(c, result, runs[0]);
  for (size_t p = 0; p < c->n_parameters; p++)
    if (c->parameters[p].low < c->parameters[p].high &&
        mlg_formula_uses(asked->formula, asked->n_inputs + p))
      widen(c, indicator, variables, p, result, runs);
  MLG_TRY(tell(c, indicator, notes, MLG_NOTE_MARGINS, MLG_F_MARGINS_INCONSISTENT));
  return tell(c, indicator, notes, MLG_NOTE_DIVISION, MLG_F_DIVISION_BY_ZERO);
}

static mlg_status compute_all(const mlg_calculation *c, const size_t *order, mlg_need *need) {
  size_t most = 0;
  for (size_t i = 0; i < c->n_indicators; i++)
    if (c->indicators[i].n_inputs > most) most = c->indicators[i].n_inputs;
  mlg_estimate *variables = MLG_NEW(c->scratch, mlg_estimate, most + c->n_parameters);
  MLG_HAVE(variables);
  mlg_figures runs[3];
  for (int i = 0; i < 3; i++) MLG_TRY(new_figures(c, &runs[i]));
  for (size_t i = 0; i < c->n_indicators; i++)
    MLG_TRY(compute_indicator(c, order[i], need, variables, runs));
  return MLG_OK;
}

/* Told once, at the census line that says so, not once for every indicator. */
static mlg_status tell_empty_zones(const mlg_calculation *c, const mlg_need *need) {
  if (c->population == c->n_indicators || c->indicators[c->population].n_inputs == 0) return MLG_OK;
  const mlg_cell *cells = &c->cells[c->first_slot[c->population]];
  size_t dataset = cells[0].dataset;
  mlg_tally empty = {.code = MLG_F_ZONE_EMPTY, .column = cells[0].column};
  if (dataset != MLG_NO_DATASET && c->tables[dataset].table != NULL)
    empty.file = c->tables[dataset].table->file;
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++)
    if (mlg_need_value(need, MLG_IRIS, zone, c->population).flags & MLG_EMPTY)
      mlg_tally_add(&empty, c->territory->zones[MLG_IRIS][zone].code, cells[zone * c->n_slots].line,
                    NAN);
  return mlg_tally_report(&empty, c->findings);
}

/* Arena memory is zeroed: levels that are absent get arrays of nothing. */
static mlg_status new_need(const mlg_calculation *c, mlg_need *need) {
  *need = (mlg_need){.n_indicators = c->n_indicators};
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = c->territory->n_zones[level] * c->n_indicators;
    need->values[level] = MLG_NEW(c->arena, mlg_estimate, n);
    need->covered[level] = MLG_NEW(c->arena, double, n);
    need->sources[level] = MLG_NEW(c->arena, uint64_t, n);
    MLG_HAVE(need->values[level]);
    MLG_HAVE(need->covered[level]);
    MLG_HAVE(need->sources[level]);
  }
  return MLG_OK;
}

/* Figures that two levels share are kept once. */
static void share_quarters(const mlg_calculation *c, mlg_need *need) {
  if (!mlg_territory_quarters_are_communes(c->territory)) return;
  size_t n = c->territory->n_zones[MLG_QUARTIER] * c->n_indicators;
  mlg_arena_drop(c->arena, need->values[MLG_QUARTIER], n, sizeof(mlg_estimate));
  mlg_arena_drop(c->arena, need->covered[MLG_QUARTIER], n, sizeof(double));
  mlg_arena_drop(c->arena, need->sources[MLG_QUARTIER], n, sizeof(uint64_t));
  need->values[MLG_QUARTIER] = need->values[MLG_COMMUNE];
  need->covered[MLG_QUARTIER] = need->covered[MLG_COMMUNE];
  need->sources[MLG_QUARTIER] = need->sources[MLG_COMMUNE];
}

/* The one indicator that the engine knows by name. */
static size_t find_population(const mlg_indicator *indicators, size_t n) {
  size_t i = 0;
  while (i < n && strcmp(indicators[i].id, "population") != 0) i++;
  return i;
}

/* The order of the indicators: what the datasets say of their secrets counts in it. */
static mlg_status find_order(const mlg_calculation *c, size_t *order) {
  mlg_reading *readings = MLG_NEW(c->scratch, mlg_reading, c->n_datasets);
  MLG_HAVE(readings);
  for (size_t i = 0; i < c->n_datasets; i++) readings[i] = c->tables[i].reading;
  return mlg_need_order(c->scratch, c->indicators, c->n_indicators, readings, c->findings, order);
}

/* From files to what is written in their cells. */
static mlg_status read_tables(mlg_calculation *c) {
  MLG_TRY(mlg_prepare_sums(c));
  MLG_TRY(mlg_find_columns(c));
  MLG_TRY(mlg_join_tables(c));
  return mlg_read_columns(c);
}

static mlg_status compute_need(mlg_calculation *c, mlg_need *need) {
  size_t *order = MLG_NEW(c->scratch, size_t, c->n_indicators);
  MLG_HAVE(order);
  MLG_TRY(read_tables(c));
  MLG_TRY(find_order(c, order));
  MLG_TRY(mlg_check_definitions(c, order));
  MLG_TRY(mlg_find_sampled(c));
  MLG_TRY(mlg_find_carried(c, order));
  MLG_TRY(mlg_prepare_inputs(c));
  MLG_TRY(new_need(c, need));
  c->need = need;
  MLG_TRY(compute_all(c, order, need));
  mlg_list_cells(c, need);
  MLG_TRY(mlg_flag_and_cover(c, need));
  share_quarters(c, need);
  return tell_empty_zones(c, need);
}

mlg_status mlg_need_compute(mlg_arena *arena, const mlg_territory *territory,
                            const mlg_source_table *tables, const int *vintages,
                            const mlg_indicator *indicators, size_t n_indicators,
                            const mlg_parameter *parameters, size_t n_parameters,
                            const mlg_local_parameter *local, mlg_findings *findings,
                            mlg_need *need) {
  mlg_arena scratch = {0};
  mlg_calculation c = {
      .arena = arena,
      .scratch = &scratch,
      .findings = findings,
      .territory = territory,
      .indicators = indicators,
      .n_indicators = n_indicators,
      .parameters = parameters,
      .n_parameters = n_parameters,
      .local = local,
      .vintages = vintages,
      .tables = tables,
      .population = find_population(indicators, n_indicators),
  };
  mlg_need computed;
  mlg_status status = compute_need(&c, &computed);
  if (scratch.refused && status == MLG_OK) status = MLG_FAILURE;
  mlg_arena_free(&scratch);
  if (status == MLG_OK) *need = computed;
  return status;
}
