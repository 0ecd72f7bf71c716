"""What each page says of an award: the whole row, or the value in which it says something else."""

from .context import Evidence

WIDER = (
    "Tingkat yang lebih luas pada edisi yang sama; hanya yang terbaik dicatat.",
    "A wider tier of the same edition; only the best one is recorded.",
)
EARLIER = (
    "Tahap yang lebih awal pada edisi yang sama.",
    "An earlier step of the same edition.",
)
LESS_SURE = (
    "Pernyataan yang kurang pasti.",
    "A less certain statement.",
)
UNCONFIRMED = (
    "Hanya bersumber dari blog atau salinan dokumen.",
    "Rests on a blog or a copy of a document alone.",
)


def evidence_of(award: dict[str, str], claims: list, lineage: list[str]) -> list[Evidence]:
    """The evidence of one award, from every claim about it; `lineage` is its tier and those around it."""
    found = [item for claim in claims for item in _evidence(award, claim, lineage)]
    best = claims[0]
    if award["status"] != best.row["status"]:
        found += [_other(source, "status", best.row["status"], UNCONFIRMED) for source in best.sources]
    return found


def _evidence(award: dict[str, str], claim, lineage: list[str]) -> list[Evidence]:
    """A claim of the same tier and status backs the row; another one backs a value or stands beside it."""
    row = claim.row
    same_tier = row["tier"] == award["tier"]
    lowered = award["status"] == "awarded_unconfirmed" and row["status"] == "awarded"
    same_status = row["status"] == award["status"] or lowered
    if same_tier and same_status:
        return [Evidence(source, note=row["note"] or None, note_en=row["note_en"] or None) for source in claim.sources]
    found = []
    for source in claim.sources:
        if same_status:
            found.append(Evidence(source, "status"))
        else:
            usual = LESS_SURE if row["status"] == "awarded_unconfirmed" else EARLIER
            found.append(_other(source, "status", row["status"], _note(row, usual)))
        if row["tier"] and not same_tier:
            note = WIDER if row["tier"] in lineage else ("", "")
            found.append(_other(source, "tier", row["tier"], _note(row, note)))
        if row["category"] and row["category"] == award["category"]:
            found.append(Evidence(source, "category"))
    return found


def _note(row: dict[str, str], usual: tuple[str, str]) -> tuple[str, str]:
    """What the facts say of this claim, else the usual reason why it is not the row."""
    return (row["note"], row["note_en"]) if row["note"] else usual


def _other(source: str, column: str, value: str, note: tuple[str, str]) -> Evidence:
    return Evidence(source, column, value, "other", note[0] or None, note[1] or None)
