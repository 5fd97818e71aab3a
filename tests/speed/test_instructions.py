# SPDX-License-Identifier: Apache-2.0
"""How many instructions each room of Maillage takes for a small territory, and how often it calls
each outside library, against the counts accepted last.

Time depends on the machine and on its neighbours; these counts do not. Only our own object is
counted, not libraries nor their loading: those choose their code by the processor. A room that
makes a library do more shows in its calls. `make counts` accepts the present counts: read the
difference, and say in the commit what bought it.
"""

import collections
import os
import pathlib
import re
import subprocess
import unittest

import support

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE / "instructions.txt"
TOLERANCE = 0.03  # of a count
WORTH = 100_000  # instructions: rooms below are noise
WORTH_CALLS = 1_000
HEADER = """# Instructions of our own code by room, and calls from it by library, for tests/speed/projet.yaml built
# with the default CFLAGS. Written by `make counts`; held to 3 % by test_instructions.py.
"""


def name_of(line, known):
    """'fn=(3) main' gives 'main', and so does 'fn=(3)' from then on."""
    number, _, name = line.partition("=")[2].partition(" ")
    if name:
        known[number] = name
    return known[number]


def library_of(path):
    return re.sub(r"[-.0-9]*\.so.*", "", pathlib.Path(path).name)


def room_of(path):
    """src/draw/labels.c is of draw."""
    found = re.search(r"(?:^|/)src/([a-z]+)/[^/]*$", path)
    return found.group(1) if found else None


class Profile:
    """A callgrind file, read line by line: exclusive costs of our object, by room; its calls."""

    def __init__(self, path):
        self.instructions, self.calls = collections.Counter(), collections.Counter()
        self.files, self.objects = {}, {}
        self.room = self.callee = None
        self.ours = self.is_call = False
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                self.take(line.rstrip("\n"))

    def take(self, line):
        kind = line.partition("=")[0]
        if kind == "ob":
            self.ours = pathlib.Path(name_of(line, self.objects)).name == support.command().name
        elif kind in ("fl", "fi", "fe"):
            self.room = room_of(name_of(line, self.files))
        elif kind in ("cfi", "cfl"):
            name_of(line, self.files)
        elif kind == "cob":
            self.callee = name_of(line, self.objects)
        elif kind == "calls":
            if self.ours and self.callee is not None:
                self.calls[library_of(self.callee)] += int(line.split()[0][6:])
            self.callee, self.is_call = None, True
        elif line[:1] in tuple("+-*0123456789"):
            self.add(line)

    def add(self, line):
        """A cost: our own, unless it is the sum of what was called."""
        if not self.is_call and self.ours and self.room is not None:
            self.instructions[self.room] += int(line.split()[1])
        self.is_call = False


def count():
    folder = support.scratch() / "speed"
    folder.mkdir(exist_ok=True)
    out = folder / "callgrind.out"
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(support.command()), "run",
         "-q", str(HERE / "projet.yaml"), "-o", str(folder / "out"), "--overwrite"],
        env=support.environment(), capture_output=True, text=True, check=False, timeout=900)
    if done.returncode != 0:
        raise AssertionError(done.stderr[-2000:])
    return Profile(out)


def lines(profile):
    yield from (f"instructions {name} {n}" for name, n in sorted(profile.instructions.items())
                if n >= WORTH)
    yield from (f"calls {name} {n}" for name, n in sorted(profile.calls.items()) if n >= WORTH_CALLS)


def parse(text):
    return {tuple(line.split()[:2]): int(line.split()[2]) for line in text.splitlines()
            if not line.startswith("#")}


def moved(kept, now):
    """What is more than TOLERANCE from what was kept; a count that is new or gone, too, unless it
    stands at the threshold below which none is written."""
    for key in sorted(kept.keys() | now.keys()):
        least = WORTH if key[0] == "instructions" else WORTH_CALLS
        before, after = kept.get(key, least), now.get(key, least)
        if abs(after - before) > TOLERANCE * before:
            yield f"{' '.join(key)}: {before} -> {after} ({after / before - 1:+.1%})"


class Instructions(unittest.TestCase):
    def test_counts(self):
        now = "\n".join(lines(count())) + "\n"
        if os.environ.get("MAILLAGE_REFRESH"):
            KEPT.write_text(HEADER + now)
        self.assertEqual([], list(moved(parse(KEPT.read_text()), parse(now))),
                         "more than 3 % off; `make counts` accepts what is meant")


class Moved(unittest.TestCase):
    KEPT = {("instructions", "draw"): 1_000_000, ("calls", "libc"): 10_000}

    def test_within(self):
        self.assertEqual([], list(moved(self.KEPT, {("instructions", "draw"): 1_029_000,
                                                    ("calls", "libc"): 9_710})))

    def test_slower_or_faster(self):
        for n in (1_031_000, 969_000):
            self.assertEqual(1, len(list(moved(self.KEPT, {**self.KEPT, ("instructions", "draw"): n}))))

    def test_a_room_that_is_new_or_gone(self):
        self.assertEqual(1, len(list(moved(self.KEPT, {**self.KEPT, ("instructions", "load"): 200_000}))))
        self.assertEqual(1, len(list(moved(self.KEPT, {("calls", "libc"): 10_000}))))
        self.assertEqual([], list(moved(self.KEPT, {**self.KEPT, ("instructions", "load"): 102_000})))


if __name__ == "__main__":
    unittest.main()
