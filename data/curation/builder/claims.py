"""What is claimed of innovations: outcomes that were measured, and who copied them.

Nothing here is checked by this project: a row says who states it (`claimed_by`) and rests on the page that says so.
Claims of a whole government hang on the agency, all others on the innovation that `decisions/` matched them to.
"""

from .context import Context, Evidence, Faults, child_id, read, region_id

OUTCOME = ("indicator", "indicator_en", "value_before", "value_after", "number_before", "number_after")
OUTCOME += ("unit", "period", "period_en", "claimed_by", "note", "note_en")
REPLICATION = ("replicated_by", "count", "year", "status", "internal", "note", "note_en")

#: Note of a value that another page gives for the same claim.
OTHER = ("Nilai menurut sumber ini.", "The value that this source gives.")


def add_outcomes(ctx: Context) -> None:
    """Adds what was measured, before and after, of an innovation or of a whole government."""
    for fact in read("outcomes"):
        innovation, agency = _subject(ctx, fact)
        row = {
            "id": child_id(innovation or agency, fact["indicator"], fact["period"]),
            "innovation_id": innovation,
            "agency_id": agency,
            **{column: fact[column] for column in OUTCOME},
        }
        ctx.add("outcome", row, _evidence(fact))


def add_replications(ctx: Context) -> None:
    """Adds who copied an innovation, means to, or came to look; `internal` is a copy inside one government."""
    for fact in read("replications"):
        innovation = _known(ctx.innovations, fact["innovation_ref"], fact)
        agency = _known(ctx.agencies, fact["agency_key"], fact) if fact["agency_key"] else None
        region = region_id(fact["region_code"]) if fact["region_code"] else None
        row = {
            "id": child_id(innovation, agency, region, fact["replicated_by"], fact["status"], fact["year"]),
            "innovation_id": innovation,
            "agency_id": agency,
            "region_id": region,
            **{column: fact[column] for column in REPLICATION},
        }
        ctx.add("replication", row, _evidence(fact))


def _subject(ctx: Context, fact: dict[str, str]) -> tuple[str | None, str | None]:
    """The innovation or the agency that an outcome is about: exactly one of them."""
    if bool(fact["innovation_ref"]) == bool(fact["agency_key"]):
        raise Faults(f"claim of line {fact['lines']}: name an innovation or an agency, not both")
    if fact["innovation_ref"]:
        return _known(ctx.innovations, fact["innovation_ref"], fact), None
    return None, _known(ctx.agencies, fact["agency_key"], fact)


def _known(ids: dict[str, str], key: str, fact: dict[str, str]) -> str:
    if key not in ids:
        raise Faults(f"claim of line {fact['lines']}: {key!r} is not known")
    return ids[key]


def _evidence(fact: dict[str, str]) -> list[Evidence]:
    """The pages behind a claim: of the whole row, of one end of a measure, or of a value that was not taken."""
    found = [Evidence(source) for source in _list(fact["sources"])]
    for end in ("before", "after"):
        # Only an outcome has two ends, which may come from two pages.
        found += [Evidence(source, f"value_{end}") for source in _list(fact.get(f"{end}_sources") or "")]
    for other in _list(fact["other_values"]):
        source, column, value = other.split("|")
        found.append(Evidence(source, column, value, "other", *OTHER))
    if not found:
        raise Faults(f"claim of line {fact['lines']}: no source")
    return found


def _list(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]
