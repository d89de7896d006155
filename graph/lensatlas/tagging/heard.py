"""What a corpus's texts tell of names: whom they name how often and as what, and how they write ordinary words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lensatlas.model import ACTOR_KINDS, Actor, ActorId, Heard, HeardLine, HeardName, Hearsay, label
from lensatlas.tagging.acronyms import acronyms
from lensatlas.tagging.forms import bare
from lensatlas.tagging.hooks import hooks_of
from lensatlas.tagging.names import FUNCTION, Evidence, Reading, Usage, names_of
from lensatlas.tagging.names.words import MONTHS_AND_DAYS, SUFFIXES
from lensatlas.tagging.persons import is_person
from lensatlas.tagging.runs import clues
from lensatlas.tagging.surnames import YEARS, year_of
from lensatlas.tagging.tongue import legible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lensatlas.model import ActorKind, Article
    from lensatlas.tagging.names import Knowledge, Named
    from lensatlas.tagging.pipeline import Pipeline

# In how many articles a name of no list must stand to be an actor: one of several words in two, a single word in three.
SEVERAL_WORDS, ONE_WORD = 2, 3
# A name whose kind is a guess is no actor, however often it stands.
SURE = 1.0
# From this weight on a kind is no guess.
STRONG = 2.0
# A namesake with less than a tenth of the weight is not whom a surname means. An article that goes on with the surname alone
# weighs ten times as much as one that names a person in full only, as families do beside their head.
NEGLIGIBLE = 10
TAKEN_UP = 10
_SHORT_FORMS = frozenset({"surname", "first-name", "short-acronym", "short-name", "dateline", "club"})


def hear(article: Article, knowledge: Knowledge, pipeline: Pipeline | None = None) -> Heard:
    """Read an article by what it says itself and what is known in general."""
    passages = [text for _, text in article.passages()]
    reading = Reading(passages, knowledge)
    read: list[Named] = []
    own = legible(article, pipeline)
    if own:
        read = pipeline.names(reading) if pipeline else names_of(reading, passages)
    taken_up = {one.full for one in read if one.rule == "surname" and " " in one.full}
    best = sorted(_best(read).items())
    return Heard(
        article=article.id,
        year=year_of(article),
        names=tuple(
            HeardName(name, one.kind, one.kind == "person" and name in taken_up)
            for name, one in best
            if one.weight >= SURE and (" " in name or one.kind != "person")
        ),
        alone=tuple(sorted({bare(name) for name, one in best if " " not in name and one.weight < STRONG})),
        acronyms=tuple(sorted({pair for text in passages if "(" in text for pair in acronyms(text)})),
        actors=tuple(sorted({(label(actor.name), actor.kind or "") for actor in article.actors})),
        tags=tuple(sorted({label(tag) for tag in article.tags})),
        line=_line(article),
        words=_words(reading.evidence) if own else {},
        hooks=hooks_of(article),
    )


def _line(article: Article) -> HeardLine | None:
    if not article.tag_line:
        return None
    found = clues(article)
    return HeardLine(found.line, tuple(sorted(found.spelled)), tuple(sorted(found.phrases)))


def _words(evidence: Evidence) -> dict[str, int]:
    """The words whose use can tell anything: what is a function word or a month is so whatever a corpus says."""
    counts = evidence.small + evidence.capital
    return {
        word: counts[word] for word in sorted(counts) if word.lower() not in FUNCTION and word not in MONTHS_AND_DAYS
    }


def together(heard: Iterable[Heard]) -> Hearsay:
    """What articles tell together; their order makes no difference."""
    names: dict[tuple[str, ActorKind, int | None], tuple[int, int]] = {}
    actors: Counter[tuple[str, str, int | None]] = Counter()
    words: Counter[str] = Counter()
    alone: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    tags: set[str] = set()
    lines: list[HeardLine] = []
    for one in heard:
        for name, kind, taken_up in one.names:
            articles, more = names.get((name, kind, one.year), (0, 0))
            names[name, kind, one.year] = articles + 1, more + taken_up
        actors.update((name, kind, one.year) for name, kind in one.actors)
        words.update(one.words)
        alone.update(one.alone)
        pairs.update(one.acronyms)
        tags.update(one.tags)
        lines += [one.line] if one.line else []
    return Hearsay(
        names=names, alone=frozenset(alone), acronyms=frozenset(pairs), actors=actors, tags=frozenset(tags),
        lines=tuple(sorted(lines)), words=words,
    )  # fmt: skip


def usage(hearsay: Hearsay) -> Usage:
    """How the corpus writes words, where that is not how all the world does."""
    evidence = Evidence()
    for word, count in hearsay.words.items():
        (evidence.small if word == word.lower() else evidence.capital)[word] = count
    return Usage.of(evidence)


def named(hearsay: Hearsay, known: Collection[str], written: Usage, common: Collection[str] = ()) -> Iterator[Actor]:
    """The actors that texts alone tell of; names in ``known`` and in ``common`` are left out, and surnames of those named in full."""
    kinds = _votes(hearsay)
    surnames = {name.split()[-1] for name, kind, _ in hearsay.names if kind == "person"}
    for name in sorted(kinds):
        counts = kinds[name]
        if name in known or name in common or counts.total() < (SEVERAL_WORDS if " " in name else ONE_WORD):
            continue
        if name.lower() not in written.common and name not in surnames:
            yield Actor(id=ActorId(name), kind=_majority(counts), evidence="text")


def as_told(actors: Iterable[Actor], hearsay: Hearsay) -> tuple[Actor, ...]:
    """The actors, those whose kind neither list nor record nor their own words give with the kind that most texts tell.

    For a single word, texts and records that name people of that surname count for a person. Where none tells a kind, a name that
    is formed like a person's is a person's.
    """
    actors = tuple(actors)
    votes = _votes(hearsay)
    people = {name for actor in actors if is_person(actor) for name in (actor.id, *actor.aliases) if " " in name}
    for (name, _, _), articles in hearsay.actors.items():
        if name in people:
            votes.setdefault(name.split()[-1], Counter())["person"] += articles
    for (name, kind, _), (articles, _) in hearsay.names.items():
        if kind == "person" and " " in name:
            votes.setdefault(name.split()[-1], Counter())["person"] += articles
    return tuple(actor if actor.kind else _of_kind(actor, votes) for actor in actors)


def _of_kind(actor: Actor, votes: Mapping[str, Counter[ActorKind]]) -> Actor:
    told: Counter[ActorKind] = Counter()
    for name in (actor.id, *actor.aliases):
        told.update(votes.get(name, {}))
    if told:
        return replace(actor, kind=_majority(told))
    return replace(actor, kind="person") if is_person(actor) else actor


def _votes(hearsay: Hearsay) -> dict[str, Counter[ActorKind]]:
    """In how many articles each name is of each kind."""
    kinds: dict[str, Counter[ActorKind]] = {}
    for (name, kind, _), (articles, _) in hearsay.names.items():
        kinds.setdefault(name, Counter())[kind] += articles
    return kinds


def years(hearsay: Hearsay) -> set[tuple[str, int | None]]:
    """People's full names with the years in which they are whom their surname alone would mean.

    Beside one with ten times the weight in articles of about those years, a namesake would not go by the surname.
    """
    bearers: Counter[tuple[str, int | None]] = Counter()
    for (name, kind, year), (articles, taken_up) in hearsay.names.items():
        if kind == "person":
            bearers[name, year] += articles + (TAKEN_UP - 1) * taken_up
    told: dict[str, Counter[tuple[str, int | None]]] = {}
    shorter = _spelled_out([name for name, _ in bearers])
    for (name, year), count in bearers.items():
        if name.split()[-1] not in SUFFIXES:  # a lone surname is never the son's
            told.setdefault(name.split()[-1], Counter())[shorter.get(name, name), year] += count
    return {one for counts in told.values() for one in counts if _outstanding(one, counts)}


def _spelled_out(names: Collection[str]) -> dict[str, str]:
    """Full names with a middle name → the same without, where one middle name only is known: Ana B. Lind → Ana Lind.

    Ana B. Lind and Ana C. Lind may be mother and daughter, and neither is read as Ana Lind.
    """
    middles: dict[str, set[str]] = {}
    for name in names:
        first, *middle, last = name.split()
        if middle and last.rstrip(".") not in SUFFIXES:
            middles.setdefault(f"{first} {last}", set()).add(name)
    plain = set(names)
    return {next(iter(full)): short for short, full in middles.items() if len(full) == 1 and short in plain}


def _outstanding(one: tuple[str, int | None], counts: Counter[tuple[str, int | None]]) -> bool:
    name, year = one
    near: Counter[str] = Counter()
    for (other, then), count in counts.items():
        if year is None or then is None or abs(year - then) <= YEARS:
            near[other] += count
    return near[name] * NEGLIGIBLE > max(near.values())


def _best(named: list[Named]) -> dict[str, Named]:
    """Each name once, as it is most surely read where it stands in full."""
    best: dict[str, Named] = {}
    for one in named:
        if one.rule not in _SHORT_FORMS and (one.full not in best or one.weight > best[one.full].weight):
            best[one.full] = one
    return best


def _majority(counts: Counter[ActorKind]) -> ActorKind:
    return max(ACTOR_KINDS, key=lambda kind: counts[kind])  # a tie goes to the earlier kind
