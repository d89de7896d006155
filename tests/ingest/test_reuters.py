"""Stories of Reuters-21578; a whole file of them stands among the pages."""

from __future__ import annotations

from lensatlas import ingest
from lensatlas.model import Article, Problem
from tests.corpora import folder
from tests.ingest.articles import PROFILE, of_bytes

STORY = '<REUTERS NEWID="{0}"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT><TITLE>STORY {0}</TITLE></TEXT></REUTERS>\n'


def test_a_story_without_title_or_text_is_refused_where_it_stands() -> None:
    """The second of three; the third is read."""
    first, second, third = of_bytes(
        (STORY.format(1) + '<REUTERS NEWID="2"><TEXT></TEXT></REUTERS>\n' + STORY.format(3)).encode()
    )
    assert isinstance(second, Problem)
    assert (second.position, "neither a headline" in second.reason) == ("line 2", True)
    assert [story.id for story in (first, third) if isinstance(story, Article)] == ["reuters-1", "reuters-3"]


def test_bytes_of_latin_1_and_control_characters_do_no_harm() -> None:
    """A u with two dots, and the marks that open and close a telex."""
    (found,) = of_bytes(
        b'<REUTERS NEWID="1"><TEXT><TITLE>M\xdcHLE\x02 AND &#31;&#3;SON</TITLE></TEXT></REUTERS>', "reuters"
    )
    assert isinstance(found, Article)
    assert found.headline == "MÜHLE AND SON"


def test_a_file_without_stories_says_so() -> None:
    (found,) = of_bytes(b"<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n")
    assert isinstance(found, Problem)
    assert "no <REUTERS>" in found.reason


def test_every_story_of_the_collection_is_read() -> None:
    """6,000 stories in six files; the indexers' codes all stand in the collection's own lists."""
    place = folder("reuters21578")
    stories = list(ingest.read([str(place / "*.sgm")], profile=PROFILE))
    articles = [story for story in stories if isinstance(story, Article)]
    assert (len(stories), len(articles)) == (6000, 6000)
    topics = set((place / "all-topics-strings.lc.txt").read_text(encoding="latin-1").split())
    assert {tag for story in articles for tag in story.tags} <= topics
    assert all(story.published and story.published.year == 1987 for story in articles)
