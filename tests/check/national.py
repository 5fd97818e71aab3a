# SPDX-License-Identifier: Apache-2.0
"""Stand-ins for the national files, for tests: the structure and the names that INSEE, IGN and
France Travail publish, around real figures that ship in geodata/. What they hold is of other
years than their names say (RP 2019 and RP 2020 under the columns of 2022): none is a source."""

import csv
import functools
import io
import json
import zipfile

import openpyxl
from osgeo import ogr, osr

import support

BRETAGNE = support.ROOT / "geodata" / "bretagne"
EPCI = "243500139"
COMMUNES_24 = "table-appartenance-geo-communes-24.xlsx"


def rows(folder, name, separator=","):
    with open(folder / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def csv_text(header, lines, separator=";"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()


def zipped(path, texts):
    """A zip of texts, by the name of each."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)


def workbook(path, sheets, header_row=6):
    """INSEE's form: titles above, a blank row, labels, then names in row `header_row`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, (header, lines) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.cell(1, 1, f"Fichier d'essai : {title}")
        sheet.cell(2, 1, "Structure publiée par l'INSEE")
        for column, name in enumerate(header, 1):
            sheet.cell(header_row - 1, column, f"Libellé de {name}")
            sheet.cell(header_row, column, name)
        for number, line in enumerate(lines, header_row + 1):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column, value)
    book.save(path)
    return path


# ---- what is behind them ----

@functools.lru_cache(maxsize=None)
def communes():
    """COG 2025: every commune of Brittany."""
    return rows(BRETAGNE, "communes-cog2025.csv")


@functools.lru_cache(maxsize=None)
def members(departement=None):
    """Rennes Métropole, or a whole département."""
    return [r["DEPCOM"] for r in communes()
            if (r["DEP"] == departement if departement else r["EPCI"] == EPCI)]


def census(name):
    """A file of RP 2019 by IRIS, under the names of RP 2022."""
    table = rows(support.GEODATA, name)
    return [{k.replace("P19_", "P22_").replace("C19_", "C22_"): v for k, v in r.items()}
            for r in table]


def whole_commune(code, names, figures):
    """A row of a base-ic file for a commune that has no IRIS."""
    row = dict.fromkeys(names, "")
    row.update({"IRIS": f"{code}0000", "COM": code, "TYP_IRIS": "Z", "MODIF_IRIS": "0",
                "LAB_IRIS": "5"}, **figures)
    return row


# ---- the files ----

FOYERS = {"Nombre foyers RSA": "arsas", "Nombre foyers PPA": "appa", "Nombre foyers AAH": "aaah"}


def caf_by_iris():
    return rows(support.GEODATA, "caf-allocataires-iris-2021.csv", ";")


def caf_in_capitals(path):
    """Real figures of 2021, under the names in capitals of INSEE's edition."""
    table = caf_by_iris()
    names = ["IRIS" if n == "iris_code" else n.upper() for n in table[0]]
    path.write_text(csv_text(names, [r.values() for r in table]), encoding="utf-8")


def caf_by_commune(path, foyers):
    """data.caf.fr's long form, a row a commune and date: `foyers` by commune, rounded down to
    multiples of 5. They are made up, as are those of the date before, ten times larger."""
    header = ["Date référence", "Numéro commune", "Nom commune", *FOYERS]
    lines = [[date, code, "Fichier d'essai", *(int(times * n) // 5 * 5 for n in numbers)]
             for date, times in (("2020-12-31", 10), ("2021-12-31", 1))
             for code, numbers in foyers.items()]
    path.write_text(csv_text(header, lines), encoding="utf-8")


def jobseekers(path, by_iris):
    """France Travail's workbook: IRIS on one sheet (made up), communes on the other (those of
    2019)."""
    table = rows(support.GEODATA, "demandeurs-emploi-communes-2019.csv", ";")
    return workbook(path, {"IRIS_2021": (["IRIS", "ABC"], by_iris.items()),
                           "COM_2021": (list(table[0]), [r.values() for r in table])})


def incomes(path):
    """BASE_TD_FILO_DISP_IRIS as a workbook: incomes of 2019 under the names of 2021."""
    table = rows(support.GEODATA, "filosofi-iris-2019.csv", ";")
    names = [n[:-2] + "21" if n.endswith("19") else n for n in table[0]]
    return workbook(path, {"IRIS_DISP": (names, [r.values() for r in table]),
                           "Documentation": (["COD_VAR"], [["DISP_MED21"]])})


def crossed(path, both):
    """TD_FOR2_2022_csv.zip: `both` gives by commune the persons [65+ or not][without diploma or
    not]; made up."""
    lines = [[code, sex, age, diploma, count / 2]
             for code, (old, young) in both.items()
             for age, counts in (("065", old), ("015", young))
             for diploma, count in zip("AC", counts) for sex in "12"]
    text = csv_text(["CODGEO", "SEXE", "AGEQ65", "DIPL_19", "NB"], lines)
    meta = csv_text(["COD_VAR", "LIB_VAR"], [["NB", "Nombre"]])
    zipped(path, {"TD_FOR2_2022.csv": text, "meta_TD_FOR2_2022.csv": meta})


def base_ic(folder, kind, table, year="22"):
    """base-ic-*_csv.zip: the data and their description, side by side."""
    name = f"base-ic-{kind}-20{year}"
    meta = csv_text(["COD_VAR", "LIB_VAR", "LIB_VAR_LONG", "COD_MOD", "LIB_MOD", "TYPE_VAR",
                     "LONG_VAR"], [["IRIS", "IRIS", "Code de l'IRIS", "", "", "CHAR", "9"]])
    data = csv_text(list(table[0]), [r.values() for r in table])
    zipped(folder / f"{name}_csv.zip", {f"{name}.CSV": data, f"meta_{name}.CSV": meta})


def table_of_communes(folder, codes):
    wanted = set(codes)
    header = ["CODGEO", "LIBGEO", "DEP", "REG", "EPCI", "NATURE_EPCI"]
    lines = [[r["DEPCOM"], r["NOM_DEPCOM"], r["DEP"], r["REG"], r["EPCI"], "ME"]
             for r in communes() if r["DEPCOM"] in wanted]
    arms = (["CODGEO", "LIBGEO", "COM"], [["75101", "Paris 1er Arrondissement", "75056"]])
    return workbook(folder / COMMUNES_24, {"COM": (header, lines), "ARM": arms})


def contours(path, codes, driver="GPKG", names=("code_iris", "nom_iris", "code_insee",
                                               "type_iris"), layer="contours_iris"):
    """CONTOURS-IRIS: real outlines, those of IRIS where we have them; Lambert-93."""
    lambert = osr.SpatialReference()
    lambert.ImportFromEPSG(2154)
    data = (ogr.Open(str(path), 1) if path.exists()
            else ogr.GetDriverByName(driver).CreateDataSource(str(path)))
    layer = data.CreateLayer(layer if driver == "GPKG" else path.stem, lambert,
                             ogr.wkbMultiPolygon)
    for name in names:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    layer.StartTransaction()
    for code, name, kind, shape in outlines(tuple(codes)):
        feature = ogr.Feature(layer.GetLayerDefn())
        for field, value in zip(names, (code, name, code[:5], kind)):
            feature.SetField(field, value)
        feature.SetGeometry(ogr.ForceToMultiPolygon(shape.Clone()))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


@functools.lru_cache(maxsize=None)
def outlines(codes):
    """(code, name, type, shape in Lambert-93) of the finest zones of some communes."""
    found, covered = [], set()
    kinds = {r["IRIS"]: r["TYP_IRIS"] for r in rows(support.GEODATA,
                                                     "base-ic-evol-struct-pop-2019.csv")}
    source = ogr.Open(str(support.GEODATA / "IRISRM.shp"))
    for feature in source.GetLayer(0):
        code = feature.GetField("code_iris")
        if code[:5] in codes and code in kinds:
            covered.add(code[:5])
            shape = feature.GetGeometryRef().Clone()
            found.append((code, feature.GetField("nmiris"), kinds[code], shape))
    return found + whole_outlines(set(codes) - covered)


def whole_outlines(codes):
    text = (BRETAGNE / "communes_bretagne_cog2025.geojson").read_text()
    degrees, lambert = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    lambert.ImportFromEPSG(2154)
    for system in (degrees, lambert):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change, found = osr.CoordinateTransformation(degrees, lambert), []
    for feature in json.loads(text)["features"]:
        names = feature["properties"]
        if names["DEPCOM"] in codes:
            shape = ogr.CreateGeometryFromJson(json.dumps(feature["geometry"]))
            shape.Transform(change)
            found.append((names["DEPCOM"] + "0000", names["NOM_DEPCOM"], "Z", shape))
    return found
