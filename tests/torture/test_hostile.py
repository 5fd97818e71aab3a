# SPDX-License-Identifier: Apache-2.0
"""Files made to harm: what is in a name stays a name in every output, and nothing is fetched."""

import csv
import functools
import itertools
import os
import pathlib
import re
import resource
import sqlite3
import subprocess
import unittest
import zipfile

import openpyxl
from lxml import etree

import support
from torture import light_project

DIRECTORY = "cartographie-nationale-2026-07-03.csv"
FORMULA = '=HYPERLINK("https://exemple.invalid";"cliquer")'
MARKUP = "</script><script>alert(1)</script><svg onload=alert(2)>&xxe;\"'"
SQL = "x'); DROP TABLE lieux; --"
NAMES = [FORMULA, MARKUP, SQL, "+33+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1;1)"]
# What XML has no place for: a control sign, and a point that is no character.
UNWRITABLE = "\x0b\ufffe"
NUMBER = r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?"


def no_network():
    """What makes a program that turns to the network end with status 99, PROJ allowed to."""
    library = support.scratch() / "no_network.so"
    if not library.exists():
        subprocess.run(["gcc", "-shared", "-fPIC", pathlib.Path(__file__).with_name("no_network.c"),
                        "-o", library], check=True)
    return support.environment(LD_PRELOAD=str(library), PROJ_NETWORK="ON")


def poison(path):
    """Adds places of hostile names, each far from all others."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(True)))
    at = {column: i for i, column in enumerate(rows[0])}
    model = next(row for row in rows[1:] if row[at["code_insee"]] == "35238" and row[at["services"]])
    for i, hostile in enumerate(NAMES):
        row = list(model)
        for column, value in (("id", f"hostile-{i}"), ("pivot", ""), ("nom", hostile),
                              ("adresse", f"{i + 1} chemin {hostile}"), ("telephone", ""),
                              ("latitude", f"{48.12 + i / 200}"), ("longitude", f"{-1.7 + i / 50}"),
                              ("date_maj", "2026-07-01"), ("structure_parente", "")):
            row[at[column]] = value
        rows.append(row)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def replace(path, was, now):
    text = path.read_text(encoding="utf-8")
    assert was in text, (path, was)
    path.write_text(text.replace(was, now), encoding="utf-8")


@functools.lru_cache(maxsize=None)
def results():
    """A run, and the merged directory, where places, quarters and the project have such names."""
    folder = light_project(support.scratch() / "hostile" / "rennes-metropole")
    poison(folder / DIRECTORY)
    quoted = MARKUP.replace('"', '""') + UNWRITABLE
    replace(folder / "rennes-iris-quartiers.csv", ",1,Centre", f',1,"{quoted}"')
    replace(folder / "projet.yaml", "titre: Rennes Métropole", f"titre: >-\n  {MARKUP}")
    with open(folder / "projet.yaml", "a", encoding="utf-8") as project:
        project.write("cartes:\n  emprises: ['35238']\n  effectifs:\n"
                      "    - {indicateur: fragilite, niveau: quartier}\n")
    for command in (("run", "-o", "out"), ("offers", "merge", "-o", "out/fusion.csv")):
        done = support.maillage(*command[:-2], "-q", "projet.yaml", *command[-2:], cwd=folder,
                                env=no_network())
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
    return folder / "out"


class HostileNames(unittest.TestCase):
    def names(self):
        with sqlite3.connect(results() / "portrait.gpkg") as base:
            return {name for (name,) in base.execute("select nom from lieux")}

    def test_the_names_are_there_as_they_are(self):
        self.assertLessEqual(set(NAMES), self.names())
        with sqlite3.connect(results() / "calcul.sqlite") as base:
            kept = {name for (name,) in base.execute("select nom from fiche")}
        self.assertLessEqual(set(NAMES), kept)

    def test_a_workbook_holds_texts_not_formulas(self):
        book = openpyxl.load_workbook(results() / "classeur.xlsx", read_only=True)
        found = 0
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and "exemple.invalid" in cell.value:
                        found += 1
                        self.assertEqual(cell.data_type, "s", f"{sheet.title} {cell.coordinate}")
        self.assertGreater(found, 0)

    def test_a_page_holds_no_script_of_theirs(self):
        for page in results().rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            self.assertNotIn("<script>alert", text, page.name)
            self.assertNotIn("<svg onload", text, page.name)

    def test_a_picture_names_them(self):
        texts = [etree.parse(str(path)).xpath("string()") for path in results().rglob("*.svg")]
        self.assertTrue(any(MARKUP in text for text in texts))

    def test_xml_is_well_formed_and_without_entities(self):
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        seen = 0
        for path in [*results().rglob("*.svg"), *results().rglob("*.qgs")]:
            tree = etree.parse(str(path), parser)
            seen += 1
            self.assertEqual(tree.findall(".//{*}script"), [], path.name)
        for path in [*results().rglob("*.xlsx"), *results().rglob("*.pptx")]:
            with zipfile.ZipFile(path) as packed:
                for member in packed.namelist():
                    self.assertNotIn("..", member)
                    if member.endswith((".xml", ".rels")):
                        tree = etree.fromstring(packed.read(member), parser)
                        seen += 1
                        for link in tree.findall(".//{*}Relationship[@TargetMode='External']"):
                            self.assertNotIn("exemple.invalid", link.get("Target"))
        self.assertGreater(seen, 10)

    def test_lists_quote_them(self):
        for path in results().rglob("*.csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:
                first = file.readline()
                rows = csv.reader(file, delimiter=";" if ";" in first else ",")
                for cell in itertools.chain.from_iterable(rows):
                    if not re.fullmatch(NUMBER, cell):
                        self.assertFalse(re.match(r"[=@+\-\t\r]", cell), f"{path.name}: {cell}")


class NoNetwork(unittest.TestCase):
    def test_who_turns_to_the_network_is_seen(self):
        for asked in ("socket.socket()", "socket.getaddrinfo('exemple.invalid', 80)"):
            done = subprocess.run(["/usr/bin/python3", "-c", f"import socket; {asked}"],
                                  env=no_network(), capture_output=True, check=False)
            self.assertEqual(done.returncode, 99, done.stderr)


class HostileFiles(unittest.TestCase):
    numbers = itertools.count()

    def check(self, prepare):
        folder = light_project(support.scratch() / f"files-{self.id()}-{next(self.numbers)}" / "rennes-metropole")
        prepare(folder)
        return support.maillage("check", "-q", "projet.yaml", cwd=folder, env=no_network()), folder

    def zipped(self, folder, name, write):
        with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            write(packed)
        text = (folder / "projet.yaml").read_text()
        (folder / "projet.yaml").write_text(text.replace(f"fichier: {name}", "fichier: x.zip"))

    def test_a_zip_that_unpacks_to_a_thousand_times_its_size(self):
        name = "filosofi-iris-2019.csv"
        done, _ = self.check(lambda folder: self.zipped(
            folder, name, lambda z: z.writestr("x.csv", b"IRIS;a\n" + b"0" * (128 << 20))))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("x.zip", done.stderr)

    def test_a_zip_that_leads_out_of_itself(self):
        name = "filosofi-iris-2019.csv"
        secret = "SECRET-OUTSIDE"

        def write(folder):
            (folder.parent / "outside.csv").write_text(f"IRIS;{secret}\n1;2\n")
            self.zipped(folder, name, lambda z: z.writestr("../outside.csv", "IRIS;b\n1;2\n"))

        done, folder = self.check(write)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertNotIn(secret, done.stdout + done.stderr)
        self.assertIn(secret, (folder.parent / "outside.csv").read_text())

    def test_results_do_not_go_through_a_link(self):
        folder = light_project(support.scratch() / "link" / "rennes-metropole")
        (folder / "elsewhere").mkdir()
        (folder / "elsewhere" / "kept").write_text("mine")
        (folder / "out").symlink_to("elsewhere")
        done = support.maillage("run", "-q", "projet.yaml", "-o", "out", "--overwrite", cwd=folder)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual([p.name for p in (folder / "elsewhere").iterdir()], ["kept"])

    def test_a_remote_file_is_not_fetched(self):
        places = ["https://exemple.invalid/x.csv", "ftp://exemple.invalid/x.geojson",
                  "/vsicurl/https://exemple.invalid/x.csv", "/vsis3/seau/x.gpkg",
                  "/vsizip/{/vsicurl/https://exemple.invalid/x.zip}/x.csv",
                  "GeoJSON:http://exemple.invalid/x.json", "/vsisubfile/0_10,/etc/passwd"]

        def remote(folder):
            text = (folder / "projet.yaml").read_text()
            for place in places:
                text = re.sub(r"fichier: [\w.-]+\.csv", lambda _: f'fichier: "{place}"', text, 1)
            (folder / "projet.yaml").write_text(text)

        done, _ = self.check(remote)
        self.assertEqual(done.returncode, 3, done.stderr)
        for place in places:
            self.assertIn(f'"{place}" is no file of this computer', done.stderr)

    def instead_of(self, write, name="filosofi-iris-2019.csv", suffix=".csv"):
        """A project where `write` makes, at the path it is given, the file of incomes."""
        def prepare(folder):
            write(folder / f"autre{suffix}")
            text = (folder / "projet.yaml").read_text()
            (folder / "projet.yaml").write_text(
                text.replace(f"fichier: {name}", f"fichier: autre{suffix}"))

        return self.check(prepare)[0]

    def test_what_is_no_plain_file_is_not_waited_for(self):
        for write in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"),
                      lambda path: path.symlink_to("/dev/stdin"), pathlib.Path.mkdir):
            done = self.instead_of(write)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("autre.csv", done.stderr)

    def test_a_link_to_a_file_is_followed_and_its_target_not_told(self):
        secret = "SECRET-OUTSIDE"
        (support.scratch() / "passwd").write_text(f"root:{secret}:0\n")
        done = self.instead_of(lambda path: path.symlink_to(support.scratch() / "passwd"))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertNotIn(secret, done.stdout + done.stderr)

    def billion_laughs(self, name):
        """The text of an XML file that names a thing a billion times."""
        entities = '<!ENTITY l0 "ha">' + "".join(
            f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        return f'<?xml version="1.0"?><!DOCTYPE {name} [{entities}]><{name}>&l9;</{name}>'

    def test_xml_that_grows_without_end(self):
        def workbook(path):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
                inside = {".xlsx": ("[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml",
                                    "xl/worksheets/sheet1.xml"),
                          ".ods": ("mimetype", "content.xml", "settings.xml")}[path.suffix]
                for member in inside:
                    packed.writestr(member, self.billion_laughs("workbook"))

        for suffix in (".xlsx", ".ods"):
            started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = self.instead_of(workbook, suffix=suffix)
            self.assertEqual(done.returncode, 3, (suffix, done.stderr))
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - started, 20)
