/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/names.h"

/* Notes that `name` means `entry`; a second meaning makes it ambiguous. */
static mlg_status name_entry(mlg_row_names *names, const char *name, size_t entry) {
  size_t held;
  MLG_HAVE(name);
  MLG_TRY(mlg_index_add(&names->ids, name, names->n, &held));
  if (held == names->n)
    names->entries[names->n++] = entry;
  else
    names->entries[held] = MLG_SEVERAL_ENTRIES;
  return MLG_OK;
}

mlg_status mlg_row_names_make(mlg_arena *arena, const char *const *datasets,
                              const mlg_directory *directory, mlg_row_names *names) {
  *names = (mlg_row_names){.entries = MLG_NEW(arena, size_t, 2 * directory->n_entries)};
  MLG_HAVE(names->entries);
  MLG_TRY(mlg_index_init(&names->ids, arena, 2 * directory->n_entries));
  for (size_t i = 0; i < directory->n_entries; i++) {
    const mlg_entry *entry = &directory->entries[i];
    if (entry->id == NULL || *entry->id == '\0' || entry->status == MLG_REPEATED) continue;
    MLG_TRY(name_entry(names, entry->id, i));
    MLG_TRY(name_entry(names, mlg_arena_printf(arena, "%s:%s", datasets[entry->dataset], entry->id),
                       i));
  }
  return MLG_OK;
}

size_t mlg_row_named(const mlg_row_names *names, const char *name) {
  size_t at = mlg_index_find(&names->ids, name);
  return at == MLG_NOT_FOUND ? MLG_NO_ENTRY : names->entries[at];
}
