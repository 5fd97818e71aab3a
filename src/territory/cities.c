/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/territory.h>

#include <stdlib.h>
#include <string.h>

/* The three cities of the law of 31 December 1982, and their arrondissements. */
static const struct {
  const char *city;
  int first, last;
} CITIES[] = {{"75056", 75101, 75120}, {"69123", 69381, 69389}, {"13055", 13201, 13216}};

enum { N_CITIES = sizeof CITIES / sizeof *CITIES };

const char *mlg_city_of(const char *code) {
  char commune[6] = "";
  if (code == NULL || strlen(code) < 5) return NULL;
  memcpy(commune, code, 5);
  if (strspn(commune, "0123456789") != 5) return NULL;
  int number = (int)strtol(commune, NULL, 10);
  for (size_t i = 0; i < N_CITIES; i++)
    if (number >= CITIES[i].first && number <= CITIES[i].last) return CITIES[i].city;
  return NULL;
}

static size_t find(const char *city) {
  size_t i = 0;
  while (i < N_CITIES && strcmp(CITIES[i].city, city) != 0) i++;
  return i;
}

size_t mlg_arrondissements(const char *city) {
  size_t i = find(city);
  return i < N_CITIES ? (size_t)(CITIES[i].last - CITIES[i].first + 1) : 0;
}

char *mlg_arrondissement(mlg_arena *arena, const char *city, size_t i) {
  return mlg_arena_printf(arena, "%d", CITIES[find(city)].first + (int)i);
}
