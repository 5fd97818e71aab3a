# SPDX-License-Identifier: Apache-2.0
"""The guide to maps shows every kind, and its pictures can be made again."""

import functools
import re
import struct
import subprocess
import unittest

import support

DOCS = support.ROOT / "docs"
WORDS = support.ROOT / "src" / "base" / "words.c"

# A page of the atlas is a sheet of A4.
SIZES = {"atlas": (960, 679)}


@functools.lru_cache(maxsize=None)
def made():
    """The pictures as `make map-images` would leave them."""
    folder = support.scratch() / "map-images"
    folder.mkdir()
    subprocess.run([str(support.ROOT / "scripts" / "map-images"), "--maillage",
                    str(support.command()), "-o", str(folder)],
                   check=True, env=support.environment())
    return folder


def size(path):
    head = path.read_bytes()[:24]
    return struct.unpack(">II", head[16:24]) if head[:8] == b"\x89PNG\r\n\x1a\n" else None


class MapImages(unittest.TestCase):
    def test_every_picture_is_made_small(self):
        pictures = sorted(made().glob("*.png"))
        self.assertGreaterEqual(len(pictures), 8)
        for picture in pictures:
            self.assertEqual(size(picture), SIZES.get(picture.stem, (960, 540)), picture.name)

    def test_the_guide_shows_them_all(self):
        guide = (DOCS / "cartes.md").read_text()
        shown = set(re.findall(r"\(images/([\w-]+\.png)\)", guide))
        self.assertEqual(shown, {p.name for p in made().glob("*.png")})
        for name in shown:
            self.assertEqual(size(DOCS / "images" / name),
                             SIZES.get(name.removesuffix(".png"), (960, 540)), name)

    def test_the_guide_tells_of_every_kind_and_method(self):
        guide = (DOCS / "cartes.md").read_text()
        words = WORDS.read_text()
        for table, least in (("MLG_MAP_KINDS", 9), ("MLG_CLASS_METHODS", 9), ("MLG_PAGES", 3),
                             ("MLG_CHARTS", 4)):
            body = re.search(rf"{table}\[\w+\] = \{{(.*?)\n\}};", words, re.S).group(1)
            codes = re.findall(r"\] = \{\"([\w-]+)\"", body)
            self.assertGreaterEqual(len(codes), least)
            for code in codes:
                self.assertIn(f"`{code}`", guide)


if __name__ == "__main__":
    unittest.main()
