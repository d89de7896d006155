"""Which of a batch of articles are new, changed, the same, or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lensatlas.model import Article
    from lensatlas.store.rows import Admitted

Outcome = Literal["added", "updated", "unchanged"] | Problem


@dataclass(slots=True)
class Known:
    """What the corpus holds of the ids and addresses in question: digest and canonical URL by id, owner by URL."""

    articles: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def put(self, article: str, digest: int, canonical: str | None) -> None:
        """Note an article as it stands now; an address that it no longer has is free again."""
        _, before = self.articles.get(article, (0, None))
        if before is not None:
            del self.owners[before]
        self.articles[article] = digest, canonical
        if canonical is not None:
            self.owners[canonical] = article


def admit(
    articles: Sequence[Article], rows: Iterable[Admitted | Problem], known: Known, came: dict[str, str]
) -> tuple[list[Outcome], dict[str, Admitted]]:
    """One outcome an article, in order, and the rows to write by id; ``known`` is brought up to date.

    Two records are the same article if their ids are equal. An address belongs to the first article that came with it:
    another id with the same canonical URL is refused, naming the first. So is a second record of one id that differs from
    the first, where both come in one opening (``came``: id → origin): were the later one taken, adding the same files
    again would change the article to and fro.
    """
    outcomes: list[Outcome] = []
    wanted: dict[str, Admitted] = {}
    for article, row in zip(articles, rows, strict=True):
        if isinstance(row, Problem):
            outcomes.append(row)
            continue
        owner = known.owners.get(row.canonical, article.id) if row.canonical else article.id
        stored = known.articles.get(article.id)
        first = came.setdefault(article.id, article.origin) if owner == article.id else ""
        if owner != article.id:
            outcomes.append(_taken(article, owner))
        elif stored and stored[0] == row.digest:
            outcomes.append("unchanged")
        elif stored and first != article.origin:
            outcomes.append(_again(article, first))
        else:
            outcomes.append("updated" if stored else "added")
            known.put(article.id, row.digest, row.canonical)
            wanted[article.id] = row
    return outcomes, wanted


def _taken(article: Article, owner: str) -> Problem:
    return Problem(
        input=article.origin or article.id,
        reason=f"its address {article.url} belongs to the article {owner!r} already; this one calls itself {article.id!r}",
        hint="give both records one id, or each its own URL",
    )


def _again(article: Article, first: str) -> Problem:
    return Problem(
        input=article.origin or article.id,
        reason=f"{first} is the same article by its id, {article.id!r}, came first and was kept; this one differs",
        hint="keep one of the two; if they are two articles, give each its own id",
    )
