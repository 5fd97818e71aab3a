/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/tables.h"
#include "publish/terms.h"

/* The sites as points, and the table of what they offer. */

static const sink_field SITE_FIELDS[] = {
    {"id", "Identifiant", "Le plus petit identifiant des fiches du lieu.", OFTString, true},
    {"nom", "Nom", "Nom du lieu, d'après sa fiche la plus récente.", OFTString, false},
    {"adresse", "Adresse", "Adresse du lieu.", OFTString, false},
    {"code_insee", "Code commune", "Code INSEE de la commune.", OFTString, false},
    {"code_iris", "Code IRIS", "Zone la plus fine qui contient le lieu.", OFTString, false},
    {"source", "Source", "Annuaires qui décrivent le lieu.", OFTString, false},
    {"date_maj", "Mise à jour", "Date de la fiche la plus récente.", OFTString, false},
    {"non_compte", "Pourquoi non compté", "Vide si le lieu compte.", OFTString, false},
    {"informer", "Être informé et orienté",
     "1 : le lieu l'offre ; 0 : non ; vide : famille non recensée.", OFTInteger, false},
    {"acceder", "Accéder à un équipement",
     "1 : le lieu l'offre ; 0 : non ; vide : famille non recensée.", OFTInteger, false},
    {"depanner", "S'équiper et dépanner",
     "1 : le lieu l'offre ; 0 : non ; vide : famille non recensée.", OFTInteger, false},
    {"aider", "Être aidé dans ses démarches",
     "1 : le lieu l'offre ; 0 : non ; vide : famille non recensée.", OFTInteger, false},
    {"apprendre", "Apprendre le numérique",
     "1 : le lieu l'offre ; 0 : non ; vide : famille non recensée.", OFTInteger, false},
    {"typologie", "Typologie", "Genres de lieu, séparés par « ; ».", OFTString, false},
    {"code_postal", "Code postal", "Code postal du lieu.", OFTString, false},
    {"commune", "Commune", "Commune, telle que l'annuaire l'écrit.", OFTString, false},
    {"siret", "SIRET", "SIRET de la structure.", OFTString, false},
    {"site_web", "Site web", "Adresse du site de la structure.", OFTString, false},
    {"horaires", "Horaires", "Horaires, tels que l'annuaire les écrit.", OFTString, false},
    {"ouverture", "Ouverture", "Horaires compris, au format opening_hours d'OpenStreetMap.",
     OFTString, false},
};

/* A site without coordinates is listed all the same, without geometry. */
static void put_point(sink_row *row, const mlg_site *site) {
  if (!site->has_position) return;
  OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
  OGR_G_SetPoint_2D(point, 0, site->at.x, site->at.y);
  OGR_F_SetGeometryDirectly(row->feature, point);
}

/* Of a family that no source describes, a site's silence says nothing: NULL, not 0. */
static void put_families(sink_row *row, const mlg_site *site) {
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    mlg_sink_flag(row, row->to->portrait->directory->recorded[family], site->families[family]);
}

static void put_contacts(sink_row *row, const mlg_site *site) {
  mlg_arena *arena = &row->to->row;
  mlg_sink_text(row, mlg_joined_codes(arena, site->typology));
  mlg_sink_text(row, site->postcode);
  mlg_sink_text(row, site->commune);
  mlg_sink_text(row, site->siret);
  mlg_sink_text(row, site->website);
  mlg_sink_text(row, site->hours);
  mlg_sink_text(row, mlg_schedule_osm(arena, &site->schedule));
}

/* `non_compte` says why a site does not count: on a map, a head office must not pass for help. */
static void write_site(sink *to, const mlg_site *site) {
  const mlg_zone *zones = to->portrait->territory->zones[MLG_IRIS];
  sink_row row = mlg_sink_row(to);
  put_point(&row, site);
  mlg_sink_text(&row, site->id);
  mlg_sink_text(&row, site->name);
  mlg_sink_text(&row, site->address);
  mlg_sink_text(&row, site->insee);
  mlg_sink_text(&row, site->zone == MLG_NO_ZONE ? NULL : zones[site->zone].code);
  mlg_sink_text(&row, site->source);
  mlg_sink_text(&row, site->updated);
  mlg_sink_text(&row, mlg_site_status_reason(site->status));
  put_families(&row, site);
  put_contacts(&row, site);
  mlg_sink_add(&row);
}

static mlg_status write_sites(sink *to, const sink_table *table) {
  (void)table;
  const mlg_directory *directory = to->portrait->directory;
  /* Directories of a whole region would cover the map with places nobody here can reach. */
  for (size_t i = 0; i < directory->n_sites && !to->failed; i++)
    if (directory->sites[i].status != MLG_OUTSIDE) write_site(to, &directory->sites[i]);
  return MLG_OK;
}

static const sink_field OFFER_FIELDS[] = {
    {"id", "Identifiant", "Identifiant du lieu, puis la famille.", OFTString, true},
    {"lieu", "Lieu", "Identifiant du lieu.", OFTString, false},
    {"famille", "Famille de besoin", "informer, acceder, depanner, aider ou apprendre.", OFTString,
     false},
    {"capacite", "Capacité", "Personnes qui peuvent être reçues dans l'année.", OFTReal, false},
    {"capacite_min", "Capacité, au moins", "Borne basse de la capacité.", OFTReal, false},
    {"capacite_max", "Capacité, au plus", "Borne haute de la capacité.", OFTReal, false},
    {"origine", "Origine de la capacité", "Ce sur quoi la capacité repose.", OFTString, false},
    {"heures_semaine", "Heures par semaine", "Heures d'une semaine ordinaire.", OFTReal, false},
    {"ouverture", "Ouverture", "Horaires compris, au format opening_hours d'OpenStreetMap.",
     OFTString, false},
    {"demi_journees", "Demi-journées par semaine", "D'une heure au moins.", OFTReal, false},
    {"soir", "Ouvert le soir", "1 : après 18 h en semaine ; vide : horaires inconnus.", OFTInteger,
     false},
    {"samedi", "Ouvert le samedi", "1 : oui ; 0 : non ; vide : horaires inconnus.", OFTInteger,
     false},
    {"acces", "Accès",
     "se_presenter, rendez_vous, telephone, courriel, orientation ; séparés par « ; ».", OFTString,
     false},
    {"modalites", "Modalités", "autonomie, individuel, collectif, distance ; séparées par « ; ».",
     OFTString, false},
    {"prix", "Prix", "gratuit, sous_condition ou payant.", OFTString, false},
    {"publics", "Publics", "Publics accueillis, séparés par « ; ».", OFTString, false},
    {"reserve", "Réservé à", "Codes des seules zones dont les habitants peuvent venir.", OFTString,
     false},
    {"structure", "Structure qui aide", "La structure, jamais une personne.", OFTString, false},
    {"dispositifs", "Dispositifs", "Programmes et labels, séparés par « ; ».", OFTString, false},
};

static void put_opening(sink_row *row, const mlg_schedule *schedule) {
  mlg_sink_text(row, mlg_schedule_osm(&row->to->row, schedule));
  mlg_sink_real(row, mlg_schedule_half_days(schedule));
  mlg_sink_flag(row, schedule->known, mlg_schedule_evening(schedule));
  mlg_sink_flag(row, schedule->known, mlg_schedule_saturday(schedule));
}

static void put_terms(sink_row *row, const mlg_terms *terms) {
  mlg_arena *arena = &row->to->row;
  mlg_sink_text(row, mlg_access_codes(arena, terms->access));
  mlg_sink_text(row, mlg_mode_codes(arena, terms->modes));
  mlg_sink_text(row, mlg_price_code(terms->price));
  mlg_sink_text(row, mlg_joined_codes(arena, terms->publics));
  mlg_sink_text(row, mlg_joined_codes(arena, terms->reserved));
  mlg_sink_text(row, terms->provider);
  mlg_sink_text(row, mlg_joined_codes(arena, terms->labels));
}

/* `origine` says what a capacity rests on; most are assumed. */
static mlg_status write_offers(sink *to, const sink_table *table) {
  (void)table;
  const mlg_directory *directory = to->portrait->directory;
  for (size_t i = 0; i < directory->n_offers && !to->failed; i++) {
    const mlg_offer *offer = &directory->offers[i];
    sink_row row = mlg_sink_row(to);
    mlg_sink_text(&row, offer->id);
    mlg_sink_text(&row, directory->sites[offer->site].id);
    mlg_sink_text(&row, MLG_FAMILIES[offer->family].code);
    mlg_sink_bounds(&row, offer->capacity);
    mlg_sink_text(&row, offer->origin);
    mlg_sink_real(&row, offer->weekly_hours);
    put_opening(&row, &offer->schedule);
    put_terms(&row, &offer->terms);
    mlg_sink_add(&row);
  }
  return MLG_OK;
}

mlg_status mlg_tables_sites(sink_tables *tables) {
  MLG_TRY(mlg_tables_add(tables, (sink_table){.name = "lieux",
                                              .title = "Lieux",
                                              .description = "Lieux recensés, comptés ou non.",
                                              .geometry = wkbPoint,
                                              SINK_FIELDS(SITE_FIELDS),
                                              .write = write_sites}));
  return mlg_tables_add(tables,
                        (sink_table){.name = "offres",
                                     .title = "Offres",
                                     .description = "Ce que chaque lieu fait pour une famille.",
                                     .geometry = wkbNone,
                                     SINK_FIELDS(OFFER_FIELDS),
                                     .index = "lieu",
                                     .write = write_offers});
}
