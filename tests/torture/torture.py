#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs that are killed, or refused memory or disk: never a crash, never half a result.

    tests/torture/torture.py [--build DIR] [--n 200] [--seed 1] [TORTURE…]

Without a name, all of them: places memory everywhere pieces leaks sqlite sqlite-files shorts calls
small killed
"""

import argparse
import errno
import hashlib
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
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


# Calls that write, and what the system may answer.
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "openat", "renameat2", "mkdir", "ftruncate")
ERRORS = ("EIO", "ENOSPC", "EDQUOT")
# Where a run tells its findings.
SAYING = {"constats.csv", "classeur.xlsx", "rapport.html", "manifeste.json"}
# Requests that come from the same calls, up to this many, are of one place.
DEPTH = 6
CHAIN = 4
# A copy of a process has none of its threads, whose end GDAL would wait for.
UNTHREADED = {"OGR_GPKG_ALLOW_THREADED_RTREE": "NO"}
# In a private view of the disks, which goes away with the command.
PRIVATE = ["unshare", "-m", "sh", "-ec"]


def failing(folder):
    library = folder / "failing.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", *HERE.glob("failing*.c"), "-o", library],
                   check=True)
    return library


def may_mount():
    """Whether disks can be mounted here, out of everybody's sight."""
    done = subprocess.run([*PRIVATE, "mount -t tmpfs none /mnt"], capture_output=True, check=False)
    return done.returncode == 0


def may_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def contents(folder):
    """What is in a folder, file by file; of what says when it was made, whether it is there."""
    return {str(path.relative_to(folder)):
            path.stat().st_size > 0 if path.name in ("manifeste.json", "calcul.sqlite")
            else hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def same_rows(some, others):
    """Whether two calculations are the same, but for what they say."""
    return all(some.get(name) == rows for name, rows in others.items() if name != "constat")


class Torture:
    """Each method returns the faults it saw, as sentences."""

    def __init__(self, scratch, seed):
        self.rng = random.Random(seed)
        self.folder = light_project(scratch / "torture" / "rennes-metropole")
        self.out = self.folder / "out"
        self.wrapper = failing(scratch)
        started = time.monotonic()
        # The reference run also says how often memory is asked for.
        status, said = self.allocate("run", MAILLAGE_COUNT=str(self.folder / "count"))
        self.counts = {"run": int((self.folder / "count").read_text())}
        self.duration = time.monotonic() - started
        assert status == 0, said
        self.before = contents(self.out)
        self.calculation = support.calculation(self.out)
        self.portrait = support.rows(self.out / "portrait.gpkg")
        assert DOCUMENTS <= set(self.before), sorted(self.before)

    def run(self, *arguments, command="run", program=None, **options):
        """(exit status, what was said); a run replaces the results that are there."""
        if command == "run":
            arguments = ("projet.yaml", "-o", "out", "--overwrite", *arguments)
        env = support.environment(**options.pop("env", {}))
        done = subprocess.run([*options.pop("under", ()), str(program or support.command()),
                               command, "-q", *arguments],
                              cwd=self.folder, env=env, stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, stdout=options.pop("stdout", subprocess.PIPE),
                              text=True, errors="replace", timeout=3600 if program else 600, **options)
        return done.returncode, done.stderr

    def staging(self):
        return [path for path in self.folder.glob(".out.*")]

    def sound(self):
        """Whether results are those of a whole run: the same inputs make the same bytes."""
        if contents(self.out) != self.before:
            return False
        return support.calculation(self.out) == self.calculation

    def equivalent(self):
        """Whether a run has the same rows, and its other bytes too unless it says more."""
        calculation = support.calculation(self.out)
        if calculation is None or not same_rows(calculation, self.calculation):
            return False
        more = len(calculation["constat"]) > len(self.calculation["constat"])
        free = {"portrait.gpkg"} | (SAYING if more else set())
        after = contents(self.out)
        return (support.rows(self.out / "portrait.gpkg") == self.portrait
                and set(after) == set(self.before)
                and all(after[name] == self.before[name] for name in set(after) - free))

    def whole(self, what, recovered=False):
        """`recovered`: where SQLite or PROJ did without, bytes and findings may differ."""
        if self.sound():
            return []
        faults = [] if recovered and self.equivalent() else [f"{what}: results are not whole"]
        shutil.rmtree(self.out)
        self.run()
        return faults

    def kill(self, n):
        faults = []
        for i in range(n):
            at = self.rng.uniform(0, 1.05 * self.duration)
            with_ = self.rng.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
            process = subprocess.Popen(
                [support.command(), "run", "-q", "projet.yaml", "-o", "out", "--overwrite"],
                cwd=self.folder, env=support.environment(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(at)
            except subprocess.TimeoutExpired:
                process.send_signal(with_)
                process.wait()
            what = f"{with_.name} after {at:.2f} s"
            if process.returncode not in (0, -with_):
                faults.append(f"{what}: exit {process.returncode}")
            # What each leaves, the next takes away.
            if len(self.staging()) > 1:
                faults.append(f"{what}: {len(self.staging())} folders are left")
            faults += self.whole(what)
        return faults + self.ended_well("a run after the killed ones", *self.run(), (0,))

    def ended_well(self, what, status, said, expected=(1,), told=""):
        faults = []
        if status not in expected:
            faults.append(f"{what}: exit {status}, {said[-2000 if status == 99 else -200:]!r}")
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
        if command not in self.counts:
            count = self.folder / "count"
            self.allocate(command, MAILLAGE_COUNT=str(count))
            self.counts[command] = int(count.read_text())
        return self.counts[command]

    def allocate(self, command, program=None, **env):
        arguments = () if command == "run" else ("projet.yaml",)
        return self.run(*arguments, command=command, program=program,
                        env={"LD_PRELOAD": str(self.wrapper), **env})

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

    def everywhere(self, n, command="check"):
        """Each of n requests, evenly spread, refused in a process of its own."""
        each = max(1, self.count_allocations(command) // n)
        return self.in_turn(command, n // 2, each=each)

    def in_turn(self, command, least, program=None, each=1, **env):
        """Every `each`th request refused, in a process of its own; `least`: how many at least."""
        seen = self.folder / "seen"
        status, said = self.allocate(command, program, MAILLAGE_FAIL_EACH=str(each),
                                     MAILLAGE_SEEN=str(seen), **UNTHREADED, **env)
        faults = [] if status == 0 else [f"{command}: exit {status}, {said[-200:]!r}"]
        ends = re.split(r"\n=(\d+) (-?\d+)\n", seen.read_text(errors="replace"))
        seen.unlink()
        for said, at, status in zip(ends[0::3], ends[1::3], map(int, ends[2::3])):
            if status < 0:  # libraries do not all survive a copy: once more, in a run of its own
                status, said = self.allocate(command, program, MAILLAGE_FAIL_AT=at,
                                             LD_PRELOAD=env.get("LD_PRELOAD", str(self.wrapper)))
            # A copy of a run may open no file to write: 4 where it went on to one.
            faults += self.ended_well(f"{command}: allocation {at} refused", status, said,
                                      (1, 4) if command == "run" else (1,))
        assert len(ends) // 3 > least, (len(ends), least)
        print(f"  ({len(ends) // 3} refused)")
        return faults + self.whole(f"{command}: all refused in turn")

    def pieces(self):
        """Each place of a program that asks for each piece of memory by itself."""
        return self.in_turn("run", 1000, support.build() / "pieces" / "bin" / "maillage",
                            MAILLAGE_DEPTH=str(CHAIN))

    def leaks(self, n):
        """Under the sanitizers, where a block that is lost ends a run with 99."""
        each = max(1, self.counts["run"] // n)
        return self.in_turn("run", n // 2, support.build() / "sanitized" / "bin" / "starved",
                            each, LD_PRELOAD="", **support.STRICT)

    def firsts(self, **env):
        """The numbers of the requests of a run that are the first of their place."""
        count = self.folder / "count"
        self.allocate("run", MAILLAGE_COUNT=str(count), MAILLAGE_DEPTH=str(DEPTH), **env)
        return [int(number) for number in count.read_text().split()]

    def one_by_one(self, n, what, expected=(0, 1, 4), **env):
        """n requests refused, each from another place, each in a run of its own."""
        firsts = self.firsts(**env)
        faults = []
        for at in sorted(self.rng.sample(firsts, min(n, len(firsts)))):
            on = self.rng.choice(("0", "1"))
            status, said = self.allocate("run", MAILLAGE_FAIL_AT=str(at), MAILLAGE_FAIL_ON=on, **env)
            told = f"{what} {at}{'+' if on == '1' else ''} of {firsts[-1]}"
            faults += self.ended_well(told, status, said, expected) + self.whole(told, True)
        return faults

    def sqlite(self, n):
        """SQLite's own requests: base of the calculation, GeoPackages, reference systems."""
        return self.one_by_one(n, "memory of SQLite", MAILLAGE_FAIL_IN="libsqlite3")

    def sqlite_files(self, n):
        """The calls of the system by which SQLite reads and writes answer an error."""
        faults = []
        for error in (errno.EIO, errno.ENOSPC):
            faults += self.one_by_one(n // 2, f"SQLite's call, {errno.errorcode[error]},",
                                      MAILLAGE_FAIL_IN="libsqlite3", MAILLAGE_FAIL_CALLS=str(error))
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

    # ---- a disk that fails, or that is small ----

    def trace(self, *options):
        return ["strace", "-f", "-qq", "-o", str(self.folder / "trace"), *options]

    def calls(self, n):
        """One call of the system that writes fails, at a moment or from then on."""
        if not may_trace():
            print("  (left out: strace may not be used here)")
            return []
        self.run(under=self.trace("-e", f"trace={','.join(CALLS)}"))
        made = re.findall(r"^(?:\d+ +)?(\w+)\(", (self.folder / "trace").read_text(errors="replace"),
                          re.M)
        counts = {call: made.count(call) for call in CALLS if call in made}
        faults = []
        for _ in range(n):
            call = self.rng.choice(sorted(counts))
            at, error = self.rng.randrange(1, counts[call] + 1), self.rng.choice(ERRORS)
            on = self.rng.choice(("", "+"))
            what = f"{call} {at}{on} of {counts[call]}: {error}"
            status, said = self.run(under=self.trace(
                "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={at}{on}"))
            expected = (0, 1, 3, 4) if call == "openat" else (0, 1, 4)
            if call in ("write", "openat") and on:
                said += "-"  # its words could not be written either
            if "error while loading shared libraries" in said:
                expected += (127,)  # it was not begun
            faults += self.whole(what)
            if call == "openat" and on and self.staging():
                self.run()  # what cannot be opened cannot be emptied: the next run takes it away
            faults += self.ended_well(what, status, said, expected)
        (self.folder / "trace").unlink()
        return faults

    def small(self, n):
        """Small disks, in turn for the results, for temporary files, and one that is read only."""
        if not may_mount():
            print("  (left out: disks cannot be mounted here)")
            return []
        faults = []
        place = self.folder / "small"
        place.mkdir(exist_ok=True)
        command = f"'{support.command()}' run -q projet.yaml -o"
        total = sum(path.stat().st_size for path in self.out.rglob("*") if path.is_file()) >> 10
        for i in range(n):
            size = int(total * self.rng.random() ** 2)
            mount = f"mount -t tmpfs -o size={size + 4}k none small; "
            if i % 3 == 0:
                what = f"results on a disk of {size} KB"
                faults += self.on_disk(what, mount + f"{command} small/out || s=$?; ls -A small; "
                                       "exit ${s:-0}", (4,))
            elif i % 3 == 1:
                what = f"temporary files on a disk of {size // 8} KB"
                faults += self.on_disk(what, mount.replace(f"={size}", f"={size // 8}") +
                                       f"TMPDIR=small {command} out --overwrite", (0, 1, 4))
            else:
                what = "results on a disk that cannot be written"
                faults += self.on_disk(what, mount + "mount -o remount,ro small; "
                                       f"{command} small/out", (4,))
            faults += self.whole(what)
        return faults

    def on_disk(self, what, script, expected):
        done = subprocess.run([*PRIVATE, script], cwd=self.folder, env=support.environment(),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              errors="replace", timeout=600, check=False)
        left = [f"{what}: {done.stdout.strip()} is left"] if done.stdout.strip() else []
        return left + self.ended_well(what, done.returncode, done.stderr, expected)

    def run_to(self, place):
        done = subprocess.run([str(support.command()), "run", "-q", "projet.yaml", "-o", place],
                              cwd=self.folder, env=support.environment(), text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        return done.returncode, done.stderr


TORTURES = {
    "places": lambda torture, n: torture.places(),
    "memory": lambda torture, n: torture.memory(n, "run"),
    "everywhere": lambda torture, n: torture.everywhere(n) + torture.everywhere(n, "run"),
    "pieces": lambda torture, n: torture.pieces(),
    "leaks": Torture.leaks,
    "sqlite": Torture.sqlite,
    "sqlite-files": Torture.sqlite_files,
    "shorts": Torture.short_writes,
    "calls": Torture.calls,
    "small": Torture.small,
    "killed": Torture.kill,
}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default="build")
    options.add_argument("--n", type=int, default=200)
    options.add_argument("--seed", default="1")
    options.add_argument("names", nargs="*", metavar="TORTURE")
    chosen = options.parse_args()
    support.use_build(chosen.build)
    torture = Torture(support.scratch(), chosen.seed)
    print(f"a run takes {torture.duration:.1f} s", flush=True)
    faults = 0
    for name in chosen.names or TORTURES:
        started = time.monotonic()
        seen = TORTURES[name](torture, chosen.n)
        faults += len(seen)
        print(f"{name}: {len(seen)} faults ({time.monotonic() - started:.0f} s)", flush=True)
        for fault in seen:
            print(f"  {fault}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
