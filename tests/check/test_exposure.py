# SPDX-License-Identifier: Apache-2.0
"""Figures built on data with holes, against the files themselves."""

import csv
import functools
import math
import sqlite3
import unittest

import openpyxl

import reference
import support

RENNES, RENNES_METROPOLE = "35238", "243500139"
CAF = {"rsa": "arsas", "aah": "aaah", "prime_activite": "appa", "personnes_couvertes_caf": "percou"}
WITHHELD = ["352380307", "352380308", "352380510", "352380704", "352380905", "352381008"]
NOBODY = "352380308"


def read(name):
    with open(support.GEODATA / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@functools.lru_cache(maxsize=None)
def figures():
    """(level, code, indicator) -> {valeur, min, max, drapeaux}."""
    base = sqlite3.connect(f"file:{support.run_rennes() / 'portrait.gpkg'}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    rows = base.execute("SELECT * FROM indicateurs").fetchall()
    base.close()
    return {(r["niveau"], r["code"], r["indicateur"]): dict(r) for r in rows}


def figure(level, code, indicator):
    return figures()[level, code, indicator]


class Caf(unittest.TestCase):
    rows = property(lambda self: {r["iris_code"]: r for r in read("caf-allocataires-iris-2021.csv")})

    def test_published_cells_are_untouched(self):
        seen = 0
        for code, row in self.rows.items():
            for indicator, column in CAF.items():
                if row[column]:
                    self.assertEqual(figure("iris", code, indicator)["valeur"], float(row[column]))
                    seen += 1
        self.assertGreater(seen, 500)

    def test_hidden_cells_are_never_zero(self):
        for code, row in self.rows.items():
            for indicator, column in CAF.items():
                if row[column]:
                    continue
                got = figure("iris", code, indicator)
                if code == NOBODY:
                    self.assertEqual(got["valeur"], 0)
                else:
                    self.assertGreater(got["valeur"], 0, f"{code} {indicator}")
                    self.assertLess(got["min"], got["max"])
                    self.assertIn("secret", got["drapeaux"])

    def test_a_single_hidden_cell_is_1_to_4(self):
        alone = [(code, indicator) for code, row in self.rows.items() if row["a"]
                 for indicator, column in CAF.items() if not row[column]]
        self.assertEqual(alone, [("350510105", "rsa"), ("350510201", "aah"), ("350510203", "rsa")])
        for code, indicator in alone:
            got = figure("iris", code, indicator)
            self.assertEqual((got["min"], got["max"]), (1, 4))

    def test_known_parts_of_rennes_are_its_lower_bounds(self):
        known = {"rsa": 7363, "aah": 6020, "prime_activite": 20035}
        for indicator, count in known.items():
            column = CAF[indicator]
            total = sum(float(r[column]) for c, r in self.rows.items()
                        if c.startswith(RENNES) and r[column])
            self.assertEqual(total, count)
            got = figure("commune", RENNES, indicator)
            self.assertEqual(got["min"], count)
            self.assertGreater(got["valeur"], count)
            self.assertGreater(got["max"], got["valeur"])

    def test_six_zones_of_rennes_have_no_figure_of_their_own(self):
        blank = [c for c, r in self.rows.items() if c.startswith(RENNES) and not r["arsas"]]
        self.assertEqual(sorted(blank), WITHHELD)

    def test_communes_that_the_file_lacks_stay_unknown(self):
        covered = {code[:5] for code in self.rows}
        lacking = [code for level, code, i in figures()
                   if (level, i) == ("commune", "rsa") and code not in covered]
        self.assertEqual(len(lacking), 43 - 15)
        for code in lacking:
            got = figure("commune", code, "rsa")
            self.assertIsNone(got["valeur"])
            self.assertEqual(got["min"], 0)
            self.assertGreater(got["max"], 0)
        whole = figure("epci", RENNES_METROPOLE, "rsa")
        self.assertIsNone(whole["valeur"])
        self.assertEqual(whole["min"], 9559 + 2)  # the published cells, and two hidden ones
        self.assertGreater(whole["max"], whole["min"])


class Jobseekers(unittest.TestCase):
    registered = property(lambda self: {r["CODGEO"]: r for r in
                                        read("demandeurs-emploi-communes-2019.csv")})

    def test_a_commune_s_iris_add_up_to_it(self):
        self.assertEqual(self.registered[RENNES]["ABC"], "22114")
        for commune, row in self.registered.items():
            parts = [f["valeur"] for (level, code, i), f in figures().items()
                     if level == "iris" and i == "demandeurs_emploi" and code.startswith(commune)]
            self.assertAlmostEqual(math.fsum(parts), float(row["ABC"]), delta=1e-6)
            self.assertAlmostEqual(figure("commune", commune, "demandeurs_emploi")["valeur"],
                                   float(row["ABC"]), delta=1e-6)

    def test_a_share_says_so(self):
        self.assertIn("reparti", figure("iris", "352381106", "demandeurs_emploi")["drapeaux"])

    def test_the_census_stands_in_and_says_so(self):
        census = {r["CODGEO"]: float(r["P18_CHOM1564"]) for r in
                  read("comparateur-communes-rp2018.csv")}
        self.assertEqual(len(census), 43)
        for commune, count in census.items():
            if commune not in self.registered:
                got = figure("commune", commune, "demandeurs_emploi")
                self.assertAlmostEqual(got["valeur"], count, delta=1e-6)
                self.assertIn("impute", got["drapeaux"])


class Exposure(unittest.TestCase):
    PARTS = ("rsa", "prime_activite", "aah", "demandeurs_emploi")

    def test_a_sum_less_those_counted_twice(self):
        seen = 0
        for (level, code, indicator), got in figures().items():
            if (level, indicator) != ("iris", "exposition") or got["valeur"] is None:
                continue
            parts = [figure(level, code, i)["valeur"] for i in self.PARTS]
            twice = figure(level, code, "demandeurs_rsa")["valeur"] or 0
            self.assertAlmostEqual(got["valeur"], max(*parts, math.fsum(parts) - twice), delta=1e-6)
            seen += 1
        self.assertEqual(seen, 144)

    def test_bounds_are_the_largest_part_and_the_sum(self):
        for (level, code, indicator), got in figures().items():
            if indicator != "exposition" or got["valeur"] is None:
                continue
            parts = [figure(level, code, i) for i in self.PARTS]
            self.assertLessEqual(got["min"], got["valeur"])
            self.assertLessEqual(got["valeur"], got["max"])
            self.assertGreaterEqual(got["min"], max(p["min"] for p in parts) - 1e-6, code)
            self.assertLessEqual(got["max"], sum(p["max"] for p in parts) + 1e-6, code)

    def test_what_is_not_known_is_at_least_the_known_part(self):
        unknown = [(code, f) for (level, code, i), f in figures().items()
                   if (level, i) == ("commune", "exposition") and f["valeur"] is None]
        self.assertEqual(len(unknown), 43 - 15)
        for code, got in unknown:
            known = figure("commune", code, "demandeurs_emploi")["min"]
            self.assertGreaterEqual(got["min"], known - 1e-6)
            self.assertGreater(got["max"], got["min"])


class Alternatives(unittest.TestCase):
    def test_the_formulas_agree_with_the_file(self):
        people = reference.rows("base-ic-evol-struct-pop-2019.csv")
        schooling = {r["IRIS"]: float(r["P19_NSCOL15P_DIPLMIN"])
                     for r in reference.rows("base-ic-diplomes-formation-2019.csv")}
        independent, plain = [], []
        for row in people:
            old, low = float(row["P19_POP65P"]), schooling[row["IRIS"]]
            whole = float(row["C19_POP15P"])
            plain.append(old + low)
            independent.append(old + low * (whole - old) / whole if whole else 0)
        got = figure("epci", RENNES_METROPOLE, "fragilite_independance")
        self.assertAlmostEqual(got["valeur"], math.fsum(independent), delta=1e-3)
        self.assertAlmostEqual(got["valeur"], 106144.4, delta=0.05)
        self.assertAlmostEqual(figure("epci", RENNES_METROPOLE, "fragilite_somme")["valeur"],
                               math.fsum(plain), delta=1e-3)

    def test_they_overstate_everywhere(self):
        for (level, code, indicator), got in figures().items():
            if indicator == "fragilite" and got["valeur"]:
                alone = figure(level, code, "fragilite_independance")["valeur"]
                self.assertLess(got["valeur"], alone + 0.5)
                self.assertLessEqual(alone, figure(level, code, "fragilite_somme")["valeur"])


class Levels(unittest.TestCase):
    def test_an_income_is_what_was_published_and_never_summed(self):
        for row in read("filosofi-communes-2021-large.csv"):
            self.assertEqual(figure("commune", row["GEO"], "revenu_median")["valeur"],
                             float(row["MED_SL"]))
            rate = figure("commune", row["GEO"], "taux_pauvrete")["valeur"]
            self.assertEqual(rate, None if row["PR_MD60"] == "s" else float(row["PR_MD60"]))
        self.assertIsNone(figure("epci", RENNES_METROPOLE, "revenu_median")["valeur"])

    def test_percentages_with_a_comma_are_read(self):
        rows = [r for r in read("filosofi-iris-2019.csv") if r["DISP_TP6019"]]
        self.assertGreater(len(rows), 50)
        for row in rows:
            self.assertAlmostEqual(figure("iris", row["IRIS"], "taux_pauvrete_iris")["valeur"],
                                   float(row["DISP_TP6019"].replace(",", ".")), delta=1e-9)

    def test_premises_add_up_to_the_whole(self):
        rows = read("arcep-debits-communes-2019.csv")
        fast = sum(int(r[c]) for r in rows for c in ("elig_thd30", "elig_thd100", "elig_thd1g"))
        got = figure("epci", RENNES_METROPOLE, "eligibilite_30m")
        self.assertEqual(got["valeur"], fast)
        self.assertAlmostEqual(got["taux"], fast / sum(int(r["nbr"]) for r in rows), delta=1e-9)


class NeverZero(unittest.TestCase):
    """One commune that the CAF file lacks, followed through every output: nowhere is it 0."""

    ZONE, LABEL = "35022", "Foyers allocataires du RSA"

    def test_geopackage(self):
        with sqlite3.connect(f"file:{support.run_rennes() / 'portrait.gpkg'}?mode=ro",
                             uri=True) as base:
            for level in ("commune", "quartier"):
                (row,) = base.execute(
                    f"SELECT rsa, rsa_taux_15p, exposition FROM {level} WHERE code = ?",
                    [self.ZONE])
                self.assertEqual(row, (None, None, None))
        self.assertIsNone(figure("commune", self.ZONE, "rsa")["valeur"])
        self.assertIsNone(figure("commune", self.ZONE, "rsa")["taux"])

    def test_workbook(self):
        book = openpyxl.load_workbook(support.run_rennes() / "classeur.xlsx", read_only=True)
        lines = book["Communes"].iter_rows(values_only=True)
        header = next(lines)
        row = next(dict(zip(header, line)) for line in lines if self.ZONE in line)
        self.assertIsInstance(row[self.LABEL], str)
        self.assertNotRegex(row[self.LABEL], r"^0")

    def test_explain(self):
        done = support.maillage("explain", "-l", "commune", support.run_rennes(), self.ZONE, "rsa")
        self.assertEqual(done.returncode, 0, done.stderr)
        value = next(line for line in done.stdout.splitlines() if "Valeur" in line)
        self.assertIn("au plus", value)
        done = support.maillage("explain", "--json", "-l", "commune", support.run_rennes(),
                                self.ZONE, "rsa")
        self.assertRegex(done.stdout, r'"valeur": null')

    def test_findings(self):
        text = (support.run_rennes() / "constats.csv").read_text(encoding="utf-8-sig")
        self.assertRegex(text, r"zone-sans-ligne;caf-allocataires-iris-2021.csv")
