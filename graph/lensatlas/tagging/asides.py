"""A sentence in plain order: asides taken out, so that subject, verb and object stand together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging import verbs
from lensatlas.tagging.headings import announced
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.openings import opened
from lensatlas.tagging.plain import Plain
from lensatlas.tagging.sentences import Span
from lensatlas.tagging.turns import FINITE, undone, without_brackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.model import ActorId

_DETERMINERS = wordset("the a an its their his her this that these those one only another")
# A table's blanks: patterns look at each of them.
_WIDE = re.compile(r"\s{2,}")
_RELATIVE = re.compile(
    r",\s+(?:(?:some|most|many|all|both|one|each) of\s+)?(?P<by>who|which|whose|whom|where)\s+", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^(?P<who>[^,;:.—–]{2,80}?),\s+(?P<aside>(?!and\b|or\b|who\b|which\b|but\b)[^,;:—–]{2,120}?),\s+(?P<then>[\w’'-]+)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r",\s+(?:(?:and|but|while|whereas|so|yet|as|though|although)\s+)?(?P<then>[\w’'-]+)", re.IGNORECASE
)


def plain(text: str, sentence: Span, names: Sequence[Span], actors: Sequence[ActorId]) -> list[Plain]:
    """The sentence without its asides, and each relative clause with whom it tells of, as sentences of their own."""
    shifted = tuple(Span(n.start - sentence.start, n.end - sentence.start) for n in names)
    said = Plain(sentence.of(text), shifted, tuple(actors))
    for wide in reversed(list(_WIDE.finditer(said.text))):
        said = said.changed(*wide.span(), " ")
    said = opened(said)
    if announced(said.text, said.whole):
        return [without_brackets(said)]
    said = undone(said)
    relatives: list[Plain] = []
    if ", wh" in said.text or " of wh" in said.text:
        said = _without_relatives(said, relatives)
    return [_without_asides(said), *relatives]


def _without_relatives(said: Plain, told: list[Plain]) -> Plain:
    """Takes out ", which …," and tells it of whom it stands behind; a list whose members have such clauses stays as it is."""
    for found in reversed(list(_RELATIVE.finditer(said.text))):
        end = _relative_end(said, found.end())
        if end is None:
            continue
        before = _antecedent(said, found.start())
        if before is not None and found["by"] in {"who", "which"} and found.start("by") == found.start() + 2:
            told.append(said.part((before, found.start()), (found.end() - 1, end)))
        said = said.changed(found.start(), end + (said.text[end : end + 1] == ","))
    return said


def _antecedent(said: Plain, comma: int) -> int | None:
    """Where the noun phrase begins that a relative clause tells of: a clause's subject, or what follows "to", "from" or "by"."""
    start = max((mark.end() for mark in re.finditer(r"[,;:]\s", said.text[:comma])), default=0)
    words = re.findall(r"[\w’'-]+", said.text[start:comma].casefold())
    if not any(word in FINITE or word in verbs.FORMS for word in words):
        return start
    behind = re.search(
        r"(?<=\s)(?:to|from|by|with)\s+(?=(?:the\s+)?(?:[\w’'-]+\s+){0,4}[\w’'-]+$)", said.text[start:comma]
    )
    return start + behind.end() if behind else None


def _relative_end(said: Plain, start: int) -> int | None:
    """Where a relative clause ends: before the verb that it kept waiting, before a new clause, or with the sentence."""
    stop = (
        next((m.start() for m in re.finditer(r"[;:.](?=\s|$)|\s[—–]\s", said.text[start:])), len(said.text) - start)
        + start
    )
    commas = list(_GOES_ON.finditer(said.text, start, stop))
    for comma in commas:
        if comma["then"].casefold() in FINITE or (comma["then"] in verbs.FORMS and not comma["then"].endswith("ing")):
            return comma.start()
    if not commas:
        return stop
    opens = re.match(r",\s+(?:and|but|while|whereas|so|yet)\s", said.text[commas[0].start() :])
    return commas[0].start() if opens and "," not in said.text[commas[0].start() + 1 : stop] else None


def _without_asides(said: Plain) -> Plain:
    """Takes out what stands between commas before the verb; of "its rival, Tessa Mobile," the name stays."""
    found = _ASIDE.match(said.text)
    if (
        not found
        or not (found["then"].casefold() in FINITE or found["then"] in verbs.FORMS)
        or found["then"].endswith("ing")
    ):
        return said
    named = found["aside"][:1].isupper() and not any(n.start <= found.start("who") + 4 for n in said.names)
    first, *others = found["who"].split()
    described = bool(others) and first.casefold() in _DETERMINERS and all(word[0].islower() for word in others)
    if named and described:
        return said.changed(found.end("aside"), found.start("then"), " ").changed(0, found.start("aside"))
    return said.changed(found.end("who"), found.start("then"), " ")
