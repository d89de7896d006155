"""Names that a language pipeline has found, put as the names that are read here by rules: cut, linked to full names, of our kinds."""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.model import ACTOR_KINDS
from lensatlas.tagging.acronyms import acronyms
from lensatlas.tagging.names import Named, key
from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.coreference import Bearers
from lensatlas.tagging.names.cutting import is_demonym, is_people
from lensatlas.tagging.names.judging import by_words
from lensatlas.tagging.names.known import is_place, places_in_small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lensatlas.model import ActorKind
    from lensatlas.tagging.names import Knowledge, Reading


class Entity(NamedTuple):
    """``text[start:end]`` is a ``label``, in the pipeline's words; code points."""

    start: int
    end: int
    label: str


# A label → the kinds that it may stand for, the first where nothing else is known. OntoNotes 5, CoNLL-2003 (PER), and our
# own kinds in capitals, which an entity ruler may give. Other labels (DATE, LAW, PRODUCT …) name no one who can act.
KINDS: Mapping[str, tuple[ActorKind, ...]] = MappingProxyType(
    {kind.upper(): (kind,) for kind in ACTOR_KINDS}
    | {
        "PER": ("person",),
        "ORG": ("organization", "body", "party", "outlet"),
        "GPE": ("place", "country", "region", "city"),
        "LOC": ("place", "region", "city", "country"),
        "FAC": ("place",),
        "NORP": ("group", "party"),
    }
)
# As sure as a name whose words or place in the text tell its kind; a single word, which may be a surname, less.
SEVERAL_WORDS, ONE_WORD = 2.5, 1.5
_PLACES = frozenset({"country", "region", "city", "place"})
_FRONT = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\S+)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")


class _Read(NamedTuple):
    passage: int
    start: int
    end: int
    name: str
    label: str


def named(reading: Reading, found: Sequence[Sequence[Entity]]) -> list[Named]:
    """The names of an article, given the entities of each of its passages; in order.

    A name is of one kind in an article: of its kind on a list, else of what most of its places say. A short form whose full name
    the article has stands for that, by the rules of :mod:`lensatlas.tagging.names.coreference`; else the rule names the label.
    """
    read = _spelled(list(_read(reading, found)), reading.knowledge)
    kinds = _kinds(read, reading.knowledge)
    full = {key(name): name for name in sorted(kinds)}
    defined = [pair for text in reading.passages if "(" in text for pair in acronyms(text)]
    known = [(short, full[key(name)]) for short, name in defined if key(name) in full]
    bearers = Bearers.of(((name, kinds[name]) for name in sorted(kinds)), known)
    return [_linked(one, bearers, kinds) or _own(one, kinds[one.name]) for one in read]


def _read(reading: Reading, found: Sequence[Sequence[Entity]]) -> Iterator[_Read]:
    for number, (text, entities) in enumerate(zip(reading.passages, found, strict=True)):
        for entity in entities:
            label = entity.label.upper()
            start, end = _cut(text, entity, person=KINDS.get(label) == ("person",))
            name = " ".join(text[start:end].split()).replace("’", "'")
            # "Qatari" and "Libyans" describe; they name no actor (docs/tagging.md).
            if label in KINDS and any(map(str.isalpha, name)) and not (is_demonym(name) or is_people(name)):
                yield _Read(number, start, end, name, label)


def _cut(text: str, entity: Entity, *, person: bool) -> tuple[int, int]:
    """Where the name itself stands: OntoNotes counts articles and possessive endings in, and some pipelines titles."""
    start, end = entity.start, entity.end
    if front := _FRONT.match(text, start, end):
        start = front.end()
    end = start + len(text[start:end].rstrip())
    if tail := _POSSESSIVE.search(text[start:end]):
        end = start + tail.start()
    article = _ARTICLE.match(text, start, end)
    if article and not is_place(text[start:end]):  # "The Hague"
        start = article.end()
    while person and (word := _WORD_BEFORE.match(text, start, end)) and word[1].rstrip(".") in w.TITLES:
        start = word.end()
    return start, end


def _spelled(read: Sequence[_Read], knowledge: Knowledge) -> list[_Read]:
    """Names in capitals throughout, as the article, a list or a gazetteer spells them."""
    own = {key(one.name): one.name for one in read if not one.name.isupper()}

    def spelling(name: str) -> str:
        if not name.isupper() or len(name) <= 3:
            return name
        words = key(name)
        return own.get(words) or knowledge.listed.get(words) or places_in_small_letters().get(words, name)

    return [one._replace(name=spelling(one.name)) for one in read]


def _kinds(read: Sequence[_Read], knowledge: Knowledge) -> dict[str, ActorKind]:
    votes: dict[str, Counter[ActorKind]] = {}
    for one in read:
        votes.setdefault(one.name, Counter())[_kind(one, knowledge)] += 1
    return {name: max(ACTOR_KINDS, key=lambda kind: counts[kind]) for name, counts in votes.items()}


def _kind(one: _Read, knowledge: Knowledge) -> ActorKind:
    listed = knowledge.kinds.get(one.name)
    if listed:
        return listed
    may = KINDS[one.label]
    told = by_words(one.name, headed=False)[0] if len(may) > 1 else may[0]
    return told if told in may else may[0]


def _linked(one: _Read, bearers: Bearers, kinds: Mapping[str, ActorKind]) -> Named | None:
    words = one.name.split()
    link = bearers.of_name(one.name) if len(words) == 1 or words[0] in w.PARTICLES else None
    if link is None or (kinds[one.name] in _PLACES and link[1] not in {"surname", "short-acronym"}):
        return None
    full, rule = link
    return Named(one.passage, one.start, one.end, full, kinds[full], rule, SEVERAL_WORDS)


def _own(one: _Read, kind: ActorKind) -> Named:
    weight = SEVERAL_WORDS if " " in one.name else ONE_WORD
    return Named(one.passage, one.start, one.end, one.name, kind, f"pipeline:{one.label}", weight)
