/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* Columns that every portrait has, whatever its indicators: other tools rely on them. */
static const struct {
  const char *name;
  bool is_figure; /* not a bound, a rate or a share of another column */
  const char *title, *description;
} PROMISED[] = {
    {"population", true, "Population", "Habitants de la zone, population municipale."},
    {"population_15p", true, "Population de 15 ans et plus", "Habitants de 15 ans et plus."},
    {"population_nscol", true, "Non scolarisés de 15 ans et plus",
     "Habitants de 15 ans et plus qui ne sont ni élèves ni étudiants."},
    {"fragilite", true, "Personnes fragiles",
     "Personnes de 65 ans et plus, ou plus jeunes sans diplôme ou avec le seul CEP."},
    {"fragilite_min", false, "Personnes fragiles, au moins",
     "Borne basse du nombre de personnes fragiles."},
    {"fragilite_max", false, "Personnes fragiles, au plus",
     "Borne haute du nombre de personnes fragiles."},
    {"fragilite_taux_nscol", false, "Part fragile des non-scolarisés",
     "Personnes fragiles sur les non-scolarisés de 15 ans et plus, de 0 à 1."},
    {"fragilite_taux_15p", false, "Part fragile des 15 ans et plus",
     "Personnes fragiles sur les habitants de 15 ans et plus, de 0 à 1."},
    {"exposition", true, "Exposition aux exigences numériques",
     "Situations qui imposent des démarches en ligne : RSA, prime d'activité, AAH, recherche "
     "d'emploi. Une personne peut en cumuler."},
    {"exposition_min", false, "Exposition, au moins", "Borne basse de l'exposition."},
    {"exposition_max", false, "Exposition, au plus", "Borne haute de l'exposition."},
    {"exposition_taux", false, "Taux d'exposition",
     "Exposition rapportée à la population de référence de l'indicateur."},
    {"exposition_couverture", false, "Population couverte par l'exposition",
     "Part de la population qui vit dans les zones où l'exposition est connue, de 0 à 1."},
};
enum { N_PROMISED = sizeof PROMISED / sizeof *PROMISED };

/* "nscol" of "population_nscol": short names for the denominators that everyone uses. */
static const char *denominator_suffix(const char *id) {
  static const char prefix[] = "population_";
  return strncmp(id, prefix, sizeof prefix - 1) == 0 ? id + sizeof prefix - 1 : id;
}

char *mlg_publish_rate_column(mlg_arena *arena, const mlg_indicator *indicator, size_t k) {
  return mlg_arena_printf(arena, "%s_taux_%s", indicator->id,
                          denominator_suffix(indicator->denominator_ids[k]));
}

/* What "_min", "_taux_nscol"… mean after an indicator's id; COLUMN_ABSENT when nothing. */
static column_kind meaning(const mlg_indicator *indicator, const char *rest, size_t *k) {
  static const char rate[] = "_taux_";
  *k = 0;
  if (*rest == '\0') return COLUMN_VALUE;
  if (strcmp(rest, "_min") == 0) return COLUMN_LOW;
  if (strcmp(rest, "_max") == 0) return COLUMN_HIGH;
  if (strcmp(rest, "_couverture") == 0) return COLUMN_COVERED;
  if (strcmp(rest, "_taux") == 0 && indicator->n_denominators > 0) return COLUMN_RATE;
  if (strncmp(rest, rate, sizeof rate - 1) != 0) return COLUMN_ABSENT;
  for (*k = 0; *k < indicator->n_denominators; (*k)++)
    if (strcmp(rest + sizeof rate - 1, denominator_suffix(indicator->denominator_ids[*k])) == 0)
      return COLUMN_RATE;
  return COLUMN_ABSENT;
}

/* A promised column is found by its name alone, so that an indicator file added later (exposure,
 * say) fills it with no C touched. */
static layer_column promised(const mlg_project *project, size_t which) {
  const char *name = PROMISED[which].name;
  layer_column column = {name, COLUMN_ABSENT, .title = PROMISED[which].title,
                         .description = PROMISED[which].description,
                         .has_flags = PROMISED[which].is_figure};
  for (size_t i = 0; i < project->n_indicators && column.kind == COLUMN_ABSENT; i++) {
    const mlg_indicator *indicator = &project->indicators[i];
    size_t length = strlen(indicator->id);
    if (strncmp(name, indicator->id, length) != 0) continue;
    column.kind = meaning(indicator, name + length, &column.k);
    column.indicator = i;
  }
  return column;
}

typedef struct {
  mlg_arena *arena;
  layer_column *items;
  size_t n, capacity;
} column_list;

/* A few dozen names: a walk is enough. */
static bool listed(const column_list *list, const char *name) {
  for (size_t i = 0; i < list->n; i++)
    if (strcmp(list->items[i].name, name) == 0) return true;
  return false;
}

/* `name` NULL: memory was short when it was made. */
static mlg_status add(column_list *list, layer_column column) {
  MLG_HAVE(column.name);
  if (listed(list, column.name)) return MLG_OK;
  if (!MLG_ROOM(list->arena, list->items, list->n, list->capacity)) return MLG_FAILURE;
  list->items[list->n++] = column;
  return MLG_OK;
}

/* A promised indicator has the promised bounds only; every rate is given in any case. */
static mlg_status add_indicator(column_list *list, const mlg_indicator *indicator, size_t i) {
  bool is_promised = listed(list, indicator->id);
  MLG_TRY(
      add(list, (layer_column){indicator->id, COLUMN_VALUE, .indicator = i, .has_flags = true}));
  if (!is_promised) {
    MLG_TRY(add(list, (layer_column){mlg_arena_printf(list->arena, "%s_min", indicator->id),
                                     COLUMN_LOW, .indicator = i}));
    MLG_TRY(add(list, (layer_column){mlg_arena_printf(list->arena, "%s_max", indicator->id),
                                     COLUMN_HIGH, .indicator = i}));
  }
  for (size_t k = 0; k < indicator->n_denominators; k++)
    MLG_TRY(add(list, (layer_column){mlg_publish_rate_column(list->arena, indicator, k),
                                     COLUMN_RATE, .indicator = i, .k = k}));
  return MLG_OK;
}

/* The families are there in every file, NULL when unrecorded: a style or a script written for one
 * territory works on the next. */
static mlg_status add_family(column_list *list, mlg_family family) {
  const char *code = MLG_FAMILIES[family].code;
  MLG_TRY(add(list, (layer_column){mlg_arena_printf(list->arena, "besoin_%s", code), COLUMN_NEED,
                                   .family = family, .has_flags = true}));
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
    MLG_TRY(
        add(list, (layer_column){mlg_arena_printf(list->arena, "%s_%s", MLG_PARTS[part].code, code),
                                 COLUMN_PART, .family = family, .part = part}));
  return add(list, (layer_column){mlg_arena_printf(list->arena, "places_100_%s", code),
                                  COLUMN_PLACES, .family = family, .has_flags = true});
}

mlg_status mlg_layer_columns(mlg_arena *arena, const mlg_portrait *portrait, layer_column **columns,
                             size_t *n) {
  column_list list = {.arena = arena};
  const mlg_project *project = portrait->project;
  for (size_t i = 0; i < N_PROMISED; i++) MLG_TRY(add(&list, promised(project, i)));
  for (size_t i = 0; i < project->n_indicators; i++)
    MLG_TRY(add_indicator(&list, &project->indicators[i], i));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    MLG_TRY(add_family(&list, family));
  *columns = list.items;
  *n = list.n;
  return MLG_OK;
}

/* The estimate behind a column; for the parts, in the reference scenario. */
static mlg_estimate estimate_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                const layer_column *column) {
  const mlg_coverage *coverage = portrait->coverage;
  size_t cell = zone * MLG_FAMILY_COUNT + column->family;
  switch (column->kind) {
  case COLUMN_ABSENT:
    return mlg_unknown(MLG_ABSENT);
  case COLUMN_RATE:
    return mlg_need_rate(portrait->need, portrait->project->indicators, level, zone,
                         column->indicator, column->k);
  case COLUMN_NEED:
  case COLUMN_PART: {
    if (!coverage->recorded[column->family]) return mlg_unknown(MLG_ABSENT);
    const mlg_parts *parts =
        mlg_coverage_parts(coverage, level, zone, column->family, portrait->project->reference);
    return column->kind == COLUMN_NEED ? parts->need : parts->part[column->part];
  }
  case COLUMN_PLACES:
    return coverage->recorded[column->family] ? coverage->places[level][cell]
                                              : mlg_unknown(MLG_ABSENT);
  default:
    return mlg_need_value(portrait->need, level, zone, column->indicator);
  }
}

/* Between 0 and infinity anything fits: that is no bound, and must not read as one. */
static bool is_bounded(mlg_estimate estimate) {
  return mlg_is_known(estimate) || estimate.low > 0 || isfinite(estimate.high);
}

double mlg_publish_low(mlg_estimate estimate) {
  return is_bounded(estimate) ? mlg_shown_low(estimate, 0) : NAN;
}

double mlg_publish_high(mlg_estimate estimate) {
  return is_bounded(estimate) ? mlg_shown_high(estimate, INFINITY) : NAN;
}

double mlg_layer_value(const mlg_portrait *portrait, mlg_level level, size_t zone,
                       const layer_column *column) {
  mlg_estimate estimate = estimate_of(portrait, level, zone, column);
  const mlg_need *need = portrait->need;
  switch (column->kind) {
  case COLUMN_LOW:
    return mlg_publish_low(estimate);
  case COLUMN_HIGH:
    return mlg_publish_high(estimate);
  case COLUMN_COVERED:
    return need->covered[level][zone * need->n_indicators + column->indicator];
  default:
    return estimate.value;
  }
}

/* How long add_flags() makes a text, its closing zero aside. */
static size_t flags_length(const char *name, uint32_t flags) {
  size_t length = 0;
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1)
    if (flags & flag) length += strlen(name) + strlen(mlg_flag_word((mlg_flag)flag)) + 2;
  return length;
}

/* The flags of a column as "name:flag", added at the end of `text`; its new end. */
static char *add_flags(const char *text, char *end, const char *name, uint32_t flags) {
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1) {
    if ((flags & flag) == 0) continue;
    if (end != text) end = mlg_append(end, ";");
    end = mlg_append(mlg_append(end, name), ":");
    end = mlg_append(end, mlg_flag_word((mlg_flag)flag));
  }
  return end;
}

char *mlg_layer_flags(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone,
                      const layer_column *columns, size_t n) {
  size_t length = 0;
  for (size_t i = 0; i < n; i++)
    if (columns[i].has_flags)
      length +=
          flags_length(columns[i].name, estimate_of(portrait, level, zone, &columns[i]).flags);
  char *text = MLG_NEW(arena, char, length + 1), *end = text;
  for (size_t i = 0; i < n && text != NULL; i++)
    if (columns[i].has_flags)
      end = add_flags(text, end, columns[i].name,
                      estimate_of(portrait, level, zone, &columns[i]).flags);
  return text;
}

char *mlg_flag_words(mlg_arena *arena, uint32_t flags) {
  char words[MLG_FLAGS_BYTES];
  mlg_append_flags(words, flags);
  return mlg_arena_strdup(arena, words);
}
