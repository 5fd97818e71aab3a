/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_RENNES_H
#define TESTS_RENNES_H

#include <maillage/load.h>
#include <maillage/territory.h>

/* The real territory of geodata/rennes-metropole, without its project file. After near.h. */
typedef struct {
  mlg_table outlines, population, quarters, communes, epcis;
  mlg_territory territory;
} rennes_data;

static inline mlg_table rennes_table(mlg_arena *arena, const char *file, mlg_findings *findings) {
  mlg_table table;
  char *path = mlg_arena_printf(arena, "geodata/rennes-metropole/%s", file);
  assert_int_equal(mlg_load_table(arena, path, file, NULL, findings, &table), MLG_OK);
  return table;
}

static inline void rennes_load(mlg_arena *arena, mlg_findings *findings, rennes_data *data) {
  data->outlines = rennes_table(arena, "IRISRM.shp", findings);
  data->population = rennes_table(arena, "base-ic-evol-struct-pop-2019.csv", findings);
  data->quarters = rennes_table(arena, "rennes-iris-quartiers.csv", findings);
  data->communes = rennes_table(arena, "communes_bretagne_cog2025.geojson", findings);
  data->epcis = rennes_table(arena, "epci_bretagne_cog2025.geojson", findings);
#define COLUMN(table, name) mlg_table_column(&data->table, name)
  mlg_territory_tables tables = {
      .level = MLG_EPCI,
      .code = "243500139",
      .zones = {.table = &data->outlines,
                .code = COLUMN(outlines, "code_iris"),
                .name = COLUMN(outlines, "nmiris"),
                .commune = COLUMN(outlines, "ccom")},
      .types = {.table = &data->population,
                .code = COLUMN(population, "IRIS"),
                .type = COLUMN(population, "TYP_IRIS")},
      .quarters = {.table = &data->quarters,
                   .zone = COLUMN(quarters, "code_iris"),
                   .code = COLUMN(quarters, "nuquart"),
                   .name = COLUMN(quarters, "nom_quartier")},
      .communes = {.table = &data->communes,
                   .code = COLUMN(communes, "DEPCOM"),
                   .name = COLUMN(communes, "NOM_DEPCOM"),
                   .above = {[MLG_EPCI] = COLUMN(communes, "EPCI"),
                             [MLG_DEPARTEMENT] = MLG_NO_COLUMN,
                             [MLG_REGION] = MLG_NO_COLUMN}},
      .wider[MLG_EPCI] = {.table = &data->epcis,
                          .code = COLUMN(epcis, "EPCI"),
                          .name = COLUMN(epcis, "NOM_EPCI"),
                          .n_communes = MLG_NO_COLUMN},
  };
#undef COLUMN
  assert_int_equal(mlg_territory_build(arena, &tables, findings, &data->territory), MLG_OK);
}

#endif
