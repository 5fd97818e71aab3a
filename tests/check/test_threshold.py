# SPDX-License-Identifier: Apache-2.0
"""secret.seuil: two files that differ only in counts below it give the same results, all of them.
What does not depend on a count cannot tell of it."""

import csv
import hashlib
import random
import sqlite3
import unittest

import support

CAF = "caf-allocataires-iris-2021.csv"
FILLED = ("arsas", "appa", "aaah", "aal", "ac3enf")
SECRET = 'min: 1, max: 4'


def filled(seed):
    """A project whose file of the CAF gives the small counts; the digest of that file."""
    rng = random.Random(seed)
    folder = support.copy_project(support.scratch() / f"threshold-{seed}" / "rennes-metropole")
    text = (folder / "projet.yaml").read_text()
    assert SECRET in text
    text = text[:text.index("\ncartes:")].replace(SECRET, "min: 1, max: 10, seuil: 11") + "\n"
    (folder / "projet.yaml").write_text(text)
    with open(folder / CAF, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        for column in FILLED:
            if row["a"] and 0 < float(row[column] or 1) < 11:
                row[column] = rng.randrange(1, 11)
    with open(folder / CAF, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    done = support.maillage("run", "-q", "projet.yaml", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "out", hashlib.sha256((folder / CAF).read_bytes()).hexdigest()


def rows_of(base):
    """Every table of a base, and all that is in it."""
    with sqlite3.connect(base) as opened:
        names = [name for (name,) in opened.execute(
            "select name from sqlite_master where type = 'table' and sql not like '%virtual%' and "
            "name not in ('spatialite_history', 'sql_statements_log', 'geometry_columns_time') order by 1")]
        return {name: opened.execute(f'select * from "{name}"').fetchall() for name in names}


class Threshold(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        (cls.one, cls.first), (cls.other, cls.second) = filled(1), filled(2)
        assert cls.first != cls.second

    def test_files(self):
        names = sorted(p.relative_to(self.one) for p in self.one.rglob("*") if p.is_file())
        self.assertEqual(names, sorted(p.relative_to(self.other) for p in self.other.rglob("*")
                                       if p.is_file()))
        bare = [name for name in names if name.suffix not in (".gpkg", ".sqlite", ".json", ".xlsx")]
        self.assertGreater(len(bare), 4)
        for name in bare:
            one, other = (self.one / name).read_bytes(), (self.other / name).read_bytes()
            self.assertEqual(one.replace(self.first.encode(), self.second.encode()), other, name)

    def test_bases(self):
        for name in ("portrait.gpkg", "calcul.sqlite"):
            one, other = rows_of(self.one / name), rows_of(self.other / name)
            self.assertEqual(list(one), list(other))
            for table in one:
                said = repr(one[table]).replace(self.first, self.second)
                self.assertEqual(said, repr(other[table]), f"{name} {table}")

    def test_it_is_said_how_many(self):
        with open(self.one / "constats.csv", encoding="utf-8-sig", newline="") as file:
            said = [row for row in csv.DictReader(file, delimiter=";")
                    if row["code"] == "petits-nombres-masques"]
        self.assertEqual([row["fichier"] for row in said], [CAF])
        self.assertGreater(int(said[0]["valeur"]), 3)
