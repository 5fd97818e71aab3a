#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Damages what sed cannot: `damage.py bowtie` ties the outline of IRIS 352380101 into a knot,
`damage.py missing-outline` takes it away, `damage.py exchange-outlines` gives it that of 352380102,
and the other way round, `damage.py cover` lays it over that one, `damage.py latin1 FILE` and `damage.py bom FILE`
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


def two_outlines(change):
    source = ogr.Open("IRISRM.shp", update=1)
    layer = source.GetLayer()
    layer.SetAttributeFilter("code_iris IN ('352380101', '352380102')")
    one, other = sorted(layer, key=lambda f: f["code_iris"])
    shapes = one.GetGeometryRef().Clone(), other.GetGeometryRef().Clone()
    one.SetGeometry(shapes[1])
    layer.SetFeature(one)
    if change == "exchange-outlines":
        other.SetGeometry(shapes[0])
        layer.SetFeature(other)


def encode(name, encoding):
    with open(name, encoding="utf-8-sig") as file:
        text = file.read()
    with open(name, "w", encoding=encoding, errors="replace", newline="") as file:
        file.write(text)


what = sys.argv[1]
if what in ("bowtie", "missing-outline"):
    outline(what)
elif what in ("exchange-outlines", "cover"):
    two_outlines(what)
else:
    encode(sys.argv[2], {"latin1": "latin-1", "bom": "utf-8-sig"}[what])
