#!/usr/bin/env python3
"""Reads an export with nothing of the program's own and prints it as JSON.

usage: read_export.py FILE

{"sheets": [{"name": NAME, "rows": [[[KIND, VALUE, FORMAT], …], …]}]}: KIND is "text", "number" or "empty",
FORMAT the number format of a workbook's cell.
"""
import csv
import json
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN = {"0": "General", "1": "0", "2": "0.00", "49": "@"}


def of_csv(file):
    with open(file, encoding="utf-8-sig", newline="") as text:
        rows = [[["text" if cell else "empty", cell, ""] for cell in row] for row in csv.reader(text, strict=True)]
    return [{"name": "csv", "rows": rows}]


def formats_of(book):
    root = xml.etree.ElementTree.fromstring(book.read("xl/styles.xml"))
    own = {one.get("numFmtId"): one.get("formatCode") for one in root.iter(MAIN + "numFmt")}
    return [(own | BUILT_IN).get(one.get("numFmtId"), "?") for one in root.find(MAIN + "cellXfs")]


def column_of(place):
    number = 0
    for letter in re.match("[A-Z]+", place).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_of(cell, formats, strings):
    form = formats[int(cell.get("s", "0"))]
    if cell.get("t") == "inlineStr":
        return ["text", "".join(part.text or "" for part in cell.iter(MAIN + "t")), form]
    value = cell.find(MAIN + "v")
    if cell.get("t") == "s":
        return ["text", strings[int(value.text)], form]
    if cell.get("t") in (None, "n") and value is not None:
        return ["number", value.text, form]
    raise ValueError(f"a cell of a kind that an export has not: {cell.attrib}")


def of_xlsx(file):
    with zipfile.ZipFile(file) as book:
        if book.testzip():
            raise ValueError("the archive is damaged")
        formats = formats_of(book)
        links = {one.get("Id"): one.get("Target")
                 for one in xml.etree.ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            for one in xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                strings.append("".join(part.text or "" for part in one.iter(MAIN + "t")))
        sheets = []
        for sheet in xml.etree.ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            root = xml.etree.ElementTree.fromstring(book.read("xl/" + links[sheet.get(LINK)]))
            rows = []
            for row in root.iter(MAIN + "row"):
                while len(rows) < int(row.get("r")):
                    rows.append([])
                for cell in row:
                    while len(rows[-1]) <= column_of(cell.get("r")):
                        rows[-1].append(["empty", "", ""])
                    rows[-1][column_of(cell.get("r"))] = cell_of(cell, formats, strings)
            sheets.append({"name": sheet.get("name"), "rows": rows})
        return sheets


file = pathlib.Path(sys.argv[1])
json.dump({"sheets": of_xlsx(file) if file.suffix == ".xlsx" else of_csv(file)}, sys.stdout, ensure_ascii=True)
