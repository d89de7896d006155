"""What comes in may be anything: it is read, or it is reported; nothing is raised and nothing runs."""

from __future__ import annotations

import bz2
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lensatlas.ingest import FORMATS
from lensatlas.model import Article
from tests.ingest.articles import as_json, of_bytes, problem

if TYPE_CHECKING:
    from lensatlas.model import Problem

PAGES = [
    p.read_bytes() for p in sorted((Path(__file__).resolve().parents[1] / "pages").iterdir()) if p.suffix != ".json"
]
# Bytes that have meant trouble: fences, brackets, surrogates, direction marks, half a script.
SPICE = (
    b"\0", b"\xff", b"<", b">", b"---\n", b'"', b"{", b"[", b"\\ud800", b"\r", b": ", b"&a ", b"*a", b"<p>", b"</article>", b"<h1>",
    b"\n\n", b"What happened", b"Reader paths", b"Published", b"Subscribe for more", b"\xe2\x80\xae", b"{{<", b"`", b"[a](b", b"https://[",
    b"<a href=//[x>", b"<a href=http://a:99999/>", b"!!binary ", b"!!python/object:os.system ", b"\x1f", b"2024-02-30", b"<script>",
)  # fmt: skip


def zipped() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.md", "---\ntitle: a\n---\n")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (bz2.compress(zipped()), "a bzip2 archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (bytes(range(256)) * 8, "a binary file"),
        (b"\0" * 4096, "a binary file"),
    ],
)
@pytest.mark.parametrize("form", ["page-html", "page-text", "markdown", "json"])
def test_a_binary_file_is_named(raw: bytes, what: str, form: str) -> None:
    """Given as a page by mistake."""
    assert what in problem(raw, form).reason


@pytest.mark.parametrize(
    ("raw", "headline"),
    [
        ("Café “du port”".encode("utf-8-sig"), "Café “du port”"),
        ("Café “du port”".encode("cp1252"), "Café “du port”"),
        ("Café “du port”".encode("utf-16"), "Café “du port”"),
        ("Порт".encode("utf-16"), "Порт"),
        (b"A stray\0 NUL", "A stray NUL"),
    ],
)
def test_an_encoding_is_found_where_it_can_be(raw: bytes, headline: str) -> None:
    """A Markdown headline in several encodings."""
    bom, body = (raw[:2], raw[2:]) if raw.startswith(b"\xff\xfe") else (b"", raw)
    mark, end = (
        ("# ".encode("utf-16-le"), "\n\nText.".encode("utf-16-le")) if bom else (b"# ", b"\n\nText in plain letters.")
    )
    start = body.removeprefix(b"\xef\xbb\xbf")
    (found,) = of_bytes(bom + mark + start + end, "markdown")
    assert isinstance(found, Article), found
    assert found.headline == headline


@pytest.mark.parametrize(
    ("name", "text"), [("iso-8859-1", "Café “x”"), ("windows-1251", "Порт Аверил"), ("shift_jis", "港の灯")]
)
def test_a_declared_charset_is_believed(name: str, text: str) -> None:
    """Latin-1 means Windows-1252 on the web."""
    raw = f"<meta charset={name}><h1>{text}</h1><p>Text.</p>".encode("cp1252" if name == "iso-8859-1" else name)
    (found,) = of_bytes(raw, "page-html")
    assert isinstance(found, Article)
    assert found.headline == text


@pytest.mark.parametrize(
    "declared", ["", "<meta charset=utf-8>", "<meta charset=rot13>", "<meta charset=unicode_escape>"]
)
def test_an_encoding_that_cannot_be_told_is_a_problem(declared: str) -> None:
    """Cyrillic in one byte a letter, undeclared or declared as something else."""
    raw = declared.encode() + b"<h1>" + "Порт Аверил и его сборы".encode("cp1251") + b"</h1><p>"
    assert "its encoding cannot be told: line 1 is not UTF-8" in problem(raw, "page-html").reason


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, *FORMATS]))
def test_any_bytes_give_articles_or_problems(raw: bytes, form: str | None) -> None:
    """Read as each of the formats."""
    check(of_bytes(raw, form))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PAGES), st.data(), st.sampled_from([None, *FORMATS]))
def test_a_damaged_page_gives_articles_or_problems(page: bytes, data: st.DataObject, form: str | None) -> None:
    """A real page, cut and spiced in a few places."""
    raw = bytearray(page)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.sampled_from(SPICE))
    check(of_bytes(bytes(raw), form))


def check(found: list[Article | Problem]) -> None:
    assert found
    for record in found:
        if isinstance(record, Article):
            assert record.id
            assert record.headline
            assert record.slug
            json.dumps(as_json(record), ensure_ascii=False, allow_nan=False).encode()
            assert all(url.startswith("https://") for url in (*record.links, record.url or "https://"))
        else:
            str(record).encode()


def test_a_text_in_utf_16_that_breaks_off_within_a_character_is_kept() -> None:
    """A page of one byte too many: the last character is replaced, and that is said."""
    html = f"<title>The quay</title><h1>The quay</h1><p>{'It was closed in spring. ' * 10}</p>"
    (found,) = of_bytes(html.encode("utf-16") + b"x", "page-html")
    assert isinstance(found, Article)
    assert "1 character that utf-16 does not hold" in str(found.extra)
    assert "byte order mark" in problem(b"\xff\xfe" + b"\x00\xd8" * 400, "page-text").reason
