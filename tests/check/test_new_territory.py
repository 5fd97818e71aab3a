# SPDX-License-Identifier: Apache-2.0
"""`maillage init` to results: the files that LISEZMOI.md asks for, put where it says, make the
figures of the ordinary projects. The files are stand-ins: see national.py."""

import csv
import functools
import shutil
import sqlite3
import unittest

import national
import reference
import support
import test_bretagne


def new_project(name, code, codes, population=None, diplomas=None):
    """A folder made by `init`, with the five files that it cannot do without."""
    folder = support.scratch() / f"nouveau-{name}"
    done = support.maillage("init", folder, "--code", code, *(
        ["--level", "departement"] if len(code) == 2 else []))
    assert done.returncode == 0, done.stderr
    data = folder / "donnees"
    national.base_ic(data, "evol-struct-pop",
                     population or national.census("base-ic-evol-struct-pop-2019.csv"))
    national.base_ic(data, "diplomes-formation",
                     diplomas or national.census("base-ic-diplomes-formation-2019.csv"))
    national.contours(data / "contours-iris.gpkg", codes)
    national.table_of_communes(data, codes)
    shutil.copy(support.GEODATA / "cartographie-nationale-2026-07-03.csv",
                data / "mediation-numerique.csv")
    return folder


def run(folder):
    done = support.maillage("run", folder / "projet.yaml", "-o", folder / "resultats")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "resultats"


@functools.lru_cache(maxsize=None)
def metropole():
    return run(new_project("epci", national.EPCI, national.members()))


def layer(results, level):
    with sqlite3.connect(results / "portrait.gpkg") as gpkg:
        gpkg.row_factory = sqlite3.Row
        return {row["code"]: dict(row) for row in gpkg.execute(f'SELECT * FROM "{level}"')}


def findings(results, slug):
    with open(results / "constats.csv", encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if row["code"] == slug]


class Territories(unittest.TestCase):
    def same(self, found, wanted, codes, names=("population", "population_15p",
                                                "population_nscol", "fragilite")):
        for code in codes:
            for name in names:
                value = wanted[code][name]
                self.assertAlmostEqual(found[code][name], value, delta=max(1e-9, value * 1e-6),
                                       msg=f"{name} {code}")

    def test_an_epci(self):
        """The figures of the shipped project of Rennes Métropole, interval included."""
        for level, n in (("iris", 172), ("commune", 43), ("epci", 1)):
            found, wanted = (layer(r, level) for r in (metropole(), support.run_rennes()))
            self.assertEqual(found.keys(), wanted.keys())
            self.assertEqual(len(found), n)
            self.same(found, wanted, wanted, (
                "population", "population_nscol", "fragilite", "fragilite_min", "fragilite_max"))

    def test_names_are_those_of_the_files(self):
        self.assertEqual(layer(metropole(), "commune")["35238"]["nom"], "Rennes")
        left_out = {row["valeur"] for row in findings(metropole(), "jeu-facultatif-absent")}
        self.assertIn("donnees/caf-allocataires-iris-2021.csv", left_out)
        # Without the file of EPCI, a code stands for the name.
        self.assertEqual(layer(metropole(), "epci")[national.EPCI]["nom"], national.EPCI)

    def test_results_are_read_back(self):
        """What the run did without, it does without when its results are read again."""
        done = support.maillage("explain", metropole(), "35238", "fragilite",
                                env=support.environment(LANG="fr_FR.UTF-8"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("P22_POP65P", done.stdout)

    def test_a_commune(self):
        results = run(new_project("commune", "35238", ["35238", "35024"]))
        wanted = layer(support.run_rennes(), "iris")
        found = layer(results, "iris")
        self.assertEqual(len(found), 92)
        self.same(found, wanted, found)
        self.same(layer(results, "commune"), layer(support.run_rennes(), "commune"), ["35238"])

    def test_a_departement(self):
        """IRIS where communes are split, whole communes elsewhere, on one map."""
        codes = national.members("35")
        split = set(national.members())
        tables = [national.census(f"base-ic-{kind}-2019.csv")
                  for kind in ("evol-struct-pop", "diplomes-formation")]
        tables = [[r for r in table if r["COM"] in split] for table in tables]
        for code in sorted(set(codes) - split):
            commune = test_bretagne.communes()[code]
            figures = {"P22_POP": commune["population"], "P22_POP65P": commune["plus_65"],
                       "P22_POP0014": commune["population"] - commune["population_15p"]}
            tables[0].append(national.whole_commune(code, tables[0][0], figures))
            figures = {"P22_NSCOL15P": commune["population_nscol"],
                       "P22_NSCOL15P_DIPLMIN": commune["sans_diplome"]}
            tables[1].append(national.whole_commune(code, tables[1][0], figures))
        results = run(new_project("departement", "35", codes, *tables))
        found = layer(results, "commune")
        self.assertEqual(len(found), len(codes))
        self.same(found, layer(support.run_rennes(), "commune"), split)
        self.same(found, test_bretagne.communes(), set(codes) - split)
        total = sum(row["fragilite"] for row in found.values())
        self.assertAlmostEqual(layer(results, "departement")["35"]["fragilite"], total,
                               delta=total * 1e-9)
