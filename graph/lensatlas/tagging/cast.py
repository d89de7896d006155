"""Who is who in one article: whom a noun phrase names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId, fold, label
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.nouns import BODY_HEADS, head, heads_actor, is_pronoun, names_actor
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.model import ActorKind, Article
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.sentences import Span

_DETERMINER = re.compile(r"\b(?:the|a|an|its|their|this|that|each|every)\s+$", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:of|in|for|at|on|from|with|to|by|near|like|against|around|across)\b|[’']s\b")
_ANY_FIRM = wordset("company firm group person man woman body institution")
_INDEFINITE = re.compile(r"\b(?:a|an|any|some|another)\s+$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:;\n—–]\s{0,3})(?:(?:the|a|an)\s+)?$", re.IGNORECASE)
_BELONGS = re.compile(r"\s+(?:of|from|at|in|for|with)\s")
# Of such people it is not said that they are part of whom they are named after.
_OPPOSED = wordset("critic opponent rival enemy ally partner neighbour neighbor creditor lender supplier customer competitor hawk "
                     "exile importer investor buyer")  # fmt: skip
# "Governor Helena Prado" is Helena Prado.
TITLES = (
    r"(?:(?:Prime|Foreign|Interior|Justice|Finance|Defen[cs]e|Energy|Health|Transport|Education|Labou?r|Trade|Deputy|Vice|Acting|Former|Attorney|Lieutenant|Major|Chief)[ -])*"
    r"(?:President|Governor|Minister|Mayor|Senator|Chancellor|Premier|General|Admiral|Colonel|Judge|Justice|Speaker|Secretary|Commissioner|"
    r"Ambassador|Prince|Princess|King|Queen|Sheikh|Archbishop|Bishop|Director|Chairman|Chairwoman|Chair|Inspector|Prosecutor|Councill?or|Congressman|Congresswoman|"
    r"Representative|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady)\.?"
)
_TITLED = re.compile(rf"^(?:former\s+|outgoing\s+)?{TITLES}\s+(?=[A-Z][\w’'-]+\s+[A-Z])")


@dataclass(slots=True)
class Cast:
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
        name = _TITLED.sub("", name)
        definite = text[: reading_span.start].casefold().rstrip().endswith("the")
        if is_pronoun(name) or not (names_actor(name) or (trusted and _could_act(name, definite=definite))):
            return None
        if name in _ANY_FIRM and _INDEFINITE.search(text[: reading_span.start]):
            return None  # "to a company with nine employees": no one who could be told apart
        return self.group(name, [a for _, a in inside])

    def _leads(self, text: str, span: Span, name: Span, actor: ActorId) -> bool:
        """Whether a person's name heads a phrase that says where they belong: "Ada Marl of the pilots' guild"."""
        if _LINKED.search(text[span.start : name.start]) or not _BELONGS.match(text[name.end : span.end]):
            return False
        return self.of_kind(actor) == "person"

    def _folded(self, phrase: str) -> ActorId | None:
        """A record's actor by its folded name; "the turkey" is no country."""
        found = self.lexicon.resolve_folded(phrase)
        return found if found and (phrase[:1].isupper() or found == found.casefold()) else None

    def _written(self, text: str, span: Span, phrase: str) -> str:
        """The name without the capital that only the start of a sentence gave it."""
        first, _, rest = phrase.partition(" ")
        opens = _OPENS.search(text, max(0, span.start - 12), span.start) is not None
        if (
            not opens
            or not first[1:].islower()
            or rest[:1].isupper()
            or self._demonym(first)
            or (not rest and first in territories().cities)
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
        return self.lexicon.demonyms.get(word) or self.lexicon.country_of(word)

    def group(self, name: str, inside: Sequence[ActorId] = ()) -> ActorId:
        """An actor that only this article's claims name; one for all its spellings."""
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

    def of_kind(self, actor: ActorId) -> ActorKind | None:
        """The kind of a known actor or of a group, None where nothing says it."""
        if actor in self.groups:
            return self.groups[actor].kind
        at = bisect_left(self.lexicon.actors, actor, key=lambda known: known.id)
        known = self.lexicon.actors[at : at + 1]
        return known[0].kind if known and known[0].id == actor else None

    def _modifier(self, name: str, inside: Sequence[ActorId]) -> ActorId | None:
        """Whose part it is: the country or actor that stands before the head ("the U.S. executive branch")."""
        before, of, after = name.partition(" of ")
        for place in (before, after if of else ""):
            for match in self.lexicon.gazetteer.find(place):
                if match.actor in inside:
                    return match.actor
        adjectives = (self._demonym(word) for word in before.split()[:-1])
        return next((country for country in adjectives if country), None)


def _could_act(name: str, *, definite: bool) -> bool:
    """Whether a name that stands in a list of beneficiaries can be one: a noun phrase, not "clear", "three" or "obvious"."""
    words = name.split()
    return (
        bool(words)
        and (definite or len(words) > 1 or words[0].endswith("s") or words[0][0].isupper())
        and len(words) <= 9
    )


def cast_of(article: Article, lexicon: Lexicon) -> Cast:
    """The cast of an article before any of its claims is read."""
    proper = frozenset(
        word for _, text in article.passages() for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", text)
    )
    return Cast(article, lexicon, proper)
