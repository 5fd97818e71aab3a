# SPDX-License-Identifier: Apache-2.0
"""The house keeps its order: what each room includes, calls, exports, and how long it is."""

import pathlib
import re
import statistics
import subprocess
import unittest

import support

SRC = support.ROOT / "src"
PUBLIC = support.ROOT / "include" / "maillage"

# Outside libraries, by the first part of their headers' names, and the rooms they may enter.
LIBRARIES = {
    "yaml.h": {"project"},
    "gdal": {"load", "publish"},
    "ogr": {"load", "publish"},
    "cpl": {"load", "publish"},
    "proj.h": {"load", "publish"},
    "glib": {"draw", "load", "publish"},
    "jansson.h": {"load", "publish", "document"},  # document: what the report's map explores
    "sqlite3.h": {"store"},
    "spatialite": {"store"},
    "xlsxwriter": {"workbook"},
    "zip.h": {"workbook", "document"},
    "libxml/": {"workbook", "publish", "document"},
    "cairo": {"draw"},
    "png.h": {"draw"},
    "pango": {"draw"},
    "fontconfig": {"draw"},
    "libintl.h": {"cli"},
    "locale.h": {"cli"},
}
ISO_C = {f"{name}.h" for name in (
    "assert ctype errno float inttypes limits math setjmp signal stdalign stdarg stdbool stddef "
    "stdint stdio stdlib string strings threads time").split()}
SYSTEM = {"dirent.h", "fcntl.h", "ftw.h", "getopt.h", "libgen.h", "linux/fs.h", "malloc.h",
          "regex.h", "sys/file.h", "sys/stat.h", "sys/statvfs.h", "sys/syscall.h", "sys/types.h",
          "sys/wait.h", "unistd.h"}
# These know no file and no picture.
PURE = {"territory", "need", "offer", "coverage", "portrait"}

# Which rooms' public headers a room may include: data flows one way.
UPSTREAM = {
    "base": set(),
    "load": {"base"},
    "territory": {"base"},
    "offer": {"base", "territory"},
    "need": {"base", "territory"},
    "project": {"base", "need", "offer", "coverage"},  # of coverage, reach.h alone
    "coverage": {"base", "territory", "need", "offer", "project"},
    "portrait": {"base", "territory", "need", "offer", "coverage", "project"},
    "store": {"base", "territory", "need", "offer", "coverage", "project", "portrait"},
}
for _room in ("draw", "workbook", "publish"):
    UPSTREAM[_room] = UPSTREAM["store"]
UPSTREAM["publish"] = UPSTREAM["store"] | {"store"}  # rows of plain tables, filled by SQLite
UPSTREAM["workbook"] = UPSTREAM["store"] | {"publish"}  # the same columns, the same findings
UPSTREAM["document"] = UPSTREAM["workbook"] | {"draw"}
UPSTREAM["pipeline"] = UPSTREAM["document"] | {"store", "load", "workbook", "document"}
UPSTREAM["cli"] = UPSTREAM["pipeline"] | {"pipeline"}

BASE_HEADERS = "arena estimate finding geometry index place status table text version words".split()
# Shared inside the library, but not with its users.
LENT = {"base/tally.h": {"territory", "need", "load"}, "territory/keys.h": {"need"},
        "need/calculation.h": {"coverage"}, "draw/palette.h": {"document"},
        "draw/geography.h": {"document"},
        "draw/map.h": {"document"}, "draw/paint.h": {"document"}}

ROOM_OF = dict({name: "base" for name in BASE_HEADERS}, reach="coverage", access="coverage",
               schema="load", filling="store",
               demand="coverage", siting="coverage", whatif="offer",
               compare="portrait", coordination="portrait", palette="portrait",
               socle="portrait", verify="portrait", cut="portrait", similar="portrait",
               beside="portrait",
               schedule="offer", mapping="offer",
               csv="publish")

# Never wanted, with the reason; the second list holds outside cli/.
BANNED = {
    r"\b(strcpy|strcat|sprintf|vsprintf|gets)\s*\(": "writes without a bound",
    r"\b(atoi|atol|atof)\s*\(": "cannot fail: mlg_parse_number can",
    r"\bstrtok\s*\(": "keeps hidden state",
    r"\bsetlocale\s*\(\s*LC_(ALL|NUMERIC)": "LC_NUMERIC stays C",
    r"\bgoto\b": "open in one function, work in an inner one, close in the outer",
    r"\b(rand|random|srand)\s*\(": "same inputs, same bytes",
    r"\btime\s*\(\s*(NULL|&)": "same inputs, same bytes",
    r"\b(system|popen)\s*\(": "no shell",
}
BANNED_IN_LIBRARY = {
    r"(?<!_)\b(printf|puts|putchar|perror)\s*\(": "libmaillage never prints",
    r"\bfprintf\s*\(\s*(stderr|stdout)\b": "libmaillage never prints",
    r"\b(exit|abort|_exit)\s*\(": "libmaillage returns a status",
}
# A process that the library starts has nobody to return to.
STARTS_PROCESSES = {"series_pool.c"}
BANNED_IN_PURE = {r"\b(fopen|open|fread|fwrite|fprintf)\s*\(": "this room knows no file"}


def sources():
    files = sorted(SRC.glob("*/*.[ch]"))
    assert files, "no source found"
    return files


def without_comments(text):
    """The same lines, with comments and the inside of strings blanked."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda m: '""' if m[0][0] == '"' else re.sub(r"[^\n]", " ", m[0]), text)


def includes(path):
    return re.findall(r'^#include ([<"])([^>"]+)[>"]', path.read_text(), re.M)


def functions(path):
    """(name, lines) of each function: from the line of its brace to the closing one."""
    lines = path.read_text().splitlines()
    start = None
    for number, line in enumerate(lines):
        if start is None and line.endswith("{") and re.match(r"^[A-Za-z ].*\)\s*\{$", line):
            start = number
        elif start is not None and line == "}":
            head = " ".join(lines[max(0, start - 3):start + 1])
            yield re.findall(r"(\w+)\s*\(", head)[-1:], number - start + 1
            start = None


class Includes(unittest.TestCase):
    def test_every_room_is_in_the_table(self):
        rooms = {p.parent.name for p in sources()}
        self.assertEqual(rooms - set(UPSTREAM), set(), "say in the table what a new room may use")

    def wrong(self, room, path, mark, header):
        if mark == '"':
            ours = header.split("/")[0] == room or room in LENT.get(header, ())
            return None if ours else "another room's own header"
        if header.startswith("maillage/"):
            name = pathlib.PurePath(header).stem
            if header == "maillage/maillage.h":
                return None if room == "cli" else "only cli takes the whole library"
            owner = ROOM_OF.get(name, name)
            owner = "base" if header.endswith("findings.def") else owner
            return None if owner == room or owner in UPSTREAM[room] else f"{owner} is downstream"
        if header in ISO_C:
            return None
        if header in SYSTEM:
            return "this room knows no file" if room in PURE else None
        for prefix, rooms in LIBRARIES.items():
            if header.startswith(prefix):
                return None if room in rooms else f"only for {', '.join(sorted(rooms))}"
        return "not in the table"

    def test_rooms_include_what_the_table_allows(self):
        faults = []
        for path in sources():
            for mark, header in includes(path):
                why = self.wrong(path.parent.name, path, mark, header)
                if why:
                    faults.append(f"{path.relative_to(support.ROOT)}: {header}: {why}")
        self.assertEqual(faults, [])

    def test_public_headers_follow_the_same_flow(self):
        faults = []
        for path in sorted(PUBLIC.glob("*.h")):
            room = ROOM_OF.get(path.stem, path.stem)
            for mark, header in includes(path) if room != "maillage" else []:
                why = self.wrong(room, path, mark, header)
                if why:
                    faults.append(f"{path.name}: {header}: {why}")
        self.assertEqual(faults, [])

    def test_public_headers_stand_alone(self):
        for path in sorted(PUBLIC.glob("*.h")):
            done = subprocess.run(
                ["gcc", "-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                 f"-I{support.ROOT}/include", "-include", str(path), "-xc", "/dev/null"],
                capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)


class Calls(unittest.TestCase):
    def search(self, path, patterns):
        text = without_comments(path.read_text())
        for pattern, why in patterns.items():
            for hit in re.finditer(pattern, text):
                line = text.count("\n", 0, hit.start()) + 1
                yield f"{path.relative_to(support.ROOT)}:{line}: {hit[0].strip()} ({why})"

    def test_no_banned_function(self):
        faults = []
        for path in sources():
            room = path.parent.name
            faults += self.search(path, BANNED)
            free = room == "cli" or path.name in STARTS_PROCESSES
            faults += [] if free else self.search(path, BANNED_IN_LIBRARY)
            faults += self.search(path, BANNED_IN_PURE) if room in PURE else []
        self.assertEqual(faults, [])


class Library(unittest.TestCase):
    archive = property(lambda self: support.build() / "lib" / "libmaillage.a")

    def test_every_exported_name_is_prefixed(self):
        listed = subprocess.run(["nm", "-g", "--defined-only", self.archive], check=True,
                                capture_output=True, text=True).stdout
        names = re.findall(r"^[0-9a-f]+ [A-Z] (\w+)$", listed, re.M)
        self.assertGreater(len(names), 50)
        self.assertEqual([n for n in names if not re.match(r"mlg_|MLG_", n)], [])

    def test_there_is_no_mutable_global(self):
        listed = subprocess.run(["objdump", "-t", self.archive], check=True,
                                capture_output=True, text=True).stdout
        # .data.rel.ro holds constants that point to others.
        kept = re.findall(r"^\S+ .{7} (\.data|\.bss)\s+(?!0{16})\S+\s+(\S+)$", listed, re.M)
        self.assertEqual(kept, [])


class Size(unittest.TestCase):
    def test_functions_and_files_stay_short(self):
        faults, sizes = [], []
        for path in sources():
            lines = len(path.read_text().splitlines())
            if lines > 400:
                faults.append(f"{path.relative_to(support.ROOT)}: {lines} lines")
            for name, length in functions(path):
                sizes.append(length)
                if length > 60:
                    faults.append(f"{path.relative_to(support.ROOT)}: {name} has {length} lines")
        self.assertEqual(faults, [])
        self.assertLessEqual(statistics.median(sizes), 13)

    def test_sources_name_their_licence(self):
        named = [p for p in [*sources(), *PUBLIC.glob("*")]
                 if "SPDX-License-Identifier: Apache-2.0" not in p.read_text()[:60]]
        self.assertEqual(named, [])
