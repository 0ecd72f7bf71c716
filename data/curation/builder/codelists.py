"""The open vocabularies: every file below `facts/codelists/` is one list, its lines in the order they are shown."""

from .context import CURATION, Context, Faults, read


def add_codelists(ctx: Context) -> None:
    """Adds the codes of every list; a code is a convention, not a claim, so it needs no evidence."""
    for path in sorted((CURATION / "facts" / "codelists").glob("*.csv")):
        codelist = path.stem
        rows = read(f"facts/codelists/{path.name}")
        _check(codelist, rows)
        for position, row in enumerate(rows, start=1):
            ctx.add(
                "code",
                {"id": f"{codelist}--{row['code']}", "codelist": codelist, **row, "position": position},
                evidence=[],
            )


def _check(codelist: str, rows: list[dict[str, str]]) -> None:
    """Labels in both languages, and parents that are in the list: what a reader of the list relies on."""
    known = {row["code"] for row in rows}
    for row in rows:
        if not row["label"] or not row["label_en"]:
            raise Faults(f"codelist {codelist}: {row['code']!r} lacks a label")
        if row["parent"] and row["parent"] not in known:
            raise Faults(f"codelist {codelist}: the parent {row['parent']!r} of {row['code']!r} is no code of the list")
