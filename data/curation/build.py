#!/usr/bin/env python3
"""Makes the bundled data package from the cleaned facts and the decisions in this folder.

    python3 data/curation/build.py            writes data/*.csv and data/datapackage.json
    python3 data/curation/build.py --check    writes nothing; exit status 1 if the package differs from what it would be

The columns and the schemas come from `openapi/tables.json`, which `inovasi tables` writes from the declarations in
`entity/`. The same facts give the same bytes: nothing reads the clock.
"""

import argparse
import csv
import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from builder.agencies_base import add_governments, add_national
from builder.agency_units import add_units
from builder.awards import add_awards
from builder.claims import add_outcomes, add_replications
from builder.codelists import add_codelists
from builder.competitions import add_competitions
from builder.context import CURATION, Context, Faults
from builder.index_scores import add_index_scores
from builder.innovations import add_innovations, add_relations
from builder.mandates import add_mandates
from builder.regions import add_regions
from builder.regulations import add_regulations
from builder.sources import add_sources

ROOT = CURATION.parent.parent

#: In this order: a step may use the ids that earlier steps gave.
STEPS = [
    add_codelists,
    add_sources,
    add_regulations,
    add_regions,
    add_national,
    add_governments,
    add_units,
    add_innovations,
    add_relations,
    add_competitions,
    add_awards,
    add_outcomes,
    add_replications,
    add_index_scores,
    add_mandates,
]


# Tables of which the package has no file where there are no facts of it.
OPTIONAL = {"region_boundary"}


def package_files() -> dict[str, bytes]:
    """Every file of the package, by name."""
    ctx = Context()
    for step in STEPS:
        step(ctx)
    tables = json.loads((ROOT / "openapi" / "tables.json").read_text(encoding="utf-8"))
    unknown = set(ctx.tables) - {table["name"] for table in tables}
    if unknown:
        raise Faults(f"no such table: {', '.join(sorted(unknown))}")
    files = {}
    resources = []
    for table in tables:
        if table["name"] in OPTIONAL and table["name"] not in ctx.tables:
            continue
        columns = [field["name"] for field in table["schema"]["fields"]]
        path = f"{table['plural']}.csv"
        files[path] = table_bytes(table["name"], columns, ctx.tables.get(table["name"], []))
        resources.append(
            {
                "profile": "tabular-data-resource",
                "name": table["plural"],
                "path": path,
                "description": table["description"],
                "description_en": table["description_en"],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": table["schema"],
            }
        )
    package = json.loads((CURATION / "package.json").read_text(encoding="utf-8"))
    package["resources"] = resources
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def table_bytes(name: str, columns: list[str], rows: list[dict[str, str]]) -> bytes:
    """The CSV of a table: declared columns in their order, rows as they were added."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        extra = set(row) - set(columns)
        if extra:
            raise Faults(f"{name} {row['id']}: no such column: {', '.join(sorted(extra))}")
        writer.writerow(row)
    return out.getvalue().encode()


def main() -> int:
    """Writes or checks the package; the exit status tells."""
    parser = argparse.ArgumentParser(description="Makes the bundled data package from the cleaned facts.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with what stands")
    arguments = parser.parse_args()
    folder = ROOT / "data"
    differing = []
    for name, content in package_files().items():
        path = folder / name
        if path.exists() and path.read_bytes() == content:
            continue
        differing.append(name)
        if not arguments.check:
            path.write_bytes(content)
    for name in differing:
        print(f"{'differs' if arguments.check else 'wrote'}: data/{name}")
    return 1 if arguments.check and differing else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Faults as faults:
        sys.exit(f"the facts have faults:\n{faults}")
