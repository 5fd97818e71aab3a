# SPDX-License-Identifier: Apache-2.0
"""What holds the benchmark's programs equal notices when they are not (tests/bench/equal.py)."""

import csv
import json
import pathlib
import sys
import tempfile
import unittest

import support

sys.path.append(str(support.ROOT / "tests/bench"))
import equal  # noqa: E402
import measure  # noqa: E402


class Equal(unittest.TestCase):
    """Another's figures, taken from Rennes Métropole's own, then changed one at a time."""

    def setUp(self):
        self.results, self.ours = support.run_rennes(), equal.Ours(support.run_rennes())
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.output = pathlib.Path(folder.name)
        self.families = [family for family, total in self.ours.totals.items() if total[0] is not None]
        self.zones = {code: {"fragilite": f, "exposition": e,
                             **{f"e2sfca_{family}": self.ours.places.get((code, family), 0)
                                for family in self.families}}
                      for code, (f, e) in self.ours.zones.items()}
        self.placed = dict(self.ours.placed)
        self.totals = {family: dict(zip(("besoin", "couvert", "servi_au_plus", "hors_portee"),
                                        self.ours.totals[family]), arrondi=0.5)
                       for family in self.families}
        self.levels = {f"code_{level}": dict(sums) for level, sums in self.ours.levels.items()}

    def check(self):
        with open(self.output / "zones.csv", "w") as file:
            out = csv.writer(file)
            out.writerow(["code_iris", *next(iter(self.zones.values()))])
            out.writerows([code, *row.values()] for code, row in self.zones.items())
        with open(self.output / "offres.csv", "w") as file:
            out = csv.writer(file)
            out.writerows([("id", "code_iris"), *self.placed.items()])
        (self.output / "totaux.json").write_text(
            json.dumps({"familles": self.totals, "niveaux": self.levels}))
        return equal.check_analyst(self.results, self.output)

    def refuses(self, what):
        with self.assertRaisesRegex(equal.Unequal, what):
            self.check()

    def test_the_same_figures(self):
        self.assertEqual(self.check(), len(self.ours.zones))

    def test_a_zone_s_fragility(self):
        self.zones["352380101"]["fragilite"] *= 1 + 1e-6
        self.refuses("fragilite 352380101")

    def test_an_exposure_that_is_not_known(self):
        unknown = next(code for code, row in self.zones.items() if row["exposition"] is None)
        self.zones[unknown]["exposition"] = 0
        self.refuses(f"exposition {unknown}")

    def test_an_exposure_that_is_missing(self):
        self.zones["352380101"]["exposition"] = None
        self.refuses("exposition 352380101")

    def test_places_in_reach(self):
        self.zones["352380101"]["e2sfca_aider"] += 1e-3
        self.refuses("e2sfca aider 352380101")

    def test_a_zone_that_is_missing(self):
        del self.zones["352380101"]
        self.refuses("zones: ")

    def test_a_level(self):
        self.levels["code_epci"]["243500139"] += 1
        self.refuses("code_epci 243500139")

    def test_an_offer_in_another_zone(self):
        offer = next(iter(self.placed))
        self.placed[offer] = "352380101" if self.placed[offer] != "352380101" else "352380102"
        self.refuses("offers")

    def test_the_largest_flow(self):
        self.totals["aider"]["servi_au_plus"] += 0.6
        self.refuses("flux aider")

    def test_persons_served(self):
        self.totals["aider"]["couvert"] *= 1 + 1e-5
        self.refuses("couvert aider")


class Measure(unittest.TestCase):
    def test_one_that_takes_too_long_is_stopped(self):
        with self.assertRaises(measure.Late):
            measure.Measure().run("sleep", "30", limit=0.2)

    def test_one_that_fails_is_told(self):
        with self.assertRaises(measure.Failed):
            measure.Measure().run("false")

    def test_time_and_memory_are_its_own(self):
        done = measure.Measure().run(sys.executable, "-c", "x = b'1' * (200 << 20)")
        self.assertGreater(done.peak, 200)
        self.assertGreater(done.wall, 0)


if __name__ == "__main__":
    unittest.main()
