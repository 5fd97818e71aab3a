/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

/* Who starts from where, and how near help is. */

static bool fill_neighbour(mlg_row *row, size_t i, const void *context) {
  const mlg_neighbour *neighbour = &((const mlg_access *)context)->neighbours[i];
  mlg_row_count(row, i);
  mlg_row_text(row, neighbour->code);
  mlg_row_real(row, neighbour->at.x);
  mlg_row_real(row, neighbour->at.y);
  mlg_row_real(row, neighbour->base);
  mlg_row_real(row, neighbour->inhabitants);
  return true;
}

/* The minutes that a table gives from one zone. */
typedef struct {
  const mlg_portrait *portrait;
  size_t zone;
} departure;

static bool fill_minutes(mlg_row *row, size_t i, const void *context) {
  const departure *d = context;
  const mlg_times *times = &d->portrait->coverage->access->times;
  size_t at = times->first[d->zone] + i;
  mlg_row_text(row, d->portrait->territory->zones[MLG_IRIS][d->zone].code);
  mlg_row_text(row, d->portrait->directory->sites[times->site[at]].id);
  mlg_row_real(row, (double)times->minutes[at]);
  return true;
}

static mlg_status save_times(mlg_saving *saving) {
  const mlg_times *times = &saving->portrait->coverage->access->times;
  if (times->first == NULL) return MLG_OK;
  for (size_t z = 0; z < saving->portrait->territory->n_zones[MLG_IRIS]; z++) {
    const departure d = {saving->portrait, z};
    MLG_TRY(mlg_sql_insert(saving->store, "INSERT INTO trajet VALUES(?, ?, ?)",
                           times->first[z + 1] - times->first[z], fill_minutes, &d,
                           saving->findings));
  }
  return MLG_OK;
}

/* ---- places by other methods, nearest offers ---- */

/* Item i is [zone][family][method]; the first method is that of `place`. */
static bool fill_catchment(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  size_t at = i / MLG_CATCHMENT_COUNT, method = i % MLG_CATCHMENT_COUNT;
  const mlg_estimate *places = saving->portrait->coverage->catchments[method][saving->level];
  if (method == MLG_2SFCA || places == NULL) return false;
  mlg_row_text(row, MLG_LEVELS[saving->level].code);
  mlg_row_text(row, mlg_saved_code(saving, at / MLG_FAMILY_COUNT));
  mlg_row_text(row, MLG_FAMILIES[at % MLG_FAMILY_COUNT].code);
  mlg_row_text(row, MLG_CATCHMENTS[method].code);
  mlg_row_estimate(row, places[at]);
  return true;
}

/* Item i is [zone][family]. */
static bool fill_nearest(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_nearest_offer *nearest = saving->portrait->coverage->nearest[saving->level];
  if (nearest == NULL) return false;
  mlg_row_text(row, MLG_LEVELS[saving->level].code);
  mlg_row_text(row, mlg_saved_code(saving, i / MLG_FAMILY_COUNT));
  mlg_row_text(row, MLG_FAMILIES[i % MLG_FAMILY_COUNT].code);
  mlg_row_real(row, nearest[i].metres);
  mlg_row_real(row, nearest[i].minutes);
  mlg_row_real(row, nearest[i].within);
  return true;
}

/* Item i is [family][scenario]. */
static bool fill_exchange(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_coverage *coverage = portrait->coverage;
  if (coverage->exchanges == NULL) return false;
  mlg_row_text(row, MLG_FAMILIES[i / coverage->n_scenarios].code);
  mlg_row_text(row, portrait->project->scenarios[i % coverage->n_scenarios].id);
  mlg_row_real(row, coverage->exchanges[i].out);
  mlg_row_real(row, coverage->exchanges[i].in);
  return true;
}

mlg_status mlg_save_access(mlg_saving *saving) {
  const mlg_coverage *coverage = saving->portrait->coverage;
  if (coverage->access != NULL) {
    MLG_TRY(mlg_sql_insert(saving->store, "INSERT INTO voisin VALUES(?, ?, ?, ?, ?, ?)",
                           coverage->access->n_neighbours, fill_neighbour, coverage->access,
                           saving->findings));
    MLG_TRY(save_times(saving));
  }
  MLG_TRY(mlg_save_levels(saving, "INSERT INTO place_methode VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT * MLG_CATCHMENT_COUNT, fill_catchment));
  MLG_TRY(mlg_save_levels(saving, "INSERT INTO plus_proche VALUES(?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT, fill_nearest));
  return mlg_save_rows(saving, "INSERT INTO echange VALUES(?, ?, ?, ?)",
                       MLG_FAMILY_COUNT * coverage->n_scenarios, fill_exchange);
}
