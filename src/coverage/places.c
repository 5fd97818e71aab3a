/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coverage.h>

void mlg_places_per_100(const mlg_graph *graph, const double *base, const double *capacity,
                        double *offer_scratch, double *places) {
  for (size_t o = 0; o < graph->n_offers; o++) offer_scratch[o] = 0;
  for (size_t z = 0; z < graph->n_zones; z++)
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++)
      offer_scratch[graph->offer[a]] += base[z];
  for (size_t z = 0; z < graph->n_zones; z++) {
    places[z] = 0;
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++) {
      double base_in_reach = offer_scratch[graph->offer[a]];
      if (base_in_reach > 0) places[z] += 100 * capacity[graph->offer[a]] / base_in_reach;
    }
  }
}
