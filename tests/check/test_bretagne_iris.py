# SPDX-License-Identifier: Apache-2.0
"""Brittany's figures below communes, recomputed from the raw files: the outlines, what a commune's
figure goes down to its IRIS by, and how far each part may be off."""

import collections
import functools
import itertools
import json
import math
import re
import sqlite3
import unittest

import reference
import support
import test_bretagne as brittany

CUT = {"352380906": "352380903", "352380907": "352380903"}  # one outline, two IRIS since
THETA = reference.THETA["value"]


def number(text):
    return float(text) if text else 0.0


def outlines(name):
    with open(brittany.FOLDER / name, encoding="utf-8") as file:
        for feature in json.load(file)["features"]:
            shape = feature["geometry"]
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            yield feature["properties"]["CODE_IRIS"], polygons


def area(polygons):
    """km2 at the latitude of the middle of Brittany: near enough to compare."""
    def inside(ring):
        return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:]))) / 2
    whole = sum(2 * inside(rings[0]) - sum(map(inside, rings)) for rings in polygons)
    return whole * 111.2 * 111.2 * math.cos(math.radians(48.2))


@functools.lru_cache(maxsize=None)
def leaves():
    """Commune -> codes of its IRIS, from the official table of 2023."""
    found = collections.defaultdict(list)
    for row in brittany.rows("iris-2023.csv"):
        if row["DEPCOM"] in brittany.above():
            found[row["DEPCOM"]].append(row["CODE_IRIS"])
    return {commune: codes for commune, codes in found.items() if len(codes) > 1}


@functools.lru_cache(maxsize=None)
def of_2022():
    """IRIS -> persons, from the census of 2022: shares of its population."""
    found = collections.defaultdict(collections.Counter)
    for row in brittany.rows("rp2022-iris-parts.csv"):
        population = number(row["P22_POP"])
        found[CUT.get(row["code"], row["code"])].update({
            "population": population,
            "plus_65": population * number(row["dmv_65p_pct_22"]) / 100,
            "sans_diplome": population * number(row["dsp_dipl_infbac_pct_22"]) / 100,
            "population_nscol": population})
    return found


@functools.lru_cache(maxsize=None)
def of_2019():
    """The same of Rennes Métropole in 2019, as INSEE counts them by IRIS."""
    return {leaf.code: {name: getattr(leaf, name) for name in (
        "population", "plus_65", "sans_diplome", "population_nscol")}
        for leaf in reference.leaves()}


def key(code, name):
    return of_2019()[code][name] if code in of_2019() else of_2022()[code][name]


def parts(whole, codes, weight):
    total = math.fsum(weight(code) for code in codes)
    return {code: whole * weight(code) / total for code in codes}


def down(commune, name):
    """A commune's figure, shared among its IRIS."""
    codes, whole = leaves()[commune], brittany.communes()[commune][name]
    if name != "fragilite":
        return parts(whole, codes, lambda code: key(code, name))
    old, low, all_ = (down(commune, n) for n in ("plus_65", "sans_diplome", "population_nscol"))
    return parts(whole, codes, lambda c: reference.union(old[c], low[c], all_[c], THETA))


def errors():
    """Indicator -> standard error of a part, as the project says."""
    text = (brittany.FOLDER / "projet.yaml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in
            re.findall(r"^    (\w+): \{cle: \w+, ecart: ([\d.]+)\}", text, re.M)}


class Outlines(unittest.TestCase):
    def test_the_1743_are_all_there_once(self):
        """Six communes have joined another since 2020; nothing else is lost, moved or added."""
        raw = {code: area(shape) for code, shape in outlines("iris-2020.geojson")}
        joined = {code: area(shape) for code, shape in outlines("iris-2025.geojson")}
        self.assertEqual((len(raw), len(joined)), (1743, 1737))
        wanted = collections.Counter()
        for code, size in raw.items():
            gone = code[:5] not in brittany.above()
            wanted[brittany.successors()[code[:5]] + "0000" if gone else code] += size
        self.assertEqual(set(wanted), set(joined))
        self.assertAlmostEqual(sum(joined.values()), sum(raw.values()), delta=2)  # km2 of 27,423
        for code, size in joined.items():
            # Slivers are 10 m wide: 0.03 km2 along 3 km of limits, more along longer ones.
            self.assertAlmostEqual(size, wanted[code], delta=0.03 + 0.02 * size, msg=code)

    def test_neighbours_share_their_limits(self):
        """A segment has one zone on each side, or one and the sea or another region."""
        sides = collections.Counter()
        for _, polygons in outlines("iris-2025.geojson"):
            for ring in itertools.chain.from_iterable(polygons):
                sides.update(frozenset(map(tuple, pair)) for pair in zip(ring, ring[1:]))
        counted = collections.Counter(sides.values())
        self.assertEqual(set(counted), {1, 2})
        self.assertGreater(counted[2], 5 * counted[1])


class Levels(unittest.TestCase):
    def test_towns_by_iris_and_the_rest_whole(self):
        kinds = collections.Counter(row["type"] for row in brittany.layer("iris").values())
        self.assertEqual(kinds, {"Z": 1105, "H": 567, "A": 38, "D": 27})
        communes = collections.Counter(row["code_commune"] for row in
                                       brittany.layer("iris").values())
        self.assertEqual(len(communes), 1202)
        self.assertEqual({c: len(codes) for c, codes in leaves().items()},
                         {c: n for c, n in communes.items() if n > 1})
        for island in brittany.ISLANDS:
            self.assertEqual(communes[island], 1)

    def test_every_iris_has_its_part(self):
        for name in ("population", "population_nscol", "fragilite"):
            for commune in leaves():
                for code, wanted in down(commune, name).items():
                    self.assertAlmostEqual(brittany.layer("iris")[code][name], wanted,
                                           delta=max(1e-6, wanted * 1e-9), msg=f"{name} {code}")

    def test_parts_add_up_to_the_commune(self):
        for name in errors():
            below, whole = brittany.indicator("iris", name), brittany.indicator("commune", name)
            for commune, codes in leaves().items():
                values = [below[code] for code in codes]
                if None not in values:
                    self.assertAlmostEqual(math.fsum(values), whole[commune],
                                           delta=max(1e-6, whole[commune] * 1e-9), msg=name)

    def test_parts_are_flagged(self):
        for code, row in brittany.layer("iris").items():
            self.assertEqual("fragilite:reparti" in row["drapeaux"].split(";"),
                             row["code_commune"] in leaves(), msg=code)
        for row in brittany.layer("commune").values():
            self.assertNotIn("fragilite:reparti", row["drapeaux"].split(";"))

    def test_the_interval_has_the_error_of_the_part(self):
        """Persons of 65 and over of Cancale, below the survey's threshold: roundings, 0.05 point
        all the same way, and the standard error of the part."""
        codes, error = leaves()["35049"], errors()["plus_65"]
        with sqlite3.connect(brittany.results() / "portrait.gpkg") as gpkg:
            shown = {code: rest for code, *rest in gpkg.execute(
                "SELECT code, valeur, min, max FROM indicateurs WHERE niveau = 'iris' "
                "AND indicateur = 'plus_65' AND code LIKE '35049%'")}
        whole = brittany.communes()["35049"]
        for code in codes:
            value, low, high = shown[code]
            share = value / whole["plus_65"]
            off = 1.96 * error * value * math.sqrt(1 - share)
            rounding = 0.0005 * whole["population"] * share
            self.assertAlmostEqual(low, value - rounding - off, delta=1e-6)
            self.assertAlmostEqual(high, value + rounding + off, delta=1e-6)

    def test_iris_cut_in_two_are_added(self):
        cut = [r for r in brittany.rows("rp2022-iris-parts.csv") if r["code"] in CUT]
        self.assertEqual(brittany.indicator("iris", "population_2022")["352380903"],
                         sum(float(row["P22_POP"]) for row in cut))

    def test_rennes_metropole_as_counted_in_2019_is_apart(self):
        found = brittany.indicator("iris", "fragilite_2019")
        for leaf in reference.leaves():
            self.assertAlmostEqual(found[leaf.code], reference.fragility(leaf), delta=1e-6)
        self.assertIsNone(found["292320101"])
        self.assertIsNone(brittany.indicator("region", "fragilite_2019")["53"])


class Measured(unittest.TestCase):
    """The errors that the project says, where the truth is known: 2019 in Rennes Métropole,
    shared out by what the census of 2022 tells everywhere."""

    def within(self, name, truth, shared, population):
        error, inside, n = errors()[name], 0, 0
        for commune, codes in leaves().items():
            if codes[0] not in of_2019():
                continue
            wanted = {code: truth(of_2019()[code]) for code in codes}
            whole = math.fsum(wanted.values())
            town = math.fsum(of_2019()[code]["population"] for code in codes) >= 10000
            among = math.fsum(of_2019()[code][population] for code in codes)
            sampling = 2 * 0.6 / 0.4 * whole * (1 - whole / among) if town else 0
            for code, value in shared(codes, whole).items():
                if of_2019()[code]["population"] < 200:
                    continue
                share = value / whole
                sd = math.sqrt(sampling * share + (error * value) ** 2 * (1 - share))
                inside += abs(value - wanted[code]) <= 1.96 * sd
                n += 1
        self.assertEqual(n, 138)
        return inside / n

    def test_nineteen_iris_in_twenty_are_within(self):
        for name in ("population_nscol", "sans_diplome"):
            found = self.within(name, lambda row: row[name], lambda codes, whole: parts(
                whole, codes, lambda code: of_2022()[code][name]),
                "population" if name == "population_nscol" else "population_nscol")
            self.assertGreaterEqual(found, 0.95, name)
            self.assertLess(found, 0.98, name)

    def test_fragility_too(self):
        def truth(row):
            return reference.union(row["plus_65"], row["sans_diplome"], row["population_nscol"],
                                   THETA)

        def shared(codes, whole):
            old, low, all_ = (parts(math.fsum(of_2019()[c][name] for c in codes), codes,
                                    lambda code: of_2022()[code][name])
                              for name in ("plus_65", "sans_diplome", "population_nscol"))
            return parts(whole, codes, lambda c: reference.union(old[c], low[c], all_[c], THETA))
        found = self.within("fragilite", truth, shared, "population_nscol")
        self.assertGreaterEqual(found, 0.95)
        self.assertLess(found, 0.98)


class Coverage(unittest.TestCase):
    def persons(self, commune, part):
        return brittany.layer("commune")[commune][f"{part}_aider"]

    def test_parts_of_iris_add_up(self):
        for part in ("besoin", "couvert", "orientation", "sature", "hors_portee"):
            total = math.fsum(row[f"{part}_aider"] for row in brittany.layer("iris").values())
            region = brittany.layer("region")["53"][f"{part}_aider"]
            self.assertAlmostEqual(total, region, delta=region * 1e-9, msg=part)

    def test_towns_that_have_an_offer_reach_it(self):
        """Rennes, Brest, Lorient, Saint-Brieuc, Saint-Malo, Quimper have a France services."""
        for commune in ("35238", "29019", "56121", "22278", "35288", "29232"):
            self.assertGreater(self.persons(commune, "couvert"), 50, commune)
            self.assertLess(self.persons(commune, "hors_portee"),
                            0.95 * self.persons(commune, "besoin"), commune)

    def test_towns_without_any_offer_listed_are_named(self):
        """Lannion and Vannes: what is listed there teaches, or has no position."""
        told = {row["attendu"]: row["valeur"].split(", ")
                for row in brittany.findings("ville-sans-offre-recensee")}
        for commune in told["être aidé dans ses démarches"]:
            code, = (c for c, row in brittany.layer("commune").items() if row["nom"] == commune)
            self.assertEqual(self.persons(code, "hors_portee"), self.persons(code, "besoin"))
            self.assertGreaterEqual(brittany.layer("commune")[code]["population"], 10000)
        self.assertIn("Vannes", told["être aidé dans ses démarches"])
        self.assertNotIn("Quimper", told["être aidé dans ses démarches"])


if __name__ == "__main__":
    unittest.main()
