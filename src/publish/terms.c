/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/terms.h"

#include <string.h>

/* In the order of the bits of <maillage/offer.h>. */
static const char *const ACCESS[] = {"se_presenter", "rendez_vous", "telephone", "courriel",
                                     "orientation"};
static const char *const MODES[] = {"autonomie", "individuel", "collectif", "distance"};

static char *join_bits(mlg_arena *arena, unsigned bits, const char *const *words, size_t n) {
  char *text = mlg_arena_strdup(arena, "");
  for (size_t i = 0; i < n && text != NULL; i++)
    if (bits & 1u << i)
      text = mlg_arena_printf(arena, "%s%s%s", text, *text != '\0' ? ";" : "", words[i]);
  return text;
}

char *mlg_access_codes(mlg_arena *arena, unsigned access) {
  return join_bits(arena, access, ACCESS, sizeof ACCESS / sizeof *ACCESS);
}

char *mlg_mode_codes(mlg_arena *arena, unsigned modes) {
  return join_bits(arena, modes, MODES, sizeof MODES / sizeof *MODES);
}

const char *mlg_price_code(mlg_price price) {
  static const char *const PRICES[] = {[MLG_PRICE_NOT_SAID] = "",
                                       [MLG_FREE] = "gratuit",
                                       [MLG_CONDITIONAL] = "sous_condition",
                                       [MLG_PAID] = "payant"};
  return PRICES[price];
}

char *mlg_joined_codes(mlg_arena *arena, const char *joined) {
  char *text = mlg_arena_strdup(arena, joined != NULL ? joined : "");
  for (char *at = text; at != NULL && *at != '\0'; at++)
    if (*at == '|') *at = ';';
  return text;
}
