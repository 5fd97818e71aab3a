# SPDX-License-Identifier: Apache-2.0
"""An attack on the cells that the CAF hides: nothing written says more of them than the source.

A hidden cell is 1 to 4 households; of a row that is withheld, the source says nothing. The attacker
knows the source, and every figure that a run writes: layers, tables, workbook, report, database;
counts, rates times their denominator, at every level. Each holds a sum of cells between two bounds.
Linear programmes then give the least and the most that each hidden cell can be.
"""

import collections
import csv
import functools
import json
import math
import re
import sqlite3
import unittest

import openpyxl
from lxml import etree

import said
import support
from linear import Programme

PARTS = {"rsa": "arsas", "prime_activite": "appa", "aah": "aaah", "personnes_couvertes_caf": "percou"}
UNION = ["rsa", "prime_activite", "aah", "demandeurs_emploi"]  # of exposition
WATCHED = [*PARTS, "demandeurs_emploi", "exposition"]
SLACK = 1e-6  # persons
FILES = {"iris": "IRIS", "quartier": "Quartiers", "commune": "Communes", "epci": "EPCI",
         "departement": "Départements", "region": "Région"}


class Territory:
    """Results, the source, and which cells each zone sums."""

    def __init__(self, results, caf, finest):
        self.results = results
        self.finest = finest
        with open(caf, encoding="utf-8-sig", newline="") as file:
            self.rows = {row["iris_code"]: row for row in csv.DictReader(file, delimiter=";")}
        self.above = {}  # finest code -> {level: code}
        order = list(FILES)
        levels = [level for level in order[order.index(finest) + 1:] if self.has(level)]
        columns = ", ".join(f"code_{level}" for level in levels)
        for code, *codes in self.read("portrait.gpkg", f"select code, {columns} from {finest}"):
            self.above[code] = {finest: code, **dict(zip(levels, codes))}
        self.levels = [finest, *levels]
        self.cells = {}  # IRIS, or a zone that the CAF has no row for -> its zone of the finest level
        for iris in self.rows:
            zone = iris if finest == "iris" else iris[:5]
            if zone in self.above:
                self.cells[iris] = zone
        for zone in set(self.above) - set(self.cells.values()):
            self.cells[zone] = zone

    def read(self, base, query):
        with sqlite3.connect(f"file:{self.results / base}?mode=ro", uri=True) as opened:
            return opened.execute(query).fetchall()

    def has(self, level):
        return bool(self.read("portrait.gpkg", "select 1 from gpkg_contents where table_name = "
                              f"'{level}'"))

    def hidden(self):
        """{(indicator, iris): "cell" or "row"}"""
        out = {}
        for iris in set(self.cells) & set(self.rows):
            row = self.rows[iris]
            withheld = row["note"] in ("2", "3", "4") or not row["a"]
            for indicator, column in PARTS.items():
                if not row[column]:
                    out[indicator, iris] = "row" if withheld else "cell"
        return out

    # ---- what is written: (indicator, level, code, low, high) ----

    def claims(self):
        for medium, least in ((self.layers, 50), (self.table, 50), (self.database, 50),
                              (self.workbook, 50), (self.report, 50), (self.pictures, 50),
                              (self.report_words, 50), (self.slides, 5), (self.sheets, 30)):
            found = list(medium())
            assert len(found) > least, (medium.__name__, len(found))
            yield from found

    def layers(self):
        for level in self.levels:
            names = [name for _, name, *_ in self.read("portrait.gpkg",
                                                       f"pragma table_info({level})")]
            for row in self.read("portrait.gpkg", f"select * from {level}"):
                figures = dict(zip(names, row))
                for indicator in WATCHED:
                    if f"{indicator}_min" in figures:
                        yield (indicator, level, figures["code"], figures[f"{indicator}_min"],
                               figures[f"{indicator}_max"])

    def denominators(self):
        return {(level, code, indicator): value for level, code, indicator, value in
                self.read("calcul.sqlite", "select niveau, code, indicateur, valeur from valeur")}

    def table(self):
        bases = self.denominators()
        for level, code, indicator, value, low, high, rate, base in self.read(
                "portrait.gpkg", "select niveau, code, indicateur, valeur, min, max, taux, "
                "denominateur from indicateurs"):
            if indicator not in WATCHED:
                continue
            yield indicator, level, code, low, high
            of = bases.get((level, code, base))
            # A rate has no bounds of its own here: exact where the count is said to be.
            if rate is not None and of and low is not None and low == high:
                yield indicator, level, code, rate * of, rate * of

    def database(self):
        for level, code, indicator, low, high in self.read(
                "calcul.sqlite", "select niveau, code, indicateur, min, max from valeur"):
            if indicator in WATCHED:
                yield indicator, level, code, low, high
        for level, code, indicator, of, low, high in self.read(
                "calcul.sqlite", "select niveau, code, indicateur, "
                "valeur_denominateur, min, max from taux"):
            if indicator in WATCHED and of and low is not None:
                yield indicator, level, code, low * of, math.inf if high is None else high * of

    def workbook(self):
        labels = dict(self.read("portrait.gpkg", "select indicateur, libelle from dictionnaire"))
        book = openpyxl.load_workbook(self.results / "classeur.xlsx", read_only=True)
        for level in self.levels:
            if FILES[level] not in book.sheetnames:
                continue
            rows = book[FILES[level]].iter_rows(values_only=True)
            at = {name: i for i, name in enumerate(next(rows)) if name}
            for row in rows:
                for indicator in WATCHED:
                    i = at.get(labels.get(indicator))
                    if i is None or row[0] is None:
                        continue
                    low, high = at.get(f"{labels[indicator]}, min"), at.get(
                        f"{labels[indicator]}, max")
                    if low is not None and isinstance(row[low], (int, float)):
                        yield indicator, level, row[0], row[low], row[high]
                    elif low is None and isinstance(row[i], (int, float)):
                        yield indicator, level, row[0], row[i], row[i]  # said to be exact

    def report(self):
        text = (self.results / "rapport.html").read_text(encoding="utf-8")
        (data,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S)
        data = json.loads(data)
        names = [indicator["id"] for indicator in data["indicateurs"]]
        for level in data["niveaux"]:
            for zone in level["zones"]:
                for indicator, figure in zip(names, zone["v"]):
                    if indicator in WATCHED and figure[1] is not None:
                        yield indicator, level["code"], zone["c"], *self.rounded(*figure[1:3])

    def pictures(self):
        """What an SVG says of the zone under the pointer: a rate and its interval, to 0.1 %."""
        said = re.compile(r"(.+) : [\d,]+ % \[([\d,]+) % ; ([\d,]+) %\]")
        bases = self.bases()
        for path in (self.results / "cartes").glob("*-taux-*.svg"):
            indicator, level = re.match(r"(.+)-taux-([a-z]+)", path.name).groups()
            if indicator not in WATCHED or level not in self.levels:
                continue
            codes = {}  # of a name that two zones have, none
            for code, name in self.read("portrait.gpkg", f"select code, nom from {level}"):
                codes[name] = None if name in codes else code
            for title in etree.parse(str(path)).iter("{*}title"):
                found = said.fullmatch(re.sub(r"\s", " ", title.text or ""))
                code = found and codes.get(re.sub(r" \([^)]*\)$", "", found[1]))
                if code and bases.get((indicator, level, code)):
                    low, high = (float(text.replace(",", ".")) for text in found.groups()[1:])
                    of = bases[indicator, level, code]
                    yield (indicator, level, code, max(0, low - 0.05) / 100 * of,
                           (high + 0.05) / 100 * of if high < 100 else math.inf)

    # ---- the same in words ----

    def report_words(self):
        yield from self.in_words(*said.report(self.results / "rapport.html"))

    def slides(self):
        yield from self.in_words(*said.slides(self.results / "diapositives.pptx"))

    def in_words(self, sentences, tables):
        labels = {label: indicator for indicator, label in self.read(
            "portrait.gpkg", "select indicateur, libelle from dictionnaire")}
        zones = self.zones_by_name()
        for label, zone, figure in [*said.in_sentences(sentences, labels, zones),
                                    *said.in_tables(tables, labels, zones)]:
            yield from self.worded(labels[label], zones[zone], figure)

    def sheets(self):
        """Of a quarter each; their unit says which figures are of an indicator."""
        units = collections.defaultdict(list)
        for indicator, unit in self.read("portrait.gpkg",
                                         "select indicateur, unite from dictionnaire"):
            units[unit].append(indicator)
        zones = self.zones_by_name()
        for title, text in said.sheets(self.results / "fiches.pdf"):
            for unit, (indicator, *others) in units.items():
                for figure in re.findall(f"({said.FIGURE}) {unit}|{said.NUMBER} {unit} "
                                         rf"(\[[^\]]+\])", text):
                    if not others and zones.get(title):
                        yield from self.worded(indicator, zones[title], "".join(figure))

    @functools.lru_cache(maxsize=None)
    def zones_by_name(self):
        """Name -> (level, code); not of a name that zones of other cells have too."""
        named = collections.defaultdict(dict)
        for level in self.levels:
            for code, name in self.read("portrait.gpkg", f"select code, nom from {level}"):
                held = frozenset(leaf for leaf, above in self.above.items()
                                 if above.get(level) == code)
                named[name].setdefault(held, (level, code))
        return {name: next(iter(zones.values())) for name, zones in named.items()
                if len(zones) == 1}

    @functools.lru_cache(maxsize=None)
    def bases(self):
        return {(indicator, level, code): of for indicator, level, code, of in self.read(
            "calcul.sqlite", "select indicateur, niveau, code, valeur_denominateur from taux "
            "where rang = 0")}

    def worded(self, indicator, zone, figure):
        bounds = said.bounds(figure)
        share = "%" in figure
        of = self.bases().get((indicator, *zone)) if share else 1
        if indicator in WATCHED and bounds and of:
            low, high = (bound / 100 * of if share else bound for bound in bounds)
            # What is said to be 100 % may be more.
            yield indicator, *zone, low, math.inf if share and bounds[1] >= 100 else high

    @staticmethod
    def rounded(low, high):
        """Five figures are written: half of the last is what they may be off."""
        high = math.inf if high is None else high
        return low * (1 - 5e-5), high * (1 + 5e-5)


class Attack:
    def __init__(self, territory):
        self.territory = territory
        self.unknowns = {}
        for iris in territory.cells:
            for indicator in WATCHED:
                self.unknowns[indicator, iris] = len(self.unknowns)
        self.programme = Programme(len(self.unknowns))
        self.source()
        self.unions()
        for (indicator, level, code), (low, high) in sorted(self.bounds().items()):
            self.hold(indicator, self.members()[level, code], low, high)

    def hold(self, indicator, cells, low, high):
        if cells:
            self.programme.hold({self.unknowns[indicator, cell]: 1 for cell in cells},
                                low - SLACK, high + SLACK)

    def source(self):
        for iris in self.territory.cells:
            row = self.territory.rows.get(iris, {})
            for indicator, column in PARTS.items():
                if row.get(column):
                    self.hold(indicator, [iris], float(row[column]), float(row[column]))

    def unions(self):
        """Whoever is in a part is in the union, which is at most all parts together."""
        for iris in self.territory.cells:
            union = self.unknowns["exposition", iris]
            parts = [self.unknowns[part, iris] for part in UNION]
            for part in parts:
                self.programme.hold({union: 1, part: -1}, -SLACK, math.inf)
            self.programme.hold({union: -1, **{part: 1 for part in parts}}, -SLACK, math.inf)

    @functools.lru_cache(maxsize=None)
    def members(self):
        out = collections.defaultdict(list)
        for iris, zone in self.territory.cells.items():
            for level, code in self.territory.above[zone].items():
                out[level, code].append(iris)
        return out

    def bounds(self):
        """All claims about one sum, together."""
        out = {}
        for indicator, level, code, low, high in self.territory.claims():
            # Sums that also hold zones without a row are bounded by them from above alone.
            low = 0 if low is None else low
            high = math.inf if high is None else high
            held = out.get((indicator, level, code), (0, math.inf))
            out[indicator, level, code] = max(held[0], low), min(held[1], high)
        return out

    def range(self, indicator, iris):
        return self.programme.range(self.unknowns[indicator, iris])


class Secrecy:
    """Held for each territory below."""

    def own(self, indicator, iris):
        """The interval that the zone itself is given, where it is one cell; a rate stops at 100 %,
        which is known without the CAF."""
        of = f"where niveau = 'iris' and code = '{iris}' and indicateur = '{indicator}'"
        low, high = 0, math.inf
        for least, most in self.territory.read("calcul.sqlite",
                                               f"select min, max from valeur {of}"):
            low, high = least, math.inf if most is None else most
        for (base,) in self.territory.read("calcul.sqlite",
                                           f"select valeur_denominateur from taux {of}"):
            high = high if base is None else min(high, base)
        return low, high

    def test_nothing_written_narrows_a_hidden_cell(self):
        kinds = collections.Counter()
        for (indicator, iris), kind in self.territory.hidden().items():
            low, high = self.attack.range(indicator, iris)
            own_low, own_high = self.own(indicator, iris)
            if own_high == 0:
                continue  # nobody lives there: known without the CAF
            kinds[kind] += 1
            with self.subTest(indicator=indicator, iris=iris, kind=kind):
                if kind == "cell":
                    self.assertLessEqual(low, 1 + 10 * SLACK)
                    self.assertGreaterEqual(high, 4 - 10 * SLACK)
                elif self.territory.finest == "iris":
                    self.assertLessEqual(low, own_low + 10 * SLACK)
                    self.assertGreaterEqual(high, own_high * (1 - 1e-4) - 10 * SLACK)
                else:
                    self.assertLessEqual(low, 10 * SLACK)
        self.assertGreater(kinds["cell"], 2, kinds)


class RennesMetropole(Secrecy, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.territory = Territory(support.run_rennes(),
                                  support.GEODATA / "caf-allocataires-iris-2021.csv", "iris")
        cls.attack = Attack(cls.territory)
        cls.addClassCleanup(cls.attack.programme.__exit__)

    def test_what_is_left_of_a_sum_is_the_assumed_value(self):
        # Sum - published cells = the middle of what is possible, whatever the truth.
        for (indicator, iris), kind in self.territory.hidden().items():
            if kind == "cell":
                ((value,),) = self.territory.read(
                    "portrait.gpkg", "select distinct valeur from indicateurs where niveau = "
                    f"'iris' and code = '{iris}' and indicateur = '{indicator}'")
                self.assertAlmostEqual(value, 2.5)


    def test_findings_give_no_figure_of_the_source(self):
        found = list(said.figures_of_findings(
            self.territory.results / "constats.csv", "caf-allocataires-iris-2021.csv",
            PARTS.values()))
        self.assertGreater(len(found), 5)
        self.assertEqual([(column, text) for column, text, figures in found if figures], [])


class TheAttackItself(unittest.TestCase):
    def test_it_reads_sentences_and_tables(self):
        names, zones = {"Foyers aidés": "aides"}, {"Bruz": 1, "Bruz Est": 2}
        sentences = ["Foyers aidés : à Bruz, 12 300 foyers [11 300 ; 13 400], soit 2,5 % [2,1 % ; "
                     "2,9 %] des foyers ; dans Bruz Est, au moins 12, au plus 40 foyers.",
                     "Foyers aidés 7 foyers [5 ; 9] à Bruz"]
        read = [(zone, tuple(round(bound, 6) for bound in said.bounds(figure)))
                for _, zone, figure in said.in_sentences(sentences, names, zones)]
        self.assertEqual(sorted(read), [("Bruz", (2.05, 2.95)), ("Bruz", (4.5, 9.5)),
                                        ("Bruz", (11250, 13450)), ("Bruz Est", (11.5, 40.5))])
        tables = [[["Zone", "Foyers aidés", "Foyers aidés, part"],
                   ["Bruz Est (Bruz)", "3 [1 ; 4]", "1,0 % [0,5 % ; 1,2 %]"]],
                  [["", "Bruz"], ["Foyers aidés", "7 [5 ; 9]"], ["… part", "2,5 % [2,1 % ; 2,9 %]"]]]
        self.assertEqual([(zone, figure[:2]) for _, zone, figure in
                          said.in_tables(tables, names, zones)],
                         [("Bruz Est", "3 "), ("Bruz Est", "1,"), ("Bruz", "7 "), ("Bruz", "2,")])

    def test_it_reads_findings(self):
        path = support.scratch() / "constats-inventes.csv"
        path.write_text("fichier;colonne;valeur;attendu;action;message\n"
                        "caf.csv;rsa;350510104… (8);;;ligne masquée : 350510104… (8)\n"
                        "caf.csv;rsa;350510104;;;la somme des cases est 103\n", encoding="utf-8")
        self.assertEqual([figures for *_, figures in
                          said.figures_of_findings(path, "caf.csv", {"rsa"})], [[], ["103"]])

    def test_it_finds_a_cell_that_a_sum_gives_away(self):
        # A cell of 1 to 4 and one of 10 whose sum is known to be 12.
        with Programme(2) as programme:
            programme.hold({0: 1}, 1, 4)
            programme.hold({1: 1}, 10, 10)
            programme.hold({0: 1, 1: 1}, 12, 12)
            self.assertEqual(programme.range(0), (2, 2))

    def test_it_finds_cells_that_two_overlapping_sums_give_away(self):
        # No single sum gives it away: a + b = 5 and b + c = 8 and a + b + c = 9.
        with Programme(3) as programme:
            for unknown in range(3):
                programme.hold({unknown: 1}, 1, 4)
            programme.hold({0: 1, 1: 1}, 5, 5)
            programme.hold({1: 1, 2: 1}, 8, 8)
            programme.hold({0: 1, 1: 1, 2: 1}, 9, 9)
            self.assertEqual(programme.range(0), (1, 1))
