"""A real Chromium, where there is one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; skipped, saying so, where it or its driver is not installed (`make browser` installs the driver)."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make browser")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium is installed")
    with driver.sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
