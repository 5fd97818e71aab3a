/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/finding.h>

#include <errno.h>
#include <maillage/text.h>
#include <string.h>

typedef struct {
  const char *slug;
  mlg_status status;
  mlg_severity severity;
  const char *message[2], *expected[2], *action[2]; /* indexed by mlg_language */
} finding_kind;

static const finding_kind KINDS[] = {
#define MLG_FINDING(id, slug, status, severity, ...)                                               \
  [MLG_F_##id] = {slug, MLG_##status, MLG_##severity, __VA_ARGS__},
#include <maillage/findings.def>
#undef MLG_FINDING
};

mlg_status mlg_report(mlg_findings *findings, mlg_finding finding) {
  mlg_status status = KINDS[finding.code].status;
  if (!MLG_ROOM(findings->arena, findings->items, findings->count, findings->capacity))
    return MLG_FAILURE;
  finding.file = mlg_arena_strdup(findings->arena, finding.file);
  finding.column = mlg_arena_strdup(findings->arena, finding.column);
  finding.value = mlg_arena_strdup(findings->arena, finding.value);
  finding.expected = mlg_arena_strdup(findings->arena, finding.expected);
  findings->items[findings->count++] = finding;
  return findings->arena->refused ? MLG_FAILURE : status;
}

mlg_status mlg_write_failed(const char *path, mlg_findings *findings) {
  return mlg_report(findings,
                    (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE, .value = mlg_path_name(path)});
}

mlg_status mlg_write_refused(const char *path, mlg_findings *findings) {
  const char *value = mlg_arena_printf(findings->arena, "%s (%s)", path, strerror(errno));
  return mlg_report(findings, (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE, .value = value});
}

size_t mlg_findings_tally(const mlg_findings *findings, mlg_severity severity) {
  size_t tally = 0;
  for (size_t i = 0; i < findings->count; i++)
    tally += KINDS[findings->items[i].code].severity == severity;
  return tally;
}

mlg_severity mlg_finding_severity(mlg_finding_code code) { return KINDS[code].severity; }

const char *mlg_finding_slug(mlg_finding_code code) { return KINDS[code].slug; }

const char *mlg_finding_expected(const mlg_finding *finding, mlg_language language) {
  return finding->expected != NULL ? finding->expected : KINDS[finding->code].expected[language];
}

const char *mlg_finding_action(const mlg_finding *finding, mlg_language language) {
  return KINDS[finding->code].action[language];
}

/* The argument that a template names between braces, or NULL for other text. */
static const char *argument(const mlg_finding *finding, mlg_language language, const char *name,
                            size_t length) {
  const struct {
    const char *name, *value;
  } arguments[] = {
      {"value", finding->value},
      {"expected", mlg_finding_expected(finding, language)},
      {"file", finding->file},
      {"column", finding->column},
  };
  for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++)
    if (strlen(arguments[i].name) == length && strncmp(arguments[i].name, name, length) == 0)
      return arguments[i].value != NULL ? arguments[i].value : "";
  return NULL;
}

/* Fills `out` when it is not NULL; returns the length either way. */
static size_t fill(char *out, const mlg_finding *finding, mlg_language language) {
  size_t length = 0;
  for (const char *at = KINDS[finding->code].message[language]; *at != '\0';) {
    const char *close = *at == '{' ? strchr(at, '}') : NULL;
    const char *text = close != NULL ? argument(finding, language, at + 1, (size_t)(close - at - 1))
                                     : NULL;
    size_t add = text != NULL ? strlen(text) : 1;
    if (out != NULL) memcpy(out + length, text != NULL ? text : at, add);
    length += add;
    at = text != NULL ? close + 1 : at + 1;
  }
  return length;
}

char *mlg_finding_message(mlg_arena *arena, const mlg_finding *finding, mlg_language language) {
  char *message = mlg_arena_alloc(arena, fill(NULL, finding, language) + 1, 1);
  if (message != NULL) fill(message, finding, language);
  return message;
}
