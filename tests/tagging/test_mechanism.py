"""The name of the mechanism."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from lensatlas import config, ingest
from lensatlas.model import Article
from lensatlas.tagging.mechanism import mechanism_in
from tests.tagging.worlds import tagged

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


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
    ("The mechanism, once again, is strategic delay.", "strategic delay"),
    ("The mechanism at work is forum shopping by hull.", "forum shopping"),
    ("What operates here is guarantee creep joined to a forecast.", "guarantee creep"),
    ("The mechanism is managed scarcity with quotas and queues.", "managed scarcity"),
    ("The mechanism is regulatory capture in slow motion.", "regulatory capture"),
    ("The mechanism is rule by decree.", "rule by decree"),
    ("The mechanism is emergency rule by decree.", "emergency rule by decree"),
    ("The mechanism is licence by forbearance.", "licence by forbearance"),
    ("The mechanism is oversight without powers.", "oversight without powers"),
    ("The mechanism is structural debt for access.", "structural debt for access"),
    ("The mechanism is slow capture of courts by donors.", "slow capture of courts"),
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


def test_one_mechanism_has_one_name_in_the_whole_sample() -> None:
    """The magazine's nineteen mechanisms, each as often as its description counts it."""
    listed = re.search(
        r"^Mechanisms \(19\): (.+)\.$", (SAMPLE.parent / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed is not None
    pages = ingest.read([str(SAMPLE / "pages"), str(SAMPLE / "posts")], profile=config.load().profile)
    found = Counter(mechanism_in(page) for page in pages if isinstance(page, Article))
    assert found == {name: int(count) for name, count in re.findall(r"([a-z ]+?) (\d+)", listed[1].replace(", ", "\n"))}
