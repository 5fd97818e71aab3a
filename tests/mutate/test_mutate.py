# SPDX-License-Identifier: Apache-2.0
"""One damage of each kind, always the same ones; `make mutate` has more.

What is known not to be noticed stands in docs/reliability.md.
"""

import unittest

import support
from mutate import Bench


class Mutations(unittest.TestCase):
    def test_damage_is_refused_or_told(self):
        bench = Bench(support.scratch())
        for number in (0, 1, 5, 6, 7, 8, 9, 14, 15, 16):
            with self.subTest(number=number):
                kind, name, what, outcome, more = bench.try_one("1", number, run_silent=False)
                self.assertIn(outcome, ("told", "refused"), f"{kind} {name} {what}: {more}")
