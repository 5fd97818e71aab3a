/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <string.h>

/*
 * Names that outlive what they meant. Until the census of 2016, _NSCOL15P_DIPLMIN also
 * counted those who have the brevet: files of its time have no column BEPC beside it. Since
 * 2025 the law registers those who draw RSA as jobseekers.
 */

enum { WITHOUT_BREVET = 1, WITH_BREVET = 2, FIRST_WITHOUT = 2017 };
enum { REGISTERED = 4, DRAWS_RSA = 8, FIRST_REGISTERED = 2025 };

#define LOW_DIPLOMA "_NSCOL15P_DIPLMIN"
#define JOBSEEKERS "demandeurs_emploi"

/* Whether the same table has the brevet apart. */
static bool has_brevet(const mlg_calculation *c, const mlg_column *column, const char *mark) {
  const mlg_table *table = c->joined[column->dataset].table;
  const char *name =
      mlg_arena_printf(c->scratch, "%.*s_NSCOL15P_BEPC", (int)(mark - column->name), column->name);
  return name != NULL && mlg_table_column(table, name) != MLG_NO_COLUMN;
}

/* What a column means, if it is one whose meaning changed: else 0. */
static unsigned definition_of(const mlg_calculation *c, const char *dataset, size_t at) {
  if (at == MLG_NO_COLUMN) return 0;
  const mlg_column *column = &c->columns[at];
  if (strcmp(column->name, "arsas") == 0 || strcmp(column->name, "Nombre foyers RSA") == 0)
    return DRAWS_RSA;
  bool jobseekers = dataset != NULL && strncmp(dataset, JOBSEEKERS, strlen(JOBSEEKERS)) == 0;
  if (jobseekers && c->vintages[column->dataset] >= FIRST_REGISTERED) return REGISTERED;
  const char *mark = strstr(column->name, LOW_DIPLOMA);
  if (mark == NULL) return 0;
  bool apart = has_brevet(c, column, mark) || c->vintages[column->dataset] >= FIRST_WITHOUT;
  return apart ? WITHOUT_BREVET : WITH_BREVET;
}

/* The definitions that an input rests on, in whichever file it is found. */
static unsigned definitions_in(const mlg_calculation *c, const mlg_slot *slot) {
  const char *dataset = slot->asked->dataset_name;
  unsigned all = definition_of(c, dataset, slot->fallback);
  for (size_t k = 0; k < slot->n_sources; k++) all |= definition_of(c, dataset, slot->sources[k]);
  return all;
}

/* The definitions that an indicator rests on, itself or through others. */
static unsigned definitions_of(const mlg_calculation *c, size_t indicator, const unsigned *known) {
  const mlg_indicator *asked = &c->indicators[indicator];
  unsigned all = 0;
  for (size_t i = 0; i < asked->n_inputs; i++) {
    const mlg_slot *slot = &c->slots[c->first_slot[indicator] + i];
    if (asked->inputs[i].indicator.id != NULL)
      all |= known[asked->inputs[i].indicator.index];
    else
      all |= definitions_in(c, slot);
  }
  return all;
}

static mlg_status tell(const mlg_calculation *c, size_t indicator, mlg_finding_code code,
                       const char *value) {
  const mlg_indicator *asked = &c->indicators[indicator];
  return mlg_report(c->findings, (mlg_finding){.code = code,
                                               .file = asked->file,
                                               .line = asked->formula_at.line,
                                               .column = asked->id,
                                               .value = value});
}

mlg_status mlg_check_definitions(const mlg_calculation *c, const size_t *order) {
  unsigned *known = MLG_NEW(c->scratch, unsigned, c->n_indicators);
  MLG_HAVE(known);
  for (size_t i = 0; i < c->n_indicators; i++) {
    unsigned all = known[order[i]] = definitions_of(c, order[i], known);
    enum { BREVET = WITHOUT_BREVET | WITH_BREVET, BOTH = REGISTERED | DRAWS_RSA };
    if ((all & BREVET) == BREVET) return tell(c, order[i], MLG_F_DEFINITION_BREAK, "DIPLMIN");
    if ((all & BREVET) == WITH_BREVET) MLG_TRY(tell(c, order[i], MLG_F_DEFINITION_OLD, "DIPLMIN"));
    if ((all & BOTH) == BOTH)
      MLG_TRY(tell(c, order[i], MLG_F_JOBSEEKERS_REGISTERED, "2025 ou après"));
  }
  return MLG_OK;
}

const char *mlg_replaced_by(const char *column, int vintage) {
  enum { FIRST_WITHOUT_CS = 2022 };
  bool gone = vintage >= FIRST_WITHOUT_CS && strstr(column, "_POP15P_CS") != NULL;
  return gone ? "POP15P_STAT_GSEC11_21 à GSEC16_26, GSEC32 (retraités), GSEC40" : NULL;
}
