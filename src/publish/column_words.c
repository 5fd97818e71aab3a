/* SPDX-License-Identifier: Apache-2.0 */
/* How people read the columns of the zones: the aliases of QGIS, the comments of a database. */
#include "publish/columns.h"

#include <maillage/text.h>
#include <string.h>

/* "Personnes de 65 ans et plus, au moins": the columns of an indicator. */
static void indicator_words(mlg_arena *arena, const mlg_project *project,
                            const layer_column *column, sink_field *field) {
  const mlg_indicator *of = &project->indicators[column->indicator];
  field->title = of->label;
  field->description = *of->definition != '\0' ? of->definition : of->label;
  if (column->kind == COLUMN_LOW) {
    field->title = mlg_arena_printf(arena, "%s, au moins", of->label);
    field->description = mlg_arena_printf(arena, "Borne basse : %s", field->description);
  } else if (column->kind == COLUMN_HIGH) {
    field->title = mlg_arena_printf(arena, "%s, au plus", of->label);
    field->description = mlg_arena_printf(arena, "Borne haute : %s", field->description);
  } else if (column->kind == COLUMN_RATE) {
    const char *over = project->indicators[of->denominators[column->k]].label;
    field->title = mlg_arena_printf(arena, "%s, taux (%s)", of->label, over);
    field->description = mlg_arena_printf(arena, "%s, rapporté à : %s.", of->label, over);
  }
}

/* "Être aidé dans ses démarches : saturé": the columns of a family. */
static void family_words(mlg_arena *arena, const layer_column *column, sink_field *field) {
  const mlg_word *family = &MLG_FAMILIES[column->family];
  const char *what = column->kind == COLUMN_NEED     ? "besoin"
                     : column->kind == COLUMN_PLACES ? "places pour 100"
                                                     : MLG_PARTS[column->part].label;
  const char *meaning = column->kind == COLUMN_NEED
                            ? "Personnes qui cherchent de l'aide dans l'année."
                        : column->kind == COLUMN_PLACES
                            ? "Places à portée pour 100 personnes fragiles."
                            : MLG_PARTS[column->part].description;
  field->title = mlg_arena_printf(arena, "%s : %s", family->label, what);
  field->description =
      mlg_arena_printf(arena, "%s : %s Scénario de référence.", family->label, meaning);
}

bool mlg_column_words(mlg_arena *arena, const mlg_project *project, const layer_column *column,
                      sink_field *field) {
  if (column->title != NULL)
    *field = (sink_field){.title = column->title, .description = column->description};
  else if (column->kind >= COLUMN_NEED)
    family_words(arena, column, field);
  else
    indicator_words(arena, project, column, field);
  if (field->title == NULL || field->description == NULL) return false;
  field->title = mlg_wording_capital(arena, mlg_french_spaces(arena, field->title));
  field->description = mlg_wording_capital(arena, mlg_french_spaces(arena, field->description));
  field->name = column->name;
  field->type = OFTReal;
  return field->title != NULL && field->description != NULL;
}
