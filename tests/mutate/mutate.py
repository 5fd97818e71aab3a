#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Damages copies of the shipped data, one file at a time, and looks whether anybody is told.

    tests/mutate/mutate.py [--build DIR] [--n 2000] [--first 0] [--seed 1] [--verbose]

A damage is told when there is a finding about the damaged file (or two files set against each
other, that one among them) which the sound data do not have; refused, when the status is 3. One
that is neither is computed to the end: figures that stay within the intervals published for the
sound data are no matter; others have slipped through, and are listed.
"""

import argparse
import collections
import concurrent.futures
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import damages  # noqa: E402
import support  # noqa: E402

REJECTED = 3
# One damage in so many that are told is computed to its end all the same.
SAMPLED = 20


class Engine:
    """A process that holds one sound project, and answers for damaged files of it."""

    def __init__(self, build, project):
        self.process = subprocess.Popen(
            [str(build / "mutate" / "damaged"), str(project), str(build / "share" / "maillage")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, errors="replace")

    def write(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, steps, name, path, is_enough=lambda findings: False):
        """(status, findings with how often each is said, figures unless those are enough)"""
        self.write(f"{steps} {name} {path}")
        findings, figures = collections.Counter(), {}
        for line in self.process.stdout:
            kind, *rest = line.rstrip("\n").split("\t")
            if kind == "end":
                return rest[0], findings, figures
            if kind == "figures?":
                self.write("no" if is_enough(findings) else "yes")
            elif kind == "figure":
                figures[tuple(rest[:4])] = tuple(map(float, rest[4:]))
            else:
                slug, file, _line, column, value, expected = rest
                findings[slug, file, column, value, expected] += 1
        raise AssertionError(f"damaged ended before its answer to {steps} {name} {path}")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def moved(sound, now):
    """Figures that left the interval published for the sound data, or came to be or not to be."""
    out = []
    for key, (value, low, high) in sound.items():
        new = now.get(key, (math.nan,))[0]
        if math.isnan(value) and math.isnan(new):
            continue
        room = 0.05 if key[3] == "places_100" else 0.5
        if math.isnan(value) or math.isnan(new) or not low - room <= new <= high + room:
            out.append(key)
    return out


class Project:
    """A shipped project: what is said of it, and what its figures are."""

    def __init__(self, build, name, home):
        self.name, self.folder = name, support.GEODATA.parent / name
        self.file = self.folder / "projet.yaml"
        self.build, self.local, self.lock = build, threading.local(), threading.Lock()
        self.engines, self.baselines, self.figures = [], {}, None
        # Sound settings are read from where damaged ones are: if these find no file, nor do those.
        to = home / f"{name}-sound"
        to.mkdir()
        self.settings = damages.settings(self.folder, to)
        shutil.copy(self.file, self.settings)

    def engine(self):
        if not hasattr(self.local, "engine"):
            self.local.engine = Engine(self.build, self.file)
            self.engines.append(self.local.engine)
        return self.local.engine

    def ask_sound(self, steps, name):
        path = self.settings if name == self.file.name else self.folder / name
        status, said, figures = self.engine().ask(steps, name, path)
        assert status == "0", (name, status, said)
        return said, figures

    def sound(self, steps, name):
        """What is said when the file is read as it is. To the end, it is what is said of no file
        read again, and what reading that one says."""
        with self.lock:
            if "check" not in self.baselines:
                self.baselines["check"], _ = self.ask_sound("check", "none")
            if name not in self.baselines:
                said, _ = self.ask_sound("check", name)
                self.baselines[name] = said - self.baselines["check"]
            if steps == "all" and "all" not in self.baselines:
                self.baselines["all"], self.figures = self.ask_sound("all", "none")
            return self.baselines[steps] + self.baselines[name]

    def close(self):
        for engine in self.engines:
            engine.close()


def about(name, finding):
    """Whether a finding is about that file, by itself or beside another."""
    return any(name in text for text in finding[1:2] + finding[3:])


class Bench:
    """Both projects, and a damage by its number."""

    def __init__(self, build, folder, seed):
        self.projects = [Project(build, name, folder) for name in ("rennes-metropole", "bretagne")]
        self.folder, self.seed = folder, seed
        # A project names the other's files from its own folder.
        for project in self.projects:
            (folder / project.name).symlink_to(project.folder)
        self.kinds = damages.kinds()

    def judge(self, project, name, path, number):
        """(outcome, what was said or moved)"""
        def named_in(steps, said):
            return [f for f in said - project.sound(steps, name) if about(name, f)]

        engine = project.engine()
        status, said, _ = engine.ask("check", name, path)
        steps, named = "check", named_in("check", said)
        if status == "0" and not (named and number % SAMPLED):
            project.sound("all", name)  # before the engine waits for a reply
            steps = "all"
            status, said, figures = engine.ask(steps, name, path, lambda f: named_in("all", f))
            named = named_in(steps, said)
        new = said - project.sound(steps, name)
        if status not in ("0", str(REJECTED)):
            return f"status {status}", list(new)[:2]
        if named:
            return "refused" if status != "0" else "told", named[0]
        if status != "0":
            return "refused, file not named", list(new)[:2]
        gone = moved(project.figures, figures)
        return ("slipped" if gone else "no matter"), [len(gone), *gone[:3], *list(new)[:1]]

    def try_one(self, number):
        """(kind, project, file, what, outcome, more)"""
        rng = random.Random(f"{self.seed}/{number}")
        kind = self.kinds[number % len(self.kinds)]
        project = self.projects[number // len(self.kinds) % 2]
        to = self.folder / str(number)
        to.mkdir()
        try:
            name, path, what = damages.damage(rng, kind, project.name, project.folder, to)
        except damages.Impossible:
            shutil.rmtree(to)
            return kind, project.name, "", "", "impossible", ""
        outcome, more = self.judge(project, name, path, number)
        shutil.rmtree(to)
        return kind, project.name, name, what, outcome, more

    def close(self):
        for project in self.projects:
            project.close()


def print_tally(tally):
    outcomes = ["refused", "told", "no matter", "slipped"]
    outcomes += sorted({o for counts in tally.values() for o in counts} - set(outcomes))
    print("| damage | tried | " + " | ".join(outcomes) + " |")
    print("|---" * (2 + len(outcomes)) + "|")
    total = collections.Counter()
    for kind, counts in [*sorted(tally.items()), ("all", total)]:
        if kind != "all":
            total.update(counts)
        cells = [str(counts[o]) for o in outcomes]
        print(f"| {kind.replace('_', ' ')} | {sum(counts.values())} | " + " | ".join(cells) + " |")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default="build")
    options.add_argument("--n", type=int, default=2000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--seed", default="1")
    options.add_argument("--verbose", action="store_true", help="list those that are told, too")
    chosen = options.parse_args()
    tally = collections.defaultdict(collections.Counter)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="maillage-mutate-") as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        bench = Bench(pathlib.Path(chosen.build).resolve(), pathlib.Path(folder), chosen.seed)
        numbers = range(chosen.first, chosen.first + chosen.n)
        for number, result in zip(numbers, pool.map(bench.try_one, numbers)):
            kind, project, name, what, outcome, more = result
            tally[kind][outcome] += 1
            if chosen.verbose or outcome not in ("told", "refused", "no matter"):
                print(f"{number} {kind} {project}/{name} {what}: {outcome} {more}", flush=True)
        bench.close()
    print_tally(tally)
    print(f"{chosen.n} damages in {time.monotonic() - started:.0f} s")
    return any(o.startswith("status") for outcomes in tally.values() for o in outcomes)


if __name__ == "__main__":
    sys.exit(main())
