"""What all checks share: the server, its listings, the truth of its JSON pages, and how cells are compared."""
import datetime
import json
import math
import os
import subprocess
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

BASE = os.environ.get("INOVASI_URL", "http://127.0.0.1:8080").rstrip("/")
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("INOVASI_PROGRAM") or str(ROOT / "target/debug/inovasi")

# Every list, and every kind of question.
LISTINGS = [
    "innovations",
    "innovations?sector=health,education&year=2014..2016&sort=-year,title",
    "innovations?q=layanan&lang=en&fields=title,agency_id,implemented",
    "innovations?title=there%20is%20none",
    "agencies?sort=-streak",
    "regions",
    "regions?kind=city&population=1000000..&sort=-population",
    "competitions",
    "editions?lang=en",
    "awards?edition_id=kipp-2014",
    "outcomes",
    "replications?lang=en",
    "index-scores",
    "regulations",
    "mandates",
    "sources",
    "compliance?year=2016",
    "compliance?status=met&fields=agency_id,innovation_ids",
    "coverage",
    "stats?by=province,sector&measure=innovations,awards",
    "stats?by=region&per=population",
    "compliance/summary?by=province",
]


class Skipped(Exception):
    """The check could not be made."""


def get(path, base=BASE):
    with urllib.request.urlopen(f"{base}/{path.lstrip('/')}", timeout=120) as answer:
        return answer.read()


def address(listing, more):
    return f"v1/{listing}{'&' if '?' in listing else '?'}{more}"


def file_of(listing, form, base=BASE):
    return get(address(listing, f"format={form}"), base)


def truth(listing, base=BASE):
    """The rows of the JSON pages, with what NDJSON adds to them: labels. Their other values must be JSON's own."""
    pages, at = [], address(listing, "limit=1000")
    while at:
        page = json.loads(get(at, base))
        pages += page["data"]
        at = page["links"]["next"]
    rows = [json.loads(line) for line in file_of(listing, "ndjson", base).decode().splitlines()]
    assert len(rows) == len(pages), f"{listing}: {len(rows)} rows of NDJSON, {len(pages)} of JSON"
    for row, known in zip(rows, pages):
        for name, value in row.items():
            assert name.endswith("_label") or value == known[name], f"{listing}: {name}: {value} is not {known[name]}"
    return rows


def as_text(value):
    """A value as delimited text has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, str):
        return value
    return json.dumps(value)


def plain(value):
    """A value of a reader as JSON has it."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "tolist"):  # of NumPy
        value = value.tolist()
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    if isinstance(value, datetime.datetime):
        if value.utcoffset() is not None:
            value = value.astimezone(datetime.timezone.utc)
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def compare(what, found, known, same):
    """Both as lists of rows, each a dict; `same` says whether two cells hold the same."""
    assert len(found) == len(known), f"{what}: {len(found)} rows, not {len(known)}"
    for place, (one, other) in enumerate(zip(found, known)):
        assert list(one) == list(other), f"{what}: columns {list(one)}, not {list(other)}"
        for name in other:
            assert same(one[name], other[name]), f"{what}: row {place}, {name}: {one[name]!r} is not {other[name]!r}"
    return len(known)


def equal(found, known):
    """Typed cells: a number is a number, and nothing else is like another type."""
    found = plain(found)
    if isinstance(known, bool) or isinstance(found, bool):
        return found is known
    if isinstance(known, (int, float)) and isinstance(found, (int, float)):
        return float(found) == float(known)
    return found == known


def equal_text(found, known):
    return (found or "") == as_text(known)


@contextmanager
def server(package, folder):
    """A second server, over another package."""
    if not Path(PROGRAM).exists():
        raise Skipped(f"{PROGRAM} is not there: cargo build, or set INOVASI_PROGRAM")
    environment = {**os.environ, "DATABASE_URL": f"sqlite://{folder}/catalogue.db", "INOVASI_LISTEN": "127.0.0.1:0"}
    subprocess.run([PROGRAM, "import", str(package)], env=environment, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen([PROGRAM, "serve"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        for line in process.stdout:
            if "http://" in line:
                yield "http://" + line.split("http://")[1].split("/")[0]
                return
        raise AssertionError("the second server did not start")
    finally:
        process.terminate()
        process.wait(20)
