"""Awards: one row for an innovation (or agency), competition, edition and group; the rest of what is known is evidence."""

from dataclasses import dataclass, field

from .awards_evidence import evidence_of
from .competitions import tier_id
from .context import CURATION, Context, Faults, child_id, read

#: From weak to strong: of two statements on one edition the stronger is the later step.
STATUSES = (
    "unstated",
    "entry",
    "passed_administration",
    "presented",
    "nominee",
    "finalist",
    "awarded_unconfirmed",
    "awarded",
)

#: Kinds of source on which no award may rest alone.
WEAK_SOURCES = {"blog", "document_copy"}


@dataclass
class Claim:
    """One line of the facts: what one page (or several) says of one result."""

    name: str
    subject: str
    column: str
    row: dict[str, str]
    sources: list[str] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """The id of the edition, empty where no source states the year."""
        return f"{self.row['competition']}-{self.row['edition_year']}" if self.row["edition_year"] else ""


def add_awards(ctx: Context) -> None:
    """Reads the results of innovations and those of governments, settles each to one row, and adds them."""
    claims = _claims_of_innovations(ctx) + _claims_of_governments(ctx)
    weak = {row["id"] for row in ctx.tables.get("source", []) if row["kind"] in WEAK_SOURCES}
    _check(ctx, claims, weak)
    tiers = {row["id"]: row for row in ctx.tables["tier"]}
    for group in settled(claims, tiers):
        _add_award(ctx, group, tiers, weak)


def settled(claims: list[Claim], tiers: dict[str, dict[str, str]]) -> list[list[Claim]]:
    """The claims that are about one award together, the one that the row follows first."""
    by_edition: dict[tuple, list[Claim]] = {}
    for claim in claims:
        row = claim.row
        key = (claim.subject, row["competition"], row["edition_year"], row["instance"])
        by_edition.setdefault(key, []).append(claim)
    groups = [group for together in by_edition.values() for group in _by_group(together)]
    return [sorted(group, key=lambda claim: _rank(claim, tiers), reverse=True) for group in groups]


def _by_group(claims: list[Claim]) -> list[list[Claim]]:
    """Parts the claims of one edition by group; a claim without a group joins the only group there is."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.row["group"], []).append(claim)
    if len(groups) == 2 and "" in groups:
        return [claims]
    return list(groups.values())


def _rank(claim: Claim, tiers: dict[str, dict[str, str]]) -> tuple:
    """Best first: not settled against, then the innermost tier, then the strongest status."""
    row = claim.row
    depth = len(lineage(claim.edition, row["tier"], tiers)) if row["tier"] else 0
    return (row["reading"] != "other", depth, STATUSES.index(row["status"]), bool(row["category"]))


def lineage(edition: str, code: str, tiers: dict[str, dict[str, str]]) -> list[str]:
    """The code of a tier and of those it lies within, innermost first."""
    codes = [code]
    row = tiers.get(tier_id(edition, code))
    while row and row["within_id"]:
        row = tiers[row["within_id"]]
        codes.append(row["code"])
    return codes


def _claims_of_innovations(ctx: Context) -> list[Claim]:
    claims = []
    for row in read("awards"):
        column = "agency_id" if row["agency"] else "innovation_id"
        subject = ctx.agencies.get(row["agency"]) if row["agency"] else ctx.innovations.get(row["innovation_ref"])
        # An innovation that was left out takes its results with it; an agency that is unknown is a fault.
        if subject or row["agency"]:
            claims.append(Claim(f"awards row {row['row']}", subject or "", column, row, row["source"].split(";")))
    return claims


def _claims_of_governments(ctx: Context) -> list[Claim]:
    """The results of the regional index that honour a government, kept beside the index itself."""
    if not (CURATION / "facts" / "awards_index.csv").exists():
        return []
    claims = []
    for number, row in enumerate(read("awards_index"), 1):
        # A prize for one feat (highest index …) has no tier and stands beside the tier that the same year gave.
        prize = row["category"] if row["status"].startswith("awarded") and not row["tier"] else ""
        row = {"reading": "", "instance": prize, "note": "", "note_en": ""} | row
        subject = ctx.agencies.get(row["agency_key"], "")
        claims.append(Claim(f"awards_index row {number}", subject, "agency_id", row, row["source"].split(";")))
    return claims


def _check(ctx: Context, claims: list[Claim], weak: set[str]) -> None:
    """Lists every claim whose agency, competition, edition, tier or status is not there, or that may not stand."""
    faults = []
    for claim in claims:
        row = claim.row
        if not claim.subject:
            faults.append(f"{claim.name}: no agency {row.get('agency') or row.get('agency_key')!r}")
        if row["competition"] not in ctx.ids["competition"]:
            faults.append(f"{claim.name}: no competition {row['competition']!r}")
        if claim.edition and claim.edition not in ctx.ids["edition"]:
            faults.append(f"{claim.name}: no edition {claim.edition!r}")
        elif _needs_tier(claim) and tier_id(claim.edition, row["tier"]) not in ctx.ids["tier"]:
            faults.append(f"{claim.name}: no tier {row['tier']!r} in edition {claim.edition!r}")
        if row["status"] not in STATUSES:
            faults.append(f"{claim.name}: no status {row['status']!r}")
        if set(claim.sources) <= weak and not row["status"].startswith("awarded"):
            faults.append(f"{claim.name}: no award, and blogs or copies alone tell of it: leave it out")
    if faults:
        raise Faults("\n".join(faults))


def _needs_tier(claim: Claim) -> bool:
    """A reading that was settled against may name a tier that the edition does not have."""
    return bool(claim.edition and claim.row["tier"]) and claim.row["reading"] != "other"


def _add_award(ctx: Context, claims: list[Claim], tiers: dict[str, dict[str, str]], weak: set[str]) -> None:
    best = claims[0]
    row = best.row
    group = next((claim.row["group"] for claim in claims if claim.row["group"]), "")
    named = next((claim for claim in claims if claim.row["category"]), best)
    key = (row["competition"], best.edition, group, row["tier"], row["instance"])
    award = {
        "id": child_id(best.subject, *key),
        "competition_id": row["competition"],
        "edition_id": best.edition,
        "innovation_id": best.subject if best.column == "innovation_id" else "",
        "agency_id": best.subject if best.column == "agency_id" else "",
        "tier": row["tier"],
        "group": group,
        "category": named.row["category"],
        "category_en": named.row["category_en"],
        "status": _status(claims, weak),
        "as_stated": row["as_stated"],
    }
    ctx.add("award", award, evidence_of(award, claims, lineage(best.edition, row["tier"], tiers)))


def _status(claims: list[Claim], weak: set[str]) -> str:
    """The status of the best claim; an award that blogs or copies alone tell of stays unconfirmed."""
    best = claims[0].row
    if best["status"] != "awarded":
        return best["status"]
    agreeing = [claim for claim in claims if (claim.row["tier"], claim.row["status"]) == (best["tier"], "awarded")]
    sources = {source for claim in agreeing for source in claim.sources}
    return "awarded_unconfirmed" if sources <= weak else "awarded"
