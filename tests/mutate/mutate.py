#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Damages copies of Rennes Métropole's data and looks whether anybody is told.

    tests/mutate/mutate.py [--build DIR] [--n 200] [--first 0] [--seed 1] [--no-runs]

A damage is noticed when `maillage check` refuses the data, or has a finding about the damaged
file that it does not have about the sound one. One that is not is run to the end: figures
that stay within the intervals published for the sound data are no matter; others have slipped
through, and are listed.
"""

import argparse
import collections
import csv
import pathlib
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import support  # noqa: E402

# File -> columns that make figures: damage to others would be nobody's loss.
FILES = {
    "base-ic-evol-struct-pop-2019.csv": ["IRIS", "P19_POP", "P19_POP0014", "C19_POP15P",
                                         "P19_POP65P", "P19_POP75P", "P19_POP80P", "P19_POP_ETR",
                                         "P19_POP_IMM"],
    "base-ic-diplomes-formation-2019.csv": ["IRIS", "P19_NSCOL15P", "P19_NSCOL15P_DIPLMIN"],
    "rennes-iris-quartiers.csv": ["code_iris", "nuquart"],
    "caf-allocataires-iris-2021.csv": ["iris_code", "arsas", "appa", "aaah", "percou"],
    "filosofi-iris-2019.csv": ["IRIS", "DISP_MED19", "DISP_TP6019"],
    "demandeurs-emploi-communes-2019.csv": ["CODGEO", "ABC", "ABC_RSA"],
    "cartographie-nationale-2026-07-03.csv": ["id", "latitude", "longitude", "services",
                                              "code_insee", "horaires"],
}


def read(path):
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if text.split("\n", 1)[0].count(";") > 2 else ","
    return separator, list(csv.reader(text.splitlines(True), delimiter=separator))


def write(path, separator, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\n").writerows(rows)


def used_cell(rng, name, rows, numeric):
    """A row, and a column that makes figures, where there is something to damage."""
    wanted = FILES[name]
    columns = [i for i, c in enumerate(rows[0]) if c in wanted]
    for _ in range(10000):
        at, column = rng.randrange(1, len(rows)), rng.choice(columns)
        text = rows[at][column]
        if re.fullmatch(r"-?\d*[.,]?\d+", text) if numeric else text:
            if not numeric or (column != columns[0] and float(text.replace(",", ".")) != 0):
                return at, column
    return None


def change(text, factor):
    number = float(text.replace(",", ".")) * factor
    said = f"{number:.10g}"
    return said.replace(".", ",") if "," in text else said


# ---- the kinds of damage; each changes rows and says what it did ----

def cells_swapped(rng, name, rows):
    at, a = used_cell(rng, name, rows, True)
    for _ in range(1000):
        b = rng.randrange(1, len(rows[0]))
        if rows[at][a] != rows[at][b]:
            break
    rows[at][a], rows[at][b] = rows[at][b], rows[at][a]
    return f"line {at + 1}, {rows[0][a]} with {rows[0][b]}"


def row_shifted(rng, name, rows):
    at, column = used_cell(rng, name, rows, False)
    rows[at][column:] = [""] + rows[at][column:-1]
    return f"line {at + 1} from {rows[0][column]}"


def columns_shifted(rng, name, rows):
    _, column = used_cell(rng, name, rows, False)
    for row in rows[1:]:
        row[column:] = row[column + 1:] + [row[column]]
    return f"every line from {rows[0][column]}"


def cell_times_ten(rng, name, rows):
    at, column = used_cell(rng, name, rows, True)
    rows[at][column] = change(rows[at][column], 10)
    return f"line {at + 1}, {rows[0][column]}"


def column_times_ten(rng, name, rows):
    _, column = used_cell(rng, name, rows, True)
    for row in rows[1:]:
        if re.fullmatch(r"-?\d*[.,]?\d+", row[column]):
            row[column] = change(row[column], 10)
    return f"{rows[0][column]}"


def sign_flipped(rng, name, rows):
    at, column = used_cell(rng, name, rows, True)
    rows[at][column] = change(rows[at][column], -1)
    return f"line {at + 1}, {rows[0][column]}"


def row_dropped(rng, name, rows):
    at, _ = used_cell(rng, name, rows, False)
    del rows[at]
    return f"line {at + 1}"


def row_doubled(rng, name, rows):
    at, _ = used_cell(rng, name, rows, False)
    rows.insert(at, rows[at])
    return f"line {at + 1}"


KINDS = [cells_swapped, row_shifted, columns_shifted, cell_times_ten, column_times_ten,
         sign_flipped, row_dropped, row_doubled]


def encoding_broken(rng, path):
    """A byte that no UTF-8 has, inside a code or a figure."""
    data = bytearray(path.read_bytes())
    start = data.index(b"\n") + 1
    digits = [i for i in range(start, min(len(data), start + 200000)) if chr(data[i]).isdigit()]
    at = rng.choice(digits)
    data[at] = 0xE9
    path.write_bytes(data)
    return f"byte {at}"


def file_cut(rng, path):
    data = path.read_bytes()
    at = rng.randrange(len(data) // 4, len(data) - 2)
    path.write_bytes(data[:at])
    return f"after {at} bytes of {len(data)}"


RAW = [encoding_broken, file_cut]


def damage(rng, folder, number):
    kind = (KINDS + RAW)[number % (len(KINDS) + len(RAW))]
    # Codes and names have no sign and cannot be scaled.
    numeric = kind in (cells_swapped, cell_times_ten, column_times_ten, sign_flipped)
    name = rng.choice([n for n in sorted(FILES) if not numeric or n != "rennes-iris-quartiers.csv"])
    path = folder / name
    if kind in RAW:
        return kind.__name__, name, kind(rng, path)
    separator, rows = read(path)
    said = kind(rng, name, rows)
    write(path, separator, rows)
    return kind.__name__, name, said


# ---- what is said, and what moves ----

def findings(folder):
    """The status of a check, and its findings with how often each is said, lines left out."""
    done = support.maillage("check", "projet.yaml", cwd=folder)
    heads = [re.sub(r"^([^:]+):\d+:", r"\1:", line) for line in done.stderr.splitlines()
             if not line.startswith(" ")]
    return done.returncode, collections.Counter(heads), done.stderr


def figures(folder):
    done = support.maillage("run", "-q", "projet.yaml", "-o", "out", "--overwrite", cwd=folder)
    if done.returncode != 0:
        raise AssertionError(f"run ended with {done.returncode}: {done.stderr[-500:]}")
    with sqlite3.connect(folder / "out" / "portrait.gpkg") as base:
        return {row[:3]: row[3:] for row in base.execute(
            "select niveau, code, indicateur, valeur, min, max from indicateurs")}


def moved(sound, damaged):
    """Figures that left the interval published for the sound data, or came to be or not to be."""
    out = []
    for key, (value, low, high) in sound.items():
        now = damaged.get(key, (None,))[0]
        if value is None and now is None:
            continue
        if value is None or now is None:
            out.append(key)
        elif low is not None and not low - 0.5 <= now <= high + 0.5:
            out.append(key)
    return out


class Bench:
    """The sound project, and what is said of it; damaged copies one after the other."""

    def __init__(self, folder):
        self.sound = support.copy_project(folder / "sound" / "rennes-metropole")
        # Rewritten as the damaged ones are, so that only the damage differs.
        for name in FILES:
            write(self.sound / name, *read(self.sound / name))
        status, self.said, _ = findings(self.sound)
        assert status == 0, self.said
        self.folder, self._figures = folder / "sound" / "damaged", None

    def figures(self):
        if self._figures is None:
            self._figures = figures(self.sound)
        return self._figures

    def try_one(self, seed, number, run_silent=True):
        """(kind, file, what, outcome, examples)"""
        rng = random.Random(f"{seed}/{number}")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.sound, self.folder, ignore=shutil.ignore_patterns("out"))
        kind, name, what = damage(rng, self.folder, number)
        status, said, text = findings(self.folder)
        if status not in (0, 3):
            return kind, name, what, f"exit {status}", text[-300:]
        new = said - self.said
        if any(name in line for line in new):
            return kind, name, what, "refused" if status == 3 else "told", next(iter(new))
        if status == 3:
            return kind, name, what, "refused, file not named", text[-300:]
        if not run_silent:
            return kind, name, what, "silent", ""
        gone = moved(self.figures(), figures(self.folder))
        return kind, name, what, "slipped" if gone else "no matter", gone[:3]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default="build")
    options.add_argument("--n", type=int, default=200)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--seed", default="1")
    options.add_argument("--no-runs", action="store_true", help="do not run silent damages")
    chosen = options.parse_args()
    support.use_build(chosen.build)
    tally = collections.defaultdict(collections.Counter)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="maillage-mutate-") as folder:
        bench = Bench(pathlib.Path(folder))
        for number in range(chosen.first, chosen.first + chosen.n):
            kind, name, what, outcome, more = bench.try_one(chosen.seed, number,
                                                            not chosen.no_runs)
            tally[kind][outcome] += 1
            print(f"{number} {kind} {name} {what}: {outcome} {more}", flush=True)
    for kind, outcomes in sorted(tally.items()):
        print(f"{kind:18}", ", ".join(f"{n} {o}" for o, n in sorted(outcomes.items())))
    print(f"{chosen.n} damages in {time.monotonic() - started:.0f} s")
    return any(o.startswith("exit") for outcomes in tally.values() for o in outcomes)


if __name__ == "__main__":
    sys.exit(main())
