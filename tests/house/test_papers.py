# SPDX-License-Identifier: Apache-2.0
"""Translations, documents and data descriptions agree with what they describe."""

import csv
import hashlib
import json
import re
import subprocess
import unittest

import support

ROOT = support.ROOT


def project_text():
    return (support.GEODATA / "projet.yaml").read_text()


def project_datasets():
    """id -> {fichier, millesime, licence, producteur, titre}, read without a YAML library."""
    block = re.search(r"^donnees:\n(.*?)^\S", project_text(), re.M | re.S)[1]
    datasets = {}
    for part in re.split(r"^  (?=\w)", block, flags=re.M)[1:]:
        keys = re.findall(r'^    (\w+): "?(.*?)"?$', part, re.M)
        datasets[part.split(":")[0]] = dict(keys)
    return datasets


class Translation(unittest.TestCase):
    def test_every_sentence_is_in_french(self):
        sources = sorted(str(p) for p in (ROOT / "src" / "cli").glob("*.c"))
        pot = support.scratch() / "maillage.pot"
        subprocess.run(["xgettext", "--language=C", "--keyword=_", "--keyword=N_",
                        "--from-code=UTF-8", "-o", str(pot), *sources], check=True)
        self.assertGreater(pot.read_text().count("msgid"), 20)
        # msgcmp refuses an untranslated or fuzzy entry.
        done = subprocess.run(["msgcmp", str(ROOT / "po" / "fr.po"), str(pot)],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null",
                               str(ROOT / "po" / "fr.po")], capture_output=True, text=True,
                              env=support.environment())
        self.assertNotRegex(done.stderr, "fuzzy|untranslated")

    def test_findings_have_both_languages_and_one_name_each(self):
        text = (ROOT / "include" / "maillage" / "findings.def").read_text()
        slugs = re.findall(r'^MLG_FINDING\(\w+, "([^"]+)"', text, re.M)
        self.assertEqual(len(slugs), len(set(slugs)))
        for slug in slugs:
            self.assertRegex(slug, r"^[a-z0-9]+(-[a-z0-9]+)*$")


class Manual(unittest.TestCase):
    def test_every_command_and_option_is_in_the_man_page_and_the_completions(self):
        def helped(*words):
            return support.maillage("help", *words).stdout
        names = re.findall(r"^  (\w+) {2,}", helped().partition("Commands:")[2].partition(
            "Options:")[0], re.M)
        self.assertGreater(len(names), 8)
        papers = {name: (ROOT / name).read_text() for name in (
            "docs/man/maillage.1", "completions/maillage.bash", "completions/_maillage")}
        for name in names:
            options = re.findall(r"^  (?:-\w, |    )(--[\w-]+)", helped(name), re.M)
            for where, text in papers.items():
                text = text.replace("\\-", "-")
                self.assertIn(name, text, where)
                for option in options:
                    self.assertIn(option, text, f"{where}: {name}")


class DataPackage(unittest.TestCase):
    def setUp(self):
        self.package = json.loads((support.GEODATA / "datapackage.json").read_text())
        self.resources = {r["path"]: r for r in self.package["resources"]}

    def test_every_file_is_described_and_unchanged(self):
        present = {p.name for p in support.GEODATA.iterdir()}
        described = present - {"datapackage.json", "projet.yaml", "README.md", "empreintes.csv"}
        self.assertEqual(set(self.resources), described)
        for name, resource in self.resources.items():
            content = (support.GEODATA / name).read_bytes()
            self.assertEqual(resource["bytes"], len(content), name)
            self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(content).hexdigest())

    def test_every_file_that_a_project_reads_is_vouched_for(self):
        """A shipped file that changes is told by a run, in both projects."""
        for name, least in (("rennes-metropole", 28), ("bretagne", 21)):
            folder = support.GEODATA.parent / name
            with open(folder / "empreintes.csv", encoding="utf-8-sig", newline="") as file:
                vouched = {row["fichier"]: row["sha256"] for row in csv.DictReader(file, delimiter=";")}
            self.assertGreaterEqual(len(vouched), least)
            for file, digest in vouched.items():
                content = (folder / file).read_bytes()
                self.assertEqual(digest, hashlib.sha256(content).hexdigest(), file)
            read = re.findall(r"^    fichier: (\S+)$", (folder / "projet.yaml").read_text(), re.M)
            self.assertEqual(set(read) - set(vouched), set())

    def test_every_file_says_where_it_comes_from(self):
        for name, resource in self.resources.items():
            for key in ("title", "sources", "licenses", "vintage", "description"):
                self.assertTrue(resource.get(key), f"{name}: {key}")

    def test_the_project_says_the_same(self):
        datasets = project_datasets()
        self.assertEqual(len(datasets), 24)
        brittany = json.loads((ROOT / "geodata" / "bretagne" / "datapackage.json").read_text())
        resources = dict(self.resources,
                         **{f"../bretagne/{r['path']}": r for r in brittany["resources"]})
        for name, said in datasets.items():
            resource = resources[said["fichier"]]
            self.assertEqual(str(resource["vintage"]), said["millesime"], name)
            self.assertEqual(resource["sources"][0]["title"], said["producteur"], name)
            self.assertEqual(resource["licenses"][0]["title"], said["licence"], name)
            self.assertEqual(resource.get("tableSchema"), said.get("schema"), name)

    def test_nothing_unused_ships(self):
        used = {d["fichier"] for d in project_datasets().values()}
        companions = {n for n in self.resources if n.startswith("IRISRM.")}
        self.assertEqual(set(self.resources) - used - companions, set())


    def test_no_address_of_a_person_ships(self):
        address = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
        for path in sorted(support.GEODATA.glob("*.csv")):
            found = address.search(path.read_text(errors="replace"))
            self.assertIsNone(found, f"{path.name}: {found}")


class Documents(unittest.TestCase):
    pages = property(lambda self: [
        *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), support.GEODATA / "README.md"])

    def test_links_lead_somewhere(self):
        broken = []
        for page in self.pages:
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
                if "://" not in target and not (page.parent / target).exists():
                    broken.append(f"{page.relative_to(ROOT)}: {target}")
        self.assertEqual(broken, [])

    def test_the_project_file_is_documented_key_by_key(self):
        documented = (ROOT / "docs" / "projet.md").read_text()
        keys = set(re.findall(r"(?:^|[{,] ?)\s*(?:- )?\{?(\w+):", project_text(), re.M))
        keys -= set(project_datasets())  # names the author chose
        missing = [k for k in sorted(keys) if not re.search(rf"\b{k}\b", documented)]
        self.assertGreater(len(keys), 50)
        self.assertEqual(missing, [])

    def test_the_version_is_one(self):
        header = (ROOT / "include" / "maillage" / "version.h").read_text()
        version = re.search(r'MLG_VERSION "(.*?)"', header)[1]
        self.assertIn(f"softwareVersion: {version}", (ROOT / "publiccode.yml").read_text())
        self.assertIn(f"## [{version}]", (ROOT / "CHANGELOG.md").read_text())
