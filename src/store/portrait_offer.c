/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include "store/terms.h"

#include <math.h>
#include <string.h>

/* ---- sites ---- */

/* The columns that fill_site_terms() fills. */
static void take_site_terms(mlg_cursor *cursor, mlg_site *site) {
  site->siret = mlg_next_text(cursor);
  site->postcode = mlg_next_text(cursor);
  site->commune = mlg_next_text(cursor);
  site->mail = ""; /* not kept, like whatever else tells how to reach people */
  site->website = mlg_next_text(cursor);
  site->stale = mlg_next_bool(cursor);
  site->undated = mlg_next_bool(cursor);
  site->terms = mlg_next_terms(cursor);
  for (mlg_basic basic = 0; basic < MLG_BASIC_COUNT; basic++)
    site->basics[basic] = mlg_next_answer(cursor);
  site->schedule = mlg_next_schedule(cursor);
  site->n_organisations = mlg_next_count(cursor);
  for (size_t i = 0; i < MLG_FROM_COUNT; i++) site->from[i] = MLG_NO_ENTRY;
}

static mlg_status take_site(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_directory *directory = &back->directory;
  if (!MLG_ROOM(back->arena, directory->sites, directory->n_sites, back->room)) return MLG_FAILURE;
  mlg_site *site = &directory->sites[directory->n_sites++];
  *site = (mlg_site){.id = mlg_next_text(cursor), .name = mlg_next_text(cursor)};
  site->address = mlg_next_text(cursor);
  site->insee = mlg_next_text(cursor);
  site->zone = mlg_next_index(cursor, &back->territory.index[MLG_IRIS]);
  site->source = mlg_next_text(cursor);
  site->updated = mlg_next_text(cursor);
  site->hours = mlg_next_text(cursor);
  site->typology = mlg_next_text(cursor);
  site->status = mlg_next_status(cursor);
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    site->families[family] = mlg_next_bool(cursor);
  take_site_terms(cursor, site);
  site->at.x = mlg_next_real(cursor);
  site->at.y = mlg_next_real(cursor);
  site->has_position = !isnan(site->at.x);
  if (!site->has_position) site->at = (mlg_point){0, 0};
  MLG_HAVE(site->id);
  return mlg_index_add(&back->sites, site->id, directory->n_sites - 1, NULL);
}

/* ---- offers ---- */

static mlg_status take_offer(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_directory *directory = &back->directory;
  if (!MLG_ROOM(back->arena, directory->offers, directory->n_offers, back->room))
    return MLG_FAILURE;
  mlg_offer *offer = &directory->offers[directory->n_offers];
  *offer = (mlg_offer){.id = mlg_next_text(cursor)};
  offer->site = mlg_next_index(cursor, &back->sites);
  size_t family = mlg_next_word(cursor, MLG_FAMILIES, MLG_FAMILY_COUNT);
  offer->capacity = mlg_next_range(cursor);
  offer->capacity.variance = mlg_next_real(cursor);
  offer->capacity.flags = mlg_next_flags(cursor);
  offer->origin = mlg_next_text(cursor);
  offer->weekly_hours = mlg_next_real(cursor);
  offer->capacity_kind = mlg_next_capacity_kind(cursor);
  offer->terms = mlg_next_terms(cursor);
  offer->schedule = mlg_next_schedule(cursor);
  offer->organisation = mlg_next_count(cursor);
  if (offer->site == MLG_NOT_FOUND || family == MLG_FAMILY_COUNT) return MLG_OK;
  offer->family = (mlg_family)family;
  MLG_HAVE(offer->id);
  return mlg_index_add(&back->offers, offer->id, directory->n_offers++, NULL);
}

/* ---- openings ---- */

static mlg_status take_opening(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_directory *directory = &back->directory;
  size_t site = mlg_next_index(cursor, &back->sites), offer = mlg_next_index(cursor, &back->offers);
  if (site == MLG_NOT_FOUND && offer == MLG_NOT_FOUND) return MLG_OK;
  mlg_schedule *schedule = site != MLG_NOT_FOUND ? &directory->sites[site].schedule
                                                 : &directory->offers[offer].schedule;
  if (schedule->n == 0) back->room = 0;
  if (!MLG_ROOM(back->arena, schedule->openings, schedule->n, back->room)) return MLG_FAILURE;
  mlg_opening *opening = &schedule->openings[schedule->n++];
  opening->day = (unsigned)mlg_next_count(cursor);
  opening->from = (unsigned)mlg_next_count(cursor);
  opening->to = (unsigned)mlg_next_count(cursor);
  opening->weeks = mlg_next_real(cursor);
  return MLG_OK;
}

/* ---- the whole ---- */

static mlg_status index_datasets(mlg_reading_back *back) {
  const mlg_project *project = &back->project;
  MLG_TRY(mlg_index_init(&back->sites, back->arena, 0));
  MLG_TRY(mlg_index_init(&back->offers, back->arena, 0));
  MLG_TRY(mlg_index_init(&back->datasets, back->arena, project->n_datasets));
  for (size_t i = 0; i < project->n_datasets; i++)
    MLG_TRY(mlg_index_add(&back->datasets, project->datasets[i].id, i, NULL));
  return MLG_OK;
}

mlg_status mlg_restore_offer(mlg_reading_back *back) {
  MLG_TRY(index_datasets(back));
  MLG_TRY(mlg_restore_rows(
      back,
      "SELECT id, nom, adresse, code_insee, code_iris, source, date_maj, horaires, typologie,"
      " raison, informer, acceder, depanner, aider, apprendre, siret, code_postal, commune,"
      " site_web, fiche_ancienne, fiche_sans_date, " MLG_TERMS_COLUMNS ","
      " wifi, ordinateurs, borne_caf, aide, ateliers, prise_rendez_vous, imprimante,"
      " " MLG_SCHEDULE_COLUMNS
      ", organisations, ST_X(geometrie), ST_Y(geometrie) FROM lieu ORDER BY rowid",
      take_site));
  MLG_TRY(mlg_restore_entries(back));
  MLG_TRY(mlg_restore_rows(back,
                           "SELECT id, lieu, famille, capacite, capacite_min, capacite_max,"
                           " capacite_variance, drapeaux, origine, heures_semaine,"
                           " fondement, " MLG_TERMS_COLUMNS ", " MLG_SCHEDULE_COLUMNS
                           ", organisation FROM offre ORDER BY rowid",
                           take_offer));
  return mlg_restore_rows(
      back, "SELECT lieu, offre, jour, debut, fin, semaines FROM ouverture ORDER BY rowid",
      take_opening);
}
