# SPDX-License-Identifier: Apache-2.0
"""portrait.qgs and the styles in portrait.gpkg, without QGIS: well formed, whole, and in the very
classes and colours of the maps. tests/qgis opens them in QGIS itself."""

import re
import sqlite3
import unittest

from lxml import etree

import support

SVG = {"s": "http://www.w3.org/2000/svg"}
# Map of the whole territory, the layer and the style that show the same.
MAPS = [("fragilite-taux-iris", "iris", "Fragilité socio-numérique, taux"),
        ("exposition-taux-iris", "iris",
         "Situations d'exposition aux exigences numériques (cumul possible), taux"),
        ("eligibilite-30m-taux-commune", "commune", "Locaux éligibles à 30 Mbit/s ou plus, taux")]


def base():
    return sqlite3.connect(f"file:{support.run_rennes() / 'portrait.gpkg'}?mode=ro", uri=True)


def project():
    return etree.parse(str(support.run_rennes() / "portrait.qgs"))


def plain(text):
    return re.sub(r"[\u202f\u00a0]", " ", text)


def legend(name):
    """[(label, zones, colour)] of a map's key."""
    path = support.run_rennes() / "cartes" / f"{name}-rennes-metropole.svg"
    items = list(etree.parse(str(path)).find('.//s:g[@class="legende"]', SVG))
    found = []
    for label, tally, swatch in zip(items, items[1:], items[2:]):
        if swatch.tag.endswith("rect") and re.match(r"#(?!FFFFFF)", swatch.get("fill") or ""):
            count = re.match(r"\d+", "".join(tally.itertext()))
            found.append((plain("".join(label.itertext())), int(count[0]), swatch.get("fill")))
    return found


def classes(root):
    """(attribute, [(lower, upper, label, colour)]) of a graduated renderer."""
    renderer = root.find(".//renderer-v2")
    colours = {}
    for symbol in renderer.iterfind("symbols/symbol"):
        value = symbol.find(".//Option[@name='color']").get("value").split(",")
        colours[symbol.get("name")] = "#%02X%02X%02X" % tuple(map(int, value[:3]))
    return renderer.get("attr"), [
        (float(r.get("lower")), float(r.get("upper")), plain(r.get("label")),
         colours[r.get("symbol")]) for r in renderer.iterfind("ranges/range")]


class Styles(unittest.TestCase):
    def style(self, layer, name):
        with base() as gpkg:
            row = gpkg.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND "
                               "styleName = ?", (layer, name)).fetchone()
        return etree.fromstring(row[0].encode())

    def test_each_table_has_one_default_style(self):
        with base() as gpkg:
            tables = [n for n, in gpkg.execute("SELECT table_name FROM gpkg_contents WHERE "
                                               "table_name <> 'layer_styles'")]
            defaults = [n for n, in gpkg.execute(
                "SELECT f_table_name FROM layer_styles WHERE useAsDefault = 1")]
            for text, in gpkg.execute("SELECT styleQML FROM layer_styles"):
                self.assertEqual(etree.fromstring(text.encode()).tag, "qgis")
        self.assertEqual(sorted(tables), sorted(defaults))

    def test_classes_labels_and_colours_are_those_of_the_maps(self):
        for name, layer, title in MAPS:
            key = legend(name)
            attribute, ranges = classes(self.style(layer, title))
            self.assertGreater(len(key), 2, name)
            self.assertEqual([(label, colour) for label, _, colour in key],
                             [(label, colour) for _, _, label, colour in ranges], name)

    def test_each_class_holds_as_many_zones_as_in_the_map(self):
        """The attribute is an expression that SQLite understands as QGIS does."""
        for name, layer, title in MAPS:
            attribute, ranges = classes(self.style(layer, title))
            with base() as gpkg:
                values = [v for v, in gpkg.execute(f'SELECT {attribute} FROM "{layer}"')]
            tallies = [sum(v is not None and low <= v <= high for v in values)
                       for low, high, _, _ in ranges]
            self.assertEqual(tallies, [count for _, count, _ in legend(name)], name)

    def test_every_column_has_a_french_title(self):
        with base() as gpkg:
            for table, in gpkg.execute("SELECT table_name FROM gpkg_contents WHERE "
                                       "table_name <> 'layer_styles'").fetchall():
                columns = [r[1] for r in gpkg.execute(f'PRAGMA table_info("{table}")')
                           if r[1] not in ("fid", "geom")]
                titles = dict(gpkg.execute("SELECT column_name, title FROM gpkg_data_columns "
                                           "WHERE table_name = ? ORDER BY rowid", (table,)))
                self.assertEqual(list(titles), columns, table)
                style = gpkg.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = ? "
                                     "AND useAsDefault = 1", (table,)).fetchone()[0]
                aliases = {a.get("field"): a.get("name")
                           for a in etree.fromstring(style.encode()).iter("alias")}
                self.assertEqual(aliases, titles, table)
                for column, title in titles.items():
                    self.assertTrue(title and title != column, f"{table}.{column}")

    def test_layers_say_what_they_are(self):
        with base() as gpkg:
            rows = gpkg.execute(
                "SELECT r.table_name, m.metadata, r.timestamp FROM gpkg_metadata m JOIN "
                "gpkg_metadata_reference r ON r.md_file_id = m.id").fetchall()
        self.assertGreater(len(rows), 8)
        for table, text, date in rows:
            root = etree.fromstring(text.encode())
            self.assertIn("Sources", root.findtext("abstract"), table)
            self.assertIn("Licence Ouverte 2.0", [e.text for e in root.iterfind("license")])
            self.assertEqual(root.find("dates/date").get("value")[:10], date[:10])
            self.assertEqual(root.findtext("language"), "FRA")


class Project(unittest.TestCase):
    def test_its_layers_are_those_of_the_geopackage_beside_it(self):
        with base() as gpkg:
            tables = {n for n, in gpkg.execute("SELECT table_name FROM gpkg_contents")}
        root = project().getroot()
        sources = [e.text for e in root.iterfind("projectlayers/maplayer/datasource")]
        self.assertGreater(len(sources), 10)
        for source in sources:
            self.assertRegex(source, r"^\./portrait\.gpkg\|layername=\w+$")
            self.assertIn(source.rpartition("=")[2], tables)
        named = {s.rpartition("=")[2] for s in sources}
        self.assertEqual(tables - named, {"layer_styles"})

    def test_the_tree_holds_each_layer_once_under_french_titles(self):
        root = project().getroot()
        ids = [e.text for e in root.iterfind("projectlayers/maplayer/id")]
        leaves = [e.get("id") for e in root.iter("layer-tree-layer")]
        self.assertEqual(sorted(ids), sorted(leaves))
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(root.findtext("title"), "Rennes Métropole")
        groups = [e.get("name") for e in root.iter("layer-tree-group") if e.get("name")]
        self.assertEqual(groups, ["Fragilité socio-numérique", "Sans aide", "Autres indicateurs",
                                  "Tables"])
        seen = [e.get("name") for e in root.iter("layer-tree-layer")
                if e.get("checked") == "Qt::Checked"]
        self.assertEqual(seen, ["Lieux", "Fragilité socio-numérique, taux, par IRIS",
                                "Zones sans chiffre à montrer"])

    def test_it_names_no_folder_of_the_machine(self):
        text = (support.run_rennes() / "portrait.qgs").read_text()
        self.assertNotIn(str(support.run_rennes()), text)
        self.assertNotRegex(text, r"/(home|tmp|root|work)/")
