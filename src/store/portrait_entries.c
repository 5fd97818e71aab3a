/* SPDX-License-Identifier: Apache-2.0 */
#include "store/entries.h"
#include "store/portrait.h"

#include <string.h>

static size_t find_reason(const char *reason) {
  size_t status = 0;
  while (status < MLG_SITE_STATUS_COUNT &&
         strcmp(mlg_site_status_reason((mlg_site_status)status), reason) != 0)
    status++;
  return status;
}

mlg_site_status mlg_next_status(mlg_cursor *cursor) {
  const char *reason = mlg_next_text(cursor);
  size_t status = find_reason(reason == NULL ? "" : reason);
  return status == MLG_SITE_STATUS_COUNT ? MLG_NO_SERVICE : (mlg_site_status)status;
}

/* ---- the rows of the directories ---- */

static mlg_status take_entry(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_directory *directory = &back->directory;
  if (!MLG_ROOM(back->arena, directory->entries, directory->n_entries, back->room))
    return MLG_FAILURE;
  mlg_entry *entry = &directory->entries[directory->n_entries++];
  *entry = (mlg_entry){.site = mlg_next_index(cursor, &back->sites)};
  entry->id = mlg_next_text(cursor);
  entry->name = mlg_next_text(cursor);
  entry->dataset = mlg_next_index(cursor, &back->datasets);
  entry->line = mlg_next_count(cursor);
  entry->status = mlg_next_status(cursor);
  entry->organisation = mlg_next_count(cursor);
  if (entry->dataset == MLG_NOT_FOUND) entry->dataset = 0;
  entry->file = back->project.datasets[entry->dataset].file;
  if (entry->site == MLG_NOT_FOUND)
    entry->site = MLG_NO_SITE;
  else
    directory->sites[entry->site].n_entries++;
  return MLG_OK;
}

/* Ranks are those of the list that each site had. */
static mlg_status take_rank(mlg_reading_back *back, mlg_cursor *cursor) {
  size_t entry = mlg_next_count(cursor), rank = mlg_next_count(cursor);
  mlg_directory *directory = &back->directory;
  if (entry >= directory->n_entries || directory->entries[entry].site == MLG_NO_SITE) return MLG_OK;
  mlg_site *site = &directory->sites[directory->entries[entry].site];
  if (site->entries == NULL) site->entries = MLG_NEW(back->arena, size_t, site->n_entries);
  MLG_HAVE(site->entries);
  if (rank < site->n_entries) site->entries[rank] = entry;
  return MLG_OK;
}

static mlg_status take_source(mlg_reading_back *back, mlg_cursor *cursor) {
  size_t site = mlg_next_index(cursor, &back->sites);
  size_t field = mlg_next_word(cursor, MLG_SITE_FIELDS, MLG_FROM_COUNT);
  size_t entry = mlg_next_count(cursor) - 1;
  if (site != MLG_NOT_FOUND && field < MLG_FROM_COUNT && entry < back->directory.n_entries)
    back->directory.sites[site].from[field] = entry;
  return MLG_OK;
}

/* ---- what became of them ---- */

static void set_fate(mlg_tally *tally, const char *fate, size_t count) {
  size_t *const fates[MLG_FATE_COUNT] = {[MLG_FATE_READ] = &tally->rows,
                                         [MLG_FATE_KEPT] = &tally->kept,
                                         [MLG_FATE_MERGED] = &tally->merged,
                                         [MLG_FATE_OUTSIDE] = &tally->outside};
  size_t own = mlg_word_find(MLG_FATES, MLG_FATE_COUNT, fate), reason = find_reason(fate);
  if (own < MLG_FATE_COUNT)
    *fates[own] = count;
  else if (reason < MLG_SITE_STATUS_COUNT)
    tally->rejected[reason] = count;
}

/* A tally starts with the rows that were read. */
static mlg_status take_fate(mlg_reading_back *back, mlg_cursor *cursor, mlg_tally **tallies,
                            size_t *n) {
  size_t dataset = mlg_next_index(cursor, &back->datasets);
  const char *fate = mlg_next_text(cursor);
  if (dataset == MLG_NOT_FOUND || fate == NULL) return MLG_OK;
  if (strcmp(fate, MLG_FATES[MLG_FATE_READ].code) == 0) {
    if (!MLG_ROOM(back->arena, *tallies, *n, back->room)) return MLG_FAILURE;
    (*tallies)[(*n)++] = (mlg_tally){.dataset = dataset};
  }
  if (*n > 0) set_fate(&(*tallies)[*n - 1], fate, mlg_next_count(cursor));
  return MLG_OK;
}

static mlg_status take_directory(mlg_reading_back *back, mlg_cursor *cursor) {
  return take_fate(back, cursor, &back->directory.tallies, &back->directory.n_tallies);
}

static mlg_status take_structures(mlg_reading_back *back, mlg_cursor *cursor) {
  return take_fate(back, cursor, &back->directory.structures, &back->directory.n_structures);
}

#define FATES(role) "SELECT jeu, sort, fiches FROM bilan WHERE role = '" role "' ORDER BY rowid"

mlg_status mlg_restore_entries(mlg_reading_back *back) {
  MLG_TRY(mlg_restore_rows(
      back, "SELECT lieu, id, nom, jeu, ligne, raison, organisation FROM fiche ORDER BY rowid",
      take_entry));
  MLG_TRY(mlg_restore_rows(back, "SELECT rowid - 1, rang FROM fiche ORDER BY rowid", take_rank));
  MLG_TRY(mlg_restore_rows(back, "SELECT lieu, champ, fiche FROM provenance", take_source));
  MLG_TRY(mlg_restore_rows(back, FATES(MLG_ROLE_DIRECTORY), take_directory));
  return mlg_restore_rows(back, FATES(MLG_ROLE_STRUCTURES), take_structures);
}
