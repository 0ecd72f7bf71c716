"""Evidence of single values: what states a value when it is not the row's own source, and what other sources say."""

from .context import Evidence, Faults, read


def extra_evidence(table: str, keys: set[str]) -> dict[str, list[Evidence]]:
    """The rows of `facts/competition_evidence.csv` for one table, by the natural key of the row they belong to.

    A key that no row has is a fault: evidence that points nowhere would vanish without a word.
    """
    found: dict[str, list[Evidence]] = {}
    for row in read("competition_evidence"):
        if row["table"] == table:
            found.setdefault(row["key"], []).append(_evidence(row))
    lost = sorted(set(found) - keys)
    if lost:
        raise Faults(f"{table}: evidence for rows that are not there: {', '.join(lost)}")
    return found


def _evidence(row: dict[str, str]) -> Evidence:
    """One line as Evidence; an empty value means the value in the row."""
    return Evidence(
        source=row["source"],
        column=row["column"],
        value=row["value"] or None,
        rank=row["rank"],
        note=row["note"] or None,
        note_en=row["note_en"] or None,
    )
