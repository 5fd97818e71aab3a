/* SPDX-License-Identifier: Apache-2.0 */
/* Contacts, capacity and position of a row. */
#include "offer/entry.h"
#include "offer/position.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* 14 digits, not all zeros: national files write zeros for "none". */
static const char *siret_of(mlg_arena *arena, const char *text) {
  char *digits = mlg_arena_alloc(arena, 15, 1);
  size_t n = 0;
  if (digits == NULL) return NULL;
  for (; *text != '\0'; text++) {
    if (*text == ' ') continue;
    if (*text < '0' || *text > '9' || n == 14) return "";
    digits[n++] = *text;
  }
  return n == 14 && strspn(digits, "0") < 14 ? digits : "";
}

/* A column of web addresses may hold an e-mail, or what a producer left of one: neither is told. */
static const char *address_or_none(const char *text) {
  if (text == NULL) return NULL;
  return strchr(text, '.') != NULL && strpbrk(text, "@[") == NULL ? text : "";
}

mlg_status mlg_entry_contacts(mlg_reader *in, mlg_place place, mlg_entry *entry) {
  const char *siret = mlg_reader_text(in, place, MLG_AS_SIRET);
  const char *phone = mlg_reader_text(in, place, MLG_AS_PHONE);
  const char *mail = mlg_reader_text(in, place, MLG_AS_MAIL);
  entry->website = address_or_none(mlg_reader_text(in, place, MLG_AS_WEBSITE));
  MLG_HAVE(siret);
  MLG_HAVE(phone);
  MLG_HAVE(mail);
  MLG_HAVE(entry->website);
  entry->siret = siret_of(in->arena, siret);
  MLG_HAVE(entry->siret);
  for (size_t i = 0; i < in->roles[MLG_AS_PERSON_NAME].n; i++)
    in->dropped.names += *mlg_reader_cell(in, place, in->roles[MLG_AS_PERSON_NAME].items[i]) !=
                         '\0';
  MLG_TRY(mlg_phone_read(in->arena, phone, &in->dropped, &entry->phone));
  return mlg_mail_read(in->arena, mail, entry->name, &in->dropped, &entry->mail);
}

/* A number of 0 or more; NaN, and told once, when it is something else. */
static mlg_status read_number(mlg_reader *in, mlg_place place, mlg_column_role role,
                              double *number) {
  const char *text = mlg_reader_text(in, place, role);
  MLG_HAVE(text);
  *number = NAN;
  if (*text == '\0') return MLG_OK;
  bool good = mlg_parse_number(text, ".,", number) && *number >= 0;
  if (!good) *number = NAN;
  return mlg_reader_count(in, place, role, text, good);
}

mlg_status mlg_entry_declared(mlg_reader *in, mlg_place place, mlg_entry *entry) {
  mlg_declared *declared = &entry->declared;
  double persons;
  MLG_TRY(read_number(in, place, MLG_AS_PERSONS_YEAR, &declared->persons_year));
  MLG_TRY(read_number(in, place, MLG_AS_PERSONS_WEEK, &declared->persons_week));
  MLG_TRY(read_number(in, place, MLG_AS_HOURS_WEEK, &declared->hours_week));
  MLG_TRY(read_number(in, place, MLG_AS_WEEKS, &declared->weeks));
  MLG_TRY(read_number(in, place, MLG_AS_HELPERS, &declared->helpers));
  MLG_TRY(read_number(in, place, MLG_AS_PERSONS, &persons));
  double a_year = in->mapping->persons_a_year;
  /* A week's number is kept as such: weeks open in a year are the project's to say. */
  if (a_year == 52 && isnan(declared->persons_week))
    declared->persons_week = persons;
  else if (isnan(declared->persons_year))
    declared->persons_year = persons * a_year; /* NaN, unknown, when no period is given. */
  return MLG_OK;
}

/* Where the texts of a position come from, and which role tells of them. */
typedef struct {
  const char *latitude, *longitude;
  char split[2][32];
  mlg_column_role role;
  bool metres;
} position_texts;

static mlg_status find_texts(mlg_reader *in, mlg_place place, position_texts *texts) {
  bool degrees = in->roles[MLG_AS_LATITUDE].n > 0, metres = in->roles[MLG_AS_X].n > 0;
  *texts = (position_texts){.role = MLG_AS_LATITUDE, .metres = metres && !degrees};
  if (texts->metres) texts->role = MLG_AS_X;
  texts->latitude = mlg_reader_text(in, place, texts->role);
  texts->longitude = mlg_reader_text(in, place, texts->metres ? MLG_AS_Y : MLG_AS_LONGITUDE);
  const char *both = mlg_reader_text(in, place, MLG_AS_POSITION);
  MLG_HAVE(texts->latitude);
  MLG_HAVE(texts->longitude);
  MLG_HAVE(both);
  if (*texts->latitude != '\0' || *both == '\0') return MLG_OK;
  texts->role = MLG_AS_POSITION;
  if (!mlg_position_split(both, texts->split[0], texts->split[1])) return MLG_OK;
  texts->latitude = texts->split[0];
  texts->longitude = texts->split[1];
  return MLG_OK;
}

/* A row without numbers may have a shape, as those of GeoJSON files have. */
static bool read_shape(const mlg_reader *in, mlg_place place, mlg_entry *entry) {
  const mlg_table *table = in->source->table;
  return table->shapes != NULL &&
         mlg_position_of_shape(table->shapes[place.row], &entry->latitude, &entry->longitude);
}

static mlg_status tell(mlg_reader *in, mlg_place place, const position_texts *texts,
                       mlg_position_kind kind, const mlg_entry *entry) {
  if (kind == MLG_POSITION_MISSING)
    return mlg_reader_note(
        in, place, texts->role,
        entry->by_commune ? MLG_F_SITE_COMMUNE_ONLY : MLG_F_SITE_POSITION_MISSING, entry->name);
  char *both = mlg_arena_printf(in->arena, "%.40s, %.40s", texts->latitude, texts->longitude);
  MLG_HAVE(both);
  return mlg_reader_note(in, place, texts->role,
                         kind == MLG_POSITION_SWAPPED  ? MLG_F_SITE_POSITION_SWAPPED
                         : kind == MLG_POSITION_METRES ? MLG_F_SITE_POSITION_METRES
                                                       : MLG_F_SITE_POSITION_ABROAD,
                         both);
}

mlg_status mlg_entry_position(mlg_reader *in, mlg_place place, bool quiet, mlg_entry *entry) {
  position_texts texts;
  MLG_TRY(find_texts(in, place, &texts));
  mlg_position_kind kind =
      mlg_position_read(texts.latitude, texts.longitude, &entry->latitude, &entry->longitude);
  if (kind == MLG_POSITION_METRES && texts.metres) kind = MLG_POSITION_GOOD;
  if (kind == MLG_POSITION_MISSING && read_shape(in, place, entry)) kind = MLG_POSITION_GOOD;
  entry->has_position = kind <= MLG_POSITION_METRES;
  entry->by_commune = !entry->has_position && strlen(entry->insee) == 5;
  if (kind == MLG_POSITION_GOOD || quiet) return MLG_OK;
  return tell(in, place, &texts, kind, entry);
}
