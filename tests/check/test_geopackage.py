# SPDX-License-Identifier: Apache-2.0
"""portrait.gpkg against the raw files and the second implementation."""

import collections
import functools
import math
import sqlite3
import unittest

from osgeo import ogr

import reference
import support

ogr.UseExceptions()
LEVELS = ["iris", "quartier", "commune", "epci"]
ADDITIVE = ["population", "population_15p", "population_nscol", "fragilite"]
COLUMNS = """code nom type population population_15p population_nscol fragilite fragilite_min fragilite_max
    fragilite_taux_nscol fragilite_taux_15p exposition exposition_min exposition_max
    exposition_taux exposition_couverture drapeaux""".split()
COLUMNS += [f"{part}_{family}" for family in support.FAMILIES
            for part in ["besoin", *support.PARTS, "places_100"]]


@functools.lru_cache(maxsize=None)
def table(name):
    """The rows of one table, as dictionaries."""
    path = support.run_rennes() / "portrait.gpkg"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(f'SELECT * FROM "{name}"')]


def by_code(level):
    return {row["code"]: row for row in table(level)}


@functools.lru_cache(maxsize=None)
def recorded():
    return {r["famille"] for r in table("couverture") if r["besoin"] is not None}


@functools.lru_cache(maxsize=None)
def origins():
    """The points that stand for the zones, see reference.origins()."""
    source = ogr.Open(str(support.run_rennes() / "portrait.gpkg"))
    outlines = {}
    for feature in source.GetLayer("iris"):
        shape = feature.GetGeometryRef().Clone()
        centre = shape.Centroid()
        if not shape.Contains(centre):
            centre = shape.PointOnSurface()

        def inside(x, y, shape=shape):
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(x, y)
            return shape.Contains(point)

        outlines[feature.GetField("code")] = ((centre.GetX(), centre.GetY()), shape.GetArea(),
                                              shape.GetEnvelope(), inside)
    return reference.origins(outlines)


@functools.lru_cache(maxsize=None)
def offers(family):
    """The offers of a family: (positions, capacities), by offer."""
    source = ogr.Open(str(support.run_rennes() / "portrait.gpkg"))
    sites = {f.GetField("id"): f.GetGeometryRef().GetPoint_2D()
             for f in source.GetLayer("lieux") if f.GetGeometryRef()}
    mine = [r for r in table("offres") if r["famille"] == family]
    return {r["id"]: sites[r["lieu"]] for r in mine}, {r["id"]: r["capacite"] for r in mine}


@functools.lru_cache(maxsize=None)
def reserved():
    """offer -> the codes of the zones whose people alone may come."""
    path = support.run_rennes() / "calcul.sqlite"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return {offer: set(codes.split("|"))
                for offer, codes in base.execute("SELECT id, reserve FROM offre") if codes}


def reach(family):
    return reference.reach(origins(), offers(family)[0], reserved())


class Shape(unittest.TestCase):
    def test_layers_have_the_promised_columns(self):
        for level in LEVELS:
            above = support.LEVELS[support.LEVELS.index(level) + 1:]
            wanted = [*COLUMNS, *[f"code_{name}" for name in above]]
            self.assertEqual([c for c in wanted if c not in table(level)[0]], [], level)

    def test_there_are_no_incomplete_levels(self):
        path = support.run_rennes() / "portrait.gpkg"
        with sqlite3.connect(path) as base:
            names = {r[0] for r in base.execute("SELECT table_name FROM gpkg_contents")}
        self.assertLessEqual({*LEVELS, "lieux", "offres", "indicateurs", "couverture"}, names)
        self.assertEqual(names & {"departement", "region"}, set())

    def test_how_many_zones(self):
        self.assertEqual([len(table(level)) for level in LEVELS], [172, 12 + 42, 43, 1])
        inside = [r for r in table("quartier") if r["code"].startswith("35238")]
        self.assertEqual(len(inside), 12)

    def test_codes_are_unique_text_and_lead_upwards(self):
        for level in LEVELS:
            codes = [r["code"] for r in table(level)]
            self.assertEqual(len(codes), len(set(codes)), level)
            self.assertTrue(all(isinstance(c, str) for c in codes))
        for leaf in reference.leaves():
            row = by_code("iris")[leaf.code]
            self.assertEqual((row["code_quartier"], row["code_commune"], row["code_epci"]),
                             (leaf.quartier, leaf.commune, reference.EPCI))

    def test_names_are_whole(self):
        for level in LEVELS:
            for row in table(level):
                self.assertTrue(row["nom"], row["code"])
                self.assertNotRegex(row["nom"], "Ã|\N{REPLACEMENT CHARACTER}")

    def test_shapes_are_valid_lambert_93_and_tile(self):
        source = ogr.Open(str(support.run_rennes() / "portrait.gpkg"))
        areas = {}
        for level in LEVELS:
            layer = source.GetLayer(level)
            self.assertEqual(layer.GetSpatialRef().GetAuthorityCode(None), "2154", level)
            areas[level] = 0.0
            for feature in layer:
                shape = feature.GetGeometryRef()
                self.assertTrue(shape.IsValid(), feature.GetField("code"))
                areas[level] += shape.GetArea()
        for level in LEVELS:
            self.assertAlmostEqual(areas[level], areas["iris"], delta=1)  # square metre

    def test_numbers_are_finite_and_unknown_is_null(self):
        for name in [*LEVELS, "lieux", "offres", "indicateurs", "couverture"]:
            for row in table(name):
                for column, value in row.items():
                    if isinstance(value, float):
                        self.assertTrue(math.isfinite(value), f"{name}.{column}")
                    self.assertNotIn(value, ("nan", "NaN", "inf", "-nan"), f"{name}.{column}")


class Figures(unittest.TestCase):
    def test_raw_counts_in_every_zone(self):
        for level in LEVELS:
            for name in ("population", "population_15p", "population_nscol"):
                wanted = reference.sums(level, lambda leaf: getattr(leaf, name))
                self.assertEqual(set(wanted), set(by_code(level)), level)
                for code, value in wanted.items():
                    self.assertAlmostEqual(by_code(level)[code][name], value, delta=1e-6)

    def test_fragility_in_every_zone(self):
        for level in LEVELS:
            for code, value in reference.sums(level, reference.fragility).items():
                self.assertAlmostEqual(by_code(level)[code]["fragilite"], value, delta=1e-3)

    def test_fragility_lies_between_its_bounds_unclamped(self):
        for leaf in reference.leaves():
            row = by_code("iris")[leaf.code]
            low = max(leaf.plus_65, leaf.sans_diplome)
            high = min(leaf.population_nscol, leaf.plus_65 + leaf.sans_diplome)
            self.assertGreaterEqual(row["fragilite"], low - 1e-9, leaf.code)
            self.assertLessEqual(row["fragilite"], high + 1e-9, leaf.code)
            # Where one margin is empty or everybody, the bounds meet: there is nothing to clamp.
            margins = (leaf.plus_65, leaf.sans_diplome)
            if min(margins) > 0 and max(margins) < leaf.population_nscol:
                self.assertGreater(row["fragilite"], low, f"{leaf.code}: clamped")
                self.assertLess(row["fragilite"], high, f"{leaf.code}: clamped")

    def test_the_interval_holds_the_range_of_theta(self):
        """What theta does adds up over zones; sampling comes on top, and is smaller."""
        for level in LEVELS:
            low = reference.sums(level, lambda leaf: reference.fragility(leaf, 10))
            high = reference.sums(level, lambda leaf: reference.fragility(leaf, 5))
            for code, row in by_code(level).items():
                self.assertLessEqual(row["fragilite_min"], low[code] + 1e-3, code)
                self.assertGreaterEqual(row["fragilite_max"], high[code] - 1e-3, code)
                self.assertGreaterEqual(row["fragilite_min"], 0)
        city = by_code("commune")["35238"]
        self.assertGreater(city["fragilite_min"], 40810 * 0.97)
        self.assertLess(city["fragilite_max"], 43046 * 1.03)

    def test_anchors_within_one_per_cent(self):
        whole, city = by_code("epci")[reference.EPCI], by_code("commune")["35238"]
        self.assertAlmostEqual(whole["fragilite"], 89790, delta=897.9)
        self.assertAlmostEqual(city["fragilite"], 41790, delta=417.9)

    def test_levels_agree(self):
        for name in [*ADDITIVE, *[f"{p}_{f}" for f in recorded()
                                  for p in ["besoin", *support.PARTS]]]:
            totals = [math.fsum(r[name] for r in table(level)) for level in LEVELS]
            for total in totals:
                self.assertAlmostEqual(total, totals[0], delta=0.5, msg=name)

    def test_rates(self):
        for level in LEVELS:
            for row in table(level):
                for rate, base in (("nscol", "population_nscol"), ("15p", "population_15p")):
                    if row[base] == 0:
                        self.assertIsNone(row[f"fragilite_taux_{rate}"], row["code"])
                    else:
                        self.assertAlmostEqual(row[f"fragilite_taux_{rate}"],
                                               row["fragilite"] / row[base], places=9)

    def test_known_quarters_stand_above_the_city(self):
        city = by_code("commune")["35238"]["fragilite_taux_nscol"]
        rates = {r["nom"]: r["fragilite_taux_nscol"] for r in table("quartier")
                 if r["code_commune"] == "35238"}
        for name in ("Maurepas", "Blosne", "Bréquigny"):
            found = [rate for quarter, rate in rates.items() if name in quarter]
            self.assertEqual(len(found), 1, name)
            self.assertGreater(found[0], city, name)

    def test_students_are_explained_by_the_denominator(self):
        """Villejean and Beaulieu look safest over 15+, which counts their students."""
        rows = [r for r in table("quartier") if r["code_commune"] == "35238"]
        for name in ("Villejean", "Beaulieu"):
            row = next(r for r in rows if name in r["nom"])
            rank = {c: sorted(rows, key=lambda r: r[c]).index(row)
                    for c in ("fragilite_taux_15p", "fragilite_taux_nscol")}
            self.assertGreater(rank["fragilite_taux_nscol"], rank["fragilite_taux_15p"], name)

    def test_the_empty_zone_is_shown_as_empty(self):
        row = by_code("iris")["352380308"]
        self.assertEqual((row["population"], row["fragilite"]), (0, 0))
        self.assertIsNone(row["fragilite_taux_nscol"])
        self.assertIsNone(row["fragilite_taux_15p"])
        self.assertIn("vide", row["drapeaux"])

    def test_exposure_is_unknown_not_zero(self):
        known = {r["iris_code"] for r in reference.rows("caf-allocataires-iris-2021.csv", ";")}
        for row in table("iris"):
            self.assertEqual(row["exposition"] is not None, row["code"] in known)
            self.assertGreaterEqual(row["exposition_max"], row["exposition_min"])
            self.assertEqual(row["exposition_couverture"], row["code"] in known)
            if row["exposition"] is None:
                self.assertIsNone(row["exposition_taux"])
                self.assertGreater(row["exposition_max"], 0)

    def test_every_indicator_is_in_the_long_table(self):
        """One row a figure and denominator."""
        shipped = {p.stem for p in (support.ROOT / "indicators").glob("*.yaml")}
        for level in LEVELS:
            zones = collections.defaultdict(set)
            for row in table("indicateurs"):
                if row["niveau"] == level:
                    zones[row["indicateur"]].add(row["code"])
            self.assertEqual(shipped - set(zones), set())
            for name in shipped:
                self.assertEqual(len(zones[name]), len(table(level)), name)

    def test_the_long_table_says_what_the_layers_say(self):
        seen = 0
        for row in table("indicateurs"):
            if row["indicateur"] != "fragilite":
                continue
            layer = by_code(row["niveau"])[row["code"]]
            self.assertAlmostEqual(row["valeur"], layer["fragilite"], places=6)
            self.assertTrue(row["min"] <= row["valeur"] <= row["max"])
            rate = layer["fragilite_taux_" + row["denominateur"].removeprefix("population_")]
            self.assertEqual(row["taux"] is None, rate is None)
            if rate is not None:
                self.assertAlmostEqual(row["taux"], rate, places=9)
            seen += 1
        self.assertEqual(seen, 2 * sum(len(table(level)) for level in LEVELS))


class Coverage(unittest.TestCase):
    def test_every_family_is_recorded(self):
        """`informer` by access-to-rights services alone, which the national schema lacks."""
        self.assertEqual(recorded(), set(support.FAMILIES))

    def test_a_scenario_says_nothing_of_families_it_does_not_describe(self):
        said = collections.defaultdict(set)
        for row in table("couverture"):
            unknown = {row[name] is None for name in ["besoin", *support.PARTS]}
            self.assertEqual(len(unknown), 1, row)
            if unknown == {False}:
                said[row["scenario"]].add(row["famille"])
        self.assertEqual(said["observe"], {"aider"})
        self.assertEqual(said["enquete"], set(support.FAMILIES) - {"depanner"})
        for scenario in reference.TAKE_UP:
            self.assertEqual(said[scenario], set(support.FAMILIES))

    def test_parts_add_up_to_the_need(self):
        seen = collections.Counter()
        for row in table("couverture"):
            if row["besoin"] is None:
                continue
            seen[row["niveau"]] += row["scenario"] in reference.TAKE_UP
            parts = [row[name] for name in support.PARTS]
            self.assertGreaterEqual(min(parts), 0, row)
            self.assertAlmostEqual(math.fsum(parts), row["besoin"], delta=0.01, msg=row)
            for name in ["besoin", *support.PARTS]:
                self.assertLessEqual(row[f"{name}_min"], row[name] + 1e-6, row)
                self.assertGreaterEqual(row[f"{name}_max"], row[name] - 1e-6, row)
        for level in LEVELS:
            self.assertEqual(seen[level], len(table(level)) * len(recorded()) * 4)

    def test_levels_agree_in_every_scenario(self):
        totals = collections.defaultdict(float)
        for row in table("couverture"):
            if row["besoin"] is not None:
                for name in ["besoin", *support.PARTS]:
                    totals[row["famille"], row["scenario"], name, row["niveau"]] += row[name]
        for (family, scenario, name, level), total in totals.items():
            self.assertAlmostEqual(total, totals[family, scenario, name, "iris"], delta=0.5)

    def test_layers_hold_the_reference_scenario(self):
        for row in table("couverture"):
            if row["scenario"] == reference.REFERENCE and row["famille"] in recorded():
                layer = by_code(row["niveau"])[row["code"]]
                for name in ["besoin", *support.PARTS]:
                    self.assertAlmostEqual(layer[f"{name}_{row['famille']}"], row[name], places=6)

    def test_need_is_fragility_times_take_up(self):
        for row in table("couverture"):
            if row["scenario"] in reference.TAKE_UP:
                fragile = by_code(row["niveau"])[row["code"]]["fragilite"]
                wanted = fragile * reference.TAKE_UP[row["scenario"]]
                self.assertAlmostEqual(row["besoin"], wanted, delta=0.01)

    def model(self, family, scenario):
        arcs, capacity = reach(family), offers(family)[1]
        take_up = reference.TAKE_UP[scenario]
        fragile = {leaf.code: reference.fragility(leaf) for leaf in reference.leaves()}
        need = {start: take_up * share * fragile[start[0]]
                for start, (_, _, share) in origins().items()}
        rows = {r["code"]: r for r in table("couverture")
                if (r["niveau"], r["famille"], r["scenario"]) == ("iris", family, scenario)}
        return arcs, need, capacity, rows

    def each(self):
        for family in sorted(recorded()):
            for scenario in reference.TAKE_UP:
                yield family, scenario, *self.model(family, scenario)

    def test_out_of_reach_point_by_point(self):
        for family, scenario, arcs, need, _, rows in self.each():
            lacking = {start: 0 if near else need[start] for start, near in arcs.items()}
            for code, wanted in reference.by_zone(arcs, lacking).items():
                self.assertAlmostEqual(rows[code]["hors_portee"], wanted, delta=0.01,
                                       msg=(family, scenario, code))

    def test_likely_allocation_zone_by_zone(self):
        for family, scenario, arcs, need, capacity, rows in self.each():
            got = {start: sum(persons.values())
                   for start, persons in reference.likely(arcs, need, capacity).items()}
            for code, wanted in reference.by_zone(arcs, got).items():
                self.assertAlmostEqual(rows[code]["couvert"], wanted, delta=0.01,
                                       msg=(family, scenario, code))

    def test_everyone_well_directed_is_a_maximum_flow(self):
        for family, scenario, arcs, need, capacity, rows in self.each():
            got = sum(r["couvert"] + r["orientation"] for r in rows.values())
            self.assertAlmostEqual(got, reference.most(*reference.alike(arcs, need), capacity),
                                   delta=0.1,
                                   msg=(family, scenario))

    def test_places_for_100_conserve_capacity(self):
        for family in recorded():
            arcs, capacity = reach(family), offers(family)[1]
            base = {leaf.code: reference.fragility(leaf) for leaf in reference.leaves()}
            within = collections.defaultdict(float)
            for start, near in arcs.items():
                for offer in near:
                    within[offer] += base[start[0]] * origins()[start][2]
            ratios = {start: 100 * origins()[start][2] * sum(
                          capacity[o] / within[o] for o in near if within[o] > 0)
                      for start, near in arcs.items()}
            for code, wanted in reference.by_zone(arcs, ratios).items():
                if base[code] > 0:
                    self.assertAlmostEqual(by_code("iris")[code][f"places_100_{family}"], wanted,
                                           delta=1e-3)


class Sites(unittest.TestCase):
    def test_default_capacities_are_the_project_s_hypotheses(self):
        """At most 10, 18 or 19 persons a week x 36 weeks / 1.7 visits a person for `aider`; less
        where the place is not open long enough, at 21 minutes a visit."""
        assumed = [r for r in table("offres") if r["origine"].startswith("hypothèse")]
        weekly = collections.Counter(round(r["capacite"] * 1.7 / 36, 6)
                                     for r in assumed if r["famille"] == "aider")
        self.assertLessEqual(max(weekly), 19)
        for whole in (10, 18, 19):
            self.assertIn(whole, weekly)
        for row in assumed:
            if "ouverture" not in row["origine"]:
                self.assertAlmostEqual(row["capacite_min"], row["capacite"] / 2, places=6)
                self.assertAlmostEqual(row["capacite_max"], row["capacite"] * 2, places=6)

    def test_every_capacity_says_what_it_rests_on(self):
        for row in table("offres"):
            self.assertTrue(row["origine"])
            self.assertLessEqual(0, row["capacite_min"])
            self.assertLessEqual(row["capacite_min"], row["capacite"])
            self.assertLessEqual(row["capacite"], row["capacite_max"])

    def test_offers_belong_to_sites_that_have_the_family(self):
        sites = {r["id"]: r for r in table("lieux")}
        for row in table("offres"):
            self.assertEqual(sites[row["lieu"]][row["famille"]], 1, row["id"])

    def test_sites_lie_in_the_zone_they_name(self):
        source = ogr.Open(str(support.run_rennes() / "portrait.gpkg"))
        shapes = {f.GetField("code"): f.GetGeometryRef().Clone() for f in source.GetLayer("iris")}
        inside = 0
        for feature in source.GetLayer("lieux"):
            code = feature.GetField("code_iris")
            if code:
                inside += 1
                self.assertTrue(shapes[code].Intersects(feature.GetGeometryRef()))
        self.assertGreater(inside, 30)

    def test_head_offices_do_not_count(self):
        heads = {r["id"] for r in table("lieux") if r["non_compte"] == "siège ou service interne"}
        self.assertGreater(len(heads), 0)
        self.assertEqual([r["id"] for r in table("offres") if r["lieu"] in heads], [])
