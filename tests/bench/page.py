# SPDX-License-Identifier: Apache-2.0
"""docs/benchmarks.md from what was measured."""

import json
import math
import os
import pathlib
import subprocess
import time

import measure
from contest import PYTHON, binaries
from measure import first_line, median, steps_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = {"maillage": "Maillage", "analyst": "script: geopandas, scipy, matplotlib, openpyxl",
         "postgis": "PostGIS and ogr2ogr (its part only)"}
HAND = "<!-- Below: written by hand, kept by `make bench`. -->"
NATIONAL = 49000
INPUTS = ["contours.gpkg", "population.csv", "diplomes.csv", "communes.csv", "epci.csv", "caf.csv",
          "demandeurs.csv", "comparateur.csv", "lieux.csv"]
# Steps that do the same, those of Maillage with all else that they do.
ALIKE = [
    ("read, join, indicators, levels with outlines", ("lecture des données", "territoire", "besoin"),
     ("lecture et indicateurs", "niveaux"), ("lecture", "indicateurs", "niveaux")),
    ("places in their zones", ("offre",), ("lieux dans les zones",), ("lieux dans les zones",)),
    ("reach, coverage, flow", ("couverture",), ("origines", "couverture ", "flux "), ("e2sfca",)),
    ("workbook", ("classeur",), ("classeur",), ("classeur",)),
    ("GeoPackage", ("GeoPackage",), ("GeoPackage",), ()),
    ("five maps", ("cartes",), ("cartes",), ()),
]
SHARED = {"lecture des données", "territoire", "besoin", "offre", "couverture", "classeur"}
VISIT, PASSES, RUNS = 8, 2, 5  # bytes of an arc; times an allocation reads them; readings of doubt


def limits(territory, results, script, folder):
    """By stage of Maillage: what it handles, and the seconds that the machine needs for as much."""
    zones = json.loads((script / "totaux.json").read_text())["familles"] if script.exists() else {}
    arcs = sum(total["arcs"] for total in zones.values())
    files = [territory / name for name in INPUTS]
    speed = measure.copying()
    outlines = files[0].stat().st_size
    pictures, pixels = measure.deflating_pictures(sorted((results / "cartes").glob("*.png")))
    book, text = measure.deflating(results / "classeur.xlsx")
    visits = arcs * VISIT * PASSES * RUNS
    found = {
        "lecture des données": (f"{size(sum(f.stat().st_size for f in files))} of files, read from memory",
                                measure.reading(files)),
        "territoire": (f"{size(outlines)} of outlines, copied", outlines / speed),
        "couverture": (f"{arcs:,} arcs × {RUNS} readings × {PASSES} passes × {VISIT} bytes, copied",
                       visits / speed),
        "cartes": (f"{pixels / 1e6:.1f} million pixels, deflated by zlib", pictures),
        "classeur": (f"{size(text)} of sheets, deflated by zlib", book)}
    for stage, name in {"GeoPackage": "portrait.gpkg", "base de calcul": "calcul.sqlite",
                        "rapport": "rapport.html"}.items():
        n_bytes = (results / name).stat().st_size
        found[stage] = (f"{size(n_bytes)} written", measure.writing(folder, n_bytes))
    return found


def books(results, script, folder):
    """How many cells the workbook of each holds, where there is one."""
    paths = results / "classeur.xlsx", script / "classeur.xlsx", folder / "postgis.xlsx"
    return [f"{measure.cells(path):,}" if path.exists() else "" for path in paths]


def size(n_bytes):
    return f"{n_bytes / 1e6:,.1f} MB"


def seconds(value):
    return f"{value:,.1f}" if value >= 9.95 else f"{value:.2f}" if value >= 0.005 else f"{value:.4f}"


# ---- tables ----

def head(options, loads):
    commit = first_line("git", "-C", ROOT, "rev-parse", "--short=12", "HEAD")
    built = ["src", "include", "indicators", "report", "tests/bench"]
    changed = subprocess.run(["git", "-C", str(ROOT), "diff", "--quiet", "HEAD", "--", *built],
                             check=False).returncode != 0
    modules = ("import geopandas as g, scipy as s, matplotlib as m, openpyxl as o; print('geopandas',"
               " g.__version__ + ', scipy', s.__version__ + ', matplotlib', m.__version__ + ', openpyxl',"
               " o.__version__)")
    yield f"""<!-- Written by `make bench`: do not change by hand above the line that says so. -->
# Benchmarks

`make bench` writes this page ({time.strftime("%Y-%m-%d")}, commit {commit}{", with changes" if changed else ""}). It times
Maillage against the same job scripted with geopandas, scipy, matplotlib and openpyxl
([`tests/bench/analyst.py`](../tests/bench/analyst.py)) and against what PostGIS does of it
([`tests/bench/postgis.sql`](../tests/bench/postgis.sql)). It fails, and writes nothing, unless their figures are
equal: fragility and exposure of each zone and sums by level, need and out of reach to 1e-9 of the value; served
and places in reach (E2SFCA) by zone to 1e-6 (Maillage keeps weights on four bytes); the zone of each offer exactly;
the largest flow by family to half a unit of scipy's whole numbers at each node (1/1000 of a person; coarser above
2 million persons).

Machine: {measure.processor()}, {os.cpu_count()} processors, {measure.memory_gb():.0f} GB. One thread each, but for Maillage's maps. Other processes may have
shared it: one-minute load {loads[0]:.1f} before, {loads[1]:.1f} after; the benchmark alone makes 1. Debian {first_line("cat", "/etc/debian_version")},
{first_line("gcc", "--version").split(") ")[-1]} (gcc), {first_line(PYTHON, "-c", modules)}; {first_line(f"{binaries()}/postgres", "--version")}, GDAL
{first_line("gdal-config", "--version")}.

Times are of whole processes, from start to end: wall seconds, and seconds of processor. Memory is the largest
resident set of any process. Medians of {options.runs} interleaved runs; one run above 10,000 zones.

Who does what. Maillage does its whole run: intervals and flags of every figure (the coverage is computed
{RUNS} times), seven more indicators, three more catchments, the report, the slides, the QGIS project, the database that
explains figures. The script computes middle values alone, draws five maps like Maillage's, writes a workbook and a
GeoPackage, and takes from Maillage the sites that count and their capacities. PostGIS does join, indicators, levels
with their outlines, places in zones, E2SFCA and a workbook; its server was started before, keeps 256 MB, does not wait for the disk.

The territory is made of copies of the real Brittany ([`tests/bench/territory.py`](../tests/bench/territory.py)); 2,000
zones are Brittany once, and a little more."""


def contest_table(found):
    zones = found["zones"]
    yield f"\n## {zones:,} zones, {round(zones * 20 / 49):,} sites\n"
    if "maillage" in found["late"]:
        yield f"Maillage: {found['late']['maillage']}. The others need the sites that it finds: not run."
        return
    yield ("| | seconds | of processor | peak MB | seconds / Maillage's | processor / Maillage's "
           "| memory / Maillage's |")
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    ours = {what: median(found["maillage"], what) for what in ("wall", "cpu", "peak")}
    for who, name in NAMES.items():
        if who in found["late"]:
            yield f"| {name} | {found['late'][who]} | | | | | |"
            continue
        wall, cpu, peak = (median(found[who], what) for what in ("wall", "cpu", "peak"))
        yield (f"| {name} | {seconds(wall)} | {seconds(cpu)} | {peak:,.0f} | {wall / ours['wall']:.2f} | "
               f"{cpu / ours['cpu']:.2f} | {peak / ours['peak']:.2f} |")
    yield from alike_table(found)


def total(steps, names):
    """Of the steps that are named, or whose name starts so."""
    return sum(t for name, t in steps.items() if any(name == n or (n[-1] == " " and name.startswith(n))
                                                     for n in names))


def alike_table(found):
    """The same work side by side, in wall seconds of the last run (PostGIS: medians)."""
    script = found.get("script", {})
    postgis = steps_of(found["postgis"]) if found["postgis"] else {}
    yield "\n| wall seconds | Maillage | script | PostGIS |\n| --- | ---: | ---: | ---: |"
    for name, *columns in ALIKE:
        cells = [seconds(total(steps, names)) if names and steps else ""
                 for steps, names in zip((found["stages"], script, postgis), columns)]
        yield f"| {name} | {' | '.join(cells)} |"
    known = {name for _, stages, *_ in ALIKE for name in stages}
    rest = {name: t for name, t in found["stages"].items() if name not in known and t > 0}
    yield f"| only Maillage: {', '.join(rest)} | {seconds(sum(rest.values()))} | | |"
    yield f"\nCells in the workbook: Maillage {', script '.join(found['books'][:2])}, PostGIS {found['books'][2]}."


def stages_table(found):
    yield f"\n## Stages of Maillage and what the machine allows ({found['zones']:,} zones)\n"
    yield ("The least is what this machine takes, measured just after, to move the same bytes once: no "
           "computing, no other format.\n")
    yield "| stage | seconds | share | least | what |\n| --- | ---: | ---: | ---: | --- |"
    whole = sum(found["stages"].values())
    for name, took in found["stages"].items():
        what, least = found["limits"].get(name, ("", None))
        yield (f"| {name} | {seconds(took)} | {took / whole:.0%} | "
               f"{'' if least is None else seconds(least)} | {what} |")


# ---- targets ----

def grew(small, large, what):
    """The growth of time over that of n log n."""
    times = [median(f["maillage"], what) for f in (small, large)]
    n_log_n = [f["zones"] * math.log(f["zones"]) for f in (small, large)]
    return times[1] / times[0] / (n_log_n[1] / n_log_n[0])


def shared_time(found):
    return sum(t for name, t in found["stages"].items() if name in SHARED)


def both(measures):
    wall, cpu = (median(measures, what) for what in ("wall", "cpu"))
    return f"{seconds(wall)} s ({seconds(cpu)} s of processor)"


def compared(theirs, ours):
    wall, cpu = (median(theirs, what) / median(ours, what) for what in ("wall", "cpu"))
    return f"{wall:.1f} times ({cpu:.1f} by processor)"


def of_national(found):
    """(target, measured, reached) at national size."""
    ours, script = found["maillage"], found["analyst"]
    peak = median(ours, "peak")
    yield "national: 30 s at most", both(ours), median(ours, "wall") <= 30
    yield "national: 500 MB at most", f"{peak:,.0f} MB", peak <= 500
    if "analyst" in found["late"]:
        yield "national: 20 times as fast as the script", found["late"]["analyst"] + " by the script", False
    elif script:
        yield ("national: 20 times as fast as the script", compared(script, ours),
               median(script, "wall") >= 20 * median(ours, "wall"))
        times = median(script, "peak") / peak
        yield "national: a fifth of the script's memory", f"1/{times:.1f}", times >= 5


def of_size(found):
    """What one size says by itself."""
    if found["zones"] == NATIONAL:
        yield from of_national(found)
    if found["postgis"]:
        theirs, ours = median(found["postgis"], "wall"), shared_time(found)
        yield (f"{found['zones']:,} zones: faster than PostGIS on what both do",
               f"{seconds(ours)} s, PostGIS {seconds(theirs)} s", ours < theirs)


def of_all(real, generated):
    rennes = real["Rennes Métropole"]
    yield ("Rennes Métropole, all that its project asks for: 2 s at most", both(rennes),
           median(rennes, "wall") <= 2)
    done = [found for found in generated if found["maillage"]]
    for found in done:
        yield from of_size(found)
    if len(done) > 1:
        wall, cpu = (grew(done[0], done[-1], what) for what in ("wall", "cpu"))
        yield (f"{done[0]['zones']:,} to {done[-1]['zones']:,} zones: at most 1.1 times n log n",
               f"{wall:.2f} times ({cpu:.2f} by processor)", wall <= 1.1)
    for found in generated:
        if found["zones"] == NATIONAL and "maillage" in found["late"]:
            yield "national: 30 s and 500 MB at most", found["late"]["maillage"], False


def targets(real, generated):
    yield ("\n## Targets\n\nJudged by wall seconds, which other processes lengthen where they share the "
           "machine; seconds of\nprocessor say what an idle one would take for one thread."
           "\n\n| target | measured | |\n| --- | --- | --- |")
    for name, measured, reached in of_all(real, generated):
        yield f"| {name} | {measured} | {'reached' if reached else '**missed**'} |"
    if not any(found["zones"] == NATIONAL for found in generated):
        yield "| national size | not measured in this run | |"


def real_table(real):
    yield "\n## Real territories, all that their projects ask for (Maillage alone)\n"
    yield "| | seconds | of processor | peak MB | longest stages |\n| --- | ---: | ---: | ---: | --- |"
    for name, measures in real.items():
        wall, cpu, peak = (median(measures, what) for what in ("wall", "cpu", "peak"))
        longest = sorted(steps_of(measures).items(), key=lambda step: -step[1])[:4]
        yield (f"| {name} | {seconds(wall)} | {seconds(cpu)} | {peak:,.0f} | "
               f"{', '.join(f'{stage} {seconds(took)}' for stage, took in longest)} |")


def lines(options, real, generated, loads):
    yield from head(options, loads)
    yield from targets(real, generated)
    yield from real_table(real)
    for found in generated:
        yield from contest_table(found)
    done = [found for found in generated if found["maillage"]]
    if done:
        yield from stages_table(done[-1])
    yield f"\n{HAND}"


def by_hand(path):
    """What a person wrote below the line, to be kept."""
    if not path.exists() or HAND not in path.read_text():
        return ""
    return path.read_text().split(HAND, 1)[1].lstrip("\n").join(["\n", ""])
