# SPDX-License-Identifier: Apache-2.0
"""Linear programmes, solved by GLPK (libglpk, as the tests of the flows do)."""

import ctypes
import math

_FREE, _LOWER, _UPPER, _BETWEEN, _FIXED = 1, 2, 3, 4, 5
_LEAST, _MOST, _QUIET, _OPTIMAL, _UNBOUNDED = 1, 2, 0, 5, 6


def _library():
    glpk = ctypes.CDLL("libglpk.so.40")
    glpk.glp_create_prob.restype = ctypes.c_void_p
    glpk.glp_get_obj_val.restype = ctypes.c_double
    pointer, real, whole = ctypes.c_void_p, ctypes.c_double, ctypes.c_int
    for name, types in (("add_rows", [pointer, whole]), ("add_cols", [pointer, whole]),
                        ("set_row_bnds", [pointer, whole, whole, real, real]),
                        ("set_col_bnds", [pointer, whole, whole, real, real]),
                        ("set_obj_coef", [pointer, whole, real]),
                        ("set_obj_dir", [pointer, whole]),
                        ("set_mat_row", [pointer, whole, whole, pointer, pointer]),
                        ("simplex", [pointer, pointer]), ("get_status", [pointer]),
                        ("get_obj_val", [pointer]), ("delete_prob", [pointer]),
                        ("term_out", [whole])):
        getattr(glpk, f"glp_{name}").argtypes = types
    glpk.glp_term_out(_QUIET)
    return glpk


def _kind(low, high):
    if math.isinf(low) and math.isinf(high):
        return _FREE
    if math.isinf(high):
        return _LOWER
    if math.isinf(low):
        return _UPPER
    return _FIXED if low == high else _BETWEEN


class Programme:
    """Unknowns that are not negative, and sums of them that lie between bounds."""

    def __init__(self, n):
        self.glpk = _library()
        self.problem = self.glpk.glp_create_prob()
        self.glpk.glp_add_cols(self.problem, n)
        for j in range(1, n + 1):
            self.glpk.glp_set_col_bnds(self.problem, j, _LOWER, 0, 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.glpk.glp_delete_prob(self.problem)

    def hold(self, terms, low, high):
        """low <= sum of weight * unknown <= high; terms: {unknown from 0: weight}."""
        row = self.glpk.glp_add_rows(self.problem, 1)
        self.glpk.glp_set_row_bnds(self.problem, row, _kind(low, high), low, high)
        columns = (ctypes.c_int * (len(terms) + 1))(0, *(j + 1 for j in terms))
        weights = (ctypes.c_double * (len(terms) + 1))(0, *terms.values())
        self.glpk.glp_set_mat_row(self.problem, row, len(terms), columns, weights)

    def _extreme(self, unknown, way, none):
        self.glpk.glp_set_obj_coef(self.problem, unknown + 1, 1)
        self.glpk.glp_set_obj_dir(self.problem, way)
        if self.glpk.glp_simplex(self.problem, None) != 0:
            raise AssertionError("the simplex failed")
        status = self.glpk.glp_get_status(self.problem)
        value = self.glpk.glp_get_obj_val(self.problem)
        self.glpk.glp_set_obj_coef(self.problem, unknown + 1, 0)
        if status == _UNBOUNDED:
            return none
        if status != _OPTIMAL:
            raise AssertionError(f"what is written contradicts itself (status {status})")
        return value

    def range(self, unknown):
        """The least and the most that the unknown can be."""
        return self._extreme(unknown, _LEAST, 0), self._extreme(unknown, _MOST, math.inf)
