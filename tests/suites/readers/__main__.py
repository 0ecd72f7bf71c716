#!/usr/bin/env python3
"""Readers that others wrote open what a running server gives to take home, and find the same rows.

  tables     pandas, polars, DuckDB, openpyxl: every listing in every form, cell by cell
  codes      the codes of regions in Parquet, XLSX and plain CSV
  url        DuckDB reads Parquet by its address, part by part
  office     LibreOffice: workbooks and csv-excel
  odd        a cell =1+1 is run from neither, over a changed package in a second server (INOVASI_PROGRAM)
  sqlite     Python's sqlite3 and Datasette

Arguments name some of them; without any, all run. What cannot be tried is said to be skipped; where CI is set that fails.
"""
import os
import sys

import codes
import database
import office
import tables
from base import Skipped

CHECKS = {"tables": tables.check, "codes": codes.check, "url": codes.by_url, "office": office.check, "odd": office.odd,
          "sqlite": database.check}


def main(names):
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.exit(f"readers: no check {unknown[0]}; there are: {', '.join(CHECKS)}")
    failed, skipped = [], []
    for name in names or CHECKS:
        try:
            for line in CHECKS[name]():
                print(f"  ok   {line}", flush=True)
        except Skipped as reason:
            skipped.append(name)
            print(f"  SKIPPED {name}: {reason}", flush=True)
        except Exception as error:  # noqa: BLE001 a reader that breaks is a finding, whatever it raises
            failed.append(name)
            print(f"  FAIL {name}: {type(error).__name__}: {error}", flush=True)
    if skipped and os.environ.get("CI"):
        failed += skipped
    print(f"readers: {len(names or CHECKS) - len(failed) - len(skipped)} passed, {len(skipped)} skipped, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
