/* SPDX-License-Identifier: Apache-2.0 */
#include "need/formula.h"

/* The parser bounds nesting, and chains of signs are as long as a person writes. */
mlg_estimate mlg_formula_run(const mlg_formula *formula, const mlg_estimate *variables,
                             unsigned *notes) {
  /* A number of the formula is nobody's publication: no flag. */
  if (formula->is_number) return mlg_between(formula->number, formula->number, formula->number);
  if (formula->method == NULL) return variables[formula->variable];
  mlg_estimate arguments[MLG_MOST_ARGUMENTS];
  for (size_t i = 0; i < formula->method->arity; i++)
    arguments[i] = mlg_formula_run(formula->arguments[i], variables, notes);
  return formula->method->apply(arguments, notes);
}

mlg_estimate mlg_formula_evaluate(const mlg_formula *formula, const mlg_estimate *variables) {
  unsigned notes = 0;
  return mlg_formula_run(formula, variables, &notes);
}

bool mlg_formula_uses(const mlg_formula *formula, size_t variable) {
  if (formula->method == NULL)
    return mlg_formula_is_variable(formula) && formula->variable == variable;
  for (size_t i = 0; i < formula->method->arity; i++)
    if (mlg_formula_uses(formula->arguments[i], variable)) return true;
  return false;
}

bool mlg_formula_is_variable(const mlg_formula *formula) {
  return formula->method == NULL && !formula->is_number;
}
