"""The SQLite file, opened by Python and served by Datasette."""
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from base import as_text, get


def check():
    listed = json.loads(get("v1/datasets"))["data"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "inovasi.sqlite"
        path.write_bytes(get("v1/datasets/inovasi.sqlite"))
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            cells = 0
            for table in (row for row in listed if row["table"]):
                cells += same_table(database, table)
            keys = sum(len(database.execute(f"PRAGMA foreign_key_list({row['id']})").fetchall()) for row in listed if row["table"])
        yield f"sqlite    Python {sqlite3.sqlite_version}: {len(listed) - 1} tables, {cells} cells equal, {keys} foreign keys hold, integrity ok"
        with served(path) as base:
            yield from pages(base, listed)


def same_table(database, table):
    """Compares a table with its NDJSON, cell by cell: lists are texts, true is 1."""
    name = table["id"]
    cursor = database.execute(f"SELECT * FROM {name} ORDER BY id")
    columns = [column[0] for column in cursor.description]
    found = cursor.fetchall()
    known = [json.loads(line) for line in get(f"v1/datasets/{name}.ndjson").decode().splitlines()]
    assert len(found) == len(known) == table["rows"], f"{name}: {len(found)} rows, not {table['rows']}"
    known.sort(key=lambda row: row["id"].encode())
    for row, other in zip(found, known):
        assert columns == list(other), f"{name}: {columns}"
        for cell, value in zip(row, other.values()):
            if isinstance(value, list):
                value = as_text(value)
            assert cell == value, f"{name} {other['id']}: {cell!r} is not {value!r}"
    return len(found) * len(columns)


@contextmanager
def served(path):
    process = subprocess.Popen([sys.executable, "-m", "datasette", str(path), "--port", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if at := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield at.group()
                return
        raise AssertionError("datasette did not start")
    finally:
        process.terminate()
        process.wait(20)


def pages(base, listed):
    def ask(path):
        with urllib.request.urlopen(f"{base}/inovasi{path}", timeout=60) as answer:
            return json.loads(answer.read())

    tables = {table["name"]: table for table in ask(".json")["tables"]}
    for row in (row for row in listed if row["table"]):
        assert tables[row["id"]]["count"] == row["rows"], f"datasette: {row['id']}"
        assert tables[row["id"]]["primary_keys"] == ["id"], f"datasette: {row['id']}"
    # Dots of an id are written as ~2E in addresses of Datasette.
    region = ask("/regions/ID-35~2E10.json?_shape=array")
    assert (region[0] if isinstance(region, list) else region["rows"][0])["id"] == "ID-35.10"
    some = ask("/innovations.json?_shape=objects&_size=3&agency_id=kota-surabaya&_labels=on&_facet=year")["rows"]
    assert some and all(row["agency_id"]["value"] == "kota-surabaya" for row in some), f"datasette: {some}"
    joined = ask(".json?_shape=array&sql=" + urllib.request.quote(
        "select a.name, count(*) n from innovations i join agencies a on a.id = i.agency_id group by 1 order by 2 desc limit 5"))
    assert len(joined) == 5 and joined[0]["n"] >= joined[4]["n"]
    # What a key leads to is shown by its name where Datasette finds one.
    label = some[0]["agency_id"]["label"]
    yield f"sqlite    Datasette: {len(tables)} tables, a row, a filter with facets, a query; agency_id is shown as {label!r}"
