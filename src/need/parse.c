/* SPDX-License-Identifier: Apache-2.0 */
#include "need/formula.h"

#include <maillage/text.h>

#include <string.h>

/*
 * Recursive descent, one function a line:
 *
 *   sum     = product { ("+" | "-") product }
 *   product = factor { ("*" | "/") factor }
 *   factor  = "-" factor | "(" sum ")" | number | name | name "(" sum { "," sum } ")"
 */

/* Deeper than any formula a person writes; keeps the stack safe from one that is not. */
enum { DEEPEST = 64 };

typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const char *text, *here;
  const char *const *names;
  size_t n_names;
  mlg_position at;
  size_t depth;
  bool *used;
  const char **used_twice;
} parser;

static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
static const char DIGITS[] = "0123456789";

static mlg_status parse_sum(parser *p, const mlg_formula **formula);

static void skip_spaces(parser *p) { p->here += strspn(p->here, " \t\r\n"); }

static bool accept(parser *p, char sign) {
  skip_spaces(p);
  if (*p->here != sign) return false;
  p->here++;
  return true;
}

/* Reports a finding about the text from `start` to `end`, at its column. */
static mlg_status report(const parser *p, mlg_finding_code code, const char *start, size_t length,
                         const char *expected) {
  char *before = mlg_arena_strndup(p->arena, p->text, (size_t)(start - p->text));
  MLG_HAVE(before);
  char *column = mlg_arena_printf(p->arena, "%zu", p->at.column + mlg_utf8_length(before));
  char *value = mlg_arena_strndup(p->arena, start, length);
  MLG_HAVE(column);
  MLG_HAVE(value);
  return mlg_report(p->findings, (mlg_finding){.code = code,
                                               .file = p->at.file,
                                               .line = p->at.line,
                                               .column = column,
                                               .value = *value != '\0' ? value : "(fin)",
                                               .expected = expected});
}

static mlg_status syntax_error(const parser *p, const char *expected) {
  return report(p, MLG_F_FORMULA_SYNTAX, p->here, strlen(p->here), expected);
}

static mlg_formula *new_node(const parser *p, mlg_formula node) {
  mlg_formula *copy = MLG_NEW(p->arena, mlg_formula, 1);
  if (copy != NULL) *copy = node;
  return copy;
}

/* Takes all that looks like a number, so that "010" or "1.2.3" is told whole. */
static mlg_status parse_number(parser *p, const mlg_formula **formula) {
  size_t length = strspn(p->here, "0123456789.");
  if (p->here[length] == 'e' || p->here[length] == 'E') {
    length++;
    if (p->here[length] == '-' || p->here[length] == '+') length++;
    length += strspn(p->here + length, DIGITS);
  }
  const char *text = mlg_arena_strndup(p->arena, p->here, length);
  MLG_HAVE(text);
  double number;
  if (!mlg_parse_number(text, ".", &number))
    return report(p, MLG_F_FORMULA_SYNTAX, p->here, length, "123.45");
  p->here += length;
  *formula = new_node(p, (mlg_formula){.is_number = true, .number = number});
  MLG_HAVE(*formula);
  return MLG_OK;
}

/* Notes what is used twice: mlg_add and its like take operands as independent. */
static mlg_status parse_variable(parser *p, const char *name, const char *start,
                                 const mlg_formula **formula) {
  size_t i = 0;
  while (i < p->n_names && strcmp(p->names[i], name) != 0) i++;
  if (i == p->n_names) {
    size_t nearest = mlg_nearest(name, p->names, p->n_names);
    return report(p, MLG_F_REFERENCE_UNKNOWN, start, strlen(name),
                  nearest < p->n_names ? p->names[nearest] : NULL);
  }
  if (p->used[i] && *p->used_twice == NULL) *p->used_twice = p->names[i];
  p->used[i] = true;
  *formula = new_node(p, (mlg_formula){.variable = i});
  MLG_HAVE(*formula);
  return MLG_OK;
}

static mlg_status wrong_arity(const parser *p, const mlg_method *method, const char *start) {
  const char *expected = mlg_arena_printf(p->arena, "%zu arguments", method->arity);
  MLG_HAVE(expected);
  return report(p, MLG_F_FORMULA_SYNTAX, start, strlen(method->name), expected);
}

/* What follows a method's name and its parenthesis. */
static mlg_status parse_call(parser *p, const char *name, const char *start,
                             const mlg_formula **formula) {
  const mlg_method *method = mlg_method_find(name);
  if (method == NULL)
    return report(p, MLG_F_REFERENCE_UNKNOWN, start, strlen(name), mlg_method_nearest(name));
  mlg_formula call = {.method = method};
  size_t n = 0;
  do {
    if (n == method->arity) return wrong_arity(p, method, start);
    MLG_TRY(parse_sum(p, &call.arguments[n++]));
  } while (accept(p, ','));
  if (!accept(p, ')')) return syntax_error(p, ", )");
  if (n != method->arity) return wrong_arity(p, method, start);
  *formula = new_node(p, call);
  MLG_HAVE(*formula);
  return MLG_OK;
}

/* A name is a method when a parenthesis follows, and a variable otherwise. */
static mlg_status parse_name(parser *p, const mlg_formula **formula) {
  const char *start = p->here;
  while (*p->here != '\0' &&
         (strchr(LETTERS, *p->here) != NULL || strchr(DIGITS, *p->here) != NULL))
    p->here++;
  const char *name = mlg_arena_strndup(p->arena, start, (size_t)(p->here - start));
  MLG_HAVE(name);
  return accept(p, '(') ? parse_call(p, name, start, formula)
                        : parse_variable(p, name, start, formula);
}

static mlg_status parse_opposite(parser *p, const mlg_formula **formula);

static mlg_status parse_factor(parser *p, const mlg_formula **formula) {
  skip_spaces(p);
  if (++p->depth > DEEPEST) return syntax_error(p, "( ( (");
  mlg_status status = MLG_OK;
  if (accept(p, '-')) {
    status = parse_opposite(p, formula);
  } else if (accept(p, '(')) {
    MLG_TRY(parse_sum(p, formula));
    if (!accept(p, ')')) status = syntax_error(p, ")");
  } else if (*p->here != '\0' && strchr(DIGITS, *p->here) != NULL) {
    status = parse_number(p, formula);
  } else if (*p->here != '\0' && strchr(LETTERS, *p->here) != NULL) {
    status = parse_name(p, formula);
  } else {
    status = syntax_error(p, "123.45, nom, (");
  }
  p->depth--;
  return status;
}

/* -x binds tighter than any sign between two operands. */
static mlg_status parse_opposite(parser *p, const mlg_formula **formula) {
  mlg_formula node = {.method = mlg_operation('_')};
  MLG_TRY(parse_factor(p, &node.arguments[0]));
  *formula = new_node(p, node);
  MLG_HAVE(*formula);
  return MLG_OK;
}

static bool is_constant(const mlg_formula *formula) {
  if (formula->is_number) return true;
  if (formula->method == NULL) return false;
  for (size_t i = 0; i < formula->method->arity; i++)
    if (!is_constant(formula->arguments[i])) return false;
  return true;
}

/* A divisor that is zero whatever the data is a mistake of the formula. */
static mlg_status check_divisor(const parser *p, const mlg_formula *divisor, const char *start) {
  unsigned notes = 0;
  if (!is_constant(divisor) || mlg_formula_run(divisor, NULL, &notes).value != 0) return MLG_OK;
  return report(p, MLG_F_FORMULA_DIVISION, start, (size_t)(p->here - start), NULL);
}

/* Operands joined from the left by either of two signs. */
static mlg_status parse_chain(parser *p, const char signs[2],
                              mlg_status (*operand)(parser *, const mlg_formula **),
                              const mlg_formula **formula) {
  MLG_TRY(operand(p, formula));
  for (;;) {
    char sign = accept(p, signs[0]) ? signs[0] : accept(p, signs[1]) ? signs[1] : '\0';
    if (sign == '\0') return MLG_OK;
    mlg_formula node = {.method = mlg_operation(sign), .arguments = {*formula}};
    skip_spaces(p);
    const char *start = p->here;
    MLG_TRY(operand(p, &node.arguments[1]));
    if (sign == '/') MLG_TRY(check_divisor(p, node.arguments[1], start));
    *formula = new_node(p, node);
    MLG_HAVE(*formula);
  }
}

static mlg_status parse_product(parser *p, const mlg_formula **formula) {
  return parse_chain(p, "*/", parse_factor, formula);
}

static mlg_status parse_sum(parser *p, const mlg_formula **formula) {
  return parse_chain(p, "+-", parse_product, formula);
}

mlg_status mlg_formula_parse(mlg_arena *arena, const char *text, const char *const *names,
                             size_t n_names, mlg_position at, mlg_findings *findings,
                             const mlg_formula **formula, const char **used_twice) {
  const char *twice = NULL;
  const mlg_formula *root = NULL;
  parser p = {.arena = arena,
              .findings = findings,
              .text = text,
              .here = text,
              .names = names,
              .n_names = n_names,
              .at = at,
              .used = MLG_NEW(arena, bool, n_names),
              .used_twice = &twice};
  MLG_HAVE(text);
  MLG_HAVE(p.used);
  MLG_TRY(parse_sum(&p, &root));
  skip_spaces(&p);
  if (*p.here != '\0') return syntax_error(&p, "+ - * /");
  *formula = root;
  *used_twice = twice;
  return MLG_OK;
}
