"""pandas, polars, DuckDB and openpyxl read every listing in every form they know."""
import io
import logging
import tempfile
from pathlib import Path

from base import LISTINGS, as_text, compare, equal, equal_text, file_of, plain, truth

# An empty column of a sheet has no type, which it says aloud.
logging.getLogger("fastexcel").setLevel(logging.ERROR)
DELIMITED = {"csv": ("csv", ","), "csv;": ("csv&delimiter=;", ";"), "csv tab": ("csv&delimiter=tab", "\t"),
             "csv-excel": ("csv-excel", ",")}


def rows_of(names, rows):
    return [dict(zip(names, row)) for row in rows]


# Each gives the rows of a file: texts of delimited text, else typed cells.
def pandas_text(data, delimiter, encoding):
    import pandas

    read = pandas.read_csv(io.BytesIO(data), sep=delimiter, dtype=str, keep_default_na=False, encoding=encoding)
    return rows_of(read.columns, read.itertuples(index=False, name=None))


def polars_text(data, delimiter, _):
    import polars

    read = polars.read_csv(data, separator=delimiter, infer_schema=False)
    return read.to_dicts()


def duckdb_text(data, delimiter, _):
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        path.write_bytes(data)
        read = duckdb.read_csv(str(path), sep=delimiter, header=True, all_varchar=True, quotechar='"', escapechar='"')
        return rows_of(read.columns, read.fetchall())


def pandas_parquet(data):
    import pandas

    # Types of Arrow: those of NumPy know no null of a whole number.
    read = pandas.read_parquet(io.BytesIO(data), dtype_backend="pyarrow")
    return rows_of(read.columns, zip(*(read[name].array.__arrow_array__().to_pylist() for name in read.columns)))


def polars_parquet(data):
    import polars

    return polars.read_parquet(data).to_dicts()


def duckdb_parquet(data):
    return by_duckdb(data, "parquet", "read_parquet('{}')")


def pandas_ndjson(data):
    import pandas

    read = pandas.read_json(io.BytesIO(data), lines=True, dtype=False, convert_dates=False, precise_float=True)
    return rows_of(read.columns, read.astype(object).itertuples(index=False, name=None))


def polars_ndjson(data):
    import polars

    return polars.read_ndjson(data, infer_schema_length=None).to_dicts()


def duckdb_ndjson(data):
    # Dates are told from texts by their look, which makes days of texts; as JSON they are what the file says.
    return by_duckdb(data, "ndjson", "read_json('{}', format='newline_delimited', sample_size=-1, dateformat='-', timestampformat='-')")


def by_duckdb(data, ending, source):
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{ending}"
        path.write_bytes(data)
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        read = connection.execute(f"SELECT * FROM {source.format(path)}")
        return rows_of([column[0] for column in read.description], read.fetchall())


def openpyxl_xlsx(data):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    assert len(book.worksheets) == 1
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", f"{cell.coordinate} is a formula"
    names, *rows = sheet.iter_rows(values_only=True)
    return rows_of(names, rows)


def pandas_xlsx(data):
    import pandas

    read = pandas.read_excel(io.BytesIO(data), dtype=object, keep_default_na=False, na_values=[])
    return rows_of(read.columns, read.itertuples(index=False, name=None))


def polars_xlsx(data):
    import polars

    read = polars.read_excel(io.BytesIO(data), engine="calamine", infer_schema_length=None)
    return read.to_dicts()


TYPED = {
    "ndjson": {"pandas": pandas_ndjson, "polars": polars_ndjson, "DuckDB": duckdb_ndjson},
    "parquet": {"pandas": pandas_parquet, "polars": polars_parquet, "DuckDB": duckdb_parquet},
    "xlsx": {"openpyxl": openpyxl_xlsx, "pandas": pandas_xlsx, "polars": polars_xlsx},
}
TEXT = {"pandas": pandas_text, "polars": polars_text, "DuckDB": duckdb_text}


def same_in_sheet(found, known):
    """A cell of a sheet: days are moments of midnight there, lists texts, and nothing is an empty text or none."""
    found = plain(found)
    if found in (None, ""):
        return known in (None, [])
    if isinstance(found, str) and isinstance(known, str) and len(known) == 10:
        return found in (known, f"{known}T00:00:00Z")
    if isinstance(known, list):
        return found == as_text(known)
    return equal(found, known)


def unguarded(text):
    """Without what csv-excel puts before what would be run."""
    for sign in "=+-@＝＋－＠\t\r\n":
        text = text.replace(f"'{sign}", sign)
    return text


def check():
    """A line a form and reader: how many listings and rows were equal."""
    counts = {}
    for listing in LISTINGS:
        known = truth(listing)
        for name, (form, delimiter) in DELIMITED.items():
            data = file_of(listing, form)
            encoding = "utf-8-sig" if name == "csv-excel" else "utf-8"
            same = equal_text
            if name == "csv-excel":
                assert data.startswith(b"\xef\xbb\xbf")
                same = lambda one, other: unguarded(one or "") == unguarded(as_text(other))  # noqa: E731
            for reader, read in TEXT.items():
                found = read(data, delimiter, encoding)
                count(counts, name, reader, compare(f"{listing} {name} {reader}", found, known, same))
        for form, readers in TYPED.items():
            data = file_of(listing, form)
            for reader, read in readers.items():
                # A file that says its columns in its rows says none here, and readers call that a fault.
                found = read(data) if known or form != "ndjson" else []
                same = same_in_sheet if form == "xlsx" else equal
                count(counts, form, reader, compare(f"{listing} {form} {reader}", found, known, same))
    for (form, reader), (listings, rows) in counts.items():
        yield f"{form:9} {reader:8} {listings} listings, {rows} rows"


def count(counts, form, reader, rows):
    listings, all_rows = counts.get((form, reader), (0, 0))
    counts[form, reader] = (listings + 1, all_rows + rows)
