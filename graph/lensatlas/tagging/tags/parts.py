"""Names that join two subjects, beside one of the two: "Media Control" and "Media Control & Censorship"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.tags.proposal import TAG_KINDS, Proposal, articles, never, ranked
from lensatlas.tagging.tags.words import family, spelled, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lensatlas.tagging.tags.proposal import Apart

_JOINT = re.compile(r"\s*(?:&|/|,|\+|\band\b)\s*", re.IGNORECASE)


def parts(uses: Mapping[str, int], *, is_apart: Apart = never) -> tuple[Proposal, ...]:
    """Pairs of a name and a joint name that holds it whole; ``into`` is the joint one.

    In "Information & Media Control" the second subject may lend its last words to the first: information control is a part too.
    """
    plain: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(uses):
        plain[_key(name)].append(name)
    rows: dict[str, Proposal] = {}
    for joint in sorted(uses, key=lambda name: (-uses[name], name)):
        for piece in _pieces(joint):
            for name in plain.get(_key(piece), ()):
                if name != joint and name not in rows and not is_apart(name, joint):
                    why = (
                        f"“{name}” (on {articles(uses[name])}) and “{joint}” (on {uses[joint]:,}) {TAG_KINDS['part']}."
                    )
                    rows[name] = Proposal(kind="part", from_tag=name, into=joint, score=0.5, why=why)
    return ranked(rows.values())


def _pieces(name: str) -> Iterable[str]:
    found = [piece for piece in _JOINT.split(name.replace("_", " ").replace("-", " ")) if piece]
    if len(found) < 2:
        return []
    tail = found[-1].split()[1:]
    return [*found, *(" ".join([piece, *tail[-1:]]) for piece in found[:-1] if tail)]


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(family(whole(word)) for word in spelled(name)))
