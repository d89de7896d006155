"""Whom "it", "they" and "the company" stand for: the thread that runs from one sentence of a section to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lensatlas.tagging.cast import TITLES
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.nouns import BODY_HEADS, head
from lensatlas.tagging.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lensatlas.model import ActorId
    from lensatlas.tagging.cast import Cast

# Nouns that an organisation may be called by after its name; those of a body are the nouns of bodies.
_FIRMS = wordset(
    "company firm group corporation conglomerate business developer operator bidder contractor carrier utility lender bank fund "
    "outfit startup manufacturer supplier exporter importer builder insurer broadcaster publisher concessionaire consortium venture"
)
_BODY_NOUNS = BODY_HEADS | wordset("institution regulator watchdog body")
_PEOPLE = wordset("president governor minister mayor senator chancellor premier general admiral colonel judge speaker secretary commissioner "
                  "ambassador prince king queen bishop director chairman chairwoman prosecutor")  # fmt: skip
_PRONOUNS = {"it": "it", "its": "it", "they": "they", "their": "they", "he": "he", "she": "she", "both": "both"}


@dataclass(slots=True)
class Thread:
    """``focus`` is whom the sentence before told of, ``here`` whom this one has told of so far, ``present`` all seen till now."""

    cast: Cast
    here: tuple[ActorId, ...] = ()
    present: tuple[ActorId, ...] = ()
    _focus: Callable[[], tuple[ActorId, ...]] = tuple
    _subject: Callable[[], tuple[ActorId, ...]] = tuple

    def begin(self, subject: Callable[[], tuple[ActorId, ...]]) -> None:
        """A new sentence, and how to find whom it begins with: what the one before told of, or began with, is now the focus."""
        before, here = self._subject, self.here
        self._focus = (lambda: here) if here else before
        self._subject, self.here = cache(subject), ()

    @property
    def focus(self) -> tuple[ActorId, ...]:
        """Whom the sentence before told of; looked for only where a pronoun asks."""
        return self._focus()

    @property
    def subject(self) -> tuple[ActorId, ...]:
        """Whom this sentence begins with, whatever it says of them."""
        return self._subject()

    def tell(self, actors: Sequence[ActorId]) -> None:
        """A clause told of these."""
        if actors:
            self.here = tuple(dict.fromkeys(actors))
            self.present = tuple(dict.fromkeys((*self.present, *actors)))

    def meant(self, phrase: str, *, definite: bool, opens: bool) -> tuple[ActorId, ...]:
        """Whom a pronoun, or with its article a bare noun, means; empty where that is not safe to say.

        Where a pronoun ``opens`` a sentence it means the one before, else whom this sentence told of or began with.
        """
        word = phrase.casefold().split()[0] if phrase.split() else ""
        if word in _PRONOUNS:
            return self._pronoun(_PRONOUNS[word], self.focus if opens else self.here or self.subject)
        if phrase.casefold().endswith(" ones"):
            return self._ones(phrase)
        noun = phrase.casefold()
        return self._noun(noun) if definite and " " not in noun and phrase.islower() else ()

    def _pronoun(self, word: str, focus: tuple[ActorId, ...]) -> tuple[ActorId, ...]:
        if word == "both":
            return focus if len(focus) == 2 else ()
        if word == "they":
            plural = [a for a in focus if self._plural(a)]
            return focus if len(focus) > 1 else tuple(plural)
        if len(focus) != 1:
            return ()
        kind = self.cast.of_kind(focus[0])
        if word == "it":
            return () if kind == "person" or self._common_plural(focus[0]) else focus
        named = len(focus[0].split()) > 1 and all(part[0].isupper() for part in focus[0].split())
        return focus if kind == "person" or (kind is None and named) else ()

    def _ones(self, phrase: str) -> tuple[ActorId, ...]:
        """The largest bookmakers gain; "smaller ones" are smaller bookmakers."""
        kinds = [head(actor) for actor in (*self.here, *self.subject, *self.focus) if self._common_plural(actor)]
        return (self.cast.group(f"{phrase.rsplit(' ', 1)[0]} {kinds[0]}"),) if kinds else ()

    def _plural(self, actor: ActorId) -> bool:
        return self._common_plural(actor) or self.cast.of_kind(actor) in {"group", "organization", "party", None}

    def _common_plural(self, actor: ActorId) -> bool:
        last = head(actor)
        return last.islower() and (singular(last) != last or last in {"people", "police"})

    def _noun(self, noun: str) -> tuple[ActorId, ...]:
        """The one actor of the article so called: by its own name's noun, else by what the focus is."""
        named = [
            a for a in (self.present or ()) if a.casefold() != noun and head(a).casefold() == noun
        ] or self._written(noun)
        if len(named) == 1:
            return (named[0],)
        focus = self.here or self.focus
        if len(named) > 1:
            return focus if len(focus) == 1 and focus[0] in named else ()
        if noun in _PEOPLE:
            return self._titled(noun)
        if len(focus) != 1 or not focus[0][:1].isupper() or head(focus[0]).casefold() in BODY_HEADS | _FIRMS:
            return ()
        kind = self.cast.of_kind(focus[0])
        if noun in _FIRMS and noun not in BODY_HEADS:
            return focus if kind in {"organization", "outlet", "group", None} else ()
        return focus if noun == kind or (noun in _BODY_NOUNS and kind == "body") else ()

    def _written(self, noun: str) -> list[ActorId]:
        """Whoever the article itself names with this noun: "the Export Bank of Kesh … the bank"."""
        name = re.compile(rf"(?<![\w’'-])(?:[A-Z][\w’'-]*\s+){{1,4}}{noun.title()}\b|(?<=[a-z,] ){noun.title()}\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]+|"
                          rf"(?<![\w’'-])(?:[A-Z][\w’'-]*\s+){{0,3}}{noun.title()}\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]+")  # fmt: skip
        found: dict[ActorId, None] = {}
        for passage, text in self.cast.article.passages():
            if passage == "headline":
                continue  # it may capitalise every word
            for phrase in name.finditer(text):
                start = phrase.start() + (4 if phrase.group().startswith("The ") else 0)
                actor = self.cast.actor(text, Span(start, phrase.end()), (), (), trusted=False)
                if actor:
                    found[actor] = None
        return list(found)

    def _titled(self, noun: str) -> tuple[ActorId, ...]:
        """The one person whom the article gives that title: "Governor Helena Prado … the governor"."""
        people = [
            a
            for a in self.present
            if any(
                re.search(rf"\b{TITLES}\s+{re.escape(a)}\b", text) and noun.title() in text
                for _, text in self.cast.article.passages()
            )
        ]
        return tuple(people) if len(people) == 1 else ()
