/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The merged directory in the national schema 1.0.2, for partners to use again: one row an
 * organisation of a site that counts.
 */
#include "publish/national.h"
#include "publish/write.h"

#include <maillage/text.h>
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

static mlg_status fill_site(table *t, const mlg_site *site) {
  for (size_t o = 0, before = 0; o < site->n_organisations; o++) {
    mlg_site part;
    MLG_TRY(mlg_site_part(t->arena, t->portrait->directory->entries, site, o, &part));
    if (part.n_entries == 0) continue;
    MLG_TRY(fill(t, site, &part, before++, &t->rows[t->n]));
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

/* ---- as text ---- */

/* The text as one field, its line breaks as spaces, without what a spreadsheet would run at
 * its start; returns its length, and only counts when `out` is NULL. */
static size_t put_field(char *out, const char *text, bool is_number) {
  size_t length = 0;
  if (!is_number) text += strspn(text, "=+-@\t\r\n ");
  bool is_quoted = strpbrk(text, ",\"") != NULL;
#define PUT(sign)                                                                                  \
  do {                                                                                             \
    if (out != NULL) out[length] = (sign);                                                         \
    length++;                                                                                      \
  } while (0)
  if (is_quoted) PUT('"');
  for (; *text != '\0'; text++) {
    if (*text == '"') PUT('"');
    PUT(*text == '\n' || *text == '\r' ? ' ' : *text);
  }
  if (is_quoted) PUT('"');
#undef PUT
  return length;
}

static size_t put_row(char *out, const char *const cells[MLG_NATIONAL_COLUMNS]) {
  size_t length = 0;
  for (int i = 0; i < MLG_NATIONAL_COLUMNS; i++) {
    bool is_number = i == MLG_NATIONAL_LATITUDE || i == MLG_NATIONAL_LONGITUDE;
    length += put_field(out == NULL ? NULL : out + length, cells[i], is_number);
    if (out != NULL) out[length] = i + 1 < MLG_NATIONAL_COLUMNS ? ',' : '\n';
    length++;
  }
  return length;
}

/* Called once to measure, once to write. */
static size_t put_all(char *out, const table *t) {
  size_t length = put_row(out, MLG_NATIONAL_NAMES);
  for (size_t i = 0; i < t->n; i++)
    length += put_row(out == NULL ? NULL : out + length, t->rows[i].cells);
  return length;
}

static mlg_status write_all(table *t, const char *path, mlg_findings *findings) {
  if (fill_all(t) != MLG_OK)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  size_t length = put_all(NULL, t);
  char *text = mlg_arena_alloc(t->arena, length, 1);
  if (text == NULL) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  put_all(text, t);
  return mlg_write_text(path, text, length, findings);
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
