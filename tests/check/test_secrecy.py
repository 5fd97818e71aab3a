# SPDX-License-Identifier: Apache-2.0
"""Nothing that a run writes says more of the cells that the CAF hides than the source does."""

import math
import unittest

import said
import support
from linear import Programme
from secrecy import PARTS, Attack, Territory


class RennesMetropole(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.territory = Territory(support.run_rennes(),
                                  support.GEODATA / "caf-allocataires-iris-2021.csv", "iris")

    def test_nothing_written_narrows_a_hidden_cell(self):
        attack = Attack(self.territory)
        self.addCleanup(attack.programme.__exit__)
        kinds, narrower = attack.narrowed()
        self.assertGreater(kinds["cell"], 2, kinds)
        self.assertEqual(narrower, [])

    def test_what_is_left_of_a_sum_is_the_assumed_value(self):
        # Sum - published cells = the middle of what is possible, whatever the truth.
        for (indicator, iris), kind in self.territory.hidden().items():
            if kind == "cell":
                ((value,),) = self.territory.read(
                    "portrait.gpkg", "select distinct valeur from indicateurs where niveau = "
                    f"'iris' and code = '{iris}' and indicateur = '{indicator}'")
                self.assertAlmostEqual(value, 2.5)

    def test_findings_give_no_figure_of_the_source(self):
        found = list(said.figures_of_findings(
            self.territory.results / "constats.csv", "caf-allocataires-iris-2021.csv",
            PARTS.values()))
        self.assertGreater(len(found), 5)
        self.assertEqual([(column, text) for column, text, figures in found if figures], [])


class TheAttackItself(unittest.TestCase):
    def test_it_reads_sentences_and_tables(self):
        names = {"Foyers aidés": "aides"}
        zones = {name: 1 for name in ("Bruz", "Bruz Est", "Le Rheu", "CC Côte", "Morbihan")}
        sentences = ["Foyers aidés : à Bruz, 12 300 foyers [11 300 ; 13 400], soit 2,5 % [2,1 % ; "
                     "2,9 %] des foyers ; dans le quartier Bruz Est, au moins 12, au plus 40 foyers.",
                     "Foyers aidés 7 foyers [5 ; 9] à Bruz",
                     "Foyers aidés 8 foyers [6 ; 9] au Rheu",
                     "Foyers aidés : au moins 3 dans la CC Côte",
                     "Foyers aidés : dans le département (Morbihan), au plus 30 foyers"]
        read = [(zone, tuple(round(bound, 6) for bound in said.bounds(figure)))
                for _, zone, figure in said.in_sentences(sentences, names, zones)]
        self.assertEqual(sorted(read), [("Bruz", (2.05, 2.95)), ("Bruz", (4.5, 9.5)),
                                        ("Bruz", (11250, 13450)), ("Bruz Est", (11.5, 40.5)),
                                        ("CC Côte", (2.5, math.inf)), ("Le Rheu", (5.5, 9.5)),
                                        ("Morbihan", (0, 30.5))])
        tables = [[["Zone", "Foyers aidés", "Foyers aidés, part"],
                   ["Bruz Est (Bruz)", "3 [1 ; 4]", "1,0 % [0,5 % ; 1,2 %]"]],
                  [["", "Bruz"], ["Foyers aidés", "7 [5 ; 9]"], ["… part", "2,5 % [2,1 % ; 2,9 %]"]]]
        self.assertEqual([(zone, figure[:2]) for _, zone, figure in
                          said.in_tables(tables, names, zones)],
                         [("Bruz Est", "3 "), ("Bruz Est", "1,"), ("Bruz", "7 "), ("Bruz", "2,")])

    def test_it_reads_findings(self):
        path = support.scratch() / "constats-inventes.csv"
        path.write_text("fichier;colonne;valeur;attendu;action;message\n"
                        "caf.csv;rsa;350510104… (8);;;ligne masquée : 350510104… (8)\n"
                        "caf.csv;rsa;350510104;;;la somme des cases est 103\n", encoding="utf-8")
        self.assertEqual([figures for *_, figures in
                          said.figures_of_findings(path, "caf.csv", {"rsa"})], [[], ["103"]])

    def test_it_finds_a_cell_that_a_sum_gives_away(self):
        # A cell of 1 to 4 and one of 10 whose sum is known to be 12.
        with Programme(2) as programme:
            programme.hold({0: 1}, 1, 4)
            programme.hold({1: 1}, 10, 10)
            programme.hold({0: 1, 1: 1}, 12, 12)
            self.assertEqual(programme.range(0), (2, 2))

    def test_it_finds_cells_that_two_overlapping_sums_give_away(self):
        # No single sum gives it away: a + b = 5 and b + c = 8 and a + b + c = 9.
        with Programme(3) as programme:
            for unknown in range(3):
                programme.hold({unknown: 1}, 1, 4)
            programme.hold({0: 1, 1: 1}, 5, 5)
            programme.hold({1: 1, 2: 1}, 8, 8)
            programme.hold({0: 1, 1: 1, 2: 1}, 9, 9)
            self.assertEqual(programme.range(0), (1, 1))
