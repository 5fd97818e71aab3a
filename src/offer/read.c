/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/date.h"
#include "offer/position.h"
#include "offer/values.h"

#include <maillage/offer.h>
#include <maillage/text.h>
#include <string.h>

typedef enum {
  ID,
  NAME,
  ADDRESS,
  COMMUNE,
  INSEE,
  LATITUDE,
  LONGITUDE,
  TYPOLOGY,
  SERVICES,
  ACCESS,
  HOURS,
  SOURCE,
  UPDATED,
  ROLE_COUNT
} role;

/* One directory being read: its columns by role, and the mapping's lists folded once. */
typedef struct {
  mlg_arena *arena;
  const mlg_table *table;
  const mlg_mapping *mapping;
  double stale_days;
  long today;
  mlg_findings *findings;
  const char *names[ROLE_COUNT];
  size_t columns[ROLE_COUNT];
  mlg_values services, no_public, head_typologies, head_names;
} reader;

/* The cell of a role, "" when it is blank or the directory has no such column. */
static const char *cell(const reader *in, size_t row, role what) {
  if (in->columns[what] == MLG_NO_COLUMN) return "";
  const char *text = mlg_table_cell(in->table, row, in->columns[what]);
  return text == NULL ? "" : text;
}

static mlg_status note(const reader *in, size_t row, role what, mlg_finding_code code,
                       const char *value) {
  return mlg_report(in->findings, (mlg_finding){.code = code,
                                                .file = in->table->file,
                                                .line = in->table->lines[row],
                                                .column = in->names[what],
                                                .value = value});
}

static mlg_status find_columns(reader *in) {
  const mlg_mapping *m = in->mapping;
  const char *names[ROLE_COUNT] = {
      [ID] = m->c_id,           [NAME] = m->c_name,           [ADDRESS] = m->c_address,
      [COMMUNE] = m->c_commune, [INSEE] = m->c_insee,         [LATITUDE] = m->c_latitude,
      [HOURS] = m->c_hours,     [LONGITUDE] = m->c_longitude, [TYPOLOGY] = m->c_typology,
      [SOURCE] = m->c_source,   [SERVICES] = m->c_services,   [ACCESS] = m->c_access,
      [UPDATED] = m->c_updated};
  mlg_status status = MLG_OK;
  for (role what = 0; what < ROLE_COUNT; what++) {
    in->names[what] = names[what];
    in->columns[what] = MLG_NO_COLUMN;
    if (names[what] == NULL) continue;
    in->columns[what] = mlg_table_column(in->table, names[what]);
    if (in->columns[what] != MLG_NO_COLUMN) continue;
    status = mlg_table_lacks(in->table, names[what], in->findings);
  }
  return status;
}

static mlg_status fold_lists(reader *in) {
  const mlg_mapping *m = in->mapping;
  MLG_TRY(mlg_values_fold(in->arena, m->services, m->n_services, &in->services));
  MLG_TRY(mlg_values_fold(in->arena, m->no_public, m->n_no_public, &in->no_public));
  MLG_TRY(
      mlg_values_fold(in->arena, m->head_typologies, m->n_head_typologies, &in->head_typologies));
  return mlg_values_fold(in->arena, m->head_names, m->n_head_names, &in->head_names);
}

static mlg_status read_position(const reader *in, size_t row, mlg_entry *entry) {
  const char *latitude = cell(in, row, LATITUDE), *longitude = cell(in, row, LONGITUDE);
  mlg_position_kind kind =
      mlg_position_read(latitude, longitude, &entry->latitude, &entry->longitude);
  entry->has_position = kind == MLG_POSITION_GOOD || kind == MLG_POSITION_SWAPPED;
  if (kind == MLG_POSITION_GOOD) return MLG_OK;
  if (kind == MLG_POSITION_MISSING)
    return note(in, row, LATITUDE, MLG_F_SITE_POSITION_MISSING, entry->name);
  char *both = mlg_arena_printf(in->arena, "%s, %s", latitude, longitude);
  MLG_HAVE(both);
  return note(in, row, LATITUDE,
              kind == MLG_POSITION_SWAPPED ? MLG_F_SITE_POSITION_SWAPPED
                                           : MLG_F_SITE_POSITION_ABROAD,
              both);
}

/* A date that cannot be, or lies ahead, says nothing: the row is then undated. */
static mlg_status read_date(const reader *in, size_t row, mlg_entry *entry) {
  const char *text = cell(in, row, UPDATED);
  long days;
  entry->updated = "";
  if (!mlg_date_days(text, &days) || days > in->today)
    return note(in, row, UPDATED, MLG_F_SITE_DATE_DOUBTFUL, text);
  entry->updated = mlg_arena_strndup(in->arena, text, 10);
  MLG_HAVE(entry->updated);
  if ((double)(in->today - days) <= in->stale_days) return MLG_OK;
  return note(in, row, UPDATED, MLG_F_SITE_STALE, entry->updated);
}

static mlg_status read_services(const reader *in, size_t row, mlg_entry *entry, bool *any) {
  mlg_values found;
  MLG_TRY(mlg_values_split(in->arena, cell(in, row, SERVICES), in->mapping->separator, &found));
  *any = false;
  for (size_t i = 0; i < found.n; i++) {
    const char *folded = mlg_fold(in->arena, found.items[i]);
    MLG_HAVE(folded);
    size_t service = mlg_values_find(&in->services, folded);
    if (service == in->services.n) {
      MLG_TRY(note(in, row, SERVICES, MLG_F_SERVICE_UNKNOWN, found.items[i]));
      continue;
    }
    entry->families[in->mapping->families[service]] = true;
    *any = true;
  }
  return MLG_OK;
}

/* How many of a cell's values are in a list. */
static mlg_status tally_listed(const reader *in, const mlg_values *values, const mlg_values *list,
                               size_t *tally) {
  mlg_values folded;
  MLG_TRY(mlg_values_fold(in->arena, values->items, values->n, &folded));
  *tally = 0;
  for (size_t i = 0; i < folded.n; i++) *tally += mlg_values_find(list, folded.items[i]) < list->n;
  return MLG_OK;
}

static mlg_status receives_public(const reader *in, size_t row, bool *receives) {
  mlg_values access;
  size_t refusals;
  MLG_TRY(mlg_values_split(in->arena, cell(in, row, ACCESS), in->mapping->separator, &access));
  MLG_TRY(tally_listed(in, &access, &in->no_public, &refusals));
  *receives = refusals == 0;
  return MLG_OK;
}

/* A France services place run by an EPCI carries both typologies: only a row whose
 * typologies are all those of head offices is one. */
static mlg_status is_head_office(const reader *in, size_t row, mlg_entry *entry, bool *head) {
  mlg_values typologies;
  size_t heads;
  MLG_TRY(
      mlg_values_split(in->arena, cell(in, row, TYPOLOGY), in->mapping->separator, &typologies));
  MLG_TRY(tally_listed(in, &typologies, &in->head_typologies, &heads));
  entry->typology = mlg_values_join(in->arena, &typologies, "|");
  const char *name = mlg_fold(in->arena, entry->name);
  MLG_HAVE(entry->typology);
  MLG_HAVE(name);
  bool named = mlg_values_find(&in->head_names, name) < in->head_names.n;
  *head = (heads > 0 && heads == typologies.n) || (named && *entry->hours == '\0');
  return MLG_OK;
}

/* Every reason not to count is a finding; the first one is the status. */
static mlg_status judge(const reader *in, size_t row, mlg_entry *entry) {
  bool receives, head, any;
  MLG_TRY(read_services(in, row, entry, &any));
  MLG_TRY(receives_public(in, row, &receives));
  MLG_TRY(is_head_office(in, row, entry, &head));
  if (!any) MLG_TRY(note(in, row, SERVICES, MLG_F_SITE_WITHOUT_SERVICE, entry->name));
  if (!receives) MLG_TRY(note(in, row, ACCESS, MLG_F_SITE_NO_PUBLIC, entry->name));
  if (head) MLG_TRY(note(in, row, TYPOLOGY, MLG_F_SITE_HEAD_OFFICE, entry->name));
  entry->status = !entry->has_position ? MLG_NO_POSITION
                  : !receives          ? MLG_NO_PUBLIC
                  : head               ? MLG_HEAD_OFFICE
                  : !any               ? MLG_NO_SERVICE
                                       : MLG_COUNTED;
  return MLG_OK;
}

static mlg_status read_row(const reader *in, size_t row, mlg_entry *entry) {
  *entry = (mlg_entry){.id = cell(in, row, ID),
                       .name = cell(in, row, NAME),
                       .address = cell(in, row, ADDRESS),
                       .commune = cell(in, row, COMMUNE),
                       .insee = cell(in, row, INSEE),
                       .hours = cell(in, row, HOURS),
                       .source = cell(in, row, SOURCE),
                       .file = in->table->file,
                       .line = in->table->lines[row]};
  MLG_TRY(read_position(in, row, entry));
  MLG_TRY(read_date(in, row, entry));
  return judge(in, row, entry);
}

mlg_status mlg_directory_read(mlg_arena *arena, const mlg_table *table, size_t dataset,
                              const mlg_mapping *mapping, const mlg_offer_rules *rules,
                              const char *today, mlg_findings *findings, mlg_directory *directory) {
  reader in = {.arena = arena,
               .table = table,
               .mapping = mapping,
               .stale_days = rules->stale_days,
               .findings = findings};
  if (!mlg_date_days(today, &in.today))
    return mlg_report(
        findings,
        (mlg_finding){.code = MLG_F_VALUE_KIND, .value = today, .expected = "AAAA-MM-JJ"});
  MLG_TRY(find_columns(&in));
  MLG_TRY(fold_lists(&in));
  size_t n = directory->n_entries;
  mlg_entry *entries =
      mlg_arena_grow(arena, directory->entries, n, n + table->n_rows, sizeof *entries);
  MLG_HAVE(entries);
  for (size_t row = 0; row < table->n_rows; row++) {
    MLG_TRY(read_row(&in, row, &entries[n + row]));
    entries[n + row].dataset = dataset;
  }
  directory->entries = entries;
  directory->n_entries = n + table->n_rows;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    directory->recorded[family] |= mapping->describes[family];
  return MLG_OK;
}
