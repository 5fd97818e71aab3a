/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand.h"

#include "need/calculation.h"

#include <math.h>
#include <string.h>

/* A table of counts as it is read. */
typedef struct {
  const mlg_territory *territory;
  const mlg_table *table;
  mlg_count_table *counts;
  size_t *lines; /* by zone: the first line about it */
  size_t column, zone, family;
  size_t n_matched;
  mlg_teller teller;
} reading;

static void tell(reading *r, size_t row, mlg_finding_code code, const char *column,
                 const char *value, const char *expected) {
  mlg_tell(&r->teller, (mlg_finding){.code = code,
                                     .file = r->table->file,
                                     .line = r->table->lines[row],
                                     .column = column,
                                     .value = value,
                                     .expected = expected});
}

/* A well-formed code of elsewhere is no mistake: tables of a whole region are common. */
static bool is_elsewhere(const reading *r, const char *code) {
  if (r->counts->level > MLG_COMMUNE) return true;
  char commune[6] = "";
  memcpy(commune, code, 5);
  return mlg_index_find(&r->territory->members, commune) == MLG_NOT_FOUND;
}

/* The zone of a row, or MLG_NO_ZONE: told, unless it is elsewhere. */
static size_t zone_of(reading *r, size_t row) {
  if (r->zone == MLG_NO_COLUMN) return 0;
  const char *code = mlg_table_cell(r->table, row, r->zone);
  if (!mlg_code_well_formed(r->counts->level, code)) {
    tell(r, row, MLG_F_CODE_MALFORMED, r->counts->zone, code, NULL);
    return MLG_NO_ZONE;
  }
  size_t zone = mlg_territory_find(r->territory, r->counts->level, code);
  if (zone == MLG_NO_ZONE && !is_elsewhere(r, code))
    tell(r, row, MLG_F_DEMAND_ZONE_UNKNOWN, r->counts->zone, code,
         MLG_LEVELS[r->counts->level].label);
  return zone;
}

/* A cell that is no count stays unknown; never 0. */
static mlg_estimate count_of(reading *r, size_t row) {
  mlg_estimate count;
  const char *text = mlg_table_cell(r->table, row, r->column);
  mlg_cell_kind kind = mlg_read_count(text, &count);
  static const mlg_finding_code CODES[MLG_CELL_KIND_COUNT] = {
      [MLG_CELL_UNREADABLE] = MLG_F_NUMBER_UNREADABLE,
      [MLG_CELL_NEGATIVE] = MLG_F_NUMBER_NEGATIVE,
      [MLG_CELL_SUPPRESSED] = MLG_F_VALUE_SUPPRESSED,
      [MLG_CELL_ABSENT] = MLG_F_VALUE_ABSENT,
  };
  if (kind != MLG_CELL_NUMBER) tell(r, row, CODES[kind], r->counts->column, text, NULL);
  return count;
}

/* MLG_EMPTY marks, until prepare() is done, what no row is about. Rows about one zone add up: a
 * table by service has several. */
static void add_count(mlg_estimate *to, mlg_estimate count) {
  bool first = (to->flags & MLG_EMPTY) != 0;
  *to = first ? count : mlg_add(*to, count);
}

static void read_row(reading *r, size_t row) {
  size_t zone = zone_of(r, row), family = MLG_FAMILY_COUNT;
  if (zone == MLG_NO_ZONE) return;
  if (r->family != MLG_NO_COLUMN) {
    const char *code = mlg_table_cell(r->table, row, r->family);
    family = code == NULL ? MLG_FAMILY_COUNT : mlg_word_find(MLG_FAMILIES, MLG_FAMILY_COUNT, code);
    if (family == MLG_FAMILY_COUNT) {
      tell(r, row, MLG_F_REFERENCE_UNKNOWN, r->counts->family, code,
           "informer, acceder, depanner, aider ou apprendre");
      return;
    }
  }
  r->n_matched++;
  if (r->lines[zone] == 0) r->lines[zone] = r->table->lines[row];
  mlg_estimate count = count_of(r, row);
  for (size_t f = 0; f < MLG_FAMILY_COUNT; f++)
    if (family == MLG_FAMILY_COUNT || f == family)
      add_count(&r->counts->figures[zone * MLG_FAMILY_COUNT + f], count);
}

static mlg_status find_column(const mlg_table *table, const char *name, mlg_findings *findings,
                              size_t *column) {
  *column = name == NULL ? MLG_NO_COLUMN : mlg_table_column(table, name);
  if (name == NULL || *column != MLG_NO_COLUMN) return MLG_OK;
  return mlg_table_lacks(table, name, findings);
}

/* Reads the counts of a table by zone and family. `what` names them in findings. A figure
 * that no row is about is unknown and flagged MLG_EMPTY, until it is settled. */
static mlg_status read_counts(mlg_arena *arena, const mlg_territory *territory,
                              const mlg_table *table, const char *what, mlg_findings *findings,
                              mlg_count_table *counts) {
  size_t n = mlg_count_zones(counts, territory) * MLG_FAMILY_COUNT;
  reading r = {
      .territory = territory, .table = table, .counts = counts, .teller = {.findings = findings}};
  MLG_TRY(find_column(table, counts->column, findings, &r.column));
  MLG_TRY(find_column(table, counts->zone, findings, &r.zone));
  MLG_TRY(find_column(table, counts->family, findings, &r.family));
  counts->figures = MLG_NEW(arena, mlg_estimate, n);
  counts->lines = r.lines = MLG_NEW(arena, size_t, n / MLG_FAMILY_COUNT);
  MLG_HAVE(counts->figures);
  MLG_HAVE(r.lines);
  for (size_t i = 0; i < n; i++) counts->figures[i] = mlg_unknown(MLG_ABSENT | MLG_EMPTY);
  for (size_t row = 0; row < table->n_rows; row++) read_row(&r, row);
  MLG_TRY(r.teller.worst);
  if (r.n_matched > 0) return MLG_OK;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_NO_ZONE_MATCHED,
                                            .file = table->file,
                                            .value = what,
                                            .column = counts->zone});
}

/* ---- every table of every scenario ---- */

/* The directory ids that a scenario's places are listed by. */
static mlg_status read_ids(mlg_arena *arena, const mlg_project *project, const mlg_table *table,
                           mlg_findings *findings, mlg_scenario_places *places) {
  size_t key;
  MLG_TRY(find_column(table, project->datasets[places->sites].key, findings, &key));
  const char **ids = MLG_NEW(arena, const char *, table->n_rows);
  MLG_HAVE(ids);
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *id = mlg_table_cell(table, row, key);
    ids[row] = mlg_arena_strdup(arena, id == NULL ? "" : id); /* outlives the table */
    MLG_HAVE(ids[row]);
  }
  places->n_ids = table->n_rows;
  places->ids = ids;
  places->id_lines =
      mlg_arena_grow(arena, table->lines, table->n_rows, table->n_rows, sizeof *table->lines);
  MLG_HAVE(places->id_lines);
  return MLG_OK;
}

static void forget_marks(const mlg_territory *territory, const mlg_count_table *counts) {
  if (!counts->present) return;
  for (size_t i = 0; i < mlg_count_zones(counts, territory) * MLG_FAMILY_COUNT; i++)
    counts->figures[i].flags &= ~(uint32_t)MLG_EMPTY;
}

static mlg_status prepare(mlg_arena *arena, const mlg_project *project,
                          const mlg_territory *territory, const mlg_table *tables,
                          mlg_findings *findings, mlg_scenario *scenario) {
  mlg_scenario_weights *weights = &scenario->weights;
  if (scenario->demand.present)
    MLG_TRY(read_counts(arena, territory, &tables[scenario->demand.dataset], scenario->id, findings,
                        &scenario->demand));
  if (scenario->places.has_sites)
    MLG_TRY(read_ids(arena, project, &tables[scenario->places.sites], findings, &scenario->places));
  forget_marks(territory, &scenario->demand);
  if (!weights->table.present) return MLG_OK;
  MLG_TRY(read_counts(arena, territory, &tables[weights->table.dataset], scenario->id, findings,
                      &weights->table));
  bool persons = scenario->unit == MLG_PERSONS;
  mlg_settle_weights(persons ? project->offer.visits_per_person : 1,
                     mlg_count_zones(&weights->table, territory), weights);
  forget_marks(territory, &weights->table);
  return MLG_OK;
}

/* A variant asks for what the reference does, which is read once. */
static void share_tables(const mlg_project *project, mlg_scenario *variant) {
  const mlg_scenario *reference = &project->scenarios[project->reference];
  variant->weights = reference->weights;
  variant->demand = reference->demand;
  variant->places = reference->places;
}

mlg_status mlg_scenarios_prepare(mlg_arena *arena, mlg_project *project,
                                 const mlg_territory *territory, const mlg_table *tables,
                                 mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  for (size_t s = 0; s < project->n_scenarios; s++) {
    if (project->scenarios[s].variant != NULL) continue;
    mlg_status status =
        prepare(arena, project, territory, tables, findings, &project->scenarios[s]);
    if (status == MLG_FAILURE) return status;
    if (status != MLG_OK) worst = status;
  }
  for (size_t s = 0; s < project->n_scenarios; s++)
    if (project->scenarios[s].variant != NULL) share_tables(project, &project->scenarios[s]);
  return worst;
}
