# SPDX-License-Identifier: Apache-2.0
"""The three who do the job: Maillage, an analyst's script, PostGIS."""

import json
import pathlib
import re
import signal
import subprocess
import sys
import time

from measure import Failed, Measure

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "check")]
from cluster import Cluster, binaries  # noqa: E402

PYTHON = "/usr/bin/python3"  # Debian's own, whose modules are Debian's
TABLES = {"contours": "contours.gpkg", "population": "population.csv", "diplomes": "diplomes.csv",
          "communes": "communes.csv", "caf": "caf.csv", "demandeurs": "demandeurs.csv",
          "comparateur": "comparateur.csv"}


def run_maillage(command, project, output, limit):
    measure = Measure().run(command, "run", "-q", project, "-o", output, "--overwrite", limit=limit)
    measure.steps = json.loads((output / "manifeste.json").read_text())["durees"]
    return measure


def run_analyst(folder, results, output, limit):
    return Measure().run(PYTHON, "-W", "ignore", HERE / "analyst.py", folder, results, output,
                         limit=limit)


class Server(Cluster):
    """A server that is our own child, so that its dues are known when it stops. One process for a
    query, as for the others; with more room than Debian gives it, and no wait for the disk."""

    SETTINGS = ("shared_buffers = 256MB\nwork_mem = 256MB\nmaintenance_work_mem = 256MB\n"
                "max_wal_size = 4GB\nfsync = off\nmax_parallel_workers_per_gather = 0\n")
    process = None

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([f"{binaries()}/postgres", "-D", str(self.data)],
                                            user=self.user, cwd="/", stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        ready = [f"{binaries()}/pg_isready", "-q", "-h", str(self.folder)]
        for _ in range(300):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise Failed((self.folder / "log").read_text()[-2000:])

    def stop(self, how="fast"):
        """The dues of the server and of all who served."""
        measure, self.process, process = Measure(), None, self.process
        if process is not None:
            process.send_signal(signal.SIGINT)
            measure.add(process)
        return measure


def load(server, measure, folder, results, limit):
    """Tables as they come; sites and offers from Maillage's results, as for the analyst."""
    copy = ["-f", "PostgreSQL", server.target(), "-lco", "GEOMETRY_NAME=geom", "--config",
            "PG_USE_COPY", "YES"]
    for table, name in TABLES.items():
        measure.run("ogr2ogr", *copy, folder / name, "-nln", table, limit=limit, name="lecture")
    for layer in ("lieux", "offres"):
        measure.run("ogr2ogr", *copy, results / "portrait.gpkg", layer, "-nln", layer, limit=limit,
                    name="lecture")


def sql_steps():
    text = (HERE / "postgis.sql").read_text()
    return re.findall(r"^-- step: (.*)\n((?:(?!^-- step: ).*\n)*)", text, re.M)


def run_postgis(server, folder, results, output, limit):
    """Loading, SQL and workbook; the database is made anew and the server started before."""
    server.stop()
    server.start()
    server.sql("DROP DATABASE IF EXISTS maillage WITH (FORCE)", base="postgres")
    server.sql("CREATE DATABASE maillage TEMPLATE modele", base="postgres")
    measure = Measure()
    ends = time.monotonic() + limit
    load(server, measure, folder, results, limit)
    for name, statements in sql_steps():
        psql = [f"{binaries()}/psql", "-h", server.folder, "-U", "admin", "-d", "maillage", "-Xq",
                "-v", "ON_ERROR_STOP=1", "-c", statements]
        measure.run(*psql, limit=ends - time.monotonic(), name=name)
    book = output / "postgis.xlsx"
    book.unlink(missing_ok=True)
    measure.run("ogr2ogr", "-f", "XLSX", book, server.target(), "classeur", "niveau", "offre", "e2sfca",
                limit=ends - time.monotonic(), name="classeur")
    return measure


def with_the_server(server, measures):
    """Stops the server and adds its dues to the last measure (it served that one alone)."""
    dues = server.stop()
    measures[-1].cpu += dues.cpu
    measures[-1].peak = max(measures[-1].peak, dues.peak)
