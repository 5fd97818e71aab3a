# SPDX-License-Identifier: Apache-2.0
"""diapositives.pptx of Rennes Métropole, read as a zip of XML parts, and fiches.pdf beside it."""

import functools
import posixpath
import re
import unittest
import zipfile
from xml.etree import ElementTree

import support
import test_geopackage as gpkg

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHOW = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
WIDTH, HEIGHT = 12192000, 6858000


@functools.lru_cache(maxsize=None)
def archive():
    return zipfile.ZipFile(support.run_rennes() / "diapositives.pptx")


@functools.lru_cache(maxsize=None)
def part(name):
    return ElementTree.fromstring(archive().read(name))


def links(name):
    """id -> (kind, target) of a part."""
    folder, base = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", base + ".rels")
    return {link.get("Id"): (link.get("Type").rsplit("/", 1)[1], link.get("Target").lstrip("/"))
            for link in part(rels)}


def slides():
    """Names of the slides, in the order of the presentation."""
    targets = links("ppt/presentation.xml")
    return [targets[item.get(LINKS + "id")][1]
            for item in part("ppt/presentation.xml").iter(SHOW + "sldId")]


def words(name):
    return ["".join(t.text or "" for t in p.iter(DRAWING + "t"))
            for p in part(name).iter(DRAWING + "p")]


def plain(text):
    return re.sub(r"[\u00a0\u202f]", " ", text)


class Slides(unittest.TestCase):
    def test_every_part_is_typed_once_and_well_formed(self):
        names = archive().namelist()
        self.assertEqual(len(names), len(set(names)))
        typed = [o.get("PartName").lstrip("/") for o in part("[Content_Types].xml").iter(
            TYPES + "Override")]
        self.assertEqual(sorted(typed), sorted(
            n for n in names if not n.endswith(".rels") and n != "[Content_Types].xml"))
        for name in names:
            if name.endswith((".xml", ".rels")):
                part(name)

    def test_every_relationship_leads_to_a_part(self):
        names = set(archive().namelist())
        for rels in (n for n in names if n.endswith(".rels")):
            ids = [link.get("Id") for link in part(rels)]
            self.assertEqual(len(ids), len(set(ids)), rels)
            for link in part(rels):
                self.assertIn(link.get("Target").lstrip("/"), names, rels)

    def test_every_link_that_a_slide_names_is_there(self):
        for name in slides():
            known = links(name)
            for node in part(name).iter():
                for key, value in node.attrib.items():
                    if key.startswith(LINKS):
                        self.assertIn(value, known, name)

    def test_one_slide_a_map_in_vector_and_in_pixels(self):
        drawn = {p.stem for p in (support.run_rennes() / "cartes").glob("*.svg")}
        pictures = [name for name in slides() if part(name).find(f".//{SHOW}pic") is not None]
        self.assertGreaterEqual(len(pictures), 10)
        self.assertLessEqual(len(pictures), len(drawn))
        for name in pictures:
            blip = part(name).find(f".//{DRAWING}blip")
            png = links(name)[blip.get(LINKS + "embed")][1]
            svg = links(name)[blip.find(f".//{SVG}svgBlip").get(LINKS + "embed")][1]
            self.assertTrue(archive().read(png).startswith(b"\x89PNG"))
            drawing = ElementTree.fromstring(archive().read(svg))
            title = drawing.find("{http://www.w3.org/2000/svg}title").text
            self.assertEqual(plain(words(name)[0]), plain(title))

    def test_pictures_keep_their_proportions_and_stay_on_the_slide(self):
        for name in slides():
            picture = part(name).find(f".//{SHOW}pic")
            if picture is None:
                continue
            cut = picture.find(f".//{DRAWING}srcRect").attrib
            place = picture.find(f"{SHOW}spPr/{DRAWING}xfrm")
            at, size = (place.find(DRAWING + tag).attrib for tag in ("off", "ext"))
            wide = 1920 * (1 - (int(cut["l"]) + int(cut["r"])) / 1e5)
            high = 1080 * (1 - (int(cut["t"]) + int(cut["b"])) / 1e5)
            self.assertAlmostEqual(int(size["cx"]) / int(size["cy"]), wide / high, delta=0.01)
            self.assertLessEqual(int(at["x"]) + int(size["cx"]), WIDTH)
            self.assertLessEqual(int(at["y"]) + int(size["cy"]), HEIGHT)
            self.assertGreater(int(size["cx"]), WIDTH / 2, name)

    def test_texts_out_of_placeholders_have_the_theme_s_font_and_subtitles_one_line(self):
        for name in slides():
            for run in part(name).iter(DRAWING + "rPr"):
                if run.find(DRAWING + "solidFill") is not None:
                    self.assertEqual(run.find(DRAWING + "latin").get("typeface"), "+mn-lt", name)
            for shape in part(name).iter(SHOW + "sp"):
                if shape.find(f"{SHOW}nvSpPr/{SHOW}cNvPr").get("name") != "Ce qui est montré":
                    continue
                points = int(shape.find(f".//{DRAWING}ext").get("cx")) / 12700
                size = int(shape.find(f".//{DRAWING}rPr").get("sz")) / 100
                said = "".join(t.text for t in shape.iter(DRAWING + "t"))
                # 0.49 em is the mean width of a sign of Open Sans in such texts.
                self.assertLessEqual(len(said) * size * 0.49, points, said)

    def test_pictures_and_tables_are_told_to_those_who_do_not_see_them(self):
        for name in slides():
            for kind in ("pic", "graphicFrame"):
                for shape in part(name).iter(SHOW + kind):
                    self.assertGreater(len(shape.find(f".//{SHOW}cNvPr").get("descr", "")), 10)

    def test_notes_tell_sources_and_method(self):
        for name in slides():
            notes = dict(links(name).values())["notesSlide"]
            text = " ".join(words(notes))
            self.assertIn("Source", text, name)
            self.assertIn("Méthode", text, name)

    def test_nothing_is_missing_from_the_words(self):
        for name in slides():
            for text in words(name):
                self.assertNotRegex(text, r"\(null\)|\bnan\b|\binf\b", name)

    def test_figures_are_those_of_the_geopackage(self):
        city = gpkg.by_code("commune")["35238"]
        uncovered = sum(city[f"{p}_aider"] for p in support.PARTS[1:])
        said = " ".join(plain(t) for name in slides() for t in words(name))
        digits = 10 ** max(0, len(str(round(uncovered))) - 3)  # three significant ones are shown
        self.assertIn(f"{round(uncovered / digits) * digits:,.0f}".replace(",", " ") + " [", said)


class Sheets(unittest.TestCase):
    def test_a_page_a_quarter_and_an_index(self):
        data = (support.run_rennes() / "fiches.pdf").read_bytes()
        self.assertTrue(data.startswith(b"%PDF-"))
        self.assertLess(len(data), 6 << 20)
        self.assertEqual(max(int(n) for n in re.findall(rb"/Count (\d+)", data)), 55)


if __name__ == "__main__":
    unittest.main()
