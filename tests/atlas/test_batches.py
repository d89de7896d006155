"""How much is taken in at once."""

from __future__ import annotations

from lensatlas.atlas import batches
from lensatlas.model import Article, ArticleId, Problem, Section


def test_long_articles_come_in_small_portions() -> None:
    """Nineteen articles of a megabyte, in the text or in a section, and a fault among them: none lost, none turned round."""
    prose = "w" * (1 << 20)
    records: list[Article | Problem] = [
        Article(id=ArticleId(str(n)), slug=str(n), headline="", text=prose if n % 2 else "", sections=() if n % 2 else (Section(name="mechanism", heading="", text=prose),))
        for n in range(19)
    ]  # fmt: skip
    records.insert(3, Problem(input="-", reason="it is empty"))
    portions = list(batches.portions(records, 500))
    assert [len(portion) for portion in portions] == [9, 8, 3]
    assert [record for portion in portions for record in portion] == records


def test_short_articles_come_in_portions_of_the_size_asked_for() -> None:
    records = [Article(id=ArticleId(str(n)), slug=str(n), headline="A weir holds", text="w" * 2_000) for n in range(45)]
    assert [len(portion) for portion in batches.portions(records, 20)] == [20, 20, 5]
    assert list(batches.portions([], 20)) == []
