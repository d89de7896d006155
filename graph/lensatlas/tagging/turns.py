"""Turns of speech undone: "it is the prosecutor who picks", "no one gains more than", "not only does the carrier collect"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging import verbs
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.openings import ADVERB

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.tagging.plain import Plain

# Verbs, beside those of leverage, by which one knows that a clause goes on.
FINITE = verbs.BE | verbs.MODALS | verbs.HAVE | verbs.DO | verbs.ADVERBS | wordset(
    "stay stays come comes came emerge emerges emerged end ends ended walk walks walked leave leaves see sees saw find finds found stand stands stood "
    "sit sits remain remains remained call calls has had make makes go goes went set sets buy buys bought"
)  # fmt: skip
_DASHES = re.compile(r"\s+[—–]\s+[^—–;:.]{2,160}?\s+[—–]\s+|—[^—;:.]{2,160}?—")
_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)")
_BETWEEN_COMMAS = re.compile(rf",\s+{ADVERB},\s*", re.IGNORECASE)
_NOT_BUT = re.compile(
    r",?\s+(?:but|and)?\s*\bnot\s+(?!only\b|just\b|merely\b|simply\b|yet\b|least\b|always\b|necessarily\b|surprisingly\b|one\b|because\b|to\b)"
    r"(?:by\s+|to\s+|for\s+|from\s+)?(?:the|a|an|its|their|his|her|any|those|[A-Z])[^,;:.—–]{0,80}?(?:,(?=\s)|(?=\s*[.;:]|$))"
)
_RATHER = re.compile(
    r",?\s+(?:rather than|instead of|as opposed to)\s+[^,;:.—–]{2,80}?(?:,(?=\s)|(?=\s*[.;:]|$|\s+(?:who|that|which|is|are|was|were|will|has|have|now)\b))",
    re.IGNORECASE,
)
_CLEFT = re.compile(
    r"\b[Ii]t\s+(?:is|was|will\s+be|would\s+be)\s+(?:(?:now|also|still|above all|chiefly|mainly|therefore|thus|\w+ly)\s+)?"
    r"(?P<who>(?!not\b|no\b|clear\b|likely\b|true\b)[^,;:.]{2,80}?),?\s+(?:who|that|which)\s+(?!the\b|a\b|an\b|it\b|they\b|this\b)"
)
_THE_ONES = re.compile(
    r"\s(?:is|are|was|were)\s+the\s+(?:\w+\s+)?(?:ones?|first|part(?:y|ies)|sides?)\s+(?:(?:who|that|which|to)\s+(?=\w)|(?=left\s))"
)
_INSTEAD = re.compile(r"\s+(?:rather\s+than|instead\s+of|and\s+not|but\s+not|not)\s+(?=the\s|[A-Z])")
_TOP = re.compile(
    r"^(?:no one|nobody|none|no \w+|few|hardly anyone|nothing)\s+(?:else\s+)?(?:(?:will|would|can|could|stands? to|seems? to)\s+)?"
    r"(?P<verb>gains?|gained|benefits?|benefit(?:t)?ed|profits?|profited|wins?|won|loses?|lost|pays?|paid|suffers?|suffered)\s+"
    r"(?:(?!as\b)[\w-]+\s+){0,5}?(?:as\s+(?:[\w-]+\s+){1,2}as|than|like)\s+(?P<who>[^;:.]+)",
    re.IGNORECASE,
)
_WHAT_ONE = re.compile(
    r"^what\s+(?P<one>[^,;:.]{2,60}?)\s+(?P<does>loses?|lost|gives? up|forfeits?|surrenders?|gains?|gained|wins?|won)\s*,\s+"
    r"(?P<other>[^,;:.]{2,60}?)\s+(?P<takes>gains?|gained|wins?|won|loses?|lost|pays?|paid|gets?|got)\b",
    re.IGNORECASE,
)
_MIRRORED = re.compile(
    r"^(?:the\s+)?(?P<one>[^,;:.]{2,50}?)(?:[’']s|(?<=s)[’'])\s+(?P<does>gain|loss)\s+(?:is|was|will\s+be|becomes)\s+(?:the\s+)?(?P<other>[^,;:.]{2,50}?)(?:[’']s|(?<=s)[’'])\s+(?P<takes>gain|loss)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"^not (?:only|just) (?P<does>does|do|did|will|can|has|have)\s+", re.IGNORECASE)


def _dropped(pattern: re.Pattern[str], hint: str, instead: str = "") -> Callable[[Plain], Plain]:
    def drop(said: Plain) -> Plain:
        if hint not in said.text:
            return said
        for found in reversed(list(pattern.finditer(said.text))):
            said = said.changed(found.start(), found.end(), instead)
        return said

    return drop


def _instead_undone(said: Plain) -> Plain:
    """India rather than China comes out ahead: India comes out ahead."""
    found = _INSTEAD.search(said.text)
    if not found or said.text[found.start() - 1 : found.start()] == "," or len(said.text[: found.start()].split()) > 7:
        return said
    for word in re.finditer(r"[\w’'-]+", said.text[found.end() : found.end() + 90]):
        at, lower = found.end() + word.start(), word.group()
        told = (
            any(form.shape in {"s", "past"} for form in verbs.FORMS.get(lower, ())) or lower in FINITE - verbs.ADVERBS
        )
        if word.start() and told and not any(name.start <= at < name.end for name in said.names):
            return said.changed(found.start() + 1, at)
    return said


def _clefts_undone(said: Plain) -> Plain:
    found = _CLEFT.search(said.text)
    return (
        said.changed(found.end("who"), found.end(), " ").changed(found.start(), found.start("who")) if found else said
    )


def _superlative_undone(said: Plain) -> Plain:
    """No one gains more than X: X gains most."""
    found = _TOP.match(said.text)
    if not found:
        return said
    verb = re.sub("s$", "", found["verb"].casefold()) + "s most"
    return said.changed(found.end("who"), found.end("who"), f" {verb}").changed(0, found.start("who"))


def _exchange_undone(said: Plain) -> Plain:
    """What one loses, the other gains: the one loses it; the other gains it."""
    found = _WHAT_ONE.match(said.text)
    if not found:
        return said
    return said.changed(found.end("does"), found.start("other"), " it; ").changed(0, found.start("one"))


def _mirror_undone(said: Plain) -> Plain:
    """The cities' gain is the countryside's loss: the cities gain it; the countryside loses it."""
    found = _MIRRORED.match(said.text)
    if not found:
        return said
    verb = {"gain": " will gain it", "loss": " will lose it"}
    said = said.changed(found.end("other"), found.end("takes"), verb[found["takes"].casefold()])
    return said.changed(found.end("one"), found.start("other"), verb[found["does"].casefold()] + "; the ")


def _not_only_undone(said: Plain) -> Plain:
    """Reads "Not only does X collect tolls" as "X does collect tolls"."""
    found = _NOT_ONLY.match(said.text)
    if not found:
        return said
    for word in re.finditer(r"[\w’'-]+", said.text[found.end() : found.end() + 90]):
        at = found.end() + word.start()
        inside = any(name.start <= at < name.end for name in said.names)
        if word.start() and not inside and word.group() in verbs.FORMS and word.group().islower():
            return said.changed(at, at, f"{found['does'].lower()} ").changed(0, found.end())
    return said


_STEPS: tuple[Callable[[Plain], Plain], ...] = (
    _dropped(_BRACKETS, "("), _dropped(_BETWEEN_COMMAS, ", ", " "), _dropped(_DASHES, "—", " "), _dropped(_DASHES, "–", " "),
    _instead_undone, _dropped(_RATHER, "than"), _dropped(_RATHER, "instead of"), _dropped(_NOT_BUT, "not "), _dropped(_THE_ONES, " the ", " "), _clefts_undone, _superlative_undone,
    _exchange_undone, _mirror_undone, _not_only_undone,
)  # fmt: skip


def undone(said: Plain) -> Plain:
    """The sentence in plain order."""
    for step in _STEPS:
        said = step(said)
    return said


def without_brackets(said: Plain) -> Plain:
    """A list of names needs no more than that."""
    return _dropped(_BRACKETS, "(")(_dropped(_BETWEEN_COMMAS, ", ", " ")(said))
