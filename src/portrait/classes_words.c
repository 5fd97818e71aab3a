/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/portrait.h>
#include <maillage/text.h>
#include <math.h>

/* As few decimals as say the bound. */
static char *percent(mlg_arena *arena, double ratio) {
  bool whole = fabs(100 * ratio - round(100 * ratio)) < 1e-6;
  bool tenths = fabs(1000 * ratio - round(1000 * ratio)) < 1e-6;
  return mlg_french_decimal(arena, 100 * ratio, whole ? 0 : tenths ? 1 : 2);
}

char *mlg_wording_class(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  const char *low = k > 0 ? percent(arena, classes->bounds[k - 1]) : "";
  const char *high = k + 1 < classes->n ? percent(arena, classes->bounds[k]) : "";
  if (low == NULL || high == NULL) return NULL;
  if (classes->n == 1) return mlg_arena_strdup(arena, "une seule classe");
  if (k == 0) return mlg_arena_printf(arena, "moins de %s" MLG_NNBSP "%%", high);
  if (k + 1 == classes->n) return mlg_arena_printf(arena, "%s" MLG_NNBSP "%% et plus", low);
  return mlg_arena_printf(arena, "%s à %s" MLG_NNBSP "%%", low, high);
}
