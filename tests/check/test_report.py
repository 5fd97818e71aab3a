# SPDX-License-Identifier: Apache-2.0
"""rapport.html in headless Chromium, the network off: it works, says what portrait.gpkg says, and
keeps quiet."""

import base64
import functools
import html.parser
import re
import sqlite3
import subprocess
import unittest

import support
from browser import Browser

THIN = "\u202f"


def report():
    return support.run_rennes() / "rapport.html"


@functools.lru_cache(maxsize=None)
def rows(layer):
    with sqlite3.connect(f"file:{support.run_rennes() / 'portrait.gpkg'}?mode=ro", uri=True) as base:
        base.row_factory = sqlite3.Row
        return {r["code"]: dict(r) for r in base.execute(f'SELECT * FROM "{layer}"')}


def about(value):
    """Three significant digits in French, written anew."""
    whole = round(value) if abs(value) < 1000 else int(float(f"{value:.3g}"))
    return f"{whole:,}".replace(",", THIN)


def percent(ratio):
    return f"{100 * ratio:.1f}".replace(".", ",") + THIN + "%"


class Weight(unittest.TestCase):
    def test_it_is_light(self):
        self.assertLess(report().stat().st_size, 8e6)

    def test_it_closes_what_it_opens(self):
        """Every element but the empty ones; html.parser leaves scripts and styles alone."""
        empty = {"meta", "br", "input", "link"}
        opened, faults = [], []

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                if tag not in empty:
                    opened.append(tag)

            def handle_endtag(self, tag):
                if not opened or opened.pop() != tag:
                    faults.append((tag, self.getpos()))

        Reader().feed(report().read_text())
        self.assertEqual((opened, faults), ([], []))


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.browser.open(report())

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def run_js(self, expression):
        return self.browser.run(expression)

    def choose(self, control, value):
        self.run_js(f"""(function () {{
          var select = document.getElementById('{control}');
          select.value = '{value}';
          select.dispatchEvent(new Event('change'));
        }})()""")

    def panel(self):
        return self.run_js("document.getElementById('portrait').innerText")

    def zone_option(self, name):
        return self.run_js(f"""Array.from(document.getElementById('choix-zone').options)
          .find(function (o) {{ return o.text === {name!r}; }}).value""")

    def test_it_asks_for_nothing_and_complains_of_nothing(self):
        self.run_js("window.scrollTo(0, document.body.scrollHeight)")
        self.assertEqual([u for u in self.browser.requests if not u.startswith("file:")], [])
        self.assertEqual(len(self.browser.requests), 1)
        self.assertEqual(self.browser.said, [])

    def test_a_click_on_a_quarter_shows_its_figures(self):
        """A true click of the mouse, in the middle of the quarter's outline."""
        quarter = next(r for r in rows("quartier").values() if r["nom"] == "Le Blosne")
        self.choose("choix-niveau", "1")
        fragility = self.run_js("""(function () {
          var data = JSON.parse(document.getElementById('donnees').textContent);
          return data.indicateurs.findIndex(function (i) { return i.id === 'fragilite'; });
        })()""")
        self.choose("choix-sujet", f"taux:{fragility}")
        at = self.run_js(f"""(function () {{
          document.getElementById('carte').scrollIntoView({{ block: 'center', behavior: 'instant' }});
          var data = JSON.parse(document.getElementById('donnees').textContent);
          var rank = data.niveaux[1].zones.findIndex(function (z) {{
            return z.c === '{quarter["code"]}'; }});
          var shapes = document.querySelectorAll('#carte path.leaflet-interactive');
          var path = shapes[rank], box = path.getBoundingClientRect(), best = null;
          for (var i = 1; i < 10 && !best; i++) for (var j = 1; j < 10 && !best; j++) {{
            var x = box.left + box.width * i / 10, y = box.top + box.height * j / 10;
            if (document.elementFromPoint(x, y) === path) best = [x, y];
          }}
          return best;
        }})()""")
        self.assertIsNotNone(at)
        self.browser.click(*at)
        said = self.panel()
        self.assertTrue(said.startswith("Le Blosne"), said[:80])
        self.assertIn(f"{about(quarter['fragilite'])} [{about(quarter['fragilite_min'])}{THIN}; "
                      f"{about(quarter['fragilite_max'])}] personnes", said)
        self.assertIn(percent(quarter["fragilite_taux_nscol"]), said)
        self.assertIn("D'où vient ce chiffre", said)
        self.assertIn("union_2x2", said)

    def test_a_need_shows_its_parts_and_the_offers_in_reach(self):
        with sqlite3.connect(support.run_rennes() / "portrait.gpkg") as base:
            uncovered = dict(base.execute(
                "SELECT code, orientation_aider + sature_aider + hors_portee_aider FROM commune"))
        code = max(uncovered, key=uncovered.get)
        commune = rows("commune")[code]
        self.choose("choix-niveau", "2")
        self.choose("choix-sujet", "famille:3")
        self.choose("choix-zone", self.zone_option(commune["nom"]))
        said = self.panel()
        for column in ("besoin", *support.PARTS):
            self.assertIn(about(commune[f"{column}_aider"]), said, column)
        self.assertIn(about(uncovered[code]), said)
        self.assertRegex(said, r"\d+ offres? à portée")

    def test_a_scenario_changes_the_need(self):
        self.choose("choix-niveau", "2")
        self.choose("choix-sujet", "famille:3")
        self.choose("choix-zone", self.zone_option("Rennes"))
        seen = set()
        for s in range(4):
            self.choose("choix-scenario", str(s))
            seen.add(re.search(r"Besoin\s+([^\n]+)", self.panel())[1])
        self.assertEqual(len(seen), 4)

    def test_every_choice_can_be_drawn(self):
        """Each subject at each level: no exception, and a legend."""
        subjects = self.run_js("Array.from(document.getElementById('choix-sujet').options, "
                               "function (o) { return o.value; })")
        self.assertGreater(len(subjects), 10)
        self.run_js("document.getElementById('choix-lieux').click()")
        for level in range(4):
            self.choose("choix-niveau", str(level))
            self.choose("choix-zone", "0")
            for subject in subjects:
                self.choose("choix-sujet", subject)
                self.assertTrue(self.run_js("document.querySelector('#legende h3').textContent"))
                self.assertNotRegex(self.panel(), r"NaN|undefined|\bnull\b|Infinity")
        self.run_js("document.getElementById('choix-lieux').click()")
        self.assertEqual(self.browser.said, [])

    def test_the_keyboard_is_enough(self):
        """From the first key: the skip link, then a zone's button in a table, then Enter."""
        self.browser.open(report())
        self.browser.press("Tab", 9)
        self.assertEqual(self.run_js("document.activeElement.className"), "evitement")
        self.browser.press("Enter", 13)
        self.assertEqual(self.run_js("document.activeElement.id"), "contenu")
        seen = []
        for _ in range(12):
            self.browser.press("Tab", 9)
            seen.append(self.run_js("document.activeElement.id || document.activeElement.tagName"))
        for control in ("choix-sujet", "choix-niveau", "choix-zone", "choix-lieux", "carte"):
            self.assertIn(control, seen)
        self.run_js("document.querySelector('#tableaux button.zone').focus()")
        name = self.run_js("document.activeElement.textContent")
        self.browser.press("Enter", 13)
        self.assertTrue(self.panel().startswith(name))
        self.assertEqual(self.run_js("document.activeElement.id"), "choix-zone")
        self.assertIn(name, self.run_js("document.getElementById('annonce').textContent"))

    def test_tables_are_sorted_and_searched(self):
        first = """(function () {
          var frame = document.querySelectorAll('#tableaux .cadre')[0];
          var rows = Array.from(frame.querySelectorAll('tbody tr'));
          return rows.filter(function (r) { return !r.hidden; })
            .map(function (r) { return r.cells[0].textContent; });
        })()"""
        button = """Array.from(document.querySelectorAll('#tableaux table')[0]
          .querySelectorAll('thead button')).find(function (b) {
            return b.textContent === 'Population'; }).click()"""
        communes = rows("commune").values()
        by_size = [r["nom"] for r in sorted(communes, key=lambda r: -r["population"])]
        self.run_js(button)
        self.assertEqual(self.run_js(first), by_size)
        self.run_js(button)
        self.assertEqual(self.run_js(first), by_size[::-1])
        self.run_js("""(function () {
          var field = document.querySelector('#tableaux input[type=search]');
          field.value = 'becherel';
          field.dispatchEvent(new Event('input'));
        })()""")
        self.assertEqual(set(self.run_js(first)), {"Bécherel", "Miniac-sous-Bécherel"})

    def test_texts_stand_out(self):
        """Every text on its own ground: 4.5 to 1, or 3 to 1 when it is large (WCAG 1.4.3)."""
        poor = self.run_js("""(function () {
          function light(c) {
            var v = c.match(/[\\d.]+/g).slice(0, 3).map(function (n) {
              n /= 255; return n <= 0.03928 ? n / 12.92 : Math.pow((n + 0.055) / 1.055, 2.4); });
            return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
          }
          function ground(e) {
            for (; e; e = e.parentElement) {
              var c = getComputedStyle(e).backgroundColor;
              if (!/, 0\\)$/.test(c)) return c;
            }
            return 'rgb(255, 255, 255)';
          }
          var poor = [];
          document.querySelectorAll('body *:not(script):not(svg *)').forEach(function (e) {
            var own = Array.from(e.childNodes).some(function (n) {
              return n.nodeType === 3 && n.textContent.trim(); });
            if (!own || e.closest('svg') || !e.offsetParent) return;
            var style = getComputedStyle(e), a = light(style.color), b = light(ground(e));
            var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5))
              poor.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
          });
          return poor;
        })()""")
        self.assertEqual(sorted(set(poor)), [])

    def test_it_fits_a_telephone(self):
        self.browser.call("Emulation.setDeviceMetricsOverride", width=390, height=844,
                          deviceScaleFactor=1, mobile=True)
        self.assertLessEqual(self.run_js("document.documentElement.scrollWidth"), 390)
        self.browser.call("Emulation.setDeviceMetricsOverride", width=1280, height=800,
                          deviceScaleFactor=1, mobile=False)

    def test_on_paper_the_drawn_maps_stand_for_the_explored_one(self):
        printed = self.browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path = support.scratch() / "rapport.pdf"
        path.write_bytes(base64.b64decode(printed["data"]))
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                              check=True).stdout
        self.assertNotIn("Carte à explorer\n", text)
        self.assertIn("Ce qui a été fait", text)
        pages = text.split("\f")
        maps = [p for p in pages if "Sources :" in p and "Méthode :" in p]
        self.assertGreaterEqual(len(maps), len(list((support.run_rennes() / "cartes").glob("*.svg"))))
