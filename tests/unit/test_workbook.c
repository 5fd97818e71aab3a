/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"
#include "workbook_part.h"

#include "workbook/readback.h"
#include <maillage/text.h>
#include <maillage/workbook.h>

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_findings findings;
  test_folder folder;
  char path[512];
} fixture;

/* Sheets in their order, from 1. */
enum {
  README = 1,
  SUMMARY,
  IRIS,
  QUARTERS,
  COMMUNES,
  EPCI,
  UNCOVERED,
  COMPARED,
  SCENARIOS,
  SITES,
  OFFERS,
  BASICS,
  MATCHES,
  DICTIONARY,
  SOURCES,
  FINDINGS,
  N_SHEETS = FINDINGS
};

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->folder = folder_make();
  fx->findings.arena = &fx->arena;
  fx->portrait = fx_portrait(&fx->arena);
  snprintf(fx->path, sizeof fx->path, "%s", folder_path(&fx->folder, "classeur.xlsx"));
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

static mlg_status write_book(fixture *fx) {
  return mlg_workbook_write(fx->portrait, fx->path, fx->folder.path, NULL, &fx->findings);
}

/* Writes the workbook and opens one of its sheets. */
static part_reader sheet_of(void **state, int number) {
  fixture *fx = *state;
  char part[64];
  assert_int_equal(write_book(fx), MLG_OK);
  snprintf(part, sizeof part, "xl/worksheets/sheet%d.xml", number);
  return part_open(fx->path, part);
}

static void opens_on_the_summary_with_the_sheets_in_order(void **state) {
  static const char *const names[N_SHEETS] = {"Lisez-moi",
                                              "Synthèse",
                                              "IRIS",
                                              "Quartiers",
                                              "Communes",
                                              "EPCI",
                                              "Besoins non couverts",
                                              "Quartiers comparés",
                                              "Scénarios",
                                              "Lieux",
                                              "Offres",
                                              "Socle commun",
                                              "Doublons fusionnés",
                                              "Dictionnaire",
                                              "Sources",
                                              "Constats"};
  fixture *fx = *state;
  assert_int_equal(write_book(fx), MLG_OK);
  part_reader book = part_open(fx->path, "xl/workbook.xml");
  assert_int_equal(part_count(&book, "//m:sheet"), N_SHEETS);
  for (int i = 0; i < N_SHEETS; i++) {
    char query[64];
    snprintf(query, sizeof query, "//m:sheet[%d]/@name", i + 1);
    char *name = part_text(&book, query);
    assert_string_equal(name, names[i]);
    free(name);
  }
  char *active = part_text(&book, "//m:workbookView/@activeTab");
  assert_string_equal(active, "1");
  free(active);
  part_close(&book);
}

static void puts_the_header_in_row_1_and_freezes_it(void **state) {
  part_reader sheet = sheet_of(state, IRIS);
  assert_cell(&sheet, "A1", "t:Code");
  assert_cell(&sheet, "B1", "t:Nom");
  assert_cell(&sheet, "G1", "t:Fragilité socio-numérique");
  assert_cell(&sheet, "H1", "t:Fragilité socio-numérique, min");
  assert_int_equal(part_count(&sheet, "//m:pane[@xSplit='2' and @ySplit='1']"), 1);
  assert_int_equal(part_count(&sheet, "//m:mergeCell"), 0);
  assert_int_equal(part_count(&sheet, "//m:row"), 5);
  assert_int_equal(part_count(&sheet, "//m:tablePart"), 1);
  assert_int_equal(part_count(&sheet, "//m:dataBar"), 1 + 4); /* the base; uncovered, by family */
  part_close(&sheet);
}

static void keeps_codes_as_text(void **state) {
  part_reader sheet = sheet_of(state, COMMUNES);
  assert_cell(&sheet, "A2", "t:01001");
  part_close(&sheet);
  sheet = sheet_of(state, SITES);
  assert_cell(&sheet, "D2", "t:01001");
  part_close(&sheet);
}

static void gives_figures_beside_their_interval(void **state) {
  part_reader sheet = sheet_of(state, COMMUNES);
  assert_cell(&sheet, "D2", "n:1050");
  assert_cell(&sheet, "E2", "n:945");
  assert_cell(&sheet, "F2", "n:1155");
  assert_cell(&sheet, "G2", "n:0.4");
  part_close(&sheet);
}

/* No number is NaN, and what is unknown is a word that says why. */
static void marks_what_is_unknown(void **state) {
  part_reader sheet = sheet_of(state, IRIS);
  assert_cell(&sheet, "I1", "t:Fragilité socio-numérique, max");
  assert_cell(&sheet, "G3", "n:0");    /* nobody lives there: 0 persons… */
  assert_cell(&sheet, "J3", "t:vide"); /* …and no rate */
  assert_int_equal(part_count(&sheet, "//m:c[@r='Q4']"), 1);
  assert_cell(&sheet, "Q1", "t:Personnes sans diplôme");
  assert_cell(&sheet, "Q4", "t:secret");
  assert_cell(&sheet, "R4", "n:0");
  assert_cell(&sheet, "S4", "n:1500");
  assert_cell(&sheet, "T4", "t:secret");
  assert_int_equal(part_count(&sheet, "//m:v[contains(translate(., 'naif', 'NAIF'), 'NA')]"), 0);
  assert_int_equal(part_count(&sheet, "//m:v[contains(translate(., 'naif', 'NAIF'), 'IN')]"), 0);
  part_close(&sheet);
}

/* The indicators that are there for others: 65+ as a variant of the base, 15+ as a support. */
static void set_aside(void **state) {
  fixture *fx = *state;
  fx->portrait->project->indicators[FX_PLUS_65].variant_of =
      (mlg_reference){.id = "fragilite", .index = FX_FRAGILITE};
  fx->portrait->project->indicators[FX_15P].is_support = true;
}

static void leaves_variants_and_supports_out_of_sheets_by_zone(void **state) {
  set_aside(state);
  part_reader sheet = sheet_of(state, IRIS);
  assert_cell(&sheet, "L1", "t:Population");
  assert_cell(&sheet, "M1", "t:Population non scolarisée de 15 ans et plus");
  assert_cell(&sheet, "N1", "t:Personnes sans diplôme");
  part_close(&sheet);
  sheet = sheet_of(state, COMPARED);
  assert_int_equal(part_count(&sheet, "//m:row"), 1 + 3 * 2);
  part_close(&sheet);
  sheet = sheet_of(state, DICTIONARY);
  assert_cell(&sheet, "I1", "t:Rôle");
  assert_cell(&sheet, "I2", "");
  assert_cell(&sheet, "A7", "t:plus_65");
  assert_cell(&sheet, "I7", "t:variante de fragilite, pour comparer");
  assert_cell(&sheet, "A14", "t:population_15p");
  assert_cell(&sheet, "I14", "t:appui : sert à d'autres indicateurs");
  part_close(&sheet);
}

/* 850 and 700 persons of 65 and over, beside 1,290 and 1,050. */
static void notes_what_variants_would_give(void **state) {
  set_aside(state);
  part_reader sheet = sheet_of(state, SUMMARY);
  char *cell = NULL;
  const char *wanted = "t:Écarts des autres formules avec «" MLG_NBSP
                       "Fragilité socio-numérique" MLG_NBSP "»" MLG_NNBSP ": −350 (−33,3" MLG_NNBSP
                       "%) ";
  for (int row = 36; row < 48 && cell == NULL; row++) {
    char name[16];
    snprintf(name, sizeof name, "A%d", row);
    cell = part_cell(&sheet, name);
    if (cell != NULL && strncmp(cell, wanted, strlen(wanted)) != 0) {
      free(cell);
      cell = NULL;
    }
  }
  assert_non_null(cell);
  assert_non_null(strstr(cell, " et −430 (−33,3" MLG_NNBSP "%) "));
  assert_non_null(strstr(cell, "Personnes de 65 ans et plus"));
  free(cell);
  part_close(&sheet);
}

/* The exact counts lose their bounds; one doubtful zone is enough to keep them. */
static void keeps_bounds_where_there_is_a_doubt(void **state) {
  fixture *fx = *state;
  part_reader sheet = sheet_of(state, IRIS);
  assert_cell(&sheet, "L1", "t:Personnes de 65 ans et plus");
  assert_cell(&sheet, "M1", "t:Personnes de 65 ans et plus" MLG_NBSP "/ Population");
  part_close(&sheet);
  mlg_need *need = (mlg_need *)fx->portrait->need;
  need->values[MLG_IRIS][2 * FX_INDICATORS + FX_PLUS_65] = mlg_between(300, 300, 301);
  sheet = sheet_of(state, IRIS);
  assert_cell(&sheet, "M1", "t:Personnes de 65 ans et plus, min");
  part_close(&sheet);
  sheet = sheet_of(state, COMMUNES);
  assert_cell(&sheet, "J1", "t:Personnes de 65 ans et plus" MLG_NBSP "/ Population");
  part_close(&sheet);
}

/* What is known of a figure is a text, its bounds are numbers. */
static void says_at_least_of_partial_figures(void **state) {
  part_reader sheet = sheet_of(state, COMMUNES);
  assert_cell(&sheet, "N1", "t:Personnes sans diplôme");
  assert_cell(&sheet, "N2", "t:au moins 200");
  assert_cell(&sheet, "O2", "n:200");
  assert_cell(&sheet, "P2", "n:1700");
  assert_cell(&sheet, "Q2", "t:au moins 7,6" MLG_NNBSP "%");
  part_close(&sheet);
}

/* Quarter by quarter: the rates of the project, the first two alike in every zone. */
static void compares_quarters_with_what_holds_them(void **state) {
  part_reader sheet = sheet_of(state, COMPARED);
  assert_int_equal(part_count(&sheet, "//m:row"), 1 + 3 * 3);
  assert_int_equal(part_count(&sheet, "//m:tablePart"), 1);
  assert_cell(&sheet, "A2", "t:0100101");
  assert_cell(&sheet, "E2", "t:Population non scolarisée de 15 ans et plus");
  assert_cell(&sheet, "F2", "n:0.4");
  assert_cell(&sheet, "G2", "n:0.36");
  assert_cell(&sheet, "I1", "t:Taux de la commune");
  assert_cell(&sheet, "I2", "n:0.4");
  assert_cell(&sheet, "J1", "t:Taux de l'EPCI");
  assert_cell(&sheet, "N2", "t:non distinguable");
  assert_cell(&sheet, "S2", "t:1er à 2e");
  assert_cell(&sheet, "T2", "n:1");
  assert_cell(&sheet, "U2", "n:2");
  assert_cell(&sheet, "V2", "t:2" MLG_NBSP "quartiers (L'Abergement-Clémenciat)");
  /* Suppressed in one quarter: partial in its commune, and no zero anywhere. */
  assert_cell(&sheet, "I4", "t:au moins 7,6" MLG_NNBSP "%");
  assert_cell(&sheet, "B7", "t:Sud");
  assert_cell(&sheet, "F7", "t:secret");
  assert_cell(&sheet, "K7", "t:secret");
  /* A whole commune is not set against itself, and is ranked among communes. */
  assert_cell(&sheet, "B8", "t:Bourg");
  assert_cell(&sheet, "K8", "t:–");
  assert_cell(&sheet, "V8", "t:2" MLG_NBSP "communes (Communauté d'essai)");
  part_close(&sheet);
}

/* 10 points more in one of the quarters, without a doubt. */
static void differences_are_in_points(void **state) {
  fixture *fx = *state;
  mlg_need *need = (mlg_need *)fx->portrait->need;
  const struct {
    mlg_level level;
    size_t zone;
    double persons;
  } counts[] = {
      {MLG_IRIS, 2, 450}, {MLG_QUARTIER, 1, 450}, {MLG_COMMUNE, 0, 850}, {MLG_EPCI, 0, 1010}};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    need->values[counts[i].level][counts[i].zone * FX_INDICATORS + FX_PLUS_65] =
        mlg_exact(counts[i].persons);
  part_reader sheet = sheet_of(state, COMPARED);
  assert_cell(&sheet, "B6", "t:Sud");
  assert_cell(&sheet, "D6", "t:Personnes de 65 ans et plus");
  assert_cell(&sheet, "F6", "n:0.3");
  char *points = part_cell(&sheet, "K6"), *low = part_cell(&sheet, "L6");
  assert_near(atof(points + 2), 100 * (0.3 - 850.0 / 3500), 1e-9 /* points */);
  assert_near(atof(low + 2), atof(points + 2), 1e-9);
  free(points);
  free(low);
  assert_cell(&sheet, "N6", "t:au-dessus");
  assert_cell(&sheet, "N3", "t:au-dessous");
  assert_cell(&sheet, "S6", "t:1er");
  assert_cell(&sheet, "S3", "t:2e");
  part_close(&sheet);
}

static void lists_every_recorded_family_and_scenario(void **state) {
  part_reader sheet = sheet_of(state, UNCOVERED);
  /* 10 zones x 4 recorded families x 2 scenarios, and the header */
  assert_int_equal(part_count(&sheet, "//m:row"), 81);
  assert_cell(&sheet, "A2", "t:EPCI");
  assert_cell(&sheet, "D2", "t:être informé et orienté");
  assert_cell(&sheet, "G1", "t:Besoin");
  assert_cell(&sheet, "V1", "t:Non couvert");
  part_close(&sheet);
}

static void recomputes_scenarios_with_the_values_that_formulas_give(void **state) {
  part_reader sheet = sheet_of(state, SCENARIOS);
  assert_cell(&sheet, "B4", "n:0.17");
  assert_cell(&sheet, "A9", "t:Nord");
  assert_cell(&sheet, "B9", "n:600");
  char *formula = part_text(&sheet, "//m:c[@r='C9']/m:f");
  assert_string_equal(formula, "B9*recours*poids");
  free(formula);
  /* Places run out at 12 % of 600 persons; the project's weight is 0: no need, none left. */
  assert_cell(&sheet, "C9", "n:0");
  assert_cell(&sheet, "E9", "n:72");
  assert_cell(&sheet, "F9", "n:1");
  assert_cell(&sheet, "G9", "n:0");
  assert_int_equal(part_count(&sheet, "//m:f"), 3 * 4 + 5);
  assert_int_equal(part_count(&sheet, "//m:dataValidation"), 3);
  part_close(&sheet);
}

/* What was observed is no share of the base: no formula gives it. */
static void has_no_formula_for_what_was_observed(void **state) {
  fixture *fx = *state;
  fx->portrait->project->scenarios[0].take_up = NAN;
  part_reader sheet = sheet_of(state, SCENARIOS);
  assert_int_equal(part_count(&sheet, "//m:f"), 0);
  assert_cell(&sheet, "A6", "t:Recours de 17 % (référence)");
  assert_cell(&sheet, "B6", "t:observé");
  part_close(&sheet);
}

static void never_runs_what_a_source_says(void **state) {
  part_reader sheet = sheet_of(state, SITES);
  assert_cell(&sheet, "B2", "t:" FX_INJECTION);
  assert_cell(&sheet, "J4", "t:sans position");
  assert_cell(&sheet, "J2", "t:compté");
  assert_int_equal(part_count(&sheet, "//m:f"), 0);
  assert_int_equal(part_count(&sheet, "//m:hyperlink"), 0);
  part_close(&sheet);
}

/* A sign that Excel takes for the start of a formula when it is typed is text when it is read. */
static void keeps_leading_signs_as_text(void **state) {
  static const char *const NAMES[] = {"+33 2 99 00 00 00", "@accueil", "-1", "=1+1"};
  fixture *fx = *state;
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    char wanted[64];
    fx->portrait->directory->sites[0].name = NAMES[i];
    snprintf(wanted, sizeof wanted, "t:%s", NAMES[i]);
    part_reader sheet = sheet_of(state, SITES);
    assert_cell(&sheet, "B2", wanted);
    assert_int_equal(part_count(&sheet, "//m:f"), 0);
    part_close(&sheet);
    sheet = sheet_of(state, OFFERS);
    assert_cell(&sheet, "B2", wanted);
    assert_int_equal(part_count(&sheet, "//m:f"), 0);
    part_close(&sheet);
  }
}

static void mends_text_that_is_not_utf8(void **state) {
  fixture *fx = *state;
  fx->portrait->directory->sites[0].name = "caf\xE9 \x01 bas";
  part_reader sheet = sheet_of(state, SITES);
  assert_cell(&sheet, "B2", "t:caf? ? bas");
  part_close(&sheet);
  fx->portrait->directory->sites[0].name = "café \x01 bas";
  sheet = sheet_of(state, SITES);
  assert_cell(&sheet, "B2", "t:café ? bas");
  part_close(&sheet);
}

static void gives_five_figures_and_where_to_act_first(void **state) {
  part_reader sheet = sheet_of(state, SUMMARY);
  assert_cell(&sheet, "A4", "t:Cinq chiffres");
  assert_cell(&sheet, "A5", "t:Fragilité socio-numérique");
  assert_cell(&sheet, "B5", "n:1050");
  assert_cell(&sheet, "C5", "n:945");
  assert_cell(&sheet, "E5", "n:1290");
  assert_cell(&sheet, "A6",
              "t:personnes, sur 3" MLG_NNBSP "500" MLG_NNBSP "; 4" MLG_NNBSP
              "300 habitants · INSEE, 2019");
  assert_cell(&sheet, "B7", "n:0.4");
  assert_cell(&sheet, "A9", "t:Population"); /* without exposure */
  assert_cell(&sheet, "A11", "t:Besoin d'aide aux démarches");
  assert_cell(&sheet, "A13", "t:… dont non couvert");
  assert_cell(&sheet, "A18", "t:Sud"); /* 53.6 of 76.5 persons uncovered */
  assert_cell(&sheet, "A19",
              "t:Surtout faute d'offre à portée" MLG_NNBSP ": ouvrir un point d'accueil (38), puis "
              "mieux orienter vers les lieux libres (8), ajouter du temps d'accueil (8)");
  assert_cell(&sheet, "A20", "t:Nord");
  assert_cell(&sheet, "A21",
              "t:Surtout faute de place" MLG_NNBSP ": ajouter du temps d'accueil (31), puis mieux "
              "orienter vers les lieux libres (20)");
  part_close(&sheet);
}

static void ranks_zones_in_the_summary(void **state) {
  part_reader sheet = sheet_of(state, SUMMARY);
  assert_cell(&sheet, "E34", "t:Rang sur" MLG_NBSP "2");
  assert_cell(&sheet, "A35", "t:Sud");  /* 53.6 of 76.5 persons uncovered */
  assert_cell(&sheet, "A36", "t:Nord"); /* 51 of 102 */
  /* 34.4 against 25.5 at best, 72.7 against 76.5 at worst: not to be told apart. */
  assert_cell(&sheet, "E35", "t:1er à 2e");
  assert_cell(&sheet, "E36", "t:1er à 2e");
  assert_cell(&sheet, "K35", "t:hors de portée");
  assert_cell(&sheet, "K36", "t:saturé");
  assert_int_equal(part_count(&sheet, "//m:drawing"), 1);
  part_close(&sheet);
}

static void explains_every_column(void **state) {
  part_reader sheet = sheet_of(state, DICTIONARY);
  assert_cell(&sheet, "A2", "t:fragilite");
  assert_cell(&sheet, "A3", "t:fragilite_min");
  assert_cell(&sheet, "A5", "t:fragilite_taux_nscol");
  assert_cell(&sheet, "E5", "t:fragilite / population_nscol");
  assert_cell(&sheet, "G2", "t:INSEE, recensement de la population (INSEE, 2019)");
  part_close(&sheet);
  sheet = sheet_of(state, SOURCES);
  assert_cell(&sheet, "D2", "t:2019");
  assert_cell(&sheet, "G3", "t:1111111111111111111111111111111111111111111111111111111111111111");
  part_close(&sheet);
  sheet = sheet_of(state, FINDINGS);
  assert_cell(&sheet, "B2", "t:lieu-sans-position");
  assert_cell(&sheet, "D2", "n:4");
  part_close(&sheet);
}

static void gives_the_same_bytes_twice(void **state) {
  fixture *fx = *state;
  assert_int_equal(write_book(fx), MLG_OK);
  char first[512];
  memcpy(first, fx->path, sizeof first);
  snprintf(fx->path, sizeof fx->path, "%s", folder_path(&fx->folder, "again.xlsx"));
  assert_int_equal(write_book(fx), MLG_OK);
  assert_same_bytes(first, fx->path);
}

/* Many findings, so that one sheet is far longer than the compressed workbook. */
static void add_findings(fixture *fx, size_t n) {
  mlg_findings *all = (mlg_findings *)fx->portrait->findings;
  for (size_t i = 0; i < n; i++)
    mlg_report(all, (mlg_finding){.code = MLG_F_VALUE_ABSENT, .file = "a.csv", .line = i + 2});
}

static void streams_long_sheets_with_a_filter(void **state) {
  add_findings(*state, 10001);
  part_reader sheet = sheet_of(state, FINDINGS);
  assert_int_equal(part_count(&sheet, "//m:row"), 10004);
  assert_int_equal(part_count(&sheet, "//m:autoFilter"), 1);
  assert_int_equal(part_count(&sheet, "//m:tablePart"), 0);
  assert_int_equal(part_count(&sheet, "//m:c[@r='B2']/m:is"), 1); /* strings within the sheet */
  part_close(&sheet);
}

/* A whole region of IRIS: the first one again and again, under other codes. */
static void spread(fixture *fx, size_t n) {
  mlg_territory *territory = (mlg_territory *)fx->portrait->territory;
  mlg_need *need = (mlg_need *)fx->portrait->need;
  mlg_coverage *coverage = (mlg_coverage *)fx->portrait->coverage;
  size_t needs = FX_INDICATORS, cells = MLG_FAMILY_COUNT, all = cells * FX_SCENARIOS;
  mlg_zone *zones = MLG_NEW(&fx->arena, mlg_zone, n);
  mlg_estimate *values = MLG_NEW(&fx->arena, mlg_estimate, n * needs);
  double *covered = MLG_NEW(&fx->arena, double, n *needs);
  mlg_parts *parts = MLG_NEW(&fx->arena, mlg_parts, n * all);
  mlg_estimate *places = MLG_NEW(&fx->arena, mlg_estimate, n * cells);
  mlg_estimate *take_up = MLG_NEW(&fx->arena, mlg_estimate, n * cells);
  for (size_t i = 0; i < n; i++) {
    zones[i] = territory->zones[MLG_IRIS][0];
    zones[i].code = mlg_arena_printf(&fx->arena, "01%07zu", i);
    memcpy(values + i * needs, need->values[MLG_IRIS], needs * sizeof *values);
    memcpy(covered + i * needs, need->covered[MLG_IRIS], needs * sizeof *covered);
    memcpy(parts + i * all, coverage->parts[MLG_IRIS], all * sizeof *parts);
    memcpy(places + i * cells, coverage->places[MLG_IRIS], cells * sizeof *places);
    memcpy(take_up + i * cells, coverage->take_up[MLG_IRIS], cells * sizeof *take_up);
  }
  territory->n_zones[MLG_IRIS] = n;
  territory->zones[MLG_IRIS] = zones;
  need->values[MLG_IRIS] = values;
  need->covered[MLG_IRIS] = covered;
  coverage->parts[MLG_IRIS] = parts;
  coverage->places[MLG_IRIS] = places;
  coverage->take_up[MLG_IRIS] = take_up;
}

/* 10 500 zones: no Excel table can be streamed, and the name that formulas use stays. */
static void streams_a_region_of_zones(void **state) {
  spread(*state, 10500);
  part_reader sheet = sheet_of(state, IRIS);
  assert_int_equal(part_count(&sheet, "//m:row"), 10501);
  assert_int_equal(part_count(&sheet, "//m:autoFilter"), 1);
  assert_int_equal(part_count(&sheet, "//m:tablePart"), 0);
  assert_int_equal(part_count(&sheet, "//m:c[@r='A10501']"), 1);
  assert_true(part_count(&sheet, "//m:col[@hidden='1' and @outlineLevel='1']") > 0);
  part_close(&sheet);
  fixture *fx = *state;
  part_reader book = part_open(fx->path, "xl/workbook.xml");
  char *range = part_text(&book, "//m:definedName[@name='niveau_iris']");
  assert_non_null(strstr(range, "IRIS"));
  assert_non_null(strstr(range, "$A$1:$"));
  assert_non_null(strstr(range, "$10501"));
  free(range);
  part_close(&book);
  sheet = sheet_of(state, SCENARIOS); /* formulas and merged cells are streamed too */
  assert_int_equal(part_count(&sheet, "//m:f"), 3 * 4 + 5);
  part_close(&sheet);
}

static void reads_back_rows_and_parts(void **state) {
  fixture *fx = *state;
  assert_int_equal(write_book(fx), MLG_OK);
  size_t rows[N_SHEETS];
  for (int i = 1; i <= N_SHEETS; i++) {
    part_reader sheet = sheet_of(state, i);
    rows[i - 1] = (size_t)part_count(&sheet, "//m:row");
    part_close(&sheet);
  }
  assert_true(mlg_readback(fx->path, rows, N_SHEETS));
  assert_false(mlg_readback(fx->path, rows, N_SHEETS - 1));
  rows[IRIS - 1]++;
  assert_false(mlg_readback(fx->path, rows, N_SHEETS));
  rows[IRIS - 1]--;
  size_t size;
  char *bytes = read_whole(fx->path, &size);
  bytes[size / 2] ^= 0x55;
  assert_false(mlg_readback(folder_write(&fx->folder, "spoilt.xlsx", bytes, size), rows, N_SHEETS));
  free(bytes);
}

/* libxlsxwriter says nothing when its temporary files are cut short: only reading back shows. */
static void notices_temporary_files_cut_short(void **state) {
  fixture *fx = *state;
  add_findings(fx, 4000);
  assert_int_equal(write_book(fx), MLG_OK);
  size_t size;
  free(read_whole(fx->path, &size));
  struct rlimit before = limit_file_size(size + 4096); /* room for the result, not for its parts */
  mlg_status status = write_book(fx);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, MLG_UNWRITTEN);
  assert_int_equal(fx->findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
  assert_string_equal(fx->findings.items[0].value, "classeur.xlsx");
}

static void says_when_it_cannot_write(void **state) {
  fixture *fx = *state;
  snprintf(fx->path, sizeof fx->path, "%s", folder_path(&fx->folder, "absent/classeur.xlsx"));
  assert_int_equal(write_book(fx), MLG_UNWRITTEN);
  assert_int_equal(mlg_workbook_write(fx->portrait, "/dev/null", fx->path, NULL, &fx->findings),
                   MLG_UNWRITTEN);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(opens_on_the_summary_with_the_sheets_in_order),
      TEST(puts_the_header_in_row_1_and_freezes_it),
      TEST(keeps_codes_as_text),
      TEST(gives_figures_beside_their_interval),
      TEST(marks_what_is_unknown),
      TEST(leaves_variants_and_supports_out_of_sheets_by_zone),
      TEST(notes_what_variants_would_give),
      TEST(keeps_bounds_where_there_is_a_doubt),
      TEST(says_at_least_of_partial_figures),
      TEST(compares_quarters_with_what_holds_them),
      TEST(differences_are_in_points),
      TEST(lists_every_recorded_family_and_scenario),
      TEST(recomputes_scenarios_with_the_values_that_formulas_give),
      TEST(has_no_formula_for_what_was_observed),
      TEST(never_runs_what_a_source_says),
      TEST(keeps_leading_signs_as_text),
      TEST(mends_text_that_is_not_utf8),
      TEST(gives_five_figures_and_where_to_act_first),
      TEST(ranks_zones_in_the_summary),
      TEST(explains_every_column),
      TEST(gives_the_same_bytes_twice),
      TEST(streams_long_sheets_with_a_filter),
      TEST(streams_a_region_of_zones),
      TEST(reads_back_rows_and_parts),
      TEST(notices_temporary_files_cut_short),
      TEST(says_when_it_cannot_write),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
