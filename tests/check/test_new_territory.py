# SPDX-License-Identifier: Apache-2.0
"""`maillage init` to results: the files that LISEZMOI.md asks for, put where it says, make the
figures of the ordinary projects. The files are stand-ins: see national.py."""

import csv
import functools
import shutil
import sqlite3
import subprocess
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


def edit(folder, *changes):
    path = folder / "projet.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def number(text):
    return float(text) if text else None


class Census:
    """What the stand-ins of the census hold, by IRIS."""

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def over_15():
        return {r["IRIS"]: float(r["P22_POP"]) - float(r["P22_POP0014"])
                for r in national.census("base-ic-evol-struct-pop-2019.csv")}


class Caf:
    """By IRIS: a number, 2.5 for a cell that hides 1 to 4, None for a row withheld whole."""

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def by_iris(column):
        found = {}
        for row in national.caf_by_iris():
            if row["iris_code"] not in Census.over_15():
                continue
            withheld = row["note"] in "234" or not row["a"]
            value = number(row[column])
            found[row["iris_code"]] = value if value is not None else None if withheld else 2.5
            if Census.over_15()[row["iris_code"]] == 0 and found[row["iris_code"]] is None:
                found[row["iris_code"]] = 0.0  # nobody lives there
        return found

    @staticmethod
    def by_commune():
        """Made up so as to hold their IRIS, but for Betton: half as much again."""
        made = {}
        for code in national.members():
            inside = [i for i in Census.over_15() if i[:5] == code]
            made[code] = []
            for column in national.FOYERS.values():
                values = [Caf.by_iris(column).get(i, None) for i in inside]
                n = sum(37 if v is None else v for v in values)
                made[code].append(n * 1.5 if code == "35024" else n)
        return made


ABC = {i: "" if i == "352380101" else round(n / 20)
       for i, n in Census.over_15().items() if i[:5] == "35238"}
ODDS = 6


def crosses():
    """By commune, a cross of age and diploma whose odds ratio is 6, to the last digits."""
    return {code: ((60.0, 30.0), (100.0, 300.0)) for code in national.members()}


@functools.lru_cache(maxsize=None)
def downloaded():
    """Every optional file of the census, CAF, France Travail and incomes, in the forms published:
    capitals, long form, two sheets, titles above, zip, and outlines under their names of 2013."""
    folder = new_project("telecharge", national.EPCI, national.members())
    data = folder / "donnees"
    (data / "contours-iris.gpkg").unlink()
    national.contours(data / "CONTOURS-IRIS.shp", national.members(), "ESRI Shapefile",
                      ("DCOMIRIS", "NOM_IRIS", "DEPCOM", "TYP_IRIS"))
    national.caf_in_capitals(data / "caf-allocataires-iris-2021.csv")
    national.caf_by_commune(data / "caf-foyers-communes.csv", Caf.by_commune())
    national.jobseekers(data / "DEFM2021_iris.xlsx", ABC)
    national.incomes(data / "BASE_TD_FILO_DISP_IRIS_2021.xlsx")
    national.crossed(data / "TD_FOR2_2022_csv.zip", crosses())
    edit(folder, ("donnees/contours-iris.gpkg", "donnees/CONTOURS-IRIS.shp"),
         ("donnees/BASE_TD_FILO_IRIS_2021_DISP_CSV.zip",
          "donnees/BASE_TD_FILO_DISP_IRIS_2021.xlsx\n    feuille: IRIS_DISP\n    entete: 6"))
    return run(folder)


class AsDownloaded(unittest.TestCase):
    def figures(self, level, indicator):
        with sqlite3.connect(downloaded() / "portrait.gpkg") as gpkg:
            return {code: row for code, *row in gpkg.execute(
                "SELECT code, valeur, min, max, drapeaux, jeux FROM indicateurs"
                " WHERE niveau = ? AND indicateur = ?", (level, indicator))}

    def near(self, value, wanted, where):
        self.assertAlmostEqual(value, wanted, delta=1e-6 * max(1, wanted), msg=where)

    def test_caf_in_two_files(self):
        """The finest that knows; else the commune's, and the rest of it shared."""
        published = Caf.by_commune()
        for k, (indicator, column) in enumerate(
                (("rsa", "arsas"), ("prime_activite", "appa"), ("aah", "aaah"))):
            iris, communes = (self.figures(level, indicator) for level in ("iris", "commune"))
            total = 0
            for code in national.members():
                inside = [i for i in Census.over_15() if i[:5] == code]
                known = {i: Caf.by_iris(column).get(i) for i in inside}
                open_ones = [i for i in inside if known[i] is None]
                there = sum(v for v in known.values() if v is not None)
                whole = int(published[code][k]) // 5 * 5
                value, low, high, flags, read = communes[code]
                wanted = max(whole, there) if open_ones else there
                self.near(value, wanted, f"{indicator} {code}")
                self.assertEqual(read, "caf_communes 2021" if open_ones else "caf 2021", code)
                if open_ones and len(open_ones) == len(inside):
                    self.assertEqual((low, high), (whole, whole + 4), code)
                total += wanted
                weight = sum(Census.over_15()[i] for i in open_ones)
                for i in inside:
                    part = (wanted - there) * Census.over_15()[i] / weight if i in open_ones else 0
                    self.near(iris[i][0], known[i] if known[i] is not None else part, f"{indicator} {i}")
                    if i in open_ones and len(inside) > 1:
                        self.assertIn("reparti", iris[i][3])
            self.near(self.figures("epci", indicator)[national.EPCI][0], total, indicator)
            self.assertEqual(self.figures("epci", indicator)[national.EPCI][4],
                             "caf 2021 ; caf_communes 2021")

    def test_the_two_files_are_compared(self):
        told = findings(downloaded(), "sources-en-desaccord")
        self.assertEqual(len(told), 3)
        for row in told:
            self.assertRegex(row["valeur"], r"^1 commune sur 12, dont Betton")
            self.assertEqual(row["attendu"], "donnees/caf-foyers-communes.csv")

    def test_jobseekers_by_iris_then_by_commune(self):
        iris, communes = (self.figures(level, "demandeurs_emploi") for level in ("iris", "commune"))
        known = sum(n for n in ABC.values() if n != "")
        self.assertEqual(communes["35238"][0], 22114)
        self.near(iris["352380101"][0], 22114 - known, "the only one unknown")
        self.assertIn("reparti", iris["352380101"][3])
        self.assertEqual(iris["352380102"][0], ABC["352380102"])
        self.assertEqual(iris["352380102"][4], "demandeurs_emploi_iris 2021")
        self.assertEqual(communes["35024"][4], "demandeurs_emploi 2021")
        told = support.maillage("explain", downloaded(), "352380101", "demandeurs_emploi",
                                env=support.environment(LANG="fr_FR.UTF-8")).stdout
        self.assertIn("Jeux lus    demandeurs_emploi 2021", told)
        self.assertIn("reste de la commune", told)

    def test_incomes_from_the_workbook(self):
        iris = self.figures("iris", "revenu_median_iris")
        for row in national.rows(support.GEODATA, "filosofi-iris-2019.csv", ";"):
            self.assertEqual(iris[row["IRIS"]][0], number(row["DISP_MED19"]), row["IRIS"])

    def test_the_cross_takes_the_place_of_theta(self):
        """Without a range of theta, only sampling is left: no interval by IRIS."""
        for leaf in reference.leaves():
            value, low, high, *_ = self.figures("iris", "fragilite")[leaf.code]
            wanted = reference.union(leaf.plus_65, leaf.sans_diplome, leaf.population_nscol, ODDS)
            self.near(value, wanted, leaf.code)
            break

    def test_last_years_file(self):
        """Left where this year's was declared, it is told for what it is; declared, it is read."""
        folder = new_project("annee", "35024", ["35024"])
        for kind, table in (("evol-struct-pop", "base-ic-evol-struct-pop-2019.csv"),
                            ("diplomes-formation", "base-ic-diplomes-formation-2019.csv")):
            old = [{k.replace("22_", "21_"): v for k, v in r.items()}
                   for r in national.census(table) if r["COM"] == "35024"]
            national.base_ic(folder / "donnees", kind, old, "21")
        edit(folder, ("base-ic-evol-struct-pop-2022", "base-ic-evol-struct-pop-2021"))
        done = support.maillage("check", folder / "projet.yaml")
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("the file's vintage is 2021", done.stderr)
        edit(folder, ("base-ic-diplomes-formation-2022", "base-ic-diplomes-formation-2021"),
             ("2021_csv.zip\n    schema: population-iris\n    cle: IRIS\n    millesime: 2022",
              "2021_csv.zip\n    schema: population-iris\n    cle: IRIS\n    millesime: 2021"),
             ("2021_csv.zip\n    schema: diplomes-iris\n    cle: IRIS\n    millesime: 2022",
              "2021_csv.zip\n    schema: diplomes-iris\n    cle: IRIS\n    millesime: 2021"))
        done = support.maillage("check", folder / "projet.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_geopackage_of_two_layers(self):
        folder = new_project("couches", "35024", ["35024"])
        path = folder / "donnees" / "contours-iris.gpkg"
        national.contours(path, ["35238"], layer="contours_2020")
        done = support.maillage("check", folder / "projet.yaml")
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("the file has several layers: contours_iris, contours_2020", done.stderr)
        edit(folder, ("contours-iris.gpkg\n", "contours-iris.gpkg\n    couche: contours_iris\n"))
        done = support.maillage("check", folder / "projet.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        edit(folder, ("couche: contours_iris", "couche: contours"))
        done = support.maillage("check", folder / "projet.yaml")
        self.assertIn('no layer "contours"', done.stderr)
        self.assertIn("expected: contours_iris, contours_2020", done.stderr)


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

    def atlas(self, path, epcis):
        """Contents, the maps of the whole, then a page an EPCI; its name is its code here."""
        pages = subprocess.run(["pdftotext", "-layout", path, "-"], check=True,
                               capture_output=True, text=True).stdout.split("\f")
        own = [page for page in pages if "EPCI, 35" in page]
        self.assertIn("Les cartes de l'ensemble, puis une page par EPCI", pages[0])
        for code in epcis:
            self.assertIn(code, pages[0])
            self.assertEqual(sum(page.lstrip().startswith(code) for page in own), 1, code)

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
        folder = new_project("departement", "35", codes, *tables)
        edit(folder, ("\ncartes:\n", "\ncartes:\n  atlas: oui\n"))
        results = run(folder)
        self.atlas(results / "cartes" / "atlas.pdf", layer(results, "epci"))
        found = layer(results, "commune")
        self.assertEqual(len(found), len(codes))
        self.same(found, layer(support.run_rennes(), "commune"), split)
        self.same(found, test_bretagne.communes(), set(codes) - split)
        total = sum(row["fragilite"] for row in found.values())
        self.assertAlmostEqual(layer(results, "departement")["35"]["fragilite"], total,
                               delta=total * 1e-9)
