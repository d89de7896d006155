"""The verb of a clause, with its auxiliaries, what denies it and what only wishes it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging import verbs
from lensatlas.tagging.inflection import wordset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.tagging.sentences import Span

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?|[,;:()—–]")
# A verb's form after one of these is a noun: "the gains", "of control", "its keeps".
_BEFORE_NOUN = wordset(
    "the a an its their his her our my your of in for with from by at on no any some these those such more less few new old "
    "into over under between per than through without against and"
)
_RELATIVES = wordset("who that which whom whose")
_LINKS = wordset(
    "of in on at for from with across along near under by to through outside inside around between without within behind beyond against after before over"
)
_PLACES_AFTER = wordset("downstream upstream abroad elsewhere nearby overseas inland alike here there")
_CAUSES = wordset("allow allows allowing enable enables enabling help helps helping force forces forcing require requires requiring oblige obliges "
                    "leave leaves leaving ask asks asking lets letting let")  # fmt: skip
_NOT_GOT = wordset("worse better left stuck hurt hit paid lost to out away by through around past ready rid back")
_AFTER_NOUN = wordset("is are was were have has had will flow flows go goes accrue accrues fall falls of")
_PLURALS = wordset(
    "people men women children police poor rich elite staff crew majority minority they we you and both allies youth public"
)


class Token(NamedTuple):
    """A word or mark at ``text[start:end]``; ``lower`` is case-folded."""

    lower: str
    start: int
    end: int


class Verb(NamedTuple):
    """The first verb of leverage in a clause.

    ``start`` is where its group begins (auxiliaries included), ``end`` where its last word ends.
    ``passive``: the effect is done to the subject. ``negated``, ``wished``: it is denied, or only hoped for.
    """

    effect: verbs.Effect
    lemma: str
    start: int
    end: int
    passive: bool
    negated: bool
    wished: bool
    participle: bool


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words and marks that begin in ``text[start:end]``."""
    words, starts = _tokens(text)
    return words[bisect_left(starts, start) : bisect_left(starts, end)]


@lru_cache(maxsize=8)
def _tokens(text: str) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """All of a sentence: its clauses are looked at again and again, which took a third of the time."""
    words = tuple(
        Token(t.group().casefold().replace("’", "'").rstrip("."), t.start(), t.end()) for t in _TOKEN.finditer(text)
    )
    return words, tuple(word.start for word in words)


def verb_in(text: str, span: Span, names: Sequence[Span]) -> Verb | None:
    """The first verb of leverage in a clause that is neither a noun nor inside a relative clause."""
    return next(verbs_in(text, span, names), None)


_TOLD = frozenset(verbs.FORMS) | frozenset(verbs.PASSIVE) | frozenset(verbs.PASSIVE_WITH)


def verbs_in(text: str, span: Span, names: Sequence[Span]) -> Iterator[Verb]:
    """The verbs of leverage in a clause, in order: the first may be a noun that looks like one ("hedge funds")."""
    words = tokens(text, *span)
    starts = [word.start for word in words]
    inside = {
        at
        for name in names
        for at in range(bisect_left(starts, name.start), bisect_left(starts, name.end))
        if at < len(words)
    }
    # "Island First keeps": a capital makes an adverb part of a name.
    inside |= {at for at, word in enumerate(words) if at and word.lower in verbs.ADVERBS and text[word.start].isupper()}
    for at in range(len(words)):
        if (
            at not in inside
            and words[at].lower in _TOLD
            and (found := _active(text, words, at, inside) or _passive(text, words, at, inside))
        ):
            yield found


def _active(text: str, words: Sequence[Token], at: int, inside: set[int]) -> Verb | None:
    for form in verbs.FORMS.get(words[at].lower, ()):
        end = _particles_end(text, words[at].end, form.particles)
        if end is None:
            continue
        group, flags = _group(words, at, inside)
        before = words[group - 1] if group else None
        if flags["passive"] or not _is_verb(words, at, group, form, before, known_before=group - 1 in inside):
            continue
        participle = form.shape == "ing" and group == at
        negated = flags["negated"] or _denied_object(text, end)
        return Verb(form.effect, form.lemma, words[group].start, end, False, negated, flags["wished"], participle)
    return None


def _passive(text: str, words: Sequence[Token], at: int, inside: set[int]) -> Verb | None:
    word = words[at].lower
    effect = verbs.PASSIVE.get(word, "loses" if word in verbs.PASSIVE_WITH else None)
    needed = verbs.PASSIVE_WITH.get(word)
    if effect is None or (needed and _particles_end(text, words[at].end, needed) is None):
        return None
    group, flags = _group(words, at, inside)
    if not flags["passive"] or group == 0 or words[group - 1].lower in _RELATIVES:
        return None
    return Verb(
        effect, words[at].lower, words[group].start, words[at].end, True, flags["negated"], flags["wished"], False
    )


def _group(words: Sequence[Token], at: int, inside: set[int]) -> tuple[int, dict[str, bool]]:
    """Where the verb group that ends at ``at`` begins: its auxiliaries, adverbs and negations belong to it."""
    flags = {"passive": False, "negated": False, "wished": False, "aux": False}
    first = at
    for back in range(at - 1, -1, -1):
        word = words[back].lower
        if back in inside:
            break
        if word in verbs.NEGATIONS or (word == "longer" and back and words[back - 1].lower == "no"):
            flags["negated"] = True
        elif word == "no" and words[back + 1].lower == "longer":
            pass
        elif word in verbs.BE:
            flags["passive"] |= first == back + 1 or not flags["aux"]
            flags["aux"] = True
        elif word == "and" and back and first == at and words[back - 1].lower.endswith(("ed", "ent")):
            continue  # "were outspent and outvoted"
        elif first == at and back + 1 < at and words[back + 1].lower == "and" and word.endswith(("ed", "ent")):
            pass
        elif word in verbs.REFLEXIVES and back and words[back - 1].lower in verbs.FINDS:
            pass  # "finds itself sidelined"
        elif word in verbs.FINDS and words[back + 1].lower in verbs.REFLEXIVES:
            flags["passive"] = flags["aux"] = True
        elif word in verbs.WISHES and words[back + 1].lower == "to":
            flags["wished"] = flags["aux"] = True
        elif (
            word in verbs.MODALS
            or word in verbs.HAVE
            or word in verbs.DO
            or word == "to"
            or (word in verbs.PROSPECTS and words[back + 1].lower in {"to", *verbs.ADVERBS})
        ):
            flags["aux"] = flags["aux"] or word != "to"
            if word in verbs.PROSPECTS or word in verbs.MODALS:
                flags["passive"] = flags["passive"] and word in verbs.MODALS
        elif not (word in verbs.ADVERBS or (word.endswith("ly") and len(word) > 4)):
            break
        first = back
    prospects = any(words[k].lower == "to" for k in range(first, at))
    return first, {**flags, "passive": flags["passive"] and not prospects}


def _is_verb(
    words: Sequence[Token], at: int, group: int, form: verbs.Form, before: Token | None, *, known_before: bool
) -> bool:
    following = words[at + 1].lower if at + 1 < len(words) else ""
    previous = before.lower if before else ""
    if previous in _RELATIVES or (previous in _BEFORE_NOUN and previous != "and"):
        return False
    if form.shape == "ing":
        return group < at or previous in {"", ","}
    if group < at and words[group].lower == "to":
        return any(word.lower in _CAUSES for word in words[:group])
    if form.lemma == "get" and (
        following in verbs.PASSIVE or following.endswith(("ed", "ing")) or following in _NOT_GOT
    ):
        return False
    if group < at and not all(w.lower in verbs.ADVERBS or w.lower.endswith("ly") for w in words[group:at]):
        return True
    if (following in _AFTER_NOUN and form.shape != "past") or (form.shape == "base" and _may_be_verb(following)):
        return False  # "public pay bear", "the gains are"
    if form.shape == "base" and previous == "and":
        return False
    if form.shape == "base":
        return (
            not previous
            or known_before
            or _plural(previous)
            or previous in {",", ")"}
            or group < at
            or _plural(_head_before(words, group))
        )
    return True


def _may_be_verb(word: str) -> bool:
    return any(form.shape in {"base", "s"} and not form.particles for form in verbs.FORMS.get(word, ()))


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


def _head_before(words: Sequence[Token], end: int) -> str:
    """The head of the subject that begins a clause: "Members of the fund" has "members"."""
    head = ""
    for word in words[:end]:
        follows = word.lower in _RELATIVES or word.lower in _LINKS or word.lower == ","
        if head and (
            follows or (_plural(head) and word.lower in _PLACES_AFTER) or (_plural(head) and word.lower.endswith("ed"))
        ):
            break
        head = word.lower
    return head


def _particles_end(text: str, end: int, particles: tuple[str, ...]) -> int | None:
    if not particles:
        return end
    near = text[end : end + 32].casefold()
    following = near.lstrip()
    if len(following) == len(near):
        return None
    fitting = [p for p in particles if following.startswith(p) and not following[len(p) : len(p) + 1].isalnum()]
    longest = max(map(len, fitting), default=0)
    return end + len(near) - len(following) + longest if longest else None


def _denied_object(text: str, end: int) -> bool:
    """Reads "gains nothing", "wins no new right", "gain little"."""
    return (
        re.match(
            r"\s+(?:(?:very|precious|next\s+to)\s+little|nothing|no|neither|none|little|not|an?\s+(?:promise|apology|pat on)|(?:only\s+)?(?:promises|words|crumbs|slogans))\b",
            text[end : end + 24],
            re.IGNORECASE,
        )
        is not None
    )
