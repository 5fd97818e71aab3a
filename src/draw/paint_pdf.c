/* SPDX-License-Identifier: Apache-2.0 */
#include <cairo-pdf.h>
#include <stdio.h>

#include "draw/paint.h"

struct mlg_book {
  cairo_surface_t *surface;
  mlg_ruler *ruler;
  int parent; /* Outline entry of the last page of depth 0. */
};

/* The project's date, not the clock's: the same run gives the same bytes. */
static cairo_surface_t *open_pdf(const mlg_scene *scene, const char *path) {
  const mlg_page_format *page = mlg_page_format_of(scene->page);
  cairo_surface_t *surface =
      cairo_pdf_surface_create(path, page->width * MLG_POINTS, page->height * MLG_POINTS);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, scene->author);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, scene->date);
  return surface;
}

/* A name to lead to: empty, so that nothing shows. */
static void name_page(cairo_t *cr, const char *name) {
  char attributes[64];
  snprintf(attributes, sizeof attributes, "name='%s'", name);
  cairo_tag_begin(cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end(cr, CAIRO_TAG_DEST);
}

static cairo_status_t paint_page(cairo_surface_t *surface, mlg_ruler *ruler, const mlg_scene *scene,
                                 const char *name) {
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, MLG_POINTS, MLG_POINTS);
  if (name != NULL) name_page(cr, name);
  mlg_paint_scene(cr, ruler, scene);
  cairo_show_page(cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  return status;
}

static cairo_status_t close_pdf(cairo_surface_t *surface) {
  cairo_surface_finish(surface);
  cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  return status;
}

mlg_status mlg_paint_pdf(const mlg_scene *scene, mlg_ruler *ruler, const char *path,
                         const char *file, mlg_findings *findings) {
  cairo_surface_t *surface = open_pdf(scene, path);
  cairo_status_t status = paint_page(surface, ruler, scene, NULL), closed = close_pdf(surface);
  return mlg_paint_outcome((int)(status != CAIRO_STATUS_SUCCESS ? status : closed), file, findings);
}

mlg_status mlg_book_add(mlg_book *book, const mlg_scene *scene, const char *name, const char *title,
                        int depth) {
  char attributes[64];
  if (paint_page(book->surface, book->ruler, scene, name) != CAIRO_STATUS_SUCCESS)
    return MLG_FAILURE; /* the surface keeps the reason */
  snprintf(attributes, sizeof attributes, "dest='%s'", name);
  int entry = cairo_pdf_surface_add_outline(
      book->surface, depth == 0 ? CAIRO_PDF_OUTLINE_ROOT : book->parent, title, attributes,
      depth == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : (cairo_pdf_outline_flags_t)0);
  if (depth == 0) book->parent = entry;
  return MLG_OK;
}

mlg_status mlg_paint_book(const mlg_scene *cover, mlg_ruler *ruler, const char *path,
                          const char *file, mlg_book_writer *write, void *context,
                          mlg_findings *findings) {
  mlg_book book = {open_pdf(cover, path), ruler, CAIRO_PDF_OUTLINE_ROOT};
  mlg_status status = write(&book, context);
  cairo_status_t closed = close_pdf(book.surface);
  if (closed != CAIRO_STATUS_SUCCESS) return mlg_paint_outcome((int)closed, file, findings);
  return status;
}
