"""A review: what the atlas proposes, as a table that an editor fills in; and what comes of the rows that were accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lensatlas.model import VERDICTS, ArticleId, Decision, Problem, label
from lensatlas.publish.workbook import Sheet
from lensatlas.tagging.tags import MERGE_KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lensatlas.atlas.suggesting import Suggested
    from lensatlas.ingest.write_back import Change
    from lensatlas.model import Article, DecisionSubject, Verdict
    from lensatlas.publish.workbook import Filled
    from lensatlas.tagging.candidates import Candidate

    Find = Callable[[ArticleId], Article | None]

COLUMNS = ("accept", "what", "name", "into", "article", "headline", "score", "why", "file")
_WIDTHS = {
    "accept": 9,
    "what": 14,
    "name": 30,
    "into": 30,
    "article": 24,
    "headline": 44,
    "score": 8,
    "why": 70,
    "file": 40,
}
# What a row asks for, in the words of its table.
ADD = "add tag"
ACCEPT = "accept actor"
_SETTLES: Mapping[str, tuple[DecisionSubject, Verdict]] = {
    "merge tag": ("tag", "merge"),
    "merge actor": ("actor", "merge"),
    "merge lens": ("lens", "merge"),
    "broader tag": ("tag", "broader"),
    "tag is actor": ("tag", "actor"),
    ACCEPT: ("actor", "accept"),
}
# What a no comes to; to anything else it changes nothing.
_REFUSED: Mapping[Verdict, Verdict] = {"merge": "apart", "accept": "drop"}
_YES = frozenset({"yes", "y", "x", "1", "true", "ok", "ja", "j", "oui", "o", "sí", "si", "✓", "✔"})
_NO = frozenset({"no", "n", "0", "false", "nein", "non", "-", "–"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What an editor's rows come to: judgements, and article → the tags to add."""

    decisions: tuple[Decision, ...]
    tags: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What accepting would change; nothing has been written. ``problems`` say what cannot be done, and the rest can."""

    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    def diff(self) -> str:
        """The change of every source file as a unified diff, and each row that decisions.csv would get."""
        rows = [f"+{one.about},{one.verdict},{one.name},{one.into}\n" for one in self.decisions]
        return "".join([*(change.diff() for change in self.changes), *(["+++ decisions.csv\n", *rows] if rows else [])])


def sheets(
    suggested: Iterable[Suggested],
    proposals: Iterable[Mapping[str, Any]],
    candidates: Iterable[Candidate],
    *,
    find: Find,
    most: int,
) -> list[Sheet]:
    """The tables of a review, at most so many rows each; ``find`` gives the article of an id."""
    news = [(one, each) for each in suggested for one in each.tags if one.suggested and not one.held]
    news.sort(key=lambda pair: (-pair[0].score, pair[1].article, pair[0].label))
    tags = [
        {
            "what": ADD, "name": one.label, "score": round(one.score, 3), "why": f"words: {', '.join(one.evidence)}",
            **_where(find(ArticleId(each.article))),
        }
        for one, each in news[:most]
    ]  # fmt: skip
    settle = [{**row, "name": row["from"], "what": what} for row in proposals if (what := _what(row))][:most]
    actors = [
        {
            "what": ACCEPT, "name": one.actor, "into": one.kind or "", "why": f"in {one.articles} articles: {one.example}",
            **_where(find(one.article)),
        }
        for one in list(candidates)[:most]
    ]  # fmt: skip
    named = (("Suggested tags", tags), ("To settle", settle), ("Actors", actors))
    return [Sheet(name=name, columns=COLUMNS, rows=rows, widths=_WIDTHS, fill_in="accept") for name, rows in named]


def _where(article: Article | None) -> dict[str, str]:
    return {"article": article.id, "headline": article.headline, "file": article.origin} if article else {}


def _what(proposal: Mapping[str, Any]) -> str:
    """What a proposal asks for; empty where an editor has nothing to say yes to."""
    if not proposal["into"]:
        return ""
    if proposal["about"] == "actor" or proposal["kind"] in MERGE_KINDS:
        return f"merge {proposal['about']}"
    return {"broader": "broader tag", "is_actor": "tag is actor", "is_place": "tag is actor"}.get(proposal["kind"], "")


def accepted(rows: Iterable[Filled | Problem], origin: str, today: dt.date) -> Accepted:
    """The judgements in a table that came back. A “no” is kept too, where it says that two are two, or that a name is no actor."""
    decisions: dict[Decision, None] = {}
    tags: defaultdict[str, dict[str, None]] = defaultdict(dict)
    problems: list[Problem] = []
    asked = False
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        asked = asked or "accept" in row.cells
        said = row.cells.get("accept", "").casefold()
        if why := _fault(row.cells, said):
            problems.append(Problem(input=origin, position=row.position, reason=why))
        elif said in _YES and row.cells["what"] == ADD:
            tags[row.cells["article"]][label(row.cells["name"])] = None
        elif said:
            decisions.update(dict.fromkeys(_judged(row.cells, yes=said in _YES, today=today)))
    if not asked and not problems:
        why = "no row stands under a column called accept"
        problems.append(Problem(input=origin, reason=why, hint="the first row must be that of the columns' names"))
    return Accepted(
        decisions=tuple(decisions),
        tags={article: tuple(names) for article, names in tags.items()},
        problems=tuple(problems),
    )


def _fault(cells: Mapping[str, str], said: str) -> str:
    if not said:
        return ""
    if said not in _YES | _NO:
        return f"“{cells['accept']}” is neither yes nor no"
    if missing := [column for column in ("what", "name") if not cells.get(column)]:
        return f"the row has no {' and no '.join(missing)}"
    what = cells["what"]
    if what != ADD and what not in _SETTLES:
        return f"“{what}” is none of {', '.join((ADD, *_SETTLES))}"
    needed = "article" if what == ADD else "into" if VERDICTS[_SETTLES[what][1]][1] else "name"
    return "" if cells.get(needed) else f"the row has no {needed}"


def _judged(cells: Mapping[str, str], *, yes: bool, today: dt.date) -> Iterator[Decision]:
    if cells["what"] == ADD:
        return
    about, asked = _SETTLES[cells["what"]]
    verdict = asked if yes else _REFUSED.get(asked)
    if verdict is None:
        return
    into = "" if verdict == "drop" else label(cells.get("into", ""))
    yield Decision(about=about, verdict=verdict, name=label(cells["name"]), into=into, decided=today.isoformat())


def changes(tags: Mapping[str, Sequence[str]], keys: Sequence[str], *, find: Find) -> Iterator[Change | Problem]:
    """What adding tags to articles does to the files they were read from; ``keys`` are those that hold tags there."""
    from lensatlas.ingest.write_back import change

    for article, names in tags.items():
        one = find(ArticleId(article))
        if one is None:
            yield Problem(input=article, reason="the atlas has no article of this id", hint="was it removed?")
            continue
        by_hand = f"add by hand: {', '.join(names)}"
        if not one.origin or "#" in one.origin or Path(one.origin).suffix.lower() not in {".md", ".markdown"}:
            yield Problem(input=one.origin or article, reason="its tags stand in no front matter", hint=by_hand)
            continue
        found = change(Path(one.origin), keys, [*one.tags, *(name for name in names if name not in one.tags)])
        if isinstance(found, Problem) or found.before != found.after:
            yield found
