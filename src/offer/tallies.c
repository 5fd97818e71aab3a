/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/offer.h>

/* The tally of an entry's directory; they come in the order in which directories appear. */
static mlg_tally *tally_of(mlg_directory *directory, size_t dataset) {
  size_t i = 0;
  while (i < directory->n_tallies && directory->tallies[i].dataset != dataset) i++;
  if (i == directory->n_tallies)
    directory->tallies[directory->n_tallies++] = (mlg_tally){.dataset = dataset};
  return &directory->tallies[i];
}

/* Each directory with rows begins a run of its own or resumes one. */
static size_t tally_runs(const mlg_directory *directory) {
  size_t runs = 0;
  for (size_t i = 0; i < directory->n_entries; i++)
    runs += i == 0 || directory->entries[i].dataset != directory->entries[i - 1].dataset;
  return runs;
}

static void count(mlg_tally *tally, const mlg_directory *directory, size_t index) {
  const mlg_entry *entry = &directory->entries[index];
  tally->rows++;
  const mlg_site *site = entry->site == MLG_NO_SITE ? NULL : &directory->sites[entry->site];
  if (site != NULL && site->status == MLG_COUNTED && mlg_entry_speaks(entry, site)) {
    bool names = site->entries[0] == index;
    tally->kept += names;
    tally->merged += !names;
    return;
  }
  /* A site may be put aside as a whole, once it is placed. */
  mlg_site_status status = entry->status != MLG_COUNTED ? entry->status : site->status;
  tally->rejected[status]++;
  tally->outside += status == MLG_OUTSIDE;
}

mlg_status mlg_directory_tally(mlg_arena *arena, mlg_directory *directory) {
  directory->n_tallies = 0;
  directory->tallies = MLG_NEW(arena, mlg_tally, tally_runs(directory));
  MLG_HAVE(directory->tallies);
  for (size_t i = 0; i < directory->n_entries; i++)
    count(tally_of(directory, directory->entries[i].dataset), directory, i);
  return MLG_OK;
}
