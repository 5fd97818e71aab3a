# SPDX-License-Identifier: Apache-2.0
"""The raw files and the method, before the engine is asked anything."""

import unittest

import reference

# RP 2019, raw IRIS values summed: (Rennes, Rennes Métropole), persons.
PUBLISHED = {
    "population": (220488, 457416),
    "plus_65": (32411, 70756),
    "sans_diplome": (20904, 44158),
    "population_15p": (188792, 380050),
    "population_nscol": (139640, 306725),
}


class Raw(unittest.TestCase):
    def test_published_sums(self):
        for name, (city, metropole) in PUBLISHED.items():
            total = reference.sums("commune", lambda leaf: getattr(leaf, name))
            self.assertAlmostEqual(total["35238"], city, delta=1, msg=name)
            self.assertAlmostEqual(sum(total.values()), metropole, delta=1, msg=name)

    def test_bisection_meets_the_independence_formula(self):
        self.assertAlmostEqual(reference.union(300, 200, 1000, 1), 300 + 200 - 60, places=6)

    def test_bisection_gives_its_own_odds_ratio_back(self):
        a, b, n = 300, 200, 1000
        both = a + b - reference.union(a, b, n, 7.3)
        ratio = both * (n - a - b + both) / ((a - both) * (b - both))
        self.assertAlmostEqual(ratio, 7.3, places=6)

    def test_fragility_anchors(self):
        """METHOD: 89,790 [87,557; 92,634] and 41,790 [40,810; 43,046], within 0.1 %."""
        wanted = {"value": (41790, 89790), "low": (43046, 92634), "high": (40810, 87557)}
        for end, (city, metropole) in wanted.items():
            total = reference.sums(
                "commune", lambda leaf: reference.fragility(leaf, reference.THETA[end]))
            self.assertAlmostEqual(total["35238"], city, delta=city / 1000)
            self.assertAlmostEqual(sum(total.values()), metropole, delta=metropole / 1000)

    def test_most_people_on_a_case_done_by_hand(self):
        """Two zones share an offer; the one with a second offer must leave its place."""
        arcs = {"a": {1: 1.0, 2: 1.0}, "b": {1: 1.0}}
        self.assertAlmostEqual(
            reference.most(arcs, {"a": 10, "b": 10}, {1: 10, 2: 6}), 16, places=6)
