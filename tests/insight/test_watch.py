from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.gap_world import START, Piece, many, settled

from lensatlas.insight.watch import ledger
from lensatlas.network.draw import draw

PORT = Piece(
    id="port", tags="port concession, guarantees", actors="Treasury", headline="A bank steps behind the port",
    promises=(("Watch whether the Treasury signs the terminal guarantee by 30 March 2026.", dt.date(2026, 3, 30)),),
)  # fmt: skip
SIGNED = Piece(
    id="signed", tags="port concession, guarantees", actors="Treasury", day=60, headline="The state stands in",
    text="Rain fell all week. The Treasury signed the terminal guarantee on Monday. Nobody asked why.",
)  # fmt: skip
# Other stories, so that words have a rarity.
OTHERS = [
    *many(
        12,
        Piece(
            id="water", tags="river", actors="Farmers", day=1, text="The river ran low and farmers counted their water."
        ),
    ),
    *many(
        12,
        Piece(id="court", tags="judges", actors="Council", day=1, text="The council of judges met and named nobody."),
    ),
]


def state_of(*pieces: Piece, as_of: dt.date = dt.date(2026, 6, 1), item: str = "port-0") -> dict[str, object]:
    pairs = [settled(piece) for piece in (*pieces, *OTHERS)]
    graph = draw(pairs, actors=(), lenses=())
    return next(w.row() for w in ledger(lambda: pairs, graph=graph, as_of=as_of) if w.item.id == item)


def test_a_promise_that_a_later_article_keeps_is_answered_by_its_sentence() -> None:
    """The Treasury was to sign a guarantee; two months later it did."""
    row = state_of(PORT, SIGNED)
    assert row == {
        "id": "port-0",
        "article": "port",
        "text": "Watch whether the Treasury signs the terminal guarantee by 30 March 2026.",
        "actors": ["Treasury"],
        "tags": [],
        "due": "2026-03-30",
        "state": "answered",
        "answered_by": {"article": "signed", "sentence": "The Treasury signed the terminal guarantee on Monday."},
    }


def test_a_promise_whose_date_has_passed_is_overdue_and_before_that_it_is_open() -> None:
    """Nobody comes back to the guarantee."""
    assert state_of(PORT)["state"] == "overdue"
    assert state_of(PORT, as_of=dt.date(2026, 3, 30))["state"] == "open"
    assert state_of(PORT)["answered_by"] is None


def test_an_undated_promise_expires_after_a_year() -> None:
    """The same promise without its date."""
    undated = Piece(id="port", tags="port concession", promises=(("Watch whether the guarantee is signed.", None),))
    assert state_of(undated, as_of=START + dt.timedelta(days=365))["state"] == "open"
    assert state_of(undated, as_of=START + dt.timedelta(days=366))["state"] == "expired"


def test_a_year_named_in_passing_is_no_deadline() -> None:
    """The promise asks who wrote a clause in 2019; the tagging reads a date that was over before the article appeared."""
    asked = Piece(
        id="port", tags="port concession", promises=(("Track who wrote the clause in 2019.", dt.date(2019, 12, 31)),)
    )
    assert state_of(asked)["state"] == "open"


def test_an_earlier_article_or_one_of_the_same_day_answers_nothing() -> None:
    """The guarantee was signed before anybody was told to watch for it."""
    told_later = Piece(**{**{f: getattr(PORT, f) for f in PORT.__slots__}, "day": 60})
    assert state_of(told_later, SIGNED)["state"] == "overdue"


def test_an_article_after_the_day_of_judgement_is_not_known_yet() -> None:
    """Signed on the first of March; judged in February."""
    assert state_of(PORT, SIGNED, as_of=dt.date(2026, 2, 1))["state"] == "open"


def test_a_promise_repeated_is_not_an_answer() -> None:
    """A later article only tells readers to watch for the same thing."""
    again = Piece(id="again", tags="port concession, guarantees", actors="Treasury", day=60, promises=PORT.promises)
    assert state_of(PORT, again)["state"] == "overdue"


def test_the_same_words_in_a_story_that_shares_nothing_are_no_answer() -> None:
    """Another treasury signs another terminal guarantee: no tag and no actor in common."""
    elsewhere = Piece(id="elsewhere", tags="airports", actors="Ministry", day=60, text=SIGNED.text)
    assert state_of(PORT, elsewhere)["state"] == "overdue"


def test_naming_the_actor_again_is_no_answer() -> None:
    """The promise is about the Treasury's accounts; a later article names the Treasury for something else."""
    asked = Piece(
        id="port", tags="port concession", actors="Treasury", promises=(("Pay attention to the Treasury.", None),)
    )
    later = Piece(
        id="later", tags="port concession", actors="Treasury", day=60, text="The Treasury moved to a new building."
    )
    assert state_of(asked, later)["state"] == "open"


def test_a_headline_lends_its_words_to_the_sentences_under_it() -> None:
    """Relief for mortgage holders: the sentence says relief, the headline says mortgages."""
    asked = Piece(
        id="port", tags="band, florin loans", actors="Bank", promises=(("Look for relief for mortgage holders.", None),)
    )
    later = Piece(
        id="later", tags="band, florin loans", actors="Bank", day=60, headline="Mortgage holders wait no longer",
        text="The Bank presented relief for all who borrowed.",
    )  # fmt: skip
    answer = state_of(asked, later)["answered_by"]
    assert answer == {"article": "later", "sentence": "The Bank presented relief for all who borrowed."}


def test_an_undated_article_makes_promises_that_stay_open() -> None:
    """Nothing can be called later than an article without a date."""
    undated = Piece(
        id="port",
        tags="port concession, guarantees",
        day=None,
        promises=(("Watch whether the guarantee is signed.", None),),
    )
    row = state_of(undated, SIGNED)
    assert row["state"] == "open"
    assert row["answered_by"] is None


def test_no_promises_make_an_empty_ledger() -> None:
    """A publication that promises nothing is not read for answers."""
    assert ledger(lambda: [settled(SIGNED)], graph=draw([settled(SIGNED)], actors=(), lenses=()), as_of=START) == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations([PORT, SIGNED, *OTHERS[::4]]))
def test_the_ledger_does_not_depend_on_the_order_of_articles(pieces: list[Piece]) -> None:
    """The same articles, shuffled."""
    pairs = [settled(piece) for piece in pieces]
    graph = draw(pairs, actors=(), lenses=())
    rows = [w.row() for w in ledger(lambda: pairs, graph=graph, as_of=dt.date(2026, 6, 1))]
    assert [(row["state"], row["answered_by"]) for row in rows] == [
        ("answered", {"article": "signed", "sentence": "The Treasury signed the terminal guarantee on Monday."})
    ]


def test_a_thing_to_keep_an_eye_on_is_not_answered_by_its_next_mention() -> None:
    """The pension fund is named again; but whether it pays was a question, and that is answered."""
    later = Piece(
        id="later", tags="port concession", actors="Treasury", day=60, text="The pension fund pays at last, said the Treasury."
    )  # fmt: skip
    said = {"Pay attention to the pension fund.": "open", "Watch whether the pension fund pays.": "answered"}
    for text, state in said.items():
        asked = Piece(id="port", tags="port concession", actors="Treasury", promises=((text, None),))
        assert state_of(asked, later)["state"] == state


def test_an_actor_and_one_word_more_are_no_answer() -> None:
    """The Treasury was to offer relief for depositors; all that comes is the Treasury's relief about something else."""
    asked = Piece(
        id="port", tags="band", actors="Treasury", promises=(("Look for a Treasury offer on deposits.", None),)
    )
    later = Piece(id="later", tags="band", actors="Treasury", day=60, text="The Treasury refused to count deposits.")
    assert state_of(asked, later)["state"] == "open"
