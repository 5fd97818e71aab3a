# SPDX-License-Identifier: Apache-2.0
"""What `explain` says of a need is what portrait.gpkg holds, and adds up offer by offer."""

import functools
import json
import math
import unittest

import support
import test_geopackage as gpkg

ZONES = ["35238", "3523804", "352380402", "352380308", "35051", "243500139"]
NAMES = ["besoin", *support.PARTS]


@functools.lru_cache(maxsize=None)
def explained(code, family):
    done = support.maillage("explain", "--json", support.run_rennes(), code, family)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@functools.lru_cache(maxsize=None)
def covered():
    return {(r["niveau"], r["code"], r["famille"], r["scenario"]): r
            for r in gpkg.table("couverture")}


@functools.lru_cache(maxsize=None)
def accesses():
    return {(r["niveau"], r["code"], r["indicateur"]): r for r in gpkg.table("indicateurs")}


class Need(unittest.TestCase):
    def each(self):
        for code in ZONES:
            for family in sorted(gpkg.recorded()):
                yield code, family, explained(code, family)

    def assertSame(self, told, row, name, message):
        """Value and bounds; `row` has them as columns."""
        for key, column in (("valeur", name), ("min", f"{name}_min"), ("max", f"{name}_max")):
            if row[column] is None:
                self.assertIsNone(told[key], message)
            else:
                self.assertAlmostEqual(told[key], row[column], places=6, msg=message)

    def test_every_scenario_is_the_geopackage_s(self):
        for code, family, told in self.each():
            self.assertEqual(len(told["scenarios"]), 6)
            for scenario in told["scenarios"]:
                key = (told["niveau"], code, family, scenario["scenario"])
                for name in NAMES:
                    self.assertSame(scenario[name], covered()[key], name, (*key, name))
                self.assertEqual(";".join(scenario["drapeaux"]), covered()[key]["drapeaux"] or "")

    def test_need_is_base_times_take_up_times_weight(self):
        for code, family, told in self.each():
            layer = gpkg.by_code(told["niveau"])[code]
            self.assertAlmostEqual(told["base"]["valeur"], layer["fragilite"], places=6)
            for scenario in told["scenarios"]:
                if scenario["scenario"] not in gpkg.reference.TAKE_UP:
                    continue
                wanted = layer["fragilite"] * scenario["recours"] * told["poids"]
                self.assertAlmostEqual(scenario["besoin"]["valeur"], wanted, places=6)

    def test_uncovered_is_the_sum_of_the_three_causes(self):
        for code, family, told in self.each():
            for scenario in told["scenarios"]:
                if scenario["besoin"]["valeur"] is None:
                    continue
                causes = {n: scenario[n]["valeur"] for n in support.PARTS[1:]}
                self.assertAlmostEqual(scenario["non_couvert"]["valeur"], sum(causes.values()),
                                       places=6)
                if scenario["cause"] is not None:
                    self.assertEqual(causes[scenario["cause"]], max(causes.values()))
                else:
                    self.assertEqual(sum(causes.values()), 0)

    def test_places(self):
        for code, family, told in self.each():
            for name in ("places_100", "recours_epuisement"):
                row = accesses()[told["niveau"], code, f"{name}_{family}"]
                self.assertSame(told[name], {name: row["valeur"], f"{name}_min": row["min"],
                                             f"{name}_max": row["max"]}, name, (code, family))

    def test_finest_zones_add_up(self):
        for code, family, told in self.each():
            scenario = next(s for s in told["scenarios"] if s["reference"])
            for name in NAMES:
                self.assertAlmostEqual(math.fsum(z[name] for z in told["zones"]),
                                       scenario[name]["valeur"], places=6)

    def test_the_offers_receive_who_is_served(self):
        for code, family, told in self.each():
            scenario = next(s for s in told["scenarios"] if s["reference"])
            for name in ("couvert", "orientation"):
                self.assertAlmostEqual(math.fsum(o[name] for o in told["offres"]),
                                       scenario[name]["valeur"], places=4, msg=(code, family))

    def test_offers_are_those_of_the_geopackage_and_hold_whom_they_receive(self):
        rows = {r["id"]: r for r in gpkg.table("offres")}
        for _, family, told in self.each():
            for offer in told["offres"]:
                row = rows[offer["offre"]]
                self.assertSame(offer["capacite"], row, "capacite", offer["offre"])
                self.assertEqual((offer["origine"], family), (row["origine"], row["famille"]))
                directed = offer["couvert_toutes_zones"] + offer["orientation_toutes_zones"]
                self.assertLessEqual(offer["couvert_toutes_zones"], row["capacite"] + 1e-6)
                self.assertLessEqual(directed, row["capacite"] + 1e-6)
                self.assertEqual(offer["complet"],
                                 offer["couvert_toutes_zones"] > row["capacite"] - 0.05)

    def test_offers_in_reach_are_those_of_the_second_implementation(self):
        for code in ("352380402", "352380401", "352381106"):
            for family in sorted(gpkg.recorded()):
                arcs = gpkg.reach(family)
                near = {offer for start in arcs if start[0] == code for offer in arcs[start]}
                told = explained(code, family)["offres"]
                self.assertEqual({o["offre"] for o in told}, near, (code, family))

    def test_a_family_that_a_scenario_does_not_describe_has_no_figure(self):
        told = explained("35238", "informer")
        observed = next(s for s in told["scenarios"] if s["scenario"] == "observe")
        for name in NAMES:
            self.assertEqual(set(observed[name].values()), {None})
