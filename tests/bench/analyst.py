#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The same job as a competent analyst would script it, with geopandas, scipy, matplotlib and
openpyxl: join, indicators, levels, places in their zones, reach, likely allocation, E2SFCA, the most
that good direction could serve, workbook, five maps, GeoPackage.

    analyst.py PROJECT RESULTS OUTPUT

PROJECT is what territory.py writes. From RESULTS, a run of Maillage on it, come the sites that
count and their capacities alone: the script need not read a directory's services and hours. It
computes the middle values only: no interval, no flag, no explanation.
"""
import json
import pathlib
import sys
import time
import warnings

import geopandas
import matplotlib
import numpy as np
import pandas as pd
import scipy.sparse
import shapely.vectorized
from scipy.sparse.csgraph import maximum_flow
from scipy.spatial import cKDTree

matplotlib.use("Agg")
warnings.filterwarnings("ignore")
FAMILIES = ["informer", "acceder", "depanner", "aider", "apprendre"]
LEVELS = ["code_commune", "code_epci", "code_departement", "code_region"]
CAF = {"arsas": "rsa", "appa": "prime_activite", "aaah": "aah"}
HIDDEN = 2.5  # families in a cell that hides 1 to 4
THETA, TAKE_UP, TOWN_FROM = 7.3, 0.17, 10000
REACH = {"walk": 20 / 60 * 4000 / 1.3, "car": 20 / 60 * 40000 / 1.3}  # m as the crow flies
WHOLE = 2e9  # maximum_flow takes whole numbers, of 31 bits: persons are cut in so many parts at most
steps, began = {}, time.monotonic()


def step(name):
    """What was done since the last step."""
    global began
    now = time.monotonic()
    steps[name], began = now - began, now


# ---- need ----

def union(a, b, n):
    """Persons in a or b among n: the two-by-two table of odds ratio THETA (Plackett)."""
    n = np.maximum(n, np.maximum(a, b))
    k = THETA - 1
    s = n + k * (a + b)
    root = np.sqrt(np.maximum(0, s * s - 4 * THETA * k * a * b))
    return a + b - (s - root) / (2 * k)


def read_zones(folder):
    text = {"IRIS": str, "COM": str}
    zones = geopandas.read_file(folder / "contours.gpkg")
    population = pd.read_csv(folder / "population.csv", dtype=text)
    diplomas = pd.read_csv(folder / "diplomes.csv", dtype=text)
    communes = pd.read_csv(folder / "communes.csv", dtype=str)
    zones = zones.merge(population, left_on="code_iris", right_on="IRIS")
    zones = zones.merge(diplomas, on="IRIS", suffixes=("", "_dipl"))
    zones = zones.merge(communes, left_on="code_insee", right_on="CODGEO")
    zones = zones.rename(columns={"code_insee": "code_commune", "EPCI": "code_epci",
                                  "DEP": "code_departement", "REG": "code_region"})
    zones["population_15p"] = zones.P19_POP - zones.P19_POP0014
    zones["fragilite"] = union(zones.P19_POP65P, zones.P19_NSCOL15P_DIPLMIN, zones.P19_NSCOL15P)
    zones = zones.sort_values("code_iris").reset_index(drop=True)
    return expose(folder, zones)


def read_caf(folder, zones):
    """Families by zone: a hidden cell is in the middle of what it hides; a row withheld is at the
    rate of its commune; nothing is known of a zone that the file lacks."""
    caf = pd.read_csv(folder / "caf.csv", dtype={"iris_code": str, "note": str})
    caf = zones[["code_iris"]].merge(caf, left_on="code_iris", right_on="iris_code", how="left")
    withheld = caf.note.isin(["2", "3", "4"]) | (caf.iris_code.notna() & caf.a.isna())
    persons = zones.population_15p
    for column, name in CAF.items():
        cells = caf[column].astype(float)
        published = cells.notna()
        by_commune = pd.DataFrame({"n": cells, "of": persons.where(published)}) \
            .groupby(zones.code_commune).transform("sum")
        cells = cells.where(published | withheld | caf.iris_code.isna(), HIDDEN)
        imputed = np.where(persons > 0, by_commune.n / by_commune.of * persons, 0)
        zones[name] = cells.where(published | ~withheld, imputed)


def share_out(zones, counts):
    """A commune's count between its zones, in proportion to those who can be jobseekers."""
    part = zones.nscol_moins_65
    return zones.code_commune.map(counts) * part / part.groupby(zones.code_commune).transform("sum")


def expose(folder, zones):
    """Situations: families and jobseekers, less the jobseekers who are counted twice."""
    read_caf(folder, zones)
    code = {"CODGEO": str}
    listed = pd.read_csv(folder / "demandeurs.csv", dtype=code).set_index("CODGEO")
    census = pd.read_csv(folder / "comparateur.csv", dtype=code).set_index("CODGEO")
    zones["nscol_moins_65"] = np.maximum(zones.P19_NSCOL15P - zones.P19_POP65P, 0)
    zones["demandeurs"] = share_out(zones, listed.ABC.combine_first(census.P18_CHOM1564))
    twice = share_out(zones, listed.ABC_RSA).fillna(0)
    parts = zones[[*CAF.values(), "demandeurs"]]
    total = parts.sum(axis=1, skipna=False)
    zones["exposition"] = np.maximum(parts.max(axis=1, skipna=False), total - twice)
    return zones


def dissolve(zones, code):
    figures = ["P19_POP", "P19_POP65P", "P19_NSCOL15P", "fragilite"]
    return zones[[code, "geometry", *figures]].dissolve(by=code, aggfunc="sum").reset_index()


# ---- offer ----

def read_offers(results):
    sites = geopandas.read_file(results / "portrait.gpkg", layer="lieux")
    offers = geopandas.read_file(results / "portrait.gpkg", layer="offres", ignore_geometry=True)
    return offers.merge(sites[["id", "geometry"]], left_on="lieu", right_on="id", suffixes=("", "_lieu"))


def place(offers, zones):
    points = geopandas.GeoDataFrame(offers, geometry="geometry", crs=zones.crs)
    found = geopandas.sjoin(points, zones[["code_iris", "geometry"]], predicate="within", how="left")
    return found[~found.index.duplicated()]


# ---- reach and coverage ----

def grid(outline, area):
    """Points of a regular grid: 16 if the zone were a square, 9 to 25 if that can be."""
    west, south, east, north = outline.bounds
    step_m, points = np.sqrt(area / 16), np.empty((0, 2))
    for _ in range(6):
        x, y = np.meshgrid(np.arange(west + step_m / 2, east, step_m),
                           np.arange(south + step_m / 2, north, step_m))
        points = np.column_stack([x.ravel(), y.ravel()])
        points = points[shapely.vectorized.contains(outline, points[:, 0], points[:, 1])]
        if 9 <= len(points) <= 25:
            break
        step_m *= np.sqrt(max(len(points), 1) / 16)
    return points


def make_origins(zones):
    """A zone is one point, or many where it is large against its reach: (zone, x, y, share)."""
    inhabitants = zones.groupby("code_commune").P19_POP.transform("sum")
    most = np.where(inhabitants >= TOWN_FROM, REACH["walk"], REACH["car"])
    areas, middles = zones.area.values, zones.centroid
    inside = zones.contains(middles)
    middles[~inside] = zones[~inside].representative_point()
    found = []
    for i, outline in enumerate(zones.geometry.values):
        large = np.sqrt(areas[i] / np.pi) > most[i] / 4
        points = grid(outline, areas[i]) if large else np.empty((0, 2))
        if len(points) == 0:
            points = np.array([[middles[i].x, middles[i].y]])
        found.append(np.column_stack([np.full(len(points), i), points,
                                      np.full(len(points), 1 / len(points))]))
    found = np.concatenate(found)
    return found[:, 0].astype(int), found[:, 1:3], found[:, 3], most


def reach(origin_zone, at, most, places):
    """Arcs (origin, offer, weight) within reach."""
    near = cKDTree(places).query_ball_point(at, most[origin_zone])
    start = np.repeat(np.arange(len(at)), [len(n) for n in near])
    offer = np.fromiter((o for n in near for o in n), dtype=int, count=len(start))
    distance = np.hypot(*(at[start] - places[offer]).T)
    return start, offer, 0.01 ** ((distance / most[origin_zone[start]]) ** 2)


def likely(start, offer, weight, need, capacity):
    """Each person tries one offer; a full one refuses in proportion. Persons served by origin."""
    all_weight = np.bincount(start, weight, minlength=len(need))
    persons = need[start] * weight / all_weight[start]
    arrivals = np.bincount(offer, persons, minlength=len(capacity))
    kept = np.minimum(1, np.divide(capacity, arrivals, where=arrivals > 0, out=np.ones_like(arrivals)))
    return np.bincount(start, persons * kept[offer], minlength=len(need))


def places_in_reach(start, offer, weight, base, capacity):
    """E2SFCA: each offer shares its places among those in reach, the near ones first."""
    drawn = np.bincount(offer, base[start] * weight, minlength=len(capacity))
    by_person = np.divide(capacity, drawn, where=drawn > 0, out=np.zeros_like(drawn))
    return 100 * np.bincount(start, by_person[offer] * weight, minlength=len(base))


def alike(start, offer, need):
    """Origins with the same offers made one: the largest flow is the same, the graph smaller."""
    order = np.lexsort((offer, start))
    first = np.flatnonzero(np.diff(start[order], prepend=-1))
    number, group, arcs = {}, np.zeros(len(need)), []
    for own in np.split(order, first[1:]):
        key = offer[own].tobytes()
        if key not in number:
            number[key] = len(number)
            arcs.append(np.column_stack([np.full(len(own), number[key]), offer[own]]))
        group[number[key]] += need[start[own[0]]]
    arcs = np.concatenate(arcs)
    return arcs[:, 0], arcs[:, 1], group[:len(number)]


def most_served(start, offer, need, capacity):
    """The largest flow, and by how much cutting persons in whole parts may move it."""
    start, offer, need = alike(start, offer, need)
    n, m = len(need), len(capacity)
    source, sink = n + m, n + m + 1
    tails = np.concatenate([np.full(n, source), start, n + np.arange(m)])
    heads = np.concatenate([np.arange(n), n + offer, np.full(m, sink)])
    unit = min(1000, WHOLE / need.sum())
    whole = np.rint(np.concatenate([need, need[start], capacity]) * unit).astype(np.int32)
    whole[n:n + len(start)] += 1  # the arcs between are not what limits
    graph = scipy.sparse.csr_matrix((whole, (tails, heads)), shape=(n + m + 2,) * 2)
    return maximum_flow(graph, source, sink).flow_value / unit, (n + m) / 2 / unit


def cover(zones, offers, totals):
    origin_zone, at, share, most = make_origins(zones)
    step("origines")
    for family in FAMILIES:
        own = offers[offers.famille == family]
        places = np.column_stack([own.geometry.x, own.geometry.y])
        capacity = own.capacite.fillna(0).values
        base = zones.fragilite.values[origin_zone] * share
        need = TAKE_UP * base
        start, offer, weight = reach(origin_zone, at, most, places)
        served = likely(start, offer, weight, need, capacity)
        out = need * (np.bincount(start, minlength=len(need)) == 0)
        in_reach = share * places_in_reach(start, offer, weight, base, capacity)
        for name, values in (("besoin", need), ("couvert", served), ("hors_portee", out),
                             ("e2sfca", in_reach)):
            zones[f"{name}_{family}"] = np.bincount(origin_zone, values, minlength=len(zones))
        step(f"couverture {family}")
        flow, off_by = most_served(start, offer, need, capacity)
        totals[family] = {"besoin": need.sum(), "couvert": served.sum(), "hors_portee": out.sum(),
                          "servi_au_plus": flow, "arrondi": off_by, "arcs": len(start)}
        step(f"flux {family}")


# ---- what is written ----

def choropleth(layer, values, axes):
    edges = np.unique(np.nanquantile(values, [0.2, 0.4, 0.6, 0.8]))
    layer.assign(classe=np.digitize(values, edges)).plot(
        column="classe", categorical=True, cmap="OrRd", edgecolor="white", linewidth=0.2, legend=True,
        ax=axes)


def circles(layer, sizes, colours, axes):
    layer.plot(color="#eeeeee", edgecolor="white", linewidth=0.5, ax=axes)
    middles = layer.representative_point()
    drawn = axes.scatter(middles.x, middles.y, s=600 * sizes / sizes.max(), c=colours, cmap="OrRd",
                         edgecolor="#444444")
    axes.figure.colorbar(drawn, ax=axes)


def draw_maps(zones, epci, output):
    import matplotlib.pyplot as plt
    parts = zones.groupby("code_epci")[["besoin_aider", "couvert_aider"]].sum().reindex(epci.code_epci)
    left = (parts.besoin_aider - parts.couvert_aider).values
    rate = zones.fragilite / zones.P19_NSCOL15P.where(zones.P19_NSCOL15P > 0)
    epci_rate = (epci.fragilite / epci.P19_NSCOL15P).values
    maps = {"fragilite-taux": lambda axes: choropleth(zones, rate, axes),
            "exposition-taux": lambda axes: choropleth(zones, zones.exposition / zones.population_15p, axes),
            "fragilite-effectif": lambda axes: circles(epci, epci.fragilite.values, "#cc4c02", axes),
            "fragilite-effectif-taux": lambda axes: circles(epci, epci.fragilite.values, epci_rate, axes),
            "besoin-aider": lambda axes: circles(epci, left, left / parts.besoin_aider.values, axes)}
    for name, draw in maps.items():
        figure, axes = plt.subplots(figsize=(12.8, 7.2))
        draw(axes)
        axes.set_title(name)
        axes.set_axis_off()
        for kind in ("png", "svg", "pdf"):
            figure.savefig(output / f"{name}.{kind}", dpi=200)
        plt.close(figure)


def write_book(zones, levels, offers, output):
    with pd.ExcelWriter(output / "classeur.xlsx", engine="openpyxl") as book:
        zones.drop(columns="geometry").to_excel(book, sheet_name="IRIS", index=False)
        for code, level in levels.items():
            level.drop(columns="geometry").to_excel(book, sheet_name=code, index=False)
        offers.drop(columns="geometry").to_excel(book, sheet_name="Offres", index=False)


def write_layers(zones, levels, output):
    zones.to_file(output / "portrait.gpkg", layer="iris", driver="GPKG")
    for code, level in levels.items():
        level.to_file(output / "portrait.gpkg", layer=code, driver="GPKG")


def write_figures(zones, levels, offers, totals, output):
    """What the benchmark holds against Maillage's."""
    kept = ["code_iris", "fragilite", "exposition", *(f"e2sfca_{family}" for family in FAMILIES)]
    zones[kept].to_csv(output / "zones.csv", index=False)
    offers[["id", "code_iris"]].to_csv(output / "offres.csv", index=False)
    sums = {code: dict(zip(level[code], level.fragilite)) for code, level in levels.items()}
    (output / "totaux.json").write_text(json.dumps({"familles": totals, "niveaux": sums, "durees": steps}))


def main(folder, results, output):
    output.mkdir(parents=True, exist_ok=True)
    totals = {}
    zones = read_zones(folder)
    step("lecture et indicateurs")
    levels = {code: dissolve(zones, code) for code in LEVELS}
    step("niveaux")
    offers = place(read_offers(results), zones)
    step("lieux dans les zones")
    cover(zones, offers, totals)
    write_book(zones, levels, offers, output)
    step("classeur")
    write_layers(zones, levels, output)
    step("GeoPackage")
    draw_maps(zones, levels["code_epci"], output)
    step("cartes")
    write_figures(zones, levels, offers, totals, output)


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:4]))
