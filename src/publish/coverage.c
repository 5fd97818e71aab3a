/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"
#include "publish/tables.h"

#include <math.h>

/* The long table of coverage: one row a zone, family and scenario. */

enum { N_FIRST = 4, N_BOUNDS = 3 };

static const sink_field FIRST[N_FIRST] = {
    {"niveau", "Niveau", "iris, quartier, commune, epci, departement ou region.", OFTString, false},
    {"code", "Code", "Code de la zone.", OFTString, false},
    {"famille", "Famille de besoin", "informer, acceder, depanner, aider ou apprendre.", OFTString,
     false},
    {"scenario", "Scénario", "Nom du scénario ; voir la table scenarios.", OFTString, false},
};

static const sink_field FLAGS = {"drapeaux", "Drapeaux",
                                 "Ce qui fragilise l'un des chiffres, séparé par « ; ».", OFTString,
                                 false};

/* "besoin", "besoin_min", "besoin_max". */
static void put_bounded(mlg_arena *arena, const mlg_word *word, sink_field *fields) {
  static const char *const SUFFIXES[N_BOUNDS] = {"", "_min", "_max"};
  static const char *const TITLES[N_BOUNDS] = {"", ", au moins", ", au plus"};
  static const char *const MEANINGS[N_BOUNDS] = {"", "Borne basse : ", "Borne haute : "};
  const char *title = mlg_wording_capital(arena, word->label);
  for (size_t i = 0; i < N_BOUNDS && title != NULL; i++)
    fields[i] = (sink_field){mlg_arena_printf(arena, "%s%s", word->code, SUFFIXES[i]),
                             mlg_arena_printf(arena, "%s%s", title, TITLES[i]),
                             mlg_arena_printf(arena, "%s%s", MEANINGS[i], word->description),
                             OFTReal, false};
}

/* The need and its parts, each with its bounds; `fields` has room for all. */
static size_t list_fields(mlg_arena *arena, sink_field *fields) {
  static const mlg_word NEED = {"besoin", "besoin", "",
                                "Personnes qui cherchent de l'aide dans l'année."};
  size_t n = 0;
  for (; n < N_FIRST; n++) fields[n] = FIRST[n];
  put_bounded(arena, &NEED, fields + n);
  n += N_BOUNDS;
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++, n += N_BOUNDS)
    put_bounded(arena, &MLG_PARTS[part], fields + n);
  fields[n++] = FLAGS;
  return n;
}

/* Of an unrecorded family nothing is known, not even by how little it may be off. */
static void put_known(sink_row *row, bool recorded, mlg_estimate estimate) {
  const mlg_estimate nothing = {NAN, NAN, NAN, NAN, 0};
  mlg_sink_bounds(row, recorded ? estimate : nothing);
}

/* The row's flags are those of any of its figures. */
static mlg_status write_parts(sink *to, mlg_level level, size_t zone, mlg_family family,
                              size_t scenario) {
  const mlg_portrait *portrait = to->portrait;
  const mlg_parts *parts = mlg_coverage_parts(portrait->coverage, level, zone, family, scenario);
  bool recorded = portrait->coverage->recorded[family];
  uint32_t all = recorded ? parts->need.flags : MLG_ABSENT;
  for (int part = 0; part < MLG_PART_COUNT && recorded; part++) all |= parts->part[part].flags;
  char *flags = mlg_flag_words(&to->row, all);
  MLG_HAVE(flags);
  sink_row row = mlg_sink_row(to);
  mlg_sink_text(&row, MLG_LEVELS[level].code);
  mlg_sink_text(&row, portrait->territory->zones[level][zone].code);
  mlg_sink_text(&row, MLG_FAMILIES[family].code);
  mlg_sink_text(&row, portrait->project->scenarios[scenario].id);
  put_known(&row, recorded, parts->need);
  for (int part = 0; part < MLG_PART_COUNT; part++) put_known(&row, recorded, parts->part[part]);
  mlg_sink_text(&row, flags);
  mlg_sink_add(&row);
  return MLG_OK;
}

static mlg_status write_coverage(sink *to, const sink_table *table) {
  (void)table;
  const mlg_portrait *portrait = to->portrait;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < portrait->territory->n_zones[level] && !to->failed; zone++)
      for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
        for (size_t scenario = 0; scenario < portrait->project->n_scenarios; scenario++)
          MLG_TRY(write_parts(to, level, zone, family, scenario));
  return MLG_OK;
}

mlg_status mlg_tables_coverage(sink_tables *tables) {
  sink_field fields[N_FIRST + N_BOUNDS * (1 + MLG_PART_COUNT) + 1] = {0};
  size_t n = list_fields(tables->arena, fields);
  return mlg_tables_add(
      tables,
      (sink_table){
          .name = "couverture",
          .title = "Couverture",
          .description = "Besoin et ses quatre parts ; les valeurs s'additionnent, les bornes non.",
          .geometry = wkbNone,
          .n_fields = n,
          .fields = fields,
          .index = "niveau, code, famille, scenario",
          .write = write_coverage});
}
