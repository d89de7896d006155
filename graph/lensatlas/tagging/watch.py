"""What an article tells its readers to watch next, as separate promises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.model import WATCH_CALL, WATCH_SECTION, WatchId, WatchItem, digest, fold
from lensatlas.tagging.dates import due_in
from lensatlas.tagging.sentences import Span, sentences, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lensatlas.model import Article, Mention, TagId

_ASKED = r"(?:whether|how|what|when|why)"
# After a comma alone, "who", "which" and "where" open a clause about what stands before them, not a question.
_NEXT_QUESTION = re.compile(
    rf"(?:,\s*(?=(?:also\s+)?{_ASKED}\b)|(?:[,;]\s*)?\b(?:and|or|but)\s+(?=(?:also\s+)?(?:{WATCH_CALL}\s|(?:{_ASKED}|who|which|where|whom)\b)))(?:also\s+)?",
    re.IGNORECASE,
)
_OPENS_ASKING = re.compile(
    rf"^(?:\w+\s+){{0,2}}?{WATCH_CALL}\s+(?:{_ASKED}|who|whom|which|where|if)\b|^(?:{_ASKED}|who|which|where)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:who|whom|which|where|when)\b", re.IGNORECASE)
# What follows a semicolon is a promise of its own where it asks or tells again, or in a list of several things; else it
# explains the one before.
_SEMICOLON = re.compile(rf";\s*(?:and\s+|or\s+)?(?=(?:also\s+)?(?:{WATCH_CALL}\s|(?:{_ASKED}|who)\b))", re.IGNORECASE)
_SEMICOLON_THING = re.compile(
    r";\s*(?:and\s+|or\s+)?(?=(?:\(?\w\)\s*)?(?:the|a|an|any)\b)|" + _SEMICOLON.pattern, re.IGNORECASE
)
# "Watch the vote, the ruling and the audit": three things, each with its article.
_THINGS = re.compile(
    rf"^(?:(?:also|then|next|finally|readers should|and)\s+)?{WATCH_CALL}\s+(?=(?:the|a|an|any)\s)",
    re.IGNORECASE,
)
_NEXT_THING = re.compile(r",\s+(?:and\s+|or\s+)?(?=(?:the|a|an|any)\s)|\s+(?:and|or)\s+(?=(?:the|a|an|any)\s)")
# "Watch for three things.", "Two dates matter.": what they are comes next.
_ONLY_COUNTS = re.compile(
    rf"(?:{WATCH_CALL}\s+)?(?:(?:these|the following|the)\s+)?(?:two|three|four|five|six|several|a few|some)\s+(?:\w+\s+)?(?:things|signs|signals|dates|questions|tests|"
    r"indicators|markers|points|moments|developments|steps|places|numbers|decisions|events)\b[^.;:,?]{0,40}[.!]$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:two|three|four|five|six|several)\s[^.;:?]{3,60}:\s+", re.IGNORECASE)
_NEXT_COUNTED = re.compile(
    rf"[,;]\s+(?:and\s+|or\s+)?(?=(?:the|a|an|any|{_ASKED}|who)\s)|\s+and\s+(?=(?:the|a|an|any|{_ASKED}|who)\s)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"(?:{_ASKED}|who|whom|which|where)\b", re.IGNORECASE)
_WHO_DOES = re.compile(r"who\s+\w+\W*", re.IGNORECASE)
# Words that a promise can be known by: neither question, pronoun, article nor auxiliary.
_CONTENT = re.compile(
    rf"\b(?!(?:{_ASKED}|who|whom|which|where|is|are|was|were|be|been|it|its|they|them|their|he|she|this|that|these|those|the|an?|"
    r"not|also|and|or|to|for|of|by|in|on|at|with|will|would|can|could|may|might|must|should|has|have|had|do|does|did)\b)\w{2,}",
    re.IGNORECASE,
)
# A sentence that opens so explains the promise before it.
_EXPLAINS = re.compile(
    r"^(?:that|this|these|those|such|either|both|neither|otherwise|it|they|he|she|its|their|if (?:it|so|not|they|he|she|that|this|the answer|either|neither)|a (?:yes|no)\b|in (?:that|either) case|should (?:it|they)|until then)\b",
    re.IGNORECASE,
)


def watch_in(article: Article, mentions: Sequence[Mention], tags: Sequence[TagId]) -> tuple[WatchItem, ...]:
    """The promises of *What to watch next* in reading order, with the actors and tags they name and the date they give.

    ``mentions`` are those of the section, ``tags`` the article's. ``section[start:end]`` is the item's text.
    """
    text = article.section(WATCH_SECTION)
    words = [(tag, set(fold(tag).split())) for tag in tags]
    return tuple(_item(article, text, span, mentions, words) for span in promises(text)) if text else ()


def promises(text: str) -> list[Span]:
    """The stretches of a text that each promise one thing to watch."""
    found: list[Span] = []
    for sentence in sentences(text):
        if found and _EXPLAINS.match(sentence.of(text)):
            found[-1] = Span(found[-1].start, sentence.end)
        elif not sentence.of(text).endswith(":") and not _ONLY_COUNTS.match(sentence.of(text)):
            found += _told_apart(text, _parts(text, sentence))
    return found


def _told_apart(text: str, parts: Iterable[Span]) -> list[Span]:
    """The parts of a sentence; a question with one word to know it by ("and how often") stays with the promise before it.

    "Who pays" asks enough by itself, "who decided it" and "who is heard" lean on what was said before.
    """
    found: list[Span] = []
    for part in parts:
        said = part.of(text)
        leans = _ASKS.match(said) and not _WHO_DOES.fullmatch(said) and len(_CONTENT.findall(said)) < 2
        if found and leans:
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return found


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """The promises inside one sentence."""
    counted = _COUNTED.match(text, *sentence)
    if counted:  # "Two dates matter: the vote on 10 March and the auditor's report in June"
        parts = _split(text, Span(counted.end(), sentence.end), _NEXT_COUNTED, fewest=2)
        if len(parts) > 1:
            yield from parts
            return
    several = sentence.of(text).count(";") > 1
    for part in _split(text, sentence, _SEMICOLON_THING if several else _SEMICOLON, fewest=1):
        questions = _split(text, part, _NEXT_QUESTION, fewest=3, asking=bool(_OPENS_ASKING.match(part.of(text))))
        for question in questions:
            things = _THINGS.match(text[question.start : question.end])
            yield from (
                _split(text, question, _NEXT_THING, fewest=2)
                if things and len(questions) == 1 and _lists(text, question)
                else [question]
            )


def _lists(text: str, span: Span) -> bool:
    """Whether every member of a list is short enough to be one: a comma may also open a clause."""
    parts = _split(text, span, _NEXT_THING, fewest=2)
    return len(parts) >= 3 and all(len(part.of(text).split()) <= 12 for part in parts)


def _split(text: str, span: Span, mark: re.Pattern[str], *, fewest: int, asking: bool = True) -> list[Span]:
    """The stretches between the marks that stand outside brackets, none of fewer words than ``fewest``.

    Where the span does not open with a question (``asking``), "and which …" goes on about a thing and parts nothing.
    """
    parts, start = [], span.start
    for found in mark.finditer(text, *span):
        if text.count("(", start, found.start()) > text.count(")", start, found.start()):
            continue
        if _fewer(text[start : found.start()], fewest) or _fewer(text[found.end() : span.end], min(fewest, 2)):
            continue
        if not asking and _RELATIVE.match(text, found.end()):
            continue
        parts.append(trimmed(text, start, found.start()))
        start = found.end()
    return [part for part in (*parts, trimmed(text, start, span.end)) if part.end > part.start]


def _fewer(text: str, words: int) -> bool:
    """Whether a text has fewer words than so many, without looking at the rest of it."""
    return len(text.split(None, words)[:words]) < words


def _item(
    article: Article, text: str, span: Span, mentions: Sequence[Mention], tags: Sequence[tuple[TagId, set[str]]]
) -> WatchItem:
    said = span.of(text)
    words = set(fold(said).split())
    return WatchItem(
        id=WatchId(digest(article.id, WATCH_SECTION, str(span.start), said)),
        article=article.id,
        text=said,
        section=WATCH_SECTION,
        start=span.start,
        end=span.end,
        actors=tuple(dict.fromkeys(m.actor for m in mentions if span.start <= m.start and m.end <= span.end)),
        tags=tuple(tag for tag, parts in tags if parts and parts <= words),
        due=due_in(said, article.published),
    )
