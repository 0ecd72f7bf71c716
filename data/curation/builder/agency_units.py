"""Agencies below (or beside) the governments and national bodies: offices, hospitals, schools, enterprises.

Their parents stand in the same files or were added before, so that every chain ends at a root that the duty to
innovate can be reckoned for.
"""

from .context import CURATION, Context, Evidence, Faults, read, region_id, slug


def add_units(ctx: Context) -> None:
    """Adds every agency of `facts/agency_units*.csv`, parents before their units; other files may repeat a key."""
    waiting = _units()
    while waiting:
        ready = [unit for unit in waiting.values() if not unit["parent_key"] or unit["parent_key"] in ctx.agencies]
        if not ready:
            raise Faults(f"agency units without a known parent: {sorted(waiting)}")
        for unit in ready:
            _add(ctx, unit)
            del waiting[unit["key"]]


def _units() -> dict[str, dict[str, str]]:
    """The units by key, in the order of their keys; the sources of all files that name one are put together."""
    units: dict[str, dict[str, str]] = {}
    for path in sorted((CURATION / "facts").glob("agency_units*.csv")):
        for row in read(f"facts/{path.name}"):
            known = units.setdefault(row["key"], row)
            if any(known[column] != row[column] for column in ("name", "kind", "parent_key")):
                raise Faults(f"{path.name}: {row['key']!r} is told otherwise in another file")
            known["sources"] = ";".join(dict.fromkeys([*_list(known["sources"]), *_list(row["sources"])]))
    return dict(sorted(units.items()))


def _add(ctx: Context, unit: dict[str, str]) -> None:
    parent = ctx.agencies.get(unit["parent_key"])
    row = {
        "id": unused(ctx, "agency", _wanted(ctx, unit, parent), parent),
        "name": unit["name"],
        "name_en": unit["name_en"],
        "acronym": unit["acronym"],
        "kind": unit["kind"],
        "parent_id": parent,
        "region_id": region_id(unit["region_code"]) if unit["region_code"] else None,
        "status": unit.get("status") or "current",
        "active_from": None,
        "active_to": None,
    }
    evidence = [Evidence(source) for source in _list(unit["sources"])]
    ctx.agencies[unit["key"]] = ctx.add("agency", row, evidence)


def _wanted(ctx: Context, unit: dict[str, str], parent: str | None) -> str:
    """`dinas-kesehatan-kabupaten-sinjai`: the unit's name without its root's name, then the root's id."""
    name = unit["name"].removeprefix("Pemerintah ")
    if parent is None:
        return slug(name)
    root = root_of(ctx, parent)
    root_name = next(row["name"] for row in ctx.tables["agency"] if row["id"] == root)
    for place in (root_name, root_name.removeprefix("Pemerintah "), root_name.removeprefix("Pemerintah Provinsi ")):
        name = name.removesuffix(f" {place}")
    return slug(name, root)


def root_of(ctx: Context, agency: str) -> str:
    """The top of the parent chain: the government, ministry or body (or the agency itself)."""
    parents = {row["id"]: row["parent_id"] for row in ctx.tables["agency"]}
    while parents[agency]:
        agency = parents[agency]
    return agency


def unused(ctx: Context, table: str, wanted: str, parent: str | None) -> str:
    """The wanted id; if another row has it, with the parent's slug; if that is taken too, numbered from 2."""
    known = ctx.ids.setdefault(table, set())
    if wanted in known and parent:
        wanted = f"{wanted}-{parent}"
    candidate, number = wanted, 1
    while candidate in known:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _list(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]
