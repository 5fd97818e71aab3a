/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

static const char *text_or_blank(const char *text) { return text == NULL ? "" : text; }

static int compare_numbers(double a, double b) { return (a > b) - (a < b); }

int mlg_entry_compare(const mlg_entry *a, const mlg_entry *b) {
  const char *const texts[][2] = {
      {a->id, b->id},           {a->name, b->name},
      {a->address, b->address}, {a->commune, b->commune},
      {a->insee, b->insee},     {a->siret, b->siret},
      {a->phone, b->phone},     {a->updated, b->updated},
      {a->hours, b->hours},     {a->typology, b->typology},
      {a->source, b->source},
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    int order = strcmp(text_or_blank(texts[i][0]), text_or_blank(texts[i][1]));
    if (order != 0) return order;
  }
  int order = compare_numbers(a->at.x, b->at.x);
  if (order == 0) order = compare_numbers(a->at.y, b->at.y);
  if (order == 0) order = (int)a->status - (int)b->status;
  return order != 0 ? order : (a->dataset > b->dataset) - (a->dataset < b->dataset);
}

static int compare_pointers(const void *left, const void *right) {
  const mlg_entry *const *a = left, *const *b = right;
  return mlg_entry_compare(*a, *b);
}

/* The entries that take part, by rank. */
static mlg_status rank_entries(mlg_arena *arena, const mlg_directory *directory,
                               const mlg_entry ***ranked, size_t *n) {
  *ranked = MLG_NEW(arena, const mlg_entry *, directory->n_entries);
  MLG_HAVE(*ranked);
  *n = 0;
  for (size_t i = 0; i < directory->n_entries; i++) {
    mlg_site_status status = directory->entries[i].status;
    if (status != MLG_OUT_OF_FIELD && status != MLG_REPEATED)
      (*ranked)[(*n)++] = &directory->entries[i];
  }
  if (*n > 0) qsort(*ranked, *n, sizeof **ranked, compare_pointers);
  return MLG_OK;
}

static bool is_siret(const char *text) {
  return strlen(text) == 14 && strspn(text, "0123456789") == 14 && strspn(text, "0") < 14;
}

static mlg_status read_entry(mlg_vocabulary *vocabulary, const mlg_entry *entry,
                             mlg_features *features) {
  mlg_arena *arena = vocabulary->arena;
  const char *insee = text_or_blank(entry->insee), *siret = text_or_blank(entry->siret);
  char *name = mlg_fold(arena, text_or_blank(entry->name)), *words;
  char *address = mlg_fold(arena, text_or_blank(entry->address));
  char *commune = mlg_fold(arena, text_or_blank(entry->commune));
  MLG_HAVE(name);
  MLG_HAVE(address);
  MLG_HAVE(commune);
  MLG_TRY(
      mlg_name_read(arena, name, commune, text_or_blank(entry->typology), &features->kind, &words));
  MLG_TRY(mlg_bag_read(vocabulary, words, &features->name));
  MLG_TRY(mlg_address_read(vocabulary, address, &features->address));
  /* The centre of a commune is the position of none of its places. */
  features->has_position = entry->has_position && !entry->by_commune;
  features->at = entry->at;
  features->itinerant = entry->status == MLG_ITINERANT;
  features->commune = *insee != '\0' ? insee : commune;
  features->siret = is_siret(siret) ? siret : "";
  features->phone = text_or_blank(entry->phone);
  return MLG_OK;
}

mlg_status mlg_comparison_make(mlg_arena *arena, const mlg_directory *directory,
                               const mlg_offer_rules *rules, mlg_comparison *comparison) {
  const mlg_entry **ranked;
  size_t n;
  mlg_vocabulary vocabulary;
  MLG_TRY(rank_entries(arena, directory, &ranked, &n));
  MLG_TRY(mlg_vocabulary_init(&vocabulary, arena, n));
  mlg_features *features = MLG_NEW(arena, mlg_features, n);
  MLG_HAVE(features);
  for (size_t i = 0; i < n; i++) {
    features[i].entry = (size_t)(ranked[i] - directory->entries);
    MLG_TRY(read_entry(&vocabulary, ranked[i], &features[i]));
  }
  *comparison =
      (mlg_comparison){n, features, mlg_vocabulary_weights(&vocabulary), rules->same_site_m};
  MLG_HAVE(comparison->weights);
  return MLG_OK;
}
