/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coverage.h>

/*
 * Every method has two steps. Offer j divides its capacity S_j by those who draw on it:
 *
 *   R_j = S_j / sum over zones k of P_k u_kj
 *
 * and zone i sums what it gets: A_i = sum over offers j of R_j v_ij. They differ by u and v:
 *
 *           u_kj                    v_ij
 *   2SFCA   1                       1
 *   E2SFCA  f_kj                    f_ij
 *   3SFCA   f_kj f_kj / F_k         f_ij f_ij / F_i      F_i = sum over j of f_ij
 *   BFCA    f_kj / F_k              f_ij / C_j           C_j = sum over i of f_ij
 */
const mlg_word MLG_CATCHMENTS[MLG_CATCHMENT_COUNT] = {
    {"2sfca", "zone d'attraction en deux temps", "2SFCA",
     "Chaque lieu partage ses places entre toutes les personnes à portée."},
    {"e2sfca", "zone d'attraction en deux temps, avec décroissance", "E2SFCA",
     "Chaque lieu partage ses places selon la proximité."},
    {"3sfca", "zone d'attraction en trois temps", "3SFCA",
     "Comme la précédente ; les personnes choisissent d'abord entre les lieux à leur portée."},
    {"bfca", "zone d'attraction équilibrée", "BFCA",
     "Chaque personne n'est comptée qu'une fois, et chaque place aussi."},
};

typedef struct {
  mlg_catchment kind;
  const mlg_graph *graph;
  double *by_zone;  /* F */
  double *by_offer; /* C */
} method;

static double drawn(const method *m, size_t zone, size_t arc) {
  double f = m->graph->weight[arc];
  switch (m->kind) {
  case MLG_E2SFCA:
    return f;
  case MLG_3SFCA:
    return f * f / m->by_zone[zone];
  case MLG_BFCA:
    return f / m->by_zone[zone];
  default:
    return 1;
  }
}

static double got(const method *m, size_t zone, size_t arc) {
  if (m->kind != MLG_BFCA) return drawn(m, zone, arc);
  return m->graph->weight[arc] / m->by_offer[m->graph->offer[arc]];
}

static void sum_weights(method *m) {
  const mlg_graph *g = m->graph;
  for (size_t z = 0; z < g->n_zones; z++)
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
      m->by_zone[z] += g->weight[a];
      m->by_offer[g->offer[a]] += g->weight[a];
    }
}

mlg_status mlg_catchment_places(mlg_arena *arena, mlg_catchment kind, const mlg_graph *graph,
                                const double *base, const double *capacity, double *places) {
  method m = {kind, graph, MLG_NEW(arena, double, graph->n_zones),
              MLG_NEW(arena, double, graph->n_offers)};
  double *drawing = MLG_NEW(arena, double, graph->n_offers);
  MLG_HAVE(m.by_zone);
  MLG_HAVE(m.by_offer);
  MLG_HAVE(drawing);
  sum_weights(&m);
  for (size_t z = 0; z < graph->n_zones; z++)
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++)
      drawing[graph->offer[a]] += base[z] * drawn(&m, z, a);
  for (size_t z = 0; z < graph->n_zones; z++) {
    places[z] = 0;
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++) {
      size_t o = graph->offer[a];
      if (drawing[o] > 0) places[z] += 100 * capacity[o] / drawing[o] * got(&m, z, a);
    }
  }
  return MLG_OK;
}
