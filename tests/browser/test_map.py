"""The map as a person meets it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from lensatlas.model import Actor, ActorId, ActorUse, Article, ArticleId, LensId, Source, Tagged, TagId, TagUse
from lensatlas.network.draw import draw
from lensatlas.publish import map as maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from lensatlas.atlas import Atlas

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """An open page and what it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def _heard(met: Visit, dialog: Dialog) -> None:
    met.complaints.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open HTML from disk; the page's requests, console errors and dialogs are noted."""
    contexts = []

    def call(html: str, *, width: int = 1280, scheme: str = "light") -> Visit:
        (tmp_path / "map.html").write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type,unused-ignore]
        contexts.append(context)
        met = Visit(context.new_page())
        met.page.on("request", lambda request: met.requests.append(request.url))
        met.page.on(
            "console", lambda said: met.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        met.page.on("pageerror", lambda error: met.complaints.append(str(error)))
        met.page.on("dialog", lambda dialog: _heard(met, dialog))
        met.page.goto((tmp_path / "map.html").as_uri())
        met.page.wait_for_selector("#map canvas")
        return met

    yield call
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_map(sample_atlas: Atlas) -> str:
    """The map of the whole sample."""
    return sample_atlas.map()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")])
def test_the_page_asks_nothing_of_the_network_and_fits(
    width: int, scheme: str, visit: Callable[..., Visit], sample_map: str
) -> None:
    """One request: the file itself. Nothing wider than the window."""
    met = visit(sample_map, width=width, scheme=scheme)
    assert [url for url in met.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in met.requests if url.startswith("file:")]) == 1
    assert met.complaints == []
    assert met.page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_finds_an_actor_and_opens_its_facts_and_links(
    visit: Callable[..., Visit], sample_map: str, sample_atlas: Atlas
) -> None:
    """The actor of most articles."""
    graph = sample_atlas.graph
    counts = graph.links["actor"].astype(bool).sum(axis=0)
    name = graph.ids["actor"][int(counts.argmax())]
    page = visit(sample_map).page
    page.fill("#search", name)
    page.locator("#found button", has_text=name).first.click()
    panel = page.locator("#panel")
    assert name in panel.locator("h2").inner_text()
    assert f"Articles ({int(counts.max())})" in panel.inner_text()
    panel.locator("li button").first.click()
    assert "Article" in panel.locator(".kindmark").inner_text()


def test_filters_by_kind_lens_and_period_hold_for_drawing_and_tables(
    visit: Callable[..., Visit], sample_map: str, sample_atlas: Atlas
) -> None:
    """One lens; then one day; then all again."""
    graph = sample_atlas.graph
    lens = graph.ids["lens"][0]
    under = int(graph.links["lens"][:, [0]].astype(bool).sum())
    page = visit(sample_map).page
    shown = "document.querySelectorAll('#articles tbody tr:not([hidden])').length"
    page.select_option("#lens", lens)
    assert page.evaluate(shown) == under
    page.click("text=Show all")
    # The reset takes effect after the click; the page's own policy forbids the driver's waiting for an expression.
    page.wait_for_timeout(300)
    assert page.evaluate(shown) == graph.size
    last = page.locator("#to").get_attribute("max") or ""
    page.fill("#from", last)
    page.dispatch_event("#from", "change")
    on_last_day = sum(dt.date.fromordinal(int(d)).isoformat() == last for d in graph.days if d)
    assert page.evaluate(shown) == on_last_day
    page.uncheck("[name=kind][value=tag]")
    assert (
        page.evaluate(
            "[...document.querySelectorAll('#names tbody tr:not([hidden])')].filter(r => r.cells[1].textContent === 'tag').length"
        )
        == 0
    )


HOSTILE = (
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    'a href="javascript:alert(1)"',
    "\u2028alert(1)//",
)


def test_hostile_titles_are_only_text(visit: Callable[..., Visit]) -> None:
    """Each as headline, tag, actor, lens, source and URL."""
    pairs = [
        (
            Article(
                id=ArticleId(str(i)),
                slug=str(i),
                headline=text,
                url="javascript:alert(1)",
                published=dt.date(2024, 1, 1 + i),
                sources=(Source(name=text),),
            ),
            Tagged(
                article=ArticleId(str(i)),
                tags=(TagUse(tag=TagId(text)),),
                lenses=(LensId(text),),
                actors=(ActorUse(actor=ActorId(text), how="declared"),),
            ),
        )
        for i, text in enumerate(HOSTILE)
    ]
    graph = draw(pairs, actors=[Actor(id=ActorId(text)) for text in HOSTILE], lenses=[])
    met = visit(maps.render(maps.whole(graph, (), title=HOSTILE[0])))
    met.page.fill("#search", "alert")
    met.page.locator("#found button").first.click()
    for link in met.page.locator("[data-go]").all()[:8]:
        link.click()
    assert met.complaints == []
    assert met.page.locator("#panel a").count() == 0
    assert met.page.locator("img").count() == 0


def test_a_neighbourhood_opens_on_its_centre(visit: Callable[..., Visit], sample_atlas: Atlas) -> None:
    """Around the first tag."""
    tag = sample_atlas.graph.ids["tag"][0]
    page = visit(sample_atlas.map(f"tag:{tag}")).page
    assert page.locator("#panel h2").inner_text() == tag


def test_names_that_stand_once_are_drawn_when_asked_for(visit: Callable[..., Visit], sample_map: str) -> None:
    """They are in the tables all the time; the drawing leaves them out until the box is ticked."""
    met = visit(sample_map)
    assert not met.page.locator("#once").is_checked()
    before = met.page.screenshot(clip={"x": 0, "y": 250, "width": 900, "height": 600})
    met.page.check("#once")
    met.page.wait_for_timeout(300)
    assert met.page.screenshot(clip={"x": 0, "y": 250, "width": 900, "height": 600}) != before
    assert met.complaints == []
