/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/summary.h"
#include <maillage/text.h>

#include <stdio.h>

/* The run's own map, as a picture: the same one as on slides. */

enum { MAP_WIDTH = 1920 }; /* pixels of a picture of the run */

static bool exists(const char *path) {
  FILE *file = fopen(path, "rb");
  return file != NULL && fclose(file) == 0;
}

/* The finest map of the need of a place: "besoin-aider-iris-rennes.png"; "" without any. */
static const char *find_map(wb_book *book, wb_place of) {
  const mlg_zone *zone = &book->portrait->territory->zones[of.level][of.zone];
  const char *place = mlg_slug(book->arena, zone->name);
  for (int level = 0; level < MLG_LEVEL_COUNT && place != NULL; level++) {
    const char *path = mlg_arena_printf(
        book->arena, "%s/%s-%s-%s-%s.png", book->maps, MLG_MAP_KINDS[MLG_MAP_NEED].code,
        MLG_FAMILIES[SUMMARY_FAMILY].code, MLG_LEVELS[level].code, place);
    if (path == NULL || exists(path)) return path;
  }
  return place == NULL ? NULL : "";
}

mlg_status mlg_put_map(wb_page *page, lxw_row_t row, wb_place of) {
  wb_book *book = page->book;
  if (book->maps == NULL || book->failed) return MLG_OK;
  const char *path = find_map(book, of);
  MLG_HAVE(path);
  if (*path == '\0') return MLG_OK;
  char *alternative = mlg_arena_printf(book->arena,
                                       "Carte du besoin d'aide non couvert et des lieux. %s",
                                       mlg_headline_need(book->arena, book->portrait, of.level,
                                                         of.zone, MLG_QUARTIER, SUMMARY_FAMILY));
  MLG_HAVE(alternative);
  lxw_image_options options = {.x_scale = (double)PICTURE_PIXELS / MAP_WIDTH,
                               .y_scale = (double)PICTURE_PIXELS / MAP_WIDTH,
                               .x_offset = 8,
                               .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                               .description = alternative};
  book->failed |= worksheet_insert_image_opt(page->sheet, row, PICTURES, path, &options) !=
                  LXW_NO_ERROR;
  return MLG_OK;
}
