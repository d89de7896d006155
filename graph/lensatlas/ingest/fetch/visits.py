"""What is done when an address has its turn: its host's rules are asked, then the address, and what it answers is heeded."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lensatlas.ingest.fetch import robots
from lensatlas.ingest.fetch.asking import Answer, Failure, target_of, told
from lensatlas.ingest.fetch.journal import Kept
from lensatlas.ingest.fetch.turns import Address, Turns

if TYPE_CHECKING:
    from lensatlas.ingest.fetch.journal import Journal
    from lensatlas.ingest.fetch.policy import Policy
    from lensatlas.ingest.fetch.robots import Rules
    from lensatlas.ingest.fetch.turns import Host

# Addresses of one host that failed one after another before the others are not asked for any more.
_GIVEN_UP = 3


class Visits:
    """The addresses of one crawl, asked for as the policy, the hosts and the journal allow."""

    def __init__(self, policy: Policy, journal: Journal) -> None:
        self.policy, self.journal = policy, journal
        self.turns = Turns(policy, self._visit)

    def ask(self, url: str) -> Address:
        """Have an address asked for; an answer of the same crawl counts."""
        address = Address(url, [url], outcome=self.journal.known(url, now=True))
        if address.outcome is None:
            self.turns.queue(address)
        return address

    def _visit(self, host: Host, address: Address) -> None:
        """Ask for the address once, if that is allowed."""
        url = address.hops[-1]
        rules = robots.Rules(closed=host.closed) if host.closed else self._rules(host, url)
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
        answer = self.turns.ask(host, url, _conditions(known, url))
        if not self.turns.stopped.is_set():
            self._heed(host, address, answer, known)

    def _heed(self, host: Host, address: Address, answer: Answer | Failure, known: Kept | None) -> None:
        """Do what the answer calls for."""
        url = address.hops[-1]
        if isinstance(answer, Failure):
            if answer.passing:
                self._again(host, address, answer.reason)
            else:
                self._settle(address, Kept(location=url, reason=answer.reason), lasting=not answer.host)
        elif answer.status == 429 or answer.status >= 500:
            self._again(host, address, told(answer.status), answer.wait())
        else:
            host.failed = 0
            if answer.status == 304 and known is not None:
                self.journal.unchanged(address.url)
                self._settle(address, known)
            elif 300 <= answer.status < 400 and answer.headers.get("location"):
                self._lead(address, answer.headers["location"])
            else:
                kept = _kept(answer, "" if answer.status == 200 else told(answer.status))
                self._settle(address, kept, lasting=True, body=answer.body)

    def _again(self, host: Host, address: Address, reason: str, wait: float | None = None) -> None:
        """Ask once more after a while, or give it up, or the whole host."""
        if wait is None:
            wait = min(self.policy.backoff * 2**address.tries, self.policy.longest_wait)
        address.tries += 1
        if wait > self.policy.longest_wait:
            reason = host.closed = f"its host asks to be left alone for {wait:,.0f} s ({reason})"
        elif address.tries <= self.policy.retries:
            host.not_before = max(host.not_before, time.monotonic() + wait)
            self.turns.queue(address, first=True)
            return
        else:
            host.failed += 1
            if host.failed >= _GIVEN_UP:
                host.closed = f"its host failed {_GIVEN_UP} addresses in a row, and was asked no more"
            reason += f", asked {address.tries} times" if address.tries > 1 else ""
        self._settle(address, Kept(location=address.hops[-1], reason=reason))

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
            self.turns.queue(address, first=True)
            return
        self._settle(address, Kept(location=url, reason=reason), lasting=True)

    def _settle(self, address: Address, kept: Kept, *, lasting: bool = False, body: bytes = b"") -> None:
        """Say what came of an address; ``lasting``: this crawl need not ask again, even if it is cut off."""
        if lasting:
            self.journal.keep(address.url, kept, body)
        self.turns.settle(address, kept)

    def _rules(self, host: Host, url: str) -> Rules:
        """The rules of the site (scheme, host, port) that an address belongs to; asked for once a day."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in host.rules:
            text = self.journal.robots(site, robots.FRESH)
            host.rules[site] = robots.rules(text) if text is not None else self._robots(host, site)
        return host.rules[site]

    def _robots(self, host: Host, site: str) -> Rules:
        """What robots.txt says, asked for again after a passing fault."""
        answer: Answer | Failure = Failure("it was not asked for")
        for tries in range(self.policy.retries + 1):
            answer = self._followed(host, f"{site}/robots.txt")
            text = robots.text_of(answer) if isinstance(answer, Answer) else None
            if text is not None:
                self.journal.keep_robots(site, text)
                return robots.rules(text)
            host.not_before += self.policy.backoff * 2**tries
            if isinstance(answer, Failure) and not answer.passing:
                break
        return robots.closed(answer)

    def _followed(self, host: Host, url: str) -> Answer | Failure:
        """What stands where the redirects of a robots.txt end, which hold for this site wherever they lead."""
        answer = self.turns.ask(host, url)
        for _ in range(robots.REDIRECTS):
            if isinstance(answer, Failure) or not 300 <= answer.status < 400:
                break
            target = target_of(answer.url, answer.headers.get("location", ""))
            if target is None:
                break
            answer = self.turns.ask(host, target)
        return answer


def _conditions(known: Kept | None, url: str) -> dict[str, str]:
    """Headers that ask for the content only if it is another than the one that is kept (RFC 9110, 13.1)."""
    if known is None or known.reason or known.location != url:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in stated.items() if value and value.isascii()}


def _kept(answer: Answer, reason: str) -> Kept:
    has = answer.headers
    return Kept(
        location=answer.url,
        reason=reason,
        kind=has.get("content-type", "")[:200],
        etag=has.get("etag", "")[:500],
        modified=has.get("last-modified", "")[:100],
    )
