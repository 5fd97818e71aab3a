# SPDX-License-Identifier: Apache-2.0
"""Enough of Table Schema to hold the shipped files against it; names row and column."""

import csv
import datetime
import json
import re

import support

SCHEMAS = support.ROOT / "geodata" / "schemas"
TYPES = ("string", "integer", "number", "date")
CONSTRAINTS = ("required", "unique", "minimum", "maximum", "pattern", "enum")


def load(name, vintage):
    """A schema whose `{AA}` is a vintage on two digits."""
    text = (SCHEMAS / f"{name}.json").read_text()
    return json.loads(text.replace("{AA}", f"{vintage % 100:02d}"))


def read(path):
    """The header, and the rows with their line in the file."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        rows = csv.reader(file, delimiter=";" if ";" in first else ",")
        header = next(rows)
        return header, [(rows.line_num, row) for row in rows]


def parse(field, text):
    """The value of one cell, or ValueError."""
    if field["type"] == "integer":
        if not re.fullmatch(r"[+-]?\d+", text):
            raise ValueError
        return int(text)
    if field["type"] == "number":
        point = field.get("decimalChar", ".")
        if not re.fullmatch(rf"[+-]?\d+(\{point}\d+)?([eE][+-]?\d+)?", text):
            raise ValueError
        return float(text.replace(point, "."))
    if field["type"] == "date":
        return datetime.date.fromisoformat(text)
    return text


def faults(field, text, missing, seen):
    """What is wrong with one cell."""
    rules = field.get("constraints", {})
    if text in missing:
        return ["required"] if rules.get("required") else []
    try:
        value = parse(field, text)
    except ValueError:
        return [f"type {field['type']}"]
    found = []
    if "minimum" in rules and value < rules["minimum"]:
        found.append("minimum")
    if "maximum" in rules and value > rules["maximum"]:
        found.append("maximum")
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        found.append("pattern")
    if "enum" in rules and value not in rules["enum"]:
        found.append("enum")
    if rules.get("unique") and text in seen:
        found.append("unique")
    seen.add(text)
    return found


def validate(path, schema):
    """[(line, column, rule, text)] of every cell that breaks the schema; line 1 is the header."""
    header, rows = read(path)
    missing = schema["missingValues"]
    broken = []
    for field in schema["fields"]:
        if field["name"] not in header:
            broken.append((1, field["name"], "column", ""))
            continue
        at, seen = header.index(field["name"]), set()
        for line, row in rows:
            text = row[at] if at < len(row) else ""
            broken += [(line, field["name"], rule, text)
                       for rule in faults(field, text, missing, seen)]
    return sorted(broken)
