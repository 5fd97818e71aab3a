/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/publish.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* À vérifier: the sites about which a call or a visit would change the figures, those with most
 * uncovered need around first. */

typedef struct {
  const mlg_site *site;
  const char *why, *what;
  mlg_estimate around;  /* uncovered need where the site stands… */
  const char *zone;     /* …its name… */
  const char *of_level; /* …and its level */
} doubt;

/* What to ask of a site; NULL when nothing needs asking. */
static const char *question_of(const mlg_site *site) {
  static const char *const ASK[MLG_SITE_STATUS_COUNT] = {
      [MLG_NO_POSITION] = "retrouver l'adresse ou la position",
      [MLG_COMMUNE_ONLY] = "retrouver l'adresse précise",
      [MLG_NO_SERVICE] = "demander ce que le lieu propose",
      [MLG_ITINERANT] = "demander les arrêts et les horaires",
      [MLG_STALE] = "vérifier que le lieu existe encore, et mettre la fiche à jour",
      [MLG_UNDATED] = "vérifier que le lieu existe encore, et dater la fiche",
      [MLG_NO_PUBLIC] = "vérifier que le lieu ne reçoit personne",
  };
  if (site->status != MLG_COUNTED) return ASK[site->status];
  if (site->stale) return ASK[MLG_STALE];
  return site->undated ? ASK[MLG_UNDATED] : NULL;
}

static const char *reason_of(const mlg_site *site) {
  if (site->status != MLG_COUNTED) return mlg_site_status_reason(site->status);
  return site->stale ? "fiche ancienne, comptée" : "fiche sans date, comptée";
}

/* Where it stands, else the commune that it names. */
static void look_around(const mlg_portrait *portrait, doubt *about) {
  const mlg_territory *territory = portrait->territory;
  mlg_level level = MLG_COMMUNE;
  size_t zone = mlg_territory_find(territory, level, about->site->insee);
  if (about->site->zone != MLG_NO_ZONE) {
    level = mlg_pathways_level(portrait);
    zone = mlg_territory_above(territory, about->site->zone, level);
  }
  about->around = mlg_unknown(MLG_ABSENT);
  about->zone = about->of_level = "";
  if (zone == MLG_NO_ZONE) return;
  about->around = mlg_uncovered(mlg_portrait_parts(portrait, level, zone, SUMMARY_FAMILY));
  about->zone = territory->zones[level][zone].name;
  about->of_level = MLG_LEVELS[level].label;
}

static int by_need(const void *a, const void *b) {
  const doubt *one = a, *other = b;
  double x = one->around.value, y = other->around.value;
  if (isnan(x) != isnan(y)) return isnan(x) ? 1 : -1;
  if (x != y && !isnan(x)) return x > y ? -1 : 1;
  return strcmp(one->site->id, other->site->id);
}

static const doubt *doubt_of(const wb_grid *grid, size_t row) {
  return (const doubt *)grid->source + row;
}

enum { NAME, WHY, WHAT, ZONE, LEVEL, ADDRESS, SOURCE, UPDATED, ID };

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  const doubt *about = doubt_of(grid, row);
  const char *const texts[] = {[NAME] = about->site->name,     [WHY] = about->why,
                               [WHAT] = about->what,           [ZONE] = about->zone,
                               [LEVEL] = about->of_level,      [ADDRESS] = about->site->address,
                               [SOURCE] = about->site->source, [UPDATED] = about->site->updated,
                               [ID] = about->site->id};
  return mlg_cell_text(texts[column->part]);
}

static grid_cell get_families(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_families_words(grid->book->arena, doubt_of(grid, row)->site));
}

static grid_cell get_around(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(doubt_of(grid, row)->around);
}

static mlg_status find_doubts(wb_book *book, doubt **list, size_t *n) {
  const mlg_directory *directory = book->portrait->directory;
  *list = MLG_NEW(book->arena, doubt, directory->n_sites + 1);
  MLG_HAVE(*list);
  *n = 0;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    const char *question = question_of(site);
    if (question == NULL) continue;
    doubt *about = &(*list)[(*n)++];
    *about = (doubt){.site = site, .why = reason_of(site), .what = question};
    look_around(book->portrait, about);
    /* Elsewhere, a site matters when it counts: people of the territory go there. */
    if (*about->zone == '\0' && site->status != MLG_COUNTED) (*n)--;
  }
  qsort(*list, *n, sizeof **list, by_need);
  return MLG_OK;
}

mlg_status mlg_sheet_verify(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Lieu", 46, FORMAT_TEXT, .get = get_text, .part = NAME},
      {"Pourquoi", 38, FORMAT_TEXT, .get = get_text, .part = WHY},
      {"Que faire", 50, FORMAT_TEXT, .get = get_text, .part = WHAT},
      {"Besoin d'aide aux démarches non couvert autour (personnes par an)", 22, FORMAT_COUNT,
       .get = get_around, RULE_BARS},
      {"Autour", 38, FORMAT_TEXT, .get = get_text, .part = ZONE},
      {"Niveau", 11, FORMAT_TEXT, .get = get_text, .part = LEVEL},
      {"Familles de besoin", 44, FORMAT_WRAP, .get = get_families},
      {"Adresse", 36, FORMAT_TEXT, .get = get_text, .part = ADDRESS},
      {"Source", 24, FORMAT_TEXT, .get = get_text, .part = SOURCE},
      {"Mise à jour", 12, FORMAT_TEXT, .get = get_text, .part = UPDATED},
      {"Identifiant", 34, FORMAT_TEXT, .get = get_text, .part = ID, .is_secondary = true},
  };
  doubt *list;
  size_t n;
  MLG_TRY(find_doubts(book, &list, &n));
  return mlg_grid_write(&(wb_grid){.sheet = "À vérifier",
                                   .table = "a_verifier",
                                   .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                                   .columns = COLUMNS,
                                   .n_rows = n,
                                   .frozen = 1,
                                   .note = "Là où le besoin non couvert est le plus fort d'abord.",
                                   .source = list,
                                   .book = book});
}
