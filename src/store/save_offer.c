/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

#include <math.h>

static bool fill_site(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_site *site = &portrait->directory->sites[i];
  bool inside = site->zone != MLG_NO_ZONE;
  mlg_row_text(row, site->id);
  mlg_row_text(row, site->name);
  mlg_row_text(row, site->address);
  mlg_row_text(row, site->insee);
  mlg_row_text(row, inside ? portrait->territory->zones[MLG_IRIS][site->zone].code : NULL);
  mlg_row_text(row, site->source);
  mlg_row_text(row, site->updated);
  mlg_row_text(row, site->hours);
  mlg_row_text(row, site->typology);
  mlg_row_count(row, site->status == MLG_COUNTED);
  mlg_row_text(row, mlg_site_status_reason(site->status));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    mlg_row_count(row, site->families[family]);
  mlg_row_real(row, site->has_position ? site->at.x : NAN);
  mlg_row_real(row, site->has_position ? site->at.y : NAN);
  return true;
}

/* The rows of the directories that make each site, flattened. */
typedef struct {
  const mlg_portrait *portrait;
  size_t *sites; /* of each entry */
} entries;

static bool fill_entry(mlg_row *row, size_t i, const void *context) {
  const entries *e = context;
  const mlg_directory *directory = e->portrait->directory;
  const mlg_entry *entry = &directory->entries[i];
  mlg_row_text(row, directory->sites[e->sites[i]].id);
  mlg_row_text(row, entry->id);
  mlg_row_text(row, entry->name);
  mlg_row_text(row, e->portrait->project->datasets[entry->dataset].id);
  mlg_row_count(row, entry->line);
  mlg_row_text(row, mlg_site_status_reason(entry->status));
  return true;
}

static mlg_status save_entries(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  entries e = {saving->portrait, MLG_NEW(saving->scratch, size_t, directory->n_entries)};
  MLG_HAVE(e.sites);
  for (size_t s = 0; s < directory->n_sites; s++)
    for (size_t i = 0; i < directory->sites[s].n_entries; i++)
      e.sites[directory->sites[s].entries[i]] = s;
  return mlg_sql_insert(saving->store, "INSERT INTO fiche VALUES(?, ?, ?, ?, ?, ?)",
                        directory->n_sites == 0 ? 0 : directory->n_entries, fill_entry, &e,
                        saving->findings);
}

static bool fill_offer(mlg_row *row, size_t i, const void *context) {
  const mlg_directory *directory = ((const mlg_saving *)context)->portrait->directory;
  const mlg_offer *offer = &directory->offers[i];
  mlg_row_text(row, offer->id);
  mlg_row_text(row, directory->sites[offer->site].id);
  mlg_row_text(row, MLG_FAMILIES[offer->family].code);
  mlg_row_range(row, offer->capacity);
  mlg_row_flags(row, offer->capacity.flags);
  mlg_row_text(row, offer->origin);
  mlg_row_real(row, offer->weekly_hours);
  return true;
}

mlg_status mlg_save_offer(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  MLG_TRY(mlg_save_rows(saving,
                        "INSERT INTO lieu VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        " MakePoint(?, ?, 2154))",
                        directory->n_sites, fill_site));
  MLG_TRY(save_entries(saving));
  return mlg_save_rows(saving, "INSERT INTO offre VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       directory->n_offers, fill_offer);
}
