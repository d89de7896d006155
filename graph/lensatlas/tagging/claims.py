"""Leverage claims: who gains, keeps, loses or pays, according to which sentence of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId, Claim, ClaimId, digest, fold, label
from lensatlas.tagging.effects import Reading
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.phrases import BODY_HEADS, head, heads_actor, is_pronoun, names_actor
from lensatlas.tagging.readings import read_costs, read_gains
from lensatlas.tagging.sentences import Span, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lensatlas.model import ActorKind, Article, ArticleId, MechanismId, Mention
    from lensatlas.tagging.lexicon import Lexicon

Reader = Callable[[str, Span, Sequence[Span]], list[Reading]]
_READERS: tuple[tuple[str, Reader], ...] = (("who_gains", read_gains), ("why_it_matters", read_costs))
# In code points; what is longer is no sentence (a table, a lost full stop), and patterns would take quadratic time.
LONGEST_SENTENCE = 1_500
_DETERMINER = re.compile(r"\b(?:the|a|an|its|their|this|that|each|every)\s+$", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:of|in|for|at|on|from|with|to|by|near|like|against|around|across)\b|[’']s\b")
_BELONGS = re.compile(r"\s+(?:of|from|at|in|for|with)\s")
# Of such people it is not said that they are part of whom they are named after.
_OPPOSED = wordset("critic opponent rival enemy ally partner neighbour neighbor creditor lender supplier customer competitor hawk "
                     "exile importer investor buyer")  # fmt: skip


@dataclass(slots=True)
class _Cast:
    """Who is who in one article: known actors by name, and groups that only its claims name."""

    article: Article
    lexicon: Lexicon
    proper: frozenset[str]
    groups: dict[ActorId, Actor] = field(default_factory=dict)

    def actor(
        self, text: str, reading_span: Span, mentions: Sequence[Span], ids: Sequence[ActorId], *, trusted: bool
    ) -> ActorId | None:
        """The actor that a noun phrase names, or None where it names no one who could be told apart."""
        phrase = label(reading_span.of(text))
        known = self.lexicon.resolve(phrase) or self._folded(phrase)
        if known:
            return known
        inside = [
            (m, a)
            for m, a in zip(mentions, ids, strict=True)
            if reading_span.start <= m.start and m.end <= reading_span.end
        ]
        # English puts the head last: "General Oskar Lund", "gas-rich Qatar" are Lund and Qatar.
        closing = next(
            (
                a
                for m, a in inside
                if m.end == reading_span.end and not _LINKED.search(text[reading_span.start : m.start])
            ),
            None,
        )
        if closing:
            return closing
        person = next((a for m, a in inside if self._leads(text, reading_span, m, a)), None)
        if person:
            return person
        name = self._written(text, reading_span, phrase)
        if is_pronoun(name) or not (names_actor(name) or (trusted and _could_act(name))):
            return None
        return self._group(name, [a for _, a in inside])

    def _leads(self, text: str, span: Span, name: Span, actor: ActorId) -> bool:
        """Whether a person's name heads a phrase that says where they belong: "Ada Marl of the pilots' guild"."""
        if _LINKED.search(text[span.start : name.start]) or not _BELONGS.match(text[name.end : span.end]):
            return False
        at = bisect_left(self.lexicon.actors, actor, key=lambda known: known.id)
        known = self.lexicon.actors[at : at + 1]
        return bool(known) and known[0].id == actor and known[0].kind == "person"

    def _folded(self, phrase: str) -> ActorId | None:
        """A record's actor by its folded name; "the turkey" is no country."""
        found = self.lexicon.resolve_folded(phrase)
        return found if found and (phrase[:1].isupper() or found == found.casefold()) else None

    def _written(self, text: str, span: Span, phrase: str) -> str:
        """The name without the capital that only the start of a sentence gave it."""
        first, _, rest = phrase.partition(" ")
        opens = re.search(r"(?:^|[.!?:;\n—–]\s*)(?:(?:the|a|an)\s+)?$", text[: span.start], re.IGNORECASE) is not None
        if (
            not opens
            or not first[1:].islower()
            or rest[:1].isupper()
            or self._demonym(first)
            or self.lexicon.resolve(re.sub("[’']s$", "", first))
        ):
            return phrase
        if not rest and first.casefold() in BODY_HEADS and not _DETERMINER.search(text[: span.start]):
            return phrase  # "Congress cedes": an institution that needs no article goes by its name
        # A word that is a name elsewhere in the article is one here, unless it is a plain noun or another word follows there.
        common = first not in self.proper or names_actor(first.lower()) or not self._capital_inside(phrase)
        return phrase[0].lower() + phrase[1:] if common else phrase

    def _capital_inside(self, phrase: str) -> bool:
        """Whether the article writes the phrase's first two words so inside a sentence: "…, as Gulf states say"."""
        opening = " ".join(phrase.split()[:2])
        return any(re.search(rf"[a-z,;] {re.escape(opening)}\b", text) for _, text in self.article.passages())

    def _demonym(self, word: str) -> ActorId | None:
        """The country of "Qatari"; for a country that only this corpus knows, its name with an adjective's ending."""
        found = self.lexicon.demonyms.get(word)
        if found or not re.search(r"(?:ans?|ians?|ese|ish|is?|ites?)$", word):
            return found
        for size in range(len(word) - 1, 3, -1):
            stem = self.lexicon.stems.get(word[:size].casefold())
            if stem:
                return stem
        return None

    def _group(self, name: str, inside: Sequence[ActorId]) -> ActorId:
        known = next((group for group in self.groups if fold(group) == fold(name)), None)
        if known:
            return known
        last = head(name).casefold()
        body = last in BODY_HEADS and not last.endswith("s")
        proper = all(word[0].isupper() for word in name.split() if len(word) > 3)
        kind: ActorKind | None = "body" if body else "group" if not proper or heads_actor(last) else None
        modifier = self._modifier(name, inside) if body or singular(last) not in _OPPOSED else None
        actor = Actor(id=ActorId(name), kind=kind, part_of=modifier, evidence="claim")
        self.groups[actor.id] = actor
        return actor.id

    def _modifier(self, name: str, inside: Sequence[ActorId]) -> ActorId | None:
        """Whose part it is: the country or actor that stands before the head ("the U.S. executive branch")."""
        before, of, after = name.partition(" of ")
        for place in (before, after if of else ""):
            for match in self.lexicon.gazetteer.find(place):
                if match.actor in inside:
                    return match.actor
        adjectives = (self._demonym(word) for word in before.split()[:-1])
        return next((country for country in adjectives if country), None)


def _could_act(name: str) -> bool:
    """Whether a name that stands in a list of beneficiaries can be one: a noun phrase, not "clear", "three" or "obvious"."""
    words = name.split()
    return bool(words) and (len(words) > 1 or words[0].endswith("s") or words[0][0].isupper()) and len(words) <= 9


def claims_in(
    article: Article, lexicon: Lexicon, mentions: Mapping[str, Sequence[Mention]], mechanism: MechanismId | None
) -> tuple[tuple[Claim, ...], tuple[Actor, ...]]:
    """The claims of an article in reading order, and the actors that only they name, by id.

    One claim for an actor, a stance and a sentence: the first wording counts.
    """
    if not any(article.section(name) for name, _ in _READERS):
        return (), ()
    cast = _Cast(article, lexicon, _proper_words(article))
    found: dict[ClaimId, Claim] = {}
    for name, read in _READERS:
        for claim in _in_section(cast, name, read, tuple(mentions.get(name, ())), mechanism):
            found.setdefault(claim.id, claim)
    used = {actor for claim in found.values() for actor in (claim.actor, *claim.over)}
    return tuple(found.values()), tuple(cast.groups[group] for group in sorted(cast.groups) if group in used)


def _in_section(
    cast: _Cast, section: str, read: Reader, mentions: Sequence[Mention], mechanism: MechanismId | None
) -> Iterator[Claim]:
    text = cast.article.section(section)
    for sentence in sentences(text):
        here = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        spans, ids = [Span(m.start, m.end) for m in here], [m.actor for m in here]
        readings = read(text, sentence, spans) if sentence.end - sentence.start <= LONGEST_SENTENCE else []
        said = False
        for reading in readings:
            actor = cast.actor(text, reading.who, spans, ids, trusted=reading.trusted)
            if actor is not None:
                said = True
                over = tuple(
                    a for s in reading.over if (a := cast.actor(text, s, spans, ids, trusted=False)) and a != actor
                )
                yield _claim(cast.article.id, section, text, sentence, actor, reading, over, mechanism)
        if not said and section == "who_gains":
            for actor in dict.fromkeys(ids):
                yield _claim(
                    cast.article.id,
                    section,
                    text,
                    sentence,
                    actor,
                    Reading(sentence, "unknown", "unread"),
                    (),
                    mechanism,
                )


def _claim(
    article: ArticleId, section: str, text: str, sentence: Span, actor: ActorId, reading: Reading,
    over: tuple[ActorId, ...], mechanism: MechanismId | None,
) -> Claim:  # fmt: skip
    return Claim(
        id=ClaimId(digest(article, section, str(sentence.start), actor, reading.stance)),
        article=article,
        actor=actor,
        stance=reading.stance,
        section=section,
        sentence=sentence.of(text),
        start=sentence.start,
        end=sentence.end,
        rule=reading.rule,
        over=tuple(dict.fromkeys(over)),
        role=reading.role,
        what=reading.what,
        mechanism=mechanism,
    )


def _proper_words(article: Article) -> frozenset[str]:
    """Words that the article writes with a capital inside a sentence."""
    return frozenset(word for _, text in article.passages() for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", text))
