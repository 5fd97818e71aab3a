/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/date.h"
#include "offer/entry.h"

#include <maillage/text.h>
#include <string.h>

/* The texts of a row; contacts that stand in them are taken out. */
static mlg_status read_texts(mlg_reader *in, mlg_place place, mlg_entry *entry) {
  const struct {
    mlg_column_role role;
    const char **text;
  } texts[] = {{MLG_AS_ID, &entry->id},           {MLG_AS_NAME, &entry->name},
               {MLG_AS_ADDRESS, &entry->address}, {MLG_AS_COMMUNE, &entry->commune},
               {MLG_AS_INSEE, &entry->insee},     {MLG_AS_POSTCODE, &entry->postcode},
               {MLG_AS_SOURCE, &entry->source}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    *texts[i].text = mlg_reader_text(in, place, texts[i].role);
    MLG_HAVE(*texts[i].text);
  }
  if (*entry->source == '\0') entry->source = in->mapping->always.source;
  MLG_TRY(mlg_contacts_scrub(in->arena, entry->name, &in->dropped, &entry->name));
  return mlg_contacts_scrub(in->arena, entry->address, &in->dropped, &entry->address);
}

/* A date that cannot be, or lies ahead, says nothing: the row is then undated. A date that
 * the mapping gives for the whole file is told once, with the file. */
static mlg_status read_date(mlg_reader *in, mlg_place place, bool quiet, mlg_entry *entry,
                            bool *stale) {
  const char *text = mlg_reader_text(in, place, MLG_AS_UPDATED);
  MLG_HAVE(text);
  bool own = *text != '\0';
  if (!own) text = in->mapping->always.updated;
  char iso[11];
  long days = 0;
  bool good = mlg_date_read(text, iso, &days) && days <= in->today;
  if (own) MLG_TRY(mlg_reader_count(in, place, MLG_AS_UPDATED, text, good));
  entry->updated = good ? mlg_arena_strdup(in->arena, iso) : "";
  MLG_HAVE(entry->updated);
  *stale = good && (double)(in->today - days) > in->rules->stale_days;
  if (quiet || in->roles[MLG_AS_UPDATED].n == 0) return MLG_OK;
  if (!good)
    return mlg_reader_note(in, place, MLG_AS_UPDATED,
                           own ? MLG_F_SITE_DATE_DOUBTFUL : MLG_F_SITE_UNDATED,
                           own ? text : entry->name);
  if (!*stale || !own) return MLG_OK;
  return mlg_reader_note(in, place, MLG_AS_UPDATED, MLG_F_SITE_STALE, entry->updated);
}

/* A France services place run by an EPCI carries both typologies: only a row whose
 * typologies are all those of head offices is one. */
static mlg_status is_head_office(mlg_reader *in, const mlg_entry *entry, bool *head) {
  mlg_values typologies, folded;
  size_t heads = 0;
  MLG_TRY(mlg_values_split(in->arena, entry->typology, '|', &typologies));
  MLG_TRY(mlg_values_fold(in->arena, typologies.items, typologies.n, &folded));
  for (size_t i = 0; i < folded.n; i++)
    heads += mlg_values_find(&in->head_typologies, folded.items[i]) < in->head_typologies.n;
  const char *name = mlg_fold(in->arena, entry->name);
  MLG_HAVE(name);
  bool named = mlg_values_find(&in->head_names, name) < in->head_names.n;
  *head = (heads > 0 && heads == folded.n) ||
          (named && *entry->hours == '\0' && entry->schedule.n == 0);
  return MLG_OK;
}

/* The first reason not to count, in the order in which one would ask. */
static mlg_site_status judge(const mlg_reader *in, const mlg_entry *entry, mlg_row_kind kind,
                             bool head, bool stale) {
  if (kind.out_of_field) return MLG_OUT_OF_FIELD;
  if (!entry->has_position && !entry->by_commune) return MLG_NO_POSITION;
  if (!entry->has_position && !in->rules->count_unplaced) return MLG_COMMUNE_ONLY;
  if (kind.nobody) return MLG_NO_PUBLIC;
  if (kind.itinerant) return MLG_ITINERANT;
  if (head) return MLG_HEAD_OFFICE;
  if (!kind.any_service) return MLG_NO_SERVICE;
  if (stale && in->rules->leave_stale) return MLG_STALE;
  if (*entry->updated == '\0' && in->rules->leave_undated) return MLG_UNDATED;
  return MLG_COUNTED;
}

/* Every reason not to count is told, where it stands. */
static mlg_status tell(mlg_reader *in, mlg_place place, const mlg_entry *entry, mlg_row_kind kind,
                       bool head) {
  const struct {
    bool so;
    mlg_column_role role;
    mlg_finding_code code;
  } reasons[] = {{!kind.any_service && in->describes, MLG_AS_SERVICES, MLG_F_SITE_WITHOUT_SERVICE},
                 {kind.nobody, MLG_AS_ACCESS, MLG_F_SITE_NO_PUBLIC},
                 {kind.itinerant, MLG_AS_ITINERANT, MLG_F_SITE_ITINERANT},
                 {head, MLG_AS_TYPOLOGY, MLG_F_SITE_HEAD_OFFICE}};
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (reasons[i].so)
      MLG_TRY(mlg_reader_note(in, place, reasons[i].role, reasons[i].code, entry->name));
  return MLG_OK;
}

static mlg_status read_row(mlg_reader *in, size_t row, mlg_entry *entry) {
  mlg_place place = mlg_reader_place(in, row);
  mlg_row_kind kind;
  bool stale, head;
  *entry = (mlg_entry){.file = in->source->table->file,
                       .line = in->source->table->lines[row],
                       .dataset = in->source->dataset,
                       .site = MLG_NO_SITE,
                       .hours = ""};
  MLG_TRY(read_texts(in, place, entry));
  MLG_TRY(mlg_entry_terms(in, place, entry, &kind));
  bool quiet = kind.out_of_field;
  if (!quiet && place.structure != MLG_NOT_FOUND) in->used[place.structure] = true;
  MLG_TRY(mlg_entry_position(in, place, quiet, entry));
  MLG_TRY(read_date(in, place, quiet, entry, &stale));
  MLG_TRY(mlg_entry_contacts(in, place, entry));
  MLG_TRY(mlg_entry_declared(in, place, entry));
  if (!quiet) MLG_TRY(mlg_entry_hours(in, place, entry));
  MLG_TRY(is_head_office(in, entry, &head));
  entry->status = judge(in, entry, kind, head, stale);
  return quiet ? MLG_OK : tell(in, place, entry, kind, head);
}

mlg_status mlg_reader_open(mlg_reader *in, mlg_arena *arena, const mlg_directory_source *source,
                           const mlg_offer_rules *rules, const char *today,
                           mlg_findings *findings) {
  *in = (mlg_reader){.arena = arena,
                     .source = source,
                     .mapping = source->mapping,
                     .rules = rules,
                     .findings = findings};
  if (!mlg_date_days(today, &in->today))
    return mlg_report(
        findings,
        (mlg_finding){.code = MLG_F_VALUE_KIND, .value = today, .expected = "AAAA-MM-JJ"});
  const mlg_mapping *m = source->mapping;
  MLG_TRY(mlg_values_fold(arena, m->head_typologies, m->n_head_typologies, &in->head_typologies));
  MLG_TRY(mlg_values_fold(arena, m->head_names, m->n_head_names, &in->head_names));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) in->describes |= m->describes[family];
  return mlg_reader_bind(in);
}

mlg_status mlg_reader_rows(mlg_reader *in, mlg_entry *entries) {
  for (size_t row = 0; row < in->source->table->n_rows; row++)
    MLG_TRY(read_row(in, row, &entries[row]));
  return mlg_entries_repeated(in, entries);
}
