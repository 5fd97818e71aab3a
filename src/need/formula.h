/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NEED_FORMULA_H
#define NEED_FORMULA_H

#include <maillage/need.h>

/**
 * @file
 * A parsed formula: a tree of numbers, variables and methods. The signs + - * /
 * are methods too, so that evaluating knows only one kind of operation.
 */
enum { MLG_MOST_ARGUMENTS = 5 };

/** What a method met that the caller should tell. */
typedef enum {
  MLG_NOTE_MARGINS = 1 << 0,  /**< A margin of a 2 x 2 table above its total. */
  MLG_NOTE_DIVISION = 1 << 1, /**< A division by zero. */
} mlg_note;

typedef struct {
  const char *name;
  size_t arity;
  mlg_estimate (*apply)(const mlg_estimate *arguments, unsigned *notes);
} mlg_method;

/** The operation of a sign, '_' standing for a minus before one operand. */
const mlg_method *mlg_operation(char sign);

/** The method of that name, or NULL. */
const mlg_method *mlg_method_find(const char *name);

/** The name of the method nearest to `name`, or NULL. */
const char *mlg_method_nearest(const char *name);

struct mlg_formula {
  const mlg_method *method; /**< NULL for a number or a variable. */
  const struct mlg_formula *arguments[MLG_MOST_ARGUMENTS];
  bool is_number;
  double number;
  size_t variable;
};

/** As mlg_formula_evaluate; adds to `notes` what its methods met. */
mlg_estimate mlg_formula_run(const mlg_formula *formula, const mlg_estimate *variables,
                             unsigned *notes);

/** Whether the formula reads that variable. */
bool mlg_formula_uses(const mlg_formula *formula, size_t variable);

/** Whether the formula is one variable as it stands. */
bool mlg_formula_is_variable(const mlg_formula *formula);

/** union_2x2(a, b, n, theta) over estimates. */
mlg_estimate mlg_union_estimate(const mlg_estimate *arguments, unsigned *notes);

/** situations(a, b, c, d, double) over estimates. */
mlg_estimate mlg_situations_estimate(const mlg_estimate *arguments, unsigned *notes);

#endif
