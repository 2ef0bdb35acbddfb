#!/usr/bin/env python3
"""Writes a bill of materials (CycloneDX 1.5, JSON) of the programs in BIN: what each is linked with, as Debian's
packages have it, and the libraries of headers that are compiled in.

usage: sbom.py BIN VERSION COMMIT SECONDS >FILE

The same programs on the same system give the same file; SECONDS is when the commit was made.
"""
import datetime
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

PROGRAMS = ("zhangfang", "zhangfangd", "zhangfangctl", "zhangfang-practice")
COMPILED_IN = ("libboost1.74-dev", "libcli11-dev", "libexpected-dev")
NAMESPACE = uuid.UUID("6f3a1d52-64a1-5c0b-9a0e-5d9b8c1f7a11")


def out(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def linked(program):
    """Every library the program loads, and which of them it names itself."""
    named = set(re.findall(r"\(NEEDED\).*\[(.+)\]", out("readelf", "-d", str(program))))
    loaded = dict(re.findall(r"^\s*(\S+) => (/\S+)", out("ldd", str(program)), re.MULTILINE))
    return loaded, named & loaded.keys()


def packages_of(paths):
    """Asked once for all of them: dpkg reads its whole list each time. Debian 12 has some files by their old place."""
    places = {place: path for path in paths for place in (path, path.removeprefix("/usr"), "/usr" + path)}
    said = subprocess.run(["dpkg-query", "-S", *places], capture_output=True, text=True).stdout
    found = {}
    for line in said.splitlines():
        package, place = line.split(": ", 1)
        if place in places:
            found[places[place]] = package.split(",")[0].split(":")[0]
    for path in paths - found.keys():
        sys.exit(f"sbom.py: no package has {path}")
    return found


def component(package):
    version, architecture = out("dpkg-query", "-W", "-f=${Version} ${Architecture}", package).split()
    purl = f"pkg:deb/debian/{urllib.parse.quote(package)}@{urllib.parse.quote(version)}?arch={architecture}"
    return {"type": "library", "bom-ref": purl, "name": package, "version": version, "purl": purl}


def main(folder, version, commit, seconds):
    components, depends = {}, []
    programs = {name: linked(pathlib.Path(folder) / name) for name in PROGRAMS}
    owners = packages_of({path for loaded, _ in programs.values() for path in loaded.values()})
    for package in set(owners.values()):
        components[package] = component(package)
    for name, (loaded, named) in programs.items():
        packages = {library: owners[path] for library, path in loaded.items()}
        components.setdefault(name, {"type": "application", "bom-ref": name, "name": name, "version": version,
            "licenses": [{"license": {"id": "GPL-3.0-or-later"}}]})
        depends.append((name, sorted({packages[library] for library in named} | set(COMPILED_IN))))
    for package in COMPILED_IN:
        components[package] = component(package)
    ref = {name: one["bom-ref"] for name, one in components.items()}
    made = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
    json.dump({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, version + ' ' + commit)}",
        "version": 1,
        "metadata": {
            "timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": f"zhangfang@{version}", "name": "zhangfang",
                "version": version, "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
                "properties": [{"name": "commit", "value": commit}]},
        },
        "components": [components[name] for name in sorted(components)],
        "dependencies": [{"ref": f"zhangfang@{version}", "dependsOn": sorted(PROGRAMS)}] +
            [{"ref": name, "dependsOn": sorted(ref[package] for package in packages)} for name, packages in depends],
    }, sys.stdout, indent=1)
    print()


main(*sys.argv[1:])
