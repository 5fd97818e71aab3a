# SPDX-License-Identifier: Apache-2.0
"""The directory of Rennes Métropole: rows that add up, and a merged file that reads back."""

import csv
import functools
import re
import sqlite3
import sys
import unittest

import support

sys.path.insert(0, str(support.ROOT / "tests" / "house"))
import table_schema  # noqa: E402

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}")
TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}(?![\w.,])")
# The schema has no word for `informer`, nor for the places that do nothing else.
DESCRIBED = ["acceder", "depanner", "aider", "apprendre"]
TERMS = ["acces", "modes", "tarif"]


def query(folder, sql):
    with sqlite3.connect(f"file:{folder / 'calcul.sqlite'}?mode=ro", uri=True) as base:
        base.row_factory = sqlite3.Row
        return base.execute(sql).fetchall()


def only_source(project):
    """The project with the merged file in the place of its directories."""
    text = project.read_text()
    text = text.replace("  caf:\n    fichier:", (
        "  annuaire:\n    fichier: annuaire.csv\n    schema: lieux-schema-national\n"
        "    cle: id\n    millesime: 2026\n    titre: Annuaire réuni\n    producteur: Essai\n"
        "    licence: Licence Ouverte 2.0\n  caf:\n    fichier:"), 1)
    head, _, rest = text.partition("  annuaires:\n")
    text = (head + "  annuaires:\n    - {donnees: annuaire, correspondance: "
            "schema-national-1.0.2}\n  meme_lieu_m" + rest.partition("  meme_lieu_m")[2])
    text = text.replace("fiches_anciennes: exclure", "fiches_anciennes: compter")
    # Scenarios that list rows by id speak of rows that are merged now.
    head, _, rest = text.partition("\nscenarios:")
    scenarios, _, rest = rest.partition("\noffre:")
    kept = [s for s in re.split(r"(?m)^(?=  - id: )", scenarios) if "lieux:" not in s]
    return head + "\nscenarios:" + "".join(kept) + "\noffre:" + rest


@functools.lru_cache(maxsize=None)
def round_trip():
    """(the merged file, the results of a run on it alone)"""
    folder = support.scratch() / "annuaire"
    folder.mkdir()
    project = support.copy_project(folder / "projet")
    merged = project / "annuaire.csv"
    for arguments in (["offers", "merge", "-q", project / "projet.yaml", "-o", merged],
                      ["run", "-q", project / "retour.yaml", "-o", folder / "retour"]):
        if arguments[0] == "run":
            (project / "retour.yaml").write_text(only_source(project / "projet.yaml"))
        done = support.maillage(*arguments)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
    return merged, folder / "retour"


def sites(folder):
    return {row["id"]: row for row in query(folder, "SELECT * FROM lieu WHERE compte")}


def weeks(folder):
    found = {}
    for row in query(folder, "SELECT o.* FROM ouverture o JOIN lieu l ON l.id = o.lieu"
                             " WHERE l.horaires_connus ORDER BY o.lieu, jour, debut"):
        found.setdefault(row["lieu"], []).append(tuple(row)[2:])
    return found


class Rows(unittest.TestCase):
    def test_rows_add_up_by_source(self):
        run = support.run_rennes()
        totals = {}
        for row in query(run, "SELECT * FROM bilan WHERE role = 'annuaire'"):
            totals.setdefault(row["jeu"], {})[row["sort"]] = row["fiches"]
        self.assertEqual(len(totals), 8)
        for source, tally in totals.items():
            read = tally.pop("lues")
            tally.pop("ecartees_hors_territoire", None)
            with self.subTest(source):
                self.assertEqual(sum(tally.values()), read)
                entries = query(run, f"SELECT count(*) FROM entree_{source}")[0][0]
                self.assertEqual(read, entries)

    def test_data_inclusion_nurseries_are_out_of_the_field(self):
        names = [row["nom"].lower() for row in query(
            support.run_rennes(), "SELECT f.nom FROM fiche f JOIN lieu l ON l.id = f.lieu"
                                  " WHERE f.jeu = 'di_services' AND l.compte")]
        self.assertGreater(len(names), 50)
        self.assertFalse([n for n in names if "crèche" in n or "multi-accueil" in n])

    def test_hours_of_an_organisation_are_counted_once(self):
        """Over its families, an organisation's hours add up to a week that one of its rows says."""
        run = support.run_rennes()
        minutes = {}
        for row in query(run, "SELECT offre, sum((fin - debut) * semaines) m FROM ouverture"
                              " WHERE offre IS NOT NULL GROUP BY offre"):
            minutes[row["offre"]] = row["m"]
        groups = {}
        for row in query(run, "SELECT * FROM offre WHERE heures_semaine IS NOT NULL"
                              " AND fondement <> 'heures' AND horaires_connus"):
            groups.setdefault((row["lieu"], row["organisation"]), []).append(row)
        self.assertGreater(len(groups), 10)
        for offers in groups.values():
            total = sum(row["heures_semaine"] for row in offers)
            distinct = {round(minutes.get(row["id"], 0) / 60, 6) for row in offers}
            self.assertAlmostEqual(total, sum(distinct), places=6, msg=offers[0]["id"])


class Merged(unittest.TestCase):
    def test_the_file_is_valid(self):
        schema = table_schema.load("lieux-schema-national", 2026)
        merged, _ = round_trip()
        header, rows = table_schema.read(merged)
        self.assertEqual(header, [field["name"] for field in schema["fields"]])
        self.assertEqual(len(header), 32)
        self.assertGreater(len(rows), 100)
        self.assertEqual(table_schema.validate(merged, schema), [])

    def test_no_contact_of_a_person(self):
        merged, _ = round_trip()
        with open(merged, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = " ".join(v for k, v in row.items() if k not in ("id", "pivot"))
                self.assertIsNone(TELEPHONE.search(text), text)
                self.assertIsNone(E_MAIL.search(text), text)

    def test_it_reads_back_to_the_same_places(self):
        _, again = round_trip()
        before, after = sites(support.run_rennes()), sites(again)
        shown = {k: v for k, v in before.items() if any(v[f] for f in DESCRIBED)}
        self.assertEqual(set(after) - set(before), set())
        # One address for all under one roof makes a pair that was near enough one place, and a
        # head office's name is one again.
        self.assertLessEqual(len(set(shown) - set(after)), 3)

    def test_it_reads_back_to_the_same_families_hours_and_terms(self):
        _, again = round_trip()
        before, after = sites(support.run_rennes()), sites(again)
        hours_before, hours_after = weeks(support.run_rennes()), weeks(again)
        differing = []
        for key in set(before) & set(after):
            same = all(before[key][f] == after[key][f] for f in DESCRIBED + TERMS)
            if not same or hours_before.get(key) != hours_after.get(key):
                differing.append(key)
        self.assertLessEqual(len(differing), 1, differing)


if __name__ == "__main__":
    unittest.main()
