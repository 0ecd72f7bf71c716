"""The country, its provinces, regencies and cities, with their codes, other spellings and successors."""

from .context import Context, Evidence, child_id, read, region_id

LEVELS = {"country": 0, "province": 1, "regency": 2, "city": 2}

#: The decree whose names and codes the catalogue follows; the region ids are made of its codes.
DECREE = "kepmendagri-300-2-2-2430-2025"
DECREE_SOURCE = f"ref-{DECREE}"
ISO_SOURCE = "ref-iso-3166-2"
CIVIL_REGISTRY = "ref-civil-registry-2024-12"
AREAS = "ref-big-2024-12"
#: Where the totals of the whole country are printed beside those of the provinces.
TOTALS = "ref-wilayah-repository"
POINTS = "ref-boundary-polygons"
ENGLISH_NAMES = "ref-province-names-en"
ROLE_MODEL_SOURCE = "s000"

POPULATION_DATE = "2024-12"


def add_regions(ctx: Context) -> None:
    """Adds the regions from the top down, then everything that hangs on them."""
    rows = sorted(read("regions"), key=lambda row: (LEVELS[row["kind"]], row["code"]))
    for row in rows:
        _add_region(ctx, row)
    for row in rows:
        _add_current_codes(ctx, row)
    _add_old_codes(ctx)
    _add_aliases(ctx)
    _add_successors(ctx)


def _add_region(ctx: Context, row: dict[str, str]) -> None:
    country = row["kind"] == "country"
    region = {
        "id": region_id(row["code"]),
        "parent_id": None if country else region_id(row["parent_code"]),
        "level": LEVELS[row["kind"]],
        **{column: row[column] for column in ("kind", "name", "name_en", "short_name", "code", "bps_code", "iso_code")},
        **{column: row[column] for column in ("administrative", "island_group", "latitude", "longitude")},
        "area_km2": row["area_km2"],
        "population": row["population"],
        "population_date": POPULATION_DATE,
        "reform_role_model": row["reform_role_model"],
    }
    ctx.add("region", region, _region_evidence(row))


def _region_evidence(row: dict[str, str]) -> list[Evidence]:
    """The decree for the row; a line of its own for every column that rests on something else."""
    country = row["kind"] == "country"
    found = [Evidence(ISO_SOURCE if country else DECREE_SOURCE)]
    if row["written"]:
        note = "Katalog ini menulis lengkap singkatan dalam daftar resmi."
        note_en = "This catalogue writes out what the official list abbreviates."
        found.append(Evidence(DECREE_SOURCE, "name", row["written"], "other", note, note_en))
    if row["bps_code"]:
        found.append(Evidence(row["bps_source"], "bps_code"))
    if row["iso_code"]:
        found.append(Evidence(ISO_SOURCE, "iso_code"))
    if row["name_en"] and not country:
        note = "Nama yang lazim dalam bahasa Inggris, bukan nama resmi."
        note_en = "The name in common English use, not an official one."
        found.append(Evidence(ENGLISH_NAMES, "name_en", note=note, note_en=note_en))
    for column, source in (("area_km2", AREAS), ("population", CIVIL_REGISTRY)):
        found += [Evidence(name, column) for name in ([source, TOTALS] if country else [source])]
    if row["latitude"]:
        note = "Titik hasil hitungan di dalam batas wilayah; berlaku juga untuk bujurnya."
        note_en = "A computed point inside the boundary; the same holds for the longitude."
        found.append(Evidence(POINTS, "latitude", note=note, note_en=note_en))
    if row["reform_role_model"]:
        found.append(Evidence(ROLE_MODEL_SOURCE, "reform_role_model"))
    return found


def _add_current_codes(ctx: Context, row: dict[str, str]) -> None:
    name = row["written"] or row["name"]
    if row["code"]:
        evidence = [Evidence(DECREE_SOURCE)]
        if row["code_since"]:
            evidence.append(Evidence(row["code_since_source"], "valid_from"))
        _add_code(ctx, row, "kemendagri", row["code"], evidence, name, row["code_since"], DECREE)
    if row["bps_code"]:
        _add_code(ctx, row, "bps", row["bps_code"], [Evidence(row["bps_source"])])
    if row["iso_code"]:
        _add_code(ctx, row, "iso", row["iso_code"], [Evidence(ISO_SOURCE)], row["iso_name"])


def _add_code(
    ctx: Context,
    row: dict[str, str],
    system: str,
    code: str,
    evidence: list[Evidence],
    name: str | None = None,
    valid_from: str | None = None,
    regulation: str | None = None,
) -> None:
    region = region_id(row["code"])
    ctx.add(
        "region_code",
        {
            "id": child_id(region, system, code),
            "region_id": region,
            "system": system,
            "code": code,
            "name": name,
            "current": True,
            "valid_from": valid_from,
            "valid_to": None,
            "regulation_id": regulation,
        },
        evidence,
    )


def _add_old_codes(ctx: Context) -> None:
    """Codes that a region had before; the regulation is the last list known to have the code."""
    for row in read("region_code_history"):
        region = region_id(row["code"])
        evidence = [Evidence(row["source"])]
        if row["valid_to"]:
            note = "Daftar berikutnya sudah memakai kode baru."
            note_en = "The next list has the new code."
            evidence.append(Evidence(row["valid_to_source"], "valid_to", note=note, note_en=note_en))
        ctx.add(
            "region_code",
            {
                "id": child_id(region, row["system"], row["old_code"]),
                "region_id": region,
                "system": row["system"],
                "code": row["old_code"],
                "name": row["old_name"],
                "current": False,
                "valid_from": None,
                "valid_to": row["valid_to"],
                "regulation_id": row["regulation_id"],
            },
            evidence,
        )


def _add_aliases(ctx: Context) -> None:
    for row in read("region_aliases"):
        region = region_id(row["code"])
        alias = {"id": child_id(region, row["alias"]), "region_id": region, "alias": row["alias"]}
        ctx.add("region_alias", alias, [Evidence(row["source"])])


def _add_successors(ctx: Context) -> None:
    """What came out of a region; the date is that of the act, and the older region remains."""
    for row in read("region_successors"):
        region, successor = region_id(row["code"]), region_id(row["successor_code"])
        ctx.add(
            "region_successor",
            {
                "id": child_id(region, successor),
                "region_id": region,
                "successor_id": successor,
                "kind": row["kind"],
                "date": row["date"],
                "regulation_id": row["regulation_id"],
            },
            [Evidence(row["source"])],
        )
