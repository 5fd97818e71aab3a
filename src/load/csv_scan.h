/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_CSV_SCAN_H
#define LOAD_CSV_SCAN_H

#include "load/load_internal.h"

/** What a CSV's bytes say of its records, the header being the first. */
typedef struct {
  size_t start;     /**< Offset of the header: a byte order mark and blank lines are skipped. */
  char separator;   /**< ',' or ';', whichever cuts the header into more fields. */
  size_t n_fields;  /**< Of the header, hence of every record. */
  size_t n_records; /**< Blank lines are none. */
  size_t *lines;    /**< Where each record begins, from 1; quotes may hold line ends. */
} mlg_csv_scan;

/** Scans a whole file. Reports ROW_LENGTH for records that have not the header's fields. */
mlg_status mlg_csv_scan_bytes(const mlg_input_file *input, const char *bytes, size_t size,
                              mlg_csv_scan *scan);

#endif
