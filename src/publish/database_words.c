/* SPDX-License-Identifier: Apache-2.0 */
/* Names and messages: what goes to a database, and what comes back from it. */
#include "publish/database.h"

#include <stdlib.h>
#include <string.h>

/* The lower-case names that PostgreSQL takes without quotes, 63 bytes at most. */
bool mlg_base_is_name(const char *name) {
  static const char *const TAKEN[] = {"maillage", "public", "information_schema", "topology",
                                      "tiger"};
  size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
  if (length == 0 || length > 63 || name[length] != '\0') return false;
  if ((*name >= '0' && *name <= '9') || strncmp(name, "pg_", 3) == 0) return false;
  for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++)
    if (strcmp(name, TAKEN[i]) == 0) return false;
  return true;
}

/* The value of "password=…", quoted or not, as it stands in the connection; NULL: none. */
static char *password_in(mlg_arena *arena, const char *connection) {
  const char *at = strstr(connection, "password");
  if (at == NULL) return NULL;
  at += strlen("password");
  at += strspn(at, " =");
  if (*at == '\'') return mlg_arena_strndup(arena, at + 1, strcspn(at + 1, "'"));
  return mlg_arena_strndup(arena, at, strcspn(at, " "));
}

/* One line, without the words with which OGR and libpq introduce each other. */
static char *one_line(mlg_arena *arena, const char *message) {
  static const char OPENING[] = "PQconnectdb failed.";
  if (strncmp(message, OPENING, sizeof OPENING - 1) == 0) message += sizeof OPENING - 1;
  message += strspn(message, " \n");
  char *line = mlg_arena_strdup(arena, message);
  for (char *at = line; at != NULL && *at != '\0'; at++)
    if (*at == '\n' || *at == '\t') *at = ' ';
  for (size_t n = line != NULL ? strlen(line) : 0; n > 0 && line[n - 1] == ' '; n--)
    line[n - 1] = '\0';
  return line;
}

const char *mlg_base_message(mlg_arena *arena, const char *connection, const char *message) {
  static const char MALFORMED[] = "la chaîne de connexion est mal formée";
  /* libpq quotes the piece that it does not understand: it may be a password's. */
  if (strstr(message, "connection info string") != NULL ||
      strstr(message, "connection option") != NULL || strstr(message, connection) != NULL)
    return MALFORMED;
  char *line = one_line(arena, message), *password = password_in(arena, connection);
  bool told = line != NULL && password != NULL && *password != '\0' &&
              strstr(line, password) != NULL;
  return told ? "message retenu : il citait le mot de passe" : line;
}
