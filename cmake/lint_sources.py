#!/usr/bin/env python3
"""Prints what clang-tidy reads of a build folder, the long ones first, with a NUL between them.

usage: lint_sources.py BUILD

A room that is compiled as one source is read as one, so that the headers its sources share are gone through once.
"""
import json
import pathlib
import sys

build = pathlib.Path(sys.argv[1]).resolve()
root = pathlib.Path(__file__).resolve().parent.parent
folders = ("app", "core", "ui")
written = {str(root / folder) + "/" for folder in folders}
joined = {str(build / folder) + "/" for folder in folders}


def ours(file):
    return file.startswith(tuple(written)) or (file.startswith(tuple(joined)) and "/Unity/" in file)


commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
files = sorted({command["file"] for command in commands if ours(command["file"])}, key=lambda file: "/Unity/" not in file)
print("\0".join(files), end="")
