"""What innovations are said to have achieved, and who is said to have copied them."""

from .context import Context, Evidence, Faults, child_id, read, region_id


def add_outcomes(ctx: Context) -> None:
    """Outcomes: of an innovation, or of a whole government (`agency_key`)."""
    for row in read("outcomes"):
        holder = _holder(ctx, row)
        values = {
            name: row[name] or None
            for name in (
                "indicator", "indicator_en", "value_before", "value_after", "number_before", "number_after",
                "unit", "period", "period_en", "claimed_by", "note", "note_en",
            )
        }
        parent = holder["innovation_id"] or holder["agency_id"]
        key = ("outcome", row["indicator"], row["value_before"], row["value_after"], row["period"])
        evidence = _evidence(row)
        evidence += [Evidence(source, "value_before") for source in _list(row["before_sources"])]
        evidence += [Evidence(source, "value_after") for source in _list(row["after_sources"])]
        ctx.add("outcome", {"id": child_id(parent, *key), **holder, **values}, evidence)


def add_replications(ctx: Context) -> None:
    """Replications of an innovation by an agency, a region, or somebody the source does not name."""
    for row in read("replications"):
        original = _innovation(ctx, row["innovation_ref"])
        agency = _agency(ctx, row["agency_key"]) if row["agency_key"] else None
        region = region_id(row["region_code"]) if row["region_code"] else None
        key = ("replication", agency, region, row["replicated_by"], row["year"], row["status"])
        ctx.add(
            "replication",
            {
                "id": child_id(original, *key),
                "innovation_id": original,
                "agency_id": agency,
                "region_id": region,
                "replicated_by": row["replicated_by"] or None,
                "count": row["count"] or None,
                "year": row["year"] or None,
                "status": row["status"],
                "internal": row["internal"],
                "note": row["note"] or None,
                "note_en": row["note_en"] or None,
            },
            _evidence(row),
        )


def _holder(ctx: Context, row: dict[str, str]) -> dict[str, str | None]:
    if row["innovation_ref"]:
        return {"innovation_id": _innovation(ctx, row["innovation_ref"]), "agency_id": None}
    return {"innovation_id": None, "agency_id": _agency(ctx, row["agency_key"])}


def _innovation(ctx: Context, ref: str) -> str:
    if ref not in ctx.innovations:
        raise Faults(f"a claim names the innovation {ref}, which was left out or does not exist")
    return ctx.innovations[ref]


def _agency(ctx: Context, key: str) -> str:
    if key not in ctx.agencies:
        raise Faults(f"a claim names the agency {key!r}, which does not exist")
    return ctx.agencies[key]


def _evidence(row: dict[str, str]) -> list[Evidence]:
    """One a source of the row; `other_values` holds what other sources say instead, as `source|column|value`."""
    evidence = [Evidence(source) for source in _list(row["sources"])]
    for other in _list(row["other_values"]):
        source, column, value = other.split("|", 2)
        evidence.append(Evidence(source, column, value, "other"))
    return evidence


def _list(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]
