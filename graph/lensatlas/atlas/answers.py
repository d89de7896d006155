"""Answers as users hold them: iterable, a data frame, a table on a notebook page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

Row = Mapping[str, Any]


class Record(Protocol):
    """What a question returns: it knows its row in the command line's contract."""

    def row(self) -> dict[str, Any]:
        """The record as a line of JSON Lines."""


R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Answer(Generic[R_co]):
    """A question's records in order.

    Iterate over the records, index them, ask for :meth:`rows` (the contract's shapes) or :meth:`to_frame` (one flat line each).
    """

    question: str
    records: Sequence[R_co]
    note: str = ""
    # What the records are parts of, where the contract's row is the whole: the article that they are related to.
    whole: Record | None = None

    def __repr__(self) -> str:
        return f"<Answer to {self.question}: {len(self.records)}>"

    def __iter__(self) -> Iterator[R_co]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, i: int) -> R_co:
        return self.records[i]

    def rows(self) -> list[dict[str, Any]]:
        """The records in the shapes of the command line's contract."""
        return [record.row() for record in ((self.whole,) if self.whole else self.records)]

    def lines(self) -> list[dict[str, Any]]:
        """The records as flat lines for a table: text and numbers only."""
        return list(flatten(self.question, self.rows()))

    def to_frame(self) -> pd.DataFrame:
        """The flat lines as a data frame."""
        import pandas as pd

        return pd.DataFrame(self.lines())

    def _repr_html_(self) -> str:
        lines = [on_screen(self.question, line) for line in self.lines()]
        if not lines:
            return f"<p>{escape(self.note or 'Nothing to show.')}</p>"
        head = "".join(f"<th>{escape(str(name))}</th>" for name in lines[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(shown(v))}</td>" for v in line.values()) + "</tr>" for line in lines
        )
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def shown(value: Any) -> str:
    """A cell as people read it: nothing for None, three decimals, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(v) for v in value)
    return str(value)


def on_screen(question: str, line: Row) -> dict[str, Any]:
    """The columns of a flat line that a screen has room for; files carry them all."""
    kept = SCREEN.get(question)
    return {name: value for name, value in line.items() if kept is None or name in kept}


def flatten(question: str, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Rows of a contract's shape as flat lines, one a related article, a step, a claim."""
    flat = FLAT.get(question, _plain)
    for row in rows:
        yield from flat(row)


def _plain(row: Row) -> Iterator[dict[str, Any]]:
    yield {key: _scalar(value) for key, value in row.items()}


def _scalar(value: Any) -> Any:
    if isinstance(value, Mapping):
        return (
            value.get("label") or value.get("name") or value.get("headline") or value.get("sentence") or value.get("id")
        )
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(_scalar(v)) for v in value)
    return value


def _articles(row: Row) -> Iterator[dict[str, Any]]:
    kept = (
        "id", "slug", "published", "type", "lenses", "headline", "dek", "tags", "actors", "mechanisms", "source", "authors", "words",
        "minutes", "language", "url", "origin",
    )  # fmt: skip
    yield {key: _scalar(row[key]) for key in kept}


def _related(row: Row) -> Iterator[dict[str, Any]]:
    for other in row["related"]:
        yield {
            "article": row["article"]["headline"], "score": other["score"], "role": other["role"], "id": other["id"],
            "related": other["headline"], "why": other["why"],
            "reasons": "; ".join(reason["label"] for reason in other["reasons"]),
        }  # fmt: skip


def _path(row: Row) -> Iterator[dict[str, Any]]:
    for number, step in enumerate(row["steps"], start=1):
        yield {
            "kind": row["kind"], "title": row["title"], "minutes": row["minutes"], "bottleneck": row["bottleneck"], "step": number, "strength": step["strength"],
            "id": step["id"], "published": step.get("published"), "article": step["headline"], "why": " ".join(step["why"]),
        }  # fmt: skip


def _explain(row: Row) -> Iterator[dict[str, Any]]:
    for reason in row["shared"]:
        yield dict(reason)
    if row["rest"]["features"]:
        yield {"kind": "rest", "label": f"{row['rest']['features']:,} more", "weight": row["rest"]["weight"]}
    if row["time"]["weight"]:
        yield {"kind": "time", "label": f"{row['time']['days']:,} days apart", "weight": row["time"]["weight"]}
    yield {"kind": "score", "label": "", "weight": row["score"]}


def _reach(row: Row) -> Iterator[dict[str, Any]]:
    lost = {one["id"]: one["why"] for one in (row["rescue"] or {"lost": ()})["lost"]}
    for name in row["never"]:
        yield {"id": name, "never recommended": lost.get(name, "Others are nearer to all that it is near to.")}


def _mentions(row: Row) -> Iterator[dict[str, Any]]:
    for found in row["mentions"]:
        yield {"id": row["id"], **{key: _scalar(value) for key, value in found.items()}, "kind": found["actor"]["kind"]}


def _drill(row: Row) -> Iterator[dict[str, Any]]:
    for step in row["next"]:
        yield {"under": "; ".join(row["tags"]), "next": step["label"], "articles": step["articles"]}


def _leverage(row: Row) -> Iterator[dict[str, Any]]:
    low, high = row["rank_range"] or (None, None)
    yield {
        "rank": row["rank"], "range": f"{low}–{high}" if low is not None else "", "actor": row["actor"]["label"],
        "kind": row["actor"]["kind"], "articles": row["articles"], **row["claims"], **row["structure"],
    }  # fmt: skip


def _claims(row: Row) -> Iterator[dict[str, Any]]:
    kept = ("article", "published", "rule", "mechanism", "actor", "stance", "role", "what", "over", "sentence")
    yield {key: _scalar(row[key]) for key in kept}


def _watch(row: Row) -> Iterator[dict[str, Any]]:
    kept = ("id", "state", "due", "article", "actors", "text", "answered_by")
    yield {key: _scalar(row[key]) for key in kept}


def _candidates(row: Row) -> Iterator[dict[str, Any]]:
    kept = ("articles", "first", "last", "evidence", "spellings", "article", "example")
    yield {"actor": row["actor"]["label"], "kind": row["actor"]["kind"], **{key: _scalar(row[key]) for key in kept}}


def _suggest(row: Row) -> Iterator[dict[str, Any]]:
    for kind in ("tags", "lenses"):
        for found in row[kind]:
            mark = "held" if found["held"] else "suggested" if found["suggested"] else ""
            yield {
                "article": row["article"]["id"], "headline": row["article"]["headline"], "kind": "tag" if kind == "tags" else "lens",
                "label": found["label"], "score": found["score"], "mark": mark, "evidence": "; ".join(found["evidence"]),
            }  # fmt: skip


def _gaps(row: Row) -> Iterator[dict[str, Any]]:
    kept = ("kind", "subject", "lens", "have", "expected", "p", "why")
    yield {"gap": row["id"], "where": _scalar(row["articles"]), **{key: _scalar(row[key]) for key in kept}}


SCREEN: Mapping[str, frozenset[str]] = {
    "articles": frozenset({"slug", "published", "lenses", "headline"}),
    "path": frozenset({"step", "strength", "id", "published", "article", "why"}),
    "paths": frozenset({"kind", "step", "strength", "id", "published", "article", "why"}),
    "tour": frozenset({"step", "strength", "id", "published", "article", "why"}),
    "related": frozenset({"score", "role", "id", "related", "why"}),
    "claims": frozenset({"article", "actor", "stance", "role", "sentence"}),
    "tags": frozenset({"kind", "from", "into", "score", "why"}),
    "align": frozenset({"tag", "match", "label", "score", "why"}),
    "candidates": frozenset({"actor", "kind", "articles", "first", "last", "example"}),
    "suggest": frozenset({"article", "kind", "label", "score", "mark", "evidence"}),
    "watch": frozenset({"state", "due", "text", "article", "answered_by"}),
    "gaps": frozenset({"kind", "subject", "lens", "have", "expected", "why"}),
}
FLAT: Mapping[str, Callable[[Row], Iterator[dict[str, Any]]]] = {
    "articles": _articles,
    "related": _related,
    "explain": _explain,
    "reach": _reach,
    "mentions": _mentions,
    "path": _path,
    "paths": _path,
    "tour": _path,
    "drill": _drill,
    "leverage": _leverage,
    "claims": _claims,
    "watch": _watch,
    "gaps": _gaps,
    "suggest": _suggest,
    "candidates": _candidates,
}
