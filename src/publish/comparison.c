/* SPDX-License-Identifier: Apache-2.0 */
/* Two runs side by side, as JSON and as tables. */
#include "publish/json.h"
#include "publish/write.h"
#include <maillage/publish.h>

#include <math.h>
#include <string.h>

static const char *const GAPS[] = {"constate", "converti", "refuse"};

static const char *family_word(mlg_family family) {
  return family == MLG_FAMILY_COUNT ? "base" : MLG_FAMILIES[family].code;
}

static const mlg_zone *zone_of(const mlg_comparison_request *r, const mlg_zone_change *change) {
  return &r->a->territory->zones[r->level][change->a];
}

/* ---- JSON ---- */

static json_t *estimate_object(mlg_estimate estimate) {
  return mlg_json_range(estimate.value, mlg_shown_low(estimate, 0),
                        mlg_shown_high(estimate, INFINITY));
}

static json_t *gaps_array(const mlg_comparison *c) {
  json_t *array = json_array();
  for (size_t i = 0; i < c->n_gaps; i++) {
    json_t *object = json_object();
    json_object_set_new(object, "genre", mlg_json_text(GAPS[c->gaps[i].kind]));
    json_object_set_new(object, "quoi", mlg_json_text(c->gaps[i].what));
    json_object_set_new(object, "avant", mlg_json_text(c->gaps[i].a));
    json_object_set_new(object, "apres", mlg_json_text(c->gaps[i].b));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *sites_array(const mlg_comparison *c) {
  json_t *array = json_array();
  for (size_t i = 0; i < c->n_sites; i++) {
    const mlg_site_change *change = &c->sites[i];
    json_t *object = json_object();
    json_object_set_new(object, "changement", mlg_json_text(MLG_SITE_CHANGES[change->kind].code));
    json_object_set_new(object, "id", mlg_json_text(change->id));
    json_object_set_new(object, "nom", mlg_json_text(change->name));
    json_object_set_new(object, "quoi", mlg_json_text(change->what));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *zones_array(const mlg_comparison_request *r, const mlg_comparison *c) {
  json_t *array = json_array();
  for (size_t i = 0; i < c->n_zones; i++) {
    const mlg_zone_change *change = &c->zones[i];
    json_t *object = json_object();
    json_object_set_new(object, "code", mlg_json_text(zone_of(r, change)->code));
    json_object_set_new(object, "nom", mlg_json_text(zone_of(r, change)->name));
    json_object_set_new(object, "famille", mlg_json_text(family_word(change->family)));
    json_object_set_new(object, "avant", estimate_object(change->before));
    json_object_set_new(object, "apres", estimate_object(change->after));
    json_object_set_new(object, "ecart",
                        mlg_json_number(change->after.value - change->before.value));
    json_object_set_new(object, "hors_intervalle", json_boolean(change->beyond));
    json_array_append_new(array, object);
  }
  return array;
}

char *mlg_publish_comparison(mlg_arena *arena, const mlg_comparison_request *r,
                             const mlg_comparison *c) {
  json_t *object = json_object();
  json_object_set_new(object, "niveau", mlg_json_text(MLG_LEVELS[r->level].code));
  json_object_set_new(object, "scenario_avant",
                      mlg_json_text(r->a->project->scenarios[r->scenario_a].id));
  json_object_set_new(object, "scenario_apres",
                      mlg_json_text(r->b->project->scenarios[r->scenario_b].id));
  json_object_set_new(object, "differences", gaps_array(c));
  json_object_set_new(object, "lieux", sites_array(c));
  json_object_set_new(object, "zones", zones_array(r, c));
  json_object_set_new(object, "zones_disparues", mlg_json_count(c->n_lost));
  json_object_set_new(object, "zones_nouvelles", mlg_json_count(c->n_new));
  return mlg_json_written(arena, object);
}

/* ---- tables ---- */

/* A text that grows; lost once memory was short. */
typedef struct {
  mlg_arena *arena;
  char *text;
  size_t length, room;
  bool lost;
} sheet;

static void put(sheet *to, const char *text, size_t length) {
  if (to->lost || to->length + length > to->room) {
    size_t room = 2 * (to->length + length);
    char *grown = to->lost ? NULL : mlg_arena_grow(to->arena, to->text, to->length, room, 1);
    to->lost = grown == NULL;
    if (to->lost) return;
    to->text = grown;
    to->room = room;
  }
  memcpy(to->text + to->length, text, length);
  to->length += length;
}

/* Between quotes; a spreadsheet would run "=…", and takes a quote in front for plain text. */
static void put_text(sheet *to, const char *text, const char *end) {
  put(to, "\"", 1);
  if (*text != '\0' && strchr("=+-@\t\r", *text) != NULL) put(to, "'", 1);
  for (; *text != '\0'; text++) {
    if (*text == '"') put(to, "\"", 1);
    put(to, text, 1);
  }
  put(to, "\"", 1);
  put(to, end, strlen(end));
}

/* An unknown number is an empty cell. */
static void put_number(sheet *to, double value, const char *end) {
  char *text = isfinite(value) ? mlg_arena_printf(to->arena, "%.15g%s", value, end)
                               : mlg_arena_strdup(to->arena, end);
  to->lost |= text == NULL;
  if (!to->lost) put(to, text, strlen(text));
}

static void put_line(sheet *to, const char *line) { put(to, line, strlen(line)); }

static void put_estimate(sheet *to, mlg_estimate estimate) {
  put_number(to, estimate.value, ";");
  put_number(to, mlg_shown_low(estimate, 0), ";");
  put_number(to, mlg_shown_high(estimate, INFINITY), ";");
}

static void put_zone(sheet *to, const mlg_comparison_request *r, const mlg_zone_change *change) {
  put_text(to, MLG_LEVELS[r->level].code, ";");
  put_text(to, zone_of(r, change)->code, ";");
  put_text(to, zone_of(r, change)->name == NULL ? "" : zone_of(r, change)->name, ";");
  put_text(to, family_word(change->family), ";");
  put_estimate(to, change->before);
  put_estimate(to, change->after);
  put_number(to, change->after.value - change->before.value, ";");
  put_line(to, change->beyond ? "oui\n" : "non\n");
}

static void put_site(sheet *to, const mlg_site_change *change) {
  put_text(to, MLG_SITE_CHANGES[change->kind].code, ";");
  put_text(to, change->id, ";");
  put_text(to, change->name, ";");
  put_text(to, change->what, "\n");
}

static mlg_status write_sheet(const sheet *s, const char *path, mlg_findings *findings) {
  if (s->lost) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return mlg_write_text(path, s->text, s->length, findings);
}

static const char BOM[] = "\xEF\xBB\xBF"; /* without it Excel reads UTF-8 as Latin-1 */

mlg_status mlg_publish_comparison_tables(const mlg_comparison_request *r, const mlg_comparison *c,
                                         const char *zones, const char *sites,
                                         mlg_findings *findings) {
  mlg_arena arena = {0};
  sheet of_zones = {.arena = &arena}, of_sites = {.arena = &arena};
  put_line(&of_zones, BOM);
  put_line(&of_zones, "niveau;code;nom;famille;avant;avant_min;avant_max;apres;apres_min;"
                      "apres_max;ecart;hors_intervalle\n");
  for (size_t i = 0; i < c->n_zones; i++) put_zone(&of_zones, r, &c->zones[i]);
  put_line(&of_sites, BOM);
  put_line(&of_sites, "changement;id;nom;quoi\n");
  for (size_t i = 0; i < c->n_sites; i++) put_site(&of_sites, &c->sites[i]);
  mlg_status status = write_sheet(&of_zones, zones, findings);
  if (status == MLG_OK) status = write_sheet(&of_sites, sites, findings);
  mlg_arena_free(&arena);
  return status;
}
