"""Where a text names an actor: every known name and alias, longest first, on word boundaries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from lensatlas.tagging.territories import NOT_COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lensatlas.model import Actor, ActorId

# Typography that does not tell two names apart; each is one character for one, so offsets stand.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "}
)
_BRACKETED = re.compile(r"^(?P<one>.+?) \((?P<other>.+)\)$")
# Which of two actors a form means: an editor's list before CLDR before a record, a label before an alias.
_EVIDENCE = {"authority": 0, "country": 1, "declared": 2, "tag": 3, "claim": 3, "text": 4}


class Match(NamedTuple):
    """``text[start:end]`` names ``actor``, by its ``name`` or by an ``alias``."""

    start: int
    end: int
    actor: ActorId
    rule: str


class _Form(NamedTuple):
    """One written form of a name: matched letter for letter where ``exact``, else without regard to case.

    ``capital``: the name has capitals; ``shouted``: it has nothing else.
    """

    actor: ActorId | None
    rule: str
    exact: bool
    capital: bool
    shouted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All the forms of all known names. Built by :meth:`of`; :meth:`find` is a single pass over the text in compiled code."""

    _forms: tuple[_Form, ...]
    _exact: AhoCorasick
    _exact_forms: tuple[int, ...]
    _folded: AhoCorasick
    _folded_forms: tuple[int, ...]
    names: dict[str, ActorId] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: Iterable[Actor]) -> Gazetteer:
        """The gazetteer of these actors. A form that two actors claim with equal right names neither of them."""
        actors = tuple(actors)
        chosen = _chosen(actors)
        # Names known from texts alone are found by reading (:mod:`lensatlas.tagging.names`), not letter by letter.
        read = {actor.id for actor in actors if actor.evidence == "text"}
        names = {form: actor for form, (actor, _) in chosen.items()}
        forms: list[_Form] = []
        exact: dict[str, int] = {}
        folded: dict[str, int] = {}
        for written, (actor, rule) in sorted(chosen.items()):
            if actor in read:
                continue
            form = _Form(actor, rule, _by_letter(written), any(c.isupper() for c in written), written.isupper())
            _enter(form, written.translate(_PLAIN), forms, exact, folded)
        for written in NOT_COUNTRIES:
            if written not in names:
                _enter(_Form(None, "", False, True, False), written, forms, exact, folded)
        kind = MatchKind.Standard
        return cls(
            tuple(forms),
            AhoCorasick(list(exact), matchkind=kind),
            tuple(exact.values()),
            AhoCorasick(list(folded), matchkind=kind),
            tuple(folded.values()),
            names,
        )

    def find(self, text: str) -> list[Match]:
        """The names in a text, in order, none overlapping; the leftmost and then the longest wins."""
        plain = text.translate(_PLAIN)
        folded, offsets = fold_keeping_offsets(plain)
        found = self._search(self._exact, self._exact_forms, plain, plain, None)
        found += self._search(self._folded, self._folded_forms, folded, plain, offsets)
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        matches: list[Match] = []
        done = 0
        for start, end, form in found:
            if start >= done:
                done = end
                if form.actor is not None:
                    matches.append(Match(start, end, form.actor, form.rule))
        return matches

    def _search(
        self, automaton: AhoCorasick, numbers: Sequence[int], haystack: str, plain: str, offsets: list[int] | None
    ) -> list[tuple[int, int, _Form]]:
        # All overlapping matches: the automaton's own leftmost-longest would let "Trump Org" in "Trump organised" hide "Trump".
        found = []
        for index, low, high in automaton.find_matches_as_indexes(haystack, overlapping=True):
            if not _stands_alone(haystack, low, high):
                continue
            form = self._forms[numbers[index]]
            start, end = (offsets[low], offsets[high]) if offsets else (low, high)
            if not form.capital or _written_as_name(plain, start, end, form):
                found.append((start, end, form))
        return found


def fold_keeping_offsets(text: str) -> tuple[str, list[int] | None]:
    """The case-folded text, and for each of its positions (and its end) the position in ``text``; None where they are equal.

    >>> fold_keeping_offsets("Straße")
    ('strasse', [0, 1, 2, 3, 4, 4, 5, 6])
    """
    folded = text.casefold()
    if text.isascii() or (len(folded) == len(text) and all(len(c.casefold()) == 1 for c in set(text))):
        return folded, None
    offsets = [at for at, character in enumerate(text) for _ in character.casefold()]
    return folded, [*offsets, len(text)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start and text[start - 1]
    after = text[end] if end < len(text) else ""
    return not (before and (before.isalnum() or before == "_")) and not (after and (after.isalnum() or after == "_"))


def _written_as_name(plain: str, start: int, end: int, form: _Form) -> bool:
    """A capital where the name has one; and "SNAP" is not Snap, unless the whole passage stands in capitals."""
    if plain[start].isalpha() and not plain[start].isupper():
        return form.exact  # "xBank", letter for letter
    written = plain[start:end]
    return not (written.isupper() and not form.shouted and " " not in written and len(written) <= 6) or plain.isupper()


def _by_letter(written: str) -> bool:
    """Short names, acronyms and names with inner capitals only hold in this spelling: "US" is not "us", "xBank" is not "xbank"."""
    first = written.partition(" ")[0]
    if first.isalnum() and first[0].islower() and not first.islower():
        return True
    letters = [c for c in written if c.isalpha()]
    return len(letters) <= 3 or (len(letters) <= 6 and all(c.isupper() for c in letters))


def _enter(form: _Form, written: str, forms: list[_Form], exact: dict[str, int], folded: dict[str, int]) -> None:
    key, table = (written, exact) if form.exact else (written.casefold(), folded)
    if key not in table:
        table[key] = len(forms)
        forms.append(form)


def _chosen(actors: Iterable[Actor]) -> dict[str, tuple[ActorId, str]]:
    """Each written form with the actor it means."""
    claims: dict[str, dict[tuple[int, int], set[ActorId]]] = {}
    for actor in actors:
        rank = _EVIDENCE.get(actor.evidence, 3)
        for order, rule_forms in enumerate(((actor.id,), actor.aliases, _bracketed(actor.id))):
            for written in rule_forms:
                if _usable(written, rank):
                    claims.setdefault(str(written), {}).setdefault((min(order, 1), rank + order), set()).add(actor.id)
    chosen: dict[str, tuple[ActorId, str]] = {}
    for written, ranks in claims.items():
        best = min(ranks)
        if len(ranks[best]) == 1:
            chosen[written] = (next(iter(ranks[best])), "alias" if best[0] else "name")
    return chosen


def _usable(written: str, rank: int) -> bool:
    """A record's lower-case single word ("residents") is too common to be looked for; an editor's list may hold one."""
    letters = sum(c.isalpha() for c in written)
    return letters >= 2 and (rank < 2 or " " in written or written != written.casefold())


def _bracketed(name: str) -> tuple[str, ...]:
    """Both forms of "European Data Protection Board (EDPB)", where one is the acronym of the other."""
    found = _BRACKETED.match(name)
    if not found:
        return ()
    one, other = found["one"], found["other"]
    for short, long in ((one, other), (other, one)):
        initials = "".join(word[0] for word in re.findall(r"\w+", long) if word[0].isupper())
        if len(short) > 1 and short.isupper() and short == initials:
            return (one, other)
    return ()
