"""The Regional Innovation Index: what sources state of a region in a year.

Scores stay on the scale of their year; nothing is converted, for the scales before 2021 have no known common measure.
What `facts/index_scores.csv` states is one row per region and year. Where sources differ, `facts/index_scores_other.csv`
keeps the value that was not taken, as evidence of rank `other`. `decisions/index_scores.csv` accounts for every line of
the collected list (its header is line 1). Honours of the award that goes with the index are in `facts/awards_index.csv`.
"""

from .context import Context, Evidence, Faults, child_id, read, region_id

KEY = ("region_code", "year")


def add_index_scores(ctx: Context) -> None:
    """Adds the scores with their evidence; a differing value without a row to differ from is a fault."""
    others: dict[tuple[str, ...], list[Evidence]] = {}
    for row in read("index_scores_other"):
        others.setdefault(_key(row), []).append(_other(row))
    for row in read("index_scores"):
        evidence = _stated(row.pop("source")) + others.pop(_key(row), [])
        region = region_id(row.pop("region_code"))
        ident = child_id(region, row["index"], row["year"])
        ctx.add("index_score", {"id": ident, "region_id": region, **row}, evidence)
    if others:
        raise Faults(f"index_scores_other: no score of {sorted(others)}")


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in KEY)


def _stated(sources: str) -> list[Evidence]:
    """`s402:score+rank;s424`: the first states two columns, the second the whole row."""
    evidence = []
    for item in sources.split(";"):
        source, _, columns = item.partition(":")
        evidence += [Evidence(source, column or None) for column in columns.split("+")]
    return evidence


def _other(row: dict[str, str]) -> Evidence:
    return Evidence(row["source"], row["column"], row["value"], "other", row["note"], row["note_en"])
