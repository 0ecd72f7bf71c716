"""The codes of regions survive: as ids everywhere, as text codes in Parquet and XLSX. What guessing readers of plain CSV
make of the text codes is told, not judged: that is why ids carry their system."""
import io
import json
import os
import tempfile

import tables
from base import BASE, Skipped, get


def known():
    rows = [json.loads(line) for line in get("v1/datasets/region_codes.ndjson").decode().splitlines()]
    regions = [json.loads(line) for line in get("v1/datasets/regions.ndjson").decode().splitlines()]
    governed = [row["id"] for row in regions if row["kind"] in ("city", "regency")]
    return rows, [row["id"] for row in regions], governed


def guessed():
    """Plain CSV as readers take it without being told the types: reader and columns, each a list of texts."""
    import duckdb
    import pandas
    import polars

    data = {name: get(f"v1/datasets/{name}.csv") for name in ("region_codes", "regions")}

    def by_pandas(name):
        return {key: [str(cell) for cell in column] for key, column in pandas.read_csv(io.BytesIO(data[name])).items()}

    def by_polars(name):
        read = polars.read_csv(data[name], infer_schema_length=10000)
        return {key: [str(cell) for cell in read[key]] for key in read.columns}

    def by_duckdb(name):
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            file.write(data[name])
            file.flush()
            read = duckdb.read_csv(file.name, sample_size=-1)
            columns = zip(*read.fetchall())
            return {key: [str(cell) for cell in column] for key, column in zip(read.columns, columns)}

    return {"pandas": by_pandas, "polars": by_polars, "DuckDB": by_duckdb}


def check():
    rows, ids, governed = known()
    assert len(governed) == len(set(governed)) == 514, f"{len(governed)} cities and regencies"
    codes = [row["code"] for row in rows]
    dotted = [code for code in codes if code.endswith("0") and "." in code]
    assert "35.10" in dotted
    for form, readers in tables.TYPED.items():
        if form == "ndjson":
            continue
        data, regions = get(f"v1/datasets/region_codes.{form}"), get(f"v1/datasets/regions.{form}")
        for reader, read in readers.items():
            found = read(data)
            assert [row["code"] for row in found] == codes, f"{form} {reader}: codes"
            assert [row["region_id"] for row in found] == [row["region_id"] for row in rows], f"{form} {reader}"
            assert [row["id"] for row in read(regions)] == ids, f"{form} {reader}: ids"
        yield f"{form:9} {', '.join(readers)}: {len(codes)} text codes and {len(ids)} ids, 514 of cities and regencies, intact"
    for reader, read in guessed().items():
        assert read("regions")["id"] == ids, f"csv {reader}: ids"
        found = read("region_codes")
        assert found["region_id"] == [row["region_id"] for row in rows], f"csv {reader}: region_id"
        damaged = sum(one != other for one, other in zip(found["code"], codes))
        yield f"csv       {reader}, types guessed: ids intact; of {len(codes)} text codes {damaged} damaged"
    yield from alone()


def alone():
    """A selection of dotted codes alone, where nothing in the column speaks against numbers."""
    import pandas
    import polars

    rows, _, _ = known()
    some = [row for row in rows if row["system"] == "kemendagri" and row["code"].count(".") == 1]
    text = "id,region_id,code\r\n" + "".join(f"{row['id']},{row['region_id']},{row['code']}\r\n" for row in some)
    codes, ids = [row["code"] for row in some], [row["region_id"] for row in some]
    for reader, found in (("pandas", pandas.read_csv(io.StringIO(text))), ("polars", polars.read_csv(text.encode()))):
        damaged = sum(str(one) != other for one, other in zip(found["code"], codes))
        assert list(found["region_id"]) == ids
        yield f"csv       {reader}, the {len(codes)} dotted codes alone: ids intact, {damaged} codes damaged (35.10 → 35.1)"


def by_url():
    """DuckDB reads parts of a Parquet file over HTTP."""
    import duckdb

    connection = duckdb.connect()
    try:
        import duckdb_extension_httpfs

        folder = os.path.dirname(duckdb_extension_httpfs.__file__)
        connection.execute(f"LOAD '{folder}/extensions/v{duckdb.__version__}/httpfs.duckdb_extension'")
    except (ImportError, duckdb.Error) as error:
        raise Skipped(f"DuckDB's httpfs is not to be had: {str(error).splitlines()[0]}") from error
    rows, ids, _ = known()
    for path, count in ((f"{BASE}/v1/datasets/region_codes.parquet", len(rows)), (f"{BASE}/v1/datasets/regions.parquet", len(ids))):
        found = connection.execute(f"SELECT count(*), count(DISTINCT id) FROM read_parquet('{path}')").fetchone()
        assert found == (count, count), f"{path}: {found}"
    where = f"SELECT code FROM read_parquet('{BASE}/v1/datasets/region_codes.parquet') WHERE region_id = 'ID-35.10' AND system = 'kemendagri'"
    assert ("35.10",) in connection.execute(where).fetchall()
    # A stream has no length and no parts; it is read whole.
    yield f"parquet   DuckDB {duckdb.__version__} by URL: {len(rows)} and {len(ids)} rows, 35.10 intact"
