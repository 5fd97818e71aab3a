# SPDX-License-Identifier: Apache-2.0
"""The damages: each takes a sound file, writes a damaged copy, and says what it did.

What is damaged is what figures are made from: damage to other columns would be nobody's loss.
"""

import csv
import re
import shutil

# Project -> file -> the column of its codes, and those that make figures.
TABLES = {
    "rennes-metropole": {
        "base-ic-evol-struct-pop-2019.csv": ["IRIS", "P19_POP", "P19_POP0014", "C19_POP15P",
                                             "P19_POP65P", "P19_POP75P", "P19_POP80P",
                                             "P19_POP_ETR", "P19_POP_IMM"],
        "base-ic-diplomes-formation-2019.csv": ["IRIS", "P19_NSCOL15P", "P19_NSCOL15P_DIPLMIN"],
        "rennes-iris-quartiers.csv": ["code_iris", "nuquart"],
        "caf-allocataires-iris-2021.csv": ["iris_code", "arsas", "appa", "aaah", "percou"],
        "filosofi-iris-2019.csv": ["IRIS", "DISP_MED19", "DISP_TP6019"],
        "filosofi-communes-2021-large.csv": ["GEO", "MED_SL", "PR_MD60"],
        "demandeurs-emploi-communes-2019.csv": ["CODGEO", "ABC", "ABC_RSA"],
        "comparateur-communes-rp2018.csv": ["CODGEO", "P18_CHOM1564"],
        "arcep-debits-communes-2019.csv": ["code_insee", "nbr", "elig_thd30", "elig_thd100",
                                           "elig_thd1g"],
        "espaces-sociaux-communs-2023.csv": ["commune", "venues"],
        "cartographie-nationale-2026-07-03.csv": ["id", "latitude", "longitude", "services",
                                                  "code_insee", "horaires"],
    },
    "bretagne": {
        "rp2020-population-communes.csv": ["Code", "Population municipale 2020"],
        "rp2020-nscol15p-communes.csv": ["Code", "Nb de pers. non scolarisées de 15 ans ou + 2020"],
        "rp2020-age-diplome-communes.csv": [
            "Code", "Part des pers. âgées de - 15 ans 2020",
            "Part des pers. âgées de 65 ans ou + 2020", "Part des pers. âgées de 75 ans ou + 2020",
            "Part des pers. âgées de 80 ans ou + 2020",
            "Part des non ou peu diplômés dans la pop. non scolarisée de 15 ans ou + 2020"],
        "rp2022-iris-parts.csv": ["code", "P22_POP", "dmv_65p_pct_22", "dmv_75p_pct_22",
                                  "dm_etr_pct_22", "dm_imm_pct_22"],
        "caf-allocataires-iris-2021.csv": ["iris_code", "arsas", "appa", "aaah", "percou"],
        "demandeurs-emploi-communes-2019.csv": ["CODGEO", "ABC", "ABC_RSA"],
        "comparateur-communes-rp2018.csv": ["CODGEO", "P18_CHOM1564", "P18_ACT1564"],
        "filosofi-communes-2019.csv": ["CODGEO", "Q219"],
        "arcep-debits-communes-2019.csv": ["code_insee", "nbr", "elig_thd30", "elig_thd100",
                                           "elig_thd1g"],
        "communes-cog2025.csv": ["DEPCOM", "EPCI", "DEP"],
        "france-services-2023.csv": ["id_fs", "latitude", "longitude", "h_lundi", "h_mardi"],
        "cnfs-permanences-2022.csv": ["id", "latitude", "longitude", "services", "horaires"],
    },
}
OUTLINES = {"rennes-metropole": ["IRISRM.shp"],
            "bretagne": ["iris-2025.geojson"]}
NUMBER = r"-?\d*[.,]?\d+"


class Impossible(Exception):
    """This file has nothing to damage in this way."""


class Table:
    """A CSV being damaged."""

    def __init__(self, path, wanted):
        self.text = path.read_text(encoding="utf-8-sig")
        head = self.text.split("\n", 1)[0]
        self.separator = ";" if head.count(";") > head.count(",") else ","
        self.rows = list(csv.reader(self.text.splitlines(True), delimiter=self.separator))
        self.head = self.rows[0]
        self.wanted = [self.head.index(c) for c in wanted if c in self.head]
        self.numeric = [i for i in self.wanted[1:]
                        if sum(bool(re.fullmatch(NUMBER, r[i])) for r in self.rows[1:])
                        > len(self.rows) / 4]

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=self.separator, lineterminator="\n").writerows(self.rows)

    def cell(self, rng, numeric):
        columns = self.numeric if numeric else self.wanted
        for _ in range(10000 if columns else 0):
            at, column = rng.randrange(1, len(self.rows)), rng.choice(columns)
            text = self.rows[at][column]
            if not numeric and text:
                return at, column
            if numeric and re.fullmatch(NUMBER, text) and float(text.replace(",", ".")) != 0:
                return at, column
        raise Impossible

    def column(self, rng):
        if not self.numeric:
            raise Impossible
        return rng.choice(self.numeric)

    def name(self, at, column):
        return f"line {at + 1}, {self.head[column][:40]}"

    def others(self, rng, at):
        if len(self.rows) < 4:
            raise Impossible
        return rng.choice([i for i in range(1, len(self.rows)) if i != at])


def scaled(text, factor):
    said = f"{float(text.replace(',', '.')) * factor:.15g}"
    return said.replace(".", ",") if "," in text else said


# ---- one cell ----

def cell_times_ten(rng, t):
    at, column = t.cell(rng, True)
    t.rows[at][column] = scaled(t.rows[at][column], 10)
    return t.name(at, column)


def cell_tenth(rng, t):
    at, column = t.cell(rng, True)
    t.rows[at][column] = scaled(t.rows[at][column], 0.1)
    return t.name(at, column)


def sign_flipped(rng, t):
    at, column = t.cell(rng, True)
    t.rows[at][column] = scaled(t.rows[at][column], -1)
    return t.name(at, column)


def decimal_mark_lost(rng, t):
    marked = [(i, c) for i in range(1, len(t.rows)) for c in t.numeric
              if re.fullmatch(r"\d+[.,]\d+", t.rows[i][c])]
    if not marked:
        raise Impossible
    at, column = rng.choice(marked)
    t.rows[at][column] = re.sub("[.,]", "", t.rows[at][column])
    return t.name(at, column)


def cells_swapped(rng, t):
    """Two cells of one row."""
    at, a = t.cell(rng, True)
    others = [b for b in range(len(t.head)) if t.rows[at][b] != t.rows[at][a]]
    b = rng.choice(others)
    t.rows[at][a], t.rows[at][b] = t.rows[at][b], t.rows[at][a]
    return f"{t.name(at, a)} with {t.head[b][:40]}"


def values_exchanged(rng, t):
    """One column's values of two rows."""
    at, column = t.cell(rng, True)
    other = t.others(rng, at)
    t.rows[at][column], t.rows[other][column] = t.rows[other][column], t.rows[at][column]
    return f"{t.name(at, column)} with line {other + 1}"


def code_cut(rng, t):
    """As a leading zero lost."""
    at = rng.randrange(1, len(t.rows))
    t.rows[at][t.wanted[0]] = t.rows[at][t.wanted[0]][1:]
    return t.name(at, t.wanted[0])


def cell_blanked(rng, t):
    at, column = t.cell(rng, True)
    t.rows[at][column] = ""
    return t.name(at, column)


# ---- one row ----

def row_times_ten(rng, t):
    at, _ = t.cell(rng, True)
    for column in range(len(t.head)):
        text = t.rows[at][column]
        if column != t.wanted[0] and re.fullmatch(NUMBER, text):
            t.rows[at][column] = scaled(text, 10)
    return f"line {at + 1}"


def row_shifted(rng, t):
    at, column = t.cell(rng, False)
    t.rows[at][column:] = [""] + t.rows[at][column:-1]
    return t.name(at, column)


def row_dropped(rng, t):
    at, _ = t.cell(rng, False)
    if len(t.rows) < 4:
        raise Impossible
    del t.rows[at]
    return f"line {at + 1}"


def row_doubled(rng, t):
    at, _ = t.cell(rng, False)
    t.rows.insert(at, list(t.rows[at]))
    return f"line {at + 1}"


def rows_exchanged(rng, t):
    """The codes of two rows."""
    at, _ = t.cell(rng, False)
    other, column = t.others(rng, at), t.wanted[0]
    t.rows[at][column], t.rows[other][column] = t.rows[other][column], t.rows[at][column]
    return f"{t.name(at, column)} with line {other + 1}"


# ---- one column, or all ----

def column_times_ten(rng, t):
    column = t.column(rng)
    for row in t.rows[1:]:
        if re.fullmatch(NUMBER, row[column]):
            row[column] = scaled(row[column], 10)
    return t.head[column][:40]


def columns_shifted(rng, t):
    _, column = t.cell(rng, False)
    for row in t.rows[1:]:
        row[column:] = row[column + 1:] + [row[column]]
    return f"every line from {t.head[column][:40]}"


def headers_exchanged(rng, t):
    column = rng.choice(t.wanted)
    other = rng.choice([i for i in range(len(t.head)) if i != column])
    t.head[column], t.head[other] = t.head[other], t.head[column]
    return f"{t.head[other][:40]} with {t.head[column][:40]}"


def header_renamed(rng, t):
    column = rng.choice(t.wanted)
    t.head[column] = t.head[column].replace("_", " ") + "x"
    return t.head[column][:40]


def year_before(rng, t):
    """Last year's file in place of this one: its columns say so."""
    dated = [i for i, c in enumerate(t.head) if re.search(r"(19|20|21|22|18|2020|2021)", c)]
    if not any(i in t.wanted for i in dated):
        raise Impossible
    t.head[:] = [re.sub(r"(20)?(18|19|20|21|22)(?!\d)",
                        lambda m: (m[1] or "") + str(int(m[2]) - 1), c) for c in t.head]
    return "every column"


def file_times_ten(rng, t):
    if not t.numeric:
        raise Impossible
    for row in t.rows[1:]:
        for column, text in enumerate(row):
            if column != t.wanted[0] and re.fullmatch(NUMBER, text):
                row[column] = scaled(text, 10)
    return "every number"


def decimal_marks_lost(rng, t):
    if not any(re.fullmatch(r"\d+[.,]\d+", r[c]) for r in t.rows[1:] for c in t.numeric):
        raise Impossible
    for row in t.rows[1:]:
        for column in t.numeric:
            if re.fullmatch(r"\d+[.,]\d+", row[column]):
                row[column] = re.sub("[.,]", "", row[column])
    return "every figure"


CELLS = [cell_times_ten, cell_tenth, sign_flipped, decimal_mark_lost, cells_swapped,
         values_exchanged, code_cut, cell_blanked, row_times_ten, row_shifted, row_dropped,
         row_doubled, rows_exchanged, column_times_ten, columns_shifted, headers_exchanged,
         header_renamed, year_before, file_times_ten, decimal_marks_lost]


# ---- the file as bytes ----

def encoding_broken(rng, path, to):
    """A byte that no UTF-8 has, inside a code or a figure."""
    data = bytearray(path.read_bytes())
    start = data.index(b"\n") + 1
    digits = [i for i in range(start, min(len(data), start + 200000)) if chr(data[i]).isdigit()]
    at = rng.choice(digits)
    data[at] = 0xE9
    to.write_bytes(data)
    return f"byte {at}"


def file_cut(rng, path, to):
    data = path.read_bytes()
    if len(data) < 1000:
        raise Impossible
    at = rng.randrange(len(data) // 4, len(data) - 2)
    to.write_bytes(data[:at])
    return f"after {at} bytes of {len(data)}"


BYTES = [encoding_broken, file_cut]


# ---- other formats ----

def workbook(rng, path, to, wanted):
    """A workbook with the same table, whose header moved, or with one figure ten times too much."""
    import openpyxl  # noqa: PLC0415
    table = Table(path, wanted)
    moved = rng.random() < 0.3
    said = "header moved" if moved else cell_times_ten(rng, table)
    book = openpyxl.Workbook()
    sheet = book.active
    for _ in range(3 if moved else 0):
        sheet.append(["Source : essai"])
    code = table.wanted[0]
    for row in table.rows:
        sheet.append([float(t.replace(",", ".")) if i != code and re.fullmatch(NUMBER, t) else t
                      for i, t in enumerate(row)])
    book.save(to)
    return said


def each_outline(path, to, change):
    """Rewrites outlines, each through `change(number, geometry)`."""
    from osgeo import ogr  # noqa: PLC0415
    ogr.UseExceptions()
    if path.suffix == ".shp":
        for beside in path.parent.glob(path.stem + ".*"):
            shutil.copy(beside, to.with_suffix(beside.suffix))
    else:
        shutil.copy(path, to)
    source = ogr.Open(str(to), 1)
    layer = source.GetLayer()
    for number, feature in enumerate(list(layer)):
        changed = change(number, feature.GetGeometryRef().Clone())
        if changed is not None:
            feature.SetGeometry(changed)
            layer.SetFeature(feature)
    layer = source = None


def bounds(path):
    from osgeo import ogr  # noqa: PLC0415
    source = ogr.Open(str(path))
    layer = source.GetLayer()
    west, east, south, north = layer.GetExtent()
    return layer.GetFeatureCount(), west, east, south, north


def on_points(geometry, move):
    if geometry.GetGeometryCount():
        for i in range(geometry.GetGeometryCount()):
            on_points(geometry.GetGeometryRef(i), move)
    else:
        for i in range(geometry.GetPointCount()):
            geometry.SetPoint_2D(i, *move(geometry.GetX(i), geometry.GetY(i)))
    return geometry


def outlines_moved(rng, path, to):
    _, west, east, *_ = bounds(path)
    by = (east - west) * rng.choice([-1, 1]) * rng.uniform(0.2, 1)
    each_outline(path, to, lambda _, g: on_points(g, lambda x, y: (x + by, y)))
    return f"{by:.3f} east"


def outlines_mirrored(rng, path, to):
    _, west, east, *_ = bounds(path)
    each_outline(path, to, lambda _, g: on_points(g, lambda x, y: (west + east - x, y)))
    return "east and west"


def outline_moved(rng, path, to):
    n, west, east, *_ = bounds(path)
    one, by = rng.randrange(n), (east - west) * rng.choice([-0.4, 0.4])
    each_outline(path, to, lambda i, g: on_points(g, lambda x, y: (x + by, y)) if i == one else None)
    return f"number {one + 1}, {by:.3f} east"


def outlines_exchanged(rng, path, to):
    from osgeo import ogr  # noqa: PLC0415
    n, *_ = bounds(path)
    a, b = rng.sample(range(n), 2)
    source = ogr.Open(str(path))
    shapes = [f.GetGeometryRef().Clone() for f in source.GetLayer()]
    each_outline(path, to, lambda i, _: shapes[b] if i == a else shapes[a] if i == b else None)
    return f"numbers {a + 1} and {b + 1}"


SHAPES = [outlines_moved, outlines_mirrored, outline_moved, outlines_exchanged]


# ---- the project ----

SECTIONS = ("besoin", "scenarios", "offre", "portee")


def setting_times_ten(rng, path, to):
    """A number of the sections that make figures."""
    lines, places, section = path.read_text().split("\n"), [], ""
    for at, line in enumerate(lines):
        head = re.match(r"(\w+):", line)
        section = head[1] if head else section
        code = line.split("#")[0]
        for m in re.finditer(r"(?<![\w\".-])(\d+(?:\.\d+)?)(?![\w\".-])", code):
            if section in SECTIONS and '"' not in code[m.end():] and float(m[1]) != 0:
                places.append((at, m.start(1), m.end(1)))
    at, start, end = rng.choice(places)
    was = lines[at][start:end]
    lines[at] = lines[at][:start] + f"{float(was) * 10:.10g}" + lines[at][end:]
    to.write_text("\n".join(lines))
    return f"line {at + 1}: {was} in {lines[at].strip()[:60]}"


def settings(folder, to):
    """Where other settings of a project go, among links to its files."""
    for other in folder.iterdir():
        if other.name != "projet.yaml":
            (to / other.name).symlink_to(other)
    return to / "projet.yaml"


def kinds():
    return [k.__name__ for k in CELLS + BYTES + SHAPES] + ["workbook", "setting_times_ten"]


def damage(rng, kind, project, folder, to):
    """Writes a damaged copy of one of the project's files in `to`: its name, where, and what."""
    tables = TABLES[project]
    by_name = {k.__name__: k for k in CELLS + BYTES + SHAPES}
    for _ in range(100):
        try:
            if kind == "setting_times_ten":
                path = settings(folder, to)
                return path.name, path, setting_times_ten(rng, folder / path.name, path)
            if by_name.get(kind) in SHAPES:
                name = rng.choice(OUTLINES[project])
                return name, to / name, by_name[kind](rng, folder / name, to / name)
            name = rng.choice(sorted(tables))
            if kind == "workbook":
                path = to / (name[:-4] + ".xlsx")
                return name, path, workbook(rng, folder / name, path, tables[name])
            if by_name[kind] in BYTES:
                return name, to / name, by_name[kind](rng, folder / name, to / name)
            table = Table(folder / name, tables[name])
            said = by_name[kind](rng, table)
            table.write(to / name)
            return name, to / name, said
        except Impossible:
            continue
    raise Impossible(kind)
