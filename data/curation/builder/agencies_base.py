"""The bodies of the nation and the regional governments: the roots that every other agency hangs under."""

from .context import Context, Evidence, Faults, child_id, read, region_id, slug
from .regions import DECREE_SOURCE

#: The list this project put together; what is known of a body from nowhere else rests on it.
BODIES = "ref-national-bodies"

GOVERNMENTS = {
    "province": ("province_government", "Pemerintah Provinsi "),
    "regency": ("regency_government", "Pemerintah "),
    "city": ("city_government", "Pemerintah "),
}

#: Why an English name is not official, by the code in the facts: Indonesian and English note.
ENGLISH_NOTES = {
    "listed": (None, None),
    "ours": ("Terjemahan tidak resmi oleh katalog ini.", "Unofficial translation by this catalogue."),
    "partly_ours": (
        "Sebagian merupakan terjemahan tidak resmi oleh katalog ini.",
        "In part an unofficial translation by this catalogue.",
    ),
}


def agency_id(name: str) -> str:
    """The id of a root agency: its name without the word for government."""
    return slug(name.removeprefix("Pemerintah "))


def reference_body(name: str) -> dict[str, str] | None:
    """The row of the reference list whose full name this is, None if it has none."""
    return next((row for row in read("agencies_national") if row["name"] == name), None)


def add_national(ctx: Context) -> None:
    """Adds ministries, national agencies and independent bodies, then which took over from which.

    State enterprises stand in the same list, but become agencies only where a fact names them (`add_body`).
    """
    rows = [row for row in read("agencies_national") if row["kind"] != "state_enterprise"]
    for row in rows:
        add_body(ctx, row, [])
    for row in rows:
        _add_successors(ctx, row)
    _add_acronyms(ctx, rows)
    _add_spellings(ctx, "agency_aliases_national")


def add_body(ctx: Context, row: dict[str, str], evidence: list[Evidence]) -> str:
    """Adds one row of the reference list, with what its codes and dates rest on beside the evidence given."""
    agency = {
        "id": agency_id(row["name"]),
        **{column: row[column] for column in ("name", "name_en", "acronym", "kind")},
        "parent_id": None,
        "region_id": None,
        **{column: row[column] for column in ("status", "active_from", "active_to")},
    }
    ctx.add("agency", agency, evidence + _body_evidence(row, named=bool(evidence)))
    ctx.agencies[row["name"]] = agency["id"]
    return agency["id"]


def _body_evidence(row: dict[str, str], named: bool) -> list[Evidence]:
    found = [Evidence(row["regulation_source"])] if row["regulation_source"] else []
    for column, source in (("lkpp_code", "ref-lkpp-codes"), ("bkn_code", "ref-bkn-codes")):
        if row[column]:
            note, note_en = f"Kode {row[column]} dalam daftar itu.", f"Code {row[column]} in that list."
            found.append(Evidence(source, note=note, note_en=note_en))
    found += [Evidence(source) for source in row["fact_source"].split(";") if source]
    if row["note"] or not (found or named):
        found.append(Evidence(BODIES, note=row["note"], note_en=row["note_en"]))
    if row["name_en"]:
        note, note_en = ENGLISH_NOTES[row["name_en_basis"]]
        found.append(Evidence(BODIES, "name_en", note=note, note_en=note_en))
    for column in ("active_from", "active_to"):
        if row[column]:
            found.append(Evidence(row[f"{column}_source"], column))
    return found


def _add_successors(ctx: Context, row: dict[str, str]) -> None:
    """A successor begins when it was set up, or when its forerunner ended if only that is known."""
    for name in row["successors"].split(";") if row["successors"] else []:
        successor = reference_body(name)
        if successor is None:
            raise Faults(f"agencies_national: no body is named {name!r}, said to follow {row['name']!r}")
        dated = successor if successor["active_from"] else row
        column = "active_from" if dated is successor else "active_to"
        link = {
            "id": child_id(agency_id(row["name"]), agency_id(name)),
            "agency_id": agency_id(row["name"]),
            "successor_id": agency_id(name),
            "date": dated[column],
        }
        evidence = [Evidence(BODIES)]
        if dated[column] and dated[f"{column}_source"] != BODIES:
            evidence.append(Evidence(dated[f"{column}_source"], "date"))
        ctx.add("agency_successor", link, evidence)


def _add_acronyms(ctx: Context, rows: list[dict[str, str]]) -> None:
    """Makes acronyms a key too, but only those that one body alone has."""
    acronyms = [row["acronym"] for row in rows]
    for row in rows:
        if row["acronym"] and acronyms.count(row["acronym"]) == 1:
            ctx.agencies.setdefault(row["acronym"], agency_id(row["name"]))


def _add_spellings(ctx: Context, name: str) -> None:
    """Makes the other spellings of the facts keys of the agency they mean."""
    for row in read(name):
        if row["name"] not in ctx.agencies:
            raise Faults(f"{name}: no agency is named {row['name']!r}")
        ctx.agencies.setdefault(row["alias"], ctx.agencies[row["name"]])


def add_governments(ctx: Context) -> None:
    """Adds one government for each region that has one; the administrative units of Jakarta have none."""
    note = "Nama pemerintah dibentuk dari nama wilayahnya."
    note_en = "The name of the government is made from that of its region."
    founded = {row["successor_code"]: row for row in read("region_successors")}
    for row in read("regions"):
        if row["kind"] not in GOVERNMENTS or row["administrative"] == "true":
            continue
        kind, prefix = GOVERNMENTS[row["kind"]]
        evidence = [Evidence(DECREE_SOURCE, note=note, note_en=note_en)]
        act = founded.get(row["code"])
        if act:
            evidence.append(Evidence(act["source"], "active_from"))
        government = {
            "id": agency_id(prefix + row["name"]),
            "name": prefix + row["name"],
            "name_en": None,
            "acronym": None,
            "kind": kind,
            "parent_id": None,
            "region_id": region_id(row["code"]),
            "status": "current",
            "active_from": act["date"][:4] if act else None,
            "active_to": None,
        }
        ctx.agencies[government["name"]] = ctx.add("agency", government, evidence)
        if row["kind"] == "province":
            ctx.agencies.setdefault(prefix + row["short_name"], government["id"])
    _add_spellings(ctx, "agency_aliases_governments")
