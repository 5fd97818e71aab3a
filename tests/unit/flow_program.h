/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FLOW_PROGRAM_H
#define TESTS_FLOW_PROGRAM_H

#include "graphs.h"
#include "near.h"

#include <glpk.h>
#include <stdlib.h>

enum { MOST_ARCS = 10000 /* of one zone or offer */ };

/* A linear program over the arcs' flows, with one row a zone and one an offer; GLPK
 * counts rows and columns from 1. The last column is the common share. */
typedef struct {
  glp_prob *lp;
  const instance *it;
  int share;
} program;

/* Row of zone z: its flow, less share x spread. */
static inline void zone_row(program *p, size_t z, double spread) {
  const mlg_graph *g = &p->it->graph;
  int columns[MOST_ARCS + 2], n = 0;
  double factors[MOST_ARCS + 2];
  assert_true(g->first[z + 1] - g->first[z] <= MOST_ARCS);
  for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
    columns[++n] = (int)a + 1;
    factors[n] = 1;
  }
  columns[++n] = p->share;
  factors[n] = -spread;
  glp_set_mat_row(p->lp, (int)z + 1, n, columns, factors);
}

static inline void offer_row(program *p, size_t o) {
  const mlg_graph *g = &p->it->graph;
  int columns[MOST_ARCS + 2], n = 0;
  double factors[MOST_ARCS + 2];
  assert_true(g->n_zones <= MOST_ARCS);
  for (size_t a = 0; a < g->n_arcs; a++)
    if (g->offer[a] == o) {
      columns[++n] = (int)a + 1;
      factors[n] = 1;
    }
  int row = (int)(g->n_zones + o) + 1;
  glp_set_mat_row(p->lp, row, n, columns, factors);
  glp_set_row_bnds(p->lp, row, GLP_UP, 0, p->it->capacity[o]);
}

static inline program open_program(const instance *it) {
  program p = {glp_create_prob(), it, (int)it->graph.n_arcs + 1};
  glp_set_obj_dir(p.lp, GLP_MAX);
  glp_add_rows(p.lp, (int)(it->graph.n_zones + it->graph.n_offers));
  glp_add_cols(p.lp, p.share);
  for (int c = 1; c < p.share; c++) glp_set_col_bnds(p.lp, c, GLP_LO, 0, 0);
  glp_set_col_bnds(p.lp, p.share, GLP_DB, 0, 1);
  for (size_t o = 0; o < it->graph.n_offers; o++) offer_row(&p, o);
  return p;
}

static inline double best(program *p) {
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  assert_int_equal(glp_simplex(p->lp, &options), 0);
  assert_int_equal(glp_get_status(p->lp), GLP_OPT);
  return glp_get_obj_val(p->lp);
}

/* The most persons that can be received, whoever they are. */
static inline double maximum_flow(const instance *it) {
  program p = open_program(it);
  for (size_t z = 0; z < it->graph.n_zones; z++) {
    zone_row(&p, z, 0);
    glp_set_row_bnds(p.lp, (int)z + 1, GLP_UP, 0, it->need[z]);
  }
  for (int c = 1; c < p.share; c++) glp_set_obj_coef(p.lp, c, 1);
  double persons = best(&p);
  glp_delete_prob(p.lp);
  return persons;
}

#endif
