/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PIPELINE_WORK_H
#define PIPELINE_WORK_H

#include "pipeline/staging.h"

#include <maillage/load.h>
#include <maillage/pipeline.h>
#include <maillage/store.h>

/**
 * @file
 * What a run holds while it goes from one room to the next.
 */
enum { MLG_MOST_STEPS = 16 };

/* The digests that the project's files had; no row where nobody kept them. */
typedef struct {
  mlg_table table;
  size_t file, sum; /* columns */
} mlg_vouched;

/* The role of what stands beside a Shapefile. */
#define MLG_COMPANION "fichier associé"

typedef struct {
  mlg_arena *arena;
  const mlg_run_options *options;
  mlg_findings *findings;
  mlg_project project;
  mlg_arena read;       /* holds the tables, which go once the portrait no longer needs them */
  bool keeps_tables;    /* …or not: the caller looks at them, and at their texts, afterwards */
  bool gives_up_cells;  /* those behind figures, where no document shows them */
  mlg_table *tables;    /* one a dataset */
  const char **digests; /* one a dataset */
  mlg_vouched vouched;
  size_t n_files, file_capacity;
  mlg_input_file *files; /* the others: project, indicators, mappings, companions */
  mlg_territory territory;
  mlg_store *store;
  const mlg_shape *shapes[MLG_LEVEL_COUNT]; /* NULL where the level is absent */
  mlg_need need;
  size_t base, population; /* indicators */
  mlg_directory directory;
  mlg_given_capacities given; /* by the analyst */
  mlg_access access;
  mlg_coverage coverage;
  mlg_portrait portrait;
  size_t n_maps;  /* drawn */
  size_t n_steps; /* timed */
  const char *steps[MLG_MOST_STEPS];
  double seconds[MLG_MOST_STEPS];
} mlg_work;

/* Tells the caller that a step starts; the one before has ended. */
void mlg_step(mlg_work *work, const char *name, double done);

/* Reads the project file. */
mlg_status mlg_prepare(mlg_work *work);

/* From files to the portrait; the store, at `store_path`, is left open. */
mlg_status mlg_compute(mlg_work *work, const char *store_path);

/* Writes all that a run leaves; the calculation only where the store is open. */
mlg_status mlg_write_results(mlg_work *work, const mlg_staging *staging);

/* Closes the store, and gives up what was read. */
mlg_status mlg_close(mlg_work *work);

/* Blanks the counts that the dataset's `seuil` hides, and says how many. */
mlg_status mlg_hide_small(const mlg_dataset *dataset, mlg_table *table, mlg_arena *arena,
                          mlg_findings *findings);

/* Keeps the rows that the dataset's `lignes` asks for. */
mlg_status mlg_keep_rows_asked(const mlg_dataset *dataset, mlg_table *table, mlg_arena *arena,
                               mlg_findings *findings);

/* Reads every file of the project, and checks them. */
mlg_status mlg_read_inputs(mlg_work *work);

/* Adds a file that is no dataset to those of the run, with its digest. */
mlg_status mlg_keep_digest(mlg_work *work, const char *role, const char *path, const char *file);

/* Reads empreintes.csv, beside the project, if there is one. */
mlg_status mlg_read_vouched(mlg_work *work);

/* Tells of a file whose digest is not the one that empreintes.csv gives. */
mlg_status mlg_tell_if_changed(mlg_work *work, const char *file, const char *digest);

/* Writes empreintes.csv beside the project: the digests of the data files, once they are read. */
mlg_status mlg_write_vouched(mlg_work *work);

/* Reads the file of one dataset; there is room for the tables. */
mlg_status mlg_read_dataset(mlg_work *work, size_t i);

/* Where tables go, and what is found in them: the caller's arena when they are kept. */
mlg_arena *mlg_tables_arena(mlg_work *work);

/* Gives up what was read, unless it is kept: of the tables, only their files' names are left. */
void mlg_forget_tables(mlg_work *work);

/* Holds every table against what it promises. */
mlg_status mlg_check_inputs(mlg_work *work);

/* Sets datasets that speak of the same things against each other, as the project says; part of
 * mlg_check_inputs(). */
mlg_status mlg_check_agreements(mlg_work *work);

/* All that comes after the files are read, to the portrait. */
mlg_status mlg_compute_read(mlg_work *work, const char *store_path);

/* Builds the territory and the store at `path` (":memory:" for none). */
mlg_status mlg_build_territory(mlg_work *work, const char *store_path);

/* Computes the need. */
mlg_status mlg_build_need(mlg_work *work);

/* A directory as it is to be read. */
mlg_directory_source mlg_source_of(const mlg_work *work, const mlg_source *source);

/* Reads the directories, joins and places their sites. */
mlg_status mlg_build_offer(mlg_work *work);

/* Tells of the zones that lie on others, or not where the project's other source puts them. Part of
 * mlg_build_territory(). */
mlg_status mlg_check_places(mlg_work *work);

/* Tells of the quarters that are not of one piece. Part of mlg_build_territory(). */
mlg_status mlg_check_quarters(mlg_work *work);

/* Tells of the communes whose sites mostly lie elsewhere: most likely, their outlines do. Part of
 * mlg_build_offer(). */
mlg_status mlg_check_outlines(mlg_work *work);

/* Puts aside the sites out of everyone's reach, and makes the offers of the others; once it is
 * known who starts from where. */
mlg_status mlg_open_offers(mlg_work *work);

/* Tells what the choices on old and undated rows change; once coverage is computed. */
mlg_status mlg_report_choices(mlg_work *work);

/* Finds what the project's variants name; once it is known which sites count. */
mlg_status mlg_resolve_variants(mlg_work *work);

/* Tells what each variant changes in each family; once coverage is computed. */
mlg_status mlg_report_variants(mlg_work *work);

/* Datasets by their names, as analysts' files write them; NULL when memory is short. */
const char **mlg_dataset_ids(const mlg_work *work);

/* Sets who starts from where; need and offer are built. */
mlg_status mlg_build_access(mlg_work *work);

/* Sets need against offer and gathers the portrait. */
mlg_status mlg_build_portrait(mlg_work *work);

/* The index of a column that must be there, else COLUMN_MISSING with the nearest name. */
mlg_status mlg_require_column(const mlg_work *work, size_t dataset, const char *name,
                              size_t *column);

#endif
