# SPDX-License-Identifier: Apache-2.0
"""Every shipped table keeps to its Table Schema, and a damaged one does not."""

import csv
import json
import re
import unittest

import support
import table_schema

PACKAGE = json.loads((support.GEODATA / "datapackage.json").read_text())
ALL_TABLES = [r for r in PACKAGE["resources"] if r["format"] == "csv"]
TABLES = [r for r in ALL_TABLES if "tableSchema" in r]
# What a mapping reads, or a scenario by its own columns, needs no schema.
WITHOUT = {"data-inclusion-structures-2026-06-29.csv", "data-inclusion-services-2026-06-29.csv",
           "bibliotheques-adresses.csv", "espaces-sociaux-communs-lieux.csv"}


def schema_of(resource):
    return table_schema.load(resource["tableSchema"], resource["vintage"])


class Schemas(unittest.TestCase):
    def test_every_schema_is_whole_and_in_french(self):
        paths = sorted(table_schema.SCHEMAS.glob("*.json"))
        self.assertGreater(len(paths), 5)
        page = (table_schema.SCHEMAS / "README.md").read_text()
        for path in paths:
            schema = json.loads(path.read_text())
            self.assertIn(f"]({path.name})", page)
            self.assertEqual(schema["name"], path.stem)
            self.assertTrue(schema["title"] and schema["description"], path.name)
            names = [f["name"] for f in schema["fields"]]
            self.assertEqual(len(names), len(set(names)), path.name)
            self.assertIn(schema["primaryKey"][0], names)
            for field in schema["fields"]:
                where = f"{path.name}: {field['name']}"
                self.assertTrue(field["title"] and field["description"], where)
                self.assertNotEqual(field["title"], field["name"], where)
                self.assertIn(field["type"], table_schema.TYPES, where)
                rules = field.get("constraints", {})
                self.assertLessEqual(set(rules), set(table_schema.CONSTRAINTS), where)
                re.compile(rules.get("pattern", ""))

    def test_every_table_names_its_schema(self):
        self.assertGreater(len(TABLES), 3)
        lacking = {r["path"] for r in ALL_TABLES if "tableSchema" not in r}
        self.assertEqual(lacking, WITHOUT)
        for resource in TABLES:
            self.assertTrue((table_schema.SCHEMAS / f"{resource['tableSchema']}.json").exists(),
                            resource["path"])

    def test_every_table_keeps_to_it(self):
        for resource in TABLES:
            broken = table_schema.validate(support.GEODATA / resource["path"], schema_of(resource))
            self.assertEqual(broken, [], resource["path"])


class Damage(unittest.TestCase):
    """One cell is changed; its line, column and rule are found, and nothing else."""

    def damaged(self, name, change):
        resource = next(r for r in TABLES if r["name"] == name)
        header, rows = table_schema.read(support.GEODATA / resource["path"])
        lines = [row for _, row in rows]
        change(header, lines)
        path = support.scratch() / f"damaged-{name}.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *lines])
        return table_schema.validate(path, schema_of(resource))

    def cell(self, name, line, column, text):
        def change(header, lines):
            lines[line - 2][header.index(column)] = text
        return self.damaged(name, change)

    def test_a_code_that_lost_its_zero(self):
        self.assertEqual(self.cell("population", 5, "IRIS", "35001"),
                         [(5, "IRIS", "pattern", "35001")])

    def test_a_text_for_a_number(self):
        self.assertEqual(self.cell("diplomes", 9, "P19_NSCOL15P", "1 204"),
                         [(9, "P19_NSCOL15P", "type number", "1 204")])

    def test_a_negative_count(self):
        self.assertEqual(self.cell("population", 12, "P19_POP65P", "-3"),
                         [(12, "P19_POP65P", "minimum", "-3")])

    def test_a_required_cell_left_blank(self):
        self.assertEqual(self.cell("quartiers", 3, "nuquart", ""),
                         [(3, "nuquart", "required", "")])

    def test_a_type_that_is_none(self):
        self.assertEqual(self.cell("population", 2, "TYP_IRIS", "X"),
                         [(2, "TYP_IRIS", "enum", "X")])

    def test_a_code_written_twice(self):
        self.assertEqual(self.cell("population", 4, "IRIS", "350010101"),
                         [(4, "IRIS", "unique", "350010101")])

    def test_a_date_and_a_latitude(self):
        directory = "cartographie_nationale"
        self.assertEqual(self.cell(directory, 6, "date_maj", "31/03/2026"),
                         [(6, "date_maj", "type date", "31/03/2026")])
        self.assertEqual(self.cell(directory, 6, "latitude", "480.1"),
                         [(6, "latitude", "maximum", "480.1")])

    def test_a_service_that_the_schema_lacks(self):
        self.assertEqual(
            self.cell("cartographie_nationale", 7, "services", "Aide aux démarches"),
            [(7, "services", "pattern", "Aide aux démarches")])

    def test_a_column_that_is_not_there(self):
        def drop(header, lines):
            header[header.index("P19_POP65P")] = "P19_POP65"
        self.assertEqual(self.damaged("population", drop), [(1, "P19_POP65P", "column", "")])

    def test_a_row_that_is_too_short(self):
        def cut(header, lines):
            del lines[0][3:]
        found = self.damaged("population", cut)
        self.assertIn((2, "P19_POP", "required", ""), found)
