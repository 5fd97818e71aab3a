/* SPDX-License-Identifier: Apache-2.0 */
#include <cairo.h>
#include <png.h>
#include <stdio.h>

#include "draw/paint.h"

/*
 * cairo's own writer leaves filters and compression to libpng's defaults, made for photographs.
 * Maps are flat colours: without filters at level 3 they take a third of the time, and 10 to 15 %
 * fewer bytes (measured on maps of Rennes Métropole, 1920 x 1080, libpng 1.6.39, zlib 1.2.13).
 */
enum { LEVEL = 3 };

static void write_rows(png_structp png, png_infop info, cairo_surface_t *surface) {
  int width = cairo_image_surface_get_width(surface);
  int height = cairo_image_surface_get_height(surface);
  const unsigned char *row = cairo_image_surface_get_data(surface);
  png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(png, LEVEL);
  png_write_info(png, info);
  /* Of cairo's 32 bits, whose order is the processor's, 24 go into the file. */
  const unsigned one = 1;
  bool is_little = *(const unsigned char *)&one == 1;
  if (is_little) png_set_bgr(png);
  png_set_filler(png, 0, is_little ? PNG_FILLER_AFTER : PNG_FILLER_BEFORE);
  for (int y = 0; y < height; y++, row += cairo_image_surface_get_stride(surface))
    png_write_row(png, row);
  png_write_end(png, info);
}

/* Whatever fails inside libpng comes back to the setjmp. */
static cairo_status_t write_with(png_structp png, cairo_surface_t *surface, FILE *file) {
  png_infop info = png_create_info_struct(png);
  if (info == NULL) return CAIRO_STATUS_NO_MEMORY;
  cairo_status_t status = CAIRO_STATUS_WRITE_ERROR;
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_init_io(png, file);
    write_rows(png, info, surface);
    status = CAIRO_STATUS_SUCCESS;
  }
  png_destroy_info_struct(png, &info);
  return status;
}

/* libpng would print what it has to say. */
static void fail_quietly(png_structp png, png_const_charp message) {
  (void)message;
  png_longjmp(png, 1);
}

static void warn_quietly(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static cairo_status_t write_file(cairo_surface_t *surface, const char *path) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) return CAIRO_STATUS_WRITE_ERROR;
  png_structp png =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail_quietly, warn_quietly);
  cairo_status_t status = png == NULL ? CAIRO_STATUS_NO_MEMORY : write_with(png, surface, file);
  png_destroy_write_struct(&png, NULL);
  bool failed = ferror(file) != 0;
  failed |= fclose(file) != 0;
  return status == CAIRO_STATUS_SUCCESS && failed ? CAIRO_STATUS_WRITE_ERROR : status;
}

static cairo_status_t paint_on(cairo_surface_t *surface, double scale, mlg_ruler *ruler,
                               const mlg_scene *scene) {
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, scale, scale);
  mlg_paint_scene(cr, ruler, scene);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  return status;
}

mlg_status mlg_paint_png(const mlg_scene *scene, mlg_ruler *ruler, unsigned scale, const char *path,
                         const char *file, mlg_findings *findings) {
  const mlg_page_format *page = mlg_page_format_of(scene->page);
  cairo_surface_t *surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)(scale * page->width), (int)(scale * page->height));
  cairo_status_t status = paint_on(surface, scale, ruler, scene);
  if (status == CAIRO_STATUS_SUCCESS) status = write_file(surface, path);
  cairo_surface_destroy(surface);
  return mlg_paint_outcome((int)status, file, findings);
}
