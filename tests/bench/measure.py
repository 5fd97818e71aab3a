# SPDX-License-Identifier: Apache-2.0
"""How long processes take and how much memory they hold, and what the machine can do at best."""

import os
import pathlib
import platform
import re
import statistics
import subprocess
import threading
import time
import zipfile
import zlib


class Late(Exception):
    """A process was stopped after its time."""


class Failed(Exception):
    """A process ended otherwise than well."""


class Measure:
    """Wall seconds, processor seconds and MB of the largest of some processes."""

    def __init__(self):
        self.wall = self.cpu = self.peak = 0.0
        self.steps = {}

    def run(self, *command, limit=3600.0, name=None):
        """One process to its end, added to the others."""
        started = time.monotonic()
        process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        late = threading.Event()
        timer = threading.Timer(limit, lambda: (late.set(), process.kill()))
        timer.start()
        with process.stderr:
            said = process.stderr.read().decode(errors="replace")
        status = self.add(process)
        timer.cancel()
        wall = time.monotonic() - started
        self.wall += wall
        if name is not None:
            self.steps[name] = self.steps.get(name, 0.0) + wall
        if late.is_set():
            raise Late(f"not finished in {limit:.0f} s")
        if status != 0:
            raise Failed(f"{pathlib.Path(command[0]).name} failed:\n{said[-2000:]}")
        return self

    def add(self, process):
        """Takes the dues of a process that ends, and of those it waited for."""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        return process.returncode


def median(measures, what):
    return statistics.median(getattr(m, what) for m in measures)


def steps_of(measures):
    return {name: statistics.median(m.steps[name] for m in measures) for name in measures[-1].steps}


# ---- the machine ----

def first_line(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().splitlines()[0]


def processor():
    found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return found.group(1) if found else platform.machine()


def memory_gb():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def quickest(action, times=5):
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - started)
    return best


def copying():
    """Bytes a second from memory to memory."""
    block = bytes(64 << 20)
    return len(block) / quickest(lambda: bytearray(block))


def reading(paths):
    """Seconds to read files that memory still holds."""
    return quickest(lambda: [p.read_bytes() for p in paths])


def writing(folder, n_bytes):
    """Seconds to write so many bytes to a file, as a run does: without waiting for the disk."""
    path, block = folder / "written", bytes(1 << 20)

    def write():
        with open(path, "wb", buffering=0) as file:
            for _ in range(max(1, round(n_bytes / len(block)))):
                file.write(block)
    took = quickest(write, 3)
    path.unlink()
    return took


def deflating(path):
    """Seconds to compress what a zip holds, at zlib's usual level, and how many bytes that is."""
    took = n_bytes = 0
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if part.compress_type == zipfile.ZIP_DEFLATED:
                text = archive.read(part)
                took += quickest(lambda text=text: zlib.compress(text, 6), 1)
                n_bytes += len(text)
    return took, n_bytes


def cells(path):
    """How many cells a workbook holds."""
    with zipfile.ZipFile(path) as archive:
        return sum(archive.read(name).count(b"<c ") for name in archive.namelist()
                   if name.startswith("xl/worksheets/sheet"))


def deflating_pictures(paths):
    """Seconds to compress the pixels of PNG files, and how many pixels they are."""
    took = pixels = 0
    for path in paths:
        data, at, packed = path.read_bytes(), 8, b""
        while at < len(data):
            n, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
            body = data[at + 8:at + 8 + n]
            if kind == b"IHDR":
                pixels += int.from_bytes(body[:4], "big") * int.from_bytes(body[4:8], "big")
            packed += body if kind == b"IDAT" else b""
            at += 12 + n
        raw = zlib.decompress(packed)
        took += quickest(lambda raw=raw: zlib.compress(raw, 6), 1)
    return took, pixels


def load_average():
    return os.getloadavg()[0]
