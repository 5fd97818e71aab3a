/* SPDX-License-Identifier: Apache-2.0 */
/* What a row offers, and on what terms: values to words, by the dictionaries of the mapping. */
#include "offer/entry.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* Everything that cells, `toujours` and `si` say of one row. */
typedef struct {
  unsigned families, prices, access, modes, equipment, itinerant;
  mlg_values typologies, labels, publics;
  bool out_of_field;
} gathered;

static mlg_status add_values(mlg_arena *arena, const mlg_values *more, mlg_values *values) {
  if (more->n == 0) return MLG_OK;
  const char **items =
      mlg_arena_grow(arena, values->items, values->n, values->n + more->n, sizeof *items);
  MLG_HAVE(items);
  memcpy(items + values->n, more->items, more->n * sizeof *items);
  *values = (mlg_values){values->n + more->n, items};
  return MLG_OK;
}

static mlg_status add_joined(mlg_arena *arena, const char *joined, mlg_values *values) {
  mlg_values more;
  if (*joined == '\0') return MLG_OK;
  MLG_TRY(mlg_values_split(arena, joined, '|', &more));
  return add_values(arena, &more, values);
}

static mlg_status add_given(mlg_arena *arena, const mlg_given *given, gathered *all) {
  all->families |= given->families;
  all->prices |= given->prices;
  all->access |= given->access;
  all->modes |= given->modes;
  all->equipment |= given->equipment;
  all->out_of_field |= given->out_of_field;
  MLG_TRY(add_joined(arena, given->typologies, &all->typologies));
  MLG_TRY(add_joined(arena, given->labels, &all->labels));
  return add_joined(arena, given->publics, &all->publics);
}

/* The bits of every value of a role; `ignored` says whether all were known, and none meant any. */
static mlg_status read_bits(mlg_reader *in, mlg_place place, mlg_column_role role, unsigned *bits,
                            bool *ignored) {
  mlg_values values;
  MLG_TRY(mlg_reader_values(in, place, role, &values));
  *ignored = values.n > 0;
  for (size_t i = 0; i < values.n; i++) {
    const mlg_meaning *meaning;
    MLG_TRY(mlg_reader_meaning(in, place, role, values.items[i], &meaning));
    if (meaning != NULL) *bits |= meaning->bits;
    *ignored &= meaning != NULL && meaning->ignored;
  }
  return MLG_OK;
}

/* Values that a dictionary renames; without one they stay as they are. */
static mlg_status read_texts(mlg_reader *in, mlg_place place, mlg_column_role role,
                             mlg_values *texts) {
  mlg_values values, kept = {0};
  MLG_TRY(mlg_reader_values(in, place, role, &values));
  kept.items = MLG_NEW(in->arena, const char *, values.n);
  MLG_HAVE(kept.items);
  for (size_t i = 0; i < values.n; i++) {
    const char *text = values.items[i];
    if (in->mapping->values[role].n > 0) {
      const mlg_meaning *meaning;
      MLG_TRY(mlg_reader_meaning(in, place, role, text, &meaning));
      if (meaning != NULL) text = meaning->ignored ? "" : meaning->text;
    } else {
      MLG_TRY(mlg_reader_count(in, place, role, text, true));
    }
    if (*text != '\0') kept.items[kept.n++] = text;
  }
  return add_values(in->arena, &kept, texts);
}

static bool number_meets(const mlg_condition *condition, const char *text) {
  double number;
  if (!mlg_parse_number(text, ".,", &number)) return false;
  return (isnan(condition->above) || number > condition->above) &&
         (isnan(condition->at_most) || number <= condition->at_most);
}

static mlg_status meets(mlg_reader *in, mlg_place place, size_t i, bool *met) {
  const mlg_condition *condition = &in->mapping->conditions[i];
  const char *text = mlg_reader_cell(in, place, in->conditions[i]);
  *met = condition->values.n == 0 && number_meets(condition, text);
  mlg_values values;
  MLG_TRY(mlg_values_cut(in->arena, text, in->mapping->separator, &values));
  for (size_t v = 0; v < values.n && condition->values.n > 0 && !*met; v++) {
    const char *folded = mlg_fold(in->arena, values.items[v]);
    MLG_HAVE(folded);
    *met = mlg_dictionary_find(&condition->values, folded) != NULL;
  }
  return MLG_OK;
}

static mlg_status gather(mlg_reader *in, mlg_place place, gathered *all, bool *ignored) {
  bool other;
  MLG_TRY(read_bits(in, place, MLG_AS_SERVICES, &all->families, ignored));
  MLG_TRY(read_bits(in, place, MLG_AS_PRICE, &all->prices, &other));
  MLG_TRY(read_bits(in, place, MLG_AS_ACCESS, &all->access, &other));
  MLG_TRY(read_bits(in, place, MLG_AS_MODES, &all->modes, &other));
  MLG_TRY(read_bits(in, place, MLG_AS_EQUIPMENT, &all->equipment, &other));
  MLG_TRY(read_bits(in, place, MLG_AS_ITINERANT, &all->itinerant, &other));
  MLG_TRY(read_texts(in, place, MLG_AS_TYPOLOGY, &all->typologies));
  MLG_TRY(read_texts(in, place, MLG_AS_LABELS, &all->labels));
  MLG_TRY(read_texts(in, place, MLG_AS_PUBLICS, &all->publics));
  MLG_TRY(add_given(in->arena, &in->mapping->always, all));
  for (size_t i = 0; i < in->mapping->n_conditions; i++) {
    bool met;
    MLG_TRY(meets(in, place, i, &met));
    if (met) MLG_TRY(add_given(in->arena, &in->mapping->conditions[i].then, all));
  }
  if (*mlg_reader_text(in, place, MLG_AS_BOOKING) != '\0') all->access |= MLG_BY_APPOINTMENT;
  return MLG_OK;
}

/* The codes of the zones that an offer is reserved to; one that stands for all reserves nothing. */
static mlg_status read_reserved(mlg_reader *in, mlg_place place, const char **reserved) {
  mlg_values codes;
  MLG_TRY(mlg_reader_values(in, place, MLG_AS_RESERVED, &codes));
  *reserved = "";
  for (size_t i = 0; i < codes.n; i++) {
    const char *folded = mlg_fold(in->arena, codes.items[i]);
    MLG_HAVE(folded);
    if (mlg_dictionary_find(&in->mapping->values[MLG_AS_RESERVED], folded) != NULL) return MLG_OK;
  }
  *reserved = mlg_values_join(in->arena, &codes, "|");
  MLG_HAVE(*reserved);
  return MLG_OK;
}

/* Gratis for some and paid for others is on condition. */
static mlg_price price_of(unsigned bits) {
  static const mlg_price PRICES[] = {MLG_PRICE_NOT_SAID, MLG_FREE,       MLG_CONDITIONAL,
                                     MLG_CONDITIONAL,    MLG_PAID,       MLG_CONDITIONAL,
                                     MLG_CONDITIONAL,    MLG_CONDITIONAL};
  return PRICES[bits & 7];
}

/* What a source says outright comes before what its families and terms imply. */
static mlg_answer basic_of(const gathered *all, int basic) {
  if (all->equipment >> basic & 1) return MLG_YES;
  if (all->equipment & MLG_BIT_ABSENT(basic)) return MLG_NO;
  bool implied = (basic == MLG_HELP && all->families >> MLG_AIDER & 1) ||
                 (basic == MLG_WORKSHOPS && all->modes & MLG_GROUP) ||
                 (basic == MLG_APPOINTMENTS && all->access & MLG_BY_APPOINTMENT);
  return implied ? MLG_YES : MLG_NOT_SAID;
}

static mlg_status settle(mlg_reader *in, mlg_place place, const gathered *all, mlg_entry *entry) {
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    entry->families[family] = all->families >> family & 1;
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++) entry->basics[basic] = basic_of(all, basic);
  const char *provider = mlg_reader_text(in, place, MLG_AS_PROVIDER);
  entry->typology = mlg_values_join(in->arena, &all->typologies, "|");
  entry->terms = (mlg_terms){.access = all->access & (MLG_RECEIVES_NOBODY - 1u),
                             .modes = all->modes,
                             .price = price_of(all->prices),
                             .publics = mlg_values_join(in->arena, &all->publics, "|"),
                             .labels = mlg_values_join(in->arena, &all->labels, "|")};
  MLG_HAVE(provider);
  MLG_HAVE(entry->typology);
  MLG_HAVE(entry->terms.publics);
  MLG_HAVE(entry->terms.labels);
  if (*provider == '\0') provider = in->mapping->always.provider;
  MLG_TRY(mlg_contacts_scrub(in->arena, provider, &in->dropped, &entry->terms.provider));
  return read_reserved(in, place, &entry->terms.reserved);
}

mlg_status mlg_entry_terms(mlg_reader *in, mlg_place place, mlg_entry *entry, mlg_row_kind *kind) {
  gathered all = {0};
  bool ignored;
  MLG_TRY(gather(in, place, &all, &ignored));
  *kind = (mlg_row_kind){.any_service = all.families != 0,
                         .out_of_field = all.out_of_field || (ignored && all.families == 0),
                         .nobody = all.access & MLG_RECEIVES_NOBODY,
                         .itinerant = all.itinerant == 2}; /* "oui", and never "non" */
  return settle(in, place, &all, entry);
}
