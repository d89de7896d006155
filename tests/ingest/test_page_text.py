"""A page copied as plain text, with parts missing, in other words, in another order."""

from __future__ import annotations

import dataclasses

import pytest

from tests.ingest.articles import PROFILE, article, problem

PROSE = "The parties met in a room above the harbour and agreed on nothing that could be written down."
SECTION = f"What happened\n\n{PROSE}\n\n"


def test_the_first_line_is_the_kicker_where_a_headline_follows() -> None:
    """Kicker, headline and a section; no dek, no facts: the kicker is all that tells the lens."""
    page = article(f"Home Front\n\nThe Talks Go On in Ulmar Again\n\n{SECTION}")
    assert (page.lenses, page.headline, page.dek) == (("Home Front",), "The Talks Go On in Ulmar Again", "")


def test_a_page_may_begin_with_its_headline() -> None:
    """The facts name a lens that the first line is not."""
    page = article(f"Talks Resume\n\nThe parties met again above the harbour\n\n{SECTION}LensHome Front\n")
    assert (page.headline, page.dek) == ("Talks Resume", "The parties met again above the harbour")
    assert page.lenses == ("Home Front",)


@pytest.mark.parametrize(
    "facts",
    [
        "LensHome Front\nTypeReporting\nPublishedJuly 2, 2031\nRead time3 min read\nSourceUlmar Post\n",
        "Lens: Home Front\nType: Reporting\nPublished: 2 July 2031\nRead time: 3 min read\nSource: Ulmar Post\n",
        "Lens\nHome Front\nType\nReporting\nPublished\nJuly 2, 2031\nRead time\n3 min read\nSource\nUlmar Post\n",
        "Lens\tHome Front\nType\tReporting\nPublished\t2031-07-02\nRead time\t3 min\nSource\tUlmar Post\n",
        "Lens Home Front\nType Reporting\nPublished July 2, 2031\nRead time 3 min read\nSource Ulmar Post\n",
        "LENSHome Front\nTYPEReporting\nPUBLISHEDJuly 2, 2031\nREAD TIME3 min read\nSOURCEUlmar Post\n",
        "LensHome FrontTypeReportingPublishedJuly 2, 2031Read time3 min readSourceUlmar Post\n",
        "Lens: Home Front · Type: Reporting · Published: July 2, 2031 · Read time: 3 min · Source: Ulmar Post\n",
    ],
)
@pytest.mark.parametrize("above", [False, True], ids=["below the sections", "above them"])
def test_facts_are_read_however_label_and_value_stand(facts: str, *, above: bool) -> None:
    """The same five facts, written in eight ways, in two places."""
    top = f"Home Front\n\nThe Talks Go On in Ulmar Again\n\n{PROSE}\n\n"
    page = article(f"{top}{facts}\n{SECTION}" if above else f"{top}{SECTION}{facts}")
    assert (page.lenses, page.type, page.minutes) == (("Home Front",), "Reporting", 3)
    assert str(page.published) == "2031-07-02"
    assert [source.name for source in page.sources] == ["Ulmar Post"]
    assert (page.dek, page.text, page.section("what_happened")) == (PROSE, "", PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Sources close to the guild said that nobody had been asked about the mole.",
        "Type in the wrong number and the crane stops.",
        "By Thursday nobody knew.",
        "BYD said it would build ferries.",
        "Published accounts differ on who signed the note and when.",
        "What happened in Doha stays in Doha, said the mate.",
        "Source reporting does not say who paid.",
    ],
)
def test_a_sentence_that_begins_with_a_label_is_prose(line: str) -> None:
    """A section whose second paragraph begins like a fact."""
    page = article(f"Headline of the Day\n\n{PROSE}\n\nWhat happened\n\n{PROSE}\n\n{line}\n\n{PROSE} Then they left.\n")
    assert page.section("what_happened") == f"{PROSE}\n\n{line}\n\n{PROSE} Then they left."
    assert (page.sources, page.type, page.published, page.authors) == ((), None, None, ())


def test_source_attribution_is_no_source() -> None:
    """The heading begins with a label; the publication's own name stands below it."""
    page = article(f"A Headline\n\n{SECTION}Source attribution\n\nThis is LAMPLIGHT analysis of a report.\n")
    assert page.sources == ()
    assert page.extra["attribution"] == "This is LAMPLIGHT analysis of a report."


def test_the_original_names_the_source_where_no_fact_does() -> None:
    """Only “Read the original at …” says whose reporting it was."""
    page = article(f"A Headline\n\n{SECTION}Source attribution\n\nRead the original at Ulmar Post – Harbour\n")
    assert [source.name for source in page.sources] == ["Ulmar Post – Harbour"]


@pytest.mark.parametrize(
    ("written", "tags", "tag_line"),
    [
        ("globalUlmarfrozen fundshome-front", (), "globalUlmarfrozen fundshome-front"),
        ("global Ulmar frozen funds", (), "global Ulmar frozen funds"),
        ("globalWashington, D.C.diplomacyfrozen funds", (), "globalWashington, D.C.diplomacyfrozen funds"),
        ("global, Ulmar, frozen funds", ("global", "Ulmar", "frozen funds"), ""),
        ("global · Ulmar · frozen funds", ("global", "Ulmar", "frozen funds"), ""),
        ("#global #Ulmar #frozen funds", ("global", "Ulmar", "frozen funds"), ""),
        ("global\nUlmar\nfrozen funds", ("global", "Ulmar", "frozen funds"), ""),
        ("- global\n- Ulmar", ("global", "Ulmar"), ""),
    ],
)
@pytest.mark.parametrize(
    "calls", ["\nSubscribe for moreExplore this lensBrowse all issues\n", "\n", "Subscribe for more"]
)
def test_tags_are_told_apart_only_where_that_is_certain(
    written: str, tags: tuple[str, ...], tag_line: str, calls: str
) -> None:
    """The last lines of a page, which may run straight into its calls."""
    page = article(f"A Headline\n\n{SECTION}Reader paths\n\nKeep drilling through the topic map.\n\n{written}{calls}")
    assert (page.tags, page.tag_line) == (tags, tag_line)


def test_a_call_among_the_sections_does_not_end_the_page() -> None:
    """The page asks for subscribers between two sections."""
    page = article(f"A Headline\n\n{SECTION}Subscribe for more\n\nWhy it matters\n\nIt does.\n\nLensHome Front\n")
    assert (page.section("what_happened"), page.section("why_it_matters")) == (PROSE, "It does.")
    assert page.lenses == ("Home Front",)


def test_wrapped_lines_are_one_paragraph() -> None:
    """A page whose lines were broken at fifty characters."""
    wrapped = "The parties met in a room above the harbour and\nagreed on nothing. Nobody signed the paper which\nlay there.\n"
    page = article(f"A Headline\n\nWhat happened\n\n{wrapped}\nThey left.\n")
    assert page.section("what_happened") == f"{' '.join(wrapped.split())}\n\nThey left."


def test_other_wordings_come_from_the_profile() -> None:
    """Another publication's headings and labels."""
    profile = dataclasses.replace(
        PROFILE,
        headings={"what_happened": ("Was geschah",), "who_gains": ("Wem es nützt",)},
        labels={"lens": ("Blickwinkel",), "published": ("Erschienen",)},
    )
    text = (
        f"Ein Titel\n\nWas geschah?\n\n{PROSE}\n\nWem es nützt\n\nDem Rat.\n\nBlickwinkelHafen\nErschienen: 2.7.2031\n"
    )
    page = article(text.replace("2.7.2031", "2031-07-02"), profile=profile)
    assert [(s.name, s.heading) for s in page.sections] == [
        ("what_happened", "Was geschah?"),
        ("who_gains", "Wem es nützt"),
    ]
    assert (page.lenses, str(page.published)) == (("Hafen",), "2031-07-02")


def test_a_text_without_the_form_is_no_page() -> None:
    """Someone's shopping list."""
    found = problem("bread\nsalt\nlamp oil\n", "page-text")
    assert "no heading of the profile 'civic-analysis'" in found.reason
    assert "[headings]" in found.hint


def test_a_page_without_a_headline_says_so() -> None:
    """The page begins with its first section."""
    assert problem(SECTION, "page-text").reason == "no headline stands above its first section"


@pytest.mark.parametrize(("byline", "authors"), [
    ("Jan van der Meer", ("Jan van der Meer",)), ("Ada Lund and Bo Vik", ("Ada Lund", "Bo Vik")), ("O’Neil, A.B.", ("O’Neil, A.B.",)),
    ("degrees the port was sold to one who never bid", ()),
])  # fmt: skip
def test_a_byline_is_told_from_prose(byline: str, authors: tuple[str, ...]) -> None:
    """Under the headline of a page as plain text."""
    assert article(f"A Headline\nBy {byline}\nThe dek is here, and long.\n{SECTION}").authors == authors
