"""Who does what in a clause, and over whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging import wordings
from lensatlas.tagging.nouns import is_pronoun, names_actor, points_back
from lensatlas.tagging.phrases import listed
from lensatlas.tagging.sentences import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.model import Role, Stance

_LATE_POINTER = re.compile(r",\s+(?:and|but|so|yet|because|while)\s+(?P<who>it|they|he|she)\s*$")
_OVER = re.compile(
    r"\b(?:leverage|edge|power|control|hold|advantage|authority|influence)\s+over\s+(?P<over>[^.;:]+)|\bfrom\s+(?P<from>[^.;:]+)",
    re.IGNORECASE,
)
_WHAT_ENDS = re.compile(
    r"\s*(?:;|:\s|—|–|\bat the (?:direct |clear )?expense of\b|,\s+(?:which|who|while|whereas|because|since|although|as|so)\b|\s(?:because|since|although|while|whereas|so that)\s|,\s+(?:and|but)\s+(?=[^,]{1,60}\b(?:is|are|was|were|will|can|may|has|have)\b))"
)
# "Critics say that the ministry gains": the ministry is the subject.
_SAYING = re.compile(
    r"[^.;:]{0,60}?\b(?:says?|said|argues?|believes?|claims?|insists?|warns?|fears?|expects?|means?|suggests?|shows?|notes?|agrees?|(?:result|effect|upshot|irony|consequence|"
    r"paradox|catch|point)\s+is)\s+(?:that\s+)?(?=(?:the|a|an|it|they|its|their|[A-Z]))"
)


class Reading(NamedTuple):
    """``who`` is one actor's bare name; ``trusted`` where a list of beneficiaries vouches that it is one."""

    who: Span
    stance: Stance
    rule: str
    what: str = ""
    over: tuple[Span, ...] = ()
    role: Role | None = None
    trusted: bool = False


_LETS = re.compile(
    r"\b(?:lets?|allows?|enables?|helps?|allowing|letting|helping|enabling|forces?|forcing|requires?|requiring|obliges?|leaves?|leaving|asks?|asking)\s+"
)
_COMMA_AND = re.compile(r",\s+and\s")


def subject_of(text: str, span: Span, names: Sequence[Span]) -> list[Span]:
    """The actors before a verb: openings such as "by contrast" and appositions are left out."""
    lets = _LETS.search(text, *span)
    if lets and lets.end() < span.end:
        span = Span(lets.end(), span.end)
    said = _SAYING.match(text, span.start, span.end)
    if said and said.end() < span.end:
        span = Span(said.end(), span.end)
    if late := _LATE_POINTER.search(text, *span):
        return [Span(*late.span("who"))]  # "tenants cannot wait, and they carry the cost"
    if points_back(span.of(text)):
        return [trimmed(text, *span)]
    found = [s for s in listed(text, *span, names) if acts(text, s, names)]
    apposed = text[span.start : span.end].rstrip().endswith(",") and not _COMMA_AND.search(text, *span)
    return found[:1] if apposed else found


def acts(text: str, span: Span, names: Sequence[Span]) -> bool:
    """Whether a phrase names someone who can act: by its head noun, or because a known name ends it."""
    phrase = span.of(text)
    return not is_pronoun(phrase) and (
        names_actor(phrase)
        or (any(span.start <= n.start and n.end <= span.end for n in names) and _ends_in_name(span, names))
    )


def _ends_in_name(span: Span, names: Sequence[Span]) -> bool:
    return any(name.end == span.end and name.start >= span.start for name in names)


def what_of(text: str, start: int, end: int) -> str:
    """What is gained or lost, in the article's words."""
    stop = _WHAT_ENDS.search(text, start, end)
    return " ".join(text[start : stop.start() if stop else end].split()).rstrip(".,;:!? ").strip()


def over_whom(text: str, clause: Span, names: Sequence[Span]) -> tuple[Span, ...]:
    """Over whom, or at whose expense."""
    expense = wordings.at_whose_expense(text, clause)
    places = [expense] if expense else []
    places += [match.span("over" if match["over"] else "from") for match in _OVER.finditer(text, *clause)]
    found = [span for place in places for span in listed(text, *place, names) if acts(text, span, names)]
    return tuple(dict.fromkeys(found))
