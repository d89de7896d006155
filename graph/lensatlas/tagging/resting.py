"""What tagging an article rests on: all that a lexicon would answer about the names and words that the article holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.tagging.ambiguity import READINGS
from lensatlas.tagging.forms import bare
from lensatlas.tagging.hooks import EVERY, LINED, answers, hook, hook_of_surname
from lensatlas.tagging.surnames import YEARS, surname_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.model import ActorId, Answers
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.names import Knowledge


def hearing(known: Knowledge) -> Answers:
    """What reading an article before its corpus is known rests on."""
    return answers((hook(form), f"{form}\t{known.kinds.get(form)}") for form in known.listed.values())


def tagging(lexicon: Lexicon) -> Answers:
    """What tagging rests on: names and what they mean, surnames and who bears them, words and how the corpus uses them."""
    return answers((*_names(lexicon), *_surnames(lexicon), *_words(lexicon), *_general(lexicon), *_tags(lexicon)))


def _names(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    told = {actor.id: _told(actor.id, lexicon) for actor in lexicon.actors}
    for known, fact in told.items():
        yield hook(known), f"actor\t{fact}"
    for table in (lexicon.gazetteer.names, lexicon.merged):
        for form, actor in table.items():
            yield hook(form), f"name\t{form}\t{told.get(actor, actor)}"


def _told(actor: ActorId | None, lexicon: Lexicon) -> str:
    """All that is known of an actor, and of those who bear the surname that it may be."""
    if actor is None:
        return ""
    surname = surname_alone(actor) if " " in actor else actor
    return repr((actor, lexicon.kind(actor), lexicon.evidence(actor), _bearers(bare(surname), lexicon)))


def _surnames(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for form in lexicon.surnames.forms():
        yield hook_of_surname(form), f"surname\t{form}\t{_bearers(form, lexicon)}"


def _bearers(form: str, lexicon: Lexicon) -> str:
    found = []
    for name, years in lexicon.surnames.bearers(form):
        meant = lexicon.resolve(name) or name
        found.append((name, _spans(years), meant, lexicon.kind(meant), lexicon.evidence(meant)))
    return repr(found)


def _spans(years: Sequence[int]) -> list[tuple[int, int]]:
    """The years for which one of these is near: one more within them changes no answer."""
    spans: list[tuple[int, int]] = []
    for year in years:
        first = spans.pop()[0] if spans and year - YEARS <= spans[-1][1] + 1 else year - YEARS
        spans.append((first, year + YEARS))
    return spans


def _words(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for word in lexicon.names.usage.common:
        yield hook(word), f"common\t{word}"
    for word in lexicon.names.usage.proper:
        yield hook(word), f"proper\t{word}"


def _general(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """What may concern any article: the scheme, adjectives of countries, the editor's judgements and whom they name."""
    judged = lexicon.decisions
    meant = {*judged.merged.values(), *judged.actors.values(), *(reading.actor for reading in READINGS.values())}
    yield EVERY, repr([(lens.id, lens.slug) for lens in lexicon.lenses])
    yield EVERY, repr(sorted(lexicon.stems.items()))
    yield EVERY, judged.stamp()
    yield EVERY, repr([(name, _told(lexicon.resolve_folded(name), lexicon)) for name in sorted(meant)])


def _tags(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """A line may hold any tag, and a tag may be any actor."""
    yield LINED, repr([(tag, _told(lexicon.resolve_folded(tag), lexicon)) for tag in sorted(lexicon.tags)])
