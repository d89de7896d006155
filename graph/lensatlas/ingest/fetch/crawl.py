"""A crawl: what was named is asked for, and what that names in its turn, in one fixed order."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lensatlas.ingest.fetch.reading import LISTS, filled, list_of, listed, records, related, site_of
from lensatlas.ingest.fetch.visits import Visits
from lensatlas.ingest.inputs import STANDARD_INPUT, expand
from lensatlas.ingest.named import Named
from lensatlas.ingest.opening import read_file, read_stream
from lensatlas.ingest.place import Place
from lensatlas.model import Article, Problem, canonical_url, digest, link_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from lensatlas.config import Profile
    from lensatlas.ingest.fetch.journal import Journal
    from lensatlas.ingest.fetch.policy import Policy
    from lensatlas.ingest.fetch.turns import Address
    from lensatlas.ingest.inputs import Input

    Progress = Callable[[str, int, int | None], None]
    Record = Article | Problem

# An index names sitemaps, those name pages; an outline may include another. Deeper is a loop or a trap.
_DEEPEST = 3
_MOST_LISTS = 10_000
_SCHEMES = ("http://", "https://")
_HEAD = 64 * 1024


@dataclass(slots=True)
class _Turn:
    """An address whose turn comes: ``depth`` counts the lists that led to it."""

    named: Named
    depth: int
    form: str | None
    address: Address


def is_address(text: str) -> bool:
    """Whether an input is to be fetched, not opened."""
    return text.lower().startswith(_SCHEMES)


class Crawl:
    """One crawl; its records come in the order in which their addresses were named, whichever host answers first."""

    def __init__(
        self, profile: Profile, policy: Policy, journal: Journal, main_text: Callable[[str], str], progress: Progress
    ) -> None:
        self.profile, self.policy, self.journal, self.progress = profile, policy, journal, progress
        self.main_text = main_text
        self.visits = Visits(policy, journal)
        self.turns: list[_Turn | None] = []
        self.met: set[str] = set()
        self.scope: set[str] = set()
        self.pages = self.lists = 0

    def records(self, inputs: Sequence[str], form: str | None, stdin: BinaryIO | None) -> Iterator[Record]:
        """Every record of files and addresses, these in ``form`` if it is given. Addresses come last, sorted, each once."""
        addresses = sorted({text for text in inputs if is_address(text)})
        self.journal.begin(digest("crawl", *sorted(set(inputs)), size=16), self.policy.resume_within)
        for found in expand([text for text in inputs if not is_address(text)]):
            yield from self._local(found, form, stdin)
        for text in addresses:
            url = link_url(text)
            if url is None:
                yield Place(text).problem("it is no address that can be asked for")
            else:
                self.scope.add(site_of(url))
                yield from self._name(Named(url=url, kind="page", place=Place(text)), 0, form)
        yield from self._turns()
        self.journal.end()

    def close(self) -> None:
        """Leave the crawl, finished or not."""
        self.visits.turns.close()
        self.journal.close()

    def _local(self, found: Input | Problem, form: str | None, stdin: BinaryIO | None) -> Iterator[Record]:
        """A file: read as always, but for one that names addresses, whose hosts are then in scope."""
        if isinstance(found, Problem):
            yield found
        elif found.path == STANDARD_INPUT:
            yield from read_stream(stdin or sys.stdin.buffer, found.name, "", self.profile, form, self.main_text)
        elif (listing := form or _list(found.path)) in LISTS:
            with open(found.path, "rb") as file:  # noqa: PTH123 — the path stays as it was given
                for record in listed(file, listing, found.name, self.profile):
                    yield from self._taken(record, 1, own=True)
        else:
            yield from read_file(found, self.profile, form, self.main_text)

    def _taken(self, record: Named | Record, depth: int, *, own: bool) -> Iterator[Record]:
        """A record of a list; ``own``: what the list names is in scope, as the user's own file or outline names it."""
        if not isinstance(record, Named):
            if isinstance(record, Article) and record.url:
                # Its text is here: its page need not be asked for.
                self.met.add(canonical_url(record.url) or record.url)
            yield record
            return
        if own:
            self.scope.add(site_of(record.url))
        yield from self._name(record, depth)

    def _name(self, named: Named, depth: int, form: str | None = None) -> Iterator[Record]:
        """Have an address asked for, or say why it is not."""
        key = canonical_url(named.url) or named.url
        if key in self.met:
            # It comes elsewhere; what is told of it here is an article all the same, and the same one.
            return
        self.met.add(key)
        reason, hint = self._refusal(named, depth)
        if reason:
            yield _unread(named, reason, hint)
            return
        self.pages += named.kind == "page" and depth > 0
        self.lists += named.kind != "page"
        self.turns.append(_Turn(named, depth, form, self.visits.ask(named.url.partition("#")[0])))

    def _refusal(self, named: Named, depth: int) -> tuple[str, str]:
        host = site_of(named.url)
        if not self.policy.any_host and not any(related(host, site) for site in self.scope):
            return f"it is on a host that nobody named, {host}", "name an address there, or give --any-host"
        if named.kind == "page" and depth > 0 and self.pages >= self.policy.max_pages:
            return f"{self.policy.max_pages:,} pages were asked for before it", "raise --max-pages"
        if depth > _DEEPEST or (named.kind != "page" and self.lists >= _MOST_LISTS):
            return "the lists that name it are too deep or too many", "name its feed or sitemap itself"
        return "", ""

    def _turns(self) -> Iterator[Record]:
        """What came of each address, in the order of naming; lists add to the order as their turn comes."""
        at = 0
        while at < len(self.turns):
            turn = self.turns[at]
            self.turns[at] = None  # what has been read need not be held
            at += 1
            if turn is not None:
                yield from self._come(turn)
        self.progress("", 0, None)

    def _come(self, turn: _Turn) -> Iterator[Record]:
        named = turn.named
        kept = self.visits.turns.wait(turn.address, self._tick)
        self._tick()
        if kept.reason:
            yield _unread(named, kept.reason)
            return
        body = self.journal.body(turn.address.url)
        found = list(records(body, kept, named.url, turn.form, self.profile, self.main_text)) if body else []
        if not found:
            yield _unread(named, "it is empty")
        # Only an outline names feeds; one that was asked for as such speaks for whoever asked.
        outline = any(isinstance(record, Named) and record.kind in {"feed", "outline"} for record in found)
        own = outline and (turn.depth == 0 or named.kind == "outline")
        for record in found:
            if len(found) == 1 and named.article and not isinstance(record, Named):
                told = named.article
                yield filled(record, told) if isinstance(record, Article) else _unread(named, record.reason)
            else:
                yield from self._taken(record, turn.depth + 1, own=own)

    def _tick(self) -> None:
        self.progress("fetching", self.visits.turns.settled, None)


def _list(path: str) -> str | None:
    """The format of a file that names addresses; None where it is another, or cannot be opened: whoever reads it says why."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 — the path stays as it was given
            return None
        with open(path, "rb") as file:  # noqa: PTH123
            return list_of(file.read(_HEAD))
    except (OSError, ValueError):
        return None


def _unread(named: Named, reason: str, hint: str = "") -> Record:
    """What is told of an address elsewhere, with the reason why it was not read itself; else that reason alone."""
    if named.article is not None:
        return replace(named.article, extra={**named.article.extra, "not_fetched": reason})
    origin = named.place.origin
    return Problem(input=named.url, reason=reason, hint=hint or ("" if origin == named.url else f"named in {origin}"))
