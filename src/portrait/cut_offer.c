/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/cut.h"

/* The sites of the zone, and those outside it that its people reach. */

/* Who starts from where, with nobody outside the cut: zones keep their numbers. */
static mlg_status insiders(const mlg_cutting *c, mlg_access *inside) {
  const mlg_access *from = c->whole->coverage->access;
  size_t n_leaves = c->whole->territory->n_zones[MLG_IRIS];
  *inside = *from;
  inside->first = MLG_NEW(c->arena, size_t, from->n_zones + 1);
  inside->origins = MLG_NEW(c->arena, mlg_origin, from->n_origins + 1);
  MLG_HAVE(inside->first);
  MLG_HAVE(inside->origins);
  inside->n_origins = 0;
  for (size_t z = 0; z < from->n_zones; z++) {
    inside->first[z] = inside->n_origins;
    if (z >= n_leaves || c->zones[MLG_IRIS].now[z] == MLG_LEFT_OUT) continue;
    for (size_t i = from->first[z]; i < from->first[z + 1]; i++)
      inside->origins[inside->n_origins++] = from->origins[i];
  }
  inside->first[from->n_zones] = inside->n_origins;
  return MLG_OK;
}

static mlg_status mark_reached(const mlg_cutting *c, bool *marked) {
  const mlg_directory *from = c->whole->directory;
  if (c->whole->coverage->access == NULL) return MLG_OK;
  mlg_access inside;
  MLG_TRY(insiders(c, &inside));
  mlg_destination *to = MLG_NEW(c->arena, mlg_destination, from->n_offers + 1);
  MLG_HAVE(to);
  for (size_t i = 0; i < from->n_offers; i++)
    to[i] = (mlg_destination){from->sites[from->offers[i].site].at, from->offers[i].site,
                              from->offers[i].terms.reserved};
  mlg_pair *pairs;
  size_t n_pairs;
  MLG_TRY(mlg_pairs_build(c->arena, &inside, to, from->n_offers, &pairs, &n_pairs));
  for (size_t i = 0; i < n_pairs; i++) marked[from->offers[pairs[i].destination].site] = true;
  return MLG_OK;
}

/* A site that stands nowhere is of the commune that it gives. */
static bool stands_inside(const mlg_cutting *c, const mlg_site *site) {
  if (site->zone != MLG_NO_ZONE) return c->zones[MLG_IRIS].now[site->zone] != MLG_LEFT_OUT;
  return !site->has_position && site->insee != NULL &&
         mlg_index_find(&c->territory->members, site->insee) != MLG_NOT_FOUND;
}

static mlg_status choose_sites(mlg_cutting *c) {
  const mlg_directory *from = c->whole->directory;
  bool *sites = MLG_NEW(c->arena, bool, from->n_sites + 1);
  bool *offers = MLG_NEW(c->arena, bool, from->n_offers + 1);
  bool *entries = MLG_NEW(c->arena, bool, from->n_entries + 1);
  MLG_HAVE(sites);
  MLG_HAVE(offers);
  MLG_HAVE(entries);
  MLG_TRY(mark_reached(c, sites));
  for (size_t i = 0; i < from->n_sites; i++)
    if (stands_inside(c, &from->sites[i])) sites[i] = true;
  for (size_t i = 0; i < from->n_offers; i++) offers[i] = sites[from->offers[i].site];
  for (size_t i = 0; i < from->n_sites; i++)
    for (size_t k = 0; k < from->sites[i].n_entries && sites[i]; k++)
      entries[from->sites[i].entries[k]] = true;
  MLG_TRY(mlg_keep(c->arena, sites, from->n_sites, &c->sites));
  MLG_TRY(mlg_keep(c->arena, offers, from->n_offers, &c->offers));
  return mlg_keep(c->arena, entries, from->n_entries, &c->entries);
}

/* Who may come is said by zones of any level. Those wider than the cut's are not in it: where one
 * of them is named, so is the cut. */
static const char *reserved_here(const mlg_cutting *c, const char *reserved) {
  const mlg_access *access = c->whole->coverage->access;
  if (reserved == NULL || *reserved == '\0' || access == NULL) return reserved;
  const mlg_kept *leaves = &c->zones[MLG_IRIS];
  for (size_t i = 0; i < leaves->n; i++)
    if (!mlg_may_come(access, reserved, leaves->old[i])) return reserved;
  return mlg_arena_printf(c->arena, "%s|%s", reserved,
                          c->whole->territory->zones[c->level][c->zone].code);
}

static mlg_status cut_site(mlg_cutting *c, mlg_site *site) {
  size_t *entries = MLG_NEW(c->arena, size_t, site->n_entries + 1);
  MLG_HAVE(entries);
  for (size_t k = 0; k < site->n_entries; k++) entries[k] = c->entries.now[site->entries[k]];
  site->entries = entries;
  for (size_t k = 0; k < MLG_FROM_COUNT; k++)
    if (site->from[k] < c->whole->directory->n_entries)
      site->from[k] = c->entries.now[site->from[k]];
  if (site->zone != MLG_NO_ZONE) site->zone = c->zones[MLG_IRIS].now[site->zone];
  return MLG_OK;
}

static mlg_status cut_matches(mlg_cutting *c) {
  const mlg_directory *from = c->whole->directory;
  mlg_directory *to = c->directory;
  to->n_matches = 0;
  to->matches = MLG_NEW(c->arena, mlg_match, from->n_matches + 1);
  MLG_HAVE(to->matches);
  for (size_t i = 0; i < from->n_matches; i++) {
    mlg_match match = from->matches[i];
    match.a = c->entries.now[match.a];
    match.b = c->entries.now[match.b];
    if (match.a != MLG_LEFT_OUT && match.b != MLG_LEFT_OUT) to->matches[to->n_matches++] = match;
  }
  return MLG_OK;
}

static mlg_status cut_lists(mlg_cutting *c) {
  const mlg_directory *from = c->whole->directory;
  mlg_directory *to = c->directory;
  to->n_sites = c->sites.n;
  to->n_offers = c->offers.n;
  to->n_entries = c->entries.n;
  to->sites = mlg_keep_rows(c->arena, &c->sites, from->sites, 1, sizeof(mlg_site));
  to->offers = mlg_keep_rows(c->arena, &c->offers, from->offers, 1, sizeof(mlg_offer));
  to->entries = mlg_keep_rows(c->arena, &c->entries, from->entries, 1, sizeof(mlg_entry));
  MLG_HAVE(to->sites);
  MLG_HAVE(to->offers);
  MLG_HAVE(to->entries);
  return MLG_OK;
}

mlg_status mlg_cut_directory(mlg_cutting *c) {
  c->directory = MLG_NEW(c->arena, mlg_directory, 1);
  MLG_HAVE(c->directory);
  *c->directory = *c->whole->directory;
  MLG_TRY(choose_sites(c));
  MLG_TRY(cut_lists(c));
  mlg_directory *to = c->directory;
  for (size_t i = 0; i < to->n_sites; i++) MLG_TRY(cut_site(c, &to->sites[i]));
  for (size_t i = 0; i < to->n_offers; i++) {
    to->offers[i].site = c->sites.now[to->offers[i].site];
    to->offers[i].terms.reserved = reserved_here(c, to->offers[i].terms.reserved);
  }
  for (size_t i = 0; i < to->n_entries; i++)
    if (to->entries[i].site < c->whole->directory->n_sites)
      to->entries[i].site = c->sites.now[to->entries[i].site];
  return cut_matches(c);
}
