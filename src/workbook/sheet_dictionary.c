/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/publish.h>
#include <maillage/text.h>

/* What every column means: those of the level sheets and of portrait.gpkg. */

/* In the order of the sheet's columns. */
enum {
  COLUMN,
  LABEL,
  DEFINITION,
  UNIT,
  FORMULA,
  DENOMINATOR,
  SOURCES,
  LIMITS,
  ROLE,
  FILE_NAME,
  N_TEXTS
};

typedef struct {
  const char *cells[N_TEXTS];
} entry;

typedef struct {
  mlg_arena *arena;
  entry *items;
  size_t n, capacity;
} entries;

static mlg_status add(entries *list, entry one) {
  MLG_HAVE(one.cells[COLUMN]);
  MLG_HAVE(one.cells[LABEL]);
  if (!MLG_ROOM(list->arena, list->items, list->n, list->capacity)) return MLG_FAILURE;
  list->items[list->n++] = one;
  return MLG_OK;
}

/* Why an indicator is in no sheet by zone; "" when it is in them. */
static const char *role_of(mlg_arena *arena, const mlg_indicator *indicator) {
  if (indicator->variant_of.id != NULL)
    return mlg_arena_printf(arena, "variante de %s, pour comparer", indicator->variant_of.id);
  return indicator->is_support ? "appui : sert à d'autres indicateurs" : "";
}

static entry entry_of(mlg_arena *arena, const mlg_portrait *portrait, size_t i) {
  const mlg_indicator *indicator = &portrait->project->indicators[i];
  return (entry){{[COLUMN] = indicator->id,
                  [LABEL] = indicator->label,
                  [DEFINITION] = indicator->definition,
                  [UNIT] = indicator->unit,
                  [FORMULA] = indicator->formula_text,
                  [SOURCES] = mlg_arena_printf(arena, "%s (%s)", indicator->source,
                                               mlg_wording_vintages(arena, portrait, i)),
                  [LIMITS] = indicator->limits,
                  [ROLE] = role_of(arena, indicator),
                  [FILE_NAME] = indicator->file}};
}

static mlg_status add_bounds(entries *list, const entry *value, bool sampled) {
  entry low = *value, high = *value;
  low.cells[COLUMN] = mlg_arena_printf(list->arena, "%s_min", value->cells[COLUMN]);
  low.cells[LABEL] = mlg_label_low(list->arena, value->cells[LABEL]);
  high.cells[COLUMN] = mlg_arena_printf(list->arena, "%s_max", value->cells[COLUMN]);
  high.cells[LABEL] = mlg_label_high(list->arena, value->cells[LABEL]);
  low.cells[DEFINITION] = high.cells[DEFINITION] =
      sampled ? "Bout de l'intervalle : hypothèses, secret et aléa de sondage compris."
              : "Bout de l'intervalle : hypothèses et secret compris.";
  low.cells[FORMULA] = high.cells[FORMULA] = "";
  MLG_TRY(add(list, low));
  return add(list, high);
}

/* Its definition is that of what it counts; the denominator has a column of its own. */
static mlg_status add_rate(entries *list, const entry *value, const mlg_project *project, size_t i,
                           size_t k) {
  const mlg_indicator *indicator = &project->indicators[i];
  const mlg_indicator *below = &project->indicators[indicator->denominators[k]];
  entry rate = *value;
  rate.cells[COLUMN] = mlg_publish_rate_column(list->arena, indicator, k);
  rate.cells[LABEL] = mlg_label_rate(list->arena, project->indicators, i, k);
  rate.cells[UNIT] = "part : de 0 à 1 dans le GeoPackage, en % dans ce classeur";
  rate.cells[FORMULA] = mlg_arena_printf(list->arena, "%s / %s", indicator->id, below->id);
  rate.cells[DENOMINATOR] = below->label;
  return add(list, rate);
}

static mlg_status add_indicator(entries *list, const mlg_portrait *portrait, size_t i) {
  const mlg_project *project = portrait->project;
  const entry value = entry_of(list->arena, portrait, i);
  MLG_TRY(add(list, value));
  MLG_TRY(add_bounds(list, &value, mlg_portrait_is_sampled(list->arena, portrait, i)));
  for (size_t k = 0; k < project->indicators[i].n_denominators; k++)
    MLG_TRY(add_rate(list, &value, project, i, k));
  return MLG_OK;
}

/* One column of a family: "<prefix>_<family>", "<Label> : <family>". */
typedef struct {
  const char *prefix, *label, *definition, *unit, *formula;
} family_column;

static mlg_status add_family_column(entries *list, mlg_family family, family_column made,
                                    const char *sources) {
  mlg_arena *arena = list->arena;
  return add(list, (entry){{[COLUMN] = mlg_arena_printf(arena, "%s_%s", made.prefix,
                                                        MLG_FAMILIES[family].code),
                            [LABEL] = mlg_arena_printf(arena, "%s" MLG_NBSP ": %s", made.label,
                                                       MLG_FAMILIES[family].label),
                            [DEFINITION] = made.definition,
                            [UNIT] = made.unit,
                            [FORMULA] = made.formula,
                            [SOURCES] = sources,
                            [LIMITS] = "Les familles ne s'additionnent pas. Seuls les lieux "
                                       "recensés par les annuaires du projet comptent."}});
}

static mlg_status add_family(entries *list, mlg_family family, const char *sources) {
  static const char PERSONS[] = "personnes par an, scénario de référence";
  static const char SUM[] = "besoin = couvert + orientation + saturé + hors de portée";
  const family_column need = {"besoin", "Besoin", MLG_FAMILIES[family].description, PERSONS,
                              "base × recours du scénario × poids de la famille"};
  const family_column access[] = {
      {"places_100", "Places à portée",
       "Places à portée, partagées entre tous ceux qui les ont à portée.",
       "places par an pour 100 personnes fragiles",
       "somme des capacités à portée / personnes qui les ont à portée"},
      {"recours_epuisement", "Recours d'épuisement",
       "Part des personnes fragiles qu'il suffit de voir venir pour qu'il ne reste plus de place, "
       "même bien orientées.",
       "part : de 0 à 1 dans le GeoPackage, en % dans ce classeur", ""}};
  MLG_TRY(add_family_column(list, family, need, sources));
  for (int part = 0; part < MLG_PART_COUNT; part++) {
    const char *label = mlg_wording_capital(list->arena, MLG_PARTS[part].label);
    MLG_TRY(add_family_column(
        list, family,
        (family_column){MLG_PARTS[part].code, label, MLG_PARTS[part].description, PERSONS, SUM},
        sources));
  }
  MLG_TRY(add_family_column(list, family, access[0], sources));
  return add_family_column(list, family, access[1], sources);
}

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_text(((const entry *)grid->source)[row].cells[column->part]);
}

mlg_status mlg_sheet_dictionary(wb_book *book) {
  static const grid_column COLUMNS[N_TEXTS] = {
      {"Colonne (GeoPackage)", 28, FORMAT_TEXT, .get = get_text, .part = COLUMN},
      {"Libellé", 48, FORMAT_WRAP, .get = get_text, .part = LABEL},
      {"Définition", 60, FORMAT_WRAP, .get = get_text, .part = DEFINITION},
      {"Unité", 22, FORMAT_WRAP, .get = get_text, .part = UNIT},
      {"Formule", 36, FORMAT_WRAP, .get = get_text, .part = FORMULA},
      {"Dénominateur", 28, FORMAT_WRAP, .get = get_text, .part = DENOMINATOR},
      {"Sources et millésimes", 40, FORMAT_WRAP, .get = get_text, .part = SOURCES},
      {"Limites", 50, FORMAT_WRAP, .get = get_text, .part = LIMITS},
      {"Rôle", 22, FORMAT_WRAP, .get = get_text, .part = ROLE},
      {"Fichier de l'indicateur", 22, FORMAT_TEXT, .get = get_text, .part = FILE_NAME},
  };
  const mlg_portrait *portrait = book->portrait;
  entries list = {.arena = book->arena};
  const char *sources = mlg_wording_sources(book->arena, portrait, MLG_NO_INDICATOR);
  for (size_t i = 0; i < portrait->project->n_indicators; i++)
    MLG_TRY(add_indicator(&list, portrait, i));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (portrait->coverage->recorded[family]) MLG_TRY(add_family(&list, family, sources));
  return mlg_grid_write(&(wb_grid){.sheet = "Dictionnaire",
                                   .table = "dictionnaire",
                                   .n_columns = N_TEXTS,
                                   .columns = COLUMNS,
                                   .n_rows = list.n,
                                   .frozen = 1,
                                   .source = list.items,
                                   .book = book});
}
