# SPDX-License-Identifier: Apache-2.0
"""A second implementation of the method, from the raw files, written to share nothing with
the first: csv and json readers, bisection where the engine has a closed form, augmenting
paths where it has a parametric flow."""

import collections
import csv
import functools
import json
import math

import support

THETA = {"value": 7.3, "low": 5.0, "high": 10.0}
# The scenarios that are a share of the fragile persons, and nothing else.
TAKE_UP = {"recours_08": 0.08, "recours_17": 0.17, "recours_25": 0.25, "recours_100": 1.0}
REFERENCE = "recours_17"
REACH_M = {"marche": 20 / 60 * 4000 / 1.3, "voiture": 20 / 60 * 40000 / 1.3}  # as the crow flies
TOWN_FROM = 10000  # inhabitants of a commune from which its people walk
EPCI = "243500139"


def rows(name, separator=","):
    with open(support.GEODATA / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def union(a, b, n, theta):
    """Persons in a or b among n: the 2 x 2 table with odds ratio theta, found by bisection."""
    beyond = max(0.0, a - n)
    a = min(a, n)
    low, high = max(0.0, a + b - n), min(a, b)
    for _ in range(200):
        both = (low + high) / 2
        # Grows with `both`: the odds ratio times its denominator, to avoid dividing by 0.
        if both * (n - a - b + both) < theta * (a - both) * (b - both):
            low = both
        else:
            high = both
    return a + b - (low + high) / 2 + beyond


Leaf = collections.namedtuple(
    "Leaf", "code quartier commune population population_15p plus_65 plus_75 sans_diplome "
            "population_nscol")


@functools.lru_cache(maxsize=None)
def leaves():
    """The finest zones of Rennes Métropole, in the order of their codes."""
    text = (support.GEODATA / "communes_bretagne_cog2025.geojson").read_text()
    communes = {f["properties"]["DEPCOM"] for f in json.loads(text)["features"]
                if f["properties"]["EPCI"] == EPCI}
    quarters = {r["code_iris"]: int(r["nuquart"]) for r in rows("rennes-iris-quartiers.csv")}
    diplomas = {r["IRIS"]: r for r in rows("base-ic-diplomes-formation-2019.csv")}
    found = []
    for row in rows("base-ic-evol-struct-pop-2019.csv"):
        if row["COM"] not in communes:
            continue
        code, number = row["IRIS"], quarters.get(row["IRIS"])
        quarter = f"{row['COM']}{number:02d}" if number else row["COM"]
        other = diplomas[code]
        found.append(Leaf(
            code, quarter, row["COM"], float(row["P19_POP"]),
            float(row["P19_POP"]) - float(row["P19_POP0014"]), float(row["P19_POP65P"]),
            float(row["P19_POP75P"]), float(other["P19_NSCOL15P_DIPLMIN"]),
            float(other["P19_NSCOL15P"])))
    return sorted(found)


def fragility(leaf, theta=THETA["value"]):
    return union(leaf.plus_65, leaf.sans_diplome, leaf.population_nscol, theta)


def zone_of(leaf, level):
    return {"iris": leaf.code, "quartier": leaf.quartier, "commune": leaf.commune,
            "epci": EPCI}[level]


def sums(level, measure):
    total = collections.defaultdict(list)
    for leaf in leaves():
        total[zone_of(leaf, level)].append(measure(leaf))
    return {code: math.fsum(values) for code, values in total.items()}


@functools.lru_cache(maxsize=None)
def travel():
    """zone -> marche or voiture, by the inhabitants of its commune."""
    inhabitants = sums("commune", lambda leaf: leaf.population)
    return {leaf.code: "marche" if inhabitants[leaf.commune] >= TOWN_FROM else "voiture"
            for leaf in leaves()}


def grid(box, area, inside):
    """Points of a regular grid within an outline: 16 if it were a square, 9 to 25 if it can."""
    step, points = math.sqrt(area / 16), []
    for _ in range(6):
        across, up = ([low + step / 2 + k * step for k in range(math.ceil((high - low) / step))]
                      for low, high in (box[:2], box[2:]))
        points = [(x, y) for y in up for x in across
                  if x < box[1] and y < box[3] and inside(x, y)]
        if 9 <= len(points) <= 25:
            break
        step *= math.sqrt(max(len(points), 1) / 16)
    return points


def origins(outlines):
    """(zone, i) -> (x, y, share): a zone is one point, or many where it is large against its
    reach. `outlines`: zone -> (centre, area, box as min x, max x, min y, max y, inside)."""
    found = {}
    for zone, (centre, area, box, inside) in outlines.items():
        large = math.sqrt(area / math.pi) > REACH_M[travel()[zone]] / 4
        points = grid(box, area, inside) if large else []
        for i, (x, y) in enumerate(points or [centre]):
            found[zone, i] = (x, y, 1 / max(len(points), 1))
    return found


def codes_of(zone):
    """The codes of the zones that a finest zone is in."""
    leaf = next(leaf for leaf in leaves() if leaf.code == zone)
    return {zone[:2], *(zone_of(leaf, level) for level in ("iris", "quartier", "commune", "epci"))}


def reach(starts, offers, reserved):
    """(zone, i) -> {offer: weight}; the points are in metres. `reserved`: offer -> the codes of
    the zones whose people alone may come."""
    arcs = {}
    within = {zone: codes_of(zone) for zone, _ in starts}
    for start, (x, y, _) in starts.items():
        most = REACH_M[travel()[start[0]]]
        near = ((offer, math.hypot(x - u, y - v)) for offer, (u, v) in offers.items()
                if offer not in reserved or reserved[offer] & within[start[0]])
        arcs[start] = {offer: 0.01 ** ((d / most) ** 2) for offer, d in near if d <= most}
    return arcs


def by_zone(starts, values):
    """Sums over the points of each zone."""
    total = collections.defaultdict(float)
    for start in starts:
        total[start[0]] += values[start]
    return total


def alike(arcs, need):
    """The same arcs and needs with starts that have the same offers made one."""
    groups, persons = {}, collections.defaultdict(float)
    for start, near in arcs.items():
        group = tuple(sorted(near))
        groups[group] = near
        persons[group] += need[start]
    return groups, persons


def likely(arcs, need, capacity):
    """Each person tries one offer; a full one refuses in proportion. zone -> {offer: persons}"""
    tries = {z: {o: need[z] * w / math.fsum(near.values()) for o, w in near.items()}
             for z, near in arcs.items()}
    arrivals = collections.defaultdict(float)
    for near in tries.values():
        for offer, persons in near.items():
            arrivals[offer] += persons
    kept = {o: min(1.0, capacity[o] / n) if n > 0 else 1.0 for o, n in arrivals.items()}
    return {z: {o: n * kept[o] for o, n in near.items()} for z, near in tries.items()}


def most(arcs, need, capacity):
    """The largest number of persons that can be received: augmenting paths, shortest first."""
    flow = {z: dict.fromkeys(near, 0.0) for z, near in arcs.items()}
    back = collections.defaultdict(list)
    for zone, near in arcs.items():
        for offer in near:
            back[offer].append(zone)
    left, room, total, tiny = dict(need), dict(capacity), 0.0, 1e-9
    while True:
        came = {("z", z): None for z in arcs if left[z] > tiny}
        queue, end = collections.deque(came), None
        while queue and end is None:
            kind, at = node = queue.popleft()
            if kind == "z":
                steps = [("o", o) for o in arcs[at]]
            else:
                if room[at] > tiny:
                    end = node
                    break
                steps = [("z", z) for z in back[at] if flow[z][at] > tiny]
            for step in steps:
                if step not in came:
                    came[step] = node
                    queue.append(step)
        if end is None:
            return total
        path = [end]
        while came[path[-1]] is not None:
            path.append(came[path[-1]])
        path.reverse()
        pairs = list(zip(path, path[1:]))
        amount = min([left[path[0][1]], room[end[1]]]
                     + [flow[t[1]][f[1]] for f, t in pairs if f[0] == "o"])
        for (kind, start), (_, stop) in pairs:
            if kind == "z":
                flow[start][stop] += amount
            else:
                flow[stop][start] -= amount
        left[path[0][1]] -= amount
        room[end[1]] -= amount
        total += amount
