# SPDX-License-Identifier: Apache-2.0
"""The pages of indicators are what their files and the command say today."""

import functools
import shutil
import subprocess
import unittest

import support

DOCS = support.ROOT / "docs"


@functools.lru_cache(maxsize=None)
def made():
    """The documents as `make pages` would leave them."""
    docs = support.scratch() / "docs"
    docs.mkdir()
    shutil.copy(DOCS / "indicateurs.md", docs)
    subprocess.run([str(support.ROOT / "scripts" / "indicator-pages"), "--maillage",
                    str(support.command()), "--results", str(support.run_rennes()), "-o", str(docs)],
                   check=True, env=support.environment())
    return docs


class Pages(unittest.TestCase):
    maxDiff = None

    def test_one_page_for_each_indicator(self):
        shipped = {p.stem for p in (support.ROOT / "indicators").glob("*.yaml")}
        self.assertGreater(len(shipped), 5)
        self.assertEqual({p.stem for p in (DOCS / "indicateurs").glob("*.md")}, shipped)

    def test_pages_are_up_to_date(self):
        for page in sorted((made() / "indicateurs").glob("*.md")):
            self.assertEqual((DOCS / "indicateurs" / page.name).read_text(), page.read_text(),
                             f"{page.name}: run make pages")

    def test_the_list_is_up_to_date(self):
        self.assertEqual((DOCS / "indicateurs.md").read_text(),
                         (made() / "indicateurs.md").read_text(), "run make pages")

    def test_a_page_says_what_a_reader_asks(self):
        text = (DOCS / "indicateurs" / "fragilite.md").read_text()
        for said in ("union_2x2(plus65, diplmin, nscol, theta)", "P19_NSCOL15P_DIPLMIN", "2019",
                     "## Limites", "## Référence", "Dénominateur", "41 789,9 personnes"):
            self.assertIn(said, text.replace("\u202f", " ").replace("\xa0", " "))
