#!/usr/bin/env python3
"""Readers that others wrote take the descriptions of the catalogue from a running server.

  shacl         the shapes of DCAT-AP in the folder INOVASI_DCAT_SHAPES: no violation; what is only recommended is listed
  ckan          CKAN's own parser reads every dataset with its files from /catalog.jsonld
  csvw          csvw reads every CSV with the description beside it, and the keys between them
  frictionless  validates URL/datapackage.json with all its files

Arguments name some of them; without any, all run. A check whose files are not served, or whose shapes are not given, is
said to be skipped, and skipped checks fail where CI is set, but for the shapes: they are not ours to pass on.
"""
import json
import os
import re
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

BASE = os.environ.get("INOVASI_URL", "http://127.0.0.1:8080").rstrip("/")
SHAPES = os.environ.get("INOVASI_DCAT_SHAPES")
# What a conforming document must meet, and what it had better.
MANDATORY, RECOMMENDED = ["shapes.ttl", "range.ttl"], ["shapes_recommended.ttl"]


class Skipped(Exception):
    """The check could not be made."""


def get(path):
    with urllib.request.urlopen(f"{BASE}/{path}", timeout=60) as answer:
        return answer.read()


def tables():
    return [resource["name"] for resource in json.loads(get("datapackage.json"))["resources"]]


def served():
    """The tables, if their files are there."""
    names = tables()
    try:
        get(f"v1/datasets/{names[0]}.csv")
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise Skipped("the server has no /v1/datasets/*.csv") from error
        raise
    return names


def shacl():
    import pyshacl
    from rdflib import RDF, Graph, Namespace

    if not SHAPES:
        raise Skipped("INOVASI_DCAT_SHAPES names no folder with the shapes of DCAT-AP 3.0.1")
    sh = Namespace("http://www.w3.org/ns/shacl#")
    data = Graph().parse(data=get("catalog.jsonld"), format="json-ld")

    def short(iri):
        return re.split("[#/]", str(iri))[-1]

    def findings(files):
        shapes = Graph()
        for name in files:
            shapes.parse(Path(SHAPES) / name)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
        found = Counter()
        for result in report.objects(None, sh.result):
            path, focus = report.value(result, sh.resultPath), report.value(result, sh.focusNode)
            kinds = " ".join(sorted(short(kind) for kind in data.objects(focus, RDF.type)))
            found[(short(report.value(result, sh.resultSeverity)), kinds, short(path))] += 1
        return found

    mandatory, recommended = findings(MANDATORY), findings(RECOMMENDED)
    for (severity, kind, path), times in sorted((mandatory + recommended).items()):
        print(f"  {severity}: {times} of {kind}: {path}")
    print(f"  {len(data)} statements; mandatory: {mandatory.total()} findings, recommended: {recommended.total()}")
    return mandatory.total() == 0


def ckan():
    from ckanext.dcat.processors import RDFParser

    catalog, wrong = get("catalog.jsonld").decode(), 0
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(catalog, _format="json-ld")
    found = {}
    for dataset in parser.datasets():
        missing = [key for key in ("title", "notes", "tags", "resources") if not dataset.get(key)]
        files = [resource for resource in dataset["resources"] if resource.get("url") and resource.get("format")]
        if missing or len(files) != len(dataset["resources"]):
            print(f"  {dataset.get('title')}: without {missing or 'the address or form of a file'}")
            wrong += 1
        said = {extra["key"]: extra["value"] for extra in dataset["extras"]}
        found[said["identifier"]] = len(files)
    expected = {node["dct:identifier"] for node in nodes(json.loads(catalog)) if node.get("@type") == "dcat:Dataset"}
    print(f"  {len(found)} of {len(expected)} datasets read, {sum(found.values())} files")
    return wrong == 0 and set(found) == expected and len(found) > len(tables())


def nodes(value):
    """Every object of a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


def csvw():
    from csvw import CSVW

    names = served()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name in names:
            for file in (f"{name}.csv", f"{name}.csv-metadata.json"):
                (folder / file).write_bytes(get(f"v1/datasets/{file}"))
        (folder / "csv-metadata.json").write_bytes(get("v1/datasets/csv-metadata.json"))
        wrong, rows = 0, 0
        # A CSV finds the description beside it; that of all files is named.
        for file in [*(f"{name}.csv" for name in names), "csv-metadata.json"]:
            document = CSVW(str(folder / file), validate=True, strict=True)
            try:
                faults = [] if document.is_valid else [warning.message for warning in document.warnings]
                # It forgives cells that are not what the column says; reading the rows does not.
                rows = sum(1 for table in document.tables for _ in table)
            except ValueError as error:
                faults = [error]
            for fault in faults[:5]:
                print(f"  {file}: {fault}")
            wrong += bool(faults)
        keys = sum(len(table.tableSchema.foreignKeys) for table in document.tables)
    print(f"  {len(names)} files with their descriptions, {rows} rows, {keys} keys between them")
    return wrong == 0


def frictionless():
    from frictionless import Package

    served()
    report = Package(f"{BASE}/datapackage.json").validate()
    for task in report.tasks:
        for error in task.errors[:5]:
            print(f"  {task.name}: {error.message}")
    print(f"  {len(report.tasks)} resources, {report.stats['errors']} errors")
    return report.valid


def main():
    checks = [shacl, ckan, csvw, frictionless]
    asked = sys.argv[1:] or [check.__name__ for check in checks]
    unknown = set(asked) - {check.__name__ for check in checks}
    if unknown:
        sys.exit(f"metadata: no check {', '.join(sorted(unknown))}; there are: {', '.join(c.__name__ for c in checks)}")
    failed = []
    for check in (check for check in checks if check.__name__ in asked):
        print(f"metadata: {check.__name__}")
        try:
            if not check():
                failed.append(check.__name__)
        except Skipped as why:
            print(f"  SKIPPED: {why}")
            if os.environ.get("CI") and check is not shacl:
                failed.append(check.__name__)
    print(f"metadata: {len(asked) - len(failed)} of {len(asked)} checks without a failure")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
