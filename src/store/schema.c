/* SPDX-License-Identifier: Apache-2.0 */
#include "store/schema.h"

#include <inttypes.h>

/* NULL is "unknown" in a value and "unbounded" in a bound; never 0. */
#define ESTIMATE "valeur REAL, min REAL, max REAL, variance REAL, drapeaux TEXT"
#define RANGE(name) #name " REAL, " #name "_min REAL, " #name "_max REAL, "
#define PART(name) RANGE(name) #name "_variance REAL, " #name "_drapeaux TEXT, "

/* Without arguments, so that clang-format keeps the statements below in line. */
#define CAPACITY RANGE(capacite)
#define PARTS PART(besoin) PART(couvert) PART(orientation) PART(sature) PART(hors_portee)
#define ACCESS PART(places_100) PART(recours_limite)
#define TERMS                                                                                      \
  "acces TEXT, modes TEXT, tarif TEXT, publics TEXT, structure TEXT, labels TEXT, reserve TEXT,"
#define SCHEDULE "horaires_connus INTEGER, sur_rendez_vous INTEGER, horaires_partiels INTEGER"

const char MLG_SCHEMA[] =
    /* the territory */
    "CREATE TABLE zone(niveau TEXT NOT NULL, code TEXT NOT NULL, nom TEXT, type TEXT,"
    " code_quartier TEXT, code_commune TEXT, code_epci TEXT, code_departement TEXT,"
    " code_region TEXT, x REAL, y REAL, aire_km2 REAL, UNIQUE(niveau, code));"
    "SELECT AddGeometryColumn('zone', 'geometrie', 2154, 'MULTIPOLYGON', 'XY');"
    "CREATE TABLE voisinage(rang INTEGER PRIMARY KEY);"
    "SELECT AddGeometryColumn('voisinage', 'geometrie', 2154, 'MULTILINESTRING', 'XY');"

    "CREATE TABLE contexte(rang INTEGER PRIMARY KEY);"
    "SELECT AddGeometryColumn('contexte', 'geometrie', 2154, 'GEOMETRY', 'XY');"

    /* the project */
    "CREATE TABLE projet(cle TEXT PRIMARY KEY, valeur TEXT);"
    "CREATE TABLE reglage(rang INTEGER PRIMARY KEY, fichier TEXT, contenu TEXT);"
    "CREATE TABLE fichier(rang INTEGER PRIMARY KEY, role TEXT, fichier TEXT, sha256 TEXT);"
    "CREATE TABLE jeu(rang INTEGER PRIMARY KEY, jeu TEXT UNIQUE, fichier TEXT, cle TEXT,"
    " millesime INTEGER, titre TEXT, producteur TEXT, licence TEXT, sha256 TEXT);"
    "CREATE TABLE parametre(rang INTEGER PRIMARY KEY, nom TEXT UNIQUE, valeur REAL, min REAL,"
    " max REAL);"
    "CREATE TABLE scenario(rang INTEGER PRIMARY KEY, id TEXT UNIQUE, libelle TEXT, recours REAL,"
    " source TEXT, reference INTEGER);"

    /* the need */
    "CREATE TABLE indicateur(rang INTEGER PRIMARY KEY, id TEXT UNIQUE, libelle TEXT,"
    " definition TEXT, unite TEXT, formule TEXT, methode TEXT, source TEXT, reference TEXT,"
    " limites TEXT, fichier TEXT, variante_de TEXT, appui INTEGER);"
    "CREATE TABLE valeur(niveau TEXT, code TEXT, indicateur TEXT, " ESTIMATE ", couverture REAL,"
    " jeux TEXT, PRIMARY KEY(niveau, code, indicateur)) WITHOUT ROWID;"
    "CREATE TABLE taux(niveau TEXT, code TEXT, indicateur TEXT, rang INTEGER, denominateur TEXT,"
    " valeur_denominateur REAL, " ESTIMATE ","
    " PRIMARY KEY(niveau, code, indicateur, rang)) WITHOUT ROWID;"
    "CREATE TABLE cellule(zone TEXT, indicateur TEXT, rang INTEGER, entree TEXT, jeu TEXT,"
    " ligne INTEGER, colonne TEXT, texte TEXT, " ESTIMATE ", traitement TEXT,"
    " PRIMARY KEY(zone, indicateur, rang)) WITHOUT ROWID;"

    /* the offer */
    "CREATE TABLE lieu(id TEXT PRIMARY KEY, nom TEXT, adresse TEXT, code_insee TEXT,"
    " code_iris TEXT, source TEXT, date_maj TEXT, horaires TEXT, typologie TEXT, compte INTEGER,"
    " raison TEXT, informer INTEGER, acceder INTEGER, depanner INTEGER, aider INTEGER,"
    " apprendre INTEGER, siret TEXT, code_postal TEXT, commune TEXT, site_web TEXT,"
    " fiche_ancienne INTEGER, fiche_sans_date INTEGER, " TERMS "wifi INTEGER, ordinateurs INTEGER,"
    " borne_caf INTEGER, aide INTEGER, ateliers INTEGER, prise_rendez_vous INTEGER,"
    " imprimante INTEGER, " SCHEDULE ", organisations INTEGER);"
    "SELECT AddGeometryColumn('lieu', 'geometrie', 2154, 'POINT', 'XY');"
    "CREATE TABLE fiche(lieu TEXT, id TEXT, nom TEXT, jeu TEXT, ligne INTEGER, raison TEXT,"
    " rang INTEGER, organisation INTEGER);"
    "CREATE TABLE provenance(lieu TEXT, champ TEXT, fiche INTEGER);"
    "CREATE TABLE bilan(role TEXT, jeu TEXT, sort TEXT, fiches INTEGER);"
    "CREATE TABLE offre(id TEXT PRIMARY KEY, lieu TEXT, famille TEXT, " CAPACITY "drapeaux TEXT,"
    " origine TEXT, heures_semaine REAL, capacite_variance REAL, fondement TEXT, " TERMS SCHEDULE
    ", organisation INTEGER);"
    "CREATE TABLE ouverture(lieu TEXT, offre TEXT, jour INTEGER, debut INTEGER, fin INTEGER,"
    " semaines REAL);"

    /* the coverage */
    "CREATE TABLE famille(rang INTEGER PRIMARY KEY, famille TEXT UNIQUE, libelle TEXT,"
    " poids REAL, recense INTEGER);"
    "CREATE TABLE couverture(niveau TEXT, code TEXT, famille TEXT, scenario TEXT, " PARTS
    "drapeaux TEXT, PRIMARY KEY(niveau, code, famille, scenario)) WITHOUT ROWID;"
    "CREATE TABLE place(niveau TEXT, code TEXT, famille TEXT, " ACCESS "drapeaux TEXT,"
    " PRIMARY KEY(niveau, code, famille)) WITHOUT ROWID;"
    "CREATE TABLE portee(zone TEXT, lieu TEXT, metres REAL, minutes REAL, attrait REAL, part REAL,"
    " PRIMARY KEY(zone, lieu)) WITHOUT ROWID;"
    "CREATE TABLE voisin(rang INTEGER PRIMARY KEY, code TEXT, x REAL, y REAL, base REAL,"
    " habitants REAL);"
    "CREATE TABLE trajet(zone TEXT, lieu TEXT, minutes REAL);"
    "CREATE TABLE place_methode(niveau TEXT, code TEXT, famille TEXT, methode TEXT, " ESTIMATE ","
    " PRIMARY KEY(niveau, code, famille, methode)) WITHOUT ROWID;"
    "CREATE TABLE plus_proche(niveau TEXT, code TEXT, famille TEXT, metres REAL, minutes REAL,"
    " a_portee REAL, PRIMARY KEY(niveau, code, famille)) WITHOUT ROWID;"
    "CREATE TABLE echange(famille TEXT, scenario TEXT, sortants REAL, entrants REAL);"
    "CREATE TABLE flux(scenario TEXT, famille TEXT, zone TEXT, offre TEXT, couvert REAL,"
    " orientation REAL);"

    /* what was wrong or doubtful */
    "CREATE TABLE constat(rang INTEGER PRIMARY KEY, gravite TEXT, code TEXT, fichier TEXT,"
    " ligne INTEGER, colonne TEXT, valeur TEXT, attendu TEXT, action TEXT, message TEXT);";

/* FNV-1a, 64 bits: no one has to think of raising a number. */
char *mlg_schema_mark(mlg_arena *arena) {
  uint64_t mark = 14695981039346656037u;
  for (const char *at = MLG_SCHEMA; *at != '\0'; at++)
    mark = (mark ^ (unsigned char)*at) * 1099511628211u;
  return mlg_arena_printf(arena, "%016" PRIx64, mark);
}
