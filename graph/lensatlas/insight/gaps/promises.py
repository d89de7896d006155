"""Promises to readers that nobody kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.insight.gaps.gap import Gap, Gaps
from lensatlas.insight.words import articles, quoted

if TYPE_CHECKING:
    from lensatlas.insight.gaps.coverage import Coverage
    from lensatlas.model import WatchItem


def promises(coverage: Coverage) -> Gaps:
    """Promises whose date passed without an answer, and undated ones a year old.

    Those that state a date with its year come first ("by 15 October 2025"): "in May" may be a turn of phrase. Then those most
    often passed by. ``score`` is 1 for a stated year, plus n/(n + 1) for the n later articles that share an actor or a tag
    with the promise, and so could have come back to it.
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
                score=_stated(item) + watched.chances / (watched.chances + 1), why=f"Readers were told {since}: {quoted(item.text)}; {passed}{later}.",
                articles=(item.article,), about=(item.id,),
            )
        )  # fmt: skip
    return Gaps(rows=tuple(rows))


def _stated(item: WatchItem) -> bool:
    return item.due is not None and str(item.due.year) in item.text
