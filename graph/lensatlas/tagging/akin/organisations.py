"""Names of bodies and organisations that may be one's: acronyms, word order, a country's name or a legal form more."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from lensatlas.tagging.forms import bare, bracketed, spells
from lensatlas.tagging.inflection import american, singular, wordset
from lensatlas.tagging.surnames import surname_forms
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lensatlas.model import Actor
    from lensatlas.tagging.akin.people import Pair
    from lensatlas.tagging.akin.proposal import AkinKind

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
_JOINING = wordset("a an and at by de for in of on the to")
_LEGAL = wordset("ag co company corp corporation gmbh inc incorporated limited llc llp lp ltd nv plc sa se")
# Bodies of which a country has one: their name alone is enough at home.
_UNIQUE = wordset(
    "cabinet congress customs government legislature military army navy parliament police senate treasury"
)
_FORMS: tuple[tuple[AkinKind, Callable[[str], str]], ...] = (
    ("order", str),
    ("number", lambda word: american(singular(word))),
)
_OFFICES = wordset(
    "administration campaign cabinet government presidency family organization organisation foundation transition team"
)
# A word in so many names says little about which of them two names may share.
_COMMON = 60


def acronyms(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs of an acronym and each name whose initials it is."""
    longs: defaultdict[str, list[Actor]] = defaultdict(list)
    shorts: list[Actor] = []
    for actor in actors:
        words = actor.id.split()
        if len(words) == 1 and actor.id.replace(".", "").isupper() and 2 <= len(bare(actor.id)) <= 8:
            shorts.append(actor)
        elif len(words) > 1 and actor.id[:1].isupper():
            for initials in sorted(_initials(actor.id)):
                longs[initials].append(actor)
    for short in shorts:
        letters = short.id.replace(".", "")
        for long in longs.get(letters, ()):
            if any(spells(letters, form.split()) for form in (long.id, *_unqualified(long.id))):
                yield "acronym", short.id, long.id


def same_words(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs whose words are the same but for order and joining words, or for number."""
    found: dict[frozenset[str], Pair] = {}
    for kind, form in _FORMS:
        groups: defaultdict[tuple[str, ...], list[Actor]] = defaultdict(list)
        for actor in actors:
            groups[tuple(sorted(map(form, content(actor.id))))].append(actor)
        for words, group in groups.items():
            for i, one in enumerate(group if words and len(group) <= _COMMON else ()):
                for other in group[i + 1 :]:
                    found.setdefault(frozenset((one.id, other.id)), (kind, one.id, other.id))
    yield from found.values()


def qualified(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs of which one has a country's name, or a company's legal form, that the other leaves out."""
    plain: defaultdict[tuple[str, ...], list[Actor]] = defaultdict(list)
    longer: list[tuple[tuple[str, ...], Actor]] = []
    for actor in actors:
        plain[tuple(sorted(content(actor.id)))].append(actor)
        longer += [(tuple(sorted(content(rest))), actor) for rest in _unqualified(actor.id)]
    for words, actor in longer:
        for other in plain.get(words, ()):
            if other.id != actor.id:
                yield "qualifier", actor.id, other.id


def offices(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs such as "Marl administration" and "Ada Marl administration"."""
    groups: defaultdict[tuple[str, str], list[tuple[str, Actor]]] = defaultdict(list)
    for actor in actors:
        holder, _, office = actor.id.rpartition(" ")
        if holder and office.casefold() in _OFFICES:
            for form in sorted(surname_forms(holder) or {bare(holder)}):
                groups[form, office.casefold()].append((holder, actor))
    for group in (groups[key] for key in sorted(groups)):
        for i, (holder, one) in enumerate(group):
            for holding, other in group[i + 1 :]:
                if bool(surname_forms(holder)) != bool(surname_forms(holding)):
                    yield "office", one.id, other.id


def parts(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs in which one name has all the words of the other, at least two, and the same first or last one."""
    holders: defaultdict[str, list[tuple[frozenset[str], Actor]]] = defaultdict(list)
    everyone = [(content(actor.id), actor) for actor in actors]
    for words, actor in everyone:
        for word in dict.fromkeys(words):
            holders[word].append((frozenset(words), actor))
    for words, actor in everyone:
        if len(set(words)) < 2:
            continue
        rarest = min(words, key=lambda word: (len(holders[word]), word))
        if len(holders[rarest]) > _COMMON:
            continue
        for held, other in holders[rarest]:
            longer = content(other.id)
            if set(words) < held and len(held) <= len(words) + 2 and words[-1] == longer[-1]:
                yield "part", actor.id, other.id


@lru_cache(maxsize=65_536)
def content(name: str) -> tuple[str, ...]:
    """The words of a name that are not joining words, folded; an acronym that the name itself explains left out.

    >>> content("The Department of the Treasury"), content("U.S. Treasury Department (USTD)")
    (('department', 'treasury'), ('us', 'treasury', 'department'))
    """
    pair = bracketed(name)
    words = [bare(word) for word in _WORD.findall(pair[0] if pair else name)]
    return tuple(word for word in words if word and word not in _JOINING)


def country_of(name: str) -> str | None:
    """The country whose name, or whose adjective, a name begins or ends with: "U.S. Senate", "Parliament of Iceland"."""
    words = name.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        for edge in (words[:size], words[-size:]):
            if found := _countries().get(bare(" ".join(edge))):
                return found
    return None


def _unqualified(name: str) -> list[str]:
    """A name without the country before or after it, and without its legal form; what is left must be a name of its own.

    >>> _unqualified("U.S. Coast Guard"), _unqualified("Tern Quays Ltd."), _unqualified("Supreme Court of the United States")
    (['Coast Guard'], ['Tern Quays'], ['Supreme Court'])
    """
    words = name.split()
    found = [" ".join(words[:-1]).rstrip(",")] if len(words) > 1 and bare(words[-1]) in _LEGAL else []
    for size in range(min(4, len(words) - 1), 0, -1):
        if bare(" ".join(words[:size])) in _countries() and words[size].casefold() not in _JOINING:
            found.append(" ".join(words[size:]))
        if bare(" ".join(words[-size:])) in _countries():
            found.append(re.sub(r"(?: (?:of|in|for))?(?: the)?$", "", " ".join(words[:-size]), flags=re.IGNORECASE))
    return [
        rest
        for rest in dict.fromkeys(found)
        if " " in rest or rest.casefold() in _UNIQUE or rest.isupper() or rest == found[0]
    ]


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The bare forms of countries' names and adjectives, each with its country."""
    known = territories()
    forms = {bare(word): str(country) for word, country in known.demonyms.items()}
    for actor in known.actors:
        if actor.kind == "country":
            forms |= {bare(form): str(actor.id) for form in (actor.id, *actor.aliases)}
    return {form: forms[form] for form in sorted(forms) if form}


def _initials(name: str) -> set[str]:
    """The acronyms that a name may have: with and without joining words, with and without a country's name before it."""
    found = set()
    for form in (name, *_unqualified(name)):
        pieces = [piece for word in form.split() for piece in re.split(r"[-–.]", word) if piece[:1].isalnum()]
        for kept in (pieces, [piece for piece in pieces if not piece.islower()]):
            found.add("".join(piece[0] for piece in kept).upper())
    return {initials for initials in found if len(initials) > 1}
