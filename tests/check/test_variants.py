# SPDX-License-Identifier: Apache-2.0
"""What other formulas of fragility would give: every output says the same difference."""

import json
import re
import unittest

import openpyxl

import support
import test_geopackage as gpkg

VARIANTS = ["fragilite_independance", "fragilite_somme"]
SUPPORTS = ["locaux", "non_scolarises_moins_65", "demandeurs_rsa"]
ZONES = ["35238", "3523804", "352380402", "352380308", "35051", "243500139"]


def explained(*arguments):
    done = support.maillage("explain", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def book():
    return openpyxl.load_workbook(support.run_rennes() / "classeur.xlsx", read_only=True)


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def number(text):
    return float(re.sub(r"[\s\u202f\xa0]", "", text).replace(",", ".").replace("−", "-"))


class Explain(unittest.TestCase):
    def test_differences_are_those_of_the_geopackage(self):
        for code in ZONES:
            told = json.loads(explained("--json", support.run_rennes(), code, "fragilite"))
            layer = gpkg.by_code(told["niveau"])[code]
            self.assertIsNone(told["variante_de"])
            self.assertEqual([v["indicateur"] for v in told["variantes"]], VARIANTS)
            for variant in told["variantes"]:
                name = variant["indicateur"]
                gap = layer[name] - layer["fragilite"]
                for key, column in (("valeur", ""), ("min", "_min"), ("max", "_max")):
                    self.assertAlmostEqual(variant[key], layer[name + column], places=6)
                self.assertAlmostEqual(variant["ecart"], gap, places=6, msg=(code, name))
                if layer["fragilite"] > 0:
                    self.assertAlmostEqual(variant["ecart_relatif"], gap / layer["fragilite"])
                else:
                    self.assertIsNone(variant["ecart_relatif"])
                self.assertIn("À ne pas citer", variant["limites"])

    def test_a_variant_names_its_original(self):
        for name in VARIANTS:
            told = json.loads(explained("--json", support.run_rennes(), "243500139", name))
            layer = gpkg.by_code("epci")["243500139"]
            self.assertEqual(told["variantes"], [])
            self.assertEqual(told["variante_de"]["indicateur"], "fragilite")
            self.assertAlmostEqual(told["variante_de"]["valeur"], layer["fragilite"], places=6)
            self.assertAlmostEqual(told["variante_de"]["ecart"], layer[name] - layer["fragilite"],
                                   places=6)

    def test_the_text_ends_with_them(self):
        text = plain(explained(support.run_rennes(), "243500139", "fragilite"))
        section = text[text.rindex("\nVariantes"):]
        self.assertIn("106 144,4 personnes", section)
        self.assertIn("+16 353,9 (+18,2 %)", section)
        self.assertIn("À ne pas citer", section)
        self.assertNotIn("Cellules lues", section)
        self.assertNotIn("Variante", explained(support.run_rennes(), "243500139", "plus_65"))


class Workbook(unittest.TestCase):
    def test_the_summary_says_both_differences(self):
        cells = [str(c) for line in book()["Synthèse"].iter_rows(values_only=True)
                 for c in line if c is not None]
        (note,) = [c for c in cells if c.startswith("Écarts des autres formules")]
        found = re.findall(r"([+−][\d\s]+) \(([+−][\d,]+)\s%\)", note)
        wanted = [(zone[name] - zone["fragilite"], zone["fragilite"]) for name in VARIANTS
                  for zone in (gpkg.by_code("commune")["35238"], gpkg.by_code("epci")["243500139"])]
        self.assertEqual(len(found), len(wanted))
        for (persons, percent), (gap, of) in zip(found, wanted):
            self.assertAlmostEqual(number(persons) / gap, 1, delta=0.005)
            self.assertAlmostEqual(number(percent), 100 * gap / of, delta=0.051)

    def test_sheets_by_zone_can_be_read(self):
        """Neither variants nor supports, no bounds around exact counts: 131 columns before."""
        labels = {r["Colonne (GeoPackage)"]: r["Libellé"] for r in self.rows("Dictionnaire")}
        names = book().sheetnames
        sheets = names[2:names.index("Besoins non couverts")]
        self.assertEqual(len(sheets), 4)
        for name in sheets:
            header = self.header(name)
            self.assertLessEqual(len(header), 120, name)  # some twenty of them in view
            for hidden in VARIANTS + SUPPORTS:
                self.assertNotIn(labels[hidden], header, name)
            self.assertIn("Population", header)
            self.assertNotIn("Population, min", header)
            self.assertIn(labels["fragilite_min"], header)

    def test_bounds_left_out_say_nothing(self):
        """Where a sheet has no bounds, those of the GeoPackage are the value or nothing."""
        labels = {r["Colonne (GeoPackage)"]: r["Libellé"] for r in self.rows("Dictionnaire")}
        names = book().sheetnames
        checked = 0
        for level, sheet in zip(gpkg.LEVELS, names[2:]):
            header = self.header(sheet)
            for name, label in labels.items():
                if label not in header or f"{name}_min" not in labels or labels[f"{name}_min"] in header:
                    continue
                for row in gpkg.table("indicateurs"):
                    if (row["niveau"], row["indicateur"]) == (level, name):
                        self.assertEqual((row["min"], row["max"]), (row["valeur"], row["valeur"]),
                                         (level, name, row["code"]))
                        checked += 1
        self.assertGreater(checked, 172)

    def test_the_dictionary_says_why(self):
        roles = {r["Colonne (GeoPackage)"]: r["Rôle"] for r in self.rows("Dictionnaire")}
        for name in VARIANTS:
            self.assertEqual(roles[name], "variante de fragilite, pour comparer")
        for name in SUPPORTS:
            self.assertRegex(roles[name], "^appui")
        self.assertIsNone(roles["fragilite"])

    def header(self, sheet):
        return next(book()[sheet].iter_rows(max_row=1, values_only=True))

    def rows(self, sheet):
        lines = book()[sheet].iter_rows(values_only=True)
        header = next(lines)
        return [dict(zip(header, line)) for line in lines]
