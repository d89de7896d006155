"""Markdown with front matter."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from lensatlas import ingest
from lensatlas.model import Article
from tests.ingest.articles import PROFILE, article, problem

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.model import Problem


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


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: [", "&a [", "!!seq ["])
def test_front_matter_may_be_nested_to_no_depth_that_ends_the_process(opening: str) -> None:
    """A hundred thousand levels, at which libyaml's own loader overruns the stack."""
    found = problem(f"---\ntitle: T\ndeep: {opening * 100_000}\n---\nText.\n", "markdown")
    assert "front matter" in found.reason
    assert found.position == "line 3"


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


@pytest.mark.parametrize(
    ("name", "front", "reason"),
    [
        ("a.md", "draft: true", "a draft"),
        ("a.md", "draft: 'yes'", "a draft"),
        ("_drafts/a.md", "layout: post", "a draft"),
        ("_posts/2031-07-02-a.md", "published: false", "not published"),
        ("a.md", "publish: false", "not published"),
        ("coast/_index.md", "layout: list", "the page of a section"),
        ("coast/_index.fr.md", "layout: list", "the page of a section"),
    ],
)
def test_what_its_generator_would_not_publish_is_refused(tmp_path: Path, name: str, front: str, reason: str) -> None:
    """Hugo's drafts and section pages, Jekyll's drafts and `published`, Obsidian's `publish`."""
    assert reason in str(written(tmp_path, name, f"title: T\n{front}"))


def test_a_bundle_takes_its_day_and_language_from_its_names(tmp_path: Path) -> None:
    """Hugo's page bundles and translations; two letters that are no language stay part of the name."""
    found = written(tmp_path, "2031-07-02-quay/index.fr.md", "title: T")
    assert isinstance(found, Article)
    assert (str(found.published), found.language) == ("2031-07-02", "fr")
    other = written(tmp_path, "2031-07-02-node.js.md", "title: T")
    assert isinstance(other, Article)
    assert (str(other.published), other.language) == ("2031-07-02", None)


@pytest.mark.parametrize(
    ("name", "front", "tags"),
    [
        ("2031-07-02-a.md", "layout: post\ntags: quays fees", ("quays", "fees")),
        ("2031-07-02-a.md", "layout: post\ntags: empty quays, fees", ("empty quays", "fees")),
        ("a.md", "tags: empty quays", ("empty quays",)),
        ("a.md", "categories: [ports]", ("ports",)),
        ("a.md", "tags: [fees]\ncategories: [ports]", ("fees",)),
        ("a.md", "layout: post.njk\ntags: posts", ()),
        ("a.md", "layout: post.njk\ntags: [posts, fees]", ("fees",)),
        ("a.md", "layout: post\ntags: [posts, fees]", ("posts", "fees")),
        ("a.md", "taxonomies:\n  tags: [fees]", ("fees",)),
        ("a.md", "tags: ['#fees', ports/quays]", ("fees", "ports/quays")),
        ("a.md", "tags: '#fees #ports/quays'", ("fees", "ports/quays")),
        ("a.md", "tags: [C#, no, 12:30]", ("C#", "no", "12:30")),
    ],
)
def test_each_generator_has_its_own_way_with_tags(tmp_path: Path, name: str, front: str, tags: tuple[str, ...]) -> None:
    """Jekyll's words in one line, Eleventy's collections, Zola's taxonomies, Obsidian's signs."""
    found = written(tmp_path, name, f"title: T\n{front}")
    assert isinstance(found, Article)
    assert found.tags == tags


@pytest.mark.parametrize(
    "fences", ["---json\n{}\n---\n", "{}\n", "---toml\n{}\n---\n", "---yaml\n{}\n---\n", "+++\n{}\n+++\n"]
)
def test_front_matter_is_read_in_three_languages(fences: str) -> None:
    """Between the fences that name them, between those of Hugo, and a JSON object above the text."""
    stated = {
        "json": '{"title": "NO", "tags": ["a"]}',
        "toml": 'title = "NO"\ntags = ["a"]',
        "yaml": "title: NO\ntags: [a]",
    }
    form = "toml" if "+" in fences or "toml" in fences else "yaml" if "yaml" in fences else "json"
    found = article(fences.replace("{}", stated[form]) + "\nText.\n", "markdown")
    assert (found.headline, found.tags, found.text) == ("NO", ("a",), "Text.")


def test_json_front_matter_that_does_not_parse_says_where() -> None:
    assert problem('---json\n{"title": "T",\n oops}\n---\nText.\n', "markdown").position == "line 3"


def test_code_in_a_note_is_no_markup() -> None:
    """A note is known by its links; what stands in code is neither tag, comment, field nor link."""
    found = article(
        "---\ntitle: T\n---\n[[Quay]]\n\n```sh\n#no-tag %%\na:: b [[ -f x ]]\n```\n\n`#nor-this` #this ==seen==\n"
    )
    assert found.tags == ("this",)
    assert found.text == "Quay\n\n#no-tag %%\na:: b [[ -f x ]]\n\n#nor-this this seen"


def test_other_markdown_is_no_note() -> None:
    """Signs that mean something in Obsidian alone."""
    found = article("---\ntitle: T\n---\nA #hashtag, a == b, std:: cout, 5%% or 6%%.\n")
    assert (found.tags, found.text) == ((), "A #hashtag, a == b, std:: cout, 5%% or 6%%.")


def written(folder: Path, name: str, front: str) -> Article | Problem:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}\n---\n\nText.\n", encoding="utf-8")
    (found,) = ingest.read([str(path)], profile=PROFILE)
    return found
