# SPDX-License-Identifier: Apache-2.0
"""A new indicator file appears everywhere, with no C touched."""

import functools
import math
import sqlite3
import unittest

import openpyxl

import reference
import support

FILE = """\
id: jeunes
libelle: Jeunes de 18 à 24 ans
definition: Personnes de 18 à 24 ans.
unite: personnes
entrees:
  jeunes: {donnees: population, colonne: "P{AA}_POP1824"}
formule: jeunes
denominateurs: [population]
source: "INSEE, recensement de la population"
carte: iris
"""


@functools.lru_cache(maxsize=None)
def project():
    """A project with one indicator file more, and its results."""
    folder = support.copy_project(support.scratch() / "jeunes")
    (folder / "indicateurs").mkdir()
    (folder / "indicateurs" / "jeunes.yaml").write_text(FILE)
    done = support.maillage("run", "projet.yaml", "-o", "out", cwd=folder)
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)
    return folder


class NewIndicator(unittest.TestCase):
    out = property(lambda self: project() / "out")

    def read(self, query):
        with sqlite3.connect(f"file:{self.out / 'portrait.gpkg'}?mode=ro", uri=True) as base:
            return base.execute(query).fetchall()

    def test_geopackage_columns_at_every_level(self):
        rows = reference.rows("base-ic-evol-struct-pop-2019.csv")
        total = math.fsum(float(r["P19_POP1824"]) for r in rows)
        for level in ("iris", "quartier", "commune", "epci"):
            (value,), = self.read(f"SELECT SUM(jeunes) FROM {level}")
            self.assertAlmostEqual(value, total, delta=1e-3)
            (rate,), = self.read(f"SELECT MAX(jeunes_taux_population) FROM {level}")
            self.assertTrue(0 < rate < 1)

    def test_long_table(self):
        (n,), = self.read("SELECT COUNT(*) FROM indicateurs WHERE indicateur = 'jeunes'")
        self.assertEqual(n, 172 + 54 + 43 + 1)

    def test_workbook(self):
        book = openpyxl.load_workbook(self.out / "classeur.xlsx", read_only=True)

        def words(name, rows=None):
            return " ".join(str(v) for line in book[name].iter_rows(max_row=rows, values_only=True)
                            for v in line if v is not None)
        for name in book.sheetnames[2:book.sheetnames.index("Besoins non couverts")]:
            self.assertIn("18 à 24 ans", words(name, 1), name)
        self.assertIn("Jeunes de 18 à 24 ans", words("Dictionnaire"))

    def test_map(self):
        for where in ("rennes", "rennes-metropole"):
            for kind in ("png", "svg", "pdf"):
                path = self.out / "cartes" / f"jeunes-taux-iris-{where}.{kind}"
                self.assertTrue(path.exists(), path.name)
        svg = self.out / "cartes" / "jeunes-taux-iris-rennes.svg"
        self.assertIn("18 à 24 ans", svg.read_text().replace("\u202f", " ").replace("\xa0", " "))

    def test_explain(self):
        done = support.maillage("explain", "out", "352381106", "jeunes", cwd=project())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("P19_POP1824", done.stdout)

    def test_indicators(self):
        done = support.maillage("indicators", "-p", "projet.yaml", cwd=project())
        self.assertIn("Jeunes de 18 à 24 ans", done.stdout)
        self.assertNotIn("18 à 24 ans", support.maillage("indicators").stdout)
