# SPDX-License-Identifier: Apache-2.0
"""The other files of a run: findings, manifest, workbook, maps, and the run's database."""

import csv
import hashlib
import json
import math
import re
import sqlite3
import struct
import unittest
import zipfile
from xml.etree import ElementTree

import openpyxl

import reference
import support
import test_geopackage as gpkg

SVG = "{http://www.w3.org/2000/svg}"
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}")
TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}(?![\w.,])")


def results(name):
    return support.run_rennes() / name


class Findings(unittest.TestCase):
    def setUp(self):
        with open(results("constats.csv"), encoding="utf-8-sig", newline="") as file:
            self.header = file.readline().rstrip("\r\n")
            file.seek(0)
            self.rows = list(csv.DictReader(file, delimiter=";"))

    def test_header(self):
        self.assertEqual(self.header,
                         "gravite;code;fichier;ligne;colonne;valeur;attendu;action;message")

    def test_rows_are_whole_and_name_no_folder_of_the_machine(self):
        self.assertGreater(len(self.rows), 10)
        for row in self.rows:
            self.assertIn(row["gravite"], ("erreur", "avertissement", "information"))
            self.assertTrue(row["message"] and row["code"], row)
            self.assertNotIn("{", row["message"])
            self.assertFalse(row["fichier"].startswith("/"), row)

    def test_known_defects_are_found(self):
        codes = {row["code"] for row in self.rows}
        for code in ("encodage-double", "zone-sans-habitant", "siege-non-compte", "capacite-supposee",
                     "fiches-anciennes-ecartees", "lieux-rapproches", "offre-reservee-a-personne"):
            self.assertIn(code, codes)
        self.assertNotIn("erreur", {row["gravite"] for row in self.rows})

    def test_the_empty_zone_is_named(self):
        said = [row for row in self.rows if row["code"] == "zone-sans-habitant"]
        self.assertEqual([row["valeur"] for row in said], ["352380308"])


class Readme(unittest.TestCase):
    def test_it_quotes_the_present_figures(self):
        text = (support.ROOT / "README.md").read_text()
        city, whole = gpkg.by_code("commune")["35238"], gpkg.by_code("epci")[reference.EPCI]

        def about(value):
            """Three significant digits, thousands apart."""
            step = 10 ** max(0, math.floor(math.log10(value)) - 2)
            return f"{round(value / step) * step:,}".replace(",", " ")
        left = city["orientation_aider"] + city["sature_aider"] + city["hors_portee_aider"]
        for value in (city["fragilite"], city["fragilite_min"], city["fragilite_max"],
                      whole["fragilite"], city["besoin_aider"], left, city["orientation_aider"],
                      city["sature_aider"], city["hors_portee_aider"]):
            self.assertIn(about(value), text)
        for value in (100 * city["fragilite_taux_nscol"], city["places_100_aider"]):
            self.assertIn(f"{value:.1f}".replace(".", ","), text)


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads(results("manifeste.json").read_text())

    def test_inputs_are_the_files_that_were_read(self):
        self.assertEqual(len(self.manifest["entrees"]), 24)
        for entry in self.manifest["entrees"]:
            content = (support.GEODATA / entry["fichier"]).read_bytes()
            self.assertFalse(entry["fichier"].startswith("/"))
            self.assertEqual(entry["sha256"], hashlib.sha256(content).hexdigest())
            for key in ("millesime", "licence", "producteur", "titre"):
                self.assertTrue(entry[key], key)

    def test_it_says_what_ran(self):
        self.assertRegex(self.manifest["version"], r"^\d+\.\d+\.\d+$")
        self.assertTrue(self.manifest["commande"].startswith("maillage run "))
        self.assertEqual(self.manifest["comptes"]["zones"],
                         {"iris": 172, "quartier": 54, "commune": 43, "epci": 1})
        self.assertTrue(self.manifest["durees"])

    def test_hypotheses_are_the_project_s(self):
        self.assertEqual(self.manifest["parametres"]["theta"],
                         {"valeur": 7.3, "min": 5, "max": 10})
        taken = {s["id"]: s["recours"] for s in self.manifest["scenarios"]}
        self.assertEqual(taken, {**reference.TAKE_UP, "observe": None, "enquete": 0.17})
        self.assertEqual(self.manifest["portee"]["marche"]["decroissance"], "gaussienne")
        self.assertEqual(self.manifest["portee"]["ville_a_partir_de"], reference.TOWN_FROM)


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.book = openpyxl.load_workbook(results("classeur.xlsx"))
        cls.names = cls.book.sheetnames

    def rows(self, name):
        lines = self.book[name].iter_rows(values_only=True)
        header = next(lines)
        return [dict(zip(header, line)) for line in lines]

    def level_sheets(self):
        start, stop = self.names.index("Synthèse") + 1, self.names.index("Besoins non couverts")
        return dict(zip(gpkg.LEVELS, self.names[start:stop])), stop - start

    def test_sheets_and_their_order(self):
        self.assertEqual(self.names[:2], ["Lisez-moi", "Synthèse"])
        self.assertEqual(self.names[-3:], ["Dictionnaire", "Sources", "Constats"])
        self.assertEqual(self.level_sheets()[1], 4)

    def test_headers_are_in_row_1(self):
        for name in self.names[2:]:
            if name == "Scénarios":  # no table: what is to be changed stands above
                continue
            header = [c.value for c in self.book[name][1]]
            self.assertTrue(all(isinstance(v, str) and v for v in header), f"{name}: {header}")
            self.assertEqual(len(header), len(set(header)), name)
            self.assertIsNotNone(self.book[name].freeze_panes, name)

    def level_rows(self):
        """(level, zone of the GeoPackage, row of the sheet) for every zone."""
        for sheet in self.names[2:self.names.index("Besoins non couverts")]:
            rows = self.rows(sheet)
            code = next(key for key in rows[0] if key.lower() == "code")
            for level in gpkg.LEVELS:
                zones = gpkg.by_code(level)
                if {row[code] for row in rows} == set(zones):
                    for row in rows:
                        yield level, zones[row[code]], row
                    break
            else:
                self.fail(f"{sheet}: not the zones of a level")

    def test_codes_are_text_and_every_zone_is_there(self):
        seen = [level for level, _, _ in self.level_rows()]
        for level in gpkg.LEVELS:
            self.assertEqual(seen.count(level), len(gpkg.table(level)))

    def test_figures_are_the_geopackage_s_to_rounding(self):
        checked = 0
        for level, zone, row in self.level_rows():
            numbers = [v for v in row.values() if isinstance(v, (int, float))]
            for name in ("population", "fragilite"):
                near = [v for v in numbers if abs(v - zone[name]) <= 0.5]
                self.assertTrue(near, f"{level} {zone['code']}: {name} {zone[name]}")
                checked += 1
        self.assertEqual(checked, 2 * (172 + 54 + 43 + 1))

    def test_no_cell_holds_an_error_or_a_nan(self):
        for name in self.names:
            for line in self.book[name].iter_rows(values_only=True):
                for value in line:
                    if isinstance(value, float):
                        self.assertTrue(math.isfinite(value), name)
                    if isinstance(value, str):
                        self.assertNotRegex(value, r"^(#[A-Z/0!]+|-?nan|-?inf|NULL)$")

    def test_the_answer_is_on_the_first_screen(self):
        sheet = self.book["Synthèse"]
        first = " ".join(str(c) for line in sheet.iter_rows(max_row=30, max_col=12,
                                                            values_only=True)
                         for c in line if c is not None)
        worst = max((r for r in gpkg.table("quartier") if r["code_commune"] == "35238"),
                    key=lambda r: r["besoin_aider"] - r["couvert_aider"])
        self.assertIn(worst["nom"], first)

    def test_the_dictionary_names_every_indicator(self):
        text = " ".join(str(v) for row in self.rows("Dictionnaire") for v in row.values())
        for label in ("Fragilité socio-numérique", "Personnes de 65 ans et plus"):
            self.assertIn(label, text)

    def test_findings_are_all_there(self):
        with open(results("constats.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual(len(self.rows("Constats")), len(list(csv.reader(file, delimiter=";"))) - 1)

    def test_its_xml_is_well_formed(self):
        with zipfile.ZipFile(results("classeur.xlsx")) as archive:
            self.assertIsNone(archive.testzip())
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))


class Maps(unittest.TestCase):
    folder = property(lambda self: results("cartes"))

    def test_three_formats_of_each(self):
        names = {p.stem for p in self.folder.iterdir()} - {"atlas"}
        wanted = {f"{what}-{where}"
                  for what in ("fragilite-taux-iris", "fragilite-effectif-quartier",
                               "besoin-aider-iris", "exposition-taux-iris")
                  for where in ("rennes", "rennes-metropole")}
        # A city is one commune: a map by commune would show a single shade.
        wanted |= {"eligibilite-30m-taux-commune-rennes-metropole",
                   "fragilite-effectif-taux-quartier-rennes",
                   "fragilite-effectif-taux-commune-rennes-metropole",
                   "besoin-offre-aider-iris-rennes", "croisement-aider-iris-rennes",
                   "familles-quartier-rennes", "graphique-ages-quartier-rennes",
                   "graphique-capacites-rennes", "graphique-parts-aider-quartier-rennes",
                   "graphique-rangs-fragilite-quartier-rennes"}
        self.assertEqual(names, wanted)
        for name in names:
            for kind in ("png", "svg", "pdf"):
                self.assertGreater((self.folder / f"{name}.{kind}").stat().st_size, 5000)

    def test_pictures_are_slides(self):
        for path in self.folder.glob("*.png"):
            start = path.read_bytes()[:24]
            self.assertEqual(start[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(struct.unpack(">II", start[16:24]), (1920, 1080), path.name)

    def test_svg_holds_real_text_inside_its_frame(self):
        for path in self.folder.glob("*.svg"):
            root = ElementTree.parse(path).getroot()
            texts = root.findall(f".//{SVG}text")
            self.assertGreater(len(texts), 15, path.name)
            for text in texts:
                self.assertTrue(0 <= float(text.get("x", 0)) <= 1920, path.name)
                self.assertTrue(0 <= float(text.get("y", 0)) <= 1080, path.name)
            words = " ".join("".join(t.itertext()) for t in texts)
            producer = "ARCEP" if path.name.startswith("eligibilite") else "INSEE"
            scale = [] if path.name.startswith("graphique") else ["km"]
            for needed in (producer, "Méthode", *scale):
                self.assertIn(needed, words, path.name)
            self.assertNotIn("nan", words)

    def test_svg_has_a_title_and_a_description(self):
        for path in self.folder.glob("*.svg"):
            root = ElementTree.parse(path).getroot()
            self.assertIsNotNone(root.find(f"{SVG}title"), path.name)

    def test_pdf_is_whole(self):
        for path in self.folder.glob("*.pdf"):
            content = path.read_bytes()
            self.assertTrue(content.startswith(b"%PDF-") and b"%%EOF" in content[-32:])


class Calculation(unittest.TestCase):
    def query(self, text, *values):
        with sqlite3.connect(f"file:{results('calcul.sqlite')}?mode=ro", uri=True) as base:
            return base.execute(text, values).fetchall()

    def test_no_offer_receives_more_than_it_can(self):
        rows = self.query(
            "SELECT f.scenario, f.offre, SUM(f.couvert + f.orientation), o.capacite "
            "FROM flux f JOIN offre o ON o.id = f.offre WHERE f.scenario <> 'observe' "
            "GROUP BY f.scenario, f.offre")  # `observe` has capacities of its own, in visits
        self.assertGreater(len(rows), 100)
        for scenario, offer, received, capacity in rows:
            self.assertLessEqual(received, capacity + 1e-6, (scenario, offer))

    def test_flows_add_up_to_the_parts(self):
        parts = {(r["code"], r["famille"], r["scenario"]): r for r in gpkg.table("couverture")
                 if r["niveau"] == "iris"}
        seen = set()
        for zone, family, scenario, served, orientation in self.query(
                "SELECT zone, famille, scenario, SUM(couvert), SUM(orientation) FROM flux "
                "GROUP BY 1, 2, 3"):
            row = parts[zone, family, scenario]
            seen.add((zone, family, scenario))
            self.assertAlmostEqual(served, row["couvert"], delta=0.01)
            self.assertAlmostEqual(orientation, row["orientation"], delta=0.01)
        for key, row in parts.items():
            if key not in seen and row["couvert"] is not None:
                self.assertAlmostEqual(row["couvert"] + row["orientation"], 0, delta=0.01)

    def test_cells_are_those_of_the_files(self):
        lines = {name: (support.GEODATA / name).read_text(encoding="utf-8-sig").splitlines()
                 for name in ("base-ic-evol-struct-pop-2019.csv",
                              "base-ic-diplomes-formation-2019.csv")}
        rows = self.query("SELECT c.zone, c.ligne, c.colonne, c.texte, j.fichier FROM cellule c "
                          "JOIN jeu j ON j.jeu = c.jeu WHERE c.indicateur = 'fragilite'")
        self.assertEqual(len(rows), 3 * 172)
        for zone, line, column, text, name in rows:
            header = lines[name][0].split(",")
            cells = lines[name][line - 1].split(",")
            self.assertEqual(cells[0], zone)
            self.assertEqual(cells[header.index(column)], text)


class Privacy(unittest.TestCase):
    """No e-mail and no telephone in anything that a run leaves."""

    @staticmethod
    def results():
        """A run on a directory that holds an address and a telephone in every row."""
        folder = support.copy_project(support.scratch() / "contacts")
        directory = folder / "cartographie-nationale-2026-07-03.csv"
        with open(directory, encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for i, row in enumerate(rows):
            row["courriels"] = f"prenom.nom{i}@exemple.fr"
            row["telephone"] = f"+336000000{i:02}"
        with open(directory, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        done = support.maillage("run", "projet.yaml", "-o", "out", cwd=folder)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        return folder / "out"

    def texts(self):
        for path in sorted(self.results().rglob("*")):
            if path.suffix in (".csv", ".json", ".svg"):
                yield path.name, path.read_text(encoding="utf-8-sig")
            elif path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        if name.endswith(".xml"):
                            yield name, re.sub(r"<[^>]*>", " ", archive.read(name).decode())
            elif path.suffix in (".gpkg", ".sqlite"):
                with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
                    tables = [r[0] for r in base.execute(
                        "SELECT name FROM sqlite_master WHERE type = 'table' "
                        "AND sql NOT LIKE 'CREATE VIRTUAL%'")]
                    for name in tables:
                        for row in base.execute(f'SELECT * FROM "{name}"'):
                            for value in row:
                                if isinstance(value, str):
                                    yield f"{path.name}: {name}", value

    def test_nothing_looks_like_a_contact(self):
        found, read = set(), 0
        for where, text in self.texts():
            read += len(text)
            found.update((where, hit) for hit in E_MAIL.findall(text) + TELEPHONE.findall(text))
            found.update((where, mark) for mark in ("@exemple.fr", "+3360000") if mark in text)
        self.assertGreater(read, 100000)
        self.assertEqual(sorted(found)[:10], [])
