/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <maillage/publish.h>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sys/resource.h>

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_findings findings;
  test_folder folder;
  GDALDatasetH file;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->folder = folder_make();
  fx->findings.arena = &fx->arena;
  fx->portrait = fx_portrait(&fx->arena);
  const char *path = folder_path(&fx->folder, "portrait.gpkg");
  assert_int_equal(mlg_publish_geopackage(fx->portrait, path, &fx->findings), MLG_OK);
  fx->file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  assert_non_null(fx->file);
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  GDALClose(fx->file);
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

static OGRLayerH layer_of(fixture *fx, const char *name) {
  OGRLayerH layer = GDALDatasetGetLayerByName(fx->file, name);
  if (layer == NULL) fail_msg("no layer %s", name);
  return layer;
}

/* The one feature that meets an SQL condition. */
static OGRFeatureH feature_where(fixture *fx, const char *name, const char *condition) {
  OGRLayerH layer = layer_of(fx, name);
  assert_int_equal(OGR_L_SetAttributeFilter(layer, condition), OGRERR_NONE);
  assert_int_equal(OGR_L_GetFeatureCount(layer, true), 1);
  OGR_L_ResetReading(layer);
  return OGR_L_GetNextFeature(layer);
}

static int field_of(OGRFeatureH feature, const char *name) {
  int field = OGR_F_GetFieldIndex(feature, name);
  if (field < 0) fail_msg("no column %s", name);
  return field;
}

#define assert_null_field(feature, name)                                                           \
  assert_false(OGR_F_IsFieldSetAndNotNull(feature, field_of(feature, name)))
#define real_of(feature, name) OGR_F_GetFieldAsDouble(feature, field_of(feature, name))
#define text_of(feature, name) OGR_F_GetFieldAsString(feature, field_of(feature, name))

static void holds_each_level_with_the_promised_columns(void **state) {
  static const char *const columns[] = {"code",
                                        "nom",
                                        "type",
                                        "code_epci",
                                        "population",
                                        "fragilite_min",
                                        "exposition",
                                        "exposition_min",
                                        "exposition_couverture",
                                        "besoin_aider",
                                        "couvert_aider",
                                        "orientation_aider",
                                        "sature_aider",
                                        "hors_portee_aider",
                                        "places_100_aider",
                                        "besoin_depanner",
                                        "drapeaux",
                                        "sans_diplome",
                                        "sans_diplome_min",
                                        "sans_diplome_taux_nscol",
                                        "plus_65_taux_population"};
  static const char *const levels[] = {"iris", "quartier", "commune"};
  for (int level = 0; level < 3; level++) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer_of(*state, levels[level]));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
      if (OGR_FD_GetFieldIndex(definition, columns[i]) < 0)
        fail_msg("%s has no %s", levels[level], columns[i]);
    int code = OGR_FD_GetFieldIndex(definition, "code");
    assert_int_equal(OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, code)), OFTString);
    assert_true(OGR_Fld_IsUnique(OGR_FD_GetFieldDefn(definition, code)));
  }
  assert_null(GDALDatasetGetLayerByName(((fixture *)*state)->file, "region"));
}

static void keeps_codes_as_text_and_parents(void **state) {
  OGRFeatureH zone = feature_where(*state, "iris", "code = '010010201'");
  assert_string_equal(text_of(zone, "code_quartier"), "0100102");
  assert_string_equal(text_of(zone, "code_commune"), "01001");
  assert_string_equal(text_of(zone, "code_epci"), "200000001");
  assert_null_field(zone, "code_region");
  assert_string_equal(text_of(zone, "type"), "H");
  OGR_F_Destroy(zone);
}

static void gives_figures_bounds_and_rates(void **state) {
  OGRFeatureH zone = feature_where(*state, "commune", "code = '01001'");
  assert_near(real_of(zone, "population"), 3500, 0 /* persons */);
  assert_near(real_of(zone, "fragilite"), 1050, 1e-9);
  assert_near(real_of(zone, "fragilite_min"), 945, 1e-9);
  assert_near(real_of(zone, "fragilite_max"), 1155, 1e-9);
  assert_near(real_of(zone, "fragilite_taux_nscol"), 0.4, 1e-12);
  assert_near(real_of(zone, "fragilite_taux_15p"), 0.375, 1e-12);
  assert_near(real_of(zone, "besoin_aider"), 178.5, 1e-9);
  assert_near(real_of(zone, "couvert_aider"), 0.5 * 102 + 0.3 * 76.5, 1e-9);
  assert_near(real_of(zone, "places_100_aider"), 12, 0);
  OGR_F_Destroy(zone);
}

static void says_unknown_with_null_never_zero(void **state) {
  OGRFeatureH zone = feature_where(*state, "iris", "code = '010010201'");
  assert_null_field(zone, "sans_diplome");
  assert_null_field(zone, "sans_diplome_taux_nscol");
  assert_near(real_of(zone, "sans_diplome_max"), 1500, 0);
  assert_null_field(zone, "exposition");
  assert_null_field(zone, "exposition_min");
  assert_null_field(zone, "besoin_depanner");
  assert_null_field(zone, "places_100_depanner");
  assert_non_null(strstr(text_of(zone, "drapeaux"), "sans_diplome:secret"));
  assert_non_null(strstr(text_of(zone, "drapeaux"), "exposition:absent"));
  assert_null(strstr(text_of(zone, "drapeaux"), "exposition_min"));
  OGR_F_Destroy(zone);
  zone = feature_where(*state, "iris", "code = '010010102'");
  assert_near(real_of(zone, "fragilite"), 0, 0); /* nobody: a count of 0, and no rate */
  assert_null_field(zone, "fragilite_taux_nscol");
  assert_non_null(strstr(text_of(zone, "drapeaux"), "fragilite:vide"));
  OGR_F_Destroy(zone);
}

/* Partly suppressed: the known part is the floor, and nothing reads as a figure. */
static void fills_exposure_from_its_indicator(void **state) {
  fixture *fx = *state;
  mlg_project *project = (mlg_project *)fx->portrait->project;
  project->indicators[FX_SANS_DIPLOME].id = "exposition";
  fx->portrait->need->covered[MLG_COMMUNE][FX_SANS_DIPLOME] = 0.57;
  const char *path = folder_path(&fx->folder, "exposition.gpkg");
  assert_int_equal(mlg_publish_geopackage(fx->portrait, path, &fx->findings), MLG_OK);
  GDALClose(fx->file);
  fx->file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  OGRFeatureH zone = feature_where(fx, "commune", "code = '01001'");
  assert_null_field(zone, "exposition");
  assert_null_field(zone, "exposition_taux");
  assert_near(real_of(zone, "exposition_min"), 200, 1e-9 /* persons */);
  assert_near(real_of(zone, "exposition_max"), 1700, 1e-9);
  assert_near(real_of(zone, "exposition_couverture"), 0.57, 0 /* a ratio */);
  OGR_F_Destroy(zone);
  zone = feature_where(fx, "commune", "code = '01002'");
  assert_near(real_of(zone, "exposition"), 80, 1e-9);
  assert_near(real_of(zone, "exposition_taux"), 80.0 / 600, 1e-12);
  assert_near(real_of(zone, "exposition_couverture"), 1, 0);
  OGR_F_Destroy(zone);
  OGRFeatureH row = feature_where(
      fx, "indicateurs", "niveau = 'commune' and code = '01001' and indicateur = 'exposition'");
  assert_null_field(row, "valeur");
  assert_null_field(row, "taux");
  assert_near(real_of(row, "min"), 200, 1e-9);
  OGR_F_Destroy(row);
}

static void sorts_rings_into_parts_and_holes(void **state) {
  OGRFeatureH zone = feature_where(*state, "iris", "code = '010010201'");
  OGRGeometryH shape = OGR_F_GetGeometryRef(zone);
  assert_int_equal(OGR_G_GetGeometryType(shape), wkbMultiPolygon);
  assert_int_equal(OGR_G_GetGeometryCount(shape), 2);
  /* 1 km² less the lake (0.04) plus the exclave (0.04) */
  assert_near(OGR_G_Area(shape), 1e6, 1e-3 /* m² */);
  assert_true(OGR_G_IsValid(shape));
  OGRGeometryH lake = OGR_G_CreateGeometry(wkbPoint);
  OGR_G_SetPoint_2D(lake, 0, 650500, 6861500);
  assert_false(OGR_G_Contains(shape, lake));
  OGR_G_DestroyGeometry(lake);
  OGR_F_Destroy(zone);
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer_of(*state, "iris"));
  assert_string_equal(OSRGetAuthorityCode(srs, NULL), "2154");
}

static void lists_sites_and_offers(void **state) {
  OGRFeatureH site = feature_where(*state, "lieux", "id = 'lieu-1'");
  assert_string_equal(text_of(site, "nom"), FX_INJECTION);
  assert_string_equal(text_of(site, "code_insee"), "01001");
  assert_string_equal(text_of(site, "code_iris"), "010010101");
  assert_int_equal(OGR_F_GetFieldAsInteger(site, field_of(site, "aider")), 1);
  assert_int_equal(OGR_F_GetFieldAsInteger(site, field_of(site, "informer")), 0);
  assert_null_field(site, "depanner"); /* unrecorded */
  assert_null_field(site, "non_compte");
  assert_near(OGR_G_GetX(OGR_F_GetGeometryRef(site), 0), 650500, 0);
  OGR_F_Destroy(site);
  site = feature_where(*state, "lieux", "id = 'lieu-3'");
  assert_null(OGR_F_GetGeometryRef(site));
  assert_null_field(site, "code_iris");
  assert_string_equal(text_of(site, "non_compte"), "sans position");
  OGR_F_Destroy(site);
  OGRFeatureH offer = feature_where(*state, "offres", "id = 'lieu-1/aider'");
  assert_near(real_of(offer, "capacite_max"), 400, 0);
  assert_null_field(offer, "heures_semaine");
  OGR_F_Destroy(offer);
}

static void gives_a_row_by_figure_and_denominator(void **state) {
  OGRFeatureH row =
      feature_where(*state, "indicateurs",
                    "niveau = 'commune' and code = '01002' and indicateur = 'fragilite' and "
                    "denominateur = 'population_15p'");
  assert_near(real_of(row, "valeur"), 240, 1e-9);
  assert_near(real_of(row, "taux"), 0.375, 1e-12);
  OGR_F_Destroy(row);
  row = feature_where(*state, "indicateurs",
                      "niveau = 'epci' and indicateur = 'population' and denominateur is null");
  assert_near(real_of(row, "valeur"), 4300, 0);
  assert_null_field(row, "taux");
  OGR_F_Destroy(row);
  row = feature_where(*state, "indicateurs",
                      "niveau = 'epci' and indicateur = 'recours_epuisement_aider'");
  assert_near(real_of(row, "max"), 0.24, 0);
  OGR_F_Destroy(row);
  row = feature_where(*state, "indicateurs",
                      "niveau = 'epci' and indicateur = 'places_100_depanner'");
  assert_null_field(row, "valeur");
  assert_null_field(row, "min");
  OGR_F_Destroy(row);
}

static void gives_coverage_by_scenario(void **state) {
  OGRFeatureH row = feature_where(*state, "couverture",
                                  "niveau = 'iris' and code = '010020000' and famille = 'aider' "
                                  "and scenario = 'recours_100'");
  assert_near(real_of(row, "besoin"), 240, 1e-9);
  assert_near(real_of(row, "couvert"), 240, 1e-9);
  assert_near(real_of(row, "hors_portee"), 0, 0);
  assert_near(real_of(row, "besoin_max"), 264, 1e-9);
  OGR_F_Destroy(row);
  row = feature_where(*state, "couverture",
                      "niveau = 'epci' and famille = 'depanner' and scenario = 'recours_17'");
  assert_null_field(row, "besoin");
  assert_null_field(row, "sature_min");
  assert_string_equal(text_of(row, "drapeaux"), "absent");
  OGR_F_Destroy(row);
}

static void gives_the_same_bytes_twice(void **state) {
  fixture *fx = *state;
  char *first = strdup(folder_path(&fx->folder, "portrait.gpkg"));
  const char *second = folder_path(&fx->folder, "again.gpkg");
  assert_int_equal(mlg_publish_geopackage(fx->portrait, second, &fx->findings), MLG_OK);
  assert_same_bytes(first, second);
  free(first);
}

static void says_when_it_cannot_write(void **state) {
  fixture *fx = *state;
  const char *nowhere = folder_path(&fx->folder, "absent/portrait.gpkg");
  assert_int_equal(mlg_publish_geopackage(fx->portrait, nowhere, &fx->findings), MLG_UNWRITTEN);
  assert_int_equal(fx->findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
  assert_string_equal(fx->findings.items[0].value, "portrait.gpkg");
  /* A file that cannot grow is what a full disk looks like. */
  const rlim_t cap = 64 * 1024;
  struct rlimit before = limit_file_size(cap);
  const char *capped = folder_path(&fx->folder, "capped.gpkg");
  mlg_status status = mlg_publish_geopackage(fx->portrait, capped, &fx->findings);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, MLG_UNWRITTEN);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(holds_each_level_with_the_promised_columns),
      TEST(keeps_codes_as_text_and_parents),
      TEST(gives_figures_bounds_and_rates),
      TEST(says_unknown_with_null_never_zero),
      TEST(fills_exposure_from_its_indicator),
      TEST(sorts_rings_into_parts_and_holes),
      TEST(lists_sites_and_offers),
      TEST(gives_a_row_by_figure_and_denominator),
      TEST(gives_coverage_by_scenario),
      TEST(gives_the_same_bytes_twice),
      TEST(says_when_it_cannot_write),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
