# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL of the tests' own, with PostGIS, started and stopped with them."""

import glob
import os
import pathlib
import shutil
import subprocess
import tempfile


def binaries():
    """The folder of initdb and pg_ctl, the newest that is there."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"),
                     key=lambda f: int(pathlib.Path(f).parent.name))
    if not folders:
        raise AssertionError("PostgreSQL is not installed: scripts/install-packages test")
    return folders[-1]


class Cluster:
    """A server of our own on a socket in a folder of our own; never as root."""

    SETTINGS = "shared_buffers = 32MB\nmax_wal_size = 128MB\n"

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maillage-pg-"))
        self.user = "nobody" if os.getuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", self.data, "-U", "admin", "-A", "trust", "-E", "UTF8",
                 "--no-sync", "--locale=C")
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                           + self.SETTINGS)
        rules = (self.data / "pg_hba.conf").read_text()
        (self.data / "pg_hba.conf").write_text("local all secret scram-sha-256\n" + rules)
        self.start()

    data = property(lambda self: self.folder / "data")

    def run(self, program, *arguments):
        subprocess.run([f"{binaries()}/{program}", *map(str, arguments)], check=True, cwd="/",
                       user=self.user, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.STDOUT, timeout=60)

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")

    def start_with_a_small_disk(self, kilobytes):
        """Started again where `small` is a disk of its own, that nobody else sees. False where
        disks cannot be mounted."""
        small = self.folder / "small"
        small.mkdir()
        mount = ["unshare", "-m", "sh", "-ec",
                 f"mount -t tmpfs -o size={kilobytes}k,mode=777 none '{small}'; "
                 f"mkdir -m 777 '{small}/base'; "]
        if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            return False
        self.stop()
        mount[-1] += (f"chown {self.user} '{small}/base'; chmod 700 '{small}/base'; exec setpriv "
                      f"--reuid={self.user} --regid=nogroup --clear-groups {binaries()}/pg_ctl -D "
                      f"'{self.data}' -l '{self.folder}/log' -w start")
        subprocess.run(mount, check=True, cwd="/", stdin=subprocess.DEVNULL, timeout=60,
                       stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        return True

    def stop(self, how="fast"):
        self.run("pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def sql(self, statements, base="maillage", user="admin"):
        """What psql prints: rows of columns joined by |."""
        done = subprocess.run(
            [f"{binaries()}/psql", "-h", str(self.folder), "-U", user, "-d", base, "-XAtq",
             "-v", "ON_ERROR_STOP=1", "-c", statements],
            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    def target(self, base="maillage", user="admin", more=""):
        return f"PG:host={self.folder} dbname={base} user={user}{more}"

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder)
