# SPDX-License-Identifier: Apache-2.0
"""What documents say of figures in words and in tables: report, slides, sheets, lists."""

import csv
import math
import re
import subprocess
import zipfile

from lxml import etree, html

NUMBER = r"\d[\d ]*(?:,\d+)?"
BETWEEN = rf"{NUMBER}[^\[\];:]{{0,40}}\[{NUMBER}(?: %)? ; {NUMBER}(?: %)?\]"
PARTIAL = rf"au moins {NUMBER}(?: %)?(?:, au plus {NUMBER})?|au plus {NUMBER}"
FIGURE = rf"(?:{BETWEEN}|{PARTIAL})(?: %)?"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def plain(text):
    """Without the spaces that do not break."""
    return re.sub(r"\s+", " ", text or "").strip()


def _rounded(text, way):
    """A bound of a number as it is written: counts have three figures, shares one decimal."""
    digits, _, decimals = text.replace(" ", "").partition(",")
    half = 0.5 * 10 ** (-len(decimals) if decimals else max(0, len(digits) - 3))
    return max(0, float(f"{digits}.{decimals or 0}") + way * half)


def bounds(text):
    """(low, high) of a figure that gives an interval, with what its rounding hides; else None."""
    between = re.search(rf"\[({NUMBER})(?: %)? ; ({NUMBER})(?: %)?\]", text)
    least = between or re.search(rf"au moins ({NUMBER})", text)
    most = between or re.search(rf"au plus ({NUMBER})", text)
    if not least and not most:
        return None
    return (_rounded(least[1], -1) if least else 0,
            _rounded(most[most.lastindex], 1) if most else math.inf)


# ---- where it is said ----

def report(path):
    """(sentences, tables) of the report, less its pictures and the data of its map."""
    page = html.parse(str(path)).getroot()
    for node in list(page.iter("script", "style", "svg")):
        node.drop_tree()
    sentences = [plain(node.text_content()) for node in page.iter("p", "li", "dd", "figcaption")]
    tables = [[[plain(cell.text_content()) for cell in row] for row in table.iter("tr")]
              for table in page.iter("table")]
    return sentences, tables


def slides(path):
    """(sentences, tables) of the slides, notes and descriptions of pictures included."""
    sentences, tables = [], []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if not re.fullmatch(r"ppt/(slides|notesSlides)/\w+\.xml", name):
                continue
            part = etree.fromstring(parts.read(name))
            text = lambda node: plain("".join(t.text or "" for t in node.iter(f"{DRAWING}t")))
            sentences += map(text, part.iter(f"{DRAWING}p"))
            sentences += [plain(node.get("descr")) for node in part.iter() if node.get("descr")]
            tables += [[[text(cell) for cell in row] for row in table.iter(f"{DRAWING}tr")]
                       for table in part.iter(f"{DRAWING}tbl")]
    return sentences, tables


def sheets(path):
    """(title, text) of each page of the sheets to print."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True,
                          text=True).stdout
    return [(page.strip().split("\n")[0].strip(), plain(page)) for page in text.split("\f") if page]


def figures_of_findings(path, file, columns):
    """What the list of findings says of these columns of a file that has figures in it, less what
    is no figure of theirs: codes of zones, how many zones, their population, the notes."""
    known = re.compile(r"\b\d{5,9}\b…?|\(\d+(?: communes)?\)|population [\d ]+|note \d|comptée 0")
    with open(path, encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened, delimiter=";"):
            text = plain(" | ".join(row[name] for name in ("valeur", "attendu", "action", "message")))
            if row["fichier"] == file and row["colonne"] in columns:
                left = known.sub("", text)
                yield row["colonne"], text, re.findall(NUMBER, left)


# ---- of what, and where ----

def spoken(zones):
    """What sentences call a zone -> its name: "au Rheu", "dans Brocéliande Communauté"."""
    cut = {re.sub(r"^(?:Les?|C[ACU]) ", "", name): name for name in zones}
    return {**cut, **{name: name for name in zones}}


def in_sentences(sentences, labels, zones):
    """(label, zone, figure): "LABEL : à ZONE, FIGURE, soit FIGURE", and "FIGURE à ZONE"."""
    names = spoken(zones)
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    at = (r"(?:aux?|à|dans(?: la région| la| le quartier| l'IRIS)?|dans le département(?= \()) "
          rf"\(?({name})\)?")
    after = re.compile(rf"{at}, ({FIGURE})(?:[^,;.\[]*, soit ({FIGURE}))?")
    before = re.compile(rf"({FIGURE})[^,;.\[]{{0,20}} {at}")
    either = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    for sentence in sentences:
        parts = re.split(f"({either})", sentence)
        for label, said in zip(parts[1::2], parts[2::2]):
            for zone, *figures in after.findall(said):
                yield from ((label, names[zone], figure) for figure in figures if figure)
            for figure, zone in before.findall(said):
                yield label, names[zone], figure


def in_tables(tables, labels, zones):
    """(label, zone, figure) of tables whose rows are zones, or whose columns are."""
    for table in tables:
        columns = [headed(head, labels) for head in table[0]]
        label = None
        for row in table[1:]:
            label = headed(row[0], labels) or (label if row[0].startswith("…") else None)
            zone = row[0] if row[0] in zones else re.sub(r" \([^()]*\)$", "", row[0])
            for head, column, cell in zip(table[0], columns, row):
                if column and zone in zones:
                    yield column, zone, cell
                elif label and head in zones:
                    yield label, head, cell


def headed(head, labels):
    """The label that a row or a column is about."""
    name = head.removesuffix(", part")
    return name if name in labels else None

