/* SPDX-License-Identifier: Apache-2.0 */
#include "store/terms.h"

#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* In the order of the bits, or of the values, of <maillage/offer.h>. */
static const char *const ACCESS[] = {"se_presenter", "rendez_vous", "telephone", "courriel",
                                     "orientation"};
static const char *const MODES[] = {"autonomie", "individuel", "collectif", "distance"};
static const char *const PRICES[] = {[MLG_PRICE_NOT_SAID] = "",
                                     [MLG_FREE] = "gratuit",
                                     [MLG_CONDITIONAL] = "sous_condition",
                                     [MLG_PAID] = "payant"};
static const char *const CAPACITY_KINDS[] = {
    [MLG_CAPACITY_DECLARED_PERSONS] = "personnes", [MLG_CAPACITY_DECLARED_HOURS] = "heures",
    [MLG_CAPACITY_OPENING_HOURS] = "horaires",     [MLG_CAPACITY_DEFAULT] = "hypothese",
    [MLG_CAPACITY_SIDE_FILE] = "fichier",          [MLG_CAPACITY_UNKNOWN] = "inconnue"};

/* ---- words for bits and values ---- */

/* The words of the bits that are set, joined by ";". */
static void bind_bits(mlg_row *row, unsigned bits, const char *const *words, size_t n) {
  char text[128] = "";
  size_t length = 0;
  for (size_t i = 0; i < n; i++)
    if (bits & 1u << i)
      length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
                                 length == 0 ? "" : ";", words[i]);
  mlg_row_copy(row, text);
}

/* No word is part of another. */
static unsigned next_bits(mlg_cursor *cursor, const char *const *words, size_t n) {
  const char *text = (const char *)sqlite3_column_text(cursor->row, cursor->n++);
  unsigned bits = 0;
  for (size_t i = 0; text != NULL && i < n; i++)
    if (strstr(text, words[i]) != NULL) bits |= 1u << i;
  return bits;
}

/* The first one stands for what is not there. */
static size_t next_value(mlg_cursor *cursor, const char *const *words, size_t n) {
  const char *text = (const char *)sqlite3_column_text(cursor->row, cursor->n++);
  for (size_t i = 0; text != NULL && i < n; i++)
    if (strcmp(text, words[i]) == 0) return i;
  return 0;
}

/* ---- what rows hold ---- */

void mlg_row_terms(mlg_row *row, const mlg_terms *terms) {
  bind_bits(row, terms->access, ACCESS, LENGTH(ACCESS));
  bind_bits(row, terms->modes, MODES, LENGTH(MODES));
  mlg_row_text(row, PRICES[terms->price]);
  mlg_row_text(row, terms->publics);
  mlg_row_text(row, terms->provider);
  mlg_row_text(row, terms->labels);
  mlg_row_text(row, terms->reserved);
}

mlg_terms mlg_next_terms(mlg_cursor *cursor) {
  mlg_terms terms = {.access = next_bits(cursor, ACCESS, LENGTH(ACCESS))};
  terms.modes = next_bits(cursor, MODES, LENGTH(MODES));
  terms.price = (mlg_price)next_value(cursor, PRICES, LENGTH(PRICES));
  terms.publics = mlg_next_text(cursor);
  terms.provider = mlg_next_text(cursor);
  terms.labels = mlg_next_text(cursor);
  terms.reserved = mlg_next_text(cursor);
  return terms;
}

void mlg_row_answer(mlg_row *row, mlg_answer answer) {
  if (answer == MLG_NOT_SAID)
    mlg_row_null(row);
  else
    mlg_row_count(row, answer == MLG_YES);
}

mlg_answer mlg_next_answer(mlg_cursor *cursor) {
  if (sqlite3_column_type(cursor->row, cursor->n) == SQLITE_NULL) {
    cursor->n++;
    return MLG_NOT_SAID;
  }
  return mlg_next_bool(cursor) ? MLG_YES : MLG_NO;
}

void mlg_row_schedule(mlg_row *row, const mlg_schedule *schedule) {
  mlg_row_count(row, schedule->known);
  mlg_row_count(row, schedule->by_appointment);
  mlg_row_count(row, schedule->partial);
}

mlg_schedule mlg_next_schedule(mlg_cursor *cursor) {
  mlg_schedule schedule = {.known = mlg_next_bool(cursor)};
  schedule.by_appointment = mlg_next_bool(cursor);
  schedule.partial = mlg_next_bool(cursor);
  return schedule;
}

void mlg_row_capacity_kind(mlg_row *row, mlg_capacity_kind kind) {
  mlg_row_text(row, CAPACITY_KINDS[kind]);
}

mlg_capacity_kind mlg_next_capacity_kind(mlg_cursor *cursor) {
  return (mlg_capacity_kind)next_value(cursor, CAPACITY_KINDS, LENGTH(CAPACITY_KINDS));
}
