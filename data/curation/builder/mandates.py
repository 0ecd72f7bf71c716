"""The duty of one innovation a year, for every kind of agency."""

from .context import Context, Evidence, child_id, read, slug

#: The year of the first national competition; no source says when the duty itself began.
FIRST_YEAR = 2014
PER_YEAR = 1

#: Kinds whose register is complete, so that a rate over them means something.
ENUMERATED = {
    "ministry",
    "national_agency",
    "independent_body",
    "province_government",
    "regency_government",
    "city_government",
}

#: States the duty for every public agency.
EVERY_AGENCY = "s000"
#: State it for ministries, national bodies and regional governments: the enumerated kinds.
GOVERNMENT_WIDE = ("s310", "s344")
FIRST_COMPETITION = "s310"

NOTE = "Berlaku sejak tahun kompetisi nasional pertama; sumber tidak menyebut kapan kewajiban itu dimulai."
NOTE_EN = "Reckoned from the year of the first national competition; no source says when the duty began."


def add_mandates(ctx: Context) -> None:
    """Adds one mandate for each kind of agency, in the order of the codelist."""
    for code in read("facts/codelists/agency_kind.csv"):
        kind = code["code"]
        mandate = {
            "id": child_id(slug(kind), FIRST_YEAR),
            "agency_kind": kind,
            "from_year": FIRST_YEAR,
            "to_year": None,
            "required": PER_YEAR,
            "enumerated": kind in ENUMERATED,
            "regulation_id": None,
            "note": NOTE,
            "note_en": NOTE_EN,
        }
        sources = (EVERY_AGENCY, *(GOVERNMENT_WIDE if kind in ENUMERATED else ()))
        evidence = [Evidence(source) for source in sources]
        evidence.append(Evidence(FIRST_COMPETITION, "from_year", note=NOTE, note_en=NOTE_EN))
        ctx.add("mandate", mandate, evidence)
