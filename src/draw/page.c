/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/page.h"

const mlg_page_format *mlg_page_format_of(mlg_page page) {
  static const mlg_page_format FORMATS[MLG_PAGE_COUNT] = {
      [MLG_PAGE_SLIDE] = {1920, 1080, 64, 44, 40, 42, 22, 0.30},
      [MLG_PAGE_A4_LANDSCAPE] = {1684, 1191, 64, 56, 52, 36, 22, 0.32},
      [MLG_PAGE_A4_PORTRAIT] = {1191, 1684, 64, 60, 56, 34, 20, 0},
  };
  return &FORMATS[page];
}
