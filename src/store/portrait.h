/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_PORTRAIT_H
#define STORE_PORTRAIT_H

#include "store/cursor.h"

/*
 * A portrait being read back, table by table, each step on what the ones before gave. What a step
 * makes belongs to the arena.
 */
typedef struct {
  mlg_store *store;
  mlg_arena *arena;
  mlg_findings *findings; /* of the reading; those of the run are part of what is read */
  mlg_project project;
  mlg_territory territory;
  mlg_need need;
  mlg_directory directory;
  mlg_coverage coverage;
  mlg_access access;
  mlg_findings kept; /* the run's */
  mlg_portrait portrait;
  mlg_index sites, offers, scenarios, indicators, datasets, neighbours; /* by their codes */
  size_t room;                                                          /* of the list being read */
} mlg_reading_back;

mlg_status mlg_restore_project(mlg_reading_back *back);
mlg_status mlg_restore_territory(mlg_reading_back *back);
mlg_status mlg_restore_scenarios(mlg_reading_back *back);
mlg_status mlg_restore_need(mlg_reading_back *back);
mlg_status mlg_restore_offer(mlg_reading_back *back);
mlg_status mlg_restore_entries(mlg_reading_back *back); /* part of the offer, after its sites */
mlg_status mlg_restore_coverage(mlg_reading_back *back);
mlg_status mlg_restore_access(mlg_reading_back *back);
mlg_status mlg_restore_catchments(mlg_reading_back *back); /* part of the coverage */

/** Takes one row: mlg_cursor starts at its first column. */
typedef mlg_status mlg_restore_row(mlg_reading_back *back, mlg_cursor *cursor);

/** Runs `sql`, which has no argument, and hands over each row; `room` starts at 0. */
mlg_status mlg_restore_rows(mlg_reading_back *back, const char *sql, mlg_restore_row *take);

/**
 * The zone that a row is about, from its columns `niveau` and `code`: false when the territory has
 * none, as in a database that another program has changed.
 */
bool mlg_restore_zone(mlg_reading_back *back, mlg_cursor *cursor, mlg_level *level, size_t *zone);

/** Its columns `niveau`, `code` and `famille`: its place in a list of zones by families. */
bool mlg_restore_place(mlg_reading_back *back, mlg_cursor *cursor, mlg_level *level, size_t *at);

/** From the reason that was written for it. */
mlg_site_status mlg_next_status(mlg_cursor *cursor);

#endif
