# SPDX-License-Identifier: Apache-2.0
"""The rows of every input in another order: the same results, but for lines and digests."""

import collections
import csv
import json
import random
import sqlite3
import unittest

import openpyxl

import support

# What tells of the files themselves: where in them, and what they weigh.
OF_FILES = {"sources": {"sha256"}, "layer_styles": {"update_time"}}
SHEETS_OF_FILES = {"Sources", "Constats"}
LINES = {"Ligne A", "Ligne B"}


def records(data):
    """The records of a CSV, as bytes: a quoted field may hold ends of lines."""
    found, held = [], b""
    for line in data.splitlines(keepends=True):
        held += line
        if held.count(b'"') % 2 == 0:
            found.append(held)
            held = b""
    return found


def shuffle_csv(path, rng):
    header, *rows = records(path.read_bytes())
    rows = [row if row.endswith(b"\n") else row + b"\n" for row in rows]
    rng.shuffle(rows)
    path.write_bytes(header + b"".join(rows))


def shuffle_geojson(path, rng):
    held = json.loads(path.read_text(encoding="utf-8"))
    rng.shuffle(held["features"])
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


def shuffled(seed):
    """The project, its rows in an order that the seed gives."""
    rng = random.Random(seed)
    folder = support.copy_project(support.scratch() / f"order-{seed}" / "rennes-metropole")
    beside = folder.parent / "bretagne"
    beside.unlink()
    support.shutil.copytree(support.GEODATA.parent / "bretagne", beside)
    n = 0
    for path in sorted([*folder.glob("*.csv"), *beside.glob("*.csv")]):
        shuffle_csv(path, rng)
        n += 1
    for path in sorted(folder.glob("*.geojson")):
        shuffle_geojson(path, rng)
        n += 1
    assert n > 15, n
    return folder


class AnyOrder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.usual = support.run_rennes()
        folder = shuffled(1)
        cls.other = folder / "out"
        done = support.maillage("run", "-q", folder / "projet.yaml", "-o", cls.other)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)

    def tables(self, folder):
        with sqlite3.connect(folder / "portrait.gpkg") as base:
            names = [name for (name,) in base.execute("select table_name from gpkg_contents")]
            out = {}
            for name in names:
                columns = [c for _, c, *_ in base.execute(f'pragma table_info("{name}")')
                           if c not in OF_FILES.get(name, set())]
                chosen = ", ".join(f'"{c}"' for c in columns)
                out[name] = base.execute(f'select {chosen} from "{name}"').fetchall()
        return out

    def test_layers_and_tables(self):
        usual, other = self.tables(self.usual), self.tables(self.other)
        self.assertEqual(list(usual), list(other))
        for name in usual:
            with self.subTest(table=name):
                self.assertEqual(len(usual[name]), len(other[name]))
                self.assertEqual([a for a, b in zip(usual[name], other[name]) if a != b][:2], [])

    def sheets(self, folder):
        book = openpyxl.load_workbook(folder / "classeur.xlsx", read_only=True)
        out = {}
        for sheet in book:
            rows = list(sheet.iter_rows(values_only=True))
            hidden = [i for i, name in enumerate(rows[0]) if name in LINES]
            out[sheet.title] = [tuple(v for i, v in enumerate(row) if i not in hidden)
                                for row in rows]
        return out

    def test_workbook(self):
        usual, other = self.sheets(self.usual), self.sheets(self.other)
        self.assertEqual(list(usual), list(other))
        for name in usual:
            if name not in SHEETS_OF_FILES:
                with self.subTest(sheet=name):
                    self.assertEqual([(a, b) for a, b in zip(usual[name], other[name])
                                      if a != b][:2], [])

    def test_findings(self):
        def said(folder):
            with open(folder / "constats.csv", encoding="utf-8-sig", newline="") as file:
                return collections.Counter(
                    (row["gravite"], row["code"], row["fichier"], row["colonne"])
                    for row in csv.DictReader(file, delimiter=";"))

        self.assertEqual(said(self.usual), said(self.other))


class Calculation(unittest.TestCase):
    def test_the_calculation_is_the_same_twice(self):
        """calcul.sqlite is not the same bytes: SpatiaLite dates what it does. All else is."""
        first, second = map(support.calculation,
                            (support.run_rennes(), support.run_rennes("again")))
        self.assertEqual(list(first), list(second))
        self.assertGreater(len(first), 30)
        differ = [name for name in first if first[name] != second[name]]
        self.assertEqual(differ, [])
