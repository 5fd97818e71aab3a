/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PORTRAIT_H
#define MAILLAGE_PORTRAIT_H

#include <maillage/coverage.h>
#include <maillage/geometry.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/project.h>
#include <maillage/territory.h>

/**
 * @file
 * The finished result, which every output is made from: figures, shapes,
 * classes, ranking and wording. Outputs compute nothing, so that map, legend,
 * QGIS style and sheet agree by construction.
 */
typedef struct {
  const char *role;   /**< French: "projet", "indicateur", "correspondance", "fichier associé". */
  const char *file;   /**< Its name. */
  const char *digest; /**< SHA-256. */
} mlg_input_file;

typedef struct mlg_beside mlg_beside; /* <maillage/beside.h> */

/** A series: zones of a level have a portrait of their own, in a folder beside the whole's. */
typedef struct {
  mlg_level level;
  const char **folders; /**< By zone. */
} mlg_portrait_series;

typedef struct {
  const mlg_project *project;
  const mlg_territory *territory;
  const mlg_need *need;
  const mlg_directory *directory;
  const mlg_coverage *coverage;
  const mlg_findings *findings;
  size_t base;                              /**< The indicator that the need is a share of. */
  size_t population;                        /**< Indicator index, or MLG_NO_INDICATOR. */
  const mlg_shape *shapes[MLG_LEVEL_COUNT]; /**< By zone; NULL where the level is absent. */
  mlg_shape neighbours;                     /**< Lines. */
  const mlg_shape *contexts; /**< One for each of the project's; NULL when it was not kept. */
  size_t n_files;
  const mlg_input_file *files;       /**< Every other file that shaped the result. */
  const char **digests;              /**< SHA-256, one a dataset. */
  const mlg_beside *beside;          /**< The first extent's landmarks; NULL: none is known. */
  const mlg_portrait_series *series; /**< NULL: the portrait is no series' whole. */
} mlg_portrait;

#define MLG_NO_INDICATOR ((size_t)-1)

/* ---- zones ---- */

/** Zones of `level` inside the zone of `extent_level`; `zones` is arena-owned, by code. */
mlg_status mlg_portrait_zones_in(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                 mlg_level extent_level, size_t extent, size_t **zones, size_t *n);

/** The level at which a zone is shaded: its finest zones where they part a commune, else its
 *  communes; of a quarter, its IRIS. */
mlg_level mlg_portrait_parts_level(const mlg_portrait *portrait, mlg_level extent_level,
                                   size_t extent);

/** Finds a zone by code at any level, the widest first. False when there is none. */
bool mlg_portrait_find(const mlg_portrait *portrait, const char *code, mlg_level *level,
                       size_t *zone);

/** Sorts zones by uncovered need of a family in the reference scenario, largest first, then code.
 */
void mlg_portrait_rank(const mlg_portrait *portrait, mlg_level level, mlg_family family,
                       size_t *zones, size_t n);

/** The parts of a zone's need in the reference scenario. */
const mlg_parts *mlg_portrait_parts(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                    mlg_family family);

/** Why a zone has no rate to show, if so. */
typedef enum {
  MLG_SHOWN,      /**< It has one. */
  MLG_NOBODY,     /**< Nobody lives there. */
  MLG_TOO_FEW,    /**< Fewer than MLG_FRAGILE_BELOW persons in the denominator. */
  MLG_HIDDEN,     /**< Suppressed by the producer. */
  MLG_UNKNOWN,    /**< No figure. */
  MLG_PARTIAL,    /**< Only a floor: a part of the zone has no figure. */
  MLG_UNRECORDED, /**< No source describes the family. */
  MLG_SHOWN_COUNT
} mlg_shown;

/** The rate of indicator over its k-th denominator, and whether it can be shown on a map. */
mlg_shown mlg_portrait_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                            size_t indicator, size_t k, mlg_estimate *rate);

/** The share of the base that is left without help of a family, in the reference scenario. */
mlg_shown mlg_portrait_uncovered_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                      mlg_family family, mlg_estimate *rate);

/** Places of a family in reach, for one person of the base. */
mlg_shown mlg_portrait_places_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                   mlg_family family, mlg_estimate *rate);

/** PORTREA's second score, the indicator "exposition", or MLG_NO_INDICATOR. */
size_t mlg_portrait_exposure(const mlg_portrait *portrait);

/** French: "moins de 200 personnes : non interprétable", for legends; "" when shown. */
const char *mlg_shown_label(mlg_shown shown);

/* ---- comparing zones ---- */

/** What zones are compared by. */
typedef enum {
  MLG_BY_COUNT,          /**< An indicator's count. */
  MLG_BY_RATE,           /**< Its rate over the k-th denominator. */
  MLG_BY_UNCOVERED,      /**< A family's uncovered need, in the reference scenario… */
  MLG_BY_UNCOVERED_RATE, /**< …and the share of the base that it is. */
} mlg_compared_kind;

typedef struct {
  mlg_compared_kind kind;
  size_t indicator, k;
  mlg_family family;
} mlg_compared;

/** From the best to the worst rank that a zone may have, from 1. All 0: it has no rank. */
typedef struct {
  size_t first, last;
  size_t of; /**< How many zones have one. */
} mlg_rank_range;

/**
 * The ranks that each of `zones` may have among them, the largest figure first.
 *
 * A zone is surely above another when the whole interval of their difference is above 0.
 * That interval is the hull of three runs that zones share (low with low, value with
 * value, high with high: a parameter moves all zones at once), widened by what is a
 * zone's own: figures of finest zones whose cells are hidden, assumed or absent go
 * from the lowest of one to the highest of the other; and by 1.96 times the root of the
 * sum of both variances. Then `first` is 1 + the zones surely above, `last` is `of` - the
 * zones surely below: zones that cannot be told apart have ranges that overlap.
 *
 * A partial figure (value NaN, but a low above 0 or a finite high) is ranked by its
 * bounds. Without any bound, without anybody, or, for a rate, with fewer than
 * MLG_FRAGILE_BELOW persons, a zone has no rank and counts among none.
 *
 * Limits: pairs are judged one by one at 95 %, so that among many pairs a few are judged
 * wrongly; the overlap of criteria and the rounding of published cells count as shared; a
 * figure shared out from a wider zone (MLG_APPORTIONED) counts as sure; the doubt of a
 * denominator is left out, as in the rate. O(n²), after one pass over the finest zones.
 */
mlg_status mlg_portrait_rank_range(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                   mlg_level level, const size_t *zones, size_t n,
                                   mlg_rank_range *ranges);

/** The same for every zone of a level, each among the zones of its own zone of a wider level. */
mlg_status mlg_portrait_rank_within(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                    mlg_level level, mlg_level wider, mlg_rank_range *ranges);

/**
 * The figure of each zone of a level less that of the zone of a wider level which holds it,
 * with the same doubts as above; the persons whom both count are no doubt in their
 * difference. Unknown where either has no rank; value NaN where either is partial.
 */
mlg_status mlg_portrait_differences(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                    mlg_level level, mlg_level wider, mlg_estimate *differences);

/** A variant less its original, and in `share` of the original (NaN over 0); NaN when either is
 *  not known. */
double mlg_variant_gap(mlg_estimate variant, mlg_estimate original, double *share);

/* ---- classes ---- */

enum { MLG_MOST_CLASSES = 7 };

/** Left-closed classes; the last one is closed. */
typedef struct {
  size_t n;                            /**< Classes, 1 to MLG_MOST_CLASSES. */
  double bounds[MLG_MOST_CLASSES - 1]; /**< Inner bounds, ascending: n - 1 of them. */
  size_t tally[MLG_MOST_CLASSES];      /**< Zones in each class. */
  size_t hidden[MLG_SHOWN_COUNT];      /**< Zones without a class, by reason. */
  const char *method;                  /**< French: "bornes fixes", "quantiles arrondis". */
} mlg_classes;

/** The class of a rate, 0 to n - 1. */
size_t mlg_class_of(const mlg_classes *classes, double rate);

/**
 * Classes of ratios; NaN is left out. Computed bounds are rounded to a readable step; those
 * that would leave a class empty are dropped. Few figures make few classes: about the square
 * root of their number when the choice does not say how many, at most half of it when it
 * does. A method that cannot be (a geometric progression from 0) gives quantiles, and
 * `method` says so.
 */
mlg_status mlg_classes_make(mlg_arena *arena, const double *values, size_t n,
                            const mlg_class_choice *choice, mlg_classes *classes);

/** Counts the figures in each class anew; NaN is left out. */
void mlg_classes_tally(mlg_classes *classes, const double *values, size_t n);

/**
 * Classes of an indicator's rate over the given zones: the indicator's own
 * bounds, else quantiles rounded to a readable step.
 */
mlg_status mlg_portrait_classes(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                const size_t *zones, size_t n, size_t indicator,
                                mlg_classes *classes);

/* ---- wording: French, for documents ----
 * Each returns an arena-owned text, or NULL when memory is short. A figure that
 * is not known reads "n.d.". Spaces that must not break a line are no-break ones. */

/** "41 800 personnes [40 800 ; 43 000]" to three significant digits; the unit is put
 *  in the singular below 2, and left out when "". No brackets around a sure figure. */
char *mlg_wording_interval(mlg_arena *arena, mlg_estimate estimate, const char *unit);

/** "29,9 % [29,2 % ; 30,8 %]" from a ratio; what is known of a partial one. */
char *mlg_wording_rate(mlg_arena *arena, mlg_estimate rate);

/** What is known of a figure without value: "au moins 12 300, au plus 95 000 personnes",
 *  either alone, or "n.d.". Three digits: the floor is rounded down, the bound up. A bound
 *  that says nothing is left out: numbers of tables have it. */
char *mlg_wording_partial(mlg_arena *arena, mlg_estimate estimate, const char *unit);

/** Whether the upper bound of a figure without value is worth saying: no more than ten times
 *  the lower one. Beyond, it only tells that most of the zone has no figure. */
bool mlg_ceiling_says(mlg_estimate estimate);

/** The floor of a partial figure alone: "12 300", or "12,3 %" of a rate; "" when the figure
 *  is known, or nothing of it is. */
char *mlg_wording_least(mlg_arena *arena, mlg_estimate estimate);
char *mlg_wording_least_rate(mlg_arena *arena, mlg_estimate rate);

/** "20 à 25 %": the k-th class, for keys; bounds with as few decimals as say them. */
char *mlg_wording_class(mlg_arena *arena, const mlg_classes *classes, size_t k);

/** "83 % de la population couverte", rounded down. */
char *mlg_wording_covered(mlg_arena *arena, double share);

/** How far a variant is from its original: "+16 400 (+18,2 %)", three digits. */
char *mlg_wording_gap(mlg_arena *arena, mlg_estimate variant, mlg_estimate original);

/** Why a zone's figure is partial, for a note: "données incomplètes pour 28 communes (Acigné,
 *  … et 22 autres) ; 83 % de la population couverte"; "" when the figure is known. */
char *mlg_wording_missing(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                          size_t zone, size_t indicator);

/** Of an EPCI that the territory holds in part: "12 de ses 31 communes seulement ; les autres
 *  sont hors du territoire étudié"; "" of a whole one. */
char *mlg_wording_cut(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone);

/** The territory's name for headers, with what is missing of it in brackets. */
char *mlg_wording_territory(mlg_arena *arena, const mlg_portrait *portrait);

/** "Maurepas, Le Blosne et Bréquigny". */
char *mlg_wording_list(mlg_arena *arena, const char *const *names, size_t n);

/** "1er", "3e à 5e"; "" without a rank. */
char *mlg_wording_rank(mlg_arena *arena, mlg_rank_range range);

/** The ranks of the first quarters of an extent by an indicator's rate, when one of them is
 *  tied: "Rangs : Le Blosne 1er ; Bréquigny et Maurepas 2e à 3e (sur 12)"; else "". */
char *mlg_wording_ranks(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, size_t indicator);

/** What people are told of figures that are rounded for them, as mlg_french_about() does. */
#define MLG_ROUNDING_NOTE                                                                          \
  "Trois chiffres significatifs au plus : une somme arrondie peut s'écarter de celle de ses "     \
  "parts."

/** The flags for people, joined by ", ": "réparti, fragile"; "" when there are none. */
char *mlg_wording_flags(mlg_arena *arena, uint32_t flags);

/** How a sentence names a zone: "Rennes", "Rennes Métropole", "Villejean" for the quarter
 *  "Villejean - Beauregard". */
char *mlg_wording_place(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                        size_t zone);

/** Where, inside a sentence: "à Rennes", "au Rheu", "dans Rennes Métropole", "dans le quartier
 *  Le Blosne". */
char *mlg_wording_at(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone);

/** The text with its first letter as a capital: "À Rennes". */
char *mlg_wording_capital(mlg_arena *arena, const char *text);

/**
 * Why two denominators do not rank the quarters of an extent alike, on the quarter whose
 * rates differ the most: "Villejean passe du 4e rang sur 12 (31,0 % des non-scolarisés) au 9e
 * (17,0 % des 15 ans et plus) : les étudiants…".
 * "" when there is nothing to explain.
 */
char *mlg_wording_denominators(mlg_arena *arena, const mlg_portrait *portrait,
                               mlg_level extent_level, size_t extent, size_t indicator);

/** The message of a rate map: its figure, and the quarters that stand out. */
char *mlg_headline_rate(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, size_t indicator);

/** The message of a map of counts. */
char *mlg_headline_count(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                         size_t extent, mlg_level level, size_t indicator);

/** The message of a map of uncovered need that shows zones of a level: those it names are of that
 *  level when it is wider than communes, else quarters, or the IRIS of a single one. */
char *mlg_headline_need(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, mlg_level shown, mlg_family family);

/** The message of a map of the share left without help of a family. */
char *mlg_headline_share(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                         size_t extent, mlg_family family);

/** The message of a map of need against offer: `n` zones of the level have much of the one and
 *  little of the other. */
char *mlg_headline_crossed(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                           size_t extent, mlg_level level, size_t n);

/** The message of a map of all families. */
char *mlg_headline_families(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                            size_t extent);

/** The message of a map of discontinuities: the neighbours whose rates differ the most. */
char *mlg_headline_gap(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                       size_t extent, mlg_level level, size_t indicator, const size_t sides[2],
                       double gap);

/** "Sources : INSEE, recensement 2019… ; ANCT…": of the datasets behind an indicator's figures in
 *  the territory or, with MLG_NO_INDICATOR, behind the uncovered need. */
char *mlg_wording_sources(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** "INSEE, 2019 ; CAF, 2020": producers and vintages of what an indicator reads, each once. */
char *mlg_wording_vintages(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** A set of datasets and how it is worded. */
typedef struct {
  uint64_t datasets;
  const char *text;
} mlg_read_in_text;

/** The wordings made so far: millions of figures are read in a few dozen sets of datasets.
 *  Initialise with an arena and a project. */
typedef struct {
  mlg_arena *arena;
  const mlg_project *project;
  size_t n, room;
  mlg_read_in_text *texts;
} mlg_read_in;

/** "caf 2021 ; caf_communes 2023": the datasets that one figure was read in, from mlg_need's
 *  `sources`, by their names in the project; "" for none. */
const char *mlg_wording_read_in(mlg_read_in *said, uint64_t datasets);

/** Marks in `used`, one a dataset, those that an indicator reads: its own inputs, and those
 *  of the indicators that it refers to; its denominators' are not among them. */
void mlg_portrait_datasets(const mlg_portrait *portrait, size_t indicator, bool *used);

/** The same, but for those that no figure of the territory was read in: a file of other communes,
 *  or one that another knows better than. All, where that is not known. */
void mlg_portrait_read_in(const mlg_portrait *portrait, size_t indicator, bool *used);

/** Whether the intervals of an indicator, or of the uncovered need with MLG_NO_INDICATOR, hold
 *  sampling doubt: a dataset behind it says how it was sampled. False when memory is short. */
bool mlg_portrait_is_sampled(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** "Méthode : …" with every hypothesis behind an indicator or the uncovered need. */
char *mlg_wording_method(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** Why people are left without help in a zone, and what answers that, the largest cause first:
 *  "Surtout faute de place : ajouter du temps d'accueil (241), puis ouvrir un point d'accueil
 *  (100)". */
char *mlg_wording_advice(mlg_arena *arena, const mlg_parts *parts);

/** The three lines a planner wants first; arena-owned French sentences. */
mlg_status mlg_wording_summary(mlg_arena *arena, const mlg_portrait *portrait,
                               const char *lines[3]);

/* ---- explain ---- */

typedef struct {
  const char *zone, *input, *title, *file, *column, *text; /**< `text` NULL when blank. */
  size_t line;
  const char *producer, *licence; /**< Of the file; NULL when not kept. */
  int vintage;                    /**< Year; 0 when not kept. */
  mlg_estimate read;
  const char *how; /**< French: what was done to the cell; NULL when nothing was. */
} mlg_figure_cell;

typedef struct {
  const char *denominator, *label; /**< Id and French label. */
  mlg_estimate rate;
  double denominator_value;
} mlg_figure_rate;

/** Another formula for the same thing, or what it is another formula for, in the same zone. */
typedef struct {
  const char *indicator, *label, *unit, *limits; /**< `indicator` NULL: none. */
  mlg_estimate estimate;
} mlg_figure_variant;

/** How one figure was made, as read back from the store. */
typedef struct {
  mlg_level level;
  const char *code, *name;
  const char *indicator, *label, *definition, *unit, *formula, *method, *source, *limits;
  mlg_estimate estimate;
  double covered;       /**< Share of the population in zones with a value. */
  const char *datasets; /**< That it was read in: mlg_wording_read_in(). */
  size_t n_rates;
  mlg_figure_rate *rates;
  size_t n_parameters;
  mlg_parameter *parameters;
  size_t n_zones; /**< Finest zones summed. */
  size_t n_cells;
  mlg_figure_cell *cells;      /**< By zone then input. */
  mlg_figure_variant original; /**< What the indicator is a variant of, if it is one. */
  size_t n_variants;
  mlg_figure_variant *variants;
} mlg_figure;

/** The explanation as French text, lines of at most about 100 signs. */
char *mlg_explain(mlg_arena *arena, const mlg_figure *figure);

/** The parts of a zone's need under one hypothesis of take-up. */
typedef struct {
  const char *id, *label, *source;
  double take_up; /**< Share of the base. */
  mlg_parts parts;
  uint32_t flags; /**< Of any of the parts. */
} mlg_need_scenario;

/** One of the finest zones of a wider one, in the reference scenario. */
typedef struct {
  const char *code, *name;
  double need, part[MLG_PART_COUNT]; /**< Persons; NaN when unknown. */
  size_t n_offers;                   /**< Within reach. */
} mlg_need_zone;

/** An offer within reach of a zone, and whom it receives, in the reference scenario. */
typedef struct {
  const char *id, *site, *name; /**< Of the offer, of its site; the site's name. */
  double metres;                /**< As the crow flies, from the nearest of the finest zones. */
  size_t n_zones;               /**< Finest zones of the zone that have it within reach. */
  mlg_estimate capacity;        /**< Persons a year. */
  const char *origin;           /**< French: what the capacity rests on. */
  double served, orientation;   /**< Persons of the zone; see mlg_flow. */
  double all_served, all_orientation; /**< Persons of every zone. */
} mlg_need_offer;

/** How the need of a zone for one family was covered, as read back from the store. */
typedef struct {
  mlg_level level;
  const char *code, *name;
  mlg_family family;
  bool recorded; /**< A source describes the family; if not, all below is unknown or empty. */
  const char *base, *base_label; /**< The indicator that the need is a share of… */
  mlg_estimate base_value;       /**< …and its value in the zone. */
  double weight;                 /**< Need = base x take-up x weight. */
  size_t n_scenarios, reference; /**< `reference` indexes `scenarios`. */
  mlg_need_scenario *scenarios;
  mlg_estimate places, take_up; /**< As in mlg_coverage. */
  size_t n_zones;
  mlg_need_zone *zones; /**< The finest zones, largest uncovered need first. */
  size_t n_offers;
  mlg_need_offer *offers;       /**< Those that receive most persons of the zone first. */
  const char *method, *sources; /**< French sentences: every hypothesis, every source. */
} mlg_need_figure;

/** Whether `received` persons leave an offer of that capacity no place worth showing. */
bool mlg_offer_is_full(mlg_estimate capacity, double received);

/** Where the persons without help come from, and why, as French text of lines like the above. */
char *mlg_explain_need(mlg_arena *arena, const mlg_need_figure *figure);

#endif
