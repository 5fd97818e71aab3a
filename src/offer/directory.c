/* SPDX-License-Identifier: Apache-2.0 */
/* One directory: its entries, its tally, and what there is to say of it as a whole. */
#include "offer/date.h"
#include "offer/reader.h"

static mlg_status report_values(const mlg_reader *in) {
  for (int role = 0; role < MLG_AS_COUNT; role++) {
    /* Dates and hours are told with their rows, by name. */
    if (role == MLG_AS_UPDATED || role == MLG_AS_HOURS) continue;
    mlg_finding finding = {.code = role == MLG_AS_SERVICES ? MLG_F_SERVICE_UNKNOWN
                                                           : MLG_F_VALUE_UNMAPPED,
                           .file = in->source->table->file,
                           .column = in->roles[role].names};
    MLG_TRY(mlg_census_report(&in->seen[role], finding, in->findings));
  }
  return MLG_OK;
}

static mlg_status report_dropped(const mlg_reader *in) {
  const struct {
    size_t n;
    mlg_column_role role;
    const char *what;
  } dropped[] = {{in->dropped.mails, MLG_AS_MAIL, "courriels"},
                 {in->dropped.phones, MLG_AS_PHONE, "téléphones mobiles"},
                 {in->dropped.names, MLG_AS_PERSON_NAME, "noms"}};
  for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
    if (dropped[i].n == 0) continue;
    char *value = mlg_arena_printf(in->arena, "%s (%zu)", dropped[i].what, dropped[i].n);
    MLG_HAVE(value);
    MLG_TRY(mlg_report(in->findings, (mlg_finding){.code = MLG_F_CONTACTS_DROPPED,
                                                   .file = in->source->table->file,
                                                   .column = in->roles[dropped[i].role].names,
                                                   .value = value}));
  }
  return MLG_OK;
}

/* Freshness of a file whose rows have no date of their own. */
static mlg_status report_age(const mlg_reader *in) {
  const char *updated = in->mapping->always.updated;
  long days;
  if (in->roles[MLG_AS_UPDATED].n > 0) return MLG_OK;
  mlg_finding finding = {.file = in->source->table->file};
  if (!mlg_date_days(updated, &days)) {
    finding.code = MLG_F_SITE_UNDATED;
    finding.value = in->mapping->label;
  } else if ((double)(in->today - days) > in->rules->stale_days) {
    finding.code = MLG_F_SITE_STALE;
    finding.value = updated;
  } else {
    return MLG_OK;
  }
  return mlg_report(in->findings, finding);
}

/* A structure is in the field when a row that is goes with it. */
static mlg_status tally_structures(const mlg_reader *in, mlg_directory *directory) {
  if (!in->mapping->joins) return MLG_OK;
  mlg_tally tally = {.dataset = in->source->structures_dataset,
                     .rows = in->source->structures->n_rows};
  for (size_t row = 0; row < tally.rows; row++) tally.kept += in->used[row];
  tally.rejected[MLG_OUT_OF_FIELD] = tally.rows - tally.kept;
  size_t n = directory->n_structures;
  mlg_tally *tallies = mlg_arena_grow(in->arena, directory->structures, n, n + 1, sizeof *tallies);
  MLG_HAVE(tallies);
  tallies[n] = tally;
  directory->structures = tallies;
  directory->n_structures = n + 1;
  return MLG_OK;
}

mlg_status mlg_directory_read(mlg_arena *arena, const mlg_directory_source *source,
                              const mlg_offer_rules *rules, const char *today,
                              mlg_findings *findings, mlg_directory *directory) {
  mlg_reader in;
  MLG_TRY(mlg_reader_open(&in, arena, source, rules, today, findings));
  size_t n = directory->n_entries, rows = source->table->n_rows;
  mlg_entry *entries = mlg_arena_grow(arena, directory->entries, n, n + rows, sizeof *entries);
  MLG_HAVE(entries);
  MLG_TRY(mlg_reader_rows(&in, entries + n));
  directory->entries = entries;
  directory->n_entries = n + rows;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    directory->recorded[family] |= source->mapping->describes[family];
  MLG_TRY(tally_structures(&in, directory));
  MLG_TRY(report_values(&in));
  MLG_TRY(report_age(&in));
  return report_dropped(&in);
}
