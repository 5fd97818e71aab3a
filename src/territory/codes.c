/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/territory.h>

#include <stdbool.h>
#include <string.h>

static bool all_digits(const char *text, size_t length) {
  return strspn(text, "0123456789") == length && text[length] == '\0';
}

/* Two digits of a département, or Corsica's 2A and 2B, then `digits` digits. */
static bool starts_with_departement(const char *code, size_t digits) {
  bool corsica = code[0] == '2' && (code[1] == 'A' || code[1] == 'B');
  return corsica ? all_digits(code + 2, digits) : all_digits(code, digits + 2);
}

size_t mlg_departement_length(const char *code) {
  return strncmp(code, "97", 2) == 0 || strncmp(code, "98", 2) == 0 ? 3 : 2;
}

char *mlg_zone_code(mlg_arena *arena, const char *code) {
  return mlg_arena_printf(arena, "%s%s", code, strlen(code) == 5 ? "0000" : "");
}

/* Shapes, not existence: whether a code is anybody's is for the tables to say. */
bool mlg_code_well_formed(mlg_level level, const char *code) {
  if (code == NULL) return false;
  switch (level) {
  case MLG_IRIS:
    return starts_with_departement(code, 7);
  case MLG_QUARTIER:
    return starts_with_departement(code, 5) || starts_with_departement(code, 3);
  case MLG_COMMUNE:
    return starts_with_departement(code, 3);
  case MLG_EPCI:
    return all_digits(code, 9);
  case MLG_DEPARTEMENT: /* three digits overseas: 971 */
    return starts_with_departement(code, 0) || all_digits(code, 3);
  default:
    return all_digits(code, 2);
  }
}
