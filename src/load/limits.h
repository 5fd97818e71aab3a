/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_LIMITS_H
#define LOAD_LIMITS_H

/*
 * What is refused before it fills the memory. Each is many times what the largest national
 * files hold: beyond it, a file is damaged, or made to harm.
 */

/** Text held whole while it is read. */
#define MLG_MOST_TEXT_BYTES (512UL << 20)
/** JSON, which is held as a tree while it is read. An object takes some 250 bytes, an array
 *  100, a value 50: text as dense as "{},{}" would take a hundred times its size. */
#define MLG_MOST_JSON_BYTES (96UL << 20)
#define MLG_MOST_JSON_GROUPS 4000000UL
#define MLG_MOST_JSON_VALUES 20000000UL
/** A member of a zip, or all of a workbook, once unpacked. */
#define MLG_MOST_UNPACKED_BYTES (2048UL << 20)
/** How many times its packed size a zip may unpack to, once past MLG_FEW_UNPACKED_BYTES:
 *  tables of figures unpack to 5 to 20 times, a bomb to a thousand. */
#define MLG_MOST_RATIO 200UL
#define MLG_FEW_UNPACKED_BYTES (64UL << 20)
/** A row of a CSV; GDAL refuses those above 10 MB, with less to say about it. */
#define MLG_MOST_ROW_BYTES (8UL << 20)
#define MLG_MOST_CELL_BYTES (1UL << 20)
#define MLG_MOST_COLUMNS 10000UL
/** Cells of JSON records, whose columns are those of all of them together, and of a sheet. */
#define MLG_MOST_CELLS 50000000UL
/** The name of a column of JSON records. */
#define MLG_MOST_NAME_BYTES 512UL
/** Where a header that is not in its row is looked for. */
#define MLG_HEADER_ROWS 15UL

#endif
