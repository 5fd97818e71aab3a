/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <math.h>
#include <string.h>

/*
 * score = sqrt(place x identity), each 0 to 1. Distances below are those at which nearness is
 * worth half. All numbers were chosen on one half of the labelled pairs of tests/data/pairs,
 * and measured on the other: see docs/rapprochement.md.
 */
const double MLG_MATCH_JOINS = 0.70, MLG_MATCH_WORTH_A_LOOK = 0.60;
const double MLG_MATCH_RADIUS_M = 300;

static const double STREET_M = 200;         /* One street, a number missing: it is long. */
static const double LOCALITY_M = 300;       /* A locality is all of an address, and wide. */
static const double NUMBERS_M = 150;        /* One street, two numbers. */
static const double NUMBERS_AT_BEST = 0.70; /* A neighbour, or two entrances. */
static const double ENTRANCES_M = 200;      /* Two streets, one SIRET: two entrances. */
static const double ENTRANCES_AT_BEST = 0.75;
static const double OTHER_AT_BEST = 0.40;    /* Two streets: a corner, or a doubtful position. */
static const double ADDRESS_ALONE = 0.95;    /* One full address, no position to check it. */
static const double ADDRESS_DISPUTED = 0.80; /* One full address, positions far apart. */
static const double STREET_ALONE = 0.55, NUMBERS_ALONE = 0.20;
static const double ONE_ROOF = 0.90;
static const double ONE_POINT_M = 0.5; /* Six decimals of a degree are a tenth of a metre. */

static const double KIND_ALONE = 0.60; /* One kind, and no other word on one side. */
static const double KIND_FLOOR = 0.55; /* One kind, whatever the other words. */
static const double KIND_GAIN = 0.15, KIND_CLASH = 0.40, KIND_ONE_SIDED = 0.80;
static const double SIRET_GAIN = 0.55, PHONE_GAIN = 0.30, OTHER_SIREN = 0.85;

/* Bounds of a group, beyond the pairs that made it. */
static const double SPREAD_M = 200, LEAST_SCORE = 0.35, LEAST_PLACE = 0.25;

static double nearness(double metres, double half_m) {
  return 1 / (1 + metres / half_m * (metres / half_m));
}

static double metres_between(const mlg_features *a, const mlg_features *b) {
  if (!a->has_position || !b->has_position) return NAN;
  return hypot(a->at.x - b->at.x, a->at.y - b->at.y);
}

static mlg_answer same_text(const char *a, const char *b) {
  if (*a == '\0' || *b == '\0') return MLG_NOT_SAID;
  return strcmp(a, b) == 0 ? MLG_YES : MLG_NO;
}

/* Two addresses mean something to each other in one commune, or where positions agree. */
static bool comparable(const mlg_features *a, const mlg_features *b, double metres) {
  return metres <= MLG_MATCH_RADIUS_M || same_text(a->commune, b->commune) == MLG_YES;
}

static double place_on_street(const mlg_features *a, const mlg_features *b, double metres) {
  if (isnan(metres)) return STREET_ALONE;
  /* Two rows at the very middle of a square are there because neither has a number. */
  bool no_number = a->address.number == 0 && b->address.number == 0;
  if (metres <= ONE_POINT_M && no_number && a->address.small && b->address.small) return ONE_ROOF;
  bool locality = no_number && a->address.way == 0 && b->address.way == 0;
  return fmin(nearness(metres, locality ? LOCALITY_M : STREET_M), ONE_ROOF - 0.01);
}

static double place_apart(double metres, bool same_siret, double half_m) {
  if (isnan(metres)) return 0;
  return same_siret ? ENTRANCES_AT_BEST * nearness(metres, ENTRANCES_M)
                    : OTHER_AT_BEST * nearness(metres, half_m);
}

static double place_by_position(double metres, double half_m) {
  if (isnan(metres)) return 0;
  return metres <= ONE_POINT_M ? 1 : fmin(nearness(metres, half_m), ONE_ROOF - 0.01);
}

static double place_of(const mlg_features *a, const mlg_features *b, mlg_address_relation relation,
                       double metres, double half_m, bool same_siret) {
  if (relation != MLG_ADDRESS_UNKNOWN && !comparable(a, b, metres)) return 0;
  switch (relation) {
  case MLG_ADDRESS_UNKNOWN:
    return place_by_position(metres, half_m);
  case MLG_ADDRESS_OTHER:
    return place_apart(metres, same_siret, half_m);
  case MLG_ADDRESS_NUMBERS:
    return isnan(metres) ? NUMBERS_ALONE : NUMBERS_AT_BEST * nearness(metres, NUMBERS_M);
  case MLG_ADDRESS_STREET:
    return place_on_street(a, b, metres);
  case MLG_ADDRESS_SAME:
    break;
  }
  if (isnan(metres)) return ADDRESS_ALONE;
  return metres <= MLG_MATCH_RADIUS_M ? 1 : ADDRESS_DISPUTED;
}

/* NaN when neither has a word nor a kind to compare. */
static double name_likeness(const mlg_comparison *c, const mlg_features *a, const mlg_features *b) {
  bool one_kind = a->kind != 0 && a->kind == b->kind;
  bool clash = a->kind != 0 && b->kind != 0 && a->kind != b->kind;
  if (a->name.n == 0 && b->name.n == 0) return one_kind ? 1 : a->kind == b->kind ? NAN : 0;
  if (a->name.n == 0 || b->name.n == 0) return one_kind ? KIND_ALONE : 0;
  double words = mlg_bag_likeness(c->weights, &a->name, &b->name);
  if (clash) return KIND_CLASH * words;
  if (!one_kind) return a->kind == b->kind ? words : KIND_ONE_SIDED * words;
  return fmax(KIND_FLOOR, words + (1 - words) * KIND_GAIN);
}

static double identity_of(const mlg_features *a, const mlg_features *b, double name,
                          const mlg_match *match) {
  double identity = isnan(name) ? 0 : name;
  bool clash = a->kind != 0 && b->kind != 0 && a->kind != b->kind;
  if (clash) return identity;
  if (match->same_siret == MLG_YES) identity += (1 - identity) * SIRET_GAIN;
  if (match->same_phone == MLG_YES) identity += (1 - identity) * PHONE_GAIN;
  /* The first nine digits are the organisation's. */
  bool other = match->same_siret == MLG_NO && strncmp(a->siret, b->siret, 9) != 0;
  return other ? identity * OTHER_SIREN : identity;
}

static double address_likeness(mlg_address_relation relation) {
  static const double LIKENESS[] = {[MLG_ADDRESS_UNKNOWN] = NAN,
                                    [MLG_ADDRESS_OTHER] = 0,
                                    [MLG_ADDRESS_NUMBERS] = 0.5,
                                    [MLG_ADDRESS_STREET] = 0.75,
                                    [MLG_ADDRESS_SAME] = 1};
  return LIKENESS[relation];
}

mlg_match mlg_match_score(const mlg_comparison *comparison, size_t a, size_t b) {
  const mlg_features *first = &comparison->features[a], *second = &comparison->features[b];
  mlg_address_relation relation =
      mlg_address_compare(comparison->weights, &first->address, &second->address);
  mlg_match match = {.a = first->entry,
                     .b = second->entry,
                     .metres = metres_between(first, second),
                     .name = name_likeness(comparison, first, second),
                     .address = address_likeness(relation),
                     .same_siret = same_text(first->siret, second->siret),
                     .same_phone = same_text(first->phone, second->phone)};
  match.place = place_of(first, second, relation, match.metres, comparison->same_site_m,
                         match.same_siret == MLG_YES);
  match.identity = identity_of(first, second, match.name, &match);
  match.score = sqrt(match.place * match.identity);
  return match;
}

bool mlg_match_one_roof(const mlg_match *match) { return match->place >= ONE_ROOF; }

bool mlg_match_bearable(const mlg_comparison *comparison, size_t a, size_t b, bool one_roof) {
  /* Where a van sleeps is not where it helps: it never stands for a fixed place. */
  if (comparison->features[a].itinerant != comparison->features[b].itinerant) return false;
  mlg_match match = mlg_match_score(comparison, a, b);
  if (match.score >= MLG_MATCH_JOINS) return true;
  if (match.metres > SPREAD_M && match.address < 1) return false;
  return one_roof ? match.place >= LEAST_PLACE : match.score >= LEAST_SCORE;
}
