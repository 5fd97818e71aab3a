# SPDX-License-Identifier: Apache-2.0
"""`maillage publish` to a real PostgreSQL with PostGIS, started and stopped here: what it leaves,
who may read it, and that nothing is half-published whatever goes wrong."""

import glob
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

import support

SCHEMA = "rennes_metropole_2026_11_22"
SECRET = "tres-secret-35000"


def binaries():
    """The folder of initdb and pg_ctl, the newest that is there."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"),
                     key=lambda f: int(pathlib.Path(f).parent.name))
    if not folders:
        raise AssertionError("PostgreSQL is not installed: scripts/install-packages test")
    return folders[-1]


class Cluster:
    """A server of our own on a socket in a folder of our own; never as root."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maillage-pg-"))
        self.user = "nobody" if os.getuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", self.data, "-U", "admin", "-A", "trust", "-E", "UTF8",
                 "--no-sync", "--locale=C")
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                           "shared_buffers = 32MB\nmax_wal_size = 128MB\n")
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


class Publication(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.results = support.run_rennes()
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.remove)
        cls.cluster.sql("CREATE DATABASE modele", base="postgres")
        cls.cluster.sql("CREATE EXTENSION postgis", base="modele")

    def setUp(self):
        self.cluster.sql("CREATE DATABASE maillage TEMPLATE modele", base="postgres")
        self.addCleanup(self.cluster.sql, "DROP DATABASE maillage WITH (FORCE)", base="postgres")

    def publish(self, *options, to=None, env=None):
        return support.maillage("publish", self.results, "--to", to or self.cluster.target(),
                                *options, env=env)

    def published(self, *options, **more):
        done = self.publish(*options, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def state(self):
        """Everything a publication leaves: schemas, tables, rows of the list."""
        return self.cluster.sql(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1; "
            "SELECT schemaname, relname, n FROM (SELECT schemaname, tablename AS relname, "
            "(xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', "
            "schemaname, tablename), false, true, '')))[1]::text AS n FROM pg_tables "
            "WHERE schemaname !~ '^(pg_|information|public)') t ORDER BY 1, 2")

    # ---- what it leaves ----

    def test_every_table_is_there_with_its_rows(self):
        done = self.published()
        self.assertEqual(done.stdout.strip(), SCHEMA)
        with sqlite3.connect(self.results / "portrait.gpkg") as base:
            names = [n for n, in base.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'")]
            for name in names:
                count, = base.execute(f'SELECT count(*) FROM "{name}"').fetchone()
                self.assertEqual(self.cluster.sql(f'SELECT count(*) FROM {SCHEMA}."{name}"'),
                                 str(count), name)
            wanted, = base.execute("SELECT sum(fragilite) FROM iris").fetchone()
        self.assertIn("sources", names)
        self.assertAlmostEqual(float(self.cluster.sql(f"SELECT sum(fragilite) FROM {SCHEMA}.iris")),
                               wanted, places=6)
        self.assertEqual(self.cluster.sql(
            f"SELECT count(*) FROM {SCHEMA}.iris WHERE NOT ST_IsValid(geom) OR "
            "ST_SRID(geom) <> 2154"), "0")
        self.assertEqual(self.cluster.sql(
            f"SELECT count(*) FROM {SCHEMA}.iris WHERE fragilite IS NULL AND population > 0"),
            str(sqlite3.connect(self.results / "portrait.gpkg").execute(
                "SELECT count(*) FROM iris WHERE fragilite IS NULL AND population > 0"
            ).fetchone()[0]))

    def test_it_is_described_indexed_and_listed(self):
        self.published("--schema", "essai")
        lacking = self.cluster.sql(
            "SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON "
            "a.attrelid = c.oid WHERE c.relnamespace = 'essai'::regnamespace AND c.relkind = 'r' "
            "AND a.attnum > 0 AND a.attname NOT IN ('fid', 'geom') AND "
            "col_description(c.oid, a.attnum) IS NULL")
        self.assertEqual(lacking, "")
        self.assertEqual(self.cluster.sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'essai'::regnamespace AND "
            "relkind = 'r' AND obj_description(oid) IS NULL"), "")
        self.assertIn("Personnes fragiles", self.cluster.sql(
            "SELECT col_description('essai.iris'::regclass, attnum) FROM pg_attribute WHERE "
            "attrelid = 'essai.iris'::regclass AND attname = 'fragilite'"))
        indexes = self.cluster.sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'essai'")
        self.assertIn("ON essai.iris USING gist (geom)", indexes)
        self.assertIn("ON essai.iris USING btree (code)", indexes)
        self.assertIn("(niveau, code, indicateur)", indexes)
        row = self.cluster.sql("SELECT schema, projet, date, version, length(projet_sha256) "
                               "FROM maillage.maillage_runs")
        self.assertRegex(row, r"^essai\|rennes-metropole\|2026-11-22\|\d+\.\d+\.\d+\|64$")

    def test_the_reading_role_reads_and_does_no_more(self):
        self.published()
        count = self.cluster.sql(f"SET ROLE maillage_lecture; SELECT count(*) FROM {SCHEMA}.iris; "
                                 "SELECT count(*) FROM maillage.maillage_runs")
        self.assertEqual(count.splitlines()[-1], "1")
        with self.assertRaisesRegex(AssertionError, "permission denied"):
            self.cluster.sql(f"SET ROLE maillage_lecture; DELETE FROM {SCHEMA}.iris")

    # ---- again ----

    def test_it_replaces_only_when_asked_and_only_what_it_published(self):
        self.published()
        before = self.state()
        done = self.publish()
        self.assertEqual(done.returncode, 4)
        self.assertIn("--replace", done.stderr)
        self.assertEqual(self.state(), before)
        self.cluster.sql(f"DELETE FROM {SCHEMA}.couverture")
        self.published("--replace")
        self.assertEqual(self.state(), before)
        self.cluster.sql("CREATE SCHEMA atelier; CREATE TABLE atelier.notes (texte text)")
        before = self.state()
        self.assertEqual(self.publish("--schema", "atelier", "--replace").returncode, 4)
        self.assertEqual(self.state(), before)

    def test_a_view_made_of_it_is_not_swept_away(self):
        self.published()
        self.cluster.sql(f"CREATE VIEW public.vue AS SELECT code FROM {SCHEMA}.iris")
        before = self.state()
        done = self.publish("--replace")
        self.assertEqual(done.returncode, 4)
        self.assertIn("depend", done.stderr)
        self.assertEqual(self.state(), before)
        self.assertNotEqual(self.cluster.sql("SELECT count(*) FROM public.vue"), "0")

    def test_a_table_put_beside_ours_stops_it(self):
        self.published()
        self.cluster.sql(f"CREATE TABLE {SCHEMA}.notes (texte text)")
        before = self.state()
        self.assertEqual(self.publish("--replace").returncode, 4)
        self.assertEqual(self.state(), before)

    # ---- when it goes wrong ----

    def at_coverage(self, action):
        """The server does `action` when the table of coverage has just been made."""
        self.cluster.sql(
            "CREATE FUNCTION public.incident() RETURNS event_trigger LANGUAGE plpgsql AS $$ "
            "BEGIN IF EXISTS (SELECT 1 FROM pg_event_trigger_ddl_commands() WHERE "
            f"object_identity LIKE '%.couverture') THEN {action} END IF; END $$; "
            "CREATE EVENT TRIGGER incident ON ddl_command_end WHEN TAG IN ('CREATE TABLE') "
            "EXECUTE FUNCTION public.incident()")

    def fails_whole(self, action, said):
        self.published("--schema", "avant")
        self.at_coverage(action)
        before = self.state()
        for options in ([], ["--schema", "avant", "--replace"]):
            done = self.publish(*options)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn(said, done.stderr)
            self.assertEqual(self.state(), before)

    def test_a_full_disk_leaves_nothing(self):
        self.fails_whole("RAISE EXCEPTION 'could not extend file: No space left on device' "
                         "USING ERRCODE = 'disk_full';", "No space left on device")

    def test_a_backend_that_dies_leaves_nothing(self):
        self.fails_whole("PERFORM pg_terminate_backend(pg_backend_pid());", "terminat")

    def test_a_server_killed_midway_leaves_nothing(self):
        self.published("--schema", "avant")
        self.at_coverage("PERFORM pg_sleep(60);")
        before = self.state()
        running = subprocess.Popen(
            [str(support.command()), "publish", str(self.results), "--to", self.cluster.target()],
            env=support.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        for _ in range(300):
            if self.cluster.sql("SELECT count(*) FROM pg_stat_activity WHERE "
                                "wait_event = 'PgSleep'") == "1":
                break
            time.sleep(0.1)
        self.cluster.stop("immediate")
        _, said = running.communicate(timeout=60)
        self.cluster.start()
        self.assertEqual(running.returncode, 4, said)
        self.assertEqual(self.state(), before)

    # ---- who may ----

    def test_an_account_without_rights(self):
        self.cluster.sql("CREATE ROLE simple LOGIN")
        self.addCleanup(self.cluster.sql, "DROP OWNED BY simple; DROP ROLE simple")
        done = self.publish(to=self.cluster.target(user="simple"))
        self.assertEqual(done.returncode, 4)
        self.assertIn("permission denied", done.stderr)
        if self.cluster.sql("SELECT 1 FROM pg_roles WHERE rolname = 'maillage_lecture'"):
            self.cluster.sql("DROP ROLE maillage_lecture")
        self.cluster.sql("GRANT CREATE ON DATABASE maillage TO simple")
        done = self.published(to=self.cluster.target(user="simple"))
        self.assertIn("maillage_lecture", done.stderr)

    def test_no_password_is_ever_told(self):
        self.cluster.sql(f"CREATE ROLE secret LOGIN PASSWORD '{SECRET}x'")
        self.addCleanup(self.cluster.sql, "DROP ROLE secret")
        wrong = self.cluster.target(user="secret", more=f" password={SECRET}")
        for to, env in ((wrong, None), (wrong + " reste", None), (wrong.replace("dbname", "base"), None),
                        (self.cluster.target(user="secret", more=f" password='{SECRET}"), None),
                        (self.cluster.target(user=SECRET, more=f" password={SECRET}"), None),
                        (self.cluster.target(user="secret"),
                         support.environment(PGPASSWORD=SECRET))):
            done = self.publish(to=to, env=env)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertNotIn(SECRET, done.stdout + done.stderr)

    def test_a_base_that_is_not_there_or_not_spatial(self):
        done = self.publish(to=self.cluster.target(base="absente"))
        self.assertEqual(done.returncode, 4)
        self.assertIn("absente", done.stderr)
        self.cluster.sql("CREATE DATABASE plate", base="postgres")
        self.addCleanup(self.cluster.sql, "DROP DATABASE plate", base="postgres")
        done = self.publish(to=self.cluster.target(base="plate"))
        self.assertEqual(done.returncode, 4)
        self.assertIn("CREATE EXTENSION postgis", done.stderr)
        self.assertEqual(self.publish(to="MYSQL:x").returncode, 2)
        for name in ("Majuscule", "pg_a", "a b", "public", "1a", "maillage", "a;b"):
            self.assertEqual(self.publish("--schema", name).returncode, 2, name)
