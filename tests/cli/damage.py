#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Damages what sed cannot: `damage.py bowtie` ties the outline of IRIS 352380101 into a knot,
`damage.py missing-outline` takes it away, `damage.py latin1 FILE` and `damage.py bom FILE`
change a file's encoding."""

import sys

from osgeo import ogr

ogr.UseExceptions()


def outline(change):
    source = ogr.Open("IRISRM.shp", update=1)
    layer = source.GetLayer()
    layer.SetAttributeFilter("code_iris = '352380101'")
    feature = layer.GetNextFeature()
    shape = feature.GetGeometryRef()
    x, _, y, _ = shape.GetEnvelope()
    knot = f"POLYGON(({x} {y},{x + 100} {y + 100},{x + 100} {y},{x} {y + 100},{x} {y}))"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(knot) if change == "bowtie" else None)
    layer.SetFeature(feature)


def encode(name, encoding):
    with open(name, encoding="utf-8-sig") as file:
        text = file.read()
    with open(name, "w", encoding=encoding, errors="replace", newline="") as file:
        file.write(text)


what = sys.argv[1]
if what in ("bowtie", "missing-outline"):
    outline(what)
else:
    encode(sys.argv[2], {"latin1": "latin-1", "bom": "utf-8-sig"}[what])
