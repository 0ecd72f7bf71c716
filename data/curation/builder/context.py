"""What every room of the builder shares: reading facts, making ids, collecting rows and their evidence."""

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

CURATION = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Evidence:
    """One source that states a row (column None) or one value of it.

    `value` is the value as text, as the source gives it; with rank `other` it is what that source says instead of the
    value in the row.
    """

    source: str
    column: str | None = None
    value: str | None = None
    rank: str = "preferred"
    note: str | None = None
    note_en: str | None = None


class Faults(Exception):
    """Everything that is wrong with the facts, all at once."""


class Context:
    """The package under construction: rows by table, and the maps from join keys of the facts to public ids."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.ids: dict[str, set[str]] = {}
        #: ref of an innovation in the facts → its public id (absent when the ref was left out)
        self.innovations: dict[str, str] = {}
        #: key of an agency in the facts (its full name as decided) → its public id
        self.agencies: dict[str, str] = {}

    def add(self, table: str, row: dict, evidence: list[Evidence]) -> str:
        """Adds a row (values of any type, None for unknown) and what states it; returns the row's id."""
        row = {column: text(value) for column, value in row.items()}
        known = self.ids.setdefault(table, set())
        if row["id"] in known:
            raise Faults(f"{table}: the id {row['id']!r} is there twice")
        known.add(row["id"])
        self.tables.setdefault(table, []).append(row)
        for item in evidence:
            self._evidence(table, row, item)
        return row["id"]

    def _evidence(self, table: str, row: dict[str, str], item: Evidence) -> None:
        value = item.value
        if value is None and item.column is not None:
            value = row[item.column]
        parts = (table, row["id"], item.column, item.source, value, item.rank)
        ident = child_id(row["id"], *parts)
        known = self.ids.setdefault("evidence", set())
        if ident in known:
            return
        known.add(ident)
        self.tables.setdefault("evidence", []).append(
            {
                "id": ident,
                "table": table,
                "row_id": row["id"],
                "column": text(item.column),
                "value": text(value),
                "source_id": item.source,
                "rank": item.rank,
                "note": text(item.note),
                "note_en": text(item.note_en),
            }
        )


def text(value: object) -> str:
    """The cell of a value: empty for None, `true`/`false`, lists joined by `;`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ";".join(value)
    return str(value).strip()


def read(name: str) -> list[dict[str, str]]:
    """The rows of `facts/<name>.csv` (or another path below this folder, with its suffix); empty cells stay empty."""
    path = CURATION / name if name.endswith(".csv") else CURATION / "facts" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(*words: str) -> str:
    """Lower-case ASCII words joined by hyphens: the form of every public id that has a name."""
    folded = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")


def child_id(parent: str, *natural_key: object) -> str:
    """The id of a row without a name: its parent, `--`, ten hex of a hash of its natural key."""
    key = "\x1f".join(text(part) for part in natural_key)
    return f"{parent}--{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def region_id(code: str) -> str:
    """`35.10` → `ID-35.10`; the country itself is `ID`."""
    return f"ID-{code}" if code else "ID"
