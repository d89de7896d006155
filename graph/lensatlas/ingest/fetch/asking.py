"""One request and its answer: streamed, held to size and time, unpacked within a budget."""

from __future__ import annotations

import datetime as dt
import functools
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpcore
import httpx

from lensatlas.ingest.fetch.policy import agent
from lensatlas.ingest.fetch.public import Network, NotPublic
from lensatlas.ingest.xml.inflate import Inflater
from lensatlas.model import link_url

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Mapping

    from lensatlas.ingest.fetch.policy import Policy

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,application/xml;q=0.9,text/*;q=0.5,*/*;q=0.1"
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
# No article is read from these; their bodies are not even waited for.
_BARREN = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent; ``headers`` have lower-case names, ``body`` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def wait(self) -> float | None:
        """The seconds that ``Retry-After`` asks for, written as such or as a date (RFC 9110, 10.2.3)."""
        stated = self.headers.get("retry-after", "").strip()
        if stated.isdecimal():
            return float(stated[:9])
        try:
            until = parsedate_to_datetime(stated)
        except (ValueError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
        return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer; ``passing`` says that another time there may be one, ``host`` that its host is at fault."""

    reason: str
    passing: bool = True
    host: bool = True


class _Stopped(Exception):
    """Nothing more of the answer is wanted."""


class Client:
    """Asks one host, over one connection that is kept while it lasts."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.network = Network(allow_private=policy.allow_private)
        self.pool = httpcore.ConnectionPool(
            _trusted(), max_connections=1, keepalive_expiry=30, network_backend=self.network
        )
        self.limits = {"connect": policy.connect, "read": policy.read, "write": policy.read, "pool": policy.connect}

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer | Failure:
        """What stands at ``url``; redirects are answers like any other."""
        self.network.until = time.monotonic() + self.policy.total
        try:
            return self._answer(url, dict(headers or {}))
        except _Stopped as fault:
            return Failure(str(fault), passing=False, host=False)
        except NotPublic as fault:
            return Failure(str(fault), passing=False)
        except httpcore.TimeoutException:
            waited = min(self.policy.total, time.monotonic() - self.network.until + self.policy.total)
            return Failure(f"it did not answer within {max(1, round(waited))} s")
        except httpcore.ConnectError as fault:
            return Failure(f"no connection: {fault}" if str(fault) else "no connection")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            return Failure("its answer broke off")
        except (httpx.InvalidURL, ValueError) as fault:
            return Failure(str(fault), passing=False, host=False)

    def close(self) -> None:
        """End the connection."""
        self.pool.close()

    def _answer(self, url: str, headers: dict[str, str]) -> Answer:
        address = httpx.URL(url)
        stated = {"User-Agent": agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", **headers}
        request = httpx.Request("GET", address, headers=stated)
        target = httpcore.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        with self.pool.stream(
            "GET", target, headers=request.headers.raw, extensions={"timeout": self.limits}
        ) as response:
            found = dict(httpx.Headers(response.headers))
            answer = Answer(url=url, status=response.status, headers=found)
            if response.status != HTTPStatus.OK:
                return answer
            return Answer(url=url, status=200, headers=found, body=self._body(response.iter_stream(), found))

    def _body(self, pieces: Iterable[bytes], headers: Mapping[str, str]) -> bytes:
        kind = headers.get("content-type", "").lower()
        if kind.startswith(_BARREN):
            raise _Stopped(f"it is {kind.partition(';')[0]}, which holds no article")
        packed = headers.get("content-encoding", "identity").strip().lower()
        if packed not in _PACKED | {"identity", ""}:
            raise _Stopped(f"it is packed with {packed}, which was not asked for")
        stated = headers.get("content-length", "")
        if stated.isdecimal() and int(stated[:18]) > self.policy.largest:
            raise _Stopped(self._too_large())
        inflater = Inflater(self.policy.largest) if packed in _PACKED else None
        try:
            return self._held(map(inflater.feed, pieces) if inflater else pieces)
        except ValueError as fault:
            raise _Stopped(str(fault)) from None

    def _held(self, pieces: Iterable[bytes]) -> bytes:
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > self.policy.largest:
                raise _Stopped(self._too_large())
        return bytes(body)

    def _too_large(self) -> str:
        return f"it is larger than {self.policy.largest / 1024 / 1024:g} MiB"


@functools.cache
def _trusted() -> ssl.SSLContext:
    # SSL_CERT_FILE and SSL_CERT_DIR name further authorities, as in many offices.
    return httpx.create_ssl_context(trust_env=True)


def told(status: int) -> str:
    """A status in words: ``it answered 404, Not Found``."""
    try:
        return f"it answered {status}, {HTTPStatus(status).phrase}"
    except ValueError:
        return f"it answered {status}"


def target_of(url: str, location: str) -> str | None:
    """Where a redirect leads, without a fragment; None where that is no http(s) address."""
    try:
        target = link_url(urljoin(url, location))
    except ValueError:
        return None
    return target.partition("#")[0] if target and location else None
