# SPDX-License-Identifier: Apache-2.0
"""The results of Rennes Métropole, part by part, against the ones accepted last.

`make golden` accepts the present ones; the difference then shows in the commit. Numbers are
kept to fixed decimals, so that a difference means something to a reader.
"""

import functools
import hashlib
import os
import pathlib
import re
import sqlite3
import unittest
import zipfile
from xml.etree import ElementTree

import openpyxl

import support

KEPT = pathlib.Path(__file__).resolve().parent / "rennes-metropole"
SVG = "{http://www.w3.org/2000/svg}"


def results():
    return support.run_rennes()


def cell(value):
    if value is None:
        return ""
    # Beyond a thousandth of a person, only the order of additions speaks.
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def dump(name, where=""):
    """A table of portrait.gpkg as text, without its geometry."""
    with sqlite3.connect(f"file:{results() / 'portrait.gpkg'}?mode=ro", uri=True) as base:
        columns = [r[1] for r in base.execute(f'PRAGMA table_info("{name}")')
                   if r[1] not in ("fid", "geom")]
        names = ", ".join(f'"{c}"' for c in columns)
        rows = base.execute(f'SELECT {names} FROM "{name}" {where}')
        return "\n".join([";".join(columns), *[";".join(map(cell, r)) for r in rows]]) + "\n"


def sheet_text(name):
    book = openpyxl.load_workbook(results() / "classeur.xlsx")
    lines = []
    for row in book[name].iter_rows(values_only=True):
        line = ";".join(cell(v) for v in row).rstrip(";")
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def workbook_parts():
    """A digest for each part of the workbook: says which one changed."""
    with zipfile.ZipFile(results() / "classeur.xlsx") as archive:
        return "".join(f"{hashlib.sha256(archive.read(n)).hexdigest()[:16]}  {n}\n"
                       for n in sorted(archive.namelist()))


def map_texts(name):
    root = ElementTree.parse(results() / "cartes" / f"{name}.svg").getroot()
    texts = ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]
    return "\n".join(texts) + "\n"


def manifest():
    text = (results() / "manifeste.json").read_text()
    return re.sub(r'"commande": ".*"', '"commande": ""', text.partition('  "durees"')[0])


def parts():
    yield "constats.csv", lambda: (results() / "constats.csv").read_text(encoding="utf-8-sig")
    yield "manifeste.json", manifest
    for level in ("iris", "quartier", "commune", "epci"):
        yield f"gpkg-{level}.csv", functools.partial(dump, level)
    yield "gpkg-lieux.csv", functools.partial(dump, "lieux")
    yield "gpkg-offres.csv", functools.partial(dump, "offres")
    yield "gpkg-couverture.csv", functools.partial(
        dump, "couverture", "WHERE niveau IN ('epci', 'quartier') AND code LIKE '%35%'")
    yield "classeur-parties.txt", workbook_parts
    for sheet in ("Lisez-moi", "Synthèse", "Dictionnaire", "Sources"):
        yield f"classeur-{sheet}.csv", functools.partial(sheet_text, sheet)
    for what in ("fragilite-taux-iris", "fragilite-effectif-quartier", "besoin-aider-iris"):
        for where in ("rennes", "rennes-metropole"):
            yield f"carte-{what}-{where}.txt", functools.partial(map_texts, f"{what}-{where}")


class Golden(unittest.TestCase):
    maxDiff = 4000

    def compare(self, name, make):
        path, made = KEPT / name, make()
        if os.environ.get("MAILLAGE_REFRESH"):
            KEPT.mkdir(exist_ok=True)
            path.write_text(made)
        self.assertTrue(path.exists(), f"{name} was never accepted: make golden")
        kept = path.read_text()
        if made != kept:
            lines = zip(kept.splitlines() + [""], made.splitlines() + [""])
            number, (old, new) = next((i, p) for i, p in enumerate(lines, 1) if p[0] != p[1])
            self.fail(f"{name}:{number}\n  was: {old[:600]}\n  now: {new[:600]}")

    def test_nothing_else_is_kept(self):
        self.assertEqual({p.name for p in KEPT.iterdir()}, {name for name, _ in parts()})
        self.assertLess(sum(p.stat().st_size for p in KEPT.iterdir()), 1_500_000)


def add(name, make):
    setattr(Golden, f"test_{name}", lambda self: self.compare(name, make))


for part_name, part in parts():
    add(part_name, part)
