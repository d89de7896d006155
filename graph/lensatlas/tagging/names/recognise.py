"""The names in an article: found, linked to their full forms, and given a kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.coreference import Bearers
from lensatlas.tagging.names.headlines import Phrases, in_headline
from lensatlas.tagging.names.judging import Verdict, by_context, by_words
from lensatlas.tagging.names.known import is_given, is_place, parts_of_the_world, places_in_small_letters
from lensatlas.tagging.names.manner import is_dateline
from lensatlas.tagging.names.reading import Reading
from lensatlas.tagging.names.sport import is_team_sport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import ActorKind
    from lensatlas.tagging.names.evidence import Evidence
    from lensatlas.tagging.names.headlines import Hit
    from lensatlas.tagging.names.judging import Votes
    from lensatlas.tagging.names.reading import Knowledge, Stretch

_PLACES = frozenset({"city", "region", "place"})
_DEFINED = re.compile(r" ?\( ?((?:[A-Z]\.?){2,8}) ?\)")
# After these a city is the place, not its club.
_PLACING = frozenset({"in", "near", "outside", "around", "across", "at"})
# How sure a kind is that a full name of the same article gives.
LINKED = 2.5


class Named(NamedTuple):
    """``passages[passage][start:end]`` names ``full``, which is of this ``kind``, by this ``rule``; ``weight``: how sure the kind is."""

    passage: int
    start: int
    end: int
    full: str
    kind: ActorKind
    rule: str
    weight: float


def names_in(passages: Sequence[str], knowledge: Knowledge, around: Evidence | None = None) -> list[Named]:
    """The names in an article's passages, in order, none overlapping. A pure function of its arguments.

    ``around`` is evidence of other texts on how words are written, used beside the article's own.
    """
    return names_of(Reading(passages, knowledge, around), passages)


def names_of(reading: Reading, passages: Sequence[str]) -> list[Named]:
    """The names of an article that was read: prose first, and what it names is looked for in the headlines."""
    judge = _Judge(reading)
    named = [*judge.prose(), *judge.headlines()]
    parts = (part for one in named for part in _by_lines(one, passages[one.passage]))
    return sorted(parts, key=lambda one: (one.passage, one.start))


class _Judge:
    """Who is meant by the names of one article, and of what kind they are."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.knowledge = reading, reading.knowledge
        self.found = reading.prose()
        self.team_sport = is_team_sport(reading.passages)
        self.kinds = self._judged()
        kinds = ((name, told.kind) for name, told in self.kinds.items())
        self.bearers = Bearers.of(kinds, self._defined(), common=self.knowledge.usage.common)

    def _judged(self) -> dict[str, Verdict]:
        """The kind of each name, by its own words and by all its places in the article."""
        votes: dict[str, Votes] = {}
        whys: dict[str, dict[ActorKind, str]] = {}
        for one in self.found:
            if one.name not in votes:
                kind, weight, why = self._own_kind(one)
                votes[one.name], whys[one.name] = {kind: weight}, {kind: why}
            if one.name in self.knowledge.kinds and not is_given(one.name):
                continue
            for beside, more in self._beside(one).items():
                # What stands "in Florida" is in a region: a preposition tells a place, and not of what size.
                kind = "region" if beside == "city" and "region" in votes[one.name] else beside
                votes[one.name][kind] = votes[one.name].get(kind, 0.0) + more
        return {name: _verdict(cast_for, whys[name]) for name, cast_for in votes.items()}

    def _own_kind(self, one: Stretch) -> tuple[ActorKind, float, str]:
        listed = self.knowledge.kinds.get(one.name)
        if listed:
            # A country's name may be a person's too; then the places where it stands decide.
            return listed, 2.5 if is_given(one.name) else 6.0, "listed"
        return by_words(one.name, headed=one.chain.headed)

    def _beside(self, one: Stretch) -> Votes:
        """Votes from the place where a name stands."""
        text, end = self.reading.passages[one.passage], one.chain.end
        if is_dateline(text, one.chain.start):
            return {"city": 4.0}
        votes = by_context(text, one.chain)
        if self.team_sport and len(one.chain.tokens) == 1 and text[end : end + 2].strip().isdigit():
            votes["organization"] = votes.get("organization", 0.0) + 1.0
        return votes

    def _defined(self) -> Iterator[tuple[str, str]]:
        """Acronyms that stand in brackets after the name they stand for."""
        for one in self.found:
            if len(one.chain.tokens) > 1:
                after = _DEFINED.match(self.reading.passages[one.passage], one.chain.end)
                letters = after[1].replace(".", "") if after else ""
                if after and letters[0] == one.name[0] and set(letters) <= set(one.name.upper()):
                    yield after[1], one.name

    def prose(self) -> Iterator[Named]:
        """The names of all that is no headline."""
        for one in self.found:
            named = self._linked(one) or self._own(one)
            if named:
                yield named

    def _linked(self, one: Stretch) -> Named | None:
        """A short name, as what the article's full name says."""
        words = one.name.split()
        link = self.bearers.of_name(one.name) if len(words) == 1 or words[0] in w.PARTICLES else None
        if link is None:
            return None
        full, rule = link
        place = self.kinds[one.name].kind in {"country", *_PLACES}
        if place and (rule == "short-name" or (rule == "first-name" and not is_given(one.name))):
            return None
        return Named(*self._where(one), full, self._kind_of(full), rule, LINKED)

    def _own(self, one: Stretch) -> Named | None:
        """A name that stands for itself; None for a title or a word in capitals that names no one here."""
        told, single = self.kinds[one.name], len(one.chain.tokens) == 1
        if self.bearers.is_surname(one.name) and told.weight < 3:
            return Named(*self._where(one), one.name, "person", "surname", 1.5)
        if single and not one.chain.titled and one.name in w.TITLES:
            return None
        if told.why == "shouted-word" and self.reading.small(one.name) and one.name not in self.bearers.acronyms:
            return None
        town = told.why in {"city", "region", "airfield"} and len(one.chain.tokens) <= 3
        if self.team_sport and town and self._as_club(one):
            return _club(self._where(one), one.name)
        return Named(*self._where(one), one.name, told.kind, told.why, told.weight)

    def _where(self, one: Stretch) -> tuple[int, int, int]:
        """Where a name stands: "Inc." with its full stop."""
        end = one.chain.end
        stop = one.chain.tokens[-1].text in w.COMPANIES and self.reading.passages[one.passage][end : end + 1] == "."
        return one.passage, one.chain.start, end + stop

    def _kind_of(self, full: str) -> ActorKind:
        return self.kinds[full].kind if full in self.kinds else "organization"

    def _as_club(self, one: Stretch) -> bool:
        """Whether a city stands for its club: not where something is *in* it, and not in a dateline."""
        text, start = self.reading.passages[one.passage], one.chain.start
        before = text[max(0, start - 30) : start].rstrip(' \n"“')
        placed = before.endswith("(") or any(word.lower() in _PLACING for word in before.rsplit(None, 1)[-1:])
        return not placed and not is_dateline(text, start)

    def headlines(self) -> Iterator[Named]:
        """The names in headlines, read by what the prose names."""
        lines = [
            (i, line) for i, of in enumerate(self.reading.lines) for line in of if line.manner in {"titled", "shouted"}
        ]
        if not lines:
            return
        phrases = Phrases(sorted(self.kinds, key=lambda name: (-len(name), name)))
        for table in (self.bearers.surnames, self.bearers.acronyms, self.bearers.openings):
            phrases.add(sorted(table))
        listed, places = self.knowledge.listed, places_in_small_letters()

        def known(words: str) -> str | None:
            return listed.get(words) or places.get(words)

        for number, line in lines:
            text = self.reading.passages[number]
            for hit in in_headline(text, line.start, line.end, phrases, known, self.reading.in_headline):
                yield self._headlined(number, hit)

    def _headlined(self, number: int, hit: Hit) -> Named:
        text, name, place = self.reading.passages[number], hit.name, (number, hit.start, hit.end)
        told, listed = self.kinds.get(name), self.knowledge.kinds.get(name)
        if not listed and is_dateline(text, hit.start):
            return Named(*place, name, "region" if told and told.kind == "region" else "city", "dateline", 4.0)
        link = self.bearers.of_name(name)
        if link and (told is None or (link[1] == "surname" and told.kind not in _PLACES)):
            return Named(*place, link[0], self._kind_of(link[0]), link[1], LINKED)
        town = told.kind in _PLACES if told else is_place(name) and not listed
        if self.team_sport and town and name not in parts_of_the_world() and not text.endswith("AT ", 0, hit.start):
            return _club(place, name)
        if told:
            return Named(*place, name, told.kind, "headline", told.weight)
        kind, weight, _ = (listed, 3.0, "") if listed else by_words(name, headed=False)
        return Named(*place, name, kind, "headline", min(weight, 3.0))


def _club(place: tuple[int, int, int], city: str) -> Named:
    return Named(*place, f"{city} (club)", "organization", "club", 1.5)


def _verdict(votes: Votes, whys: dict[ActorKind, str]) -> Verdict:
    kind = next(iter(votes)) if len(votes) == 1 else max(votes, key=lambda kind: (round(votes[kind], 9), kind))
    return Verdict(kind, votes[kind], whys.get(kind, "context"))


def _by_lines(one: Named, text: str) -> Iterator[Named]:
    """A name that a line break parts, as a mention on either line."""
    if "\n" not in text[one.start : one.end]:
        yield one
        return
    start = one.start
    for piece in text[one.start : one.end].split("\n"):
        yield one._replace(start=start, end=start + len(piece))
        start += len(piece) + 1
