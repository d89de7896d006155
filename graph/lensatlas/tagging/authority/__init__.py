"""Lists of actors that somebody vouches for: an editor's table, FollowTheMoney entities, a congress, a vocabulary."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from lensatlas.model import Actor, ActorId, Problem, label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lensatlas.model.concept import Concept

# An actor with the line on which it stands; or what is wrong.
Listed = tuple[int, Actor] | Problem

# A list of every legislator since 1789 is 10 MB; what is much longer is another thing.
LARGEST = 256 << 20  # bytes
_READERS = {
    "json": "followthemoney", "jsonl": "followthemoney", "ijson": "followthemoney", "ndjson": "followthemoney", "ftm": "followthemoney",
    "yaml": "congress", "yml": "congress",
}  # fmt: skip


def read(path: Path) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """The actors of a list, by id, and a problem for each entry that is none, with its line.

    A table (:mod:`.table`), FollowTheMoney entities as JSON lines (:mod:`.followthemoney`), or the YAML of congress-legislators
    (:mod:`.congress`), by what the file begins with, else by its ending. Of a name that is listed twice the first entry counts. A file that
    cannot be read is one problem and no actors.
    """
    try:
        if path.stat().st_size > LARGEST:
            return (), (Problem(input=str(path), reason=f"an actor list may have {LARGEST >> 20} MB, not more"),)
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return (), (Problem(input=str(path), reason=f"the actor list cannot be read: {error}"),)
    reader = import_module(f"lensatlas.tagging.authority.{_form(path, text)}")
    return _once(reader.read(text, str(path)), str(path))


def of_concepts(concepts: Iterable[Concept]) -> tuple[Actor, ...]:
    """The concepts of a vocabulary as actors, by id: their labels and other labels; an actor is part of what is broader.

    Nothing in SKOS says what kind of actor a concept is; the name's own words may. Of concepts that share a label the first by IRI counts.
    """
    ordered = sorted(concepts, key=lambda concept: concept.id)
    labels = {concept.id: label(concept.label) for concept in ordered if concept.preferred}
    actors: dict[str, Actor] = {}
    for concept in ordered:
        name = labels.get(concept.id, "")
        wider = next((labels[above] for above in concept.broader if above in labels), None)
        if name and name not in actors:
            names = {label(other) for other in (*concept.preferred, *concept.alternative, *concept.hidden)}
            actors[name] = Actor(
                id=ActorId(name),
                aliases=tuple(sorted(names - {"", name})),
                part_of=ActorId(wider) if wider and wider != name else None,
                evidence="authority",
            )
    return tuple(actors[name] for name in sorted(actors))


def _form(path: Path, text: str) -> str:
    beginning = text[:256].lstrip()
    if beginning.startswith("{"):
        return "followthemoney"
    if beginning.startswith("- "):
        return "congress"
    return _READERS.get(path.suffix.removeprefix(".").casefold(), "table")


def _once(found: Iterable[Listed], origin: str) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    actors: dict[str, Actor] = {}
    problems: list[Problem] = []
    for entry in found:
        if isinstance(entry, Problem):
            problems.append(entry)
            continue
        line, actor = entry
        if actor.id in actors:
            why = f"the actor {actor.id!r} is listed twice; the first entry counts"
            problems.append(Problem(input=origin, reason=why, position=f"line {line}"))
        else:
            actors[actor.id] = replace(actor, aliases=tuple(sorted(set(actor.aliases) - {"", actor.id})))
    return tuple(actors[name] for name in sorted(actors)), tuple(problems)
