"""Competitions, their editions, the funnel of each edition, and the tiers with their official sizes."""

from .competition_evidence import extra_evidence
from .context import Context, Evidence, Faults, child_id, read

#: A competition that counts proposals starts its funnel with them; the number stands once, in the edition.
REGISTERED = "registered"


def add_competitions(ctx: Context) -> None:
    """Adds the six tables in the order in which they refer to one another."""
    _add(ctx, "competition", read("competitions"), lambda row: row["id"])
    editions = read("editions")
    _add(ctx, "edition", editions, lambda row: row["id"])
    _check_editions(editions)
    _add_regulations(ctx)
    _add_stages(ctx, editions)
    _add_tiers(ctx)
    _add_compositions(ctx)


def tier_id(edition: str, code: str) -> str:
    """The id of a tier: the name of its edition and its code (`kipp-2017--top-99`)."""
    return f"{edition}--{code}"


def _add(ctx: Context, table: str, rows: list[dict[str, str]], key_of) -> None:
    """Adds rows that have an id; the column `source` lists what states the whole row."""
    extra = extra_evidence(table, {key_of(row) for row in rows})
    for row in rows:
        key = key_of(row)
        evidence = [Evidence(source) for source in row["source"].split(";")] + extra.get(key, [])
        ctx.add(table, {column: value for column, value in row.items() if column != "source"}, evidence)


def _check_editions(editions: list[dict[str, str]]) -> None:
    wrong = [row["id"] for row in editions if row["id"] != f"{row['competition_id']}-{row['year']}"]
    if wrong:
        raise Faults(f"edition: the id is not competition and year: {', '.join(wrong)}")


def _add_regulations(ctx: Context) -> None:
    rows = read("edition_regulations")
    lost = sorted({row["regulation_id"] for row in rows} - ctx.ids.get("regulation", set()))
    if lost:
        raise Faults(f"edition_regulation: no such regulation: {', '.join(lost)}")
    made = [{"id": child_id(row["edition_id"], row["regulation_id"], row["role"]), **row} for row in rows]
    _add(ctx, "edition_regulation", made, lambda row: row["id"])


def _add_stages(ctx: Context, editions: list[dict[str, str]]) -> None:
    """Numbers the steps of each funnel in the order of the facts, after the proposals that were registered."""
    rows = read("edition_stages")
    lost = sorted({row["edition_id"] for row in rows} - ctx.ids["edition"])
    if lost:
        raise Faults(f"edition_stage: no such edition: {', '.join(lost)}")
    extra = extra_evidence("edition_stage", {_stage_key(row) for row in rows})
    for edition in editions:
        steps = [row for row in rows if row["edition_id"] == edition["id"]]
        position = 0
        if edition["proposals"]:
            position = 1
            row = {"stage": REGISTERED, "number": edition["proposals"], "counted": "proposals", "note": "", "note_en": ""}
            _add_stage(ctx, edition["id"], position, row, _evidence_of_proposals(ctx, edition["id"]))
        last = None
        for row in steps:
            position += row["stage"] != last
            last = row["stage"]
            evidence = [Evidence(source) for source in row["source"].split(";")]
            _add_stage(ctx, edition["id"], position, row, evidence + extra.get(_stage_key(row), []))


def _stage_key(row: dict[str, str]) -> str:
    return f"{row['edition_id']}/{row['stage']}/{row['counted']}"


def _add_stage(ctx: Context, edition: str, position: int, row: dict[str, str], evidence: list[Evidence]) -> None:
    columns = ("stage", "number", "counted", "note", "note_en")
    made = {"id": child_id(edition, row["stage"], row["counted"]), "edition_id": edition, "position": position}
    ctx.add("edition_stage", made | {column: row[column] for column in columns}, evidence)


def _evidence_of_proposals(ctx: Context, edition: str) -> list[Evidence]:
    """What states the proposals of an edition, said again of the first step of its funnel."""
    own = [item for item in ctx.tables["evidence"] if (item["table"], item["row_id"]) == ("edition", edition)]
    stated = [item for item in own if item["column"] == "proposals"]
    preferred = [item for item in stated if item["rank"] == "preferred"] or [i for i in own if not i["column"]]
    whole = [Evidence(item["source_id"]) for item in preferred]
    other = [
        Evidence(item["source_id"], "number", item["value"], "other", item["note"] or None, item["note_en"] or None)
        for item in stated
        if item["rank"] == "other"
    ]
    return whole + other


def _add_tiers(ctx: Context) -> None:
    rows = read("tiers")
    known = {tier_id(row["edition_id"], row["code"]) for row in rows}
    made = []
    for row in rows:
        within = row["within"] and tier_id(row["edition_id"], row["within"])
        if within and within not in known:
            raise Faults(f"tier: {row['code']} of {row['edition_id']} lies within a tier that is not there: {within}")
        columns = ("edition_id", "code", "size", "group", "note", "note_en", "source")
        ident = tier_id(row["edition_id"], row["code"])
        made.append({"id": ident, "within_id": within} | {column: row[column] for column in columns})
    _add(ctx, "tier", made, lambda row: row["id"])


def _add_compositions(ctx: Context) -> None:
    rows = read("tier_compositions")
    keys = {f"{row['edition_id']}/{row['tier']}/{row['agency_group']}" for row in rows}
    extra = extra_evidence("tier_composition", keys)
    for row in rows:
        tier = tier_id(row["edition_id"], row["tier"])
        if tier not in ctx.ids["tier"]:
            raise Faults(f"tier_composition: no such tier: {tier}")
        made = {"id": child_id(tier, row["agency_group"]), "tier_id": tier}
        made |= {column: row[column] for column in ("agency_group", "innovations", "agencies")}
        key = f"{row['edition_id']}/{row['tier']}/{row['agency_group']}"
        ctx.add("tier_composition", made, [Evidence(s) for s in row["source"].split(";")] + extra.get(key, []))
