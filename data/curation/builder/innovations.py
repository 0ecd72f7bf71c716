"""Innovations and how they follow from one another.

Structure (agency, region, year, sources) and text (title, summary, sector) come from different files, joined by ref.
Records that were found to be one innovation are written as one row under the ref that was kept.
"""

from .agency_units import root_of, unused
from .context import CURATION, Context, Evidence, Faults, child_id, read, region_id, slug

TEXT = ("title", "title_en", "title_basis", "short_name", "summary", "summary_en", "sector")
#: columns of the table that no source of ours fills yet
UNFILLED = ("trial", "stage", "stage_checked", "main_affair", "affairs", "sdgs", "scope", "form")
UNFILLED += ("innovation_type", "service_shifts")


def add_innovations(ctx: Context) -> None:
    """Adds the kept innovations, then those named only by claims; maps every ref, joined ones too, to its id."""
    texts = {row["ref"]: row for row in read("innovations_text")}
    joined = _joined()
    for fact in read("innovations"):
        mates = joined.get(fact["ref"], [])
        text = _text(texts, fact["ref"], mates)
        ident = _add(ctx, fact, text, _other_titles(texts, fact, mates))
        ctx.innovations.update(dict.fromkeys([fact["ref"], *mates], ident))
    for claim in _rows("innovations_claims.csv"):
        ctx.innovations[claim["ref"]] = _add(ctx, claim, claim, [])


def add_relations(ctx: Context) -> None:
    """Adds which innovation continues, copies or belongs to which other one."""
    for row in read("decisions/innovation_relations.csv"):
        later, earlier = ctx.innovations[row["ref"]], ctx.innovations[row["related_ref"]]
        ctx.add(
            "innovation_relation",
            {
                "id": child_id(later, earlier, row["kind"]),
                "innovation_id": later,
                "related_id": earlier,
                "kind": row["kind"],
            },
            [Evidence(source) for source in row["source"].split(";")],
        )


def _rows(pattern: str) -> list[dict[str, str]]:
    return [row for path in sorted((CURATION / "facts").glob(pattern)) for row in read(f"facts/{path.name}")]


def _joined() -> dict[str, list[str]]:
    """Kept ref → the refs that were joined to it."""
    joined: dict[str, list[str]] = {}
    for row in read("decisions/innovations.csv"):
        if row["decision"] == "joined":
            joined.setdefault(row["into"], []).append(row["ref"])
    return joined


def _text(texts: dict[str, dict[str, str]], ref: str, mates: list[str]) -> dict[str, str]:
    """The text of the kept record, its empty cells filled from the records joined to it.

    A summary and its translation, a title and what it rests on, are taken together or not at all.
    """
    if ref not in texts:
        raise Faults(f"innovations_text: {ref} is missing")
    text = dict(texts[ref])
    for mate in mates:
        if not text["summary"] and not text["summary_en"]:
            text["summary"], text["summary_en"] = texts[mate]["summary"], texts[mate]["summary_en"]
        for column in ("short_name", "sector"):
            text[column] = text[column] or texts[mate][column]
    return text


def _other_titles(texts: dict, fact: dict[str, str], mates: list[str]) -> list[Evidence]:
    """What the sources of joined records call the innovation, where it is more than another spelling.

    A title that we translated stands here as the source wrote it.
    """
    kept = slug(texts[fact["ref"]]["title"])
    sources = _joined_sources(fact)
    return [
        Evidence(
            source,
            "title",
            texts[mate]["title_en" if texts[mate]["title_basis"] == "translated" else "title"],
            "other",
            "Sumber ini memakai judul lain untuk inovasi yang sama.",
            "This source gives the same innovation another title.",
        )
        for mate in mates
        for source in sources.get(mate, "").split(";")
        if source and slug(texts[mate]["title"]) != kept
    ]


def _joined_sources(fact: dict[str, str]) -> dict[str, str]:
    """`f160:s121|…` → the sources that only a joined record has, by its ref."""
    return dict(part.split(":", 1) for part in fact["joined_sources"].split("|") if part)


def _add(ctx: Context, fact: dict[str, str], text: dict[str, str], titles: list[Evidence]) -> str:
    agency = ctx.agencies.get(fact["agency_key"])
    if agency is None:
        raise Faults(f"{fact['ref']}: the agency {fact['agency_key']!r} is not known")
    name = text["short_name"] or " ".join(text["title"].split()[:8])
    row = {
        "id": unused(ctx, "innovation", slug(name, root_of(ctx, agency)), agency),
        **{column: text[column] for column in TEXT},
        "agency_id": agency,
        "region_id": region_id(fact["region_code"]) if fact["region_code"] else None,
        **{column: fact.get(column) for column in ("year", "year_basis", "initiated", "implemented", "digital")},
        **dict.fromkeys(UNFILLED),
    }
    evidence = [Evidence(source) for source in fact["sources"].split(";")]
    return ctx.add("innovation", row, evidence + titles + _columns(fact))


def _columns(fact: dict[str, str]) -> list[Evidence]:
    """Evidence of single values: who names the agency, on what the year rests, who says what is digital."""
    found = [Evidence(source, "agency_id") for source in _list(fact, "agency_source")]
    for source in _list(fact, "year_source"):
        found += _year(fact, source)
    found += [
        Evidence(
            source,
            "digital",
            note="Kategori lomba: digital atau nondigital.",
            note_en="Category of the competition: digital or non-digital.",
        )
        for source in _list(fact, "digital_source")
    ]
    return found


def _year(fact: dict[str, str], source: str) -> list[Evidence]:
    year, basis = fact["year"], fact["year_basis"]
    if basis == "competition_edition":
        note = f"Tahun penyelenggaraan KIPP {year}; tahun mulai tidak disebut sumber."
        note_en = f"Edition year of KIPP {year}; no source states a start year."
        return [Evidence(source, "year", note=note, note_en=note_en)]
    words = {
        "initiated": ("Tahun dimulainya inovasi menurut sumber.", "Year the innovation began, as the source states."),
        "implemented": ("Tahun mulai diterapkan menurut sumber.", "In use since this year, as the source states."),
    }
    note, note_en = words[basis]
    return [Evidence(source, "year", note=note, note_en=note_en), Evidence(source, basis)]


def _list(fact: dict[str, str], column: str) -> list[str]:
    return [item for item in (fact.get(column) or "").split(";") if item]
