/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/paint.h"

#include <maillage/text.h>

bool mlg_paint_valid(const mlg_scene *scene) {
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_item *item = &scene->items[i];
    if (item->tooltip != NULL && !mlg_utf8_valid(item->tooltip)) return false;
    if (item->kind != MLG_ITEM_TEXT) continue;
    for (size_t j = 0; j < item->text.n_lines; j++)
      if (!mlg_utf8_valid(item->text.lines[j].string)) return false;
  }
  return mlg_utf8_valid(scene->title) && mlg_utf8_valid(scene->description);
}

mlg_status mlg_paint_all(const mlg_scene *scene, mlg_ruler *ruler, const char *folder,
                         const char *name, mlg_findings *findings) {
  if (scene->lost) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  if (!mlg_paint_valid(scene))
    return mlg_report(findings,
                      (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .file = name, .value = "UTF-8"});
  static const char *const EXTENSIONS[] = {"png", "pdf", "svg"};
  char *files[3], *paths[3];
  for (size_t i = 0; i < 3; i++) {
    files[i] = mlg_arena_printf(scene->arena, "cartes/%s.%s", name, EXTENSIONS[i]);
    paths[i] = mlg_arena_printf(scene->arena, "%s/%s.%s", folder, name, EXTENSIONS[i]);
    MLG_HAVE(files[i]);
    MLG_HAVE(paths[i]);
  }
  MLG_TRY(mlg_paint_png(scene, ruler, 1, paths[0], files[0], findings));
  MLG_TRY(mlg_paint_pdf(scene, ruler, paths[1], files[1], findings));
  return mlg_paint_svg(scene, paths[2], files[2], findings);
}
