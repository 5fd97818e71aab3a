# SPDX-License-Identifier: Apache-2.0
"""docs/schemas says what the results are: drawn from them, and kept by them."""

import csv
import importlib.machinery
import importlib.util
import json
import sqlite3
import sys
import unittest

import jsonschema

import support

sys.path.insert(0, str(support.ROOT / "tests" / "house"))
import table_schema  # noqa: E402

FOLDER = support.ROOT / "docs" / "schemas"


def generator():
    """scripts/result-schemas as a module."""
    loader = importlib.machinery.SourceFileLoader(
        "result_schemas", str(support.ROOT / "scripts" / "result-schemas"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def schema(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


def export(layer):
    """A layer or table of portrait.gpkg as CSV, less its geometry; its path."""
    path = support.scratch() / f"{layer}.csv"
    with sqlite3.connect(f"file:{support.run_rennes() / 'portrait.gpkg'}?mode=ro", uri=True) as base:
        columns = [r[1] for r in base.execute(f'PRAGMA table_info("{layer}")')
                   if r[1] not in ("fid", "geom")]
        rows = base.execute("SELECT {} FROM \"{}\"".format(
            ", ".join(f'"{c}"' for c in columns), layer)).fetchall()
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([columns, *rows])
    return path


def of_level(zones, level):
    """The schema of zones, less the codes that a level does not have."""
    levels = support.LEVELS
    own = {f"code_{above}" for above in levels[:levels.index(level) + 1]}
    return dict(zones, fields=[f for f in zones["fields"] if f["name"] not in own])


class Tables(unittest.TestCase):
    maxDiff = None

    def test_the_schemas_are_those_that_the_results_give_of_themselves(self):
        """When this fails: scripts/result-schemas RESULTS, and read the difference."""
        built = generator().build(support.run_rennes())
        for name, made in built.items():
            self.assertEqual(schema(name), made, name)
        self.assertEqual({p.stem for p in FOLDER.glob("*.json")}, {*built, "manifeste"})

    def test_titles_are_french_and_types_known(self):
        for path in sorted(FOLDER.glob("*.json")):
            made = json.loads(path.read_text())
            self.assertIn(f"]({path.name})", (FOLDER / "README.md").read_text())
            for field in made.get("fields", []):
                where = f"{path.name}: {field['name']}"
                self.assertTrue(field["title"] and field["description"], where)
                self.assertNotEqual(field["title"], field["name"], where)
                self.assertIn(field["type"], table_schema.TYPES, where)
                self.assertLessEqual(set(field.get("constraints", {})),
                                     set(table_schema.CONSTRAINTS), where)

    def test_every_table_keeps_to_its_schema(self):
        for name in ("lieux", "offres", "indicateurs", "couverture", "dictionnaire", "scenarios",
                     "sources"):
            self.assertEqual(table_schema.validate(export(name), schema(name))[:5], [], name)

    def test_every_level_keeps_to_the_schema_of_zones(self):
        for level in ("iris", "quartier", "commune", "epci"):
            broken = table_schema.validate(export(level), of_level(schema("zones"), level))
            self.assertEqual(broken[:5], [], level)

    def test_findings_keep_to_theirs(self):
        path = support.run_rennes() / "constats.csv"
        self.assertEqual(table_schema.validate(path, schema("constats"))[:5], [])
        self.assertEqual(table_schema.read(path)[0],
                         [f["name"] for f in schema("constats")["fields"]])

    def test_a_damaged_table_is_seen(self):
        path = export("couverture")
        header, rows = table_schema.read(path)
        lines = [row for _, row in rows]
        lines[3][header.index("famille")] = "manger"
        lines[4][header.index("besoin")] = "-1"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *lines])
        self.assertEqual(table_schema.validate(path, schema("couverture")),
                         [(5, "famille", "enum", "manger"), (6, "besoin", "minimum", "-1")])


class Manifest(unittest.TestCase):
    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(schema("manifeste"))

    def test_the_manifest_keeps_to_it(self):
        manifest = json.loads((support.run_rennes() / "manifeste.json").read_text())
        jsonschema.Draft202012Validator(schema("manifeste")).validate(manifest)

    def test_a_damaged_manifest_is_seen(self):
        manifest = json.loads((support.run_rennes() / "manifeste.json").read_text())
        validator = jsonschema.Draft202012Validator(schema("manifeste"))
        changes = [lambda m: m["entrees"][0].pop("sha256"),
                   lambda m: m["projet"].update(fichier="/home/moi/projet.yaml"),
                   lambda m: m["scenarios"][0].update(recours=17),
                   lambda m: [s.update(reference=True) for s in m["scenarios"]],
                   lambda m: m.update(mot_de_passe="x")]
        for change in changes:
            damaged = json.loads(json.dumps(manifest))
            change(damaged)
            self.assertFalse(validator.is_valid(damaged))
