#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a project the size of a country, made of the real Brittany set side by side.

    territory.py FOLDER [--zones 49000] [--offers 20000] [--seed 1]

Each copy of Brittany keeps its outlines (at four fifths; neighbours share every point of their
limit), its inhabitants by zone, and its CAF file and jobseekers with their gaps; codes are new, and
figures of the census move by a few per cent from a copy to the next. Ages and diplomas of a zone are those of a real IRIS of
Rennes Métropole of the same sort, brought to the zone's number of inhabitants. Offers stand where
people live and take services, kind, hours and date from a real place of Rennes Métropole.
The same seed writes the same files. Nothing here describes a real territory: titles say so.
"""
import argparse
import csv
import json
import os
import pathlib
import random
import shutil
import struct

import numpy as np
import shapely.affinity
import shapely.geometry
import shapely.prepared
import shapely.wkb
from osgeo import ogr, osr

ROOT = pathlib.Path(__file__).resolve().parents[2]
BRITTANY, RENNES = ROOT / "geodata/bretagne", ROOT / "geodata/rennes-metropole"
# Four fifths of its size: 29 copies then fit in the box of metropolitan France, and cover about as
# much land. Five copies in a row, whose south-west corners are so far apart; m in Lambert-93.
SCALE, ACROSS, STEP_X, STEP_Y, ORIGIN = 0.8, 5, 255e3, 168e3, (10e3, 6010e3)
DEPARTMENTS = [f"{i:02d}" for i in range(1, 96) if i != 20]
REGION = "94"
# Services of the national schema, and one that it has not, so that five families have offers.
INFORMING = "Information et orientation"
os.environ["OGR_CURRENT_TIME"] = "2026-01-01T00:00:00Z"


def rows(path, separator=","):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def transform(source, target):
    systems = []
    for code in (source, target):
        system = osr.SpatialReference()
        system.ImportFromEPSG(code)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        systems.append(system)
    return osr.CoordinateTransformation(*systems)


def outline_of(geojson, to_metres):
    """In metres. Neighbours' limits are the same points in the file, and stay so."""
    geometry = ogr.CreateGeometryFromJson(json.dumps(geojson))
    geometry.Transform(to_metres)
    return shapely.wkb.loads(bytes(geometry.ExportToWkb()))


def rings_of(outline):
    """Arrays of points, by polygon."""
    parts = outline.geoms if hasattr(outline, "geoms") else [outline]
    return [[np.array(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)]
            for part in parts]


class Zone:
    """A real zone of Brittany: outline in metres, and the columns that copies start from."""

    def __init__(self, feature, outline, population):
        self.code = feature["properties"]["CODE_IRIS"]
        self.commune = feature["properties"]["INSEE_COM"]
        self.name = feature["properties"]["NOM_IRIS"]
        self.type = feature["properties"]["TYP_IRIS"]
        self.outline, self.polygons = shapely.prepared.prep(outline), rings_of(outline)
        self.population = population.get(self.code, 300)
        self.middle = np.array(outline.representative_point().coords[0])

    def place(self, chance):
        """A point of the zone, near its middle."""
        reach = 1200 if self.type == "Z" else 400  # m
        while True:
            at = self.middle + [chance.uniform(-reach, reach) for _ in "xy"]
            if self.outline.contains(shapely.geometry.Point(at)):
                return at
            reach *= 0.9

    def wkb(self, shift):
        """A multipolygon, moved."""
        out = [struct.pack("<BII", 1, 6, len(self.polygons))]
        for polygon in self.polygons:
            out.append(struct.pack("<BII", 1, 3, len(polygon)))
            for ring in polygon:
                out.append(struct.pack("<I", len(ring)) + (ring + shift).tobytes())
        return b"".join(out)


def read_zones():
    population = {r["code"]: int(r["P22_POP"]) for r in rows(BRITTANY / "rp2022-iris-parts.csv")}
    features = json.loads((BRITTANY / "iris-2025.geojson").read_text())["features"]
    to_metres = transform(4326, 2154)
    outlines = [outline_of(f["geometry"], to_metres) for f in features]
    west, south = np.array([o.bounds[:2] for o in outlines]).min(axis=0)
    move = [SCALE, 0, 0, SCALE, ORIGIN[0] - SCALE * west, ORIGIN[1] - SCALE * south]
    outlines = [shapely.affinity.affine_transform(outline, move) for outline in outlines]
    zones = [Zone(f, o, population) for f, o in zip(features, outlines)]
    return sorted(zones, key=lambda z: z.code)


def read_epci():
    """The EPCI of each commune, its code and its name."""
    return {r["DEPCOM"]: (r["EPCI"], r["NOM_EPCI"])
            for r in rows(BRITTANY / "communes-cog2025.csv")}


class Copy:
    """The k-th copy of Brittany: where it lies, and the codes of its communes and EPCI."""

    def __init__(self, k, zones, epci):
        self.k = k
        self.shift = np.array([STEP_X * (k % ACROSS), STEP_Y * (k // ACROSS)])
        self.communes, used = {}, {}
        for zone in zones:
            if zone.commune in self.communes:
                continue
            # Two departments a copy: 999 communes are the most that codes allow in one.
            half = 2 * k + (zone.commune >= "35")
            used[half] = used.get(half, 0) + 1
            self.communes[zone.commune] = f"{DEPARTMENTS[half]}{used[half]:03d}"
        self.epci = {code: f"{900000000 + 1000 * k + i:09d}"
                     for i, code in enumerate(sorted({e[0] for e in epci.values()}))}

    def code(self, zone):
        return self.communes[zone.commune] + zone.code[5:]


def copies_of(zones, epci, wanted):
    """Pairs of a copy and one of its zones, `wanted` of them."""
    pairs, k = [], 0
    while len(pairs) < wanted:
        copy = Copy(k, zones, epci)
        pairs += [(copy, zone) for zone in zones[: wanted - len(pairs)]]
        k += 1
    return pairs


def writer(path, header):
    file = open(path, "w", encoding="utf-8", newline="")
    out = csv.writer(file, lineterminator="\n")
    out.writerow(header)
    return file, out


def write_outlines(folder, pairs):
    system = osr.SpatialReference()
    system.ImportFromEPSG(2154)
    path = str(folder / "contours.gpkg")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = dataset.CreateLayer("contours", system, ogr.wkbMultiPolygon)
    for name in ("code_iris", "nom_iris", "code_insee"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    layer.StartTransaction()
    for copy, zone in pairs:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["code_iris"] = copy.code(zone)
        feature["nom_iris"] = f"{zone.name} ({copy.k + 1})"
        feature["code_insee"] = copy.communes[zone.commune]
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(zone.wkb(copy.shift)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def write_communes(folder, pairs, epci):
    names = {r["DEPCOM"]: r["NOM_DEPCOM"] for r in rows(BRITTANY / "communes-cog2025.csv")}
    file, out = writer(folder / "communes.csv", ["CODGEO", "LIBGEO", "EPCI", "DEP", "REG"])
    seen = {}
    for copy, zone in pairs:
        code = copy.communes[zone.commune]
        if code in seen:
            continue
        seen[code] = copy.epci[epci[zone.commune][0]], epci[zone.commune][1], copy.k + 1
        name = names.get(zone.commune, zone.name)
        out.writerow([code, f"{name} ({copy.k + 1})", seen[code][0], code[:2], REGION])
    file.close()
    file, out = writer(folder / "epci.csv", ["EPCI", "LIBEPCI"])
    for code, name, k in sorted(set(seen.values())):
        out.writerow([code, f"{name} ({k})"])
    file.close()


def sort_of(kind):
    return "Z" if kind == "Z" else "H"


def write_census(folder, pairs, seed):
    """Both files of the census, from the same real IRIS for a zone; their columns are all kept."""
    files = ("base-ic-evol-struct-pop-2019.csv", "base-ic-diplomes-formation-2019.csv")
    tables = [rows(RENNES / name) for name in files]
    diplomas = {r["IRIS"]: r for r in tables[1]}
    models = {"Z": [], "H": []}
    for row in tables[0]:
        if float(row["P19_POP"]) >= 200 and row["IRIS"] in diplomas:
            models[sort_of(row["TYP_IRIS"])].append(row)
    headers = [list(table[0]) for table in tables]
    outs = [writer(folder / name, header) for name, header in zip(("population.csv", "diplomes.csv"),
                                                                  headers)]
    chance = random.Random(seed)
    for copy, zone in pairs:
        model = chance.choice(models[sort_of(zone.type)])
        scale = zone.population * chance.uniform(0.95, 1.05) / float(model["P19_POP"])
        for (_, out), header, row in zip(outs, headers, (model, diplomas[model["IRIS"]])):
            values = [copy.code(zone), copy.communes[zone.commune], zone.type, row["MODIF_IRIS"],
                      row["LAB_IRIS"]]
            out.writerow(values + [f"{float(row[c] or 0) * scale:.9g}" for c in header[5:]])
    for file, _ in outs:
        file.close()


def write_caf(folder, pairs):
    """Real rows, gaps and notes with them, under the copies' codes."""
    real = rows(BRITTANY / "caf-allocataires-iris-2021.csv", ";")
    by_code = {r["iris_code"]: r for r in real}
    file, out = writer(folder / "caf.csv", list(real[0]))
    for copy, zone in pairs:
        if zone.code in by_code:
            out.writerow([copy.code(zone)] + list(by_code[zone.code].values())[1:])
    file.close()


def write_by_commune(folder, pairs, source, name):
    """Real rows of Brittany's communes under the copies' codes; as few as the real file has."""
    real = rows(BRITTANY / source, ";")
    by_code = {r["CODGEO"]: list(r.values())[1:] for r in real}
    file, out = writer(folder / name, list(real[0]))
    for code, row in {copy.communes[zone.commune]: by_code.get(zone.commune)
                      for copy, zone in pairs}.items():
        if row is not None:
            out.writerow([code] + row)
    file.close()


def write_offers(folder, pairs, n, seed):
    models = [r for r in rows(RENNES / "cartographie-nationale-2026-07-03.csv") if r["services"]]
    chance = random.Random(seed + 1)
    weights = [zone.population for _, zone in pairs]
    places = chance.choices(pairs, weights, k=n)
    to_degrees = transform(2154, 4326)
    header = list(models[0])
    file, out = writer(folder / "lieux.csv", header)
    for i, (copy, zone) in enumerate(places):
        longitude, latitude, _ = to_degrees.TransformPoint(*(zone.place(chance) + copy.shift))
        row = dict(chance.choice(models))
        if chance.random() < 0.3:
            row["services"] += "|" + INFORMING
        row.update(id=f"lieu-{i:06d}", pivot="0" * 14, nom=f"Lieu d'essai {i:06d}",
                   commune=f"{zone.name} ({copy.k + 1})", code_insee=copy.communes[zone.commune],
                   code_postal=copy.communes[zone.commune], adresse=f"{i} rue de l'Essai",
                   latitude=f"{latitude:.6f}", longitude=f"{longitude:.6f}", telephone="",
                   courriels="", site_web="", presentation_resume="", presentation_detail="",
                   complement_adresse="", fiche_acces_libre="", prise_rdv="", structure_coop_id="",
                   structure_parente="", date_maj=f"2026-0{chance.randint(1, 6)}-15")
        out.writerow([row[c] for c in header])
    file.close()


def write_mapping(folder):
    text = (ROOT / "mappings/schema-national-1.0.2.yaml").read_text()
    text = text.replace("id: schema-national-1.0.2", "id: schema-d-essai", 1)
    text = text.replace("familles: [acceder,", "familles: [informer, acceder,", 1)
    text = text.replace("\nservices:\n", f'\nservices:\n  "{INFORMING}": informer\n', 1)
    (folder / "correspondances").mkdir()
    (folder / "correspondances/schema-d-essai.yaml").write_text(text)


def write_project(folder, n_zones):
    text = (ROOT / "tests/bench/projet.yaml").read_text()
    (folder / "projet.yaml").write_text(text.replace("@ZONES@", str(n_zones)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--zones", type=int, default=49000)
    parser.add_argument("--offers", type=int, help="default: 20,000 for 49,000 zones, in proportion")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    offers = options.offers or round(options.zones * 20 / 49)
    ogr.UseExceptions()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    zones = read_zones()
    epci = read_epci()
    pairs = copies_of(zones, epci, options.zones)
    write_outlines(options.folder, pairs)
    write_communes(options.folder, pairs, epci)
    write_census(options.folder, pairs, options.seed)
    write_caf(options.folder, pairs)
    write_by_commune(options.folder, pairs, "demandeurs-emploi-communes-2019.csv", "demandeurs.csv")
    write_by_commune(options.folder, pairs, "comparateur-communes-rp2018.csv", "comparateur.csv")
    write_offers(options.folder, pairs, offers, options.seed)
    write_mapping(options.folder)
    write_project(options.folder, options.zones)
    print(f"{options.folder}/projet.yaml: {len(pairs)} zones, {offers} offers, seed {options.seed}")


if __name__ == "__main__":
    main()
