"""The name of the mechanism."""

from __future__ import annotations

import pytest

from tests.tagging.worlds import tagged


@pytest.mark.parametrize(("text", "name"), [
    ("The dominant mechanism is managed scarcity: quotas come first.", "managed scarcity"),
    ("The mechanism at work here is debt for access, in which a loan buys a gate.", "debt for access"),
    ("This is socialised loss: the public carries the risk.", "socialised loss"),
    ("What is operating is permission journalism.", "permission journalism"),
    ("What operates here is guarantee creep, one step at a time.", "guarantee creep"),
    ("Grandfathered privilege is the mechanism.", "grandfathered privilege"),
    ("The logic of duplicated authority runs through the decree.", "duplicated authority"),
    ("Nothing is hidden. The mechanism is a form of “strategic delay”.", "strategic delay"),
    ("The operative mechanism is agenda timing written into rule.", "agenda timing"),
    ("The core mechanism is Potemkin oversight, as in earlier years.", "Potemkin oversight"),
])  # fmt: skip
def test_the_name_is_read_from_its_wording(text: str, name: str) -> None:
    if name[0].isupper():
        text = f"They speak of Potemkin villages. {text}"
    assert tagged(mechanism=text).mechanisms == (name,)


@pytest.mark.parametrize("text", [
    "The mechanism is simple.", "It is hard to say what the mechanism is.", "Power hides in forms.", "This is new.",
    "The mechanism is that nobody has to sign anything twice and so on.", "",
])  # fmt: skip
def test_no_name_rather_than_a_wrong_one(text: str) -> None:
    assert tagged(mechanism=text).mechanisms == ()


def test_claims_carry_the_mechanism_of_their_article() -> None:
    (claim,) = tagged(who_gains="The palace gains a veto.", mechanism="The mechanism is managed scarcity.").claims
    assert claim.mechanism == "managed scarcity"
