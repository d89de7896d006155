"""What is wrong with a scheme of concepts: the qSKOS checks that apply to an atlas.

After C. Mader, B. Haslhofer and A. Isaac, "Finding Quality Issues in SKOS Vocabularies" (TPDL 2012), and the list that their
tool grew into. docs/tags.md says of each of its checks whether it applies here, and why.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from lensatlas.model import fold
from lensatlas.tagging.tags.proposal import TAG_KINDS, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lensatlas.model import Concept
    from lensatlas.tagging.tags.proposal import TagKind


def faults(concepts: Iterable[Concept], *, documented: bool = True) -> tuple[Proposal, ...]:
    """Every fault of a scheme, by kind in the order of :data:`~lensatlas.tagging.tags.TAG_KINDS`, then by concept.

    ``documented``: whether its concepts are meant to have notes, as lenses are, or not, as tags mostly are.
    Concepts are named by their labels in ``why`` and by their ids in ``from_tag`` and ``into``. A scheme in which nothing is
    broader or related is a list: nobody misses relations in it, and the checks of relations are silent.
    """
    scheme = {concept.id: concept for concept in sorted(concepts, key=lambda concept: concept.id)}
    rows = [row for check in _CHECKS for row in check(scheme) if documented or row.kind != "undocumented"]
    order = list(TAG_KINDS)
    return tuple(sorted(rows, key=lambda row: (order.index(row.kind), -row.score, row.from_tag, row.into or "")))


def _row(kind: TagKind, concept: Concept, into: Concept | str | None = None, more: str = "") -> Proposal:
    named = into if isinstance(into, str) or into is None else into.label
    target = into if isinstance(into, str) or into is None else into.id
    why = f"“{concept.label}” {TAG_KINDS[kind]}" + (f": “{named}”" if named else "") + more + "."
    return Proposal(kind=kind, from_tag=concept.id, into=target, score=1.0, why=why)


def _labels(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """Missing, several, empty and unprintable labels, and one label in two roles (SKOS S13)."""
    for concept in scheme.values():
        if not concept.preferred:
            yield _row("missing_label", concept)
        if len(concept.preferred) > 1:
            yield _row("several_labels", concept, more=f" ({', '.join(concept.preferred)})")
        every = (*concept.preferred, *concept.alternative, *concept.hidden)
        if any(
            not text.strip() or any(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} for c in text) for text in every
        ):
            yield _row("bad_label", concept)
        roles = [set(concept.preferred), set(concept.alternative), set(concept.hidden)]
        twice = {text for one, other in combinations(roles, 2) for text in one & other}
        if twice:
            yield _row("clashing_label", concept, more=f" (“{min(twice)}”)")
        if not concept.notes:
            yield _row("undocumented", concept)


def _overlaps(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """Two concepts that go by one name, but for case, hyphens and punctuation."""
    holders: defaultdict[str, list[Concept]] = defaultdict(list)
    for concept in scheme.values():
        for form in sorted({fold(text) for text in (*concept.preferred, *concept.alternative)} - {""}):
            holders[form].append(concept)
    for form, found in sorted(holders.items()):
        for concept in found[1:]:
            yield _row("ambiguous_label", concept, found[0], f", as both are called “{form}”")


def _relations(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """Relations of one concept: to itself, to what is not there, doubled, or empty of meaning."""
    related = any(concept.broader or concept.related for concept in scheme.values())
    above = {name: [p for p in concept.broader if p in scheme] for name, concept in scheme.items()}
    named = {name for concept in scheme.values() for name in (*concept.broader, *concept.related)}
    tops = any(concept.top for concept in scheme.values())
    for name, concept in scheme.items():
        for other in dict.fromkeys((*concept.broader, *concept.related)):
            if other == name:
                yield _row("reflexive_relation", concept)
            elif other not in scheme:
                yield _row("unknown_concept", concept, other)
        if related and not concept.broader and not concept.related and name not in named:
            yield _row("lonely_concept", concept)
        if concept.top and above[name]:
            yield _row("top_with_broader", concept, scheme[above[name][0]])
        if tops and not concept.top and not concept.broader:
            yield _row("no_top", concept)


def _associations(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """*Related* where the hierarchy has said it already (SKOS S27), or between children of one parent."""
    reaches = _reaching(scheme)
    for name, concept in scheme.items():
        for other in concept.related:
            if other not in scheme or other == name or (other > name and name in scheme[other].related):
                continue
            if other in reaches(name) or name in reaches(other):
                yield _row("clashing_relation", concept, scheme[other])
            elif set(concept.broader) & set(scheme[other].broader):
                yield _row("sibling_relation", concept, scheme[other])


def _hierarchy(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """Circles, and broader concepts that another broader concept has above it anyway."""
    reaches = _reaching(scheme)
    for name in _tangled(scheme):
        if name in reaches(name):
            yield _row("hierarchy_cycle", scheme[name])
    for name, concept in scheme.items():
        direct = [parent for parent in concept.broader if parent in scheme and parent != name]
        for parent in direct if len(direct) > 1 else ():
            if any(other != parent and parent in reaches(other) and other not in reaches(parent) for other in direct):
                yield _row("hierarchy_shortcut", concept, scheme[parent])


def _tangled(scheme: Mapping[str, Concept]) -> list[str]:
    """What is left when concepts without anything above them, then those without anything below, are taken away again and again."""
    above = {name: {p for p in concept.broader if p in scheme and p != name} for name, concept in scheme.items()}
    for _ in range(2):
        below: defaultdict[str, set[str]] = defaultdict(set)
        for name, parents in above.items():
            for parent in parents:
                below[parent].add(name)
        free = [name for name, parents in above.items() if not parents]
        while free:
            gone = free.pop()
            for child in below.pop(gone, ()):
                above[child].discard(gone)
                if not above[child]:
                    free.append(child)
        left = {name: parents for name, parents in above.items() if parents}
        turned: dict[str, set[str]] = {name: set() for name in left}
        for name, parents in left.items():
            for parent in parents & left.keys():
                turned[parent].add(name)
        above = turned
    return sorted(above)


def _islands(scheme: Mapping[str, Concept]) -> Iterator[Proposal]:
    """Groups of concepts that no relation joins to the largest group; single concepts are told apart as lonely."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for name, concept in scheme.items():
        for other in (*concept.broader, *concept.related):
            if other in scheme:
                near[name].add(other)
                near[other].add(name)
    groups = sorted(_groups(near), key=lambda group: (-len(group), group[0]))
    # Trees side by side, each under a declared top concept, are how most schemes are built.
    loose = [group for group in groups if not any(scheme[name].top for name in group)]
    for group in (each for each in (loose if len(loose) < len(groups) else loose[1:]) if len(each) > 1):
        yield _row("islands", scheme[group[0]], more=f", with {len(group) - 1:,} others")


def _groups(near: Mapping[str, set[str]]) -> list[list[str]]:
    seen: set[str] = set()
    groups = []
    for start in sorted(near):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = near[waiting.pop()] - group
            group |= new
            waiting += new
        seen |= group
        groups.append(sorted(group))
    return groups


def _reaching(scheme: Mapping[str, Concept]) -> Callable[[str], set[str]]:
    """A function from a concept to all that is above it; it holds itself only in a circle."""

    def above(name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = {parent for parent in scheme[waiting.pop()].broader if parent in scheme} - found
            found |= new
            waiting += new
        return found

    return above


_CHECKS: Sequence[Callable[[Mapping[str, Concept]], Iterator[Proposal]]] = (
    _labels, _overlaps, _relations, _associations, _hierarchy, _islands,
)  # fmt: skip
