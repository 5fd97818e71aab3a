/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/gpkg.h"

/* The sites as points, and the table of what they offer. */

static OGRLayerH create_sites(gpkg *file) {
  OGRLayerH layer = mlg_gpkg_layer(file, "lieux", "Lieux recensés, comptés ou non.", wkbPoint);
  mlg_gpkg_key(file, layer, "id");
  static const char *const TEXTS[] = {"nom",    "adresse",  "code_insee", "code_iris",
                                      "source", "date_maj", "non_compte"};
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
    mlg_gpkg_field(file, layer, TEXTS[i], OFTString);
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    mlg_gpkg_field(file, layer, MLG_FAMILIES[family].code, OFTInteger);
  return layer;
}

/* A site without coordinates is listed all the same, without geometry. */
static void put_point(gpkg_row *row, const mlg_site *site) {
  if (!site->has_position) return;
  OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
  OGR_G_SetPoint_2D(point, 0, site->at.x, site->at.y);
  OGR_F_SetGeometryDirectly(row->feature, point);
}

/* `non_compte` says why a site does not count: on a map, a head office must not pass for help. */
static void write_site(gpkg *file, OGRLayerH layer, const mlg_site *site) {
  const mlg_portrait *portrait = file->portrait;
  const mlg_zone *zones = portrait->territory->zones[MLG_IRIS];
  gpkg_row row = mlg_gpkg_begin(file, layer);
  put_point(&row, site);
  mlg_gpkg_text(&row, site->id);
  mlg_gpkg_text(&row, site->name);
  mlg_gpkg_text(&row, site->address);
  mlg_gpkg_text(&row, site->insee);
  mlg_gpkg_text(&row, site->zone == MLG_NO_ZONE ? NULL : zones[site->zone].code);
  mlg_gpkg_text(&row, site->source);
  mlg_gpkg_text(&row, site->updated);
  mlg_gpkg_text(&row, mlg_site_status_reason(site->status));
  /* Of a family that no source describes, a site's silence says nothing: NULL, not 0. */
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    mlg_gpkg_flag(&row, portrait->directory->recorded[family], site->families[family]);
  mlg_gpkg_end(&row);
}

mlg_status mlg_gpkg_write_sites(gpkg *file) {
  const mlg_directory *directory = file->portrait->directory;
  OGRLayerH layer = create_sites(file);
  for (size_t i = 0; i < directory->n_sites && !file->failed; i++)
    write_site(file, layer, &directory->sites[i]);
  return MLG_OK;
}

/* `origine` says what a capacity rests on; most are assumed. */
mlg_status mlg_gpkg_write_offers(gpkg *file) {
  const mlg_directory *directory = file->portrait->directory;
  OGRLayerH layer =
      mlg_gpkg_layer(file, "offres", "Ce que chaque lieu fait pour une famille.", wkbNone);
  mlg_gpkg_key(file, layer, "id");
  mlg_gpkg_field(file, layer, "lieu", OFTString);
  mlg_gpkg_field(file, layer, "famille", OFTString);
  mlg_gpkg_field(file, layer, "capacite", OFTReal);
  mlg_gpkg_field(file, layer, "capacite_min", OFTReal);
  mlg_gpkg_field(file, layer, "capacite_max", OFTReal);
  mlg_gpkg_field(file, layer, "origine", OFTString);
  mlg_gpkg_field(file, layer, "heures_semaine", OFTReal);
  for (size_t i = 0; i < directory->n_offers && !file->failed; i++) {
    const mlg_offer *offer = &directory->offers[i];
    gpkg_row row = mlg_gpkg_begin(file, layer);
    mlg_gpkg_text(&row, offer->id);
    mlg_gpkg_text(&row, directory->sites[offer->site].id);
    mlg_gpkg_text(&row, MLG_FAMILIES[offer->family].code);
    mlg_gpkg_bounds(&row, offer->capacity);
    mlg_gpkg_text(&row, offer->origin);
    mlg_gpkg_real(&row, offer->weekly_hours);
    mlg_gpkg_end(&row);
  }
  return MLG_OK;
}
