# SPDX-License-Identifier: Apache-2.0
"""classeur.xlsx against portrait.gpkg, cell by cell, and against LibreOffice's recalculation."""

import functools
import math
import re
import shutil
import subprocess
import unittest
import zipfile
from xml.etree import ElementTree

import openpyxl

import support
import test_geopackage as gpkg

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
SHEETS = ["Lisez-moi", "Synthèse", "IRIS", "Quartiers", "Communes", "EPCI",
          "Besoins non couverts", "Quartiers comparés", "Parcours", "Scénarios", "Lieux",
          "Offres", "Socle commun", "À vérifier", "Doublons fusionnés", "Dictionnaire", "Sources", "Constats"]
LEVELS = dict(zip(gpkg.LEVELS, SHEETS[2:6]))
DOCUMENTS = {"Lisez-moi", "Synthèse", "Scénarios"}  # read from the top down, not tables
MARKS = {"n.d.", "secret", "vide", "–"}


def path():
    return support.run_rennes() / "classeur.xlsx"


@functools.lru_cache(maxsize=None)
def book(formulas=False):
    return openpyxl.load_workbook(path(), data_only=not formulas)


@functools.lru_cache(maxsize=None)
def rows(sheet):
    lines = book()[sheet].iter_rows(values_only=True)
    header = next(lines)
    return [dict(zip(header, line)) for line in lines]


@functools.lru_cache(maxsize=None)
def part(name):
    with zipfile.ZipFile(path()) as archive:
        return archive.read(name)


@functools.lru_cache(maxsize=None)
def labels():
    """Label of a sheet's column -> column of the GeoPackage, from the dictionary itself."""
    return {row["Libellé"]: row["Colonne (GeoPackage)"] for row in rows("Dictionnaire")}


@functools.lru_cache(maxsize=None)
def recalculated():
    """The same workbook after LibreOffice has recomputed every formula."""
    folder = support.scratch() / "recalculated"
    profile = (support.scratch() / "libreoffice").as_uri()
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, altered()],
        capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(f"LibreOffice failed: {done.stdout}{done.stderr}")
    return openpyxl.load_workbook(folder / "altered.xlsx", data_only=True)


def altered():
    """The workbook without the values of its formulas: what comes back was computed."""
    copy = support.scratch() / "altered.xlsx"
    with zipfile.ZipFile(path()) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            to.writestr(name, data)
    return copy


def same(number, wanted, tolerance=1e-9):
    return abs(number - wanted) <= tolerance * max(1.0, abs(wanted))


class Figures(unittest.TestCase):
    def agrees(self, cell, wanted, where):
        """A cell is the GeoPackage's number, or a mark where that has none."""
        if wanted is None:
            self.assertIsInstance(cell, str, where)
            self.assertTrue(cell in MARKS or cell.startswith("au moins"), f"{where}: {cell}")
        else:
            self.assertIsInstance(cell, (int, float), where)
            self.assertTrue(same(cell, wanted), f"{where}: {cell}, not {wanted}")

    def test_indicators_of_every_zone(self):
        checked = 0
        for level, sheet in LEVELS.items():
            zones = gpkg.by_code(level)
            self.assertEqual({row["Code"] for row in rows(sheet)}, set(zones), sheet)
            for row in rows(sheet):
                zone = zones[row["Code"]]
                for label, column in labels().items():
                    if label in row and column in zone:
                        self.agrees(row[label], zone[column], f"{sheet} {row['Code']} {label}")
                        checked += 1
        self.assertGreater(checked, 270 * 20)

    def test_needs_of_every_zone(self):
        words = {"Être informé et orienté": "informer", "Accéder à un équipement": "acceder",
                 "S'équiper et dépanner": "depanner", "Être aidé dans ses démarches": "aider",
                 "Apprendre le numérique": "apprendre"}
        checked = 0
        for level, sheet in LEVELS.items():
            zones = gpkg.by_code(level)
            for row in rows(sheet):
                zone = zones[row["Code"]]
                for label, family in words.items():
                    if f"{label}\N{NO-BREAK SPACE}: besoin" not in row:
                        continue
                    where = f"{sheet} {row['Code']} {family}"
                    need, served = zone[f"besoin_{family}"], zone[f"couvert_{family}"]
                    self.agrees(row[f"{label}\N{NO-BREAK SPACE}: besoin"], need, where)
                    left = None if need is None else need - served
                    self.agrees(row[f"{label}\N{NO-BREAK SPACE}: besoin non couvert"], left, where)
                    key = f"{label}\N{NO-BREAK SPACE}: places à portée pour 100 personnes fragiles"
                    self.agrees(row[key], zone[f"places_100_{family}"], where)
                    checked += 1
        self.assertGreater(checked, 270)

    def test_parts_of_every_need_and_scenario(self):
        """Sheet and table hold the same rows; scenarios are told apart by their order."""
        levels = {"IRIS": "iris", "quartier": "quartier", "commune": "commune", "EPCI": "epci"}
        families = {row["famille"]: None for row in gpkg.table("couverture")
                    if row["besoin"] is not None}
        wanted = {}
        for row in gpkg.table("couverture"):
            if row["famille"] in families:
                wanted.setdefault((row["niveau"], row["code"], row["famille"]), []).append(row)
        seen = {}
        names = {}
        for row in rows("Besoins non couverts"):
            family = names.setdefault(row["Famille de besoin"], len(names))
            seen.setdefault((levels[row["Niveau"]], row["Code"], family), []).append(row)
        self.assertEqual(len(seen), len(wanted))
        order = [f for f in support.FAMILIES if f in families]
        columns = {"Besoin": "besoin", "Couvert": "couvert", "Orientation": "orientation",
                   "Saturé": "sature", "Hors de portée": "hors_portee"}
        for (level, code, family), mine in seen.items():
            theirs = wanted[level, code, order[family]]
            self.assertEqual(len(mine), len(theirs))
            for row, figure in zip(mine, theirs):
                for label, column in columns.items():
                    for end in ("", "min", "max"):
                        name = f"{label}, {end}" if end else label
                        self.agrees(row[name], figure[f"{column}_{end}" if end else column],
                                    f"{code} {order[family]} {name}")

    def test_offers(self):
        offers = {row["id"]: row for row in gpkg.table("offres")}
        self.assertEqual({row["Identifiant"] for row in rows("Offres")}, set(offers))
        for row in rows("Offres"):
            offer = offers[row["Identifiant"]]
            for label, column in (("Capacité (personnes par an)", "capacite"),
                                  ("Capacité, min", "capacite_min"),
                                  ("Capacité, max", "capacite_max"),
                                  ("Heures par semaine", "heures_semaine")):
                self.agrees(row[label], offer[column], f"{offer['id']} {label}")

    def test_better_direction_is_the_orientation(self):
        zones = gpkg.by_code("quartier")
        told = {}
        for row in rows("Parcours"):
            told.setdefault(row["Code"], []).append(row["Personnes à mieux orienter"])
        self.assertEqual(set(told), set(zones))
        families = [f for f in support.FAMILIES if zones["3523801"][f"besoin_{f}"] is not None]
        for code, figures in told.items():
            for family, figure in zip(families, figures, strict=True):
                self.agrees(figure, zones[code][f"orientation_{family}"], f"{code} {family}")


class Formulas(unittest.TestCase):
    @staticmethod
    def formulas():
        for sheet in book(formulas=True):
            for line in sheet.iter_rows():
                for cell in line:
                    if cell.data_type == "f":
                        yield sheet.title, cell.coordinate, cell.value

    def test_every_formula_has_its_value(self):
        found = list(self.formulas())
        self.assertGreater(len(found), 4 * 54)
        for sheet, cell, _ in found:
            value = book()[sheet][cell].value
            self.assertIsInstance(value, (int, float), f"{sheet} {cell}")
            self.assertTrue(math.isfinite(value), f"{sheet} {cell}")

    def test_the_need_of_the_reference_is_the_geopackage_s(self):
        sheet = book()["Scénarios"]
        needs = {line[0]: line[2] for line in sheet.iter_rows(min_row=9, values_only=True)
                 if line[0] and isinstance(line[2], (int, float))}
        for zone in gpkg.table("quartier"):
            self.assertTrue(same(needs[zone["nom"]], zone["besoin_aider"]), zone["nom"])

    @unittest.skipUnless(shutil.which("soffice"), "soffice is not installed: nothing recalculates")
    def test_libreoffice_computes_the_same_values(self):
        for sheet, cell, formula in self.formulas():
            mine, theirs = book()[sheet][cell].value, recalculated()[sheet][cell].value
            self.assertIsInstance(theirs, (int, float), f"{sheet} {cell} {formula}: {theirs}")
            self.assertTrue(same(mine, theirs), f"{sheet} {cell} {formula}: {mine}, not {theirs}")

    def test_no_cell_is_an_error_or_a_broken_number(self):
        for sheet in book():
            for line in sheet.iter_rows():
                for cell in line:
                    self.assertNotEqual(cell.data_type, "e", f"{sheet.title} {cell.coordinate}")
                    if isinstance(cell.value, str):
                        self.assertNotRegex(cell.value, r"^(#[A-Z/0!]+|-?nan|-?inf|NULL)$")

    def test_nothing_a_source_says_is_a_formula(self):
        for sheet, cell, _ in self.formulas():
            self.assertEqual(sheet, "Scénarios", cell)


class Shape(unittest.TestCase):
    def test_sheets_in_order_and_synthese_in_front(self):
        self.assertEqual(book().sheetnames, SHEETS)
        self.assertEqual(book().active.title, "Synthèse")

    def test_data_sheets_are_tables_with_a_name(self):
        names = set()
        for name in SHEETS:
            sheet = book(formulas=True)[name]
            if name in DOCUMENTS:
                self.assertEqual(len(sheet.tables), 0, name)
                continue
            self.assertEqual(len(sheet.tables), 1, name)
            table, = sheet.tables.values()
            self.assertEqual(table.ref, sheet.dimensions, name)
            self.assertRegex(table.name, "^[a-z_]+$")
            self.assertIsNotNone(table.autoFilter, name)
            names.add(table.name)
        self.assertEqual(len(names), len(SHEETS) - len(DOCUMENTS))
        workbook = ElementTree.fromstring(part("xl/workbook.xml"))
        named = {n.get("name") for n in workbook.iter(f"{MAIN}definedName")}
        self.assertLessEqual({"recours", "poids", "capacite_x"}, named)
        for documented in re.findall(r"`(\w+)`", self.documented_names()):
            self.assertIn(documented, names | named)

    @staticmethod
    def documented_names():
        text = (support.ROOT / "docs" / "resultats.md").read_text()
        return re.search(r"(?s)Noms définis.*?\n\n", text)[0]

    def test_some_twenty_columns_are_in_view(self):
        for sheet in ("IRIS", "Quartiers", "Communes", "EPCI"):
            root = ElementTree.fromstring(part(f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"))
            hidden = sum(int(c.get("max")) - int(c.get("min")) + 1
                         for c in root.iter(f"{MAIN}col") if c.get("hidden") == "1")
            levels = [c for c in root.iter(f"{MAIN}col") if c.get("outlineLevel") == "1"]
            in_view = book()[sheet].max_column - hidden
            self.assertTrue(15 <= in_view <= 26, f"{sheet}: {in_view} columns")
            self.assertTrue(levels, sheet)

    def test_prints_on_a4_landscape_at_a_size_that_can_be_read(self):
        for number, name in enumerate(SHEETS, 1):
            root = ElementTree.fromstring(part(f"xl/worksheets/sheet{number}.xml"))
            setup = root.find(f"{MAIN}pageSetup")
            self.assertEqual((setup.get("paperSize"), setup.get("orientation")),
                             ("9", "landscape"), name)
            # A4 lying holds 150 signs of width 1 at full size, each page the frozen columns again.
            widths = [(float(c.get("width")), c.get("hidden") == "1") for c in root.iter(f"{MAIN}col")
                      for _ in range(int(c.get("min")), int(c.get("max")) + 1)]
            pane = root.find(f".//{MAIN}pane")
            frozen = int(pane.get("xSplit", 0)) if pane is not None else 0
            repeated = sum(width for width, _ in widths[:frozen])
            rest = sum(width for width, hidden in widths[frozen:] if not hidden)
            pages = int(setup.get("fitToWidth", 1))
            self.assertLessEqual(repeated + rest / pages, 240, name)
            header = root.find(f"{MAIN}headerFooter/{MAIN}oddHeader").text
            footer = root.find(f"{MAIN}headerFooter/{MAIN}oddFooter").text
            self.assertIn("Rennes Métropole", header)
            self.assertIn("22 novembre 2026", header)
            self.assertIn("&P/&N", footer)
            if name not in DOCUMENTS:
                self.assertIn("$1:$1", book(formulas=True)[name].print_title_rows or "", name)

    def test_pictures_and_charts_say_what_they_show(self):
        with zipfile.ZipFile(path()) as archive:
            drawings = [n for n in archive.namelist() if re.match(r"xl/drawings/drawing\d+.xml$", n)]
            pictures = [n for n in archive.namelist() if n.startswith("xl/media/")]
            charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        self.assertEqual((len(drawings), len(pictures), len(charts)), (1, 1, 1))
        shown = list(ElementTree.fromstring(part(drawings[0])).iter(f"{DRAWING}cNvPr"))
        self.assertEqual(len(shown), 2)
        for one in shown:
            self.assertGreater(len(one.get("descr", "")), 30)
        drawn = support.run_rennes() / "cartes" / "besoin-aider-iris-rennes.png"
        self.assertEqual(part(pictures[0]), drawn.read_bytes())

    def test_its_properties(self):
        properties = book().properties
        self.assertEqual(properties.title, "Rennes Métropole")
        self.assertTrue(properties.subject and properties.creator)
        self.assertEqual(properties.created.date().isoformat(), "2026-11-22")

    def test_the_five_zones_to_act_on_first(self):
        sheet = book()["Synthèse"]
        screen = [[c for c in line if c is not None]
                  for line in sheet.iter_rows(max_row=30, max_col=7, values_only=True)]
        ranked = sorted((z for z in gpkg.table("quartier") if z["code_commune"] == "35238"),
                        key=lambda z: z["couvert_aider"] - z["besoin_aider"])
        told = [line[0] for line in screen if line and line[0] in {z["nom"] for z in ranked}]
        self.assertEqual(told, [z["nom"] for z in ranked[:5]])
        causes = ("Surtout faute", "D'abord faute")
        actions = [line[0] for line in screen if line and str(line[0]).startswith(causes)]
        self.assertEqual(len(actions), 5)
        for action in actions:
            self.assertRegex(action, "mieux orienter|ajouter du temps|ouvrir un point")

    def test_doubts_come_by_uncovered_need_around(self):
        label = next(key for key in rows("À vérifier")[0] if key.startswith("Besoin d'aide"))
        around = [row[label] for row in rows("À vérifier") if isinstance(row[label], (int, float))]
        self.assertGreater(len(around), 10)
        self.assertEqual(around, sorted(around, reverse=True))


if __name__ == "__main__":
    unittest.main()
