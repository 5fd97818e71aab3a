#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An attack on the cells that the CAF hides: nothing written says more of them than the source.

A hidden cell is 1 to 4 households; of a row that is withheld, the source says nothing. The attacker
knows the source, and every figure that a run writes: layers, tables, workbook, report, database;
counts, rates times their denominator, at every level. Each holds a sum of cells between two bounds.
Linear programmes then give the least and the most that each hidden cell can be.

    tests/check/secrecy.py RESULTS CAF.csv [LEVEL]

does it to the results of a run, whose finest zones are of LEVEL (iris).
"""

import collections
import csv
import functools
import json
import math
import pathlib
import re
import sqlite3
import sys
import time
import warnings

import openpyxl
from lxml import etree

import said
from linear import Programme

PARTS = {"rsa": "arsas", "prime_activite": "appa", "aah": "aaah", "personnes_couvertes_caf": "percou"}
UNION = ["rsa", "prime_activite", "aah", "demandeurs_emploi"]  # of exposition
WATCHED = [*PARTS, "demandeurs_emploi", "exposition"]
SLACK = 1e-6  # persons
FILES = {"iris": "IRIS", "quartier": "Quartiers", "commune": "Communes", "epci": "EPCI",
         "departement": "Départements", "region": "Régions"}
MOST_SHEETS = 600  # of zones to print; a run of more prints none


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
            above = {finest: code, **dict(zip(levels, codes))}
            self.above[code] = {level: of for level, of in above.items() if of}
        self.levels = [finest, *levels]
        self.cells = {}  # IRIS, or a zone that the CAF has no row for -> its zone of the finest level
        for iris in self.rows:
            zone = iris if finest == "iris" else iris[:5]
            if zone in self.above:
                self.cells[iris] = zone
        for zone in set(self.above) - set(self.cells.values()):
            self.cells[zone] = zone
        self.members = collections.defaultdict(list)  # (level, code) -> its cells
        for iris, zone in self.cells.items():
            for of in self.above[zone].items():
                self.members[of].append(iris)
        self.found = {}  # figures read, by where they are written

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
        zones = len(self.members)
        for medium, least in ((self.layers, zones), (self.table, zones), (self.database, zones),
                              (self.workbook, zones), (self.report, zones), (self.pictures, 50),
                              (self.report_words, self.count(self.summed())), (self.slides, 4),
                              (self.sheets, self.pages())):
            found = list(medium())
            assert len(found) >= least, (medium.__name__, len(found), least)
            self.found[medium.__name__] = len(found)
            yield from found

    def count(self, level):
        return sum(of == level for of, _ in self.members)

    def summed(self):
        """The level of the report's tables and of the sheets."""
        return next(level for level in ("quartier", "commune") if level in self.levels)

    def pages(self):
        """How many sheets there are to print: none of a territory of too many zones."""
        n = self.count(self.summed())
        return n if n <= MOST_SHEETS else 0

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
            if level == "quartier" and FILES[level] not in book.sheetnames:
                continue  # each is a commune
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
                    low, high = figure[1:3] if isinstance(figure, list) else (figure, figure)
                    if indicator in WATCHED and low is not None:
                        yield indicator, level["code"], zone["c"], *self.rounded(low, high)

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
        pages = said.sheets(self.results / "fiches.pdf") if self.pages() else []
        for title, text in pages:
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
            self.hold(indicator, self.territory.members.get((level, code)), low, high)

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

    # ---- what comes of it ----

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

    def is_narrower(self, kind, low, high, own):
        """Whether that is less than the source leaves open."""
        if kind == "cell":
            return low > 1 + 10 * SLACK or high < 4 - 10 * SLACK
        if self.territory.finest != "iris":
            return low > 10 * SLACK
        return low > own[0] + 10 * SLACK or high < own[1] * (1 - 1e-4) - 10 * SLACK

    def narrowed(self):
        """(how many hidden cells of each kind, those of which too much is said)."""
        kinds, narrower = collections.Counter(), []
        for (indicator, iris), kind in self.territory.hidden().items():
            low, high = self.range(indicator, iris)
            own = self.own(indicator, iris)
            if own[1] == 0:
                continue  # nobody lives there: known without the CAF
            kinds[kind] += 1
            if self.is_narrower(kind, low, high, own):
                narrower.append((indicator, iris, kind, low, high, own))
        return kinds, narrower


def main(results, caf, finest="iris"):
    warnings.filterwarnings("ignore", module="openpyxl")
    started = time.monotonic()
    attack = Attack(Territory(pathlib.Path(results), caf, finest))
    kinds, narrower = attack.narrowed()
    for medium, n in attack.territory.found.items():
        print(f"{n:8} figures of {medium}")
    print(*narrower, sep="\n", end="\n" if narrower else "")
    print(f"{dict(kinds)}, {len(narrower)} narrower than the source allows "
          f"({time.monotonic() - started:.0f} s)")
    return 1 if narrower else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
