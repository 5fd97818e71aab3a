# SPDX-License-Identifier: Apache-2.0
"""The figures of the three, held equal. A benchmark of programs that disagree measures nothing."""

import csv
import json
import math
import sqlite3

LEVELS = ["commune", "epci", "departement", "region"]
PERSONS = 1e-9     # relative: of sums of the same numbers, in another order
WEIGHTS = 1e-6     # relative: Maillage keeps weights of reach as 4-byte numbers
NOTHING = 1e-6     # persons, situations or places that are none
FLOW = 0.05        # persons: Maillage calls one origin's remainder below 1e-6 persons nobody


class Unequal(Exception):
    """Two who disagree."""


def near(name, ours, theirs, tolerance, absolute=NOTHING):
    if ours is None or theirs is None or math.isnan(theirs):
        if ours is not None or not (theirs is None or math.isnan(theirs)):
            raise Unequal(f"{name}: {ours} by Maillage, {theirs} by the other")
    elif not math.isclose(ours, theirs, rel_tol=tolerance, abs_tol=absolute):
        raise Unequal(f"{name}: {ours} by Maillage, {theirs} by the other")


def same_keys(name, ours, theirs):
    if set(ours) != set(theirs):
        raise Unequal(f"{name}: {len(ours)} by Maillage, {len(theirs)} by the other")


class Ours:
    """What a run of Maillage wrote."""

    def __init__(self, results):
        with sqlite3.connect(f"file:{results / 'portrait.gpkg'}?mode=ro", uri=True) as base:
            self.zones = {code: row for code, *row in base.execute(
                "SELECT code, fragilite, exposition FROM iris")}
            layers = {name for name, in base.execute("SELECT table_name FROM gpkg_contents")}
            self.levels = {level: dict(base.execute(f"SELECT code, fragilite FROM {level}"))
                           for level in LEVELS if level in layers}
            self.placed = dict(base.execute(
                "SELECT o.id, l.code_iris FROM offres o JOIN lieux l ON l.id = o.lieu"))
            # There are no places for nobody: such a zone has no figure.
            self.places = {(code, name[7:]): value for code, name, value in base.execute(
                "SELECT code, indicateur, valeur FROM indicateurs"
                " WHERE niveau = 'iris' AND indicateur LIKE 'e2sfca_%'") if self.zones[code][0] > 0}
            # Each zone is in one commune: their sum is the whole territory's.
            self.totals = {family: row for family, *row in base.execute(
                "SELECT famille, sum(besoin), sum(couvert), sum(couvert + orientation),"
                " sum(hors_portee) FROM couverture WHERE niveau = 'commune'"
                " AND scenario = (SELECT id FROM scenarios WHERE reference) GROUP BY famille")}


def number(text):
    return float(text) if text not in ("", None) else None


def check_analyst(results, output):
    """Compared: zones by their figures, levels, zones of offers, totals. Returns how many."""
    ours, theirs = Ours(results), json.loads((output / "totaux.json").read_text())
    with open(output / "zones.csv") as file:
        rows = {row["code_iris"]: row for row in csv.DictReader(file)}
    same_keys("zones", ours.zones, rows)
    for code, row in rows.items():
        near(f"fragilite {code}", ours.zones[code][0], number(row["fragilite"]), PERSONS)
        near(f"exposition {code}", ours.zones[code][1], number(row["exposition"]), PERSONS)
        for family in theirs["familles"] if ours.zones[code][0] > 0 else []:
            near(f"e2sfca {family} {code}", ours.places[code, family], number(row[f"e2sfca_{family}"]),
                 WEIGHTS)
    for level, sums in theirs["niveaux"].items():
        same_keys(level, ours.levels[level[5:]], sums)
        for code, persons in sums.items():
            near(f"{level} {code}", ours.levels[level[5:]][code], persons, PERSONS)
    with open(output / "offres.csv") as file:
        placed = {row["id"]: row["code_iris"] or None for row in csv.DictReader(file)}
    if placed != ours.placed:
        raise Unequal("offers lie in other zones")
    check_totals(ours, theirs["familles"])
    return len(rows)


def check_totals(ours, theirs):
    for family, total in theirs.items():
        need, served, most, out = ours.totals[family]
        near(f"besoin {family}", need, total["besoin"], PERSONS)
        near(f"couvert {family}", served, total["couvert"], WEIGHTS)
        near(f"hors_portee {family}", out, total["hors_portee"], PERSONS)
        # scipy's flow is of whole parts of a person: half a part may be lost at each node.
        near(f"flux {family}", most, total["servi_au_plus"], 0, total["arrondi"] + FLOW)


def rows_of(server, query):
    return [line.split("|") for line in server.sql(query).splitlines()]


def check_postgis(server, results):
    ours = Ours(results)
    zones = {code: (number(a), number(b)) for code, a, b in rows_of(
        server, "SELECT code, fragilite, exposition FROM zone LEFT JOIN exposition USING (code)")}
    same_keys("zones", ours.zones, zones)
    for code, (fragility, exposure) in zones.items():
        near(f"fragilite {code}", ours.zones[code][0], fragility, PERSONS)
        near(f"exposition {code}", ours.zones[code][1], exposure, PERSONS)
    for level, code, persons in rows_of(server, "SELECT niveau, code, fragilite FROM niveau"):
        near(f"{level} {code}", ours.levels[level[5:]][code], number(persons), PERSONS)
    placed = {offer: code or None for offer, code in rows_of(server, "SELECT id, code_iris FROM offre")}
    if placed != ours.placed:
        raise Unequal("offers lie in other zones")
    places = {(code, family): number(value) or 0.0 for code, family, value in rows_of(
        server, "SELECT code, famille, places FROM e2sfca")}
    for key, value in ours.places.items():
        if key[1] in ours.totals:
            near(f"e2sfca {key}", value, places.get(key, 0.0), WEIGHTS)
