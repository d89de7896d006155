"""Whom to ask next: one request at a time to a host, with a pause between them, and several hosts side by side."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lensatlas.ingest.fetch import robots
from lensatlas.ingest.fetch.asking import Answer, Client, Failure, told
from lensatlas.ingest.fetch.journal import Kept
from lensatlas.model import link_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.ingest.fetch.journal import Journal
    from lensatlas.ingest.fetch.policy import Policy
    from lensatlas.ingest.fetch.robots import Rules

# Addresses of one host that failed one after another before the others are not asked for any more.
_GIVEN_UP = 3
_LEAVE_ALONE = frozenset({429, 503})


@dataclass(slots=True, eq=False)
class Address:
    """An address to be asked for: ``hops`` are where it led so far, itself first; ``outcome`` is what came of it."""

    url: str
    hops: list[str]
    tries: int = 0
    outcome: Kept | None = None


@dataclass(slots=True, eq=False)
class Host:
    """One host: who waits to be asked there, and when it may be asked again (of :func:`time.monotonic`)."""

    name: str
    client: Client
    interval: float
    waiting: deque[Address] = field(default_factory=deque)
    busy: bool = False
    not_before: float = 0.0
    rules: dict[str, Rules] = field(default_factory=dict)
    failed: int = 0
    closed: str = ""


class Hosts:
    """Asks for addresses in threads of its own, as many hosts at once as the policy allows."""

    def __init__(self, policy: Policy, journal: Journal) -> None:
        self.policy, self.journal = policy, journal
        self.hosts: dict[str, Host] = {}
        self.turn = threading.Condition()
        self.stopped = threading.Event()
        self.settled = 0
        for _ in range(policy.hosts):
            threading.Thread(target=self._work, name="lensatlas-fetch", daemon=True).start()

    def ask(self, url: str) -> Address:
        """Have an address asked for; an answer of the same crawl counts."""
        address = Address(url, [url], outcome=self.journal.known(url, now=True))
        if address.outcome is None:
            self._queue(address)
        return address

    def wait(self, address: Address, tick: Callable[[], None]) -> Kept:
        """What came of it; ``tick`` is called now and then until it is known."""
        while True:
            with self.turn:
                if address.outcome is None:
                    self.turn.wait(0.2)
                if address.outcome is not None:
                    return address.outcome
            tick()

    def close(self) -> None:
        """Ask for nothing more; a request that is under way is left to its end, and what comes of it is not kept."""
        self.stopped.set()
        with self.turn:
            for host in self.hosts.values():
                if not host.busy:
                    host.client.close()
            self.turn.notify_all()

    # ---- turns -----------------------------------------------------------------------------------------------------

    def _queue(self, address: Address, *, first: bool = False) -> None:
        name = urlsplit(address.hops[-1]).hostname or ""
        with self.turn:
            if name not in self.hosts:
                self.hosts[name] = Host(name, Client(self.policy), self.policy.delay)
            waiting = self.hosts[name].waiting
            (waiting.appendleft if first else waiting.append)(address)
            self.turn.notify_all()

    def _next(self) -> tuple[Host, Address] | None:
        """The host whose turn comes first, and its next address; None when all is over."""
        with self.turn:
            while not self.stopped.is_set():
                free = [host for host in self.hosts.values() if host.waiting and not host.busy]
                host = min(free, key=lambda host: host.not_before, default=None)
                wait = host.not_before - time.monotonic() if host else None
                if host is not None and wait is not None and wait <= 0:
                    host.busy = True
                    return host, host.waiting.popleft()
                self.turn.wait(wait)
        return None

    def _work(self) -> None:
        while turn := self._next():
            host, address = turn
            try:
                self._step(host, address)
            except Exception as error:  # noqa: BLE001 — whatever it is, the one who waits must be told
                if not self.stopped.is_set():
                    self._settle(address, Kept(location=address.hops[-1], reason=f"asking for it failed: {error!r}"))
            with self.turn:
                host.busy = False
                if not host.waiting or self.stopped.is_set():
                    host.client.close()
                self.turn.notify_all()

    def _pace(self, host: Host) -> None:
        """Wait until the host may be asked, and count from the end of what is asked now."""
        self.stopped.wait(max(0.0, host.not_before - time.monotonic()))

    def _asked(self, host: Host, url: str, headers: dict[str, str] | None = None) -> Answer | Failure:
        self._pace(host)
        answer = host.client.ask(url, headers)
        host.not_before = time.monotonic() + host.interval
        return answer

    # ---- one address -----------------------------------------------------------------------------------------------

    def _step(self, host: Host, address: Address) -> None:
        """Ask for the address once, if that is allowed."""
        url = address.hops[-1]
        rules = self._rules(host, url) if not host.closed else robots.Rules(closed=host.closed)
        if self.stopped.is_set():
            return
        reason = rules.closed
        if not reason and rules.forbid(url):
            reason = "its robots.txt forbids it"
        elif not reason and rules.delay > self.policy.longest_wait:
            reason = f"its robots.txt asks for {rules.delay:,.0f} s between two requests"
        if reason:
            self._settle(address, Kept(location=url, reason=reason))
            return
        host.interval = max(self.policy.delay, rules.delay)
        known = self.journal.known(address.url)
        answer = self._asked(host, url, _conditions(known, url))
        if not self.stopped.is_set():
            self._take(host, address, answer, known)

    def _take(self, host: Host, address: Address, answer: Answer | Failure, known: Kept | None) -> None:
        """Do what the answer calls for."""
        url = address.hops[-1]
        if isinstance(answer, Failure):
            if answer.passing:
                self._again(host, address, answer.reason)
            else:
                self._settle(address, Kept(location=url, reason=answer.reason), lasting=not answer.host)
            return
        if answer.status in _LEAVE_ALONE or answer.status >= 500:
            self._again(host, address, told(answer.status), answer.wait())
            return
        host.failed = 0
        if answer.status == 304 and known is not None:
            self.journal.unchanged(address.url)
            self._settle(address, known)
        elif 300 <= answer.status < 400 and answer.headers.get("location"):
            self._lead(address, answer.headers["location"])
        else:
            reason = "" if answer.status == 200 else told(answer.status)
            self._settle(address, _kept(answer, reason), lasting=True, body=answer.body)

    def _again(self, host: Host, address: Address, reason: str, wait: float | None = None) -> None:
        """Ask once more after a while, or give it up, or the whole host."""
        if wait is None:
            wait = min(self.policy.backoff * 2**address.tries, self.policy.longest_wait)
        address.tries += 1
        if wait > self.policy.longest_wait:
            host.closed = f"its host asks to be left alone for {wait:,.0f} s ({reason})"
            self._settle(address, Kept(location=address.hops[-1], reason=host.closed))
        elif address.tries <= self.policy.retries:
            host.not_before = max(host.not_before, time.monotonic() + wait)
            self._queue(address, first=True)
        else:
            host.failed += 1
            if host.failed >= _GIVEN_UP:
                host.closed = f"its host failed {_GIVEN_UP} addresses in a row, and was asked no more"
            times = f", asked {address.tries} times" if address.tries > 1 else ""
            self._settle(address, Kept(location=address.hops[-1], reason=f"{reason}{times}"))

    def _lead(self, address: Address, location: str) -> None:
        """Follow a redirect, in the queue of the host it leads to, whose own robots.txt is asked."""
        url = address.hops[-1]
        target = target_of(url, location)
        if target is None:
            reason = f"it redirects to {location[:200]}, which is no http(s) address"
        elif target in address.hops:
            reason = "it redirects in a circle"
        elif len(address.hops) > self.policy.redirects:
            reason = f"it redirects more than {self.policy.redirects} times"
        else:
            address.hops.append(target)
            self._queue(address, first=True)
            return
        self._settle(address, Kept(location=url, reason=reason), lasting=True)

    def _settle(self, address: Address, kept: Kept, *, lasting: bool = False, body: bytes = b"") -> None:
        """Say what came of an address; ``lasting``: this crawl need not ask again, even if it is cut off."""
        if lasting:
            self.journal.keep(address.url, kept, body)
        with self.turn:
            address.outcome = kept
            self.settled += 1
            self.turn.notify_all()

    # ---- robots.txt ------------------------------------------------------------------------------------------------

    def _rules(self, host: Host, url: str) -> Rules:
        """The rules of the site (scheme, host, port) that an address belongs to; asked for once a day."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in host.rules:
            text = self.journal.robots(site, robots.FRESH)
            host.rules[site] = robots.rules(text) if text is not None else self._robots(host, site)
        return host.rules[site]

    def _robots(self, host: Host, site: str) -> Rules:
        answer: Answer | Failure = Failure("it was not asked for")
        for tries in range(self.policy.retries + 1):
            answer = self._asked(host, f"{site}/robots.txt")
            for _ in range(robots.REDIRECTS):
                if isinstance(answer, Failure) or not 300 <= answer.status < 400:
                    break
                target = target_of(answer.url, answer.headers.get("location", ""))
                if target is None:
                    break
                answer = self._asked(host, target)
            text = robots.text_of(answer) if isinstance(answer, Answer) else None
            if text is not None:
                self.journal.keep_robots(site, text)
                return robots.rules(text)
            if isinstance(answer, Failure) and not answer.passing:
                break
            if tries < self.policy.retries and self.stopped.wait(self.policy.backoff * 2**tries):
                break
        return robots.closed(answer)


def target_of(url: str, location: str) -> str | None:
    """Where a redirect leads, without a fragment; None where that is no http(s) address."""
    try:
        target = link_url(urljoin(url, location))
    except ValueError:
        return None
    return target.partition("#")[0] if target and location else None


def _conditions(known: Kept | None, url: str) -> dict[str, str]:
    """Headers that ask for the content only if it is another than the one that is kept (RFC 9110, 13.1)."""
    if known is None or known.reason or known.location != url:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in stated.items() if value}


def _kept(answer: Answer, reason: str) -> Kept:
    has = answer.headers
    kind = has.get("content-type", "")
    return Kept(
        location=answer.url,
        reason=reason,
        kind=kind[:200],
        etag=has.get("etag", "")[:500],
        modified=has.get("last-modified", "")[:100],
    )
