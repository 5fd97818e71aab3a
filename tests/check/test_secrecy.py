# SPDX-License-Identifier: Apache-2.0
"""An attack on the cells that the CAF hides: nothing written says more of them than the source.

A hidden cell is 1 to 4 households; of a row that is withheld, the source says nothing. Every
figure written is an interval that holds a sum of cells: an IRIS, those of a quarter, a commune,
the EPCI. As these sums are nested, carrying bounds up and then down solves the linear programme
exactly: the range of each hidden cell that agrees with all that is written, at every level.
"""

import collections
import csv
import functools
import math
import sqlite3
import unittest

import support

CAF = support.GEODATA / "caf-allocataires-iris-2021.csv"
COLUMNS = {"rsa": "arsas", "prime_activite": "appa", "aah": "aaah",
           "personnes_couvertes_caf": "percou"}
NESTED = ["iris", "quartier", "commune", "epci"]
SLACK = 1e-6  # persons


@functools.lru_cache(maxsize=None)
def hidden():
    """{indicator: {iris: "cell" or "row"}} that the file hides, read without Maillage."""
    out = {indicator: {} for indicator in COLUMNS}
    with open(CAF, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            withheld = row["note"] in ("2", "3", "4") or not row["a"]
            for indicator, column in COLUMNS.items():
                if not row[column]:
                    out[indicator][row["iris_code"]] = "row" if withheld else "cell"
    return out


def read(query):
    base = support.run_rennes() / "portrait.gpkg"
    with sqlite3.connect(f"file:{base}?mode=ro", uri=True) as opened:
        return opened.execute(query).fetchall()


@functools.lru_cache(maxsize=None)
def written():
    """{indicator: {(level, code): (value, low, high)}}"""
    out = collections.defaultdict(dict)
    for level, code, indicator, *figure in read(
            "select niveau, code, indicateur, valeur, min, max from indicateurs"):
        out[indicator][level, code] = figure
    return out


@functools.lru_cache(maxsize=None)
def children():
    """{(level, code): [(level, code), …]}: each zone's parts at the next level that has any."""
    out = collections.defaultdict(list)
    quarters = set()
    for iris, quarter, commune in read("select code, code_quartier, code_commune from iris"):
        if quarter:
            out["quartier", quarter].append(("iris", iris))
            if quarter not in quarters:
                out["commune", commune].append(("quartier", quarter))
            quarters.add(quarter)
        else:
            out["commune", commune].append(("iris", iris))
    for commune, epci in read("select code, code_epci from commune"):
        out["epci", epci].append(("commune", commune))
    return out


def ranges(figures):
    """The range of each zone that agrees with every interval, by bounds up, then down."""
    least, most = {}, {}

    def up(zone):
        _, low, high = figures.get(zone, (None, None, None))
        low, high = 0 if low is None else low, math.inf if high is None else high
        parts = children().get(zone, [])
        for part in parts:
            up(part)
        if parts:
            low = max(low, sum(least[part] for part in parts))
            high = min(high, sum(most[part] for part in parts))
        least[zone], most[zone] = low, high

    (root,) = [zone for zone in children() if zone[0] == "epci"]
    up(root)
    return {zone: range_of(zone, root, least, most) for zone in least if zone[0] == "iris"}


def path_to(target, zone):
    if zone == target:
        return [zone]
    for part in children().get(zone, []):
        found = path_to(target, part)
        if found:
            return [zone] + found
    return []


def range_of(target, root, least, most):
    path = path_to(target, root)
    if not path:
        return least[target], most[target]
    low, high = least[root], most[root]
    for above, part in zip(path, path[1:]):
        others = [p for p in children()[above] if p != part]
        low, high = (max(least[part], low - sum(most[p] for p in others)),
                     min(most[part], high - sum(least[p] for p in others)))
    return low, high


class Secrecy(unittest.TestCase):
    def test_there_is_something_to_hide(self):
        kinds = collections.Counter(k for cells in hidden().values() for k in cells.values())
        self.assertGreater(kinds["cell"], 0)
        self.assertGreater(kinds["row"], 10)

    def test_the_attack_finds_a_cell_that_a_sum_gives_away(self):
        # A cell of 1 to 4 and one of 10 whose sum is known to be 12.
        children()["above"] = ["cell", "rest"]
        try:
            given = range_of("cell", "above", {"cell": 1, "rest": 10, "above": 12},
                             {"cell": 4, "rest": 10, "above": 12})
        finally:
            del children()["above"]
        self.assertEqual(given, (2, 2))

    def test_no_sum_narrows_a_hidden_cell(self):
        for indicator, cells in hidden().items():
            figures = written()[indicator]
            solved = ranges(figures)
            for code, kind in cells.items():
                if ("iris", code) not in figures:
                    continue
                with self.subTest(indicator=indicator, iris=code, kind=kind):
                    low, high = solved["iris", code]
                    value, own_low, own_high = figures["iris", code]
                    if own_high == 0:
                        continue  # nobody lives there: known without the CAF
                    if kind == "cell":
                        self.assertLessEqual(low, 1 + SLACK)
                        self.assertGreaterEqual(high, 4 - SLACK)
                    # Not narrower than the interval that the zone itself is given.
                    self.assertLessEqual(low, own_low + SLACK)
                    self.assertGreaterEqual(high, own_high - SLACK)

    def test_what_is_left_of_a_sum_is_the_assumed_value(self):
        # Sum - published cells = the middle of what is possible, whatever the truth.
        for indicator, cells in hidden().items():
            for code, kind in cells.items():
                value, low, high = written()[indicator].get(("iris", code), (None, None, None))
                if value is not None and kind == "cell":
                    self.assertAlmostEqual(value, 2.5)

    def test_situations_do_not_bound_their_parts_further(self):
        # Whoever receives a benefit is in the union: its high bounds each part.
        for indicator in ("rsa", "prime_activite", "aah"):
            for code in hidden()[indicator]:
                _, _, most = written()["exposition"].get(("iris", code), (None, None, None))
                _, _, high = written()[indicator].get(("iris", code), (None, None, None))
                if most is not None and high is not None:
                    self.assertGreaterEqual(most, high - SLACK)
