"""How fast articles come in: `python -m benchmarks.ingest [--gigabyte]`.

Readers by seconds of one processor; `add` from start to end, by the clock; general HTML beside trafilatura alone, on the same
pages. `--gigabyte` writes JSON Lines of 1 GB into a temporary folder and adds them: minutes, and the peak memory of it.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import PLACE, SAMPLE, lensatlas, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.measuring import Run

_ROWS = ("--format", "jsonl")
_ROUNDS = 3  # of which the fastest counts: other work on the machine only ever slows one down
_LINE = (
    "On day {n} the wardens of the lower weir counted what had come down with the water, and said so to the council."
)


def story(n: int, paragraphs: int = 12) -> list[str]:
    """The paragraphs of a made-up article, no two alike."""
    return [
        " ".join(_LINE.format(n=f"{n}.{p}.{k}") for k in range(4)) + f" Gate {n * 31 % 997} held."
        for p in range(paragraphs)
    ]


def page(n: int) -> bytes:
    """A news page of 42 KB that states its text: menus, related stories, scripts and styles stand around it."""
    data = {
        "@type": "NewsArticle", "headline": f"Weir {n} holds", "datePublished": "2031-05-04T10:00:00+02:00",
        "author": [{"@type": "Person", "name": "Ida Rell"}], "publisher": {"@type": "Organization", "name": "The Sluice"},
        "keywords": ["weirs", "rivers"], "articleBody": "\n\n".join(story(n)),
    }  # fmt: skip
    menu = "".join(f"<li><a href='/section/{k}'>Section {k}</a></li>" for k in range(40))
    related = "".join(f"<li><a href='/{k}'><h3>Story {k}</h3><p>A teaser of story {k}.</p></a></li>" for k in range(30))
    shown = "".join(f"<p>{part}</p>" for part in story(n))
    return (
        f"<!doctype html><html lang=en><head><title>Weir {n} holds | The Sluice</title><meta property=og:title content='Weir {n} holds'>"
        f"<link rel=canonical href='https://sluice.example/{n}'><meta property=og:url content='https://sluice.example/{n}'>"
        f"<script type='application/ld+json'>{json.dumps({'@graph': [data]})}</script><style>{'.a{color:red}' * 400}</style></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>Weir {n} holds</h1>{shown}</article></main><aside><ul>{related}</ul></aside>"
        f"<script>{'var a=1;' * 2000}</script></body></html>"
    ).encode()


def readers() -> None:
    """Pages and rows of one reader, by seconds of one processor."""
    pages = [page(n) for n in range(300)]
    own = [path.read_bytes() for path in sorted((SAMPLE / "pages").glob("*.html"))] * 4
    print("| reader | records | a second of one core |\n|---|--:|--:|")
    for name, form, inputs in (
        ("JSON-LD pages, 42 KB", "page-html", pages),
        ("known layout, 5 KB", "page-html", own),
        ("GKG 2.1", "gkg", [_gkg()]),
    ):
        if all(inputs):
            count, seconds = min((_read(form, inputs) for _ in range(_ROUNDS)), key=lambda found: found[1])
            print(f"| {name} | {count:,} | {count / seconds:,.0f} |", flush=True)


def _read(form: str, inputs: Iterable[bytes]) -> tuple[int, float]:
    from lensatlas import config
    from lensatlas.ingest import FORMATS

    profile = config.load().profile
    start = time.process_time()
    count = sum(1 for raw in inputs for _ in FORMATS[form].read(io.BytesIO(raw), "-", profile))
    return count, time.process_time() - start


def _gkg() -> bytes:
    """The corpus's rows a hundred times, each with ids of its own."""
    files = sorted((PLACE / "gdelt-gkg").rglob("*.csv")) if (PLACE / "gdelt-gkg").is_dir() else []
    lines = [line for path in files for line in path.read_bytes().splitlines() if line.strip()]
    return b"\n".join(
        line.replace(b"\thttp", b"\thttp", 1).replace(b"-", b"-%d" % n, 1) for n in range(100) for line in lines
    )


def general() -> None:
    """Saved news pages that do not state their text, beside trafilatura alone on the same pages."""
    folder = PLACE / "html-fundus"
    if not folder.is_dir():
        print(f"\nhtml-fundus: left out, it is not at {PLACE}")
        return
    from lensatlas import config
    from lensatlas.ingest import page_html
    from lensatlas.ingest.processes import extraction

    profile = config.load().profile
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.rglob("*.html.gz"))]

    def ours(raw: bytes) -> object:
        return list(page_html.read(io.BytesIO(raw), "-", profile, extraction.main_text))

    def alone(raw: bytes) -> object:
        import trafilatura

        return trafilatura.bare_extraction(raw, with_metadata=True, deduplicate=False)

    ours(pages[0]), alone(pages[0])
    print(
        f"\n| {len(pages)} saved pages, {sum(map(len, pages)) / len(pages) / 1e3:,.0f} KB each | a second of one core |\n|---|--:|"
    )
    for name, work in (("Lensatlas, all fields and the text", ours), ("trafilatura alone, with metadata", alone)):
        print(f"| {name} | {len(pages) / _processor(work, pages):,.1f} |", flush=True)


def _processor(work: Callable[[bytes], object], pages: Iterable[bytes]) -> float:
    start = time.process_time()
    for raw in pages:
        work(raw)
    return time.process_time() - start


def whole(folder: Path) -> None:
    """Thousands of articles added by the command line, from start to end."""
    posts = folder / "posts"
    posts.mkdir()
    for n in range(20_000):
        text = "\n\n".join(story(n, 4))
        (posts / f"{n}.md").write_text(f"---\ntitle: Weir {n} holds\ndate: 2031-05-04\ntags: [weirs, rivers]\n---\n{text}\n", encoding="utf-8")  # fmt: skip
    lines = folder / "20000.jsonl"
    _write(lines, (_record(n, 4) for n in range(20_000)))
    print("\n| add, from start to end | articles | wall s | articles a second | peak MiB |\n|---|--:|--:|--:|--:|")
    _told("Markdown, 20,000 files", lensatlas("add", posts, "--atlas", folder / "a", *_ROWS, out=folder / "out"))
    _told("JSON Lines", lensatlas("add", lines, "--atlas", folder / "b", *_ROWS, out=folder / "out"))


def gigabyte(folder: Path) -> None:
    """JSON Lines of 1 GB, read and stored."""
    lines = folder / "gigabyte.jsonl"
    _write(lines, (_record(n, 24) for n in range(86_000)))
    _told(f"JSON Lines, {lines.stat().st_size / 1e9:.2f} GB", lensatlas("add", lines, "--atlas", folder / "c", *_ROWS, out=folder / "out"))  # fmt: skip


def _record(n: int, paragraphs: int) -> dict[str, object]:
    return {"id": str(n), "headline": f"Weir {n} holds", "text": "\n\n".join(story(n, paragraphs)), "published": "2031-05-04", "tags": ["weirs", f"gate {n % 997}"]}  # fmt: skip


def _write(path: Path, records: Iterator[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)


def _told(name: str, done: Run) -> None:
    if done.code:
        sys.exit(f"{name}: add ended with {done.code}: {done.told}")
    (report,) = rows(done)
    print(f"| {name} | {report['added']:,} | {done.wall:.1f} | {report['added'] / done.wall:,.0f} | {done.peak:.0f} |", flush=True)  # fmt: skip


def main(arguments: list[str]) -> None:
    # Whole runs first: the peak memory of a child counts from that of its parent.
    with tempfile.TemporaryDirectory() as made:
        whole(Path(made))
        if "--gigabyte" in arguments:
            gigabyte(Path(made))
    print()
    readers()
    general()


if __name__ == "__main__":
    main(sys.argv[1:])
