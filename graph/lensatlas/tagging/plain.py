"""A sentence in plain order: asides taken out, turns of speech undone, so that subject, verb and object stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lensatlas.tagging import verbs
from lensatlas.tagging.headings import announced
from lensatlas.tagging.inflection import wordset
from lensatlas.tagging.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lensatlas.model import ActorId, Role

_DET = r"(?:the|a|an|its|their|his|her|this|that|these|those)"
_ADVERB = (
    r"(?:meanwhile|however|too|also|though|then|indeed|instead|again|still|likewise|similarly|similarly placed|as (?:always|ever|usual|expected|well)|"
    r"by (?:contrast|comparison|turns?)|in (?:contrast|turn|effect|practice|fact|theory|short|sum|other words|the end|the meantime|the process|the (?:short|long|near|medium) (?:run|term)|"
    r"return|exchange|addition|particular|all this)|for (?:its|their|his|her|the) (?:own )?(?:part|moment|time being)|for (?:now|once|example|instance|good)|so far|at (?:last|least|first|home|"
    r"once|worst|best)|of course|on (?:balance|the other hand|the one hand|top of that)|to be sure|after all|above all|not surprisingly|no doubt|in other words|as a result|"
    r"as a consequence|moreover|furthermore|nonetheless|nevertheless|otherwise|overall|perhaps|\w+ly)"
)
_BULLET = re.compile(r"(?:[-*•–·▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_OPENING = re.compile(
    rf"(?:(?:and|but|yet|so|nor|then|first|firstly|second|secondly|third|thirdly|fourth|next|last|lastly|finally|also|similarly|"
    rf"{_ADVERB}),\s+|(?:and|but|yet|so)\s+(?!on\b|far\b))+",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"there\s+(?:is|are|was|were)\s+(?!no\b)(?=[^.;:]{0,40}\b(?:winner|loser|beneficiar))", re.IGNORECASE
)
_LESSER = re.compile(
    r"(?:to a (?:lesser|smaller) (?:degree|extent)|secondarily|more indirectly|indirectly|in the second (?:rank|row|place)|less obviously|"
    r"more quietly|further down the (?:line|chain|ladder))\b,?\s*",
    re.IGNORECASE,
)
_FOREMOST = re.compile(
    r"(?:above all|first and foremost|most (?:directly|obviously|immediately))\b,?\s*", re.IGNORECASE
)
# "In the short run, the governor gains", "Under the decree the lender gains".
_FRONT = re.compile(
    r"(?:in|on|at|by|under|over|after|before|behind|within|across|since|during|despite|beyond|from|through|without|given|amid|"
    r"with|thanks to|because of|as a result of)\s"
    rf"(?:[^,;:.()]{{2,70}},\s+|{_DET}\s+\w+(?:\s+\w+)?\s+(?=the\s+[a-z]|[A-Z]))",
    re.IGNORECASE,
)
_CARRIES_A_CLAIM = re.compile(
    r"\b(?:stands?|lies?|sits?|comes?|is|are|was|were|has|have|will|goes|expense|cost|losers?|winners?|losing|winning|beneficiaries)\b",
    re.IGNORECASE,
)
_APPARENT = re.compile(
    r"(?:on paper|in theory|officially|nominally|in name|formally|in principle|ostensibly|at first (?:sight|glance)|in appearance)\b,?\s*[^;:.]*?"
    r"(?:[;:—–]\s*|,\s+(?:but|yet|while|though)\s+|,\s+|\s+(?:but|yet)\s+)(?=(?:in (?:practice|fact|reality|truth)|really|actually|but|yet)\b)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)")
_BETWEEN_COMMAS = re.compile(rf",\s+{_ADVERB},\s*", re.IGNORECASE)
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
    r"\s(?:is|are|was|were)\s+the\s+(?:\w+\s+)?(?:ones?|part(?:y|ies)|sides?)\s+(?:who|that|which|to)\s+(?=\w)"
)
_NOT_BUT_FIRST = re.compile(r"^not\s+(?!only\b|just\b|merely\b)[^,;:.]{2,60}?,?\s+but\s+", re.IGNORECASE)
_INSTEAD = re.compile(r"\s+(?:rather\s+than|instead\s+of|and\s+not|but\s+not|not)\s+(?=the\s|[A-Z])")
_TOP = re.compile(
    r"^(?:no one|nobody|none|no \w+|few|hardly anyone|nothing)\s+(?:else\s+)?(?:(?:will|would|can|could|stands? to|seems? to)\s+)?"
    r"(?P<verb>gains?|gained|benefits?|benefit(?:t)?ed|profits?|profited|wins?|won|loses?|lost|pays?|paid|suffers?|suffered)\s+"
    r"(?:[\w-]+\s+){0,5}?(?:than|as|like)\s+(?P<who>[^;:.]+)",
    re.IGNORECASE,
)
_WHAT_ONE = re.compile(
    r"^what\s+(?P<one>[^,;:.]{2,60}?)\s+(?P<does>loses?|lost|gives? up|forfeits?|surrenders?|gains?|gained|wins?|won)\s*,\s+"
    r"(?P<other>[^,;:.]{2,60}?)\s+(?P<takes>gains?|gained|wins?|won|loses?|lost|pays?|paid|gets?|got)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"^not (?:only|just) (?P<does>does|do|did|will|can|has|have)\s+", re.IGNORECASE)
_RELATIVE = re.compile(
    r",\s+(?:(?:some|most|many|all|both|one|each) of\s+)?(?P<by>who|which|whose|whom|where)\s+", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^(?P<who>[^,;:.—–]{2,80}?),\s+(?P<aside>(?!and\b|or\b|who\b|which\b|but\b)[^,;:—–]{2,120}?),\s+(?P<then>[\w’'-]+)",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s+[—–]\s+[^—–;:.]{2,160}?\s+[—–]\s+|—[^—;:.]{2,160}?—")
_GOES_ON = re.compile(
    r",\s+(?:(?:and|but|while|whereas|so|yet|as|though|although)\s+)?(?P<then>[\w’'-]+)", re.IGNORECASE
)
_FINITE = verbs.BE | verbs.MODALS | verbs.HAVE | verbs.DO | verbs.ADVERBS | wordset(
    "stay stays come comes came emerge emerges emerged end ends ended walk walks walked leave leaves see sees saw find finds found stand stands stood "
    "sit sits remain remains remained call calls has had make makes go goes went set sets buy buys bought"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence as it is read: ``names`` are the places of known names in ``text``, ``actors`` whom they name.

    ``role`` is what its opening says of rank ("to a lesser degree"); ``aside`` marks what was a relative clause.
    """

    text: str
    names: tuple[Span, ...]
    actors: tuple[ActorId, ...]
    role: Role | None = None
    aside: bool = False

    @property
    def whole(self) -> Span:
        """All of it."""
        return Span(0, len(self.text))

    def changed(self, start: int, end: int, instead: str = "") -> Plain:
        """The sentence with other words in a place; names there are no longer known."""
        kept: list[tuple[Span, ActorId]] = []
        shift = len(instead) - (end - start)
        for name, actor in zip(self.names, self.actors, strict=True):
            if name.end <= start:
                kept.append((name, actor))
            elif name.start >= end:
                kept.append((Span(name.start + shift, name.end + shift), actor))
        text = self.text[:start] + instead + self.text[end:]
        return Plain(text, tuple(n for n, _ in kept), tuple(a for _, a in kept), self.role, self.aside)

    def part(self, *places: tuple[int, int]) -> Plain:
        """Stretches of the sentence, one after the other, as a sentence of their own."""
        text, names, actors = "", [], []
        for start, end in places:
            for name, actor in zip(self.names, self.actors, strict=True):
                if start <= name.start and name.end <= end:
                    names.append(Span(name.start - start + len(text), name.end - start + len(text)))
                    actors.append(actor)
            text += self.text[start:end]
        return Plain(text, tuple(names), tuple(actors), self.role, aside=True)


def plain(text: str, sentence: Span, names: Sequence[Span], actors: Sequence[ActorId]) -> list[Plain]:
    """The sentence without its asides, and each relative clause with whom it tells of, as sentences of their own."""
    shifted = tuple(Span(n.start - sentence.start, n.end - sentence.start) for n in names)
    said = _opened(Plain(sentence.of(text), shifted, tuple(actors)))
    if announced(said.text, said.whole):
        return [_dropped(_BRACKETS, "(")(_dropped(_BETWEEN_COMMAS, ", ", " ")(said))]
    for step in _STEPS:
        said = step(said)
    relatives: list[Plain] = []
    if ", wh" in said.text or " of wh" in said.text:
        said = _without_relatives(said, relatives)
    return [_without_asides(said), *relatives]


def _opened(said: Plain) -> Plain:
    """Without bullet, ordinal and opening adverbials; what they say of rank is kept."""
    for opening in (_BULLET, _OPENING, _THERE):
        if found := opening.match(said.text):
            said = said.changed(0, found.end())
    ranks: tuple[tuple[re.Pattern[str], Role], ...] = ((_LESSER, "secondary"), (_FOREMOST, "primary"))
    for pattern, role in ranks:
        if found := pattern.match(said.text):
            said = said.changed(0, found.end())
            said = Plain(said.text, said.names, said.actors, role, said.aside)
    if found := _NOT_BUT_FIRST.match(said.text):
        said = said.changed(0, found.end())
    if found := _APPARENT.match(said.text):
        said = said.changed(0, found.end())
    front = _FRONT.match(said.text)
    if front and not _CARRIES_A_CLAIM.search(front.group()) and front.end() < len(said.text) - 8:
        said = said.changed(0, front.end())
    return said


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
    if not found or len(said.text[: found.start()].split()) > 7:
        return said
    for word in re.finditer(r"[\w’'-]+", said.text[found.end() : found.end() + 90]):
        at, lower = found.end() + word.start(), word.group()
        told = (
            any(form.shape in {"s", "past"} for form in verbs.FORMS.get(lower, ())) or lower in _FINITE - verbs.ADVERBS
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
    _exchange_undone, _not_only_undone,
)  # fmt: skip


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
    if not any(word in _FINITE or word in verbs.FORMS for word in words):
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
        if comma["then"].casefold() in _FINITE or (comma["then"] in verbs.FORMS and not comma["then"].endswith("ing")):
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
        or not (found["then"].casefold() in _FINITE or found["then"] in verbs.FORMS)
        or found["then"].endswith("ing")
    ):
        return said
    named = found["aside"][:1].isupper() and not any(n.start <= found.start("who") + 4 for n in said.names)
    described = re.match(rf"{_DET}\s+(?:[a-z][\w’'-]*\s*)+$", found["who"], re.IGNORECASE)
    if named and described:
        return said.changed(found.end("aside"), found.start("then"), " ").changed(0, found.start("aside"))
    return said.changed(found.end("who"), found.start("then"), " ")
