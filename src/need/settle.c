/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <maillage/text.h>

#include <math.h>
#include <string.h>

/*
 * What a written cell stands for. A cell of a row withheld whole is imputed from
 * the published cells around it: those of its commune, or of the whole territory in
 * a dataset by commune. Their rate over a population gives the value; their highest
 * rate, how far it may be off. The true count may be beyond: nobody but its
 * producer knows, and METHOD says so.
 */

/* The zones around one: from `first`, `n` of them. */
typedef struct {
  mlg_level level;
  size_t first, n;
} around;

static around zones_around(const mlg_calculation *c, mlg_level level, size_t zone) {
  if (level != MLG_IRIS) return (around){level, 0, c->territory->n_zones[level]};
  size_t commune = mlg_territory_above(c->territory, zone, MLG_COMMUNE);
  return (around){level, c->first_leaf[MLG_COMMUNE][commune], c->n_leaves_of[commune]};
}

/* The rate of the published cells: all together, and the highest. NaN when there is none. */
static void published_rates(const mlg_calculation *c, const mlg_column *column, around zones,
                            size_t population, double *rate, double *highest) {
  double count = 0, persons = 0;
  *highest = 0;
  for (size_t zone = zones.first; zone < zones.first + zones.n; zone++) {
    const mlg_written *cell = &column->written[zone];
    double of = mlg_so_far(c, zones.level, zone, population).value;
    if (cell->kind != MLG_CELL_NUMBER || !(of > 0)) continue;
    count += cell->read.value;
    persons += of;
    *highest = fmax(*highest, cell->read.value / of);
  }
  *rate = persons > 0 ? count / persons : NAN;
}

/* Whether nobody lives in a zone, as far as is known. */
static bool is_empty(const mlg_calculation *c, mlg_level level, size_t zone) {
  return c->population < c->n_indicators && mlg_so_far(c, level, zone, c->population).value == 0;
}

/* "note 3", or "sans a": why a row is withheld. */
static const char *say_why(const mlg_calculation *c, const mlg_secret *secret,
                           const mlg_written *cell) {
  for (size_t i = 0; cell->mark != NULL && i < secret->n_values; i++)
    if (strcmp(secret->values[i], cell->mark) == 0)
      return mlg_arena_printf(c->scratch, "%s %s", secret->column, cell->mark);
  return mlg_arena_printf(c->scratch, "sans %s", secret->total);
}

static const char *say_imputed(const mlg_calculation *c, const mlg_secret *secret,
                               const mlg_written *cell, double rate, double persons) {
  return mlg_arena_printf(c->arena, "ligne masquée (%s), taux publié autour de %s × %s (%s)",
                          say_why(c, secret, cell), mlg_french_percent(c->scratch, rate),
                          mlg_french_count(c->scratch, persons), secret->imputation.id);
}

static mlg_estimate impute(const mlg_calculation *c, const mlg_column *column, mlg_level level,
                           size_t zone, const char **how) {
  const mlg_secret *secret = &c->joined[column->dataset].reading->secret;
  size_t by = secret->imputation.index;
  double persons = mlg_so_far(c, level, zone, by).value, rate, highest;
  if (is_empty(c, level, zone) || persons == 0) {
    *how = "ligne masquée d'une zone où personne n'habite : 0";
    return (mlg_estimate){.flags = MLG_EMPTY};
  }
  published_rates(c, column, zones_around(c, level, zone), by, &rate, &highest);
  double value = rate * persons;
  *how = "ligne masquée, sans zone publiée autour";
  if (!isfinite(value)) return mlg_unknown(MLG_SUPPRESSED);
  *how = say_imputed(c, secret, &column->written[zone], rate, persons);
  mlg_estimate imputed = mlg_between(value, 0, fmax(value, highest * persons));
  imputed.flags = MLG_SUPPRESSED | MLG_IMPUTED;
  return imputed;
}

mlg_estimate mlg_settle(const mlg_calculation *c, const mlg_column *column, size_t zone,
                        const char **how) {
  const mlg_reading *reading = c->joined[column->dataset].reading;
  const mlg_written *cell = &column->written[zone];
  *how = cell->how;
  if (cell->n_rows > 1 || column->derived != NULL) return cell->read;
  if (cell->kind == MLG_CELL_HIDDEN) *how = "case masquée : milieu des valeurs possibles";
  if (cell->kind == MLG_CELL_NUMBER && reading->rounding > 0) *how = "arrondi vers le bas";
  if (cell->kind != MLG_CELL_WITHHELD) return cell->read;
  *how = "ligne masquée";
  return reading->secret.imputation.id == NULL ? cell->read
                                               : impute(c, column, reading->level, zone, how);
}

mlg_estimate mlg_apportion(const mlg_calculation *c, mlg_estimate whole, size_t leaf,
                           const bool *among, mlg_sharing sharing, const char **how) {
  const mlg_reference *share = &sharing.key;
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  size_t first = c->first_leaf[MLG_COMMUNE][commune];
  if (!mlg_is_known(whole)) /* a part is no more than what the whole may be */
    return (mlg_estimate){.value = NAN, .high = whole.high, .flags = whole.flags};
  double part = mlg_so_far(c, MLG_IRIS, leaf, share->index).value, all = 0;
  for (size_t i = first; i < first + c->n_leaves_of[commune]; i++)
    if (among == NULL || among[i]) all += mlg_so_far(c, MLG_IRIS, i, share->index).value;
  *how = "valeur de la commune, que rien ne permet de répartir";
  if (!(all > 0)) return (mlg_estimate){NAN, 0, whole.high, 0, whole.flags | MLG_ABSENT};
  *how = mlg_arena_printf(c->arena, "part de la commune : %s / %s (%s)",
                          mlg_french_count(c->scratch, part), mlg_french_count(c->scratch, all),
                          share->id);
  mlg_estimate result = mlg_scale(whole, part / all);
  /* A variance is shared as the count is, so that the IRIS' add up to their commune's; what is
     wrong with the parts is more, and leaves the commune alone: one has what another lacks. */
  result.variance = whole.variance * (part / all);
  double off = sharing.error * result.value;
  result.variance += off * off * (1 - part / all);
  result.flags |= MLG_APPORTIONED;
  return result;
}
