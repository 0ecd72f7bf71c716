"""The regulations that the editions, regions and mandates point to."""

from .context import CURATION, Context, Evidence, Faults, read, slug
from .competition_evidence import extra_evidence


def add_regulations(ctx: Context) -> None:
    """Adds the rows of every `facts/regulations*.csv`; one file a room, so that each room keeps its own."""
    rows = [row for path in sorted((CURATION / "facts").glob("regulations*.csv")) for row in read(path.stem)]
    wrong = [row["id"] for row in rows if row["id"] != slug(row["kind"], row["number"], row["year"])]
    if wrong:
        raise Faults(f"regulation: the id is not the slug of kind, number and year: {', '.join(wrong)}")
    extra = extra_evidence("regulation", {row["id"] for row in rows})
    for row in sorted(rows, key=lambda row: row["id"]):
        sources = row.pop("source").split(";")
        ctx.add("regulation", row, [Evidence(source) for source in sources] + extra.get(row["id"], []))
