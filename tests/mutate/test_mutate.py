# SPDX-License-Identifier: Apache-2.0
"""A hundred damages, always the same ones; `make mutate` has more.

What may go unnoticed, and why, stands in docs/reliability.md: nothing else may.
"""

import concurrent.futures
import os
import pathlib
import unittest

import support
from mutate import Bench

# Kinds of damage of which docs/reliability.md says that some cannot be noticed.
KNOWN = {"values_exchanged", "rows_exchanged", "cells_swapped", "setting_times_ten"}
SAMPLE = 100


class Mutations(unittest.TestCase):
    def test_damage_is_refused_or_told(self):
        folder = pathlib.Path(support.scratch()) / "mutations"
        folder.mkdir()
        bench = Bench(support.build(), folder, "1")
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(bench.try_one, range(SAMPLE)))
        bench.close()
        wrong = [r for r in results if r[4] not in ("told", "refused", "no matter", "impossible")
                 and not (r[4] == "slipped" and r[0] in KNOWN)
                 and r[4] != "refused, file not named"]
        self.assertEqual(wrong, [])
        noticed = sum(r[4] in ("told", "refused") for r in results)
        self.assertGreaterEqual(noticed, SAMPLE * 9 // 10)
