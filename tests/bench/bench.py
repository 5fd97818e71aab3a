#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Compares Maillage with an analyst's script and with PostGIS, on generated territories, and times
it on the real ones.

    bench.py [--build DIR] [--zones 2000,49000] [--runs 3] [--limit 1800] [--output docs/benchmarks.md]

The page is written only when all figures are equal. Times are of whole processes; memory is the
largest resident set among them. Runs of the three are interleaved: a busy moment falls on all.
"""
import argparse
import json
import multiprocessing
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import contest
import equal
import page
from measure import Failed, Late, load_average, median, steps_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = {"Rennes Métropole": "geodata/rennes-metropole/projet.yaml",
        "Bretagne": "geodata/bretagne/projet.yaml"}
MANY = 10000  # zones from which a run is long enough to be timed once


def apart(function, *arguments):
    """In a process of its own: what it holds would be counted in those that this one starts."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def work():
        try:
            theirs.send((function(*arguments), None))
        except (Failed, equal.Unequal) as wrong:
            theirs.send((None, wrong))
    process = context.Process(target=work)
    process.start()
    theirs.close()
    try:
        result, wrong = ours.recv()
    except EOFError:
        raise Failed(f"{function.__name__} was cut short") from None
    finally:
        process.join()
    if wrong is not None:
        raise wrong
    return result


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.command = options.build / "bin/maillage"
        self.results, self.script = folder / "maillage", folder / "script"
        self.server = None

    def write_territory(self, zones):
        territory = self.folder / "territoire"
        subprocess.run([contest.PYTHON, "-W", "ignore", str(contest.HERE / "territory.py"),
                        str(territory), "--zones", str(zones)], check=True, stdout=subprocess.DEVNULL)
        return territory

    def start_server(self):
        self.server = contest.Server()
        self.server.sql("CREATE DATABASE modele", base="postgres")
        self.server.sql("CREATE EXTENSION postgis", base="modele")

    def attempt(self, found, who, run):
        """One run more, unless an earlier one was stopped after its time."""
        if who in found["late"]:
            return
        try:
            found[who].append(run())
            say(f"  {who}: {found[who][-1].wall:.1f} s, {found[who][-1].peak:.0f} MB")
        except Late as late:
            found["late"][who] = str(late)
            say(f"  {who}: {late}")

    def round(self, found, territory):
        limit = self.options.limit
        self.attempt(found, "maillage", lambda: contest.run_maillage(
            self.command, territory / "projet.yaml", self.results, limit))
        if "maillage" in found["late"]:
            return  # the others take the capacities of sites from its results
        self.attempt(found, "analyst", lambda: contest.run_analyst(
            territory, self.results, self.script, limit))
        self.attempt(found, "postgis", lambda: contest.run_postgis(
            self.server, territory, self.results, self.folder, limit))
        if "postgis" not in found["late"]:
            say("  PostGIS: holding its figures against Maillage's")
            apart(equal.check_postgis, self.server, self.results)
            contest.with_the_server(self.server, found["postgis"])

    def measure(self, zones):
        """What the three took for a territory of so many zones."""
        say(f"{zones} zones")
        territory = self.write_territory(zones)
        found = {"zones": zones, "maillage": [], "analyst": [], "postgis": [], "late": {}}
        for _ in range(self.options.runs if zones < MANY else 1):
            self.round(found, territory)
        if found["analyst"]:
            say("  script: holding its figures against Maillage's")
            apart(equal.check_analyst, self.results, self.script)
        if found["maillage"]:
            found["stages"] = steps_of(found["maillage"])
            found["books"] = apart(page.books, self.results, self.script, self.folder)
            found["limits"] = apart(page.limits, territory, self.results, self.script, self.folder)
        if found["analyst"]:
            found["script"] = json.loads((self.script / "totaux.json").read_text())["durees"]
        return found

    def measure_real(self, project):
        """Maillage alone, on a real territory and with all that its project asks for."""
        found = [contest.run_maillage(self.command, ROOT / project, self.results, self.options.limit)
                 for _ in range(self.options.runs)]
        say(f"{project}: {median(found, 'wall'):.2f} s, {median(found, 'peak'):.0f} MB")
        return found


def whole(options, folder):
    bench = Bench(options, folder)
    before = load_average()
    real = {name: bench.measure_real(project) for name, project in REAL.items()}
    bench.start_server()
    try:
        generated = [bench.measure(zones) for zones in options.zones]
    finally:
        bench.server.remove()
    return "\n".join(page.lines(options, real, generated, (before, load_average()))) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--zones", type=lambda text: [int(n) for n in text.split(",")],
                        default=[2000, 49000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=1800, help="seconds that one run may take")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="maillage-bench-"))
    try:
        text = whole(options, folder)
    except (Failed, equal.Unequal) as wrong:
        sys.exit(f"bench: {wrong}")
    finally:
        shutil.rmtree(folder)
    by_hand = page.by_hand(options.output)
    options.output.write_text(text + by_hand)
    say(f"written: {options.output}")


if __name__ == "__main__":
    main()
