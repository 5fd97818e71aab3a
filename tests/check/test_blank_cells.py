# SPDX-License-Identifier: Apache-2.0
"""Two cells made blank, followed through every output: neither is ever 0.

One is a benefit that its producer hides below 5: it is 1 to 4. The other is a count of the
census, which hides nothing: it is not known, nor is what is made from it.
"""

import csv
import functools
import re
import sqlite3
import unittest

import openpyxl

import support

CAF, CENSUS = "caf-allocataires-iris-2021.csv", "base-ic-evol-struct-pop-2019.csv"
HIDDEN, UNKNOWN = "352381106", "352381107"  # IRIS of one quarter
QUARTER, COMMUNE, EPCI = "3523811", "35238", "243500139"
PLACES = {"iris": UNKNOWN, "quartier": QUARTER, "commune": COMMUNE, "epci": EPCI}
SHEETS = {"iris": "IRIS", "quartier": "Quartiers", "commune": "Communes", "epci": "EPCI"}
SPACES = re.compile("[\u00a0\u202f]")


def blank(path, key, code, column):
    """Empties one cell; gives back its line and what it held."""
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if ";" in text.splitlines()[0] else ","
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    at, into = rows[0].index(key), rows[0].index(column)
    (line,) = [i for i, row in enumerate(rows) if row[at] == code]
    held, rows[line][into] = rows[line][into], ""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return line + 1, float(held)


@functools.lru_cache(maxsize=None)
def project():
    """The results of a project with two blank cells, and where these are."""
    folder = support.copy_project(support.scratch() / "blank")
    hidden = blank(folder / CAF, "iris_code", HIDDEN, "arsas")
    unknown = blank(folder / CENSUS, "IRIS", UNKNOWN, "P19_POP65P")
    done = support.maillage("run", "projet.yaml", "-o", "out", cwd=folder)
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)
    return folder / "out", done.stdout, hidden, unknown


def read(query, *values):
    with sqlite3.connect(f"file:{project()[0] / 'portrait.gpkg'}?mode=ro", uri=True) as base:
        return base.execute(query, values).fetchall()


@functools.lru_cache(maxsize=None)
def book():
    return openpyxl.load_workbook(project()[0] / "classeur.xlsx", read_only=True)


def lines(sheet):
    """The rows of a data sheet, as dictionaries."""
    rows = book()[sheet].iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row)) for row in rows]


def row_of(sheet, code):
    return next(row for row in lines(sheet) if row["Code"] == code)


def plain(text):
    return SPACES.sub(" ", str(text))


class Hidden(unittest.TestCase):
    """A small count that its producer hides."""

    def test_it_was_a_count(self):
        self.assertGreater(project()[2][1], 4)

    def test_geopackage(self):
        (row,) = read("SELECT rsa, rsa_min, rsa_max, drapeaux FROM iris WHERE code = ?", HIDDEN)
        self.assertEqual(row[1:3], (1, 4))
        self.assertTrue(1 <= row[0] <= 4)
        self.assertIn("rsa:secret", row[3].split(";"))

    def test_workbook(self):
        row = row_of("IRIS", HIDDEN)
        label = "Foyers allocataires du RSA"
        self.assertTrue(1 <= row[label] <= 4)
        self.assertEqual((row[f"{label}, min"], row[f"{label}, max"]), (1, 4))
        self.assertIn("secret", row["Drapeaux"])

    def test_the_sum_above_it_holds_what_it_may_be(self):
        for level in ("quartier", "commune"):
            (row,) = read(f"SELECT rsa, rsa_min, rsa_max FROM {level} WHERE code = ?",
                          PLACES[level])
            ((known,),) = read(f"SELECT SUM(rsa_min) FROM iris WHERE code_{level} = ?",
                               PLACES[level])
            self.assertAlmostEqual(row[1], known, delta=1e-6)
            self.assertTrue(row[1] < row[0] < row[2])

    def test_findings(self):
        text = (project()[0] / "constats.csv").read_text(encoding="utf-8-sig")
        self.assertRegex(text, rf"valeur-masquee;{CAF};\d+;arsas;")


class Unknown(unittest.TestCase):
    """A count that nobody has."""

    def test_geopackage(self):
        for level, code in PLACES.items():
            (row,) = read(f"SELECT plus_65, plus_65_taux_population, fragilite, "
                          f"fragilite_taux_nscol, besoin_aider, hors_portee_aider "
                          f"FROM {level} WHERE code = ?", code)
            self.assertEqual(set(row), {None}, level)
        others = read("SELECT COUNT(*) FROM iris WHERE plus_65 IS NULL")
        self.assertEqual(others, [(1,)])

    def test_floors_are_what_is_known(self):
        for level in ("quartier", "commune", "epci"):
            ((known,),) = read(f"SELECT SUM(plus_65) FROM iris WHERE code_{level} = ?",
                               PLACES[level])
            ((floor,),) = read(f"SELECT plus_65_min FROM {level} WHERE code = ?", PLACES[level])
            self.assertGreater(floor, 0)
            self.assertLessEqual(floor, known + 1e-6)

    def test_tables(self):
        for level, code in PLACES.items():
            rows = read("SELECT valeur, taux FROM indicateurs WHERE niveau = ? AND code = ? AND "
                        "indicateur IN ('plus_65', 'fragilite')", level, code)
            self.assertEqual(set(rows), {(None, None)}, level)
            rows = read("SELECT besoin, couvert, orientation, sature, hors_portee FROM couverture "
                        "WHERE niveau = ? AND code = ? AND famille = 'aider'", level, code)
            self.assertEqual({cell for row in rows for cell in row}, {None}, level)

    def test_level_sheets(self):
        for level, code in PLACES.items():
            row = row_of(SHEETS[level], code)
            for name, cell in row.items():
                if name.startswith(("Personnes de 65 ans et plus", "Fragilité socio-numérique")) \
                        and not name.endswith(("min", "max")):
                    self.assertRegex(plain(cell), r"^(n\.d\.|au moins \d.*)$", f"{level}: {name}")
            if level != "iris":
                self.assertRegex(plain(row["Personnes de 65 ans et plus"]), r"^au moins [1-9]")
                self.assertGreater(row["Personnes de 65 ans et plus, min"], 0)

    def test_compared_quarters(self):
        rows = [r for r in lines("Quartiers comparés")
                if r["Code"] == QUARTER and r["Indicateur"] == "Personnes de 65 ans et plus"]
        self.assertEqual(len(rows), 1)
        self.assertRegex(plain(rows[0]["Taux du quartier"]), "^au moins [1-9]")
        self.assertEqual(rows[0]["Écart à la commune (points)"], "n.d.")

    def test_uncovered_needs_and_summary(self):
        for row in lines("Besoins non couverts"):
            if row["Code"] in PLACES.values():
                self.assertIsInstance(row["Non couvert"], str)
        summary = [[plain(c) for c in r if c is not None]
                   for r in book()["Synthèse"].iter_rows(values_only=True)]
        (fragile,) = [r for r in summary if r and r[0] == "Fragilité socio-numérique"]
        self.assertRegex(fragile[1], "^(≥ [1-9]|n.d.)")

    def test_maps(self):
        maps = project()[0] / "cartes"
        texts = plain((maps / "fragilite-taux-iris-rennes.svg").read_text(encoding="utf-8"))
        self.assertRegex(texts, "donnée (absente|incomplète)")
        self.assertIn("Rennes, au moins", texts)
        self.assertRegex(texts, "Données incomplètes pour un quartier \\(Le Blosne\\)")
        # The circle of the quarter's count is not drawn small: there is a sign instead.
        texts = plain((maps / "fragilite-effectif-quartier-rennes.svg").read_text(encoding="utf-8"))
        self.assertRegex(texts, "donnée (absente|incomplète)")

    def test_summary_lines_and_explain(self):
        self.assertRegex(plain(project()[1]), "Fragilité socio-numérique : à Rennes, (n.d.|au moins)")
        done = support.maillage("explain", project()[0], UNKNOWN, "plus_65")
        self.assertEqual(done.returncode, 0, done.stderr)
        value = next(line for line in done.stdout.splitlines() if "Valeur" in line)
        self.assertNotRegex(plain(value), r"Valeur\s+0")

    def test_findings(self):
        line, held = project()[3]
        self.assertGreater(held, 0)
        text = (project()[0] / "constats.csv").read_text(encoding="utf-8-sig")
        self.assertRegex(text, rf"{CENSUS};{line};P19_POP65P;")
