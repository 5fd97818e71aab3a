# SPDX-License-Identifier: Apache-2.0
"""Brittany, recomputed from the raw files, and held against the published PORTREA table."""

import collections
import csv
import functools
import math
import shutil
import sqlite3
import unittest

import openpyxl

import reference
import support

FOLDER = support.ROOT / "geodata" / "bretagne"
PROJECT = "geodata/bretagne/projet.yaml"

# Hub Bretagne 2023, persons.
PUBLISHED = {"22": 184745, "29": 247928, "35": 247402, "56": 221028}
PUBLISHED_REGION = 901103

POPULATION = "Population municipale 2020"
NSCOL = "Nb de pers. non scolarisées de 15 ans ou + 2020"
UNDER_15 = "Part des pers. âgées de - 15 ans 2020"
PLUS_65 = "Part des pers. âgées de 65 ans ou + 2020"
LOW_DIPLOMA = "Part des non ou peu diplômés dans la pop. non scolarisée de 15 ans ou + 2020"
# No EPCI: Bréhat, Sein, Ouessant.
ISLANDS = {"22016", "29083", "29155"}


def rows(name, separator=","):
    with open(FOLDER / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


@functools.lru_cache(maxsize=None)
def above():
    """Commune of 2025 -> (EPCI, département, region)."""
    return {r["DEPCOM"]: (r["EPCI"], r["DEP"], r["REG"]) for r in rows("communes-cog2025.csv")}


@functools.lru_cache(maxsize=None)
def successors():
    return {r["code_ancien"]: r["code_nouveau"] for r in rows("passage-communes-2025.csv")}


def today(code):
    return code if code in above() else successors()[code]


def by_commune(table, column):
    """Commune of 2025 -> {former or present code: value}."""
    found = collections.defaultdict(dict)
    for row in table:
        found[today(row["Code"])][row["Code"]] = float(row[column])
    return found


def shared(shares, bases):
    """Persons: a share in % of a base, code by code. Where the base is already that of joined
    communes, the share is midway between the smallest and the largest of theirs."""
    total = {}
    for commune, base in bases.items():
        share = shares[commune]
        if set(share) == set(base):
            total[commune] = math.fsum(share[c] * base[c] / 100 for c in base)
        else:
            middle = (min(share.values()) + max(share.values())) / 2
            total[commune] = middle * math.fsum(base.values()) / 100
    return total


@functools.lru_cache(maxsize=None)
def communes():
    """Commune -> persons of each kind, straight from the files."""
    ages = rows("rp2020-age-diplome-communes.csv")
    population = by_commune(rows("rp2020-population-communes.csv"), POPULATION)
    nscol = by_commune(rows("rp2020-nscol15p-communes.csv", ";"), NSCOL)
    young = shared(by_commune(ages, UNDER_15), population)
    old = shared(by_commune(ages, PLUS_65), population)
    low = shared(by_commune(ages, LOW_DIPLOMA), nscol)
    found = {}
    for code in above():
        all_ages = math.fsum(population[code].values())
        apart = math.fsum(nscol[code].values())
        found[code] = {
            "population": all_ages, "population_15p": all_ages - young[code],
            "population_nscol": apart, "plus_65": old[code], "sans_diplome": low[code],
            "fragilite": reference.union(old[code], low[code], apart, reference.THETA["value"])}
    return found


def total(measure, belongs=lambda code: True):
    return math.fsum(c[measure] for code, c in communes().items() if belongs(code))


def results():
    return support.run_project(PROJECT, "bretagne")


@functools.lru_cache(maxsize=None)
def layer(level):
    with sqlite3.connect(results() / "portrait.gpkg") as gpkg:
        gpkg.row_factory = sqlite3.Row
        return {row["code"]: dict(row) for row in gpkg.execute(f'SELECT * FROM "{level}"')}


@functools.lru_cache(maxsize=None)
def indicator(level, name):
    with sqlite3.connect(results() / "portrait.gpkg") as gpkg:
        return {code: value for code, value in gpkg.execute(
            "SELECT code, valeur FROM indicateurs WHERE niveau = ? AND indicateur = ?",
            (level, name))}


def findings(slug):
    with open(results() / "constats.csv", encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if row["code"] == slug]


class Raw(unittest.TestCase):
    def test_published_totals(self):
        """What the table says, and the sums that are known of RP 2020."""
        self.assertEqual(sum(PUBLISHED.values()), PUBLISHED_REGION)
        self.assertEqual(total("population"), 3373835)
        self.assertEqual(total("population_nscol"), 2506013)
        self.assertAlmostEqual(total("plus_65"), 759351, delta=1)
        self.assertAlmostEqual(total("sans_diplome"), 435445, delta=10)

    def test_portrea_is_reproduced_from_the_raw_files(self):
        for code, published in PUBLISHED.items():
            computed = total("fragilite", lambda c: above()[c][1] == code)
            self.assertAlmostEqual(computed, published, delta=published / 100, msg=code)
        self.assertAlmostEqual(total("fragilite"), PUBLISHED_REGION, delta=PUBLISHED_REGION / 200)

    def test_the_published_rate_is_of_the_whole_15_and_over(self):
        self.assertEqual(round(100 * total("fragilite") / total("population_15p")), 32)
        self.assertEqual(round(100 * total("fragilite") / total("population_nscol")), 36)


class Engine(unittest.TestCase):
    def test_levels_are_complete(self):
        counted = {level: len(layer(level))
                   for level in ("iris", "commune", "epci", "departement", "region")}
        self.assertEqual(counted, {"iris": 1737, "commune": 1202, "epci": 61, "departement": 4,
                                   "region": 1})

    def test_portrea_is_reproduced(self):
        for code, published in PUBLISHED.items():
            self.assertAlmostEqual(layer("departement")[code]["fragilite"], published,
                                   delta=published / 100, msg=code)
        self.assertAlmostEqual(layer("region")["53"]["fragilite"], PUBLISHED_REGION,
                               delta=PUBLISHED_REGION / 200)

    def test_every_commune_is_what_the_raw_files_say(self):
        for name in ("population", "population_15p", "population_nscol", "fragilite"):
            for code, row in layer("commune").items():
                wanted = communes()[code][name]
                self.assertAlmostEqual(row[name], wanted, delta=max(1e-6, wanted * 1e-9),
                                       msg=f"{name} {code}")
        for name in ("plus_65", "sans_diplome"):
            for code, value in indicator("commune", name).items():
                self.assertAlmostEqual(value, communes()[code][name], delta=1e-6)

    def test_levels_agree(self):
        alone = {code for code in above() if above()[code][0] == "ZZZZZZZZZ"}
        self.assertEqual(alone, ISLANDS)
        for name in ("population", "population_15p", "population_nscol", "fragilite"):
            region = layer("region")["53"][name]
            sums = {level: math.fsum(row[name] for row in layer(level).values())
                    for level in ("commune", "epci", "departement")}
            sums["epci"] += math.fsum(layer("commune")[code][name] for code in ISLANDS)
            for level, value in sums.items():
                self.assertAlmostEqual(value, region, delta=region * 1e-6, msg=f"{name} {level}")

    def test_islands_are_in_no_epci(self):
        for code in ISLANDS:
            self.assertIsNone(layer("commune")[code]["code_epci"])
            self.assertEqual(layer("commune")[code]["code_region"], "53")
        self.assertEqual(len(findings("commune-sans-epci")), len(ISLANDS))

    def test_the_map_of_need_names_the_first_epci_and_writes_its_figure(self):
        drawn = (results() / "cartes" / "besoin-aider-epci-bretagne.svg").read_text()
        drawn = drawn.replace("\u202f", " ").replace("\u00a0", " ")
        without = {row["nom"]: row["orientation_aider"] + row["sature_aider"] +
                   row["hors_portee_aider"] for row in layer("epci").values()}
        first = max(without, key=without.get)
        self.assertIn(f"en tête : {first}", " ".join(drawn.split()))
        # Three figures are significant; sites fill its circle and all its sides.
        about = f"{round(without[first], -2):,.0f}".replace(",", " ")
        self.assertIn(f">{about}<", drawn)

    def test_cut_epci_are_told(self):
        told = {row["valeur"]: row["attendu"] for row in findings("epci-partiel")}
        self.assertEqual(len(told), 2)
        text = " ".join(f"{name} {share}" for name, share in told.items())
        for words in ("Redon Agglomération", "23 de ses 31 communes", "Cap Atlantique",
                      "3 de ses 15 communes"):
            self.assertIn(words, text)

    def test_rounding_of_shares_is_in_the_interval(self):
        """0.05 point of the population of every commune, all the same way."""
        row = layer("region")["53"]
        with sqlite3.connect(results() / "portrait.gpkg") as gpkg:
            low, high, flags = gpkg.execute(
                "SELECT min, max, drapeaux FROM indicateurs WHERE niveau = 'commune' AND "
                "indicateur = 'plus_65' AND code = '22001'").fetchone()
        self.assertIn("arrondi", flags)
        # 16.9 % of 596: Allineuc is below the survey's threshold, and has no sampling error.
        self.assertAlmostEqual(low, 596 * 0.1685, places=6)
        self.assertAlmostEqual(high, 596 * 0.1695, places=6)
        self.assertLess(row["fragilite_min"], PUBLISHED_REGION)
        self.assertGreater(row["fragilite_max"], PUBLISHED_REGION)

    def test_every_figure_lies_within_its_interval(self):
        """Three islands have no EPCI: what they weigh belongs to nobody's figure at that level."""
        with sqlite3.connect(results() / "portrait.gpkg") as gpkg:
            outside = gpkg.execute(
                "SELECT niveau, code, indicateur, valeur, min, max FROM indicateurs WHERE "
                "valeur < min - 1e-6 * (1 + valeur) OR valeur > max + 1e-6 * (1 + valeur)"
            ).fetchall()
        self.assertEqual(outside, [])

    def test_former_communes_are_added_and_flagged(self):
        former = set(successors()) & {r["Code"] for r in rows("rp2020-population-communes.csv")}
        joined = {today(code) for code in former}
        self.assertEqual((len(former), len(joined)), (5, 4))
        for code, row in layer("commune").items():
            flags = row["drapeaux"] or ""
            self.assertEqual("population:converti" in flags, code in joined, msg=code)
        years = {row["fichier"]: row["attendu"] for row in findings("codes-d-un-autre-cog")}
        self.assertEqual(years["rp2020-nscol15p-communes.csv"], "2024")
        self.assertEqual(years["rp2020-population-communes.csv"], "2022-2023")

    def test_a_sheet_too_long_for_all_scenarios_has_every_zone_in_the_reference(self):
        """50,000 rows of a workbook hold one scenario of three, not half of the zones."""
        told = findings("feuille-sans-autres-scenarios")
        self.assertEqual([row["valeur"] for row in told], ["Besoins non couverts"])
        book = openpyxl.load_workbook(results() / "classeur.xlsx", read_only=True)
        header, *lines = book["Besoins non couverts"].iter_rows(values_only=True, max_col=13)
        book.close()
        sheet = [dict(zip(header, line)) for line in lines]
        self.assertEqual({row["Scénario"] for row in sheet}, {told[0]["attendu"]})
        shown = {row["Code"]: row["Besoin"] for row in sheet if row["Niveau"] == "IRIS"
                 and row["Famille de besoin"] == "être aidé dans ses démarches"}
        expected = {code: row["besoin_aider"] for code, row in layer("iris").items()}
        self.assertEqual(shown.keys(), expected.keys())
        for code, need in expected.items():
            if need is not None:
                self.assertAlmostEqual(shown[code], need, delta=1e-6)  # persons a year

    def test_gaps_are_told(self):
        told = findings("ecart-au-chiffre-publie")
        self.assertEqual(len(told), 5)
        self.assertIn("écart +0,33", told[-1]["valeur"])

    def test_iris_are_summed_and_unknown_communes_stay_unknown(self):
        """RSA is known where the CAF publishes every IRIS of a commune."""
        with open(FOLDER / "caf-allocataires-iris-2021.csv", newline="") as file:
            caf = collections.defaultdict(list)
            for row in csv.DictReader(file, delimiter=";"):
                caf[row["iris_code"][:5]].append(row["arsas"] if row["note"] == "0" else None)
        rsa = indicator("commune", "rsa")
        whole = [code for code, cells in caf.items() if all(cells)]
        self.assertGreater(len(whole), 20)
        for code in whole:
            self.assertAlmostEqual(rsa[code], sum(map(float, caf[code])), delta=1e-6)
        for code in above():
            if code not in caf:
                self.assertIsNone(rsa[code])
        self.assertIsNone(indicator("region", "rsa")["53"])

    def test_incomes_of_joined_communes_are_not_converted(self):
        with open(FOLDER / "filosofi-communes-2019.csv", encoding="utf-8-sig") as file:
            income = {r["CODGEO"]: r["Q219"] for r in csv.DictReader(file, delimiter=";")}
        several = collections.Counter(today(code) for code in income)
        found = indicator("commune", "revenu_median")
        for code in above():
            if several[code] > 1:
                self.assertIsNone(found[code], msg=code)
            elif code in income and income[code]:
                self.assertAlmostEqual(found[code], float(income[code].replace(",", ".")))


class Damaged(unittest.TestCase):
    """What a national file may lack widens the figures, and never stops the run."""

    def check(self, name, damage):
        folder = support.scratch() / "damaged" / self.id().split(".")[-1]
        shutil.copytree(FOLDER, folder)
        neighbour = folder.parent / "rennes-metropole"
        if not neighbour.exists():
            neighbour.symlink_to(support.GEODATA)
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:1] + damage(lines[1:])), encoding="utf-8")
        return support.maillage("check", folder / "projet.yaml")

    def test_a_passage_of_another_year(self):
        """It leads to communes that are no more: rows of ours that nobody gets are told."""
        done = self.check("passage-communes-2025.csv",
                          lambda lines: [f"{line.split(',')[0]},99999,\n" for line in lines])
        self.assertEqual(done.returncode, 0, done.stderr)
        said = done.stdout + done.stderr
        population = {r["Code"]: r[POPULATION] for r in rows("rp2020-population-communes.csv")}
        self.assertIn(f"code 22027 has no zone in the territory (population {population['22027']})",
                      said)

    def test_a_departement_missing(self):
        done = self.check("rp2020-population-communes.csv",
                          lambda lines: [line for line in lines if not line.startswith("29")])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("this file has no row of département Finistère (29)",
                      done.stdout + done.stderr)

    def test_a_departement_missing_from_ages(self):
        done = self.check("rp2020-age-diplome-communes.csv",
                          lambda lines: [line for line in lines
                                         if not line.lstrip('"').startswith("56")])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no row of département Morbihan (56) (population ", done.stderr)

    def test_a_share_that_is_no_number(self):
        done = self.check("rp2020-age-diplome-communes.csv",
                          lambda lines: [lines[0].replace("16.9", "seize")] + lines[1:])
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("seize", done.stdout + done.stderr)
