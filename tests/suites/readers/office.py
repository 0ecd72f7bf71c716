"""LibreOffice opens workbooks and csv-excel as a person does, and what it shows is written out again as CSV."""
import csv
import io
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from base import ROOT, Skipped, as_text, file_of, get, server, truth
from tables import unguarded

SOME = ["innovations", "regions?kind=city&population=1000000..&sort=-population", "index-scores", "awards?edition_id=kipp-2014",
        "compliance?year=2016&status=met", "stats?by=province,sector&measure=innovations,awards"]

# Titles that a spreadsheet would run, as csv-excel has them and as they are; the last two it must not touch.
ODD = [("'=1+1", "=1+1"), ("'+1+1", "+1+1"), ("'-1+1", "-1+1"), ("'@SUM(1,1)", "@SUM(1,1)"), ("'\t'=1+1", "\t=1+1"),
       ("a;'=1+1;b", "a;=1+1;b"), ("a,'=1+1,b", "a,=1+1,b"), ("35.10", "35.10"), ("007", "007")]


def opened(name, data, separators="44"):
    """Rows of texts of a file as LibreOffice shows it; `separators` are the codes of those that it takes in CSV."""
    if not shutil.which("soffice"):
        raise Skipped("soffice is not there; Debian: apt-get install --no-install-recommends libreoffice-calc")
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / name, Path(folder) / "out"
        path.write_bytes(data)
        # UTF-8, cells as they are shown.
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                   "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", str(out)]
        if name.endswith(".csv"):
            # Language 0 is the system's; formulas are evaluated where a cell is one, as Excel does.
            command.append(f"--infilter=CSV:{separators},34,76,1,,0,false,true,false,false,false,0,true")
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=300)
        made = list(out.glob("*.csv"))
        assert len(made) == 1, f"soffice: {done.stdout}{done.stderr}"
        return list(csv.reader(io.StringIO(made[0].read_text("utf-8-sig"), newline="")))


def shown(cell, known, form):
    """Whether a cell shows a value; a sheet shows true as TRUE, and an instant without T and Z."""
    if isinstance(known, bool):
        return cell == ("TRUE" if known else "FALSE")
    if isinstance(known, (int, float)):
        return cell != "" and abs(float(cell) - known) <= 1e-9 * max(1, abs(known))
    text = as_text(known)
    if cell == text or unguarded(cell) == text:
        return True
    if text.endswith("Z") and "T" in text:
        return cell == text[:-1].replace("T", " ") or form == "csv-excel"
    # What spreadsheets make of plain text that looks like a number or a day is theirs: csv-excel has no types.
    return form == "csv-excel" and looks_like_number(text)


def looks_like_number(text):
    return text.replace(".", "").replace("-", "").isdigit()


def check():
    for form, name in (("xlsx", "file.xlsx"), ("csv-excel", "file.csv")):
        count, guessed = 0, 0
        for listing in SOME:
            known = truth(listing)
            header, *rows = opened(name, file_of(listing, form))
            assert header == list(known[0]), f"{listing} {form}: {header}"
            assert len(rows) == len(known), f"{listing} {form}: {len(rows)} rows, not {len(known)}"
            for place, (row, values) in enumerate(zip(rows, known)):
                for cell, (key, value) in zip(row, values.items()):
                    assert shown(cell, value, form), f"{listing} {form}: row {place}, {key}: {cell!r} is not {value!r}"
                    guessed += isinstance(value, str) and cell != value and looks_like_number(value)
            count += len(rows)
        yield f"{form:9} LibreOffice {len(SOME)} listings, {count} rows; {guessed} texts that look like numbers shown otherwise"
    yield from codes()


def codes():
    rows = [json.loads(line) for line in get("v1/datasets/region_codes.ndjson").decode().splitlines()]
    for form, name in (("xlsx", "file.xlsx"), ("csv", "file.csv")):
        header, *found = opened(name, get(f"v1/datasets/region_codes.{form}"))
        code, region = header.index("code"), header.index("region_id")
        assert [row[region] for row in found] == [row["region_id"] for row in rows], f"{form}: region_id"
        damaged = sum(row[code] != known["code"] for row, known in zip(found, rows))
        assert form != "xlsx" or damaged == 0, f"xlsx: {damaged} codes damaged"
        yield f"{form:9} LibreOffice: ids intact; of {len(rows)} text codes {damaged} damaged"


def odd_package(folder):
    """The bundled package with such titles; the ids of their rows."""
    package = Path(folder) / "package"
    shutil.copytree(ROOT / "data", package, ignore=lambda _, names: [name for name in names if name == "curation"])
    file = package / "innovations.csv"
    header, *rows = csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
    for row, (_, title) in zip(rows, ODD):
        row[header.index("title")] = title
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return package, [row[0] for row in rows[: len(ODD)]]


def odd():
    """No cell is run, from neither form; plain CSV, where values are unaltered, shows that this would find it."""
    opened("probe.csv", b"a\r\n")
    with tempfile.TemporaryDirectory() as folder:
        package, ids = odd_package(folder)
        with server(package, folder) as base:
            listing = "innovations?fields=title&ids=" + ",".join(ids)
            titles = lambda rows: dict(row[:2] for row in rows[1:])  # noqa: E731
            plain = titles(opened("file.csv", file_of(listing, "csv", base)))
            assert plain[ids[0]] == "2", f"plain CSV shows {plain[ids[0]]!r}: this LibreOffice runs nothing, so nothing is shown"
            sheet = titles(opened("file.xlsx", file_of(listing, "xlsx", base)))
            for key, (_, title) in zip(ids, ODD):
                assert sheet[key] == title, f"xlsx: {sheet[key]!r} is not {title!r}"
            excel = file_of(listing, "csv-excel", base)
            safe = titles(opened("file.csv", excel))
            for key, (guarded, title) in zip(ids, ODD):
                # LibreOffice takes the apostrophe for its own sign of a text, or shows it.
                assert safe[key] in (guarded, title) or looks_like_number(title), f"csv-excel: {safe[key]!r}, not {guarded!r}"
            # The same file where semicolons, tabs and commas end cells: broken into more, none of them run.
            for row in opened("file.csv", excel, "59/9/44"):
                for cell in row:
                    assert cell not in ("2", "0"), f"csv-excel with other delimiters: {row}"
    yield f"odd       LibreOffice: of {len(ODD)} titles none is run from xlsx and csv-excel, whatever ends cells; plain CSV runs =1+1"
