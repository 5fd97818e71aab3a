/* SPDX-License-Identifier: Apache-2.0 */
/* How one figure was made, as JSON for other programs. */
#include "publish/json.h"
#include <maillage/publish.h>

#include <math.h>
#include <string.h>

static json_t *rates_array(const mlg_figure *figure) {
  json_t *array = json_array();
  for (size_t i = 0; i < figure->n_rates; i++) {
    const mlg_figure_rate *rate = &figure->rates[i];
    json_t *object = mlg_json_estimate(rate->rate, 1);
    json_object_set_new(object, "denominateur", mlg_json_text(rate->denominator));
    json_object_set_new(object, "libelle", mlg_json_text(rate->label));
    json_object_set_new(object, "sur", mlg_json_number(rate->denominator_value));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *cells_array(const mlg_figure *figure) {
  json_t *array = json_array();
  for (size_t i = 0; i < figure->n_cells; i++) {
    const mlg_figure_cell *cell = &figure->cells[i];
    json_t *object = json_object();
    json_object_set_new(object, "zone", mlg_json_text(cell->zone));
    json_object_set_new(object, "entree", mlg_json_text(cell->input));
    json_object_set_new(object, "fichier", mlg_json_text(cell->file));
    json_object_set_new(object, "ligne", mlg_json_count(cell->line));
    json_object_set_new(object, "colonne", mlg_json_text(cell->column));
    json_object_set_new(object, "texte", mlg_json_text(cell->text));
    json_object_set_new(object, "lu", mlg_json_estimate(cell->read, INFINITY));
    json_object_set_new(object, "drapeaux", mlg_json_flags(cell->read.flags));
    json_object_set_new(object, "traitement", mlg_json_text(cell->how));
    json_array_append_new(array, object);
  }
  return array;
}

/* `ecart`: the variant less its original, in its unit and as a share of the original. */
static json_t *variant_object(const mlg_figure_variant *of, mlg_estimate variant,
                              mlg_estimate original) {
  double share, gap = mlg_variant_gap(variant, original, &share);
  json_t *object = mlg_json_estimate(of->estimate, INFINITY);
  json_object_set_new(object, "indicateur", mlg_json_text(of->indicator));
  json_object_set_new(object, "libelle", mlg_json_text(of->label));
  json_object_set_new(object, "unite", mlg_json_text(of->unit));
  json_object_set_new(object, "ecart", mlg_json_number(gap));
  json_object_set_new(object, "ecart_relatif", mlg_json_number(share));
  json_object_set_new(object, "limites", mlg_json_text(of->limits));
  return object;
}

static json_t *original_object(const mlg_figure *figure) {
  const mlg_figure_variant *original = &figure->original;
  if (original->indicator == NULL) return json_null();
  return variant_object(original, figure->estimate, original->estimate);
}

static json_t *variants_array(const mlg_figure *figure) {
  json_t *array = json_array();
  for (size_t i = 0; i < figure->n_variants; i++) {
    const mlg_figure_variant *variant = &figure->variants[i];
    json_array_append_new(array, variant_object(variant, variant->estimate, figure->estimate));
  }
  return array;
}

static json_t *parameters_object(const mlg_figure *figure) {
  json_t *object = json_object();
  for (size_t i = 0; i < figure->n_parameters; i++) {
    const mlg_parameter *parameter = &figure->parameters[i];
    json_object_set_new(object, parameter->name,
                        mlg_json_range(parameter->value, parameter->low, parameter->high));
  }
  return object;
}

static void set_words(json_t *object, const mlg_figure *figure) {
  json_object_set_new(object, "niveau", mlg_json_text(MLG_LEVELS[figure->level].code));
  json_object_set_new(object, "code", mlg_json_text(figure->code));
  json_object_set_new(object, "nom", mlg_json_text(figure->name));
  json_object_set_new(object, "indicateur", mlg_json_text(figure->indicator));
  json_object_set_new(object, "libelle", mlg_json_text(figure->label));
  json_object_set_new(object, "definition", mlg_json_text(figure->definition));
  json_object_set_new(object, "unite", mlg_json_text(figure->unit));
  json_object_set_new(object, "formule", mlg_json_text(figure->formula));
  json_object_set_new(object, "methode", mlg_json_text(figure->method));
  json_object_set_new(object, "source", mlg_json_text(figure->source));
  json_object_set_new(object, "limites", mlg_json_text(figure->limits));
}

char *mlg_publish_figure(mlg_arena *arena, const mlg_figure *figure) {
  json_t *object = mlg_json_estimate(figure->estimate, INFINITY);
  set_words(object, figure);
  json_object_set_new(object, "drapeaux", mlg_json_flags(figure->estimate.flags));
  json_object_set_new(object, "population_couverte", mlg_json_number(figure->covered));
  json_object_set_new(object, "taux", rates_array(figure));
  json_object_set_new(object, "parametres", parameters_object(figure));
  json_object_set_new(object, "jeux", mlg_json_text(figure->datasets));
  json_object_set_new(object, "zones", mlg_json_count(figure->n_zones));
  json_object_set_new(object, "cellules", cells_array(figure));
  json_object_set_new(object, "variante_de", original_object(figure));
  json_object_set_new(object, "variantes", variants_array(figure));
  return mlg_json_written(arena, object);
}
