"""The pages and documents that the facts rest on.

Two cells are judgements of this project, made once and kept in the facts so that they can be read and disputed there:

- `publisher` is the site: "Name (host)" where the name is certain, else the host, without `www`. The mirrors of one
  outlet (`m.`, `amp.`, editions of one newsroom) share one publisher; its regional newsrooms keep their own. It is
  empty where the host is a person's name.
- `kind` is read from the address alone. Hosts below `go.id` and `desa.id` (governments, villages) are official; a page
  of the UN on one case, a policy brief, a paper in proceedings or a directory of cases is a case study; sites that host
  uploads of others (Scribd, 123dok, PDFCoffee and the like) are copies of documents; Blogspot, Kompasiana, Retizen,
  hosts named after a person and a site that republishes rewritten news are blogs; every other site (associations,
  a party and a university's news too) is press.

Titles are as published, without the name of the site, and empty where unknown or where they name a person. Of `s000`,
`ref-nusramedia` only the site is known, not the page.
"""

from .context import CURATION, Context, read


def add_sources(ctx: Context) -> None:
    """Adds the rows of every `facts/sources*.csv`, file by file in order of name."""
    for path in sorted((CURATION / "facts").glob("sources*.csv")):
        for row in read(path.stem):
            ctx.add("source", row, [])
