/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "need/formula.h"

#include <string.h>

/*
 * A value published for a commune is the commune's, whatever its IRIS get of it. An
 * indicator that is such a value, or that reads one which nothing shares out, is
 * computed for the split commune itself, and carried from there to wider levels. So is
 * one whose figure the project shares out among IRIS, whatever its formula.
 */

bool mlg_is_by_commune(const mlg_calculation *c, size_t column) {
  return column != MLG_NO_COLUMN &&
         c->joined[c->columns[column].dataset].reading->level == MLG_COMMUNE;
}

/* The finest come first. */
bool mlg_is_mixed(const mlg_calculation *c, const mlg_slot *slot) {
  size_t n = slot->n_sources;
  return n > 1 && !mlg_is_by_commune(c, slot->sources[0]) &&
         mlg_is_by_commune(c, slot->sources[n - 1]);
}

mlg_sharing mlg_sharing_of(const mlg_calculation *c, const mlg_slot *slot) {
  mlg_sharing sharing = c->indicators[slot->indicator].sharing;
  return sharing.key.id != NULL ? sharing : (mlg_sharing){.key = slot->asked->share};
}

static bool reads_communes(const mlg_calculation *c, const mlg_slot *slot) {
  size_t n = slot->n_sources;
  return (n > 0 && mlg_is_by_commune(c, slot->sources[n - 1])) ||
         mlg_is_by_commune(c, slot->fallback);
}

static mlg_carriage carriage_of_input(const mlg_calculation *c, const mlg_slot *slot) {
  const mlg_input *asked = slot->asked;
  if (asked->indicator.id != NULL) return c->carried[asked->indicator.index];
  if (!reads_communes(c, slot)) return MLG_SUMMED;
  return mlg_sharing_of(c, slot).key.id != NULL ? MLG_SHARED : MLG_WHOLE;
}

/* Shares add up to the commune's value, and so do sums of several: only a formula
   that is one input as it stands can tell the commune's own from the sum of shares. */
static mlg_carriage carriage_of(const mlg_calculation *c, size_t indicator) {
  const mlg_indicator *asked = &c->indicators[indicator];
  const mlg_slot *slots = &c->slots[c->first_slot[indicator]];
  bool shared = asked->sharing.key.id != NULL, whole = false, any = false;
  for (size_t i = 0; i < asked->n_inputs; i++) {
    mlg_carriage one = carriage_of_input(c, &slots[i]);
    whole |= one == MLG_WHOLE;
    any |= one != MLG_SUMMED;
  }
  if (shared && any && !c->mixed[indicator]) return MLG_SHARED;
  if (whole) return MLG_WHOLE;
  bool bare = asked->n_inputs == 1 && mlg_formula_is_variable(asked->formula);
  return bare ? carriage_of_input(c, slots) : MLG_SUMMED;
}

/* Some of its IRIS are known as such, or those of an indicator that it refers to. */
static bool is_mixed(const mlg_calculation *c, size_t indicator) {
  bool mixed = false;
  for (size_t i = 0; i < c->indicators[indicator].n_inputs; i++) {
    const mlg_slot *slot = &c->slots[c->first_slot[indicator] + i];
    const mlg_reference *other = &slot->asked->indicator;
    mixed |= other->id != NULL ? c->mixed[other->index] : mlg_is_mixed(c, slot);
  }
  return mixed;
}

mlg_status mlg_find_carried(mlg_calculation *c, const size_t *order) {
  c->carried = MLG_NEW(c->scratch, mlg_carriage, c->n_indicators);
  c->mixed = MLG_NEW(c->scratch, bool, c->n_indicators);
  MLG_HAVE(c->carried);
  MLG_HAVE(c->mixed);
  for (size_t i = 0; i < c->n_indicators; i++) {
    c->mixed[order[i]] = is_mixed(c, order[i]);
    c->carried[order[i]] = carriage_of(c, order[i]);
  }
  return MLG_OK;
}

bool mlg_is_part(const mlg_calculation *c, size_t indicator, size_t leaf) {
  return c->carried[indicator] == MLG_SHARED && c->indicators[indicator].sharing.key.id != NULL &&
         !c->mixed[indicator] &&
         mlg_is_split(c, mlg_territory_above(c->territory, leaf, MLG_COMMUNE));
}

/* A quarter that a commune stands for has the commune's own code. */
static bool holds_commune(const mlg_calculation *c, mlg_level level, size_t leaf) {
  if (level != MLG_QUARTIER) return level >= MLG_COMMUNE;
  size_t quarter = mlg_territory_above(c->territory, leaf, MLG_QUARTIER);
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  return strcmp(c->territory->zones[MLG_QUARTIER][quarter].code,
                c->territory->zones[MLG_COMMUNE][commune].code) == 0;
}

bool mlg_is_carried(const mlg_calculation *c, size_t indicator, mlg_level level, size_t leaf) {
  return c->carried[indicator] != MLG_SUMMED &&
         mlg_is_split(c, mlg_territory_above(c->territory, leaf, MLG_COMMUNE)) &&
         holds_commune(c, level, leaf);
}
