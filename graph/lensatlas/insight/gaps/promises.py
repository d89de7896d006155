"""Promises to readers that nobody kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.insight.gaps.gap import Gap, Gaps
from lensatlas.insight.gaps.words import articles, quoted

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage


def promises(coverage: Coverage) -> Gaps:
    """Promises whose date passed without an answer, and undated ones a year old: those most often passed by first.

    ``score`` is how many later articles share an actor or a tag with the promise, and so could have come back to it.
    """
    rows = []
    for watched in coverage.watched:
        item = watched.item
        if watched.state not in {"overdue", "expired"}:
            continue
        passed_by = f"none of the {articles(watched.chances)} since then that share its actors or tags comes back to it"
        if watched.chances == 0:
            passed_by = "no later article shares its actors or tags"
        late = watched.state == "overdue"
        said = (
            f"Readers were told on {watched.published} to watch" if watched.published else "Readers were told to watch"
        )
        due = f", due {item.due}," if late else ""
        rows.append(
            Gap(
                kind="broken_promise" if late else "unanswered_watch", subject=item.text, have=0, expected=1,
                score=float(watched.chances), why=f"{said}{due} {quoted(item.text)}; {passed_by}.",
                articles=(item.article,), about=(item.id,),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))
