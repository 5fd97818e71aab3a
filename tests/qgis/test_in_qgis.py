# SPDX-License-Identifier: Apache-2.0
"""portrait.qgs and portrait.gpkg opened in QGIS itself, without a screen. Heavy: `make test-qgis`.

The picture it draws is left in the build folder as qgis.png, to be looked at."""

import collections
import json
import re
import subprocess
import unittest

from lxml import etree

import support

# Runs in a process of its own: QGIS does not leave one as it found it.
OPENED = r'''
import json, os, sys
from qgis.core import *
from qgis.PyQt.QtCore import QSize
folder, picture = sys.argv[1:3]
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
said = {"read": project.read(folder + "/portrait.qgs"), "title": project.title(),
        "crs": project.crs().authid(), "layers": [], "colours": {}}
for layer in project.mapLayers().values():
    said["layers"].append({
        "name": layer.name(), "valid": layer.isValid(), "rows": layer.featureCount(),
        "crs": layer.crs().authid(), "spatial": layer.isSpatial(),
        "aliases": all(layer.attributeAlias(i) for i in range(1, layer.fields().count())),
        "abstract": layer.metadata().abstract()})
# Each layer by itself, as one drops it on a map: its default style comes with it.
alone = QgsVectorLayer(folder + "/portrait.gpkg|layername=iris", "iris", "ogr")
renderer = alone.renderer()
said["renderer"] = renderer.type()
said["ranges"] = [[r.lowerValue(), r.upperValue(), r.label(), r.symbol().color().name()]
                  for r in renderer.ranges()]
said["alias"] = alone.attributeAlias(alone.fields().indexOf("fragilite"))
said["metadata"] = [alone.metadata().title(), alone.metadata().licenses()]
context = QgsRenderContext()
renderer.startRender(context, alone.fields())
for feature in alone.getFeatures():
    context.expressionContext().setFeature(feature)
    symbol = renderer.symbolForFeature(feature, context)
    said["colours"][feature["code"]] = symbol.color().name() if symbol else None
renderer.stopRender(context)
settings = QgsMapSettings()
settings.setOutputSize(QSize(1600, 1200))
settings.setDestinationCrs(project.crs())
seen = project.layerTreeRoot().checkedLayers()
settings.setLayers([l for l in project.layerTreeRoot().layerOrder() if l in seen])
settings.setExtent(alone.extent().buffered(1000))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
count = {}
for x in range(0, image.width(), 4):
    for y in range(0, image.height(), 4):
        name = image.pixelColor(x, y).name()
        count[name] = count.get(name, 0) + 1
said["pixels"] = count
print("SAID" + json.dumps(said))
sys.stdout.flush()
os._exit(0)
'''


class Opened(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = support.run_rennes()
        done = subprocess.run(
            ["/usr/bin/python3", "-c", OPENED, str(cls.folder), str(support.build() / "qgis.png")],
            env=support.environment(QT_QPA_PLATFORM="offscreen"), capture_output=True, text=True,
            timeout=300)
        answer = re.search(r"^SAID(.*)$", done.stdout, re.M)
        if not answer:
            raise AssertionError(done.stdout + done.stderr)
        cls.said = json.loads(answer[1])

    def test_every_layer_loads_with_its_titles(self):
        self.assertTrue(self.said["read"])
        self.assertEqual(self.said["title"], "Rennes Métropole")
        self.assertEqual(self.said["crs"], "EPSG:2154")
        self.assertGreater(len(self.said["layers"]), 10)
        for layer in self.said["layers"]:
            self.assertTrue(layer["valid"] and layer["rows"] > 0 and layer["aliases"], layer)
            self.assertEqual(layer["crs"], "EPSG:2154" if layer["spatial"] else "", layer)
            self.assertIn("Sources", layer["abstract"])

    def test_a_layer_by_itself_takes_its_default_style(self):
        self.assertEqual(self.said["renderer"], "graduatedSymbol")
        self.assertEqual(self.said["alias"], "Personnes fragiles")
        self.assertIn("Rennes Métropole", self.said["metadata"][0])
        self.assertIn("Licence Ouverte 2.0", self.said["metadata"][1])
        bounds = [r[0] for r in self.said["ranges"]]
        self.assertEqual(bounds, [0, 0.2, 0.25, 0.3, 0.4])

    def test_qgis_gives_each_class_the_zones_of_the_map(self):
        """As many zones of each colour as the map of the same figures has."""
        path = self.folder / "cartes" / "fragilite-taux-iris-rennes-metropole.svg"
        key = list(etree.parse(str(path)).find('.//{*}g[@class="legende"]'))
        wanted = {}
        for tally, swatch in zip(key, key[1:]):
            count = re.match(r"(\d+)\sIRIS", "".join(tally.itertext()))
            if swatch.tag.endswith("rect") and count and swatch.get("fill", "")[:1] == "#":
                wanted.setdefault(swatch.get("fill").lower(), int(count[1]))
        got = collections.Counter(c for c in self.said["colours"].values() if c)
        for _, _, _, colour in self.said["ranges"]:
            self.assertEqual(got[colour], wanted[colour], colour)

    def test_the_picture_shows_every_class_and_the_sites(self):
        pixels = self.said["pixels"]
        for _, _, _, colour in self.said["ranges"]:
            self.assertGreater(pixels.get(colour, 0), 100, colour)
        self.assertGreater(pixels.get("#0072b2", 0), 20)
