"""A laid-out page as an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lensatlas.ingest.record import article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lensatlas.config import Profile
    from lensatlas.ingest.pages.layout import Layout
    from lensatlas.ingest.place import Place
    from lensatlas.model import Article, Problem


def article_of(
    layout: Layout, fields: Mapping[str, Any], *, profile: Profile, place: Place, replaced: str = ""
) -> Article | Problem:
    """The article on a page: what its facts say, and ``fields`` that were found outside of them.

    The attribution, prose after the facts, and what had to be ``replaced`` in its bytes are no part of the text: they are
    kept in ``extra``.
    """
    stated: dict[str, Any] = {name: value for name, (value, _) in layout.facts.items()}
    for name in ("published", "updated"):
        if name in layout.facts and (day := layout.facts[name][1].day):
            stated[name] = day
    if "lens" in stated:
        stated["lenses"] = stated.pop("lens")
    tags, tag_line = layout.tags.settled()
    stated |= {"source": _source(layout), "sections": layout.sections, "tags": tags, "tag_line": tag_line}
    kept = {"attribution": "\n\n".join(layout.attribution), "rest": "\n\n".join(layout.rest), "replaced": replaced}
    missing = {name: value for name, value in fields.items() if name not in stated or not stated[name]}
    return article({}, profile=profile, place=place, given=stated | missing, kept=kept)


def _source(layout: Layout) -> dict[str, str | None]:
    """The outlet the Source fact names, with the address of the original; else the one that “Read the original at” names."""
    name, url = layout.original
    if "source" in layout.facts:
        name, block = layout.facts["source"]
        url = url or next((link.address for link in block.links), None)
    return {"name": name, "url": url} if name or url else {}
