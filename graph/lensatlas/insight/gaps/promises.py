"""Promises to readers that nobody kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.insight.gaps.gap import Gap, Gaps
from lensatlas.insight.words import articles, quoted

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
        late = watched.state == "overdue"
        since = f"on {watched.published}" if watched.published else "once"
        passed = f"by {item.due}, " if late else ""
        later = f"none of the {articles(watched.chances)} since then that share its actors or tags comes back to it"
        if watched.chances < 2:
            later = "the 1 later article that shares" if watched.chances else "no later article shares"
            later += " its actors or tags" + (" does not come back to it" if watched.chances else "")
        rows.append(
            Gap(
                kind="broken_promise" if late else "unanswered_watch", subject=item.text, have=0, expected=1,
                score=float(watched.chances), why=f"Readers were told {since}: {quoted(item.text)}; {passed}{later}.",
                articles=(item.article,), about=(item.id,),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))
