"""Whose turn it is: one request at a time to a host, with a pause between them, and several hosts side by side."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lensatlas.ingest.fetch.asking import Client, Failure
from lensatlas.ingest.fetch.journal import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from lensatlas.ingest.fetch.asking import Answer
    from lensatlas.ingest.fetch.policy import Policy
    from lensatlas.ingest.fetch.robots import Rules


@dataclass(slots=True, eq=False)
class Address:
    """An address to be asked for: ``hops`` are where it led so far, itself first; ``outcome`` is what came of it."""

    url: str
    hops: list[str]
    tries: int = 0
    outcome: Kept | None = None


@dataclass(slots=True, eq=False)
class Host:
    """One host: who waits to be asked there, and when it may be asked again (of :func:`time.monotonic`).

    ``interval`` is the pause after a request; ``failed`` counts addresses in a row; ``closed`` says why it is asked no more.
    """

    client: Client
    interval: float
    waiting: deque[Address] = field(default_factory=deque)
    busy: bool = False
    not_before: float = 0.0
    rules: dict[str, Rules] = field(default_factory=dict)
    failed: int = 0
    closed: str = ""


class Turns:
    """Gives each address its turn, in threads of its own; ``visit`` is called with it while nobody else asks its host."""

    def __init__(self, policy: Policy, visit: Callable[[Host, Address], None]) -> None:
        self.policy, self.visit = policy, visit
        self.hosts: dict[str, Host] = {}
        self.changed = threading.Condition()
        self.stopped = threading.Event()
        self.settled = 0
        for _ in range(policy.hosts):
            threading.Thread(target=self._work, name="lensatlas-fetch", daemon=True).start()

    def queue(self, address: Address, *, first: bool = False) -> None:
        """Give an address its turn at the host where it is now; ``first``: before others that wait there."""
        name = urlsplit(address.hops[-1]).hostname or ""
        with self.changed:
            if name not in self.hosts:
                self.hosts[name] = Host(Client(self.policy), self.policy.delay)
            waiting = self.hosts[name].waiting
            (waiting.appendleft if first else waiting.append)(address)
            self.changed.notify_all()

    def settle(self, address: Address, outcome: Kept) -> None:
        """Say what came of an address."""
        with self.changed:
            address.outcome = outcome
            self.settled += 1
            self.changed.notify_all()

    def wait(self, address: Address, tick: Callable[[], None]) -> Kept:
        """What came of it; ``tick`` is called now and then until it is known."""
        while True:
            with self.changed:
                if address.outcome is None:
                    self.changed.wait(0.2)
                if address.outcome is not None:
                    return address.outcome
            tick()

    def ask(self, host: Host, url: str, headers: dict[str, str] | None = None) -> Answer | Failure:
        """Ask the host as soon as it may be asked; the next pause counts from the end of its answer."""
        self.stopped.wait(max(0.0, host.not_before - time.monotonic()))
        if self.stopped.is_set():
            return Failure("the crawl was left")
        answer = host.client.ask(url, headers)
        host.not_before = time.monotonic() + host.interval
        return answer

    def close(self) -> None:
        """Ask for nothing more; a request that is under way is left to its end, and what comes of it is not kept."""
        self.stopped.set()
        with self.changed:
            for host in self.hosts.values():
                if not host.busy:
                    host.client.close()
            self.changed.notify_all()

    def _next(self) -> tuple[Host, Address] | None:
        """The host whose turn comes first, and its next address; None when all is over."""
        with self.changed:
            while not self.stopped.is_set():
                free = [host for host in self.hosts.values() if host.waiting and not host.busy]
                host = min(free, key=lambda host: host.not_before, default=None)
                wait = host.not_before - time.monotonic() if host else None
                if host is not None and wait is not None and wait <= 0:
                    host.busy = True
                    return host, host.waiting.popleft()
                self.changed.wait(wait)
        return None

    def _work(self) -> None:
        while turn := self._next():
            host, address = turn
            try:
                self.visit(host, address)
            except Exception as error:  # noqa: BLE001 — whatever it is, the one who waits must be told
                if not self.stopped.is_set():
                    self.settle(address, Kept(location=address.hops[-1], reason=f"asking for it failed: {error!r}"))
            with self.changed:
                host.busy = False
                if not host.waiting or self.stopped.is_set():
                    host.client.close()
                self.changed.notify_all()
