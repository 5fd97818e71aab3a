/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include <string.h>

/* ---- settings: read again from their own text ---- */

typedef struct {
  mlg_arena *arena;
  const char *date;
  size_t n, room;
  mlg_setting *items;
} settings;

static mlg_status take_setting(sqlite3_stmt *row, void *context) {
  settings *s = context;
  if (!MLG_ROOM(s->arena, s->items, s->n, s->room)) return MLG_FAILURE;
  const char *file = mlg_column_text(row, 0, s->arena), *text = mlg_column_text(row, 1, s->arena);
  s->items[s->n++] = (mlg_setting){file == NULL ? "" : file, text == NULL ? "" : text};
  return MLG_OK;
}

static mlg_status take_date(sqlite3_stmt *row, void *context) {
  settings *s = context;
  s->date = mlg_column_text(row, 0, s->arena);
  return MLG_OK;
}

/* What the run said of its settings is among its findings: nothing is said twice. */
static mlg_status read_settings(mlg_reading_back *back) {
  settings s = {.arena = back->arena};
  mlg_findings said = {.arena = back->arena};
  MLG_TRY(mlg_sql_read(back->store, "SELECT fichier, contenu FROM reglage ORDER BY rang", NULL, 0,
                       take_setting, &s, back->findings));
  MLG_TRY(mlg_sql_read(back->store, "SELECT valeur FROM projet WHERE cle = 'date'", NULL, 0,
                       take_date, &s, back->findings));
  const mlg_settings kept = {s.n, s.items};
  mlg_status status = mlg_project_restore(back->arena, &kept, s.date, &said, &back->project);
  if (status == MLG_OK || status == MLG_FAILURE) return status;
  return mlg_report(back->findings, (mlg_finding){.code = MLG_F_RESULTS_UNREADABLE,
                                                  .file = back->store->file,
                                                  .value = "reglage"});
}

/* ---- what else the run kept of its inputs ---- */

static mlg_status take_file(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_input_file *files = (mlg_input_file *)back->portrait.files;
  size_t n = back->portrait.n_files;
  if (!MLG_ROOM(back->arena, files, n, back->room)) return MLG_FAILURE;
  files[n].role = mlg_next_text(cursor);
  files[n].file = mlg_next_text(cursor);
  files[n].digest = mlg_next_text(cursor);
  back->portrait.files = files;
  back->portrait.n_files++;
  return MLG_OK;
}

static mlg_status take_digest(mlg_reading_back *back, mlg_cursor *cursor) {
  size_t dataset = mlg_next_count(cursor);
  if (dataset < back->project.n_datasets) back->portrait.digests[dataset] = mlg_next_text(cursor);
  return MLG_OK;
}

static mlg_finding_code code_of(const char *slug) {
  mlg_finding_code code = 0;
  while (code < MLG_FINDING_COUNT && strcmp(mlg_finding_slug(code), slug) != 0) code++;
  return code;
}

/* What was expected is the code's own words unless the finding had some. */
static mlg_status take_finding(mlg_reading_back *back, mlg_cursor *cursor) {
  const char *slug = mlg_next_text(cursor);
  mlg_finding finding = {.code = slug == NULL ? MLG_FINDING_COUNT : code_of(slug)};
  if (finding.code == MLG_FINDING_COUNT) return MLG_OK;
  finding.file = mlg_next_text(cursor);
  finding.line = mlg_next_count(cursor);
  finding.column = mlg_next_text(cursor);
  finding.value = mlg_next_text(cursor);
  const char *expected = mlg_next_text(cursor),
             *usual = mlg_finding_expected(&(mlg_finding){.code = finding.code}, MLG_FRENCH);
  if (expected != NULL && strcmp(expected, usual) != 0) finding.expected = expected;
  mlg_report(&back->kept, finding);
  return back->kept.arena->refused ? MLG_FAILURE : MLG_OK;
}

mlg_status mlg_restore_project(mlg_reading_back *back) {
  MLG_TRY(read_settings(back));
  back->portrait.digests = MLG_NEW(back->arena, const char *, back->project.n_datasets);
  MLG_HAVE(back->portrait.digests);
  MLG_TRY(
      mlg_restore_rows(back, "SELECT role, fichier, sha256 FROM fichier ORDER BY rang", take_file));
  MLG_TRY(mlg_restore_rows(back, "SELECT rang, sha256 FROM jeu ORDER BY rang", take_digest));
  return mlg_restore_rows(back,
                          "SELECT code, fichier, ligne, colonne, valeur, attendu FROM constat"
                          " ORDER BY rang",
                          take_finding);
}
