"""What tagging an article rests on: all that a lexicon would answer about the names and words that the article holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lensatlas.tagging.ambiguity import READINGS
from lensatlas.tagging.forms import bare
from lensatlas.tagging.hooks import EVERY, LINED, answers, hook_of_word, hook_of_year, hooks_of_name
from lensatlas.tagging.surnames import YEARS, surname_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.model import ActorId, Answers
    from lensatlas.tagging.hooks import Hooks
    from lensatlas.tagging.lexicon import Lexicon
    from lensatlas.tagging.names import Knowledge

Fact = tuple["Hooks", str]


def hearing(known: Knowledge) -> Answers:
    """What reading an article before its corpus is known rests on."""
    return answers((hooks_of_name(form), f"{form}\t{known.kinds.get(form)}") for form in known.listed.values())


def tagging(lexicon: Lexicon) -> Answers:
    """What tagging rests on: names and what they mean, surnames and who bears them, words and how the corpus uses them."""
    return answers((*_names(lexicon), *_surnames(lexicon), *_words(lexicon), *_general(lexicon), *_tags(lexicon)))


def _names(lexicon: Lexicon) -> Iterator[Fact]:
    for actor in lexicon.actors:
        yield from _name(actor.id, actor.id, lexicon)
    for table in (lexicon.gazetteer.names, lexicon.merged):
        for form, meant in table.items():
            yield from _name(form, meant, lexicon)


def _name(form: str, meant: ActorId, lexicon: Lexicon) -> Iterator[Fact]:
    """What a form means; where that is known by a surname alone, it is whoever bears it in the article's years."""
    hooks = hooks_of_name(form)
    yield hooks, f"name\t{form}\t{_told(meant, lexicon)}"
    surname = surname_alone(meant) if " " in meant else meant
    if surname in lexicon.surnames:
        yield hooks, f"short\t{form}"
        yield from _bearers(bare(surname), hooks[0], lexicon)


def _told(actor: ActorId | None, lexicon: Lexicon) -> str:
    return repr((actor, lexicon.kind(actor), lexicon.evidence(actor))) if actor else ""


def _surnames(lexicon: Lexicon) -> Iterator[Fact]:
    for form in lexicon.surnames.forms():
        at = hook_of_word(form)
        yield (at, EVERY), f"surname\t{form}"
        yield from _bearers(form, at, lexicon)


def _bearers(form: str, at: int, lexicon: Lexicon) -> Iterator[Fact]:
    """Who bears a bare surname, for each year in which it is someone: a year more changes nothing for articles of others."""
    for name, years in lexicon.surnames.bearers(form):
        near = sorted({one for year in years for one in range(year - YEARS, year + YEARS + 1)})
        fact = f"bearer\t{form}\t{name}\t{_told(lexicon.resolve(name) or name, lexicon)}"
        for year in (None, *near):
            yield (at, hook_of_year(year)), fact


def _words(lexicon: Lexicon) -> Iterator[Fact]:
    for use, words in (("common", lexicon.names.usage.common), ("proper", lexicon.names.usage.proper)):
        for word in words:
            yield (hook_of_word(word), EVERY), f"{use}\t{word}"
    for name in lexicon.commonplaces:
        yield hooks_of_name(name), f"commonplace\t{name}"


def _general(lexicon: Lexicon) -> Iterator[Fact]:
    """What may concern any article: the scheme, adjectives of countries, the editor's judgements and whom they name."""
    judged, every = lexicon.decisions, (EVERY, EVERY)
    meant = {*judged.merged.values(), *judged.actors.values(), *(reading.actor for reading in READINGS.values())}
    yield every, repr([(lens.id, lens.slug) for lens in lexicon.lenses])
    yield every, repr(sorted(lexicon.stems.items()))
    yield every, judged.stamp()
    yield every, repr([(name, _told(lexicon.resolve_folded(name), lexicon)) for name in sorted(meant)])


def _tags(lexicon: Lexicon) -> Iterator[Fact]:
    """A line may hold any tag, and a tag may be any actor."""
    told = [(tag, _told(lexicon.resolve_folded(tag), lexicon)) for tag in sorted(lexicon.tags)]
    yield (LINED, EVERY), repr(told)
