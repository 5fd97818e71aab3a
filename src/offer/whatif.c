/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/whatif.h>

#include <maillage/text.h>
#include <math.h>
#include <string.h>

size_t mlg_site_find(const mlg_directory *directory, const char *id) {
  for (size_t s = 0; s < directory->n_sites; s++)
    if (strcmp(directory->sites[s].id, id) == 0) return s;
  for (size_t i = 0; i < directory->n_entries; i++)
    if (strcmp(directory->entries[i].id, id) == 0) return directory->entries[i].site;
  return MLG_NO_SITE;
}

/* `names` has room for `n`. */
static const char *suggest(mlg_arena *arena, const char *id, const char **names, size_t n) {
  size_t near = mlg_nearest(id, names, n);
  return near == n ? NULL : mlg_arena_printf(arena, "« %s » ?", names[near]);
}

const char *mlg_site_nearest(mlg_arena *arena, const mlg_directory *directory, const char *id) {
  const char **ids = MLG_NEW(arena, const char *, directory->n_sites);
  for (size_t s = 0; ids != NULL && s < directory->n_sites; s++) ids[s] = directory->sites[s].id;
  return ids == NULL ? NULL : suggest(arena, id, ids, directory->n_sites);
}

double mlg_site_helpers(const mlg_directory *directory, size_t site, const mlg_offer_rules *rules) {
  const mlg_site *of = &directory->sites[site];
  double most = NAN;
  for (size_t i = 0; i < of->n_entries; i++)
    most = fmax(most, directory->entries[of->entries[i]].declared.helpers);
  return most > 0 ? most : rules->professionals.value;
}

/* ---- resolving ---- */

typedef struct {
  mlg_arena *arena;
  const mlg_territory *territory;
  const mlg_directory *directory;
  mlg_findings *findings;
} resolver;

static mlg_status reject(const resolver *r, const mlg_action *action, mlg_finding_code code,
                         const char *value, const char *expected) {
  return mlg_report(r->findings, (mlg_finding){.code = code,
                                               .file = action->position.file,
                                               .line = action->position.line,
                                               .column = mlg_arena_printf(r->arena, "%zu",
                                                                          action->position.column),
                                               .value = value,
                                               .expected = expected});
}

/* ---- sites and zones ---- */

static mlg_status find_site(const resolver *r, mlg_action *action) {
  action->index = MLG_NO_SITE;
  if (action->site == NULL) return MLG_OK;
  action->index = mlg_site_find(r->directory, action->site);
  if (action->index == MLG_NO_SITE)
    return reject(r, action, MLG_F_PLACE_UNKNOWN, action->site,
                  mlg_site_nearest(r->arena, r->directory, action->site));
  const mlg_site *site = &r->directory->sites[action->index];
  if (action->kind == MLG_OPEN && action->zone == NULL && isnan(action->longitude))
    action->at = site->at;
  if (site->status == MLG_COUNTED) return MLG_OK;
  return reject(r, action, MLG_F_PLACE_NOT_COUNTED, action->site,
                mlg_site_status_reason(site->status));
}

static const char *nearest_zone(const resolver *r, const char *code) {
  size_t n = 0;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) n += r->territory->n_zones[level];
  const char **codes = MLG_NEW(r->arena, const char *, n);
  n = 0;
  for (int level = 0; codes != NULL && level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < r->territory->n_zones[level]; zone++)
      codes[n++] = r->territory->zones[level][zone].code;
  return codes == NULL ? NULL : suggest(r->arena, code, codes, n);
}

static mlg_status find_zone(const resolver *r, mlg_action *action) {
  if (action->zone == NULL) return MLG_OK;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t zone = mlg_territory_find(r->territory, (mlg_level)level, action->zone);
    if (zone == MLG_NO_ZONE) continue;
    action->at = r->territory->zones[level][zone].centre;
    return MLG_OK;
  }
  return reject(r, action, MLG_F_PLACE_ZONE_UNKNOWN, action->zone, nearest_zone(r, action->zone));
}

/* ---- the actions of a variant ---- */

/* A site that closes has no other change; one that moves goes to one place. */
static bool exclude(const mlg_action *a, const mlg_action *b) {
  if (a->index == MLG_NO_SITE || a->index != b->index) return false;
  return a->kind == MLG_CLOSE || b->kind == MLG_CLOSE ||
         (a->kind == MLG_MOVE && b->kind == MLG_MOVE);
}

static mlg_status check_alone(const resolver *r, const mlg_variant *variant, size_t i) {
  const mlg_action *action = &variant->actions[i];
  for (size_t k = 0; k < i; k++)
    if (exclude(action, &variant->actions[k]))
      return reject(r, action, MLG_F_VARIANT_CONTRADICTION, action->site, variant->id);
  return MLG_OK;
}

static mlg_status check_families(const resolver *r, const mlg_variant *variant,
                                 const mlg_action *action) {
  for (mlg_family f = 0; action->kind == MLG_OPEN && f < MLG_FAMILY_COUNT; f++)
    if (action->families[f] && !r->directory->recorded[f])
      MLG_TRY(reject(r, action, MLG_F_VARIANT_UNRECORDED, MLG_FAMILIES[f].code, variant->id));
  return MLG_OK;
}

mlg_status mlg_variants_resolve(mlg_arena *arena, mlg_variant *variants, size_t n,
                                const mlg_territory *territory, const mlg_directory *directory,
                                mlg_findings *findings) {
  const resolver r = {arena, territory, directory, findings};
  mlg_status worst = MLG_OK;
  for (size_t v = 0; v < n; v++)
    for (size_t i = 0; i < variants[v].n_actions; i++) {
      mlg_status status = find_site(&r, &variants[v].actions[i]);
      if (status == MLG_OK) status = find_zone(&r, &variants[v].actions[i]);
      if (status == MLG_OK) status = check_alone(&r, &variants[v], i);
      if (status == MLG_OK) status = check_families(&r, &variants[v], &variants[v].actions[i]);
      if (status != MLG_OK) worst = status;
    }
  return worst;
}
