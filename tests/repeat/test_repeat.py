# SPDX-License-Identifier: Apache-2.0
"""Same inputs, same bytes: twice, under a French locale, in another time zone, under the
sanitizers, and from an installed copy. calcul.sqlite and the durations are excepted."""

import json
import os
import pathlib
import re
import subprocess
import unittest

import support


def contents(folder):
    """What must not change: file -> bytes, less the exceptions."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "calcul.sqlite":
            found[str(path.relative_to(folder))] = path.read_bytes()
    manifest = json.loads(found["manifeste.json"])
    del manifest["durees"]
    # The folder's name, asked for on the command line, differs from run to run.
    manifest["commande"] = re.sub(r"-o \S+", "-o OUT", manifest["commande"])
    found["manifeste.json"] = json.dumps(manifest).encode()
    return found


class Repeat(unittest.TestCase):
    def same(self, folder):
        first, second = contents(support.run_rennes()), contents(folder)
        self.assertEqual(list(first), list(second))
        self.assertGreater(len(first), 20)
        self.assertEqual([name for name in first if first[name] != second[name]], [])

    def test_twice(self):
        self.same(support.run_rennes("again"))

    def test_in_another_time_zone(self):
        self.same(support.run_rennes("pacific", TZ="Pacific/Auckland"))

    def test_under_a_french_locale(self):
        """Decimal commas and thin spaces must not reach a file."""
        folder = support.scratch() / "locales"
        folder.mkdir()
        subprocess.run(["localedef", "-i", "fr_FR", "-f", "UTF-8", folder / "fr_FR.UTF-8"],
                       check=False, capture_output=True)
        french = dict(LOCPATH=str(folder), LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8")
        # Proof that the locale took: a decimal comma.
        done = subprocess.run(["bash", "-c", "printf '%.1f' 1,5"], capture_output=True, text=True,
                              env=support.environment(**french))
        self.assertEqual(done.stdout, "1,5", done.stderr)
        self.same(support.run_rennes("french", **french))

    def test_under_the_sanitizers(self):
        folder = os.environ.get("MAILLAGE_SANITIZED")
        if not folder:
            self.skipTest("no sanitized build")
        program = pathlib.Path(folder) / "bin" / "maillage"
        strict = dict(ASAN_OPTIONS="detect_leaks=1", UBSAN_OPTIONS="halt_on_error=1")
        self.same(support.run_rennes("sanitized", program=program, **strict))

    def test_source_date_epoch_moves_the_date(self):
        folder = support.run_rennes("dated", SOURCE_DATE_EPOCH="1700000000")
        manifest = json.loads((folder / "manifeste.json").read_text())
        self.assertEqual(manifest["projet"]["date"], "2023-11-14")


class Installed(unittest.TestCase):
    def test_an_installed_copy_works_from_anywhere(self):
        stage = support.scratch() / "stage"
        subprocess.run(["make", "-s", f"BUILD={support.build()}", f"DESTDIR={stage}",
                        "PREFIX=/opt/m", "install"], cwd=support.ROOT, check=True,
                       stdin=subprocess.DEVNULL, capture_output=True)
        program = stage / "opt" / "m" / "bin" / "maillage"
        done = support.maillage("indicators", cwd="/", program=program)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("fragilite", done.stdout)
        done = support.maillage("--help", cwd="/", program=program,
                                env=support.environment(LANG="fr_FR.UTF-8"))
        self.assertIn("Commandes", done.stdout)
        for kept in ("include/maillage/maillage.h", "lib/libmaillage.a",
                     "share/maillage/mappings/schema-national-1.0.2.yaml"):
            self.assertTrue((stage / "opt" / "m" / kept).exists(), kept)
        subprocess.run(["make", "-s", f"DESTDIR={stage}", "PREFIX=/opt/m", "uninstall"],
                       cwd=support.ROOT, check=True, stdin=subprocess.DEVNULL)
        self.assertEqual([p for p in stage.rglob("*") if p.is_file()], [])
