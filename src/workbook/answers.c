/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/answers.h"

#include <string.h>

static const char NOT_SAID[] = "non renseigné";

const char *mlg_answer_words(mlg_answer answer) {
  static const char *const WORDS[] = {
      [MLG_NOT_SAID] = NOT_SAID, [MLG_NO] = "non", [MLG_YES] = "oui"};
  return WORDS[answer];
}

const char *mlg_price_words(mlg_price price) {
  static const char *const WORDS[] = {[MLG_PRICE_NOT_SAID] = NOT_SAID,
                                      [MLG_FREE] = "gratuit",
                                      [MLG_CONDITIONAL] = "gratuit sous condition",
                                      [MLG_PAID] = "payant"};
  return WORDS[price];
}

/* The words of the bits that are set, in their order. */
static char *bits_words(mlg_arena *arena, unsigned bits, const char *const *words, size_t n) {
  char *text = mlg_arena_strdup(arena, bits == 0 ? NOT_SAID : "");
  for (size_t i = 0; i < n && text != NULL; i++)
    if ((bits >> i & 1) != 0)
      text = mlg_arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "", words[i]);
  return text;
}

char *mlg_access_words(mlg_arena *arena, unsigned access) {
  static const char *const WORDS[] = {"se présenter", "sur rendez-vous", "téléphoner", "écrire",
                                      "orienté par un professionnel"};
  return bits_words(arena, access, WORDS, sizeof WORDS / sizeof *WORDS);
}

char *mlg_modes_words(mlg_arena *arena, unsigned modes) {
  static const char *const WORDS[] = {"en autonomie", "individuel", "collectif", "à distance"};
  return bits_words(arena, modes, WORDS, sizeof WORDS / sizeof *WORDS);
}

char *mlg_joined_words(mlg_arena *arena, const char *values) {
  char *text = mlg_arena_strdup(arena, "");
  while (values != NULL && *values != '\0' && text != NULL) {
    size_t length = strcspn(values, "|");
    text =
        mlg_arena_printf(arena, "%s%s%.*s", text, *text != '\0' ? ", " : "", (int)length, values);
    values += length + (values[length] == '|');
  }
  return text;
}

static mlg_answer opens(const mlg_schedule *schedule, bool shown) {
  if (shown) return MLG_YES;
  return schedule->known && !schedule->partial ? MLG_NO : MLG_NOT_SAID;
}

mlg_answer mlg_opens_in_evening(const mlg_schedule *schedule) {
  return opens(schedule, mlg_schedule_evening(schedule));
}

mlg_answer mlg_opens_on_saturday(const mlg_schedule *schedule) {
  return opens(schedule, mlg_schedule_saturday(schedule));
}
