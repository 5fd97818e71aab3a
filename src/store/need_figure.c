/* SPDX-License-Identifier: Apache-2.0 */
#include "store/find.h"

#include <math.h>
#include <string.h>

/* How a need was covered, being read back. Lists are arena-owned and grow as rows come. */
typedef struct {
  mlg_store *store;
  mlg_arena *arena;
  mlg_findings *findings;
  mlg_need_figure figure;
  size_t room; /* of the list being read */
} reading;

/* Runs `sql` with the figure's level, zone and family as ?1, ?2 and ?3. */
static mlg_status read_rows(reading *r, const char *sql, mlg_take *take) {
  const char *texts[] = {MLG_LEVELS[r->figure.level].code, r->figure.code,
                         MLG_FAMILIES[r->figure.family].code};
  r->room = 0;
  return mlg_sql_read(r->store, sql, texts, 3, take, r, r->findings);
}

/* ---- what the figure rests on ---- */

static mlg_status take_family(sqlite3_stmt *row, void *context) {
  mlg_need_figure *f = &((reading *)context)->figure;
  f->weight = mlg_column_real(row, 0, NAN);
  f->recorded = sqlite3_column_int(row, 1) != 0;
  return MLG_OK;
}

static mlg_status take_base(sqlite3_stmt *row, void *context) {
  reading *r = context;
  r->figure.base = mlg_column_text(row, 0, r->arena);
  r->figure.base_label = mlg_column_text(row, 1, r->arena);
  r->figure.base_value = mlg_column_estimate(row, 2);
  return MLG_OK;
}

static mlg_status take_sentences(sqlite3_stmt *row, void *context) {
  reading *r = context;
  r->figure.method = mlg_column_text(row, 0, r->arena);
  r->figure.sources = mlg_column_text(row, 1, r->arena);
  return MLG_OK;
}

/* ---- the parts, by scenario ---- */

/* A part is kept as value, low, high and variance; the flags are those of the whole row. */
enum { PART_COLUMNS = 4 };

static mlg_estimate part_at(sqlite3_stmt *row, int column, uint32_t flags) {
  mlg_estimate persons = mlg_column_range(row, column);
  persons.variance = mlg_column_real(row, column + 3, 0);
  persons.flags = flags;
  return persons;
}

static mlg_status take_scenario(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_need_figure *f = &r->figure;
  enum { ID, LABEL, SOURCE, TAKE_UP, REFERENCE, FLAGS, NEED };
  if (!MLG_ROOM(r->arena, f->scenarios, f->n_scenarios, r->room)) return MLG_FAILURE;
  if (sqlite3_column_int(row, REFERENCE) != 0) f->reference = f->n_scenarios;
  uint32_t flags = mlg_column_flags(row, FLAGS);
  mlg_need_scenario *scenario = &f->scenarios[f->n_scenarios++];
  *scenario = (mlg_need_scenario){.id = mlg_column_text(row, ID, r->arena),
                                  .label = mlg_column_text(row, LABEL, r->arena),
                                  .source = mlg_column_text(row, SOURCE, r->arena),
                                  .take_up = mlg_column_real(row, TAKE_UP, NAN),
                                  .parts.need = part_at(row, NEED, flags),
                                  .flags = flags};
  for (int part = 0; part < MLG_PART_COUNT; part++)
    scenario->parts.part[part] = part_at(row, NEED + PART_COLUMNS * (part + 1), flags);
  return MLG_OK;
}

static mlg_status take_access(sqlite3_stmt *row, void *context) {
  mlg_need_figure *f = &((reading *)context)->figure;
  f->places = mlg_column_range(row, 0);
  f->take_up = mlg_column_range(row, 3);
  return MLG_OK;
}

/* ---- who and where, in the reference scenario ---- */

#define REFERENCE_ID " (SELECT id FROM scenario WHERE reference) "

static mlg_status take_zone(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_need_figure *f = &r->figure;
  enum { CODE, NAME, N_OFFERS, NEED };
  if (!MLG_ROOM(r->arena, f->zones, f->n_zones, r->room)) return MLG_FAILURE;
  mlg_need_zone *zone = &f->zones[f->n_zones++];
  *zone = (mlg_need_zone){.code = mlg_column_text(row, CODE, r->arena),
                          .name = mlg_column_text(row, NAME, r->arena),
                          .need = mlg_column_real(row, NEED, NAN),
                          .n_offers = (size_t)sqlite3_column_int64(row, N_OFFERS)};
  for (int part = 0; part < MLG_PART_COUNT; part++)
    zone->part[part] = mlg_column_real(row, NEED + 1 + part, NAN);
  return MLG_OK;
}

static mlg_status take_offer(sqlite3_stmt *row, void *context) {
  reading *r = context;
  mlg_need_figure *f = &r->figure;
  if (!MLG_ROOM(r->arena, f->offers, f->n_offers, r->room)) return MLG_FAILURE;
  f->offers[f->n_offers++] = (mlg_need_offer){.id = mlg_column_text(row, 0, r->arena),
                                              .site = mlg_column_text(row, 1, r->arena),
                                              .name = mlg_column_text(row, 2, r->arena),
                                              .metres = mlg_column_real(row, 3, NAN),
                                              .n_zones = (size_t)sqlite3_column_int64(row, 4),
                                              .origin = mlg_column_text(row, 5, r->arena),
                                              .served = sqlite3_column_double(row, 6),
                                              .orientation = sqlite3_column_double(row, 7),
                                              .all_served = sqlite3_column_double(row, 8),
                                              .all_orientation = sqlite3_column_double(row, 9),
                                              .capacity = mlg_column_range(row, 10)};
  f->offers[f->n_offers - 1].capacity.flags = mlg_column_flags(row, 13);
  return MLG_OK;
}

static mlg_status read_basis(reading *r) {
  MLG_TRY(read_rows(r, "SELECT poids, recense FROM famille WHERE famille = ?3", take_family));
  MLG_TRY(read_rows(r,
                    "SELECT i.id, i.libelle, v.valeur, v.min, v.max, v.variance, v.drapeaux"
                    " FROM projet AS p JOIN indicateur AS i ON i.id = p.valeur"
                    " JOIN valeur AS v ON v.indicateur = i.id"
                    " WHERE p.cle = 'base' AND v.niveau = ?1 AND v.code = ?2",
                    take_base));
  return read_rows(r,
                   "SELECT (SELECT valeur FROM projet WHERE cle = 'methode_besoin'),"
                   " (SELECT valeur FROM projet WHERE cle = 'sources_besoin')",
                   take_sentences);
}

static mlg_status read_parts(reading *r) {
  MLG_TRY(read_rows(r,
                    "SELECT s.id, s.libelle, s.source, s.recours, s.reference, c.drapeaux,"
                    " besoin, besoin_min, besoin_max, besoin_variance,"
                    " couvert, couvert_min, couvert_max, couvert_variance,"
                    " orientation, orientation_min, orientation_max, orientation_variance,"
                    " sature, sature_min, sature_max, sature_variance,"
                    " hors_portee, hors_portee_min, hors_portee_max, hors_portee_variance"
                    " FROM scenario AS s JOIN couverture AS c ON c.scenario = s.id"
                    " WHERE c.niveau = ?1 AND c.code = ?2 AND c.famille = ?3 ORDER BY s.rang",
                    take_scenario));
  return read_rows(r,
                   "SELECT places_100, places_100_min, places_100_max,"
                   " recours_limite, recours_limite_min, recours_limite_max"
                   " FROM place WHERE niveau = ?1 AND code = ?2 AND famille = ?3",
                   take_access);
}

static mlg_status read_where(reading *r) {
  MLG_TRY(read_rows(r,
                    "SELECT z.code, z.nom, (SELECT count(*) FROM portee AS p JOIN offre AS o"
                    "  ON o.lieu = p.lieu AND o.famille = ?3 WHERE p.zone = z.code),"
                    " c.besoin, c.couvert, c.orientation, c.sature, c.hors_portee"
                    " FROM zone AS z JOIN couverture AS c ON c.niveau = z.niveau"
                    "  AND c.code = z.code AND c.famille = ?3 AND c.scenario =" REFERENCE_ID
                    " WHERE z.niveau = 'iris' AND z.code IN" MLG_INSIDE
                    " ORDER BY c.besoin - c.couvert DESC, z.code",
                    take_zone));
  return read_rows(
      r,
      "SELECT o.id, l.id, l.nom, min(p.metres), count(*), o.origine,"
      " total(f.couvert), total(f.orientation), t.couvert, t.orientation,"
      " o.capacite, o.capacite_min, o.capacite_max, o.drapeaux"
      " FROM portee AS p JOIN offre AS o ON o.lieu = p.lieu AND o.famille = ?3"
      " JOIN lieu AS l ON l.id = p.lieu"
      " LEFT JOIN flux AS f ON f.zone = p.zone AND f.offre = o.id"
      "  AND f.scenario =" REFERENCE_ID " LEFT JOIN (SELECT offre, sum(couvert) AS couvert,"
      "  sum(orientation) AS orientation FROM flux WHERE scenario =" REFERENCE_ID
      "  GROUP BY offre) AS t ON t.offre = o.id"
      " WHERE p.zone IN" MLG_INSIDE " GROUP BY o.id ORDER BY total(f.couvert + f.orientation) DESC,"
      " min(p.metres), o.id",
      take_offer);
}

mlg_status mlg_store_need_figure(mlg_store *store, mlg_arena *arena, mlg_level level,
                                 const char *code, mlg_family family, mlg_findings *findings,
                                 mlg_need_figure *figure) {
  const mlg_estimate unknown = mlg_unknown(MLG_ABSENT);
  reading r = {
      .store = store,
      .arena = arena,
      .findings = findings,
      .figure = {.family = family, .base_value = unknown, .places = unknown, .take_up = unknown}};
  mlg_found_zone zone;
  MLG_TRY(mlg_find_zone(store, arena, level, code, findings, &zone));
  r.figure.level = zone.level;
  r.figure.code = zone.code;
  r.figure.name = zone.name;
  MLG_TRY(read_basis(&r));
  MLG_TRY(read_parts(&r));
  MLG_TRY(read_where(&r));
  *figure = r.figure;
  return MLG_OK;
}

/* ---- what a name asks about ---- */

/* The columns of a family in the results: "besoin_aider", "recours_epuisement_aider". */
static bool is_column_of(const char *name, const char *family) {
  const char *prefixes[MLG_PART_COUNT + 3] = {"besoin", "places_100", "recours_epuisement"};
  for (int part = 0; part < MLG_PART_COUNT; part++) prefixes[part + 3] = MLG_PARTS[part].code;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t length = strlen(prefixes[i]);
    if (strncmp(name, prefixes[i], length) == 0 && name[length] == '_' &&
        strcmp(name + length + 1, family) == 0)
      return true;
  }
  return false;
}

mlg_status mlg_store_subject(mlg_store *store, mlg_arena *arena, const char *name,
                             mlg_findings *findings, mlg_family *family) {
  bool is_indicator;
  *family = MLG_FAMILY_COUNT;
  MLG_TRY(
      mlg_find_any(store, "SELECT 1 FROM indicateur WHERE id = ?1", name, findings, &is_indicator));
  if (is_indicator) return MLG_OK;
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    if (strcmp(name, MLG_FAMILIES[f].code) == 0 || is_column_of(name, MLG_FAMILIES[f].code))
      *family = f;
  if (*family < MLG_FAMILY_COUNT) return MLG_OK;
  return mlg_report_unknown(store, arena, name,
                            "SELECT id, id FROM indicateur UNION ALL"
                            " SELECT famille, famille FROM famille UNION ALL"
                            " SELECT 'besoin_' || famille, 'besoin_' || famille FROM famille",
                            findings);
}
