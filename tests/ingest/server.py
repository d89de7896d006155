"""A real web server on this machine that misbehaves as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Page = bytes | str | Callable[["Request"], None]

ARTICLE = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>The keepers of Port Averil counted the "
    "lanterns on the Grey Mole, and found that one was missing since the spring.</p></article></body></html>"
)


class Request(BaseHTTPRequestHandler):
    """One request; ``answer`` sends a whole answer."""

    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *_: object) -> None:
        """Nothing: the site remembers."""

    def answer(self, status: int, body: bytes | str = b"", **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        stated = {"Content-Type": "text/html", "Content-Length": str(len(raw))}
        for name, value in (stated | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic(), dict(self.headers)))
        page = self.site.pages.get(self.path)
        if page is None:
            self.answer(404)
        elif callable(page):
            page(self)
        else:
            self.answer(200, page)


@dataclass(slots=True)
class Site:
    """A site: ``pages`` by path, each its content or what answers; ``asked`` are path, time and headers of each request."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, but for robots.txt."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no fault."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port, on every address of this machine (127.0.0.2 is another host)."""
    site = Site()
    server = _Server(("0.0.0.0", 0), type("Bound", (Request,), {"site": site}))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
