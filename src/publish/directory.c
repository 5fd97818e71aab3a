/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The merged directory in the national schema 1.0.2, for partners to use again: one row an
 * organisation of a site that counts.
 */
#include "publish/national.h"

#include <maillage/csv.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* What the schema's users write for a pivot that nobody knows. */
static const char *const NO_PIVOT = "00000000000000";

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  size_t n;
  mlg_national_row *rows;
} table;

/* Of an empty text, another. */
static const char *or_else(const char *text, const char *other) {
  return text == NULL || *text == '\0' ? other : text;
}

/* "Non" and "en cours" stand where an address is asked. */
static const char *website_of(const char *website) {
  return strchr(website, '.') != NULL ? website : "";
}

/* The name of the commune that a site lies in; "" outside. */
static const char *commune_of(const mlg_portrait *portrait, const mlg_site *site) {
  if (site->zone == MLG_NO_ZONE) return "";
  size_t commune = mlg_territory_above(portrait->territory, site->zone, MLG_COMMUNE);
  return portrait->territory->zones[MLG_COMMUNE][commune].name;
}

/* A postcode that the fiche lacks is that of its commune, when other rows know only one. */
static const char *postcode_of(const mlg_directory *directory, const mlg_site *site) {
  const char *found = or_else(site->postcode, "");
  if (*found != '\0' || *site->insee == '\0') return found;
  for (size_t i = 0; i < directory->n_entries; i++) {
    const mlg_entry *entry = &directory->entries[i];
    const char *postcode = or_else(entry->postcode, "");
    if (*postcode == '\0' || strcmp(entry->insee, site->insee) != 0) continue;
    if (*found != '\0' && strcmp(found, postcode) != 0) return "";
    found = postcode;
  }
  return found;
}

/* The schema wants a date: of rows without any, the first day of their file's vintage, which
 * is older than they are and never younger. */
static const char *date_of(const table *t, const mlg_site *part) {
  if (*part->updated != '\0') return part->updated;
  const mlg_entry *entry = &t->portrait->directory->entries[part->entries[0]];
  return mlg_arena_printf(t->arena, "%04d-01-01",
                          t->portrait->project->datasets[entry->dataset].vintage);
}

/* A position at the centre of a commune is nobody's: it is not passed on. */
static mlg_status place(const table *t, const mlg_site *site, mlg_national_row *row) {
  size_t from = site->from[MLG_FROM_POSITION];
  if (from == MLG_NO_ENTRY) return MLG_OK;
  const mlg_entry *entry = &t->portrait->directory->entries[from];
  if (!entry->has_position) return MLG_OK;
  row->cells[MLG_NATIONAL_LATITUDE] = mlg_arena_printf(t->arena, "%.6f", entry->latitude);
  row->cells[MLG_NATIONAL_LONGITUDE] = mlg_arena_printf(t->arena, "%.6f", entry->longitude);
  MLG_HAVE(row->cells[MLG_NATIONAL_LATITUDE]);
  MLG_HAVE(row->cells[MLG_NATIONAL_LONGITUDE]);
  return MLG_OK;
}

static mlg_status fill(const table *t, const mlg_site *site, const mlg_site *part, size_t before,
                       mlg_national_row *row) {
  const char **cells = row->cells;
  for (int i = 0; i < MLG_NATIONAL_COLUMNS; i++) cells[i] = "";
  cells[MLG_NATIONAL_ID] = before == 0 ? site->id
                                       : mlg_arena_printf(t->arena, "%s-%zu", site->id, before + 1);
  /* What only an older row says goes with the organisation that names the site. */
  const char *siret = before == 0 ? or_else(part->siret, site->siret) : part->siret;
  const char *website = before == 0 ? or_else(part->website, site->website) : part->website;
  cells[MLG_NATIONAL_PIVOT] = or_else(siret, NO_PIVOT);
  cells[MLG_NATIONAL_NAME] = part->name;
  cells[MLG_NATIONAL_COMMUNE] = or_else(site->commune, commune_of(t->portrait, site));
  cells[MLG_NATIONAL_POSTCODE] = postcode_of(t->portrait->directory, site);
  cells[MLG_NATIONAL_INSEE] = site->insee;
  /* One address and one point for all under one roof: read again, they are one site. */
  cells[MLG_NATIONAL_ADDRESS] = site->address;
  cells[MLG_NATIONAL_MAILS] = or_else(part->mail, "");
  cells[MLG_NATIONAL_WEBSITE] = website_of(or_else(website, ""));
  cells[MLG_NATIONAL_SOURCE] = or_else(part->source, "");
  cells[MLG_NATIONAL_UPDATED] = date_of(t, part);
  MLG_TRY(place(t, site, row));
  return mlg_national_terms(t->arena, part, row);
}

/* Without what a spreadsheet would run at its start, and on one line. */
static char *plain(mlg_arena *arena, const char *text) {
  char *copy = mlg_arena_strdup(arena, text + strspn(text, "=+-@\t\r\n "));
  for (char *at = copy; at != NULL && *at != '\0'; at++)
    if (*at == '\n' || *at == '\r') *at = ' ';
  return copy;
}

static mlg_status make_plain(mlg_arena *arena, mlg_national_row *row) {
  for (int i = 0; i < MLG_NATIONAL_COLUMNS; i++) {
    if (i == MLG_NATIONAL_LATITUDE || i == MLG_NATIONAL_LONGITUDE) continue;
    row->cells[i] = plain(arena, row->cells[i]);
    MLG_HAVE(row->cells[i]);
  }
  return MLG_OK;
}

static mlg_status fill_site(table *t, const mlg_site *site) {
  for (size_t o = 0, before = 0; o < site->n_organisations; o++) {
    mlg_site part;
    MLG_TRY(mlg_site_part(t->arena, t->portrait->directory->entries, site, o, &part));
    if (part.n_entries == 0) continue;
    MLG_TRY(fill(t, site, &part, before++, &t->rows[t->n]));
    MLG_TRY(make_plain(t->arena, &t->rows[t->n]));
    t->n++;
  }
  return MLG_OK;
}

static mlg_status fill_all(table *t) {
  const mlg_directory *directory = t->portrait->directory;
  size_t most = 0;
  for (size_t s = 0; s < directory->n_sites; s++) most += directory->sites[s].n_organisations;
  t->rows = MLG_NEW(t->arena, mlg_national_row, most);
  MLG_HAVE(t->rows);
  for (size_t s = 0; s < directory->n_sites; s++)
    if (directory->sites[s].status == MLG_COUNTED) MLG_TRY(fill_site(t, &directory->sites[s]));
  return MLG_OK;
}

static mlg_status write_all(table *t, const char *path, mlg_findings *findings) {
  if (fill_all(t) != MLG_OK)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_csv_out csv;
  MLG_TRY(mlg_csv_begin(&csv, t->arena, path, MLG_CSV_NATIONAL, findings));
  mlg_csv_line(&csv, MLG_NATIONAL_NAMES, MLG_NATIONAL_COLUMNS);
  for (size_t i = 0; i < t->n; i++) mlg_csv_line(&csv, t->rows[i].cells, MLG_NATIONAL_COLUMNS);
  return mlg_csv_end(&csv, MLG_OK, findings);
}

mlg_status mlg_publish_directory(const mlg_portrait *portrait, const char *path, bool overwrite,
                                 size_t *n, mlg_findings *findings) {
  if (!overwrite && access(path, F_OK) == 0)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_FILE_EXISTS, .value = path});
  mlg_arena arena = {0};
  table t = {.arena = &arena, .portrait = portrait};
  mlg_status status = write_all(&t, path, findings);
  *n = t.n;
  mlg_arena_free(&arena);
  return status;
}
