"""What an editor pins beside an article, and what never stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.features.toy import drawn, story

from lensatlas.atlas import pins
from lensatlas.errors import UsageError
from lensatlas.insight.related import Pins, related, related_all
from lensatlas.model import Pin
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = drawn(
    story("ferry-strike", "ferry strike harbour"),
    story("tug-strike", "tug strike harbour"),
    story("opera-ticket", "opera ticket price"),
    story("opera-house", "opera house price"),
    story("grain", "grain tariff"),
)
NUMBER = GRAPH.position["article"]


def listed(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pins.csv"


def shown(file: Path, name: str) -> list[tuple[str, str]]:
    found, problems = pins.applied(file, GRAPH)
    assert not problems
    answer = related(GRAPH, weigh(GRAPH), NUMBER[name], min_score=0.0, pins=found)
    return [(companion.id, companion.role) for companion in answer.related]


def test_what_is_pinned_stands_first_in_the_order_of_the_file_and_one_way(file: Path) -> None:
    """Two pins that have nothing in common with the article; one is named by its address."""
    listed(
        file,
        "action,article,other,note\npin,ferry-strike,https://example.org/opera-house,\npin,ferry-strike,grain,The money behind it.\n",
    )
    assert shown(file, "ferry-strike") == [
        ("opera-house", "pinned"),
        ("grain", "pinned"),
        ("tug-strike", "background"),
    ]
    assert shown(file, "grain") == []
    found, _ = pins.applied(file, GRAPH)
    first, second, _ = related(GRAPH, weigh(GRAPH), NUMBER["ferry-strike"], min_score=0.0, pins=found).related
    assert (first.why, second.why) == ("An editor's choice.", "An editor's choice: The money behind it.")
    assert [(reason.kind, reason.label, reason.weight) for reason in second.reasons] == [
        ("pinned", "The money behind it.", 0.0)
    ]


def test_pins_leave_no_more_than_k(file: Path) -> None:
    """Three pins, two places."""
    rows = [f"pin,ferry-strike,{name}" for name in ("grain", "opera-house", "opera-ticket")]
    found, _ = pins.applied(listed(file, "\n".join(["action,article,other", *rows])), GRAPH)
    answer = related(GRAPH, weigh(GRAPH), NUMBER["ferry-strike"], k=2, min_score=0.0, pins=found)
    assert [companion.id for companion in answer.related] == ["grain", "opera-house"]


def test_what_is_excluded_is_shown_on_neither_page_and_the_next_takes_its_place(file: Path) -> None:
    """The two operas must not meet."""
    listed(file, "action;article;other\nexclude;opera-house;opera-ticket\n")
    assert (shown(file, "opera-house"), shown(file, "opera-ticket")) == ([], [])
    assert shown(file, "ferry-strike") == [("tug-strike", "background")]


def test_nothing_but_what_is_excluded_is_said(file: Path) -> None:
    """All that the opera house has in common with anything is excluded."""
    found, _ = pins.applied(listed(file, "action,article,other\nexclude,opera-ticket,opera-house\n"), GRAPH)
    (note,) = {answer.note for answer in related_all(GRAPH, weigh(GRAPH), pins=found) if answer.id == "opera-house"}
    assert note == "An editor excluded the only articles that have something in common with it."


def test_the_bare_best_knows_no_editor(file: Path) -> None:
    """--exact is the measure itself."""
    found, _ = pins.applied(listed(file, "action,article,other\nexclude,opera-ticket,opera-house\n"), GRAPH)
    answer = related(GRAPH, weigh(GRAPH), NUMBER["opera-house"], min_score=0.0, exact=True, pins=found)
    assert [companion.id for companion in answer.related] == ["opera-ticket"]


def test_a_row_that_cannot_hold_names_its_line_and_what_is_near_and_the_rest_holds(file: Path) -> None:
    """Seven rows: only the last can hold."""
    listed(
        file,
        "action,article,other,note\n"
        "pin,ferry-strik,grain,\n"
        "pin,grain,grain,\n"
        "pun,grain,opera-house,\n"
        "pin,,grain,\n"
        "pin,tug-strike,grain,\n"
        "exclude,grain,tug-strike,\n"
        "pin,opera-house,grain,\n",
    )
    found, problems = pins.applied(file, GRAPH)
    assert found.pinned == {NUMBER["opera-house"]: {NUMBER["grain"]: ""}}
    assert not found.excluded
    said = {problem.position: f"{problem.reason} ({problem.hint})" for problem in problems}
    assert set(said) == {f"line {n}" for n in range(2, 8)}
    assert "ferry-strike" in said["line 2"]
    assert "one article" in said["line 3"]
    assert "'pun' is no action" in said["line 4"]
    assert "names no article" in said["line 5"]
    assert said["line 6"] == said["line 7"] == "one row pins and one excludes this pair (take one out)"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"who,what\na,b\n"])
def test_a_file_that_is_no_list_of_pins_is_one_problem_and_is_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    found, problems = pins.applied(file, GRAPH)
    assert (found.pinned, len(problems)) == ({}, 1)
    with pytest.raises(UsageError, match="left alone"):
        pins.record(file, GRAPH, Pin(action="pin", article="grain", other="opera-house"))
    assert file.read_bytes() == content


def test_no_file_is_no_pin(file: Path) -> None:
    assert pins.applied(file, GRAPH) == (Pins(), ())


def test_a_pin_is_recorded_once_by_id_and_taken_back_by_any_name(file: Path) -> None:
    """A pin twice, named by address and by headline; then undone by slug, without its note."""
    pin = Pin(action="pin", article="https://example.org/grain", other="Tug-Strike", note="=why")
    recorded = pins.record(file, GRAPH, pin)
    assert recorded is not None
    assert (recorded.article, recorded.other, pins.record(file, GRAPH, pin)) == ("grain", "tug-strike", None)
    assert file.read_text(encoding="utf-8") == "action,article,other,note,decided\npin,grain,tug-strike,'=why,\n"
    assert pins.applied(file, GRAPH)[0].beside(NUMBER["grain"]) == {NUMBER["tug-strike"]: "=why"}
    address = "https://example.org/tug-strike"
    assert pins.withdraw(file, GRAPH, Pin(action="pin", article="grain", other=address)) == 1
    assert file.read_text(encoding="utf-8") == "action,article,other,note,decided\n"


def test_a_pin_of_an_article_that_is_gone_can_be_taken_back(file: Path) -> None:
    """The article was removed from the atlas; the row names it still."""
    listed(file, "action,article,other\npin,grain,removed-story\n")
    (problem,) = pins.applied(file, GRAPH)[1]
    assert (problem.position, problem.reason) == ("line 2", "no article is called 'removed-story'")
    assert pins.withdraw(file, GRAPH, Pin(action="pin", article="grain", other="removed-story")) == 1
    assert pins.read(file) == ((), ())


def test_an_article_is_not_pinned_beside_itself(file: Path) -> None:
    with pytest.raises(UsageError, match="beside itself"):
        pins.record(file, GRAPH, Pin(action="pin", article="grain", other="https://example.org/grain"))


def test_the_last_word_on_a_pair_holds(file: Path) -> None:
    """Pinned both ways, then excluded, then pinned again."""
    one, other = (
        Pin(action="pin", article=a, other=b) for a, b in (("grain", "opera-house"), ("opera-house", "grain"))
    )
    for pin in (one, other, Pin(action="exclude", article="grain", other="opera-house"), other):
        assert pins.record(file, GRAPH, pin)
    assert [pin for _, pin in pins.read(file)[0]] == [other]


def test_other_bytes_of_the_file_are_left_as_they_are(file: Path) -> None:
    """Semicolons, a column of the editor's own, line ends of another system, a row that is no pin."""
    before = "\ufeffother;action;article;mine\r\nopera-house;pin;grain;x\r\nnonsense;;;\r\n"
    listed(file, before)
    pins.record(file, GRAPH, Pin(action="exclude", article="ferry-strike", other="grain"))
    assert file.read_bytes().decode() == before + "grain;exclude;ferry-strike;\r\n"


def test_a_name_that_fits_several_asks_for_the_id(file: Path) -> None:
    """Two articles of one headline; by id each is known."""
    graph = drawn(*(story(name, "ferry", headline="Digest") for name in ("one", "two")), story("three", "ferry"))
    _, (problem,) = pins.applied(listed(file, "action,article,other\npin,three,digest\npin,three,two\n"), graph)
    assert str(problem).endswith("line 2: 'digest' may mean 2 articles (give the id: one, two)")


def test_a_file_of_a_thousand_forgotten_articles_is_told_line_by_line(file: Path) -> None:
    """Only for the first twenty the nearest names are looked up."""
    rows = [f"pin,ferry-strike,forgotten-{i}" for i in range(1000)]
    _, problems = pins.applied(listed(file, "\n".join(["action,article,other", *rows])), GRAPH)
    assert [problem.position for problem in problems] == [f"line {i + 2}" for i in range(1000)]
