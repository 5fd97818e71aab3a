/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_METHOD_H
#define PORTRAIT_METHOD_H

#include <maillage/need.h>

/** "theta = 7,3 [5 ; 10]": the parameters that a formula names; "" when it names none. */
char *mlg_method_parameters(mlg_arena *arena, const char *formula, const mlg_parameter *parameters,
                            size_t n);

#endif
