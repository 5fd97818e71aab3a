/* SPDX-License-Identifier: Apache-2.0 */
#include "store/entries.h"
#include "store/save.h"

/* The rows of the directories, what each tells of its site, and what became of all of them. */

/* The site of each entry, and the entry's rank there. */
typedef struct {
  const mlg_portrait *portrait;
  size_t *sites, *ranks; /* MLG_NO_SITE for none */
} entries;

static bool fill_entry(mlg_row *row, size_t i, const void *context) {
  const entries *e = context;
  const mlg_directory *directory = e->portrait->directory;
  const mlg_entry *entry = &directory->entries[i];
  mlg_row_text(row, e->sites[i] == MLG_NO_SITE ? NULL : directory->sites[e->sites[i]].id);
  mlg_row_text(row, entry->id);
  mlg_row_text(row, entry->name);
  mlg_row_text(row, e->portrait->project->datasets[entry->dataset].id);
  mlg_row_count(row, entry->line);
  mlg_row_text(row, mlg_site_status_reason(entry->status));
  mlg_row_count(row, e->ranks[i]);
  mlg_row_count(row, entry->organisation);
  return true;
}

static mlg_status save_rows(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  size_t n = directory->n_entries;
  entries e = {saving->portrait, MLG_NEW(saving->scratch, size_t, n),
               MLG_NEW(saving->scratch, size_t, n)};
  MLG_HAVE(e.sites);
  MLG_HAVE(e.ranks);
  for (size_t i = 0; i < n; i++) e.sites[i] = MLG_NO_SITE;
  for (size_t s = 0; s < directory->n_sites; s++)
    for (size_t i = 0; i < directory->sites[s].n_entries; i++) {
      e.sites[directory->sites[s].entries[i]] = s;
      e.ranks[directory->sites[s].entries[i]] = i;
    }
  return mlg_sql_insert(saving->store, "INSERT INTO fiche VALUES(?, ?, ?, ?, ?, ?, ?, ?)", n,
                        fill_entry, &e, saving->findings);
}

/* Item i is [site][field]. Rows of `fiche` count from 1. */
static bool fill_source(mlg_row *row, size_t i, const void *context) {
  const mlg_directory *directory = ((const mlg_saving *)context)->portrait->directory;
  const mlg_site *site = &directory->sites[i / MLG_FROM_COUNT];
  size_t entry = site->from[i % MLG_FROM_COUNT];
  if (site->n_entries == 0 || entry == MLG_NO_ENTRY) return false;
  mlg_row_text(row, site->id);
  mlg_row_text(row, MLG_SITE_FIELDS[i % MLG_FROM_COUNT].code);
  mlg_row_count(row, entry + 1);
  return true;
}

/* ---- what became of the rows ---- */

typedef struct {
  const mlg_project *project;
  const char *role;
  const mlg_tally *tallies;
} reckoning;

/* Item i is [tally][fate]: the first fates have words of their own, the others are reasons. */
static bool fill_fate(mlg_row *row, size_t i, const void *context) {
  const reckoning *r = context;
  const mlg_tally *tally = &r->tallies[i / MLG_N_FATES];
  size_t fate = i % MLG_N_FATES;
  const size_t counts[MLG_FATE_COUNT] = {[MLG_FATE_READ] = tally->rows,
                                         [MLG_FATE_KEPT] = tally->kept,
                                         [MLG_FATE_MERGED] = tally->merged,
                                         [MLG_FATE_OUTSIDE] = tally->outside};
  mlg_site_status status = (mlg_site_status)(fate - MLG_FATE_COUNT);
  bool own = fate < MLG_FATE_COUNT;
  if (!own && tally->rejected[status] == 0) return false;
  mlg_row_text(row, r->role);
  mlg_row_text(row, r->project->datasets[tally->dataset].id);
  mlg_row_text(row, own ? MLG_FATES[fate].code : mlg_site_status_reason(status));
  mlg_row_count(row, own ? counts[fate] : tally->rejected[status]);
  return true;
}

static mlg_status save_reckoning(mlg_saving *saving, const char *role, const mlg_tally *tallies,
                                 size_t n) {
  const reckoning r = {saving->portrait->project, role, tallies};
  return mlg_sql_insert(saving->store, "INSERT INTO bilan VALUES(?, ?, ?, ?)", n * MLG_N_FATES,
                        fill_fate, &r, saving->findings);
}

mlg_status mlg_save_entries(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  MLG_TRY(save_rows(saving));
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO provenance VALUES(?, ?, ?)",
                        directory->n_sites * MLG_FROM_COUNT, fill_source));
  MLG_TRY(save_reckoning(saving, MLG_ROLE_DIRECTORY, directory->tallies, directory->n_tallies));
  return save_reckoning(saving, MLG_ROLE_STRUCTURES, directory->structures,
                        directory->n_structures);
}
