"""Which articles our rules for names can read: they are rules of English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.model import Article
    from lensatlas.tagging.pipeline import Pipeline


def legible(article: Article, pipeline: Pipeline | None) -> bool:
    """Whether names of no list can be read in an article: by a ``pipeline`` in any, by our rules where it declares no other language.

    Every German noun has a capital: our rules found 763 people in 85 pages of that language.
    """
    return pipeline is not None or (article.language or "en").lower().startswith("en")
