"""Leverage claims: who gains, keeps, loses or pays, according to which sentence of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lensatlas.model import SECTIONS, Claim, ClaimId, digest
from lensatlas.tagging import headings
from lensatlas.tagging.asides import plain
from lensatlas.tagging.cast import cast_of
from lensatlas.tagging.explicit import PASSAGES, read_explicit
from lensatlas.tagging.lists import counting, members
from lensatlas.tagging.nouns import is_pronoun
from lensatlas.tagging.parties import Reading
from lensatlas.tagging.readings import opening_subject, read_costs, read_gains
from lensatlas.tagging.sentences import Span, sentences
from lensatlas.tagging.thread import Thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.model import Actor, ActorId, Article, MechanismId, Mention
    from lensatlas.tagging.cast import Cast
    from lensatlas.tagging.headings import Announced
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.plain import Plain

Reader = Callable[[str, Span, Sequence[Span]], list[Reading]]
_READERS: tuple[tuple[str, Reader], ...] = (("who_gains", read_gains), ("why_it_matters", read_costs))
# In code points; what is longer is no sentence (a table, a lost full stop), and patterns would take quadratic time.
LONGEST_SENTENCE = 1_500


@dataclass(slots=True)
class _Open:
    """A list whose heading was the sentence before: ``lines`` where its members stand on lines of their own."""

    announced: Announced
    lines: bool
    asked: bool


def claims_in(
    article: Article, lexicon: Lexicon, mentions: Mapping[str, Sequence[Mention]], mechanism: MechanismId | None
) -> tuple[tuple[Claim, ...], tuple[Actor, ...]]:
    """The claims of an article in reading order, and the actors that only they name, by id.

    One claim for an actor, a stance and a sentence: the first wording counts.
    """
    passages = dict(article.passages())
    told = [(name, read) for name, read in _READERS if name in passages]
    told = told or [(name, read_explicit) for name in PASSAGES if name in passages]
    if not told:
        return (), ()
    cast = cast_of(article, lexicon)
    found: dict[ClaimId, Claim] = {}
    for name, read in told:
        section = _Section(cast, name, read, mechanism)
        for claim in section.claims(tuple(mentions.get(name, ()))):
            found.setdefault(claim.id, claim)
    used = {actor for claim in found.values() for actor in (claim.actor, *claim.over)}
    return tuple(found.values()), tuple(cast.groups[group] for group in sorted(cast.groups) if group in used)


class _Section:
    """One section, read sentence by sentence: what a sentence leaves open, the next may answer."""

    def __init__(self, cast: Cast, name: str, read: Reader, mechanism: MechanismId | None) -> None:
        self.cast, self.name, self.read, self.mechanism = cast, name, read, mechanism
        self.text = dict(cast.article.passages())[name]
        self.thread = Thread(cast)
        self.said: set[tuple[ActorId, str]] = set()
        self.open: _Open | None = None
        self.last: Announced | None = None

    def claims(self, mentions: Sequence[Mention]) -> Iterator[Claim]:
        """The claims of the section in reading order."""
        for sentence in sentences(self.text):
            here = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
            names, ids = [Span(m.start, m.end) for m in here], [m.actor for m in here]
            self.thread.present = tuple(dict.fromkeys((*self.thread.present, *ids)))
            self.thread.begin(partial(self._subject, sentence, names, ids))
            told = False
            for said, reading in self._readings(sentence, names, ids):
                for claim in self._claims(sentence, said, reading):
                    told = True
                    yield claim
            if not told and self.name == "who_gains":
                unread = Reading(sentence, "unknown", "unread")
                yield from (self._claim(sentence, actor, unread, ()) for actor in dict.fromkeys(ids))

    def _readings(
        self, sentence: Span, names: Sequence[Span], ids: Sequence[ActorId]
    ) -> Iterator[tuple[Plain, Reading]]:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            self.open = None
            return
        told = plain(self.text, sentence, names, ids)
        main = told[0]
        if self.name in SECTIONS:
            if self._opens(sentence, main):
                return
            if listed := self._member(sentence, main):
                yield from listed
                return
        if main.text.rstrip('"”’) ').endswith("?") and not headings.announced(main.text, main.whole):
            return
        for said in told:
            for reading in self.read(said.text, said.whole, said.names):
                yield said, _as_opened(said, reading)

    def _opens(self, sentence: Span, main: Plain) -> bool:
        """Whether the sentence only announces a list that the next sentences hold."""
        found = headings.announced(main.text, main.whole)
        ending = sentence.of(self.text)[-1:]
        if found and found.listed.end <= found.listed.start:
            self.open = _Open(found, lines=ending != "?", asked=ending == "?")
            return True
        if found:
            self.last = found
            return False
        counted = counting(main.text, main.whole, main.names)
        if counted is None:
            return False
        self.open = _Open(counted, lines=ending == ":", asked=False)
        return True

    def _member(self, sentence: Span, main: Plain) -> list[tuple[Plain, Reading]]:
        """What the sentence says as a member of the list that is open; nothing where none is, and the list is closed."""
        opened = self.open or self._goes_on(sentence, main)
        if opened is None:
            return []
        span = headings.member_of(self.text, sentence, lines=opened.lines) or (sentence if opened.asked else None)
        if span is None or headings.announced(main.text, main.whole):
            self.open = None
            return []
        if opened.asked:
            self.open = None
        main = headings.without_ordinal(main)
        own = [r for r in self.read(main.text, main.whole, main.names) if r.stance != "unknown"]
        return [(main, reading) for reading in own or members(main.text, main.whole, main.names, opened.announced)]

    def _goes_on(self, sentence: Span, main: Plain) -> _Open | None:
        """A list without a heading: under *Who gains leverage* "First, the army: …" names who gains, "Next come …" whom the last list did."""
        first = self.name == "who_gains" and headings.is_first(self.text, sentence) and not headings.is_ill(main.text)
        gains = headings.Announced("gains", None, main.whole, labelled=True, denied=False)
        listed = gains if first else self.last if headings.comes_next(self.text, sentence) else None
        if listed is None:
            return None
        self.open = _Open(listed, lines=False, asked=not first)
        return self.open

    def _claims(self, sentence: Span, said: Plain, reading: Reading) -> Iterator[Claim]:
        phrase = reading.who.of(said.text)
        before = said.text[: reading.who.start].casefold().rstrip()
        definite = before.endswith(("the", "this", "that"))
        meant = self.thread.meant(phrase, definite=definite, opens=not before)
        back = bool(meant)
        if not meant:
            actor = self.cast.actor(said.text, reading.who, said.names, said.actors, trusted=reading.trusted)
            meant = (actor,) if actor else ()
        if not (reading.rule in _RECEIVED and self.thread.here):
            self.thread.tell((*self.thread.here, *meant) if reading.rule in _LISTS else meant)
        over = self._over(said, reading)
        for actor in meant:
            # "It also gains …" goes on about a claim that is made already.
            if (back or said.aside) and (actor, reading.stance) in self.said:
                continue
            self.said.add((actor, reading.stance))
            yield self._claim(sentence, actor, reading, tuple(a for a in over if a != actor))

    def _over(self, said: Plain, reading: Reading) -> tuple[ActorId, ...]:
        found: list[ActorId] = []
        for span in reading.over:
            phrase = span.of(said.text)
            meant = self.thread.meant(
                phrase, definite=said.text[: span.start].casefold().rstrip().endswith("the"), opens=False
            )
            if not meant and not is_pronoun(phrase):
                actor = self.cast.actor(said.text, span, said.names, said.actors, trusted=False)
                meant = (actor,) if actor else ()
            found += meant
        return tuple(dict.fromkeys(found))

    def _subject(self, sentence: Span, names: Sequence[Span], ids: Sequence[ActorId]) -> tuple[ActorId, ...]:
        """Whom a sentence begins with, whatever it says of them: the next one's "it"."""
        text = sentence.of(self.text)
        leading = [
            a
            for n, a in zip(names, ids, strict=True)
            if self.text[sentence.start : n.start].strip().casefold() in {"", "the"}
        ]
        if leading:
            return (leading[0],)
        found = (self.cast.actor(text, span, (), (), trusted=False) for span in opening_subject(text))
        return tuple(actor for actor in found if actor)

    def _claim(self, sentence: Span, actor: ActorId, reading: Reading, over: tuple[ActorId, ...]) -> Claim:
        article = self.cast.article.id
        return Claim(
            id=ClaimId(digest(article, self.name, str(sentence.start), actor, reading.stance)),
            article=article,
            actor=actor,
            stance=reading.stance,
            section=self.name,
            sentence=sentence.of(self.text),
            start=sentence.start,
            end=sentence.end,
            rule=reading.rule,
            over=over,
            role=reading.role,
            what=reading.what,
            mechanism=self.mechanism,
        )


def _as_opened(said: Plain, reading: Reading) -> Reading:
    """A reading under what its sentence opens with: "on paper", "to a lesser degree"."""
    if said.apparent and reading.stance != "unknown":
        reading = reading._replace(stance="unknown", rule="apparent")
    return reading if reading.role or not said.role else reading._replace(role=said.role)


# Of two parties the subject is whom the next sentence goes on about.
_RECEIVED = frozenset({"ceded-to", "taken-from", "given", "weakened", "strengthened"})
_LISTS = frozenset({"listed-beneficiary", "listed-loser", "listed-payer", "named-winner", "named-loser"})
