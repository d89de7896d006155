from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.model import Concept
from lensatlas.tagging.scheme import faults


def concept(name: str, *broader: str, related: tuple[str, ...] = (), top: bool = False) -> Concept:
    """A concept called as its id, with a note."""
    return Concept(id=name, preferred=(name,), broader=broader, related=related, notes=("A note.",), top=top)


def found(*concepts: Concept) -> list[tuple[str, str, str | None]]:
    """The faults of a scheme, without their reasons."""
    return [(row.kind, row.from_tag, row.into) for row in faults(concepts)]


def test_a_sound_scheme_has_no_faults() -> None:
    """One tree, and a relation between cousins."""
    tree = [
        concept("a", top=True),
        concept("b", "a"),
        concept("c", "a"),
        concept("d", "b", related=("e",)),
        concept("e", "c"),
    ]
    assert faults(tree) == ()


def test_a_plain_list_misses_no_relations() -> None:
    """Tags without any hierarchy."""
    assert faults([concept("a"), concept("b")]) == ()


@pytest.mark.parametrize(
    ("scheme", "fault"),
    [
        ([Concept(id="a", notes=("n",))], ("missing_label", "a", None)),
        ([Concept(id="a", preferred=("one", "two"), notes=("n",))], ("several_labels", "a", None)),
        ([Concept(id="a", preferred=("one\x07",), notes=("n",))], ("bad_label", "a", None)),
        ([Concept(id="a", preferred=("one",), alternative=("one",), notes=("n",))], ("clashing_label", "a", None)),
        ([Concept(id="a", preferred=("one",))], ("undocumented", "a", None)),
        ([concept("water-rights"), concept("Water Rights")], ("ambiguous_label", "water-rights", "Water Rights")),
        ([concept("a"), concept("b", "a"), concept("c")], ("lonely_concept", "c", None)),
        ([concept("a"), concept("b", "a"), concept("c", "a"), concept("x"), concept("y", "x")], ("islands", "x", None)),
        ([concept("a"), concept("b", "a"), concept("c", "b", "a")], ("hierarchy_shortcut", "c", "a")),
        ([concept("a", top=True), concept("b", "a", top=True)], ("top_with_broader", "b", "a")),
        ([concept("a", top=True), concept("b", related=("a",))], ("no_top", "b", None)),
        ([concept("a"), concept("b", "a"), concept("c", "b", related=("a",))], ("clashing_relation", "c", "a")),
        ([concept("a"), concept("b", "a"), concept("c", "a", related=("b",))], ("sibling_relation", "c", "b")),
        ([concept("a", related=("a",))], ("reflexive_relation", "a", None)),
        ([concept("a", "gone")], ("unknown_concept", "a", "gone")),
    ],
)  # fmt: skip
def test_each_fault_by_itself(scheme: list[Concept], fault: tuple[str, str, str | None]) -> None:
    """A scheme with one thing wrong."""
    assert found(*scheme) == [fault]


def test_a_circle_names_those_in_it_and_not_those_below() -> None:
    """a under b under c under a; d below them, t beside."""
    rows = found(concept("a", "b"), concept("b", "c"), concept("c", "a"), concept("d", "a"), concept("t", "d"))
    assert rows == [("hierarchy_cycle", name, None) for name in "abc"]


def test_tags_need_no_notes() -> None:
    """The same concept as a lens and as a tag."""
    tag = Concept(id="a", preferred=("a",))
    assert [row.kind for row in faults([tag])] == ["undocumented"]
    assert faults([tag], documented=False) == ()


NAMES = "abcdef"


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), min_size=1))
def test_circles_are_what_can_be_walked_round(above: dict[str, set[str]]) -> None:
    """Any small hierarchy; a concept above itself in one step is called reflexive instead."""
    scheme = [concept(name, *sorted(parents)) for name, parents in above.items()]
    told = {row.from_tag for row in faults(scheme) if row.kind == "hierarchy_cycle"}
    steps = {name: {p for p in parents if p in above and p != name} for name, parents in above.items()}
    for name, parents in steps.items():
        reached: set[str] = set()
        waiting = list(parents)
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += steps[at]
        assert (name in told) == (name in reached)
