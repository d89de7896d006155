"""A Markdown body as plain text: its stretches under their headings, and where its links lead."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lensatlas.ingest.marked import plain as plain_markdown
from lensatlas.ingest.marked.stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from lensatlas.ingest.marked.plain import Plain

# Hugo's shortcodes, Jekyll's and Eleventy's Liquid: they stand for something that only the site's generator knows.
# No possessive + on the groups: Python before 3.11.5 matches those wrongly (gh-106052).
_TEMPLATE = re.compile(r"\{(?:\{(?:[^{}]|\{(?!\{)|\}(?!\})){0,2000}\}|%(?:[^%{]|%(?!\})|\{(?!%)){0,2000}%)\}")
# Kramdown's and Goldmark's attributes: "{: .note}" alone or behind a link, "{#name}" and "{.wide}" behind a heading.
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,300}\}|[ \t]\{[#.][\w-][^{}\n]{0,300}\}[ \t]*$", re.MULTILINE)
# A footnote's text stays where it stands, the marks that lead to it go.
_FOOTNOTE = re.compile(r"^[ ]{0,3}\[\^[^\[\]\s]{1,60}\]:[ \t]*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
# A body without any of these is prose as it stands: nine of ten timeline events, parsed eight times faster.
# In two: at the beginnings of lines, and anywhere; as one expression it took eight times as long.
_MARKS = re.compile(r"[*_`\[\]<>#!&\\|~]")
_OPENINGS = re.compile(r"\n(?:[ \t]*(?:[-+=]|\d+[.)][ \t])| {4}|\t)")
# Emphasis that CommonMark leaves open: "**Note: **".
_STARS = re.compile(r"(?<!\w)\*\*+|\*\*+(?!\w)")
_SPACES = re.compile(r"[^\S\n]+")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_HREF = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_SILENT = re.compile(r"<(/?)(script|style|template|iframe)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>?")


def stretches(body: str) -> tuple[list[Stretch], list[str]]:
    """The stretches of a Markdown body, and the addresses it links to, in order."""
    body = _ready(body)
    if not _MARKS.search(body) and not _OPENINGS.search(f"\n{body}"):
        plain = [" ".join(part.split()) for part in _PARAGRAPHS.split(body)]
        return [Stretch(paragraphs=[part for part in plain if part])], []
    parts = plain_markdown.chunks(body)
    return _parsed(body) if parts is None else _joined(parts)


def _joined(parts: list[Plain | str]) -> tuple[list[Stretch], list[str]]:
    """What is plain and what the parser makes of the rest, in order."""
    found, links = [Stretch()], list[str]()
    for part in parts:
        if isinstance(part, str):
            (first, *rest), more = _parsed(part)
            found[-1].paragraphs += first.paragraphs
            found += rest
            links += more
        else:
            links += part.links
            if part.level:
                found.append(Stretch(level=part.level, heading=part.text))
            else:
                found[-1].paragraphs.append(part.text)
    return found, links


def tokens(body: str) -> list[Token]:
    """What markdown-it makes of a Markdown body."""
    return _markdown().parse(_ready(body))


def _ready(body: str) -> str:
    """The body without what only a generator of sites understands."""
    if "{" in body:
        body = _TEMPLATE.sub(_left_of_template, body)
        if "{:" in body or "{#" in body or "{." in body:
            body = _ATTRIBUTES.sub("", body)
    if "[^" in body and _FOOTNOTE.search(body):
        body = _REFERENCE.sub("", _FOOTNOTE.sub("", body))
    if body.count("[") > 2000 + 2 * body.count("]"):
        # Brackets that never close cost the parser quadratic time: 20,000 of them 3 s.
        body = body.replace("[", "\\[")
    return body


def as_html(body: str) -> str:
    """A Markdown text as HTML, which only a reader of its text may be given: whatever stood in it still does."""
    return str(_markdown().render(body))


def without_templates(text: str) -> str:
    """A line of front matter without shortcodes and Liquid."""
    return _TEMPLATE.sub("", text) if "{" in text else text


def _left_of_template(found: re.Match[str]) -> str:
    """What a shortcode leaves: nothing, but an address that leads nowhere where it was a link's, or the link would be none."""
    if not found.string.endswith(("](", "]( "), 0, found.start()):
        return ""
    return "# " if found.string.startswith(('"', "'"), found.end()) else "#"


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        """Addresses are checked and written in one way where records are made; doing it here too costs a tenth of the time."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return bool(url)

    # Raw HTML is recognised only so that it can be taken out: nothing here is ever rendered.
    return Reader("js-default", {"html": True, "maxNesting": 40})


def _parsed(body: str) -> tuple[list[Stretch], list[str]]:
    found, links = [Stretch()], list[str]()
    heading: Token | None = None
    cells: list[str] | None = None
    for token in _markdown().parse(body):
        match token.type:
            case "heading_open":
                heading = token
            case "heading_close":
                heading = None
            case "tr_open":
                cells = []
            case "tr_close":
                found[-1].paragraphs.append(" | ".join(cells or ()))
                cells = None
            case "inline":
                stated = _SPACES.sub(" ", _STARS.sub("", "".join(_inline(token.children or (), links)))).strip()
                if heading is not None:
                    found.append(Stretch(level=int(heading.tag[1]), heading=" ".join(stated.split())))
                elif cells is not None:
                    cells.append(stated)
                else:
                    found[-1].paragraphs.append(stated)
            # HTML that is indented after a blank line is code to CommonMark, and was none to its author.
            case "code_block" if token.content.lstrip().startswith("<"):
                found[-1].paragraphs.extend(_unmarked(token.content, links))
            case "fence" | "code_block":
                found[-1].paragraphs.append(token.content.strip())
            case "html_block":
                found[-1].paragraphs.extend(_unmarked(token.content, links))
            case _:
                pass
    for stretch in found:
        stretch.paragraphs = [part for part in stretch.paragraphs if part]
    return found, links


def _inline(tokens: Iterable[Token], links: list[str]) -> Iterator[str]:
    silent = 0
    for token in tokens:
        if token.type == "html_inline":
            if href := _HREF.match(token.content):
                links.append(href[1])
            if mark := _SILENT.match(token.content):
                silent = max(0, silent + (-1 if mark[1] else 1))
            elif token.content.lower().startswith("<br"):
                yield "\n"
        elif silent:
            continue
        elif token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"
        elif token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))


def _unmarked(html: str, links: list[str]) -> Iterator[str]:
    """The paragraphs of a block of HTML inside Markdown, without its tags, scripts and styles."""
    from lensatlas.ingest.pages.html_blocks import blocks

    for block in blocks(html):
        links.extend(link.address for link in block.links)
        yield block.text
