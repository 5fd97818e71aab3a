# SPDX-License-Identifier: Apache-2.0
"""`maillage publish` to a real PostgreSQL with PostGIS, started and stopped here: what it leaves,
who may read it, and that nothing is half-published whatever goes wrong."""

import os
import signal
import sqlite3
import subprocess
import time
import unittest

import support
from cluster import Cluster

SCHEMA = "rennes_metropole_2026_11_22"
SECRET = "tres-secret-35000"


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

    def fails_whole(self, action, said, settings="SELECT"):
        self.published("--schema", "avant")
        self.cluster.sql(settings)
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

    def test_a_statement_that_takes_too_long_leaves_nothing(self):
        self.fails_whole("PERFORM pg_sleep(60);", "statement timeout",
                         "ALTER DATABASE maillage SET statement_timeout = '3s'")

    def interrupted(self, interrupt, expected):
        """A publication that is asleep half-way when `interrupt` falls upon it leaves nothing, and
        the next one goes through."""
        self.published("--schema", "avant")
        before = self.state()
        self.at_coverage("PERFORM pg_sleep(60);")
        running = subprocess.Popen(
            [str(support.command()), "publish", str(self.results), "--to", self.cluster.target()],
            env=support.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
            # Whoever runs the tests in the background has it ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        asleep = ""
        for _ in range(600):
            asleep = self.cluster.sql("SELECT pid FROM pg_stat_activity WHERE "
                                      "wait_event = 'PgSleep'")
            if asleep:
                break
            time.sleep(0.1)
        self.assertTrue(asleep, "it never came to the table of coverage")
        interrupt(running, int(asleep))
        _, said = running.communicate(timeout=60)
        self.assertEqual(running.returncode, expected, said)
        self.awake()
        self.cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                         "wait_event = 'PgSleep'; DROP EVENT TRIGGER incident")
        self.assertEqual(self.state(), before)
        self.published()

    def awake(self):
        """Waits for a server that recovers."""
        for _ in range(100):
            try:
                return self.cluster.sql("SELECT 1")
            except AssertionError:
                time.sleep(0.2)
        return self.fail("the server does not come back")

    def test_a_server_stopped_midway_leaves_nothing(self):
        def stop(_, __):
            self.cluster.stop("immediate")
            self.cluster.start()

        self.interrupted(stop, 4)

    def test_a_backend_killed_outright_leaves_nothing(self):
        self.interrupted(lambda _, backend: os.kill(backend, signal.SIGKILL), 4)

    def test_a_publisher_killed_outright_leaves_nothing(self):
        self.interrupted(lambda running, _: running.kill(), -signal.SIGKILL)

    def test_a_publisher_interrupted_leaves_nothing(self):
        self.interrupted(lambda running, _: running.send_signal(signal.SIGINT), -signal.SIGINT)

    def test_no_server_answers(self):
        for to in ("PG:host=127.0.0.1 port=1 dbname=maillage",
                   f"PG:host={self.cluster.folder}/absent dbname=maillage"):
            done = self.publish(to=to)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("onnect", done.stderr)
        done = self.publish(to="PG:host=127.0.0.1 port=1 dbname=maillage", env=self.french())
        self.assertIn("à faire", done.stderr)
        self.assertEqual(done.returncode, 4)

    @staticmethod
    def french():
        folder = support.scratch() / "postgis-locales"
        folder.mkdir(exist_ok=True)
        subprocess.run(["localedef", "-i", "fr_FR", "-f", "UTF-8", folder / "fr_FR.UTF-8"],
                       check=False, capture_output=True)
        return support.environment(LOCPATH=str(folder), LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8")

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

    def test_a_reader_publishes_nothing(self):
        self.published()
        before = self.state()
        self.cluster.sql("CREATE ROLE lecteur LOGIN IN ROLE maillage_lecture")
        self.addCleanup(self.cluster.sql, "DROP ROLE lecteur", base="postgres")
        for options in ([], ["--replace"], ["--schema", "autre"]):
            done = self.publish(*options, to=self.cluster.target(user="lecteur"))
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertEqual(self.state(), before)
        self.cluster.sql("ALTER DATABASE maillage SET default_transaction_read_only = on")
        done = self.publish("--schema", "autre")
        self.assertEqual(done.returncode, 4)
        self.assertIn("read-only", done.stderr)
        self.assertEqual(self.state(), before)

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


class FullDisk(unittest.TestCase):
    """The server's own disk is full, for good: not a message that looks like it."""

    def test_a_disk_that_fills_leaves_nothing(self):
        results = support.run_rennes()
        if os.getuid() != 0:
            self.skipTest("disks are mounted by root alone")
        cluster = Cluster()
        self.addCleanup(cluster.remove)
        cluster.sql("CREATE DATABASE maillage", base="postgres")
        cluster.sql("CREATE EXTENSION postgis")
        if not cluster.start_with_a_small_disk(2048):
            self.skipTest("disks cannot be mounted here")
        cluster.sql(f"CREATE TABLESPACE petit LOCATION '{cluster.folder}/small/base'",
                    base="postgres")
        schemas = "SELECT count(*) FROM pg_namespace"
        before = cluster.sql(schemas)
        cluster.sql("ALTER DATABASE maillage SET default_tablespace = petit")
        done = support.maillage("publish", results, "--to", cluster.target())
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("No space left on device", done.stderr)
        self.assertEqual(cluster.sql(schemas), before)
        cluster.sql("ALTER DATABASE maillage RESET default_tablespace")
        done = support.maillage("publish", results, "--to", cluster.target())
        self.assertEqual(done.returncode, 0, done.stderr)
