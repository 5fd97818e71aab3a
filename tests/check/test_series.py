# SPDX-License-Identifier: Apache-2.0
"""A series: cuts hold the whole's figures, one that goes wrong takes no other with it, and what
is done is not done again."""

import csv
import functools
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

import support

FOLDER = support.ROOT / "geodata" / "rennes-metropole"
BLOCKED = "35001-acigne"


def project():
    """Rennes Métropole with no map of its own: the whole is not what is tested here."""
    folder = support.scratch() / "serie" / "rennes-metropole"
    if not folder.exists():
        shutil.copytree(FOLDER.parent / "bretagne", folder.parent / "bretagne")
        shutil.copytree(FOLDER, folder)
        path = folder / "projet.yaml"
        text = path.read_text()
        path.write_text(text[:text.index("\ncartes:")] + "\ncartes:\n  emprises: []\n")
    return folder / "projet.yaml"


def children(process):
    """Processes that write a commune each."""
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(child) for child in file.read().split()]


def kill_one(process, killed):
    """Ends one process of the series as a crash would."""
    while process.poll() is None and not killed:
        try:
            for child in children(process.pid):
                os.kill(child, signal.SIGSEGV)
                killed.append(child)
                break
        except (FileNotFoundError, ProcessLookupError):
            pass
        time.sleep(0.02)


@functools.lru_cache(maxsize=None)
def series():
    """(folder, exit status): one commune's folder is taken, another one's process dies."""
    out = support.scratch() / "serie" / "out"
    (out / BLOCKED).mkdir(parents=True)
    (out / BLOCKED / "notes.txt").write_text("à moi")
    command = [str(support.command()), "run", "-q", str(project()), "--each", "commune",
               "--overwrite", "-o", str(out)]
    process = subprocess.Popen(command, env=support.environment(), stderr=subprocess.PIPE)
    killed = []
    killer = threading.Thread(target=kill_one, args=(process, killed))
    killer.start()
    process.communicate(timeout=500)
    killer.join()
    assert killed
    return out, process.returncode


def lines(out):
    with open(out / "series.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text):
    return float(text.replace(",", ".")) if text else None


def table(folder, sql):
    with sqlite3.connect(f"file:{folder}/portrait.gpkg?mode=ro", uri=True) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(sql)]


class Series(unittest.TestCase):
    def test_one_that_goes_wrong_takes_no_other_with_it(self):
        out, status = series()
        failed = {row["dossier"]: row for row in lines(out) if row["etat"] != "ok"}
        self.assertEqual(status, 1)
        self.assertEqual(len(lines(out)), 43)
        self.assertEqual(len(failed), 2)
        self.assertIn("dossier", failed.pop(BLOCKED)["motif"])
        (crashed,) = failed.values()
        self.assertIn("signal 11", crashed["motif"])
        self.assertFalse((out / crashed["dossier"]).exists())
        self.assertEqual((out / BLOCKED / "notes.txt").read_text(), "à moi")
        self.assertEqual([p.name for p in out.iterdir() if p.name.startswith(".")], [])

    def test_every_folder_is_whole(self):
        out, _ = series()
        for row in lines(out):
            if row["etat"] == "ok":
                folder = out / row["dossier"]
                present = {p.name for p in folder.iterdir()}
                self.assertLessEqual(
                    {"cartes", "classeur.xlsx", "comparaison.csv", "constats.csv",
                     "diapositives.pptx", "entrees.txt", "manifeste.json", "portrait.gpkg",
                     "portrait.qgs", "rapport.html"}, present, folder.name)
                self.assertNotIn("calcul.sqlite", present)
                # A commune of one zone only has one map fewer: nothing in it compares.
                maps = len(list((folder / "cartes").glob("*.png")))
                self.assertIn(maps, (2, 3), folder.name)
        self.assertTrue((out / "region" / "calcul.sqlite").exists())

    def test_a_cut_holds_the_rows_of_the_whole(self):
        out, _ = series()
        whole = {(r["niveau"], r["code"], r["indicateur"], r["denominateur"]): r
                 for r in table(out / "region", "SELECT * FROM indicateurs")}
        covered = {(r["niveau"], r["code"], r["famille"], r["scenario"]): r
                   for r in table(out / "region", "SELECT * FROM couverture")}
        compared = 0
        for row in lines(out):
            if row["etat"] != "ok":
                continue
            for r in table(out / row["dossier"], "SELECT * FROM indicateurs"):
                key = r["niveau"], r["code"], r["indicateur"], r["denominateur"]
                expected = dict(whole[key], fid=r.get("fid"))
                self.assertEqual(dict(r, fid=r.get("fid")), expected)
                compared += 1
            for r in table(out / row["dossier"], "SELECT * FROM couverture"):
                expected = dict(covered[r["niveau"], r["code"], r["famille"], r["scenario"]],
                                fid=r.get("fid"))
                self.assertEqual(dict(r, fid=r.get("fid")), expected)
                compared += 1
        self.assertGreater(compared, 10000)

    def test_the_table_says_what_the_whole_says(self):
        out, _ = series()
        whole = {r["code"]: r for r in table(out / "region", "SELECT * FROM commune")}
        for row in lines(out):
            layer = whole[row["code"]]
            for column in ("population", "fragilite", "fragilite_min", "fragilite_taux_nscol"):
                self.assertEqual(number(row[column]), layer[column], (row["code"], column))

    def test_similar_communes_are_the_nearest_by_density_and_age(self):
        out, _ = series()
        whole = table(out / "region", "SELECT code, nom FROM commune")
        names = {r["nom"] for r in whole}
        for row in lines(out):
            with self.subTest(row["code"]):
                similar = row["semblables"].replace(" et ", ", ").split(", ")
                self.assertEqual(len(similar), 5)
                self.assertLessEqual(set(similar), names - {row["nom"]})

    def test_each_folder_says_how_it_stands_beside_the_others(self):
        """comparaison.csv against the whole's own rates, and readings against intervals."""
        out, _ = series()
        communes = {r["code"]: r for r in table(out / "region", "SELECT * FROM commune")}
        by_name = {r["nom"]: r for r in communes.values()}
        whole = table(out / "region", "SELECT * FROM epci")[0]
        read = set()
        for row in lines(out):
            if row["etat"] != "ok":
                continue
            with open(out / row["dossier"] / "comparaison.csv", encoding="utf-8-sig",
                      newline="") as file:
                rates = {r["mesure"]: r for r in csv.DictReader(file, delimiter=";")}
            rate = rates["fragilite_taux_nscol"]
            own = communes[row["code"]]["fragilite_taux_nscol"]
            self.assertEqual(number(rate["valeur"]), own)
            self.assertAlmostEqual(number(rate["ecart_epci"]),
                                   own - whole["fragilite_taux_nscol"], places=9)
            similar = rate["semblables"].replace(" et ", ", ").split(", ")
            mean = sum(by_name[n]["fragilite_taux_nscol"] for n in similar) / len(similar)
            self.assertAlmostEqual(number(rate["moyenne_semblables"]), mean, places=9)
            self.assertAlmostEqual(number(rate["ecart_semblables"]), own - mean, places=9)
            for line in rates.values():
                for landmark in ("epci", "semblables"):
                    low, high = (number(line[f"ecart_{landmark}_{end}"]) for end in ("min", "max"))
                    reading = line[f"lecture_{landmark}"]
                    read.add(reading)
                    self.assertEqual(reading == "plus élevé", low is not None and low > 1e-9)
                    self.assertEqual(reading == "plus bas", high is not None and high < -1e-9)
        self.assertLessEqual({"plus élevé", "plus bas", "pas d'écart sûr"}, read)

    def test_communes_add_up_to_the_whole(self):
        out, _ = series()
        whole = table(out / "region", "SELECT * FROM epci")[0]
        for column in ("population", "fragilite"):
            total = sum(number(row[column]) for row in lines(out))
            self.assertAlmostEqual(total, whole[column], delta=1e-6 * whole[column])

    def test_zz_what_is_done_is_not_done_again(self):
        out, _ = series()
        done = [row["dossier"] for row in lines(out) if row["etat"] == "ok"]
        before = {name: os.stat(out / name).st_ino for name in done + ["region"]}
        shutil.rmtree(out / done[0])
        shutil.rmtree(out / BLOCKED)
        again = support.maillage("run", "-q", project(), "--each", "commune", "--resume", "-o", out)
        self.assertEqual(again.returncode, 0, again.stderr)
        states = {row["dossier"]: row["etat"] for row in lines(out)}
        self.assertEqual(sorted(states.values()).count("ok"), 3)
        self.assertEqual(sorted(states.values()).count("repris"), 40)
        self.assertEqual(states[done[0]], "ok")
        for name in done[1:] + ["region"]:
            self.assertEqual(os.stat(out / name).st_ino, before[name], name)
