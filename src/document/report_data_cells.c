/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

/* The cells that a zone's figures were made from: what `maillage explain` reads from the run's
 * database. Sums of finer zones have none of their own. */

/* [input, text or null, line, the number of what was done to it] */
static json_t *cell_array(const mlg_report_source *source, const mlg_cell *cell) {
  json_t *array = json_array();
  json_array_append_new(array, json_integer((json_int_t)cell->input));
  json_array_append_new(array, cell->text != NULL ? json_string(cell->text) : json_null());
  json_array_append_new(array, json_integer((json_int_t)cell->line));
  if (cell->how != NULL) json_array_append_new(array, mlg_report_json_shared(source, cell->how));
  return array;
}

/* The list under `key` of an object, made when it is not there. */
static json_t *list_under(json_t *object, const char *key) {
  json_t *list = json_object_get(object, key);
  if (list != NULL) return list;
  json_object_set_new(object, key, json_array());
  return json_object_get(object, key);
}

static json_t *object_under(json_t *object, const char *key) {
  json_t *held = json_object_get(object, key);
  if (held != NULL) return held;
  json_object_set_new(object, key, json_object());
  return json_object_get(object, key);
}

void mlg_report_json_cells(const mlg_report_source *source, mlg_level level, json_t *zones) {
  const mlg_portrait *portrait = source->portrait;
  const mlg_need *need = portrait->need;
  for (size_t i = 0; i < need->n_cells; i++) {
    const mlg_cell *cell = &need->cells[i];
    if (cell->level != level || !mlg_report_shows(portrait, cell->indicator)) continue;
    json_t *of_zone = object_under(json_array_get(zones, cell->zone), "k");
    const char *id = portrait->project->indicators[cell->indicator].id;
    json_array_append_new(list_under(of_zone, id), cell_array(source, cell));
  }
}
