/* SPDX-License-Identifier: Apache-2.0 */
#include "store/find.h"

#include <math.h>
#include <string.h>

/* A figure being read back. Lists are arena-owned and grow as rows come. */
typedef struct {
  mlg_store *store;
  mlg_arena *arena;
  mlg_findings *findings;
  mlg_figure figure;
  bool found;
  size_t room; /* of the list being read */
} reading;

/* Runs `sql` with the figure's level, zone and indicator as ?1, ?2 and ?3. */
static mlg_status read_rows(reading *r, const char *sql, mlg_take *take) {
  const char *texts[] = {MLG_LEVELS[r->figure.level].code, r->figure.code, r->figure.indicator};
  r->room = 0;
  return mlg_sql_read(r->store, sql, texts, 3, take, r, r->findings);
}

/* ---- what the figure is about ---- */

static mlg_status take_indicator(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_figure *f = &r->figure;
  const char **texts[] = {&f->label,  &f->definition, &f->unit,  &f->formula,
                          &f->method, &f->source,     &f->limits};
  for (int i = 0; i < 7; i++) {
    *texts[i] = mlg_column_text(row, i, r->arena);
    if (*texts[i] == NULL) *texts[i] = "";
  }
  r->found = true;
  return MLG_OK;
}

static mlg_status find_indicator(reading *r) {
  return mlg_sql_read(r->store,
                      "SELECT libelle, definition, unite, formule, methode, source, limites"
                      " FROM indicateur WHERE id = ?1",
                      &r->figure.indicator, 1, take_indicator, r, r->findings);
}

/* ---- the figure itself ---- */

static mlg_status take_value(sqlite3_stmt *row, void *context) {
  reading *r = context;
  r->figure.estimate = mlg_column_estimate(row, 0);
  r->figure.covered = mlg_column_real(row, 5, NAN);
  r->figure.datasets = mlg_column_text(row, 6, r->arena);
  return MLG_OK;
}

static mlg_status take_rate(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_figure *f = &r->figure;
  if (!MLG_ROOM(r->arena, f->rates, f->n_rates, r->room)) return MLG_FAILURE;
  f->rates[f->n_rates++] = (mlg_figure_rate){.denominator = mlg_column_text(row, 0, r->arena),
                                             .label = mlg_column_text(row, 1, r->arena),
                                             .denominator_value = mlg_column_real(row, 2, NAN),
                                             .rate = mlg_column_estimate(row, 3)};
  return MLG_OK;
}

/* Whether `formula` has `name` as a word: "theta" is not in "theta2". */
static bool names(const char *formula, const char *name) {
  const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  while (*formula != '\0') {
    size_t length = strspn(formula, letters);
    if (length == strlen(name) && strncmp(formula, name, length) == 0) return true;
    formula += length > 0 ? length : 1;
  }
  return false;
}

static mlg_status take_parameter(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_figure *f = &r->figure;
  const char *name = mlg_column_text(row, 0, r->arena);
  MLG_HAVE(name);
  if (!names(f->formula, name)) return MLG_OK;
  if (!MLG_ROOM(r->arena, f->parameters, f->n_parameters, r->room)) return MLG_FAILURE;
  f->parameters[f->n_parameters++] = (mlg_parameter){name, mlg_column_real(row, 1, NAN),
                                                     mlg_column_real(row, 2, -INFINITY),
                                                     mlg_column_real(row, 3, INFINITY)};
  return MLG_OK;
}

static mlg_status take_cell(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_figure *f = &r->figure;
  if (!MLG_ROOM(r->arena, f->cells, f->n_cells, r->room)) return MLG_FAILURE;
  f->cells[f->n_cells++] = (mlg_figure_cell){.zone = mlg_column_text(row, 0, r->arena),
                                             .input = mlg_column_text(row, 1, r->arena),
                                             .title = mlg_column_text(row, 2, r->arena),
                                             .file = mlg_column_text(row, 3, r->arena),
                                             .line = (size_t)sqlite3_column_int64(row, 4),
                                             .column = mlg_column_text(row, 5, r->arena),
                                             .text = mlg_column_text(row, 6, r->arena),
                                             .read = mlg_column_estimate(row, 7),
                                             .producer = mlg_column_text(row, 12, r->arena),
                                             .licence = mlg_column_text(row, 13, r->arena),
                                             .vintage = sqlite3_column_int(row, 14),
                                             .how = mlg_column_text(row, 15, r->arena)};
  return MLG_OK;
}

/*
 * The cells of the figure's finest zones; in a zone made of whole communes, those of the communes
 * that have a figure of their own. What is another indicator's figure has no dataset: its own
 * file stands for one.
 */
static const char CELLS[] =
    "SELECT c.zone, c.entree, coalesce(j.titre, i.libelle), coalesce(j.fichier, i.fichier, ''),"
    " c.ligne, c.colonne, c.texte, c.valeur, c.min, c.max, c.variance, c.drapeaux, j.producteur,"
    " j.licence, j.millesime, c.traitement FROM" MLG_INSIDE
    "AS z JOIN zone AS f ON f.niveau = 'iris' AND f.code = z.code"
    " JOIN cellule AS c ON c.indicateur = ?3 AND c.zone ="
    "  CASE WHEN (?1 NOT IN ('iris', 'quartier') OR ?2 = f.code_commune) AND EXISTS"
    "   (SELECT 1 FROM cellule WHERE zone = f.code_commune AND indicateur = ?3)"
    "  THEN f.code_commune ELSE f.code END"
    " LEFT JOIN jeu AS j ON j.jeu = c.jeu"
    " LEFT JOIN indicateur AS i ON c.jeu IS NULL AND i.id = c.colonne"
    " GROUP BY c.zone, c.rang ORDER BY c.zone, c.rang";

static mlg_status take_count(sqlite3_stmt *row, void *context) {
  ((reading *)context)->figure.n_zones = (size_t)sqlite3_column_int64(row, 0);
  return MLG_OK;
}

/* ---- the indicator and its variants, in the same zone ---- */

#define VARIANT                                                                                    \
  "SELECT i.id, i.libelle, i.unite, i.limites, v.valeur, v.min, v.max, v.variance, v.drapeaux"     \
  " FROM indicateur AS i JOIN valeur AS v"                                                         \
  " ON v.indicateur = i.id AND v.niveau = ?1 AND v.code = ?2"

static mlg_figure_variant variant_in(sqlite3_stmt *row, mlg_arena *arena) {
  return (mlg_figure_variant){.indicator = mlg_column_text(row, 0, arena),
                              .label = mlg_column_text(row, 1, arena),
                              .unit = mlg_column_text(row, 2, arena),
                              .limits = mlg_column_text(row, 3, arena),
                              .estimate = mlg_column_estimate(row, 4)};
}

static mlg_status take_variant(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_figure *f = &r->figure;
  if (!MLG_ROOM(r->arena, f->variants, f->n_variants, r->room)) return MLG_FAILURE;
  f->variants[f->n_variants++] = variant_in(row, r->arena);
  return MLG_OK;
}

static mlg_status take_original(sqlite3_stmt *row, void *context) {
  reading *r = context;
  r->figure.original = variant_in(row, r->arena);
  return MLG_OK;
}

static mlg_status read_variants(reading *r) {
  MLG_TRY(read_rows(r, VARIANT " WHERE i.variante_de = ?3 ORDER BY i.rang", take_variant));
  return read_rows(r, VARIANT " WHERE i.id = (SELECT variante_de FROM indicateur WHERE id = ?3)",
                   take_original);
}

static mlg_status read_figure(reading *r) {
  MLG_TRY(read_rows(r,
                    "SELECT valeur, min, max, variance, drapeaux, couverture, jeux FROM valeur"
                    " WHERE niveau = ?1 AND code = ?2 AND indicateur = ?3",
                    take_value));
  MLG_TRY(read_rows(r,
                    "SELECT t.denominateur, i.libelle, t.valeur_denominateur, t.valeur, t.min,"
                    " t.max, t.variance, t.drapeaux FROM taux AS t"
                    " JOIN indicateur AS i ON i.id = t.denominateur"
                    " WHERE t.niveau = ?1 AND t.code = ?2 AND t.indicateur = ?3 ORDER BY t.rang",
                    take_rate));
  MLG_TRY(
      read_rows(r, "SELECT nom, valeur, min, max FROM parametre ORDER BY rang", take_parameter));
  MLG_TRY(read_rows(r, "SELECT count(*) FROM" MLG_INSIDE, take_count));
  MLG_TRY(read_rows(r, CELLS, take_cell));
  return read_variants(r);
}

mlg_status mlg_store_figure(mlg_store *store, mlg_arena *arena, mlg_level level, const char *code,
                            const char *indicator, mlg_findings *findings, mlg_figure *figure) {
  reading r = {.store = store, .arena = arena, .findings = findings};
  r.figure.indicator = mlg_arena_strdup(arena, indicator);
  MLG_HAVE(r.figure.indicator);
  mlg_found_zone zone;
  MLG_TRY(mlg_find_zone(store, arena, level, code, findings, &zone));
  r.figure.level = zone.level;
  r.figure.code = zone.code;
  r.figure.name = zone.name;
  MLG_TRY(find_indicator(&r));
  if (!r.found)
    return mlg_report_unknown(store, arena, indicator,
                              "SELECT id, id FROM indicateur ORDER BY rang", findings);
  MLG_TRY(read_figure(&r));
  *figure = r.figure;
  return MLG_OK;
}
