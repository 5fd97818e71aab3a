/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

/* Which sheet of a workbook, or layer of a file with shapes, is read: never the first of several
 * unasked. */

/* Whether a layer is one that a project may mean: a sheet that holds something; among layers
   some of which have shapes, one of these, since QGIS keeps its styles in a table beside them. */
static bool is_candidate(OGRLayerH layer, bool with_shapes) {
  if (with_shapes && OGR_L_GetGeomType(layer) == wkbNone) return false;
  return OGR_L_GetFeatureCount(layer, TRUE) != 0;
}

static bool has_shapes(GDALDatasetH dataset) {
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); i++)
    if (OGR_L_GetGeomType(GDALDatasetGetLayer(dataset, i)) != wkbNone) return true;
  return false;
}

static mlg_status list_names(const mlg_input_file *input, GDALDatasetH dataset, const char ***names,
                             size_t *n) {
  int count = GDALDatasetGetLayerCount(dataset);
  bool with_shapes = has_shapes(dataset);
  *n = 0;
  *names = MLG_NEW(input->arena, const char *, (size_t)count);
  MLG_HAVE(*names);
  for (int i = 0; i < count; i++) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
    if (!is_candidate(layer, with_shapes)) continue;
    (*names)[*n] = mlg_arena_strdup(input->arena, OGR_L_GetName(layer));
    MLG_HAVE((*names)[(*n)++]);
  }
  return MLG_OK;
}

mlg_status mlg_layer_choose(const mlg_input_file *input, GDALDatasetH dataset, const char *wanted,
                            mlg_finding_code needed, mlg_finding_code unknown, OGRLayerH *layer) {
  const char **names;
  size_t n;
  MLG_TRY(list_names(input, dataset, &names, &n));
  if (n == 0) return mlg_file_report(input, MLG_F_FILE_EMPTY, input->file, NULL);
  const char *list = mlg_name_list(input->arena, names, n);
  if (wanted == NULL && n > 1) return mlg_file_report(input, needed, list, NULL);
  *layer = GDALDatasetGetLayerByName(dataset, wanted != NULL ? wanted : names[0]);
  return *layer == NULL ? mlg_file_report(input, unknown, wanted, list) : MLG_OK;
}
