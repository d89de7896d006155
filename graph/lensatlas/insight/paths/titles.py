"""What a path is called, and the one sentence that says what a reader gets."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.insight.paths.names import at_least, sentence, spoken
from lensatlas.insight.paths.subjects import cut, subject, thread
from lensatlas.insight.words import in_a_row, quoted
from lensatlas.model import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.insight.paths.ground import Ground
    from lensatlas.insight.paths.path import Coverage
    from lensatlas.network.graph import NodeKind
    from lensatlas.network.routes import Route

_MONTHS = tuple(name.capitalize() for name in [*MONTHS][:12])  # not strftime: it follows the machine's language
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


class Telling(NamedTuple):
    """A title, and what a reader gets in one sentence."""

    title: str
    purpose: str


def connect(ground: Ground, route: Route) -> Telling:
    """From one end to the other, by what sets the two apart."""
    ends = [_headline(ground, article) for article in (route.articles[0], route.articles[-1])]
    when = _when(ground, route.articles)
    purpose = (
        f"{_stories(len(route.articles))} that lead from {ends[0]} to {ends[1]}{when}{_by(ground, route.articles)}"
    )
    return Telling(f"From {_between(ground, route)}", sentence(purpose))


def background(ground: Ground, route: Route) -> Telling:
    """Back from an article to what led to it."""
    first, earlier = route.articles[0], route.articles[1:]
    purpose = f"What went before: {_count(len(earlier))} earlier stories, back to {_month(ground, earlier[-1])}{_by(ground, route.articles)}"
    return Telling(f"How it came to this: {cut(ground.headline(first))}", sentence(purpose))


def following(ground: Ground, route: Route) -> Telling:
    """On from an article to what happened next."""
    first, later = route.articles[0], route.articles[1:]
    purpose = f"What came after: {_count(len(later))} later stories, up to {_month(ground, later[-1])}{_by(ground, route.articles)}"
    return Telling(f"What happened next: {cut(ground.headline(first))}", sentence(purpose))


def actor(ground: Ground, route: Route, node: int) -> Telling:
    """One actor through several stories."""
    name = ground.graph.ids["actor"][node]
    when = _when(ground, route.articles)
    purpose = f"{name} in {_count(len(route.articles))} stories, in the order they were published{when}"
    return Telling(f"Following {name}: from {_between(ground, route, name)}", sentence(purpose))


def mechanism(ground: Ground, route: Route, node: int) -> Telling:
    """One mechanism among different actors."""
    name = ground.spelt(spoken(ground.graph.ids["mechanism"][node]))
    others = [subject(ground, article) for article in route.articles[1:]]
    purpose = f"One mechanism, {name}, at work in {_count(len(route.articles))} stories that have {_in_common(ground, route.articles)}"
    return Telling(f"{name[0].upper()}{name[1:]} elsewhere: {in_a_row(others, 5)}", sentence(purpose))


def lens(ground: Ground, route: Route) -> Telling:
    """One matter through different lenses."""
    seen = [_first(ground, article, "lens") for article in route.articles]
    purpose = f"{_stories(len(route.articles))}, each seen through another lens: {in_a_row(seen, 6)}{_by(ground, route.articles)}"
    return Telling(f"Through other lenses: {cut(ground.headline(route.articles[0]))}", sentence(purpose))


def tour(ground: Ground, name: str, held: int, articles: Sequence[int], coverage: Coverage) -> Telling:
    """What a tag or lens holds."""
    name = ground.spelt(spoken(name))
    all_of_it = "all that" if coverage.reached >= 1.0 else f"{at_least(coverage.reached)} of what"
    stories = (
        f"The {_count(held)} stories"
        if held == len(articles)
        else f"{_count(len(articles)).capitalize()} of the {held} stories"
    )
    purpose = f"{stories} about {name}: between them they show {all_of_it} two or more of these share"
    return Telling(f"A tour of {name}" + (f": {in_a_row(coverage.shown)}" if coverage.shown else ""), sentence(purpose))


def _between(ground: Ground, route: Route, name: str = "") -> str:
    """“the one end to the other”, each by what sets it apart from the other; never by the name told already."""
    first, last = route.articles[0], route.articles[-1]
    one = subject(ground, first, (last,), but=(name,))
    other = subject(ground, last, (first,), but=(name, one))
    return f"{one} to {other}"


def _in_common(ground: Ground, articles: Sequence[int]) -> str:
    """No actor, or none but those of the scene."""
    named = Counter(actor for article in articles for actor in ground.carried(article, "actor").tolist())
    scene = [actor for actor, times in named.items() if times > 1]
    if not scene:
        return "no actor in common"
    names = [ground.graph.ids["actor"][actor] for actor in sorted(scene, key=lambda one: (-named[one], one))]
    return f"no actor in common but {in_a_row(names)}, whom more than {ground.seldom} stories name"


def _headline(ground: Ground, article: int) -> str:
    return quoted(cut(ground.headline(article)))


def _by(ground: Ground, articles: Sequence[int]) -> str:
    names = thread(ground, articles)
    return f", held together by {in_a_row(names)}" if names else ""


def _first(ground: Ground, article: int, kind: NodeKind) -> str:
    return ground.graph.ids[kind][int(ground.carried(article, kind)[0])]


def _stories(count: int) -> str:
    return f"{_count(count).capitalize()} stories"


def _count(count: int) -> str:
    return _NUMBERS[count]


def _month(ground: Ground, article: int) -> str:
    day = dt.date.fromordinal(ground.day(article))
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _when(ground: Ground, articles: Sequence[int]) -> str:
    """The months a path spans, nothing where an article is undated."""
    days = sorted(ground.day(article) for article in articles)
    if not days[0]:
        return ""
    first, last = (dt.date.fromordinal(day) for day in (days[0], days[-1]))
    month, last_month = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
    if (first.year, month) == (last.year, last_month):
        return f", in {month} {last.year}"
    return f", from {month}{'' if first.year == last.year else f' {first.year}'} to {last_month} {last.year}"
