#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs that are killed, or refused memory or disk: never a crash, never half a result.

    tests/torture/torture.py [--build DIR] [--n 200] [--seed 1]
"""

import argparse
import hashlib
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import support  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENTS = {"manifeste.json", "portrait.gpkg", "calcul.sqlite", "classeur.xlsx", "rapport.html"}


def light_project(folder):
    """Rennes Métropole with one map, so that a run is short and does all kinds of things."""
    folder = support.copy_project(folder)
    text = (folder / "projet.yaml").read_text()
    text = text[:text.index("\ncartes:")] + "\n"
    (folder / "projet.yaml").write_text(text)
    return folder


def failing_malloc(folder):
    library = folder / "failing_malloc.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", HERE / "failing_malloc.c", "-o", library],
                   check=True)
    return library


def contents(folder):
    """What is in a folder, file by file; of what says when it was made, whether it is there."""
    return {str(path.relative_to(folder)):
            path.stat().st_size > 0 if path.name in ("manifeste.json", "calcul.sqlite")
            else hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


class Torture:
    """Each method returns the faults it saw, as sentences."""

    def __init__(self, scratch, seed):
        self.rng = random.Random(seed)
        self.folder = light_project(scratch / "torture" / "rennes-metropole")
        self.out = self.folder / "out"
        self.wrapper = failing_malloc(scratch)
        started = time.monotonic()
        status, said = self.run()
        self.duration = time.monotonic() - started
        assert status == 0, said
        self.before = contents(self.out)
        assert DOCUMENTS <= set(self.before), sorted(self.before)

    def run(self, *arguments, command="run", **options):
        """(exit status, what was said); a run replaces the results that are there."""
        if command == "run":
            arguments = ("projet.yaml", "-o", "out", "--overwrite", *arguments)
        env = support.environment(**options.pop("env", {}))
        done = subprocess.run([str(support.command()), command, "-q", *arguments],
                              cwd=self.folder, env=env, stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, stdout=options.pop("stdout", subprocess.PIPE),
                              text=True, errors="replace", timeout=600, **options)
        return done.returncode, done.stderr

    def staging(self):
        return [path for path in self.folder.glob(".out.*")]

    def whole(self, what):
        """Results are those of a whole run: the same inputs make the same bytes."""
        faults = [] if contents(self.out) == self.before else [f"{what}: results are not whole"]
        if faults:
            shutil.rmtree(self.out)
            self.run()
        return faults

    def kill(self, n):
        faults = []
        for i in range(n):
            at = self.rng.uniform(0, 1.05 * self.duration)
            process = subprocess.Popen(
                [support.command(), "run", "-q", "projet.yaml", "-o", "out", "--overwrite"],
                cwd=self.folder, env=support.environment(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(at)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            faults += self.whole(f"killed after {at:.2f} s")
            for left in self.staging():
                shutil.rmtree(left)
        return faults

    def ended_well(self, what, status, said, expected=(1,), told=""):
        faults = []
        if status not in expected:
            faults.append(f"{what}: exit {status}, {said[-200:]!r}")
        if status != 0 and (not said.strip() or told not in said.lower()):
            faults.append(f"{what}: exit {status} and it does not say why: {said[-200:]!r}")
        for left in self.staging():
            faults.append(f"{what}: {left.name} is left")
            shutil.rmtree(left)
        return faults

    def short_writes(self, n):
        """Files may not grow past a limit, as on a disk that is full."""
        faults = []
        largest = max(path.stat().st_size for path in self.out.rglob("*") if path.is_file())
        for i in range(n):
            limit = int(largest * self.rng.random() ** 3)

            def before():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            what = f"files of at most {limit} bytes"
            faults += self.ended_well(what, *self.run(preexec_fn=before), (4,)) + self.whole(what)
        return faults

    def count_allocations(self, command):
        count = self.folder / "count"
        self.allocate(command, MAILLAGE_COUNT=str(count))
        return int(count.read_text())

    def allocate(self, command, **env):
        arguments = () if command == "run" else ("projet.yaml",)
        return self.run(*arguments, command=command, env=dict(env, LD_PRELOAD=str(self.wrapper)))

    def memory(self, n, command="check"):
        """The nth memory that the program asks for is refused. 0: it did without."""
        most = self.count_allocations(command)
        faults = []
        for i in range(n):
            at = self.rng.randrange(1, most + 1)
            status, said = self.allocate(command, MAILLAGE_FAIL_AT=str(at))
            what = f"{command}: allocation {at} of {most} refused"
            faults += self.ended_well(what, status, said, (0, 1), "memory") + self.whole(what)
        return faults

    def places(self):
        """Where nothing can be written."""
        faults = []
        for place in ("/proc/maillage", "/dev/full", "/dev/null/out", "projet.yaml", "projet.yaml/x"):
            faults += self.ended_well(f"results to {place}", *self.run_to(place), (1, 2, 3, 4))
        with open("/dev/full", "w") as full:
            status, said = self.run("projet.yaml", command="check", stdout=full)
        if status < 0:
            faults.append(f"standard output to /dev/full: exit {status}")
        return faults + self.whole("unwritable places")

    def run_to(self, place):
        done = subprocess.run([str(support.command()), "run", "-q", "projet.yaml", "-o", place],
                              cwd=self.folder, env=support.environment(), text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        return done.returncode, done.stderr


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default="build")
    options.add_argument("--n", type=int, default=200)
    options.add_argument("--seed", default="1")
    chosen = options.parse_args()
    support.use_build(chosen.build)
    torture = Torture(support.scratch(), chosen.seed)
    print(f"a run takes {torture.duration:.1f} s", flush=True)
    faults = 0
    for name, work in (("places", lambda n: torture.places()),
                       ("memory refused to check", torture.memory),
                       ("memory refused to run", lambda n: torture.memory(n, "run")),
                       ("short writes", torture.short_writes),
                       ("killed", torture.kill)):
        started = time.monotonic()
        seen = work(chosen.n)
        faults += len(seen)
        print(f"{name}: {len(seen)} faults ({time.monotonic() - started:.0f} s)", flush=True)
        for fault in seen:
            print(f"  {fault}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
