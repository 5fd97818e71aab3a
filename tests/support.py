# SPDX-License-Identifier: Apache-2.0
"""What the Python tests share: where things are, and one run of Rennes Métropole."""

import contextlib
import fcntl
import functools
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import warnings

ROOT = pathlib.Path(__file__).resolve().parent.parent
GEODATA = ROOT / "geodata" / "rennes-metropole"
PROJECT = "geodata/rennes-metropole/projet.yaml"
FAMILIES = ["informer", "acceder", "depanner", "aider", "apprendre"]
# Under the sanitizers: a leak, or what has no meaning in C, ends a program with 99.
STRICT = {
    "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0:exitcode=99",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1:exitcode=99",
}
PARTS = ["couvert", "orientation", "sature", "hors_portee"]
LEVELS = ["iris", "quartier", "commune", "epci", "departement", "region"]

# openpyxl says of some conditional formats that it would not keep them.
warnings.filterwarnings("ignore", module="openpyxl")

_build = ROOT / "build"
_scratch = None


def use_build(folder):
    """Tests run the command of this build folder from now on."""
    global _build
    _build = pathlib.Path(folder).resolve()


def build():
    return _build


def command():
    return _build / "bin" / "maillage"


def scratch():
    """A folder that is removed when the tests end."""
    global _scratch
    if _scratch is None:
        _scratch = tempfile.TemporaryDirectory(prefix="maillage-tests-")
    return pathlib.Path(_scratch.name)


def environment(**changes):
    """The caller's environment, less what would change a run; English unless asked otherwise."""
    drop = ("LANG", "LANGUAGE", "SOURCE_DATE_EPOCH", "LOCPATH", "TZ")
    kept = {k: v for k, v in os.environ.items() if k not in drop and not k.startswith("LC_")}
    kept["LANG"] = "C.UTF-8"
    kept.update(changes)
    return kept


def maillage(*arguments, cwd=ROOT, env=None, program=None, timeout=300):
    return subprocess.run(
        [str(program or command()), *map(str, arguments)], cwd=cwd, env=env or environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)


def run_rennes(name="reference", program=None, **env):
    return run_project(PROJECT, name, program, **env)


@functools.lru_cache(maxsize=None)
def run_project(project, name, program=None, **env):
    """The results of one whole run, made once for all processes; `name` tells runs apart."""
    output = scratch() / "runs" / name
    output.parent.mkdir(exist_ok=True)
    with open(f"{output}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if output.exists():
            return output
        done = maillage("run", project, "-o", output, env=environment(**env), program=program)
    if done.returncode != 0:
        raise AssertionError(f"run failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return output


def copy_project(folder):
    """A copy of the Rennes Métropole project, to be damaged by a test: nobody vouches for it."""
    shutil.copytree(GEODATA, folder, ignore=shutil.ignore_patterns("README.md", "empreintes.csv"))
    # Its directories of all Brittany stand beside it.
    neighbour = folder.parent / "bretagne"
    with contextlib.suppress(FileExistsError):
        neighbour.symlink_to(GEODATA.parent / "bretagne")
    return folder


def rows(path, but=()):
    """Table -> rows of an SQLite file that is sound, else None."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        if base.execute("pragma quick_check").fetchall() != [("ok",)]:
            return None
        names = [name for (name,) in base.execute(
            "select name from sqlite_master where type = 'table' and sql not like '%virtual%'")]
        return {name: base.execute(f'select * from "{name}"').fetchall()
                for name in sorted(names) if name not in but and not name.startswith("sqlite_")}


def calculation(folder):
    """calcul.sqlite, less where SpatiaLite dates what it does."""
    dated = ("spatialite_history", "sql_statements_log", "geometry_columns_time")
    found = rows(folder / "calcul.sqlite", dated)
    return found and {name: kept for name, kept in found.items() if not name.startswith("idx_")}
