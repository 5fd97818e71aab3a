/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"
#include "store/terms.h"

#include <math.h>

/* Columns of the terms and hours of a site; the openings are rows of their own. */
static void fill_site_terms(mlg_row *row, const mlg_site *site) {
  mlg_row_text(row, site->siret);
  mlg_row_text(row, site->postcode);
  mlg_row_text(row, site->commune);
  mlg_row_text(row, site->website);
  mlg_row_count(row, site->stale);
  mlg_row_count(row, site->undated);
  mlg_row_terms(row, &site->terms);
  for (mlg_basic basic = 0; basic < MLG_BASIC_COUNT; basic++)
    mlg_row_answer(row, site->basics[basic]);
  mlg_row_schedule(row, &site->schedule);
  mlg_row_count(row, site->n_organisations);
}

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
  fill_site_terms(row, site);
  mlg_row_real(row, site->has_position ? site->at.x : NAN);
  mlg_row_real(row, site->has_position ? site->at.y : NAN);
  return true;
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
  mlg_row_real(row, offer->capacity.variance);
  mlg_row_capacity_kind(row, offer->capacity_kind);
  mlg_row_terms(row, &offer->terms);
  mlg_row_schedule(row, &offer->schedule);
  mlg_row_count(row, offer->organisation);
  return true;
}

/* ---- when they are open ---- */

/* The week of one site, or of one offer; the other id is NULL. */
typedef struct {
  const char *site, *offer;
  const mlg_schedule *schedule;
} week;

static bool fill_opening(mlg_row *row, size_t i, const void *context) {
  const week *w = context;
  const mlg_opening *opening = &w->schedule->openings[i];
  mlg_row_text(row, w->site);
  mlg_row_text(row, w->offer);
  mlg_row_count(row, opening->day);
  mlg_row_count(row, opening->from);
  mlg_row_count(row, opening->to);
  mlg_row_real(row, opening->weeks);
  return true;
}

static mlg_status save_week(mlg_saving *saving, week w) {
  return mlg_sql_insert(saving->store, "INSERT INTO ouverture VALUES(?, ?, ?, ?, ?, ?)",
                        w.schedule->n, fill_opening, &w, saving->findings);
}

static mlg_status save_openings(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    MLG_TRY(save_week(saving, (week){.site = site->id, .schedule = &site->schedule}));
  }
  for (size_t i = 0; i < directory->n_offers; i++) {
    const mlg_offer *offer = &directory->offers[i];
    MLG_TRY(save_week(saving, (week){.offer = offer->id, .schedule = &offer->schedule}));
  }
  return MLG_OK;
}

mlg_status mlg_save_offer(mlg_saving *saving) {
  const mlg_directory *directory = saving->portrait->directory;
  MLG_TRY(
      mlg_save_rows(saving,
                    "INSERT INTO lieu VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    " MakePoint(?, ?, 2154))",
                    directory->n_sites, fill_site));
  MLG_TRY(mlg_save_entries(saving));
  MLG_TRY(mlg_save_rows(saving,
                        "INSERT INTO offre VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        " ?, ?, ?, ?, ?, ?)",
                        directory->n_offers, fill_offer));
  return save_openings(saving);
}
