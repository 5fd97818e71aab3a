#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whether `site`, which reckons again from calcul.sqlite, begins at the figures of the run.

    read_back.py RESULTS SITE.json
"""

import json
import pathlib
import sqlite3
import sys

results, said = pathlib.Path(sys.argv[1]), json.load(open(sys.argv[2], encoding="utf-8"))
with sqlite3.connect(results / "calcul.sqlite") as base:
    (trips, longest), = base.execute("select count(*), max(minutes) from trajet")
    neighbours = base.execute("select code, base from voisin").fetchall()
assert trips > 1000 and longest == 19, (trips, longest)
assert neighbours == [("35090", 3000)], neighbours
with sqlite3.connect(results / "portrait.gpkg") as base:
    (figures,) = base.execute("select couvert, orientation, sature, hors_portee from couverture "
                              "where niveau = 'epci' and famille = 'aider' and scenario = ?",
                              (said["scenario"],))
for name, figure in zip(("couvert", "orientation", "sature", "hors_portee"), figures):
    assert abs(said["avant"][name]["valeur"] - figure) < 0.01, (name, said["avant"][name], figure)
