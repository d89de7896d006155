"""Markdown with front matter."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.ingest.articles import article, problem


def test_scalars_stay_what_they_say() -> None:
    """What YAML would make False, 7, 750, 1.0 and a date."""
    found = article("---\nid: 007\ntitle: NO\ntags: [on, 12:30, 1.0, ~]\nrank: 0x1F\nflag: yes\n---\n\nText.\n")
    assert (found.id, found.headline, found.tags) == ("007", "NO", ("on", "12:30", "1.0"))
    assert found.extra == {"rank": "0x1F", "flag": "yes"}


def test_toml_front_matter_is_read() -> None:
    """As Hugo writes it."""
    found = article('+++\ntitle = "A"\ndate = 2031-07-02T10:00:00-04:00\ntags = ["x"]\nweight = 3\n+++\n\nText.\n')
    assert (found.headline, str(found.published), found.tags) == ("A", "2031-07-02", ("x",))
    assert found.extra == {"weight": 3}


@pytest.mark.parametrize(
    ("front", "reason", "line"),
    [
        ("title: [a\nb: c", "not YAML", 3),
        ("title: a\n\tb: c", "not YAML", 3),
        ("title: a\ntitle: b", "two values", 3),
        ("- a\n- b", "no keys", 2),
        ("title: *gone", "does not define", 2),
        ("a: &a [*a]", "does not define", 2),
        ("a: " + "[" * 1000, "nested deeper", 2),
        ("a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "\n".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]" for a, b in pairwise("abcdefg")), "values", 6),
        ("a: {b: c}: d", "not YAML", 2),
    ],
)  # fmt: skip
def test_front_matter_that_does_not_parse_says_where(front: str, reason: str, line: int) -> None:
    """The fault's line in the file, where the opening fence is line 1."""
    found = problem(f"---\n{front}\n---\n\nText.\n", "markdown")
    assert reason in found.reason
    assert found.position == f"line {line}"


def test_front_matter_that_never_ends_is_a_problem() -> None:
    """The closing fence is missing."""
    assert "never closed" in problem("---\ntitle: a\n\nText.\n").reason


def test_the_body_is_plain_text() -> None:
    """Emphasis, links, images, HTML, scripts and shortcodes."""
    found = article(
        "---\ntitle: T\n---\n"
        "A *small* **boat** with [two](https://lamp.example/a?utm_source=x#y) `oars` ![and a picture](p.png).\n"
        "Still the same line,  \nand a new one. {{< youtube id >}}\n\n"
        '[By ref]({{< ref "a.md" >}} "A") <b onclick="x()">bold</b><script>alert(1)</script> {% include x %}AT&amp;T\n\n'
        "<div><p>In a <a href='https://lamp.example/b'>box</a></p><script>alert(2)</script></div>\n\n"
        "> quoted\n\n1. one\n2. two\n"
    )
    assert found.text == (
        "A small boat with two oars . Still the same line,\nand a new one.\n\nBy ref bold AT&T\n\nIn a box\n\nquoted\n\none\n\ntwo"
    )
    assert found.links == ("https://lamp.example/a?utm_source=x#y", "https://lamp.example/b")


@pytest.mark.parametrize(
    "body", ["One line\nwrapped here.\n\nTwo: “quotes”, (brackets) - dashes.\n", "A year, 1999. Then 2 more."]
)
def test_plain_prose_reads_the_same_with_and_without_the_parser(body: str) -> None:
    """A body without markup is not parsed; an empty comment makes it be."""
    front = "---\ntitle: T\n---\n"
    assert article(front + body).text == article(f"{front}{body}\n\n<!-- -->\n").text


def test_headings_of_the_profile_open_sections() -> None:
    """What stands before the first is the text; deeper headings stay inside; an unknown one of its level opens its own."""
    found = article(
        "---\ntitle: T\n---\nIntro.\n\n## Background\n\nOld.\n\n## What happened\n\nThis.\n\n### In detail\n\nThat.\n\n## A coda\n\nEnd.\n"
    )
    assert found.text == "Intro.\n\nBackground\n\nOld."
    assert [(s.name, s.heading, s.text) for s in found.sections] == [
        ("what_happened", "What happened", "This.\n\nIn detail\n\nThat."),
        ("a-coda", "A coda", "End."),
    ]


def test_a_first_level_heading_is_the_headline_where_no_other_is() -> None:
    """A note without front matter."""
    found = article("# The Mole\n\nIt is long.\n", "markdown")
    assert (found.headline, found.text) == ("The Mole", "It is long.")


def test_no_headline_anywhere_names_the_keys_looked_for() -> None:
    """Front matter without a title."""
    found = problem("---\nauthor: me\n---\nText.\n")
    assert "headline, title, url" in found.hint


def test_entities_in_front_matter_become_characters() -> None:
    """As blogs export them, once or twice over; what only looks like one stays, and so does an address."""
    found = article(
        "---\ntitle: The mole doesn&#8217;t hold\nsummary: R&amp;D &#x2014; ports&hellip; &amp;#8220;A&amp;#8221; &nosuch; a&b; c\n"
        "tags: [R&amp;D]\nid: a&amp;b\n---\n`&amp;` is written so. It doesn&#8217;t.\n"
    )
    assert found.headline == "The mole doesn’t hold"
    assert found.dek == "R&D — ports… “A” &nosuch; a&b; c"
    assert (found.tags, found.id) == (("R&D",), "a&amp;b")
    assert found.text == "&amp; is written so. It doesn’t."


def test_a_headline_with_entities_is_the_one_below_it() -> None:
    found = article("---\ntitle: It doesn&#8217;t\n---\n# It doesn’t\n\nText.\n")
    assert (found.headline, found.text) == ("It doesn’t", "Text.")


@pytest.mark.parametrize("code", [
    '{{< img src="a b.png" alt="Words that nobody wrote" >}}', "{{% notice tip %}}", '{{< fig caption="in {braces} and } too" >}}',
    '{{< fig\n  caption="over two lines"\n>}}', "{{ page.title | upcase }}", "{% include x.html a='100% more' %}",
])  # fmt: skip
def test_shortcodes_leave_no_words(code: str) -> None:
    """In the text, in a link's place, and in front matter."""
    one_line = code.replace("\n", " ").replace("'", "''")
    found = article(
        f"---\ntitle: T\nsummary: 'Before {one_line}after.'\n---\nBefore {code}after. [A link]({code}) <a href=\"{code}\">and</a> on.\n"
    )
    assert found.dek == "Before after."
    assert found.text == "Before after. A link and on."
