/* SPDX-License-Identifier: Apache-2.0 */
/* What options name in the results of a run: a word, a scenario, a zone. */
#include "cli/cli.h"

#include <string.h>

/* Says that a name is not there, and which one is near; all of them when they are few. */
static mlg_status reject(cli_context *context, const char *option, const char *value,
                         const char *const *names, size_t n) {
  enum { FEW = 12 };
  size_t near = mlg_nearest(value, names, n);
  const char *expected = near < n ? names[near] : "";
  for (size_t i = 0; near == n && n <= FEW && i < n; i++) {
    expected = mlg_arena_printf(context->arena, "%s%s%s", expected, i > 0 ? ", " : "", names[i]);
    MLG_HAVE(expected);
  }
  return mlg_report(context->findings, (mlg_finding){.code = MLG_F_CHOICE_UNKNOWN,
                                                     .column = option,
                                                     .value = value,
                                                     .expected = expected});
}

mlg_status cli_choose_word(cli_context *context, const char *option, const mlg_word *words,
                           size_t n, const char *code, size_t *index) {
  *index = mlg_word_find(words, n, code);
  if (*index < n) return MLG_OK;
  const char **names = MLG_NEW(context->arena, const char *, n);
  MLG_HAVE(names);
  for (size_t i = 0; i < n; i++) names[i] = words[i].code;
  return reject(context, option, code, names, n);
}

mlg_status cli_choose_scenario(cli_context *context, const char *option, const mlg_project *project,
                               const char *id, size_t *index) {
  *index = project->reference;
  if (id == NULL) return MLG_OK;
  const char **names = MLG_NEW(context->arena, const char *, project->n_scenarios);
  MLG_HAVE(names);
  for (size_t i = 0; i < project->n_scenarios; i++) {
    *index = i;
    names[i] = project->scenarios[i].id;
    if (strcmp(names[i], id) == 0) return MLG_OK;
  }
  return reject(context, option, id, names, project->n_scenarios);
}

/* The first zone of that name, the widest level first. */
static bool find_name(const mlg_territory *territory, const char *name, mlg_level *level,
                      size_t *zone) {
  for (*level = MLG_LEVEL_COUNT; (*level)-- > 0;)
    for (*zone = 0; *zone < territory->n_zones[*level]; ++*zone) {
      const char *own = territory->zones[*level][*zone].name;
      if (own != NULL && strcmp(own, name) == 0) return true;
    }
  return false;
}

mlg_status cli_choose_zone(cli_context *context, const char *option, const mlg_portrait *portrait,
                           const char *name, mlg_level *level, size_t *zone) {
  const mlg_territory *territory = portrait->territory;
  if (mlg_portrait_find(portrait, name, level, zone) || find_name(territory, name, level, zone))
    return MLG_OK;
  size_t n = 0;
  for (size_t l = 0; l < MLG_LEVEL_COUNT; l++) n += 2 * territory->n_zones[l];
  const char **names = MLG_NEW(context->arena, const char *, n);
  MLG_HAVE(names);
  n = 0;
  for (size_t l = 0; l < MLG_LEVEL_COUNT; l++)
    for (size_t i = 0; i < territory->n_zones[l]; i++) {
      names[n++] = territory->zones[l][i].code;
      if (territory->zones[l][i].name != NULL) names[n++] = territory->zones[l][i].name;
    }
  return reject(context, option, name, names, n);
}
