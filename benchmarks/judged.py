"""Corpora of which people have said which articles belong together: drawn as an atlas draws them, without what gives it away."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from benchmarks.measuring import PLACE, corpora
from lensatlas import config, ingest
from lensatlas.atlas import Atlas
from lensatlas.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lensatlas.network.graph import Graph

    Belonging = Mapping[str, set[str]]

_HUGO = r"\{\{<\s*(?:rel)?(?:ref|link)\s+\"?([^\">]+?)\"?\s*>\}\}"
_POST = r"https?://(?:www\.|demo\.)?digital(?:gov)?\.gov/20\d\d/\d\d/\d\d/([^/\s)\"'?#]+)"
# A link to another post, with its words: they often are the other headline.
_ANCHOR = re.compile(
    rf"\[[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*\]\(\s*(?:{_HUGO}|{_POST})[^)]*\)"
    rf"|<a\b[^>]*href=[\"'](?:{_HUGO}|{_POST})[\"'/][^>]*>.*?</a>|{_HUGO}",
    re.IGNORECASE | re.DOTALL,
)
# An address that a whole series of events cites (a timeline, a report) says little of any two of them.
_CITED_BY = 10
_SHARED_TAGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What people said of the articles of one corpus.

    ``right``: article → those that belong beside it. ``measure``: the share of them that is found among the first ``k``
    ("recall"), or the share of the first ``k`` that is right ("precision"). ``hidden``: groups of features that
    are the truth itself, or as good as.
    """

    name: str
    corpus: str
    right: Belonging
    measure: Literal["recall", "precision"]
    k: int
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A corpus drawn as a graph, the text of each of its articles, and what was said of them."""

    name: str
    graph: Graph
    articles: Mapping[str, Article]
    tasks: tuple[Task, ...]

    def text(self, article: str) -> str:
        """All prose of an article; a headline that is the beginning of the text is not read twice."""
        one = self.articles[article]
        parts = [prose for name, prose in one.passages() if name != "headline" or not one.text.startswith(prose)]
        return " ".join(parts)


def judged(folder: Path, names: Iterable[str] = ()) -> list[Judged]:
    """The corpora that are at hand; atlases are made in a folder, or taken from it where they are there already."""
    found = []
    for name in names or _READERS:
        if not (PLACE / name).is_dir():
            print(f"{name}: left out, it is not at {PLACE} (set LENSATLAS_CORPORA)", flush=True)
            continue
        found.append(_READERS[name](folder / name))
    return found


def _drawn(folder: Path, records: Iterable[Mapping[str, Any]]) -> tuple[Graph, dict[str, Article]]:
    """An atlas of records, drawn, and the articles in it."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = folder / "records.jsonl"
    lines.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    atlas = Atlas.open(folder / "atlas")
    atlas.add(lines)
    return atlas.graph, _articles([lines])


def _articles(inputs: Iterable[Path], form: str | None = None) -> dict[str, Article]:
    read = ingest.read([str(path) for path in inputs], profile=config.load().profile, form=form)
    return {record.id: record for record in read if isinstance(record, Article)}


def _digitalgov(folder: Path) -> Judged:
    """Posts and the posts they link to; links are cut out of the text, words and all."""
    files = sorted(path for path in (PLACE / "digitalgov").rglob("20*.md"))
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files}
    masked = folder / "masked"
    for path, text in texts.items():
        copy = masked / path.relative_to(PLACE / "digitalgov")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_ANCHOR.sub(" ", text), encoding="utf-8")
    atlas = Atlas.open(folder / "atlas")
    atlas.add(masked)
    articles = _articles([masked])
    by_file = {Path(article.origin.split("#")[0]): one for one, article in articles.items()}
    named = {stem[11:].lower(): one for stem, one in ((path.stem, one) for path, one in by_file.items())}
    named |= {articles[one].slug.lower(): one for one in articles}
    right: dict[str, set[str]] = {}
    for path, text in texts.items():
        one = by_file.get(masked / path.relative_to(PLACE / "digitalgov"))
        linked = [
            *re.findall(_POST, text, re.IGNORECASE),
            *(Path(at.split("#")[0].strip()).stem for at in re.findall(_HUGO, text, re.IGNORECASE)),
        ]
        found = {named.get(re.sub(r"^20\d\d-\d\d-\d\d-", "", link).lower()) for link in linked} - {one, None}
        if one and found:
            right[one] = {other for other in found if other}
    tasks = (
        Task(name="links", corpus="digitalgov", right=right, measure="recall", k=10),
        Task(
            name="topics",
            corpus="digitalgov",
            right=_sharing({i: a.tags for i, a in articles.items()}, _SHARED_TAGS),
            measure="precision",
            k=10,
            hidden=("tag",),
        ),
    )
    return Judged(name="digitalgov", graph=atlas.graph, articles=articles, tasks=tasks)


def _ecbplus(folder: Path) -> Judged:
    """News whose events people told apart: two different events of each kind."""
    tokens: defaultdict[str, list[str]] = defaultdict(list)
    for line in (PLACE / "ecbplus" / "ECB_Train_corpus.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 4:
            tokens[cells[0]].append(cells[3])
    texts = {name: " ".join(words) for name, words in tokens.items()}
    graph, articles = _drawn(folder, ({"id": i, "headline": text[:80], "text": text} for i, text in texts.items()))
    events = {name: (re.sub(r"_\d+", "-", name.removesuffix(".xml")),) for name in texts}
    size = Counter(event for event in events.values())
    right = {one: others for one, others in _sharing(events).items() if size[events[one]] > 5}
    tasks = tuple(
        Task(name=f"same event, {k}", corpus="ecbplus", right=right, measure="precision", k=k) for k in (1, 5)
    )
    return Judged(name="ecbplus", graph=graph, articles=articles, tasks=tasks)


def _kleptocracy(folder: Path) -> Judged:
    """Events that cite the same page, that name each other, and that carry several tags in common."""
    corpus = corpora(["kleptocracy-timeline"])[0]
    if not folder.exists():
        corpus.atlas(folder)
    atlas = Atlas.open(folder)
    atlas.add(*corpus.inputs)
    graph = atlas.graph
    articles = {i: a for i, a in _articles(corpus.inputs).items() if i in graph.position["article"]}
    cited = {i: [s.url for s in a.sources if s.url] for i, a in articles.items()}
    often = Counter(url for urls in cited.values() for url in urls)
    pages = _sharing({i: [url for url in urls if often[url] <= _CITED_BY] for i, urls in cited.items()})
    named = {
        i: {
            str(other)
            for key in ("connections", "related_events", "triggered_by")
            for other in _listed(a.extra.get(key))
        }
        for i, a in articles.items()
    }
    connected = {i: found for i, others in named.items() if (found := (others & articles.keys()) - {i})}
    tags = _sharing({i: a.tags for i, a in articles.items()}, _SHARED_TAGS)
    tasks = (
        Task(name="same page cited", corpus="kleptocracy-timeline", right=pages, measure="recall", k=10),
        Task(name="connected", corpus="kleptocracy-timeline", right=connected, measure="recall", k=10),
        Task(name="tags in common", corpus="kleptocracy-timeline", right=tags, measure="recall", k=10, hidden=("tag",)),
    )
    return Judged(name="kleptocracy-timeline", graph=graph, articles=articles, tasks=tasks)


def _reuters(folder: Path) -> Judged:
    """Stories with a topic in common; topics are hidden, and so are the places and names that editors listed."""
    files = sorted((PLACE / "reuters21578").glob("reut2-*.sgm"))
    stories = [a for a in _articles(files, form="reuters").values() if a.tags]
    records = [
        {"id": a.id, "headline": a.headline, "dek": a.dek, "text": a.text, "published": str(a.published or "")}
        for a in stories
    ]
    graph, articles = _drawn(folder, records)
    right = _sharing({a.id: a.tags for a in stories})
    asked = {one: right[one] for one in sorted(right)[::3]}
    tasks = (Task(name="same topic", corpus="reuters21578", right=asked, measure="precision", k=10),)
    return Judged(name="reuters21578", graph=graph, articles=articles, tasks=tasks)


_READERS: Mapping[str, Callable[[Path], Judged]] = {
    "digitalgov": _digitalgov,
    "ecbplus": _ecbplus,
    "kleptocracy-timeline": _kleptocracy,
    "reuters21578": _reuters,
}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _sharing(marks: Mapping[str, Iterable[str]], least: int = 1) -> dict[str, set[str]]:
    """Article → those that have at least so many marks in common with it; without those that have none."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for one, of_one in marks.items():
        for mark in of_one:
            holders[mark].add(one)
    found = {}
    for one, of_one in marks.items():
        met = Counter(other for mark in set(of_one) for other in holders[mark] if other != one)
        if near := {other for other, shared in met.items() if shared >= least}:
            found[one] = near
    return found
